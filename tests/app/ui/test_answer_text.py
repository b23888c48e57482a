"""The text of an answer: its lines, how it streams, that it obeys nothing, how it is copied."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from app.answer_text.html import as_html, as_plain
from app.answer_text.lines import Line, Span, clean, count_words, plain, read_line, read_lines, read_spans
from app.ui.answer.text import AnswerText
from app.ui.theme import Theme

ANSWER = """## Inleiding

Een *korte* **inleiding**.

## Ideeën

1. Dubbelzijdig afdrukken.
   Waarom: dat halveert het papier.
2. Digitaal ondertekenen.
   Waarom: het scheelt een week."""

SHOWN = """Inleiding

Een korte inleiding.

Ideeën

1. Dubbelzijdig afdrukken.
Waarom: dat halveert het papier.
2. Digitaal ondertekenen.
Waarom: het scheelt een week."""

HOSTILE = (
    '<img src="file:///etc/passwd">\n'
    "![x](http://a/b.png)\n"
    "<script>alert(1)</script>\n"
    "\\\\server\\share\\x.png <img src='//server/share/x.png'>\n"
    "[klik](http://kwaad/) http://kwaad/ <a href='file:///etc'>hier</a>\n"
    "&lt;b&gt; &amp; <b>vet</b>"
)


@pytest.fixture
def text(qtbot: QtBot, theme: Theme) -> Iterator[AnswerText]:
    made = AnswerText(theme)
    area = QScrollArea(widgetResizable=True)
    area.setWidget(made)
    qtbot.addWidget(area)
    area.resize(600, 300)
    area.show()
    yield made


def stream(text: AnswerText, answer: str, size: int) -> None:
    for start in range(0, len(answer), size):
        text.write(answer[start : start + size])
        text.flush()
    text.finish()


def blocks(text: AnswerText) -> list[QTextBlock]:
    found, block = [], text.document().begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def formats(text: AnswerText) -> list[tuple[str, QTextCharFormat]]:
    found = []
    for block in blocks(text):
        at = block.begin()
        while not at.atEnd():
            found.append((at.fragment().text(), at.fragment().charFormat()))
            at += 1
    return found


# --- lines ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("", Line("blank")),
        ("   ", Line("blank")),
        ("Gewone tekst", Line("text", 0, "", (Span("Gewone tekst"),))),
        ("## Ideeën", Line("heading", 2, "", (Span("Ideeën"),))),
        ("#hashtag", Line("text", 0, "", (Span("#hashtag"),))),
        ("####### zeven", Line("text", 0, "", (Span("####### zeven"),))),
        ("1. Een", Line("item", 0, "1.", (Span("Een"),))),
        ("12) Twaalf", Line("item", 0, "12)", (Span("Twaalf"),))),
        ("1.5 miljoen", Line("text", 0, "", (Span("1.5 miljoen"),))),
        ("2026. Een jaar", Line("text", 0, "", (Span("2026. Een jaar"),))),
        ("   Waarom: zo", Line("text", 1, "", (Span("Waarom: zo"),))),
        ("- punt", Line("item", 0, "•", (Span("punt"),))),
        ("* punt", Line("item", 0, "•", (Span("punt"),))),
        ("  - dieper", Line("item", 1, "•", (Span("dieper"),))),
        ("-5 graden", Line("text", 0, "", (Span("-5 graden"),))),
        ("| a | *b* |", Line("row", cells=((Span("a"),), (Span("b", italic=True),)))),
        ("| --- | --- |", Line("rule")),
        ("---", Line("text", 0, "", (Span("---"),))),
    ],
)
def test_a_line_is_what_it_looks_like(written: str, line: Line) -> None:
    assert read_line(written) == line


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("**vet** en *schuin*", (Span("vet", bold=True), Span(" en "), Span("schuin", italic=True))),
        ("***beide***", (Span("beide", bold=True, italic=True),)),
        (
            "**vet met *schuin* erin**",
            (Span("vet met ", True), Span("schuin", True, True), Span(" erin", True)),
        ),
        ("`code **niet vet**`", (Span("code **niet vet**", code=True),)),
        ("2*3*4 en 2 * 3 * 4", (Span("2*3*4 en 2 * 3 * 4"),)),
        ("een ** los", (Span("een ** los"),)),
        ("**nooit dicht", (Span("**nooit dicht"),)),
        ("een ` los en **vet**", (Span("een ` los en "), Span("vet", bold=True))),
        ("```", (Span("```"),)),
        ("****", (Span("****"),)),
    ],
)
def test_marks_count_in_pairs_and_are_text_otherwise(written: str, spans: tuple[Span, ...]) -> None:
    assert read_spans(written) == spans


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("#", Line("text")),
        ("##", Line("text")),
        ("-", Line("text")),
        ("**", Line("text")),
        ("**vet", Line("text", spans=(Span("vet", bold=True),))),
        ("**vet*", Line("text", spans=(Span("vet", bold=True),))),
        ("1.", Line("item", 0, "1.")),
    ],
)
def test_an_unfinished_line_does_not_show_marks_that_go_again(written: str, line: Line) -> None:
    assert read_line(written, finished=False) == line


@pytest.mark.parametrize("piece", ["**a ", "`a *b ", "*", "* ", "[", "#", "`", "***a", "1. "])
def test_reading_a_line_takes_time_in_proportion(piece: str) -> None:
    started = time.perf_counter()
    read_line(piece * (200_000 // len(piece)))
    assert time.perf_counter() - started < 3


def test_letters_that_a_text_document_takes_for_its_own_are_replaced() -> None:
    assert clean("a\0b\ufffcc\ufdd0d\ud800e") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert clean("een\r\ntwee\u2029drie\u2028vier") == "een\ntwee\ndrie\nvier"


def test_words_are_counted_without_numbers_and_marks() -> None:
    assert count_words(plain(read_lines("## Kop\n\n1. Een - twee\n   Waarom: drie"))) == 5


# --- streaming --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_an_answer_looks_the_same_in_whatever_pieces_it_comes(text: AnswerText, size: int) -> None:
    stream(text, ANSWER, size)
    assert text.toPlainText() == SHOWN
    streamed = [(words, form.fontWeight(), form.fontItalic()) for words, form in formats(text)]
    margins = [(block.blockFormat().leftMargin(), block.blockFormat().textIndent()) for block in blocks(text)]
    text.show_text(ANSWER)
    text.finish()
    assert streamed == [(words, form.fontWeight(), form.fontItalic()) for words, form in formats(text)]
    assert margins == [
        (block.blockFormat().leftMargin(), block.blockFormat().textIndent()) for block in blocks(text)
    ]


def test_one_line_is_one_block(text: AnswerText) -> None:
    stream(text, ANSWER, 5)
    assert text.document().blockCount() == len(ANSWER.split("\n"))


def test_headings_and_items_have_their_form(text: AnswerText) -> None:
    stream(text, ANSWER, 4)
    by_text = {block.text(): block.blockFormat() for block in blocks(text)}
    assert by_text["Ideeën"].headingLevel() == 2
    item, reason = by_text["1. Dubbelzijdig afdrukken."], by_text["Waarom: dat halveert het papier."]
    assert item.textIndent() < 0 < item.leftMargin() == reason.leftMargin()
    weights = {words: form.fontWeight() for words, form in formats(text)}
    assert weights["inleiding"] > weights["Een "]


def test_nothing_but_the_end_is_ever_touched(text: AnswerText) -> None:
    text.show_text("")
    text.write("Een **")
    text.flush()
    touched: list[int] = []
    allowed = 0

    def note(position: int, _removed: int, _added: int) -> None:
        touched.append(position - allowed)

    text.document().contentsChange.connect(note)
    for number, letter in enumerate(ANSWER * 5):
        allowed = text.document().lastBlock().position()
        text.write(letter)
        if number % 3 == 0:
            text.flush()
    text.finish()
    assert len(touched) > 200
    assert min(touched) >= 0


def test_twenty_thousand_pieces_are_shown_quickly(text: AnswerText) -> None:
    started = time.perf_counter()
    for number in range(20_000):
        text.write(f"woord {number} " + ("\n" if number % 20 == 19 else ""))
        if number % 100 == 99:
            text.flush()
    text.finish()
    assert time.perf_counter() - started < 10
    assert text.document().blockCount() == 1001
    assert text.toPlainText().startswith("woord 0 woord 1 ")


def test_pieces_are_shown_by_themselves_soon(text: AnswerText, qtbot: QtBot) -> None:
    text.write("Een woord")
    assert text.toPlainText() == ""
    qtbot.waitUntil(lambda: text.toPlainText() == "Een woord", timeout=2_000)


def test_a_selection_survives_what_is_written_after_it(text: AnswerText) -> None:
    text.write("Eerste regel.\nTweede **ha")
    text.flush()
    cursor = text.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(18, QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    before = cursor.selectedText()
    stream(text, "lf** en *meer* en een\nderde.", 3)
    assert text.textCursor().selectedText() == before
    assert (text.textCursor().anchor(), text.textCursor().position()) == (3, 18)


def test_a_selection_of_everything_does_not_grow(text: AnswerText) -> None:
    text.write("Alles tot hier")
    text.flush()
    text.selectAll()
    stream(text, " en nog meer.\nEn nog een regel.", 4)
    assert text.textCursor().selectedText() == "Alles tot hier"


def test_a_caret_at_the_end_does_not_become_a_selection(text: AnswerText) -> None:
    text.write("Een")
    text.flush()
    text.moveCursor(QTextCursor.MoveOperation.End)
    stream(text, " twee", 1)
    assert not text.textCursor().hasSelection()
    assert text.textCursor().position() == 3


def test_letters_outside_the_first_plane_keep_their_places(text: AnswerText) -> None:
    answer = "😀😀 **vet 😀** en *sch😀in*\n1. 😀 `x`"
    stream(text, answer, 1)
    assert text.toPlainText() == "😀😀 vet 😀 en sch😀in\n1. 😀 x"
    assert dict(formats(text))["vet 😀"].fontWeight() > dict(formats(text))[" en "].fontWeight()


def test_it_is_as_high_as_its_text(text: AnswerText, qtbot: QtBot) -> None:
    low = text.height()
    stream(text, ANSWER, 50)
    assert text.height() >= text.document().size().height() > low
    assert text.verticalScrollBar().maximum() == 0
    text.show_text("")
    assert text.height() == low


def test_its_colours_follow_the_theme_and_its_words_stay(text: AnswerText, theme: Theme) -> None:
    stream(text, ANSWER, 50)
    theme.choose("dark")
    markers = [form.foreground().color().name() for words, form in formats(text) if words.startswith("1.")]
    assert markers == [theme.colours.accent]
    assert text.toPlainText() == SHOWN
    theme.choose("light")


# --- it obeys nothing -------------------------------------------------------------------------------


def test_hostile_text_is_shown_and_loads_nothing(theme: Theme, qtbot: QtBot) -> None:
    asked: list[object] = []

    class Watched(AnswerText):
        def loadResource(self, kind: int, name: QUrl | str) -> object:
            asked.append(name)
            return super().loadResource(kind, name)

    text = Watched(theme)
    qtbot.addWidget(text)
    text.resize(500, 300)
    text.show()
    stream(text, HOSTILE, 3)
    text.repaint()
    assert asked == []
    assert text.toPlainText() == HOSTILE
    for form in text.document().allFormats():
        assert not form.isImageFormat()
        assert not form.property(QTextFormat.Property.IsAnchor)
        assert not form.property(QTextFormat.Property.AnchorHref)


def test_nothing_in_it_can_be_clicked(text: AnswerText) -> None:
    flags = text.textInteractionFlags()
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByMouse
    assert not flags & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    assert not flags & Qt.TextInteractionFlag.TextEditable


def test_a_copied_selection_is_plain_text(text: AnswerText) -> None:
    stream(text, ANSWER, 50)
    text.selectAll()
    mime = text.createMimeDataFromSelection()
    assert mime.text() == SHOWN
    assert not mime.hasHtml()


# --- the clipboard ----------------------------------------------------------------------------------


def test_a_copy_is_the_text_without_marks_and_its_sources() -> None:
    assert as_plain("Gewoon een antwoord.", "Bronnen:", []) == "Gewoon een antwoord."
    copied = as_plain(ANSWER, "Bronnen:", ["[1] Handboek, pagina 3"])
    assert copied.startswith("Inleiding\n\nEen korte inleiding.\n\nIdeeën\n\n1. Dubbelzijdig")
    assert "\n   Waarom: dat halveert het papier.\n2. Digitaal" in copied
    assert copied.endswith("\n\nBronnen:\n[1] Handboek, pagina 3\n")


def test_a_copy_keeps_its_form_for_a_word_processor() -> None:
    copied = as_html(f"{ANSWER}\n\nGroet,\nJan\n\n- los\n- en vast", "Bronnen:", ["[1] Handboek"])
    assert "<h2>Inleiding</h2><p>Een <i>korte</i> <b>inleiding</b>.</p>" in copied
    assert (
        '<ol start="1"><li>Dubbelzijdig afdrukken.<br>Waarom: dat halveert het papier.</li>'
        "<li>Digitaal ondertekenen.<br>Waarom: het scheelt een week.</li></ol>"
    ) in copied
    assert "<p>Groet,<br>Jan</p><ul><li>los</li><li>en vast</li></ul>" in copied
    assert "<h3>Bronnen:</h3><p>[1] Handboek</p>" in copied


def test_hostile_text_is_escaped_in_a_copy() -> None:
    copied = as_html(HOSTILE, "<b>Bronnen</b>", ["<img src=x>"])
    for tag in ("<img", "<script", "<a ", "<b>vet", "<b>Bronnen"):
        assert tag not in copied
    assert "&lt;img src=&quot;file:///etc/passwd&quot;&gt;" in copied
