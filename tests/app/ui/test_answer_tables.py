"""Tables in an answer: real ones, also while they come in; what is taken back; marks, copies, colours."""

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.messages import Sentence
from app.ui.answer.document import cell_text
from app.ui.answer.marked_text import MarkedText
from app.ui.answer.marks import places, with_numbers
from app.ui.answer.shown_lines import WIDEST_TABLE, shown_line
from app.ui.theme import Theme

TEXT = """## Acties

| Wat | Wie |
| --- | --- |
| Zaal **huren** | Jan 😀 |
| Uitnodigen | Piet |

## Slot

Tot dan."""

PIECES = ("a", "| ", "|", " | ", "\n", "\n\n", "| a | b |", "| --- | --- |", "## ", "- ", "**", "😀", "1. x")


@pytest.fixture
def text(qtbot: QtBot, theme: Theme) -> Iterator[MarkedText]:
    made = MarkedText(theme)
    area = QScrollArea(widgetResizable=True)
    area.setWidget(made)
    qtbot.addWidget(area)
    area.resize(600, 300)
    area.show()
    yield made


def tables(document: QTextDocument) -> list[QTextTable]:
    return [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]


def rows(table: QTextTable) -> list[list[str]]:
    columns = range(table.columns())
    return [[cell_text(table.cellAt(row, column)) for column in columns] for row in range(table.rows())]


def all_rows(text: MarkedText) -> list[list[list[str]]]:
    return [rows(table) for table in tables(text.document())]


def write(text: MarkedText, written: str) -> None:
    text.write(written)
    text.flush()


def take(text: MarkedText, characters: int) -> None:
    text.take_back(characters)
    text.flush()


def state(text: MarkedText) -> list[tuple[str, float, float, bool]]:
    """All that is shown, block by block, with its form."""
    found, block = [], text.document().begin()
    while block.isValid():
        form, inside = block.blockFormat(), QTextCursor(block).currentTable() is not None
        found.append((block.text(), form.lineHeight(), form.leftMargin(), inside))
        block = block.next()
    return found


def format_of(text: MarkedText, said: str) -> QTextCharFormat:
    cursor = QTextCursor(text.document().find(said))
    cursor.setPosition(cursor.selectionEnd())
    return cursor.charFormat()


# --- as it comes in ---------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_rows_are_a_table_in_whatever_pieces_they_come(text: MarkedText, size: int) -> None:
    for start in range(0, len(TEXT), size):
        write(text, TEXT[start : start + size])
    text.finish()
    assert all_rows(text) == [[["Wat", "Wie"], ["Zaal huren", "Jan 😀"], ["Uitnodigen", "Piet"]]]
    streamed = state(text)
    text.show_text(TEXT)
    text.finish()
    assert state(text) == streamed


def test_a_table_grows_cell_by_cell_and_its_marks_are_never_seen(text: MarkedText) -> None:
    seen = []
    for letter in TEXT:
        write(text, letter)
        seen.append(text.toPlainText())
    assert not any("|" in one or "---" in one for one in seen)
    text.show_text("| Wat | Wie |\n| --- | --- |")
    write(text, "\n| Zaal hu")
    assert all_rows(text) == [[["Wat", "Wie"], ["Zaal hu", ""]]]


def test_what_only_looked_like_a_row_becomes_text(text: MarkedText) -> None:
    write(text, "Kies:\n| dit of")
    assert len(tables(text.document())) == 1
    write(text, " dat\nGoed.")
    assert text.toPlainText() == "Kies:\n| dit of dat\nGoed."
    assert tables(text.document()) == []


def test_the_first_row_stands_out_and_the_grid_has_the_width_of_the_text(text: MarkedText) -> None:
    text.show_text(TEXT)
    text.finish()
    table = tables(text.document())[0]
    assert format_of(text, "Wie").fontWeight() > format_of(text, "Piet").fontWeight()
    assert format_of(text, "huren").fontWeight() > format_of(text, "Zaal").fontWeight()
    assert table.format().border() == 1
    assert table.format().headerRowCount() == 1
    assert table.format().width().rawValue() == 100


