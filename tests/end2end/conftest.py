"""A small office library and an engine over it, once for each module of tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import settings
from app.client import EngineClient
from app.messages import Done, Index
from app.paths import Paths
from tests import documents

LEAVE = (
    "# Verlof\n\nMedewerkers hebben recht op 25 vakantiedagen per kalenderjaar bij een volledige werkweek. "
    "Verlof wordt aangevraagd bij de leidinggevende.\n\n## Bijzonder verlof\n\n"
    "Bij een verhuizing krijgt een medewerker twee dagen bijzonder verlof."
)
EXPENSES = (
    "Declaraties\n\nDe kilometervergoeding voor dienstreizen bedraagt 23 cent per kilometer. "
    "Bonnetjes worden binnen dertig dagen ingediend bij de afdeling financiën."
    "\fTelefoonkosten worden vergoed tot veertig euro per maand."
)
RETENTION = "soort\tbewaartermijn\nsollicitatiebrief\tvier weken\nfactuur\tzeven jaar"
MINUTES = "# Overleg van 3 maart\n\nBesloten is dat de kantine op vrijdag om vijftien uur sluit."


def write_library(folder: Path) -> Path:
    """Four documents of four kinds: a Markdown page, a PDF of two pages, a workbook, a Word file."""
    folder.mkdir(parents=True, exist_ok=True)
    documents.write_md(folder / "verlof.md", LEAVE)
    documents.write_pdf(folder / "declaraties.pdf", EXPENSES)
    documents.write_xlsx(folder / "bewaartermijnen.xlsx", RETENTION)
    documents.write_docx(folder / "notulen.docx", MINUTES)
    return folder


def repeatable(root: Path, **chosen: Any) -> Paths:
    """A data folder in which equal questions get equal answers, to the letter. When a draft pays, and how a
    model runs best, is found out by the clock, and with it two words that are as likely may change places."""
    paths = Paths.under(root)
    paths.create()
    timed = {"calibration": False, "conversion": False, "drafting": False}
    settings.save(paths.settings, settings.Settings(**(timed | chosen)))
    return paths


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repeatable(tmp_path_factory.mktemp("data")).root


@pytest.fixture(scope="module")
def engine(data_folder: Path, library: Path) -> Iterator[EngineClient]:
    """An engine with the library read."""
    with EngineClient(Paths.under(data_folder)) as client:
        *_, closing = client.run(Index((str(library),)))
        assert closing == Done()
        yield client
