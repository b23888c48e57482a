"""Does the form always hold? Every built-in task, forms filled at random, three temperatures.

    python tests/bench/forms.py [--forms 20] [--tasks ask ...] [--temperatures 0 0.7 1.5]
        [--models starter FILE.gguf ...] [--docx] [--json FILE]

Each answer has 128 tokens and at most four passages. It is read from outside, by `form_reader.py`, which
knows the task and the text and nothing of the engine. A row of the table: how many answers hold, how many
slots they have, how many of those are markers, how many sections are in another language than was asked
for, how often text that was told already was taken back to be written anew, how many said only that it is
not in the documents, how many failed with an error, and seconds an answer. With `--docx` one answer of each
task is exported too and read back through LibreOffice, where that is installed.
"""

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from form_reader import Reading, read
from office import structure
from random_forms import random_form

from app import settings
from app.client import EngineClient
from app.export import export_answer
from app.messages import (
    Answer,
    AnswerWritten,
    DocumentReport,
    Done,
    Failed,
    Index,
    Language,
    ListDocuments,
    LoadModels,
    TextTaken,
    Tuning,
)
from app.paths import Paths
from app.settings import Settings
from app.tasks import Task, load_all

TOKENS, PASSAGES = 128, 4
GOALS = {0.0: 1.0, 0.7: 1.0, 1.5: 0.99}
LIBRARY = {
    "verlof.md": (
        "# Verlof\n\nMedewerkers hebben recht op 25 vakantiedagen per jaar. Verlof wordt aangevraagd bij de "
        "leidinggevende, uiterlijk twee weken tevoren.\n\nBij een verhuizing krijgt men twee dagen."
    ),
    "thuiswerken.md": (
        "# Thuiswerken\n\nThuiswerken mag twee dagen per week. De vergoeding is 2,40 euro per dag. De "
        "leidinggevende beslist binnen een week."
    ),
    "declaraties.md": (
        "# Declaraties\n\nDe kilometervergoeding bedraagt 23 cent. Bonnetjes worden binnen dertig dagen "
        "ingediend bij de afdeling financiën."
    ),
    "noord.md": (
        "# Offerte Noord\n\nDe prijs is veertig euro per maand. De opzegtermijn is een maand. De levering "
        "duurt drie weken."
    ),
    "zuid.md": (
        "# Offerte Zuid\n\nDe prijs is zestig euro per maand. De opzegtermijn is een jaar. De levering duurt "
        "tien dagen."
    ),
    "overleg.md": (
        "# Overleg van 3 maart 2026\n\nBesloten is dat de kantine op vrijdag om vijftien uur sluit. Bram "
        "vraagt offertes voor stoelen, eind maart. Over parkeren is nog niets besloten."
    ),
}
QUESTIONS = {
    "nl": (
        "Hoeveel vakantiedagen heeft een medewerker?",
        "Hoe hoog is de kilometervergoeding?",
        "Hoeveel dagen mag ik thuiswerken?",
        "Hoe laat sluit de kantine op vrijdag?",
    ),
    "en": (
        "Hoeveel vakantiedagen heeft een medewerker?",
        "What does Offerte Noord say of the opzegtermijn?",
        "When does the kantine close on vrijdag?",
    ),
}


@dataclass
class Cell:
    """The answers of a task at one temperature."""

    model: str
    task: str
    temperature: float
    forms: int = 0
    held: int = 0
    slots: int = 0
    markers: int = 0
    drifted: int = 0
    taken_back: int = 0
    refused: int = 0
    failed: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def reached(self) -> bool:
        return self.held >= GOALS.get(self.temperature, 0.99) * self.forms


@dataclass(frozen=True)
class Asked:
    """A form that was sent, and what came of it."""

    answer: AnswerWritten | None
    failure: str
    taken_back: int
    seconds: float


def ask(client: EngineClient, job: Answer) -> Asked:
    began, taken, written, failure = time.perf_counter(), 0, None, ""
    for event in client.run(job):
        match event:
            case TextTaken():
                taken += 1
            case AnswerWritten():
                written = event
            case Failed():
                failure = event.fault.kind
    return Asked(written, failure, taken, time.perf_counter() - began)


def measure(
    client: EngineClient, model: str, task: Task, temperature: float, documents: Sequence[str], forms: int
) -> Cell:
    """Ask a task's forms, the same ones at every temperature and of every model."""
    cell = Cell(model, task.id, temperature)
    for number in range(forms):
        chance = random.Random(f"{task.id} {number}")
        language: Language = chance.choice(("nl", "en"))
        values = random_form(task, documents, QUESTIONS[language], language, chance)
        tuning = Tuning(temperature, TOKENS, seed=number)
        asked = ask(client, Answer(task.id, values, language, tuning, PASSAGES))
        cell.forms += 1
        cell.taken_back += asked.taken_back
        cell.seconds += asked.seconds
        if asked.answer is None:
            cell.failed += 1
            cell.faults.append(f"form {number}: {asked.failure}")
            continue
        reading = read(task, values, language, asked.answer.text)
        reading.faults += told_wrong(asked.answer, reading)
        cell.held += reading.holds
        cell.slots += len(reading.slots)
        cell.markers += reading.markers
        cell.refused += reading.refused
        cell.drifted += len(asked.answer.form.drifted)
        cell.faults += [f"form {number}: {fault}" for fault in reading.faults]
    return cell


