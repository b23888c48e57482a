"""The lines below an answer: its receipt in words, and what it was made by."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.messages import Coverage, Source, Timing
from app.ui.answer.facts import AnswerFacts
from app.ui.answer.state import AnswerRecord
from app.ui.plain_text import PlainLabel

SOURCE = Source(1, "d", "/d.md", "D", 1, "text")


def lines(qtbot: QtBot, record: AnswerRecord) -> list[str]:
    facts = AnswerFacts(QLocale("en"))
    qtbot.addWidget(facts)
    facts.show_record(record)
    shown = [label.text() for label in facts.findChildren(PlainLabel) if not label.isHidden()]
    assert facts.isHidden() == (not shown)
    return shown


def said(qtbot: QtBot, record: AnswerRecord) -> str:
    return "\n".join(lines(qtbot, record))


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (Coverage(5, 8, 264), "8 passages from 5 of 264 documents"),
        (Coverage(5, 8, 264, 2), "8 passages from 5 of 264 documents; 2 documents could not be read"),
        (
            Coverage(2, 3, 9, 3, 4),
            "3 passages from 2 of 9 documents; 3 documents could not be read; "
            "4 passages found did not fit and were not read",
        ),
        (Coverage(264, 2455, 264, whole=True), "Everything read: 2455 passages from 264 documents"),
        (Coverage(0, 0, 264, refused=True), "Nothing that fits in 264 documents"),
        (Coverage(), ""),
    ],
)
def test_the_receipt_in_words(qtbot: QtBot, coverage: Coverage, words: str) -> None:
    assert said(qtbot, AnswerRecord(None, "done", coverage=coverage)) == words


def test_what_it_was_made_by_comes_after_the_receipt(qtbot: QtBot) -> None:
    record = AnswerRecord(
        None, "done", model="Geitje\nx", coverage=Coverage(1, 2, 3), timing=Timing(1.0, 61.24), pieces=["Ja."]
    )
    assert said(qtbot, record) == "2 passages from 1 of 3 documents\nModel Geitje x · 1 words · 61.2 s"


@pytest.mark.parametrize(
    ("timing", "times", "tokens"),
    [
        (
            Timing(0.8, 12.4, 2140, 1900, 250),
            "first word after 0.8 s, 12.4 s in all",
            "Read 2,140 tokens, 1,900 of them earlier · wrote 250, 21 a second",
        ),
        (
            Timing(0.04, 100.7, 900, 0, 1),
            "first word after 0.04 s, 101 s in all",
            "Read 900 tokens · wrote 1",
        ),
        (
            Timing(5.0, 15.0, 900, 0, 50),
            "first word after 5.0 s, 15.0 s in all",
            "Read 900 tokens · wrote 50, 4.9 a second",
        ),
    ],
)
def test_times_and_tokens_stand_in_small_print(qtbot: QtBot, timing: Timing, times: str, tokens: str) -> None:
    record = AnswerRecord(None, "done", timing=timing, pieces=["Ja."])
    assert lines(qtbot, record) == [f"1 words · {times}", tokens]


def test_what_was_copied_is_told_to_who_looks_for_it(qtbot: QtBot) -> None:
    facts = AnswerFacts(QLocale("en"))
    qtbot.addWidget(facts)
    timing = Timing(1.0, 2.0, 10, 5, 20, drafted_tokens=7)
    facts.show_record(AnswerRecord(None, "done", timing=timing, pieces=["Ja."]))
    told = [label.toolTip() for label in facts.findChildren(PlainLabel)][1]
    assert "7 tokens were copied" in told
    assert "read earlier" in told


def test_who_was_not_asked_is_not_named(qtbot: QtBot) -> None:
    record = AnswerRecord(None, "done", model="Geitje", coverage=Coverage(of_documents=2, refused=True))
    assert said(qtbot, record) == "Nothing that fits in 2 documents"


def test_an_answer_from_before_there_were_receipts_counts_its_sources(qtbot: QtBot) -> None:
    record = AnswerRecord(None, "done", sources=(SOURCE, SOURCE))
    assert said(qtbot, record) == "2 passages from 1 documents"


def test_nothing_is_told_while_it_is_being_written(qtbot: QtBot) -> None:
    assert said(qtbot, AnswerRecord(None, "writing", model="Geitje", coverage=Coverage(5, 8, 264))) == ""
