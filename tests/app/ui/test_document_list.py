"""The list of documents as a model: rows by file, their order, and what they say of hostile names."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QItemSelectionModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from app.messages import DocumentReport
from app.sentences import Sentences
from app.ui.documents.model import LINE_ROLE, STATE_ROLE, DocumentModel
from app.ui.documents.row import DocumentWords
from app.ui.documents.view import DocumentView
from app.ui.theme import Theme
from store.schema import Fault

HOSTILE = [
    "<img src=x>.pdf",
    "<b>bold</b>&amp;.pdf",
    "a\nb\u2028c.pdf",
    "invoice\u202efdp.exe",
    "name" * 75 + ".pdf",
    "ملف.pdf",
    " ",
    "\t",
]


def ready(name: str, identity: str = "", **figures: int) -> DocumentReport:
    return DocumentReport(identity or f"id of {name}", f"/folder/{name}", "ready", **figures)


def failed(name: str, identity: str | None = None, kind: str = "NoText", **details: str) -> DocumentReport:
    fault = Fault(kind, {"path": f"/folder/{name}", **details})
    return DocumentReport(
        f"id of {name}" if identity is None else identity, f"/folder/{name}", "failed", error=fault
    )


def within(name: str, collection: str) -> DocumentReport:
    return DocumentReport(f"id of {name}", f"/folder/{name}", "ready", collection=collection)


def going_on(name: str, state: str) -> DocumentReport:
    assert state in ("waiting", "reading")
    return DocumentReport("", f"/folder/{name}", "waiting" if state == "waiting" else "reading")


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[DocumentModel]:
    """A model that Qt's own tester watches: every signal it sends has to be true."""
    words = DocumentWords(Sentences("en"))
    made = DocumentModel(words)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    tester = QAbstractItemModelTester(made, mode)
    with qtbot.captureExceptions() as exceptions:
        yield made
    assert not exceptions
    tester.deleteLater()


@pytest.fixture(autouse=True)
def qt_is_content(qtlog: Any) -> Iterator[None]:
    yield
    assert not [record.message for record in qtlog.records if "FAIL" in record.message]


def put(model: DocumentModel, *reports: DocumentReport) -> None:
    for report in reports:
        model.take(report)
    model.flush()


def names(model: DocumentModel) -> list[str]:
    return [str(model.index(number).data()) for number in range(model.rowCount())]


def states(model: DocumentModel) -> dict[str, str]:
    indexes = [model.index(number) for number in range(model.rowCount())]
    return {str(index.data()): str(index.data(STATE_ROLE)) for index in indexes}


def line(model: DocumentModel, name: str) -> str:
    return str(model.index_of(f"/folder/{name}").data(LINE_ROLE))


# --- order ------------------------------------------------------------------------------------------


def test_documents_are_in_the_order_in_which_a_person_sorts_names(model: DocumentModel) -> None:
    given = [
        "brief 10.pdf",
        "Zorg.pdf",
        "brief 2.pdf",
        "aanvraag.pdf",
        "Élan.pdf",
        "Brief 1.pdf",
        "fiets.pdf",
    ]
    put(model, *map(ready, given))
    wanted = [
        "aanvraag.pdf",
        "Brief 1.pdf",
        "brief 2.pdf",
        "brief 10.pdf",
        "Élan.pdf",
        "fiets.pdf",
        "Zorg.pdf",
    ]
    assert names(model) == wanted


def test_files_of_one_name_in_two_folders_are_two_documents(model: DocumentModel) -> None:
    put(model, DocumentReport("1", "/b/same.pdf", "ready"), DocumentReport("2", "/a/same.pdf", "ready"))
    assert model.rowCount() == 2
    assert model.row(model.index_of("/a/same.pdf")).id == "2"
    assert model.row(model.index_of("/b/same.pdf")).id == "1"


def test_what_could_not_be_read_comes_first(model: DocumentModel) -> None:
    put(model, ready("a.pdf"), failed("z.pdf"), ready("b.pdf"))
    assert names(model) == ["z.pdf", "a.pdf", "b.pdf"]