def test_a_column_with_more_to_say_is_wider(text: MarkedText) -> None:
    text.show_text(f"| Nr | Wat |\n| --- | --- |\n| 1 | {'Een lange uitleg van iets. ' * 5} |")
    text.finish()
    first, second = tables(text.document())[0].format().columnWidthConstraints()
    assert 7 < first.rawValue() < second.rawValue() / 4


@pytest.mark.parametrize("columns", [1, 4, WIDEST_TABLE])
def test_a_table_fits_a_narrow_place(text: MarkedText, columns: int) -> None:
    row = f"|{' woord en woord |' * columns}"
    text.show_text(f"{row}\n|{' --- |' * columns}\n{row}\n{row}")
    text.finish()
    text.setFixedWidth(440)
    assert text.document().size().width() <= text.viewport().width() + (0 if columns < 10 else 400)


def test_a_row_of_too_many_cells_is_shown_as_it_was_written(text: MarkedText) -> None:
    write(text, "| x " * 5000 + "|")
    assert tables(text.document()) == []
    assert text.toPlainText().startswith("| x | x ")


def test_rows_that_differ_in_length_are_one_table(text: MarkedText) -> None:
    text.show_text("| a |\n| b | c | d |\n| e | f |")
    text.finish()
    assert all_rows(text) == [[["a", "", ""], ["b", "c", "d"], ["e", "f", ""]]]


@pytest.mark.parametrize("line", ["| a | b", "|", "| --", "| a |  "])
def test_an_unfinished_row_shows_what_is_written_of_its_cells(line: str) -> None:
    cells = ["".join(span.text for span in cell) for cell in shown_line(line, False, True).cells]
    assert cells == {"| a | b": ["a", "b"], "| a |  ": ["a"]}.get(line, [])


# --- what is taken back -----------------------------------------------------------------------------


@pytest.mark.parametrize("back", [1, 5, 8, 9, 22, 40, 70, len(TEXT), len(TEXT) + 5])
def test_what_is_taken_back_was_never_there(text: MarkedText, back: int) -> None:
    write(text, TEXT)
    take(text, back)
    shown = state(text)
    text.show_text("")
    write(text, TEXT[: max(len(TEXT) - back, 0)])
    assert shown == state(text)


def test_whatever_is_written_and_taken_back_the_rest_is_shown(text: MarkedText) -> None:
    chance = random.Random(7)
    for _ in range(400):
        text.show_text("")
        written = ""
        for _ in range(chance.randrange(1, 25)):
            if chance.random() < 0.3:
                back = chance.randrange(1, 9)
                text.take_back(back)
                written = written[: max(len(written) - back, 0)]
            else:
                piece = chance.choice(PIECES)
                text.write(piece)
                written += piece
            if chance.random() < 0.6:
                text.flush()
        text.finish()
        shown = state(text)
        text.show_text(written)
        text.finish()
        assert shown == state(text), repr(written)


def test_the_place_of_what_is_taken_back_waits_for_what_comes_instead(text: MarkedText) -> None:
    write(text, "Een regel.\n" * 30)
    height = text.height()
    take(text, 200)
    assert text.height() == height
    write(text, "x")
    text.finish()
    assert text.height() < height


def test_what_was_not_shown_yet_is_taken_back_unseen(text: MarkedText) -> None:
    write(text, "Een ")
    touched: list[tuple[int, int, int]] = []
    text.document().contentsChange.connect(lambda *change: touched.append(change))
    text.write("verkeerd")
    text.take_back(8)
    text.write("goed")
    text.flush()
    assert text.toPlainText() == "Een goed"
    assert max(added for _, _, added in touched) < len("verkeerd")


def test_a_selection_before_it_survives_what_is_taken_back(text: MarkedText) -> None:
    write(text, TEXT)
    cursor = QTextCursor(text.document().find("Acties"))
    text.setTextCursor(cursor)
    take(text, 50)
    assert text.textCursor().selectedText() == "Acties"


