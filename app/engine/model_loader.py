"""The models in use: which they are, and loading them off the loop's thread when a job first needs them."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from app.settings import Settings
from models.catalogue import Catalogue, ChosenModel
from models.embedder import Embedder, SentenceEmbedder, space_of
from models.errors import ModelKind
from models.generator import Generator, LlamaGenerator
from models.interrupt import Interrupt
from store import index


class ModelLoader:
    """Hands out futures of loaded models; each model is loaded once and kept.

    A failed loading is tried again by the next job that asks: the file may have been put back.
    """

    def __init__(self, catalogue: Catalogue, settings: Settings, interrupt: Interrupt) -> None:
        self.catalogue = catalogue
        self._settings = settings
        self._interrupt = interrupt
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="load")
        self._writer: Future[Generator] | None = None
        self._embedder: Future[Embedder] | None = None
        self._search_engine: Future[None] | None = None

    def chosen(self, kind: ModelKind) -> ChosenModel:
        """The model the person chose, else the starter.

        Raises:
            NoModel, UnknownModel, ModelDamaged, UnsafeModel
        """
        choice = self._settings.writer if kind == "writer" else self._settings.embedder
        return self.catalogue.resolve(choice) if choice else self.catalogue.default(kind)

    def space(self) -> str:
        """The vector space of the chosen embedder, without loading it."""
        return space_of(self.chosen("embedder"))

    def writer(self) -> "Future[Generator]":
        """The writing model."""
        if self._writer is None or _failed(self._writer):
            self._writer = self._pool.submit(self._load_writer)
        return self._writer

    def embedder(self) -> "Future[Embedder]":
        """The embedding model."""
        if self._embedder is None or _failed(self._embedder):
            self._embedder = self._pool.submit(self._load_embedder)
        return self._embedder

    def search_engine(self) -> "Future[None]":
        """The libraries that searching needs, imported."""
        if self._search_engine is None:
            self._search_engine = self._pool.submit(index.preload)
        return self._search_engine

    def use(self, settings: Settings) -> None:
        """Go by new settings; what is loaded and no longer chosen is let go."""
        if settings.writer != self._settings.writer:
            self._writer = None
        if settings.embedder != self._settings.embedder:
            self._embedder = None
        self._settings = settings

    def _load_writer(self) -> Generator:
        path = Path(self.chosen("writer").path)
        return LlamaGenerator(path, self._settings.context, self._settings.cpu_threads, self._interrupt)

    def _load_embedder(self) -> Embedder:
        return SentenceEmbedder(self.chosen("embedder"), self._settings.cpu_threads)


def _failed(future: "Future[Generator] | Future[Embedder]") -> bool:
    return future.done() and future.exception() is not None
