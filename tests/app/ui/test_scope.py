"""The scope chooser, by itself and in the form: what is said, what is chosen, what is remembered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.messages import Answer, CollectionListed, Done, ListCollections
from app.tasks import load_all
from app.ui.request.panel import RequestPanel
from app.ui.scope import ScopeChooser
from app.ui.services import Services
from store.schema import EVERYWHERE, FIRST_COLLECTION, Scope
from tests.app.ui.fake_line import FakeLine

TASKS = load_all(Path("none"))
STAFF, MONEY = "c1", "c2"
COLLECTIONS = (
    CollectionListed(FIRST_COLLECTION, "", documents=3),
    CollectionListed(STAFF, "Personeel & <b>beleid</b>", documents=2),
    CollectionListed(MONEY, "Financiën"),
)


def tell_collections(services: Services) -> None:
    assert isinstance(services.line, FakeLine)
    job = services.line.jobs(ListCollections)[-1]
    for collection in COLLECTIONS:
        job.happened.emit(collection)
    job.closed.emit(Done())


@pytest.fixture
def chooser(qtbot: QtBot, services: Services) -> Iterator[ScopeChooser]:
    made = ScopeChooser(services)
    qtbot.addWidget(made)
    made.load()
    tell_collections(services)
    made.show()
    yield made


def opened(chooser: ScopeChooser) -> list[QAction]:
    """What the menu offers."""
    chooser.menu().aboutToShow.emit()
    return [action for action in chooser.menu().actions() if not action.isSeparator()]


def entry(chooser: ScopeChooser, text: str) -> QAction:
    return next(action for action in opened(chooser) if action.text() == text)


def test_everywhere_is_said_and_chosen_to_begin_with(chooser: ScopeChooser) -> None:
    assert chooser.scope == EVERYWHERE
    assert chooser.accessibleName() == "Where: All documents"
    assert [action.text() for action in opened(chooser) if action.isChecked()] == ["All documents"]


def test_collections_are_named_and_several_can_be_chosen(chooser: ScopeChooser, qtbot: QtBot) -> None:
    names = [action.text() for action in opened(chooser)]
    assert names[1:4] == ["General", "Personeel && <b>beleid</b>", "Financiën"]
    first, staff, money = opened(chooser)[1:4]
    with qtbot.waitSignal(chooser.changed):
        staff.trigger()
    assert chooser.scope == Scope(collections=(STAFF,))
    first.trigger()
    assert chooser.scope == Scope(collections=(FIRST_COLLECTION, STAFF))
    assert chooser.accessibleName() == "Where: General, Personeel & <b>beleid</b>"
    money.trigger()
    assert chooser.scope == EVERYWHERE  # all of them
    assert "<b>" not in chooser.toolTip()


def test_the_menu_stays_open_while_collections_are_checked(chooser: ScopeChooser, qtbot: QtBot) -> None:
    menu = chooser.menu()
    menu.popup(chooser.mapToGlobal(chooser.rect().bottomLeft()))
    staff = next(action for action in menu.actions() if action.data() == STAFF)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(staff).center())
    assert menu.isVisible()
    menu.setActiveAction(next(action for action in menu.actions() if action.data() == MONEY))
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert chooser.scope == Scope(collections=(STAFF, MONEY))
    everywhere = menu.actions()[0]
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(everywhere).center())
    assert not menu.isVisible()
    assert chooser.scope == EVERYWHERE


def test_documents_have_to_be_chosen_in_the_list_first(chooser: ScopeChooser) -> None:
    assert not entry(chooser, "Documents: choose them in the list first").isEnabled()
    chooser.offer_documents(("d1", "d2"), ("Handboek", "<i>Jaarverslag</i>"))
    entry(chooser, "The 2 documents chosen in the list").trigger()
    assert chooser.scope == Scope(documents=("d1", "d2"))
    assert chooser.accessibleName() == "Where: 2 chosen documents"
    assert "Handboek" in chooser.toolTip()
    assert "<i>" not in chooser.toolTip()
    chooser.offer_documents((), ())  # another selection does not change what was chosen
    assert chooser.scope == Scope(documents=("d1", "d2"))


def test_a_folder_is_chosen_in_a_dialog(chooser: ScopeChooser, tmp_path: Path, qtbot: QtBot) -> None:
    entry(chooser, "A folder…").trigger()
    dialog = chooser.window().findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path)])
    dialog.close()
    assert chooser.scope == Scope(folder=str(tmp_path))
    assert chooser.accessibleName() == f"Where: {tmp_path.name}"
    assert str(tmp_path) in chooser.toolTip()


def test_a_scope_from_elsewhere_is_said_whole(chooser: ScopeChooser) -> None:
    chooser.set_scope(
        Scope(collections=(MONEY,), kinds=(".pdf", ".docx"), changed_from="2026-01-31", changed_to="")
    )
    says = chooser.accessibleName()
    assert says.startswith("Where: Financiën · PDF, Word · changed since ")
    assert "26" in says
    chooser.set_scope(Scope(collections=("gone",)))
    assert chooser.accessibleName() == "Where: a collection that is gone"


def test_collections_are_looked_up_again_when_the_menu_opens(
    chooser: ScopeChooser, services: Services
) -> None:
    assert isinstance(services.line, FakeLine)
    before = len(services.line.jobs(ListCollections))
    opened(chooser)
    assert len(services.line.jobs(ListCollections)) == before + 1


# --- in the form ------------------------------------------------------------------------------------


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> Iterator[RequestPanel]:
    made = RequestPanel(services)
    qtbot.addWidget(made)
    made.load()
    tell_collections(services)
    made.show()
    yield made


def chooser_of(panel: RequestPanel) -> ScopeChooser:
    return panel.findChild(ScopeChooser)


def generated(panel: RequestPanel, qtbot: QtBot) -> Answer:
    with qtbot.waitSignal(panel.asked) as asked:
        panel.generate()
    (request,) = asked.args
    return request


def test_the_scope_goes_with_the_request(panel: RequestPanel, qtbot: QtBot) -> None:
    panel.show_task(TASKS["ask"])
    panel.take_question("Hoe laat?", Scope(collections=(STAFF,)))
    request = generated(panel, qtbot)
    assert request.fields["question"] == "Hoe laat?"
    assert request.scope == Scope(collections=(STAFF,))


def test_where_a_task_is_asked_is_remembered_for_that_task(panel: RequestPanel, services: Services) -> None:
    panel.show_task(TASKS["ask"])
    entry(chooser_of(panel), "Financiën").trigger()
    panel.show_task(TASKS["brainstorm"])
    assert chooser_of(panel).scope == EVERYWHERE
    panel.show_task(TASKS["ask"])
    assert chooser_of(panel).scope == Scope(collections=(MONEY,))
    assert services.preferences.now.scopes == {"ask": Scope(collections=(MONEY,))}
    entry(chooser_of(panel), "All documents").trigger()
    assert services.preferences.now.scopes == {}


def test_an_earlier_answer_shows_where_it_was_asked_and_changes_nothing(
    panel: RequestPanel, services: Services
) -> None:
    task = TASKS["ask"]
    panel.show_request(task, {"question": "Wat?"}, task.tuning, Scope(collections=(STAFF,)))
    assert chooser_of(panel).scope == Scope(collections=(STAFF,))
    panel.show_request(task, {"question": "Wat?"}, task.tuning)
    assert chooser_of(panel).scope == EVERYWHERE
    assert services.preferences.now.scopes == {}


def test_a_task_without_documents_is_asked_nowhere(
    panel: RequestPanel, services: Services, qtbot: QtBot
) -> None:
    tasks = [task for task in TASKS.values() if task.documents == "none"]
    for task in TASKS.values():
        panel.show_task(task)
        assert chooser_of(panel).isVisible() == (task.documents != "none")
    for task in tasks:
        texts = {field.id: "1" for field in task.fields if field.kind in ("text", "long_text")}
        panel.show_request(task, texts, task.tuning, Scope(collections=(STAFF,)))
        assert generated(panel, qtbot).scope == EVERYWHERE


def test_what_is_asked_from_elsewhere_is_kept_as_if_typed(panel: RequestPanel, services: Services) -> None:
    panel.show_task(TASKS["ask"])
    panel.take_question("Hoe laat sluit de kantine?", Scope(kinds=(".pdf",)))
    panel.show_task(TASKS["brainstorm"])
    panel.show_task(TASKS["ask"])
    assert services.preferences.now.drafts["ask"]["question"] == "Hoe laat sluit de kantine?"
    assert chooser_of(panel).scope == Scope(kinds=(".pdf",))