# --- marks and copies -------------------------------------------------------------------------------


def said(text: str, words: str, *sources: int) -> Sentence:
    start = text.index(words)
    return Sentence(words, start, start + len(words), "weak" if sources else "unsupported", sources)


def test_marks_stand_in_the_cells_of_their_sentences(text: MarkedText) -> None:
    sentences = (said(TEXT, "Zaal **huren**", 1), said(TEXT, "Jan 😀"), said(TEXT, "Tot dan.", 2))
    text.show_text(TEXT)
    text.finish()
    text.mark(TEXT, sentences)
    assert all_rows(text)[0][1] == ["Zaal huren [1] (partly)", "Jan 😀 (not found)"]
    assert text.toPlainText().endswith("Tot dan.\u202f[2]\u202f(partly)")
    dotted = QTextCharFormat.UnderlineStyle.DotLine
    assert format_of(text, "Jan 😀").underlineStyle() == dotted
    assert format_of(text, "Zaal").underlineStyle() != dotted


def test_a_sentence_over_a_whole_row_is_marked_in_its_last_cell() -> None:
    whole = said(TEXT, "| Uitnodigen | Piet |", 3)
    found = places(TEXT, (whole,))
    assert [(one.line, one.cell, one.start, one.end, one.last) for one in found] == [
        (5, 0, 0, 10, False),
        (5, 1, 0, 4, True),
    ]
    assert "| Uitnodigen | Piet [3] |\n" in with_numbers(TEXT, (whole,))


def test_a_copied_table_has_tabs_between_its_cells(text: MarkedText) -> None:
    text.show_text(TEXT)
    text.finish()
    text.mark(TEXT, (said(TEXT, "Uitnodigen", 3),))
    text.selectAll()
    assert text.createMimeDataFromSelection().text() == (
        "Acties\n\nWat\tWie\nZaal huren\tJan 😀\nUitnodigen [3]\tPiet\n\nSlot\n\nTot dan."
    )


def test_a_selection_from_cell_to_cell_is_the_rectangle_between_them(text: MarkedText) -> None:
    text.show_text(TEXT)
    text.finish()
    table = tables(text.document())[0]
    cursor = table.cellAt(1, 0).firstCursorPosition()
    cursor.setPosition(table.cellAt(2, 1).firstCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    assert text.createMimeDataFromSelection().text() == "Zaal huren\tJan 😀\nUitnodigen\tPiet"


def test_a_part_of_a_cell_is_copied_as_it_is(text: MarkedText) -> None:
    text.show_text(TEXT)
    text.finish()
    text.setTextCursor(QTextCursor(text.document().find("nodig")))
    assert text.createMimeDataFromSelection().text() == "nodig"


# --- how it looks -----------------------------------------------------------------------------------


def test_a_table_follows_the_theme(text: MarkedText, theme: Theme) -> None:
    text.show_text(TEXT)
    text.finish()
    theme.choose("dark")
    table = tables(text.document())[0]
    assert table.format().borderBrush().color().name() == theme.colours.border
    assert table.cellAt(0, 1).format().background().color().name() == theme.colours.hover
    assert rows(table)[0] == ["Wat", "Wie"]
    theme.choose("light")


def test_a_place_that_stayed_empty_stands_out(text: MarkedText, theme: Theme) -> None:
    text.show_text("1. [niet ingevuld]\n\n| a | b |\n| --- | --- |\n| x | voor [not filled in] na |")
    text.finish()
    for marker in ("niet ingevuld]", "not filled in]"):
        assert format_of(text, marker).foreground().color().name() == theme.colours.notice
    theme.choose("dark")
    assert format_of(text, "niet ingevuld]").foreground().color().name() == theme.colours.notice
    theme.choose("light")
    assert format_of(text, "voor ").foreground().color().name() != theme.colours.notice
