"""A made handbook of an office in Dutch, with questions about one subject of it, and tasks to ask them with.

The subject has a document for each chapter of `handbook/thuiswerken.md`, short enough to be one passage. So
the passages are the same ones for each of the questions: all of the subject, about 2,100 tokens of the
starter with instruction and form. The other documents are beside the point.
"""

import shutil
from pathlib import Path

QUESTION = (
    "Welke regels gelden er bij thuiswerken, en wat krijgen medewerkers vergoed voor hun werkplek thuis?"
)
FOLLOW_UP = "Wat spreken medewerkers bij thuiswerken met hun leidinggevende af over werkplek en vergoeding?"
SUBJECT = "Thuiswerken"

_HERE = Path(__file__).parent
_OTHERS = (
    *(
        "Parkeren",
        "Vakantiedagen",
        "Postverwerking",
        "Sleutels",
        "Archief",
        "Inkoop",
        "Bezoekers",
        "Catering",
    ),
    *("Dienstreizen", "Opleidingen", "Jubilea", "Verhuizingen", "Drukwerk", "Telefonie", "Brandoefening"),
    *("Schoonmaak", "Kunstcollectie", "Fietsenstalling", "Tuinonderhoud", "Vergaderzalen"),
)
_PARTS = ("Aanvragen", "Bedragen", "Termijnen", "Verantwoordelijken", "Uitzonderingen", "Bezwaar")


def write_handbook(folder: Path) -> Path:
    """The handbook as Markdown files in a folder; those of the subject are called after it."""
    folder.mkdir(parents=True)
    for number, chapter in enumerate(_text("thuiswerken.md").removeprefix("## ").split("\n## "), 1):
        (folder / f"{SUBJECT} {number}.md").write_text(f"# {SUBJECT}: {chapter.strip()}\n")
    for number, subject in enumerate(_OTHERS):
        chapters = (_chapter(number, place, subject.lower()) for place in range(len(_PARTS)))
        (folder / f"{subject}.md").write_text("\n\n".join((f"# {subject}", *chapters)))
    return folder


def write_tasks(folder: Path) -> None:
    """The tasks `long` and `sections`, into a data folder's own folder of tasks."""
    shutil.copytree(_HERE / "tasks", folder, dirs_exist_ok=True)


def _chapter(number: int, place: int, subject: str) -> str:
    """A chapter like those of the subject that is asked about, in words of its own."""
    weeks = number % 7 + place + 2
    return _text("chapter.txt").format(
        part=_PARTS[place],
        wanted=_PARTS[place].lower(),
        subject=subject,
        desk=f"{number}.{place}",
        weeks=weeks,
        years=weeks + 3,
        amount=15 * (number + 2 * place + 1),
        shelf=number * len(_PARTS) + place,
    )


def _text(name: str) -> str:
    return (_HERE / "handbook" / name).read_text(encoding="utf-8")
