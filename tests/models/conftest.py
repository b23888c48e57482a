"""Models that are slow to make or to load, once for all tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.catalogue import Catalogue
from models.compute import EmbedderCompute, WriterCompute
from models.embedder import SentenceEmbedder
from models.generator import LlamaGenerator
from models.interrupt import Interrupt
from tests.models.tiny_embedder import make_tiny_embedder
from tests.models.tiny_writer import make_tiny_writer


@pytest.fixture(scope="session")
def starter_embedder() -> SentenceEmbedder:
    return SentenceEmbedder(Catalogue.load().default("embedder"), EmbedderCompute(threads=2))


@pytest.fixture(scope="session")
def tiny_embedder_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shared by all tests: copy it before changing anything in it."""
    return make_tiny_embedder(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="session")
def tiny_embedder(tiny_embedder_folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(Catalogue.load().resolve(str(tiny_embedder_folder)), EmbedderCompute(threads=2))


@pytest.fixture(scope="session")
def shared_interrupt() -> Interrupt:
    """Of the writers below."""
    return Interrupt()


@pytest.fixture(scope="session")
def starter_writer(shared_interrupt: Interrupt) -> Iterator[LlamaGenerator]:
    path = Path(Catalogue.load().default("writer").path)
    # One thread: with two, a busy other process makes them spin at barriers, ten times slower.
    writer = LlamaGenerator(path, context=512, compute=WriterCompute(1, 1), interrupt=shared_interrupt)
    yield writer
    writer.close()


@pytest.fixture(scope="session")
def tiny_writer(
    shared_interrupt: Interrupt, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LlamaGenerator]:
    path = make_tiny_writer(tmp_path_factory.mktemp("writer") / "tiny.gguf")
    writer = LlamaGenerator(path, context=1024, compute=WriterCompute(1, 1), interrupt=shared_interrupt)
    yield writer
    writer.close()
