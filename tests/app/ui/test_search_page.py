"""The search view: what is asked while one types, what is shown of what is found, and where it leads."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from app.messages import (
    CollectionListed,
    Done,
    Failed,
    FoundPassage,
    ListCollections,
    PassagesFound,
    Progress,
    Search,
    Stopped,
)
from app.ui.request.date_field import DateField
from app.ui.search.marked import excerpt, marked
from app.ui.search.page import MOST, TYPING_MS, SearchPage
from app.ui.search.results import PLACE, RANK, SHARE, FoundList, source_of
from app.ui.services import Services
from app.ui.worker import EngineJob
from store.schema import EVERYWHERE, Fault, Scope
from tests.app.ui.fake_line import FakeLine

TEXT = "Medewerkers hebben recht op 25 vakantiedagen.\nVerlof wordt aangevraagd bij de leidinggevende."


def passage(number: int, score: float = 0.03, **changes: object) -> FoundPassage:
    values: dict[str, object] = {
        "document": f"d{number}",
        "path": f"/docs/handboek{number}.pdf",
        "title": f"Handboek {number}",
        "page": number,
        "heading": "Verlof",
        "start": 10,
        "end": 10 + len(TEXT),
        "text": TEXT,
        "score": score,
    }
    return FoundPassage(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def line(services: Services) -> FakeLine:
    assert isinstance(services.line, FakeLine)
    return services.line


@pytest.fixture
def page(qtbot: QtBot, services: Services, line: FakeLine) -> Iterator[SearchPage]:
    made = SearchPage(services)
    qtbot.addWidget(made)
    made.resize(560, 600)
    made.show()
    made.load()
    tell_collections(line, documents=4)
    yield made


def tell_collections(line: FakeLine, documents: int) -> None:
    job = line.jobs(ListCollections)[-1]
    job.happened.emit(CollectionListed("library", "", documents=documents))
    job.happened.emit(CollectionListed("c1", "Personeel"))
    job.closed.emit(Done())


def field(page: SearchPage) -> QLineEdit:
    return next(found for found in page.findChildren(QLineEdit) if found.accessibleName() == "Question")


def results(page: SearchPage) -> FoundList:
    return page.findChild(FoundList)


def rows(page: SearchPage) -> list[QModelIndex]:
    model = results(page).model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def says(page: SearchPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page: SearchPage, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text() == text)


def search(page: SearchPage, line: FakeLine, question: str) -> EngineJob:
    """Type a question and press Enter; the job that goes to the engine."""
    field(page).setText(question)
    field(page).returnPressed.emit()
    return line.jobs(Search)[-1]


def find(page: SearchPage, line: FakeLine, *found: FoundPassage, question: str = "vakantiedagen") -> None:
    job = search(page, line, question)
    job.happened.emit(PassagesFound(question, found))
    job.closed.emit(Done())


# --- searching --------------------------------------------------------------------------------------


def test_it_searches_once_after_the_typing_and_not_while_it_goes_on(
    page: SearchPage, line: FakeLine, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field(page), "hoe laat")
    assert line.jobs(Search) == []
    qtbot.wait(TYPING_MS + 100)
    assert [made.job for made in line.jobs(Search)] == [Search("hoe laat", MOST, EVERYWHERE)]


def test_the_search_before_is_stopped_and_not_heard_any_more(page: SearchPage, line: FakeLine) -> None:
    first = search(page, line, "verlof")
    second = search(page, line, "verlof bij verhuizing")
    assert line.stopped == [first]
    first.happened.emit(PassagesFound("verlof", (passage(1),)))
    first.closed.emit(Stopped())
    assert rows(page) == []
    second.happened.emit(PassagesFound("verlof bij verhuizing", (passage(2),)))
    second.closed.emit(Done())
    assert [index.data() for index in rows(page)] == ["Handboek 2"]


def test_what_was_found_stays_until_something_else_is(page: SearchPage, line: FakeLine) -> None:
    find(page, line, passage(1))
    search(page, line, "iets anders")
    assert len(rows(page)) == 1
    assert "Searching…" in says(page)
    field(page).clear()
    field(page).returnPressed.emit()
    assert rows(page) == []


def test_what_no_message_can_carry_is_not_sent(page: SearchPage, line: FakeLine) -> None:
    assert search(page, line, "a\0b").job == Search("ab", MOST, EVERYWHERE)


@pytest.mark.parametrize(
    ("activity", "words"),
    [("loading_model", "The search model is being loaded first."), ("updating_index", "brought up to date")],
)
def test_a_long_wait_is_explained(page: SearchPage, line: FakeLine, activity: str, words: str) -> None:
    search(page, line, "verlof").happened.emit(Progress(activity))  # type: ignore[arg-type]
    assert any(words in text for text in says(page))


# --- what is shown ----------------------------------------------------------------------------------


def test_a_passage_is_shown_with_its_place_rank_and_score(page: SearchPage, line: FakeLine) -> None:
    find(page, line, passage(1, 0.04), passage(3, 0.01))
    first, second = rows(page)
    assert [first.data(), first.data(PLACE), first.data(RANK), first.data(SHARE)] == [
        "Handboek 1",
        "page 1 · Verlof",
        "1",
        1.0,
    ]
    assert second.data(SHARE) == 0.25
    tip = str(second.data(Qt.ItemDataRole.ToolTipRole))
    assert "Number 2 of 2, score 0.0100 (25% of the best)" in tip
    assert "/docs/handboek3.pdf" in tip
    assert any(text.startswith("2 passages from 2 documents, in ") for text in says(page))


def test_text_of_documents_is_shown_and_not_obeyed(page: SearchPage, line: FakeLine) -> None:
    hostile = passage(
        1, title="<b>x</b>\u202etxt.exe", heading="<img src=x>\n1", text="<h1>vakantie</h1>\n\0\ufdd0a"
    )
    find(page, line, hostile)
    (row,) = rows(page)
    assert row.data() == "<b>x</b>\ufffdtxt.exe"
    assert row.data(PLACE) == "page 1 · <img src=x> 1"
    assert "<h1>" not in str(row.data(Qt.ItemDataRole.ToolTipRole))
    page.grab()


def test_thousands_of_letters_in_one_word_are_painted_at_once(page: SearchPage, line: FakeLine) -> None:
    find(page, line, *(passage(n, text="x" * 100_000 + " vakantiedagen") for n in range(1, 9)))
    page.grab()
    assert len(rows(page)) == 8


def test_the_empty_states_say_what_to_do(page: SearchPage, line: FakeLine) -> None:
    assert any(text.startswith("Type a question") for text in says(page))
    find(page, line)
    assert "Nothing found. Try other words." in says(page)
    menu_entry(page, "PDF").setChecked(True)
    line.jobs(Search)[-1].closed.emit(Done())
    assert "Nothing found. Try other words or fewer filters." in says(page)
    page.load()
    tell_collections(line, documents=0)
    assert any(text.startswith("No documents yet") for text in says(page))


def test_a_failure_is_told_and_can_be_tried_again(page: SearchPage, line: FakeLine) -> None:
    search(page, line, "verlof").closed.emit(Failed(Fault("NoModel", {"kind": "embedder"})))
    assert "There is no model. Choose a model first." in says(page)
    button(page, "Try again").click()
    assert len(line.jobs(Search)) == 2
    assert "There is no model. Choose a model first." not in says(page)


# --- filters ----------------------------------------------------------------------------------------


def menu_entry(page: SearchPage, text: str) -> QAction:
    menus = [tool.menu() for tool in page.findChildren(QToolButton) if tool.menu() is not None]
    for menu in menus:
        menu.aboutToShow.emit()
    return next(action for menu in menus for action in menu.actions() if action.text() == text)


def test_filters_go_with_the_search_and_search_anew(page: SearchPage, line: FakeLine) -> None:
    find(page, line, passage(1))
    menu_entry(page, "PDF").setChecked(True)
    menu_entry(page, "E-mail").setChecked(True)
    job = line.jobs(Search)[-1].job
    assert isinstance(job, Search)
    assert job.scope == Scope(kinds=(".pdf", ".eml", ".msg"))
    menu_entry(page, "Personeel").trigger()
    menu_entry(page, "In the last month").trigger()
    job = line.jobs(Search)[-1].job
    assert isinstance(job, Search)
    since = (date.today() - timedelta(days=31)).isoformat()
    assert job.scope == Scope(collections=("c1",), kinds=(".pdf", ".eml", ".msg"), changed_from=since)
    button(page, "No filters").click()
    assert line.jobs(Search)[-1].job == Search("vakantiedagen", MOST, EVERYWHERE)
    assert not menu_entry(page, "PDF").isChecked()


def test_two_days_are_both_included_and_half_typed_ones_bound_nothing(
    page: SearchPage, line: FakeLine
) -> None:
    find(page, line, passage(1))
    menu_entry(page, "Between two days…").trigger()
    first, last = (made.findChild(QLineEdit) for made in page.findChildren(DateField))
    first.setText("1-2-2026")
    last.setText("28-2")
    job = line.jobs(Search)[-1].job
    assert isinstance(job, Search)
    assert (job.scope.changed_from, job.scope.changed_to) == ("2026-02-01", "")
    last.setText("28-2-2026")
    job = line.jobs(Search)[-1].job
    assert isinstance(job, Search)
    assert (job.scope.changed_from, job.scope.changed_to) == ("2026-02-01", "2026-02-28")


def test_the_filters_fit_in_the_narrowest_window(page: SearchPage) -> None:
    for name in ("PDF", "E-mail"):
        menu_entry(page, name).setChecked(True)
    menu_entry(page, "Between two days…").trigger()
    assert page.minimumSizeHint().width() <= 540


# --- ways on ----------------------------------------------------------------------------------------


def test_a_click_or_enter_shows_the_passage_on_its_page(
    page: SearchPage, line: FakeLine, qtbot: QtBot
) -> None:
    found = (passage(1), passage(2))
    find(page, line, *found)
    with qtbot.waitSignal(page.source_chosen) as chosen:
        results(page).clicked.emit(rows(page)[1])
    assert chosen.args == [tuple(source_of(n, one) for n, one in enumerate(found, 1)), 2]
    with qtbot.waitSignal(page.source_chosen) as chosen:
        results(page).setCurrentIndex(rows(page)[0])
        qtbot.keyClick(results(page), Qt.Key.Key_Return)
    assert chosen.args[1] == 1


def test_the_keyboard_goes_down_into_the_list_and_up_out_of_it(
    page: SearchPage, line: FakeLine, qtbot: QtBot
) -> None:
    find(page, line, passage(1), passage(2))
    page.activateWindow()
    page.focus_first()
    qtbot.keyClick(field(page), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is results(page)
    assert results(page).currentIndex().row() == 0
    qtbot.keyClick(results(page), Qt.Key.Key_Up)
    assert QApplication.focusWidget() is field(page)


def test_a_question_is_taken_to_the_form_with_its_filters(
    page: SearchPage, line: FakeLine, qtbot: QtBot
) -> None:
    assert not button(page, "Ask this").isEnabled()
    find(page, line, passage(1))
    menu_entry(page, "Personeel").trigger()
    with qtbot.waitSignal(page.ask_wanted) as asked:
        button(page, "Ask this").click()
    assert asked.args == ["vakantiedagen", Scope(collections=("c1",))]


def test_question_and_filters_are_there_when_one_comes_back(page: SearchPage, line: FakeLine) -> None:
    find(page, line, passage(1))
    menu_entry(page, "PDF").setChecked(True)
    page.hide()
    page.show()
    page.load()
    assert line.jobs(Search)[-1].job == Search("vakantiedagen", MOST, Scope(kinds=(".pdf",)))


def test_rows_and_buttons_have_names(page: SearchPage, line: FakeLine) -> None:
    find(page, line, passage(1))
    (row,) = rows(page)
    assert str(row.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("1. Handboek 1, page 1 · Verlof. ")
    for made in page.findChildren(QToolButton):
        if made.isVisible() and not isinstance(made.parent(), QLineEdit):
            assert QAccessible.queryAccessibleInterface(made).text(QAccessible.Text.Name)


# --- marking ----------------------------------------------------------------------------------------


def words_marked(question: str, text: str) -> list[str]:
    return [text[start:end] for start, end in marked(question, text)]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Hoeveel vakantiedagen heeft een medewerker?", TEXT, ["Medewerkers", "vakantiedagen"]),
        ("vakantie", "De vakantieregeling geldt", ["vakantie"]),
        ("brieven bewaren", "Een brief wordt niet bewaard", ["brief", "bewaard"]),
        ("Financiële COORDINATIE", "financiele coördinatie", ["financiele", "coördinatie"]),
        ("wat en waar in het", "wat en waar in het huis", []),
        ("BTW 21", "de btw is 21 procent, in 2021", ["btw", "21"]),
        ("", "niets", []),
        ("leave", "Leaves of absence; believe", ["Leaves"]),
    ],
)
def test_words_of_the_question_are_marked(question: str, text: str, words: list[str]) -> None:
    assert words_marked(question, text) == words


def test_marks_of_headings_are_not_part_of_an_excerpt() -> None:
    text = "Inleiding\n## Reiskosten\nDe reiskosten worden vergoed."
    shown = excerpt("reiskosten", text, 200)
    assert shown.text == "Inleiding Reiskosten De reiskosten worden vergoed."
    assert [shown.text[start:end] for start, end in shown.marks] == ["Reiskosten", "reiskosten"]


def test_the_excerpt_is_where_the_words_are() -> None:
    long = f"{'Iets heel anders staat hier. ' * 40}De kantine sluit om vijf uur. {'En nog meer. ' * 40}"
    piece = excerpt("Wanneer sluit de kantine?", long, 120)
    assert piece.text.startswith("… ")
    assert piece.text.endswith(" …")
    assert [piece.text[a:b] for a, b in piece.marks] == ["kantine", "sluit"]
    assert excerpt("kantine", "Kort", 120).text == "Kort"