def test_rows_keep_their_places_while_documents_are_read(model: DocumentModel) -> None:
    put(model, ready("a.pdf"), going_on("b.pdf", "waiting"), ready("c.pdf"), failed("d.pdf"))
    put(model, going_on("b.pdf", "reading"), failed("b.pdf"), going_on("d.pdf", "reading"), ready("d.pdf"))
    assert names(model) == ["d.pdf", "a.pdf", "b.pdf", "c.pdf"]
    model.end_reading()
    assert names(model) == ["b.pdf", "a.pdf", "c.pdf", "d.pdf"]


def test_what_is_selected_stays_selected_when_rows_change_places(
    qtbot: QtBot, model: DocumentModel, theme: Theme
) -> None:
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    put(model, *(ready(f"{number}.pdf") for number in range(0, 200, 2)))
    held = QPersistentModelIndex(model.index_of("/folder/8.pdf"))
    view.select(["/folder/8.pdf", "/folder/40.pdf"])
    put(model, *(ready(f"{number}.pdf") for number in range(1, 200, 2)))
    put(model, failed("40.pdf"))
    model.end_reading()
    assert [row.name for row in view.selected()] == ["40.pdf", "8.pdf"]
    assert held.data() == "8.pdf"
    assert names(model)[1:5] == ["0.pdf", "1.pdf", "2.pdf", "3.pdf"]


# --- what a row says --------------------------------------------------------------------------------


def test_each_state_has_its_words(model: DocumentModel) -> None:
    put(model, going_on("w.pdf", "waiting"), going_on("r.pdf", "reading"))
    put(model, ready("one.pdf", pages=1, passages=12), ready("three.pdf", pages=3, passages=12))
    assert line(model, "w.pdf") == "waiting"
    assert line(model, "r.pdf") == "being read…"
    assert "12" in line(model, "one.pdf") and "page" not in line(model, "one.pdf")
    assert line(model, "three.pdf").startswith("3 pages · 12")


def test_a_failed_document_says_why_without_its_long_path(model: DocumentModel) -> None:
    put(model, failed("scan.pdf"))
    index = model.index_of("/folder/scan.pdf")
    assert line(model, "scan.pdf").startswith("There is no text in this file. ")
    assert "/folder/scan.pdf" in str(index.data(Qt.ItemDataRole.ToolTipRole))
    described = str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole))
    assert described.startswith("/folder/scan.pdf  There is no text in /folder/scan.pdf.")


def test_a_sentence_that_began_with_the_path_begins_with_a_capital(model: DocumentModel) -> None:
    put(model, failed("a.pdf", kind="PasswordProtected"))
    assert line(model, "a.pdf").startswith("This file is protected")


def test_a_screen_reader_gets_name_and_state(model: DocumentModel) -> None:
    put(model, going_on("report.pdf", "waiting"))
    index = model.index_of("/folder/report.pdf")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "report.pdf, waiting"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_is_on_one_line(
    qtbot: QtBot, model: DocumentModel, theme: Theme, name: str
) -> None:
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    view.resize(260, 200)
    view.show()
    put(model, ready("usual.pdf"), ready(name))
    index = view.index_of(f"/folder/{name}")
    shown = str(index.data())
    assert not set(shown) & set("\n\t\u2028\u202e")
    assert view.visualRect(index).height() == view.visualRect(view.index_of("/folder/usual.pdf")).height()
    assert view.visualRect(index).width() <= view.viewport().width()
    hint = str(index.data(Qt.ItemDataRole.ToolTipRole))
    assert "<img" not in hint and "<b>" not in hint and "\u202e" not in hint
    assert not view.grab().isNull()


def test_a_long_sentence_takes_three_lines_at_the_most(
    qtbot: QtBot, model: DocumentModel, theme: Theme
) -> None:
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    view.resize(260, 400)
    view.show()
    put(model, failed("a.txt", kind="UnknownKind", suffix="." + "x" * 500), failed("b.pdf"), ready("c.pdf"))
    heights = [
        view.visualRect(view.index_of(f"/folder/{name}")).height() for name in ("a.txt", "b.pdf", "c.pdf")
    ]
    line_height = (heights[0] - heights[2]) / 2
    assert heights[0] >= heights[1] > heights[2]
    assert line_height < view.fontMetrics().height() + 1