def told_wrong(answer: AnswerWritten, reading: Reading) -> list[str]:
    """What the engine tells of an answer that is not so."""
    told = answer.form.unfilled
    wrong = [f"told of {told} markers, there are {reading.markers}"] if told != reading.markers else []
    written = answer.timing.generated_tokens
    return [*wrong, *([f"{written} tokens, {TOKENS} allowed"] if written > TOKENS else [])]


def check_export(client: EngineClient, task: Task, documents: Sequence[str], folder: Path) -> list[str]:
    """Export an answer as DOCX, read it back through LibreOffice; what is not there as it should be."""
    values = random_form(task, documents, QUESTIONS["nl"], "nl", random.Random(task.id))
    asked = ask(client, Answer(task.id, values, "nl", Tuning(0.0, TOKENS), PASSAGES))
    if asked.answer is None:
        return [f"{task.id}: {asked.failure}"]
    path = folder / f"{task.id}.docx"
    export_answer(asked.answer, task, "nl", path)
    there = structure(path)
    kinds = {section.kind for section in task.sections} if not asked.answer.coverage.refused else set()
    titles = {section.title for section in asked.answer.sections if section.title}
    missing = [f"heading {title}" for title in titles - set(there.headings)]
    missing += ["a table"] if "table" in kinds and not there.tables else []
    missing += ["a list"] if kinds & {"list", "bullets"} and not there.lists else []
    rests = [one for one in asked.answer.sentences if one.support in ("supported", "weak")]
    noted = any(sentence.sources for sentence in rests)
    missing += ["the notes"] if noted and not there.notes else []
    return [f"{task.id}: {what} is missing" for what in missing]


def engines(models: Sequence[str], folder: Path) -> Iterator[tuple[str, EngineClient]]:
    """An engine for each model, on a library of its own; "starter" is the one that comes with the program."""
    library = folder / "library"
    library.mkdir()
    for name, text in LIBRARY.items():
        (library / name).write_text(text, encoding="utf-8")
    for number, model in enumerate(models):
        paths = Paths.under(folder / f"data{number}")
        paths.create()
        chosen = {} if model == "starter" else {"writer": str(Path(model).absolute())}
        plain = Settings(calibration=False, conversion=False, drafting=False, **chosen)
        settings.save(paths.settings, plain)
        with EngineClient(paths) as client:
            for job in (Index((str(library),)), LoadModels()):
                *_, closing = client.run(job)
                if closing != Done():
                    raise SystemExit(f"{model}: {closing}")
            yield Path(model).stem, client


_FIGURES = ("slots", "markers", "drifted", "taken_back", "refused", "failed")


def show(cells: Sequence[Cell]) -> None:
    heads = "".join(f"{name.replace('_', ' '):>12}" for name in _FIGURES)
    print(f"{'task':12}{'temperature':>12}{'held':>9}{heads}{'seconds':>9}")
    for cell in cells:
        held, each = f"{cell.held}/{cell.forms}", cell.seconds / max(cell.forms, 1)
        figures = "".join(f"{getattr(cell, name):12}" for name in _FIGURES)
        missed = "" if cell.reached else "   <- not reached"
        print(f"{cell.task:12}{cell.temperature:12.1f}{held:>9}{figures}{each:9.1f}{missed}")


def totals(cells: Sequence[Cell]) -> None:
    for temperature in sorted({cell.temperature for cell in cells}):
        there = [cell for cell in cells if cell.temperature == temperature]
        held, forms = sum(cell.held for cell in there), sum(cell.forms for cell in there)
        goal = GOALS.get(temperature, 0.99)
        print(f"at {temperature:g}: {held} of {forms} hold ({held / forms:.1%}; goal {goal:.0%})")


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    made.add_argument("--forms", type=int, default=20, help="forms of each task (20)")
    made.add_argument("--tasks", nargs="+", metavar="ID", default=list(load_all(Path("none"))))
    made.add_argument("--temperatures", nargs="+", type=float, default=list(GOALS))
    made.add_argument("--models", nargs="+", default=["starter"], metavar="GGUF")
    made.add_argument("--docx", action="store_true", help="export an answer of each task too")
    made.add_argument("--json", type=Path, metavar="FILE")
    return made


def main() -> None:
    options = parser().parse_args()
    tasks = load_all(Path("none"))
    exports = options.docx and shutil.which("soffice") is not None
    cells: list[Cell] = []
    with tempfile.TemporaryDirectory() as folder:
        for model, client in engines(options.models, Path(folder)):
            listed = client.run(ListDocuments())
            documents = [event.id for event in listed if isinstance(event, DocumentReport)]
            made: list[Cell] = []
            for name in options.tasks:
                for temperature in options.temperatures:
                    cell = measure(client, model, tasks[name], temperature, documents, options.forms)
                    made.append(cell)
                    for fault in cell.faults:
                        print(f"{name} {temperature:g} {fault}", file=sys.stderr, flush=True)
            print(f"{model}: {TOKENS} tokens, {PASSAGES} passages")
            show(made)
            totals(made)
            cells += made
            if exports:
                for name in options.tasks:
                    wrong = check_export(client, tasks[name], documents, Path(folder))
                    print("\n".join(wrong) or f"{name}.docx holds")
    if options.json:
        options.json.write_text(json.dumps([asdict(cell) for cell in cells], indent=1))


if __name__ == "__main__":
    main()
