"""The lines below an answer: its receipt in words, and what it was made by."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.messages import Coverage, Source, Timing
from app.ui.answer.facts import AnswerFacts
from app.ui.answer.state import AnswerRecord

SOURCE = Source(1, "d", "/d.md", "D", 1, "text")


def said(qtbot: QtBot, record: AnswerRecord) -> str:
    facts = AnswerFacts(QLocale("en"))
    qtbot.addWidget(facts)
    facts.show_record(record)
    assert facts.isHidden() == (not facts.text())
    return facts.text()


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
    assert said(qtbot, record) == "2 passages from 1 of 3 documents\nModel Geitje x · 61.2 s · 1 words"


def test_who_was_not_asked_is_not_named(qtbot: QtBot) -> None:
    record = AnswerRecord(None, "done", model="Geitje", coverage=Coverage(of_documents=2, refused=True))
    assert said(qtbot, record) == "Nothing that fits in 2 documents"


def test_an_answer_from_before_there_were_receipts_counts_its_sources(qtbot: QtBot) -> None:
    record = AnswerRecord(None, "done", sources=(SOURCE, SOURCE))
    assert said(qtbot, record) == "2 passages from 1 documents"


def test_nothing_is_told_while_it_is_being_written(qtbot: QtBot) -> None:
    assert said(qtbot, AnswerRecord(None, "writing", model="Geitje", coverage=Coverage(5, 8, 264))) == ""