def test_rows_are_measured_anew_when_the_list_becomes_wider(
    qtbot: QtBot, model: DocumentModel, theme: Theme
) -> None:
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    view.resize(220, 400)
    view.show()
    put(model, failed("a.pdf"))
    index = view.index_of("/folder/a.pdf")
    narrow = view.visualRect(index).height()
    view.resize(900, 400)
    qtbot.waitUntil(lambda: view.visualRect(index).height() < narrow)


def test_a_long_list_has_rows_of_one_height_and_a_short_one_as_high_as_they_need(
    qtbot: QtBot, model: DocumentModel, theme: Theme
) -> None:
    """Qt would ask Python for the height of each row; who looks for the reason finds it in the tooltip."""
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    view.resize(260, 400)
    view.show()
    put(model, failed("a.pdf"), *(ready(f"{number}.pdf") for number in range(2001)))

    def height(name: str) -> int:
        return view.visualRect(view.index_of(f"/folder/{name}")).height()

    qtbot.waitUntil(lambda: height("a.pdf") == height("1.pdf") > 0)
    usual = height("1.pdf")
    assert not view.grab().isNull()
    model.search("a.pdf")
    qtbot.waitUntil(lambda: height("a.pdf") > usual)


# --- what changes it --------------------------------------------------------------------------------


def test_a_document_that_is_read_again_can_be_searched_meanwhile(model: DocumentModel) -> None:
    put(model, ready("a.pdf"))
    put(model, going_on("a.pdf", "waiting"))
    assert states(model) == {"a.pdf": "ready"}
    put(model, going_on("a.pdf", "reading"))
    assert (states(model), model.ready) == ({"a.pdf": "reading"}, 1)


def test_a_file_that_cannot_be_reached_keeps_what_was_read_of_it(model: DocumentModel) -> None:
    put(model, ready("a.pdf", "7"))
    put(model, failed("a.pdf", "", "Unreadable", reason="ENOENT"))
    assert states(model) == {"a.pdf": "failed"}
    assert (model.ready, model.row(model.index(0)).id) == (1, "7")
    put(model, ready("a.pdf", "7"))
    assert states(model) == {"a.pdf": "ready"}


def test_when_reading_ends_what_still_waits_goes_unless_the_library_has_it(model: DocumentModel) -> None:
    put(model, failed("a.pdf"), ready("b.pdf"), failed("gone.pdf", "", "Unreadable", reason="ENOENT"))
    put(model, *(going_on(name, "waiting") for name in ("a.pdf", "b.pdf", "new.pdf")))
    put(model, going_on("b.pdf", "reading"))
    model.end_reading()
    assert states(model) == {"a.pdf": "failed", "gone.pdf": "failed", "b.pdf": "ready"}


def test_a_document_whose_file_was_moved_has_one_row(model: DocumentModel) -> None:
    put(model, ready("old.pdf", "7"), ready("other.pdf"))
    put(model, going_on("new.pdf", "reading"), ready("new.pdf", "7"))
    assert names(model) == ["new.pdf", "other.pdf"]
    assert (model.total, model.ready) == (2, 2)


def test_a_file_with_new_content_stays_the_same_row(model: DocumentModel) -> None:
    put(model, ready("a.pdf", "7"))
    put(model, ready("a.pdf", "8", passages=3))
    model.keep_only({"8"})
    assert (names(model), model.ready) == (["a.pdf"], 1)
    assert model.row(model.index(0)).id == "8"


def test_what_the_library_no_longer_has_goes_and_what_it_never_had_stays(model: DocumentModel) -> None:
    put(model, ready("a.pdf", "1"), ready("b.pdf", "2"), failed("c.pdf", "", "Unreadable", reason="EACCES"))
    model.keep_only({"2"})
    assert sorted(names(model)) == ["b.pdf", "c.pdf"]


def test_finding_looks_at_names_whatever_their_capitals(model: DocumentModel) -> None:
    put(model, ready("Jaarverslag.pdf"), ready("brief.pdf"))
    model.search(" VERSLAG ")
    assert (names(model), model.total) == (["Jaarverslag.pdf"], 2)
    put(model, ready("verslag 2.pdf"), ready("nota.pdf"))
    assert names(model) == ["Jaarverslag.pdf", "verslag 2.pdf"]
    put(model, going_on("brief.pdf", "reading"))
    model.search("")
    assert names(model) == ["brief.pdf", "Jaarverslag.pdf", "nota.pdf", "verslag 2.pdf"]


