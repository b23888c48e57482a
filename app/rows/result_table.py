"""The table of results: what was in the spreadsheet, and beside it what was made of each row."""

from collections.abc import Mapping, Sequence

from app.answer_text.lines import plain, read_lines
from app.rows.journal import Note, Outcome
from app.rows.plan import Plan
from app.rows.sheets import Sheet
from app.rows.table import column_letters
from app.sentences import Sentences


class ResultTable:
    """Makes the table from the outcomes of a run, in the language of the plan."""

    def __init__(self, plan: Plan, sentences: Sentences) -> None:
        self._plan, self._sentences = plan, sentences

    def sheet(self, outcomes: Mapping[int, Outcome]) -> Sheet:
        """The table as it stands; rows without an outcome wait."""
        say, plan = self._sentences.say, self._plan
        names = [name or column_letters(place) for place, name in enumerate(plan.columns)]
        told = [say(f"rows.column_{column}") for column in ("row", "state", "support", "notes", "documents")]
        columns = [*names, *self._headings(), *told]
        rows = []
        for row in plan.rows:
            outcome = outcomes.get(row.number)
            rows.append([*row.cells, *self._sections(outcome), str(row.number), *self._told(outcome)])
        return Sheet(plan.task.name.in_language(plan.language), columns, rows)

    def _headings(self) -> Sequence[str]:
        """A column a section; those without a heading are the answer."""
        answer = self._sentences.say("rows.column_answer")
        return [
            section.heading.in_language(self._plan.language) or answer for section in self._plan.task.sections
        ]

    def _sections(self, outcome: Outcome | None) -> Sequence[str]:
        texts = outcome.sections if outcome is not None else {}
        places = range(len(self._plan.task.sections))
        return [plain(read_lines(texts[place])) if place in texts else "" for place in places]

    def _told(self, outcome: Outcome | None) -> Sequence[str]:
        say = self._sentences.say
        if outcome is None:
            return [say("rows.state_waiting"), "", "", ""]
        support = ""
        if outcome.claims:
            support = say("rows.support", supported=outcome.supported, claims=outcome.claims)
        state = say(f"rows.state_{outcome.state}")
        return [state, support, sentences_of(outcome, self._sentences), "\n".join(outcome.files)]


def sentences_of(outcome: Outcome, sentences: Sentences) -> str:
    """What is wrong with a row or its answer, in words."""
    told = [sentences.error(fault) for fault in outcome.faults]
    return " ".join([*told, *(_note(note, sentences) for note in outcome.notes)])


def _note(note: Note, sentences: Sentences) -> str:
    return sentences.say(f"rows.note_{note.key}", count=note.count)
