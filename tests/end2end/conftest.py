"""A small office library and an engine over it, once for each module of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def engine(data_folder: Path, library: Path) -> Iterator[EngineClient]:
    """An engine with the library read."""
    with EngineClient(Paths.under(data_folder)) as client:
        *_, closing = client.run(Index((str(library),)))
        assert closing == Done()
        yield client