def test_new_rows_are_put_in_together(qtbot: QtBot, model: DocumentModel) -> None:
    told: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append(last - first + 1))
    for number in range(500):
        model.take(ready(f"{number}.pdf"))
    qtbot.waitUntil(lambda: model.rowCount() == 500)
    assert told == [500]


def test_a_change_of_state_changes_one_row_and_measures_none(model: DocumentModel) -> None:
    put(model, *(ready(f"{number}.pdf") for number in range(50)))
    told: list[tuple[int, int, bool]] = []
    size = int(Qt.ItemDataRole.SizeHintRole)
    model.dataChanged.connect(
        lambda first, last, roles: told.append((first.row(), last.row(), size in map(int, roles)))
    )
    model.take(going_on("7.pdf", "reading"))
    model.take(ready("7.pdf", passages=2))
    model.take(ready("7.pdf", passages=2))
    assert told == [(7, 7, False)] * 2


def test_thousands_of_documents_come_change_and_go(qtbot: QtBot, model: DocumentModel, theme: Theme) -> None:
    view = DocumentView(model, theme)
    qtbot.addWidget(view)
    view.show()
    given = [f"{number * 7919 % 3000}.pdf" for number in range(3000)]
    for start in range(0, 3000, 500):
        put(model, *map(ready, given[start : start + 500]))
    assert names(model) == [f"{number}.pdf" for number in range(3000)]
    even = [model.row(model.index(number)) for number in range(0, 3000, 2)]
    view.selectAll()
    assert (view.selected_count, len(view.selected())) == (3000, 3000)
    model.remove(even)
    assert names(model) == [f"{number}.pdf" for number in range(1, 3000, 2)]
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().select(model.index(3), flag)
    model.remove([model.row(model.index(number)) for number in (0, 1, 2, 700)])
    assert [row.name for row in view.selected()] == ["7.pdf"]


# Collections


def test_one_collection_is_shown_with_what_is_in_none_yet(model: DocumentModel) -> None:
    put(model, within("a.pdf", "one"), within("b.pdf", "two"), going_on("w.pdf", "waiting"))
    model.show_collection("one")
    assert names(model) == ["a.pdf", "w.pdf"]
    assert (model.total, model.ready, model.here, model.shown) == (3, 2, 1, 2)
    model.search("b")
    assert names(model) == []
    model.show_collection("")
    assert names(model) == ["b.pdf"]
    model.search("")
    assert (model.here, model.count_in("two")) == (2, 1)


def test_a_document_that_moves_leaves_one_list_and_comes_into_the_other(model: DocumentModel) -> None:
    put(model, *(within(f"{number}.pdf", "one") for number in range(50)), within("z.pdf", "two"))
    model.show_collection("one")
    put(model, within("7.pdf", "two"), within("z.pdf", "one"))
    assert "7.pdf" not in names(model) and names(model)[-1] == "z.pdf"
    put(model, *(within(f"{number}.pdf", "two") for number in range(0, 50, 2)))
    assert len(names(model)) == 25
    model.show_collection("two")
    assert "7.pdf" in names(model) and "z.pdf" not in names(model)


def test_a_file_that_is_read_into_another_collection_goes_from_the_list(model: DocumentModel) -> None:
    model.show_collection("one")
    put(model, going_on("a.pdf", "waiting"), going_on("b.pdf", "waiting"))
    assert names(model) == ["a.pdf", "b.pdf"]
    put(model, within("a.pdf", "two"), within("b.pdf", "one"))
    assert names(model) == ["b.pdf"]


def test_a_trouble_that_is_ignored_is_none(model: DocumentModel) -> None:
    put(model, failed("a.pdf"), failed("b.pdf"), ready("c.pdf"))
    assert model.troubles == 2
    put(model, msgspec.structs.replace(failed("a.pdf"), ignored=True))
    assert model.troubles == 1


def test_a_path_of_another_system_has_a_name(model: DocumentModel) -> None:
    put(model, DocumentReport("1", "C:\\Stukken\\eten.docx", "ready"))
    assert names(model) == ["eten.docx"]
