"""The models in use: which they are, how they are run on this computer, and loading them off the loop's
thread when a job first needs them."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from app.engine import lockdown
from app.engine.calibration_file import CalibrationFile
from app.engine.converted_models import ConvertedModels
from app.engine.pace import KnownPace, ReadingSpeed
from app.settings import Settings
from models.calibration import DEPTH
from models.catalogue import Catalogue, ChosenModel
from models.compute import EmbedderCompute, WriterCompute
from models.embedder import Embedder, SentenceEmbedder, space_of
from models.embedder_calibration import use_threads as use_torch_threads
from models.errors import ModelDamaged, ModelKind, ModelMissing, UnknownModel
from models.fingerprint import fingerprint
from models.generator import Generator, LlamaGenerator
from models.interrupt import Interrupt
from models.llama_library import keeps_weights_safely
from models.llama_timing import use_threads
from models.machine import usable_threads
from models.prefix_cache import PrefixStorage
from models.reranker import Reranker
from store import index, language
from store.passages import SEARCH_TEXT_FORMAT


class ModelLoader:
    """Hands out futures of loaded models; each model is loaded once and kept.

    A failed loading is tried again by the next job that asks: the file may have been put back.

    Attributes:
        settings: what the person chose.
        pace: what is known of how fast the writer is.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        settings: Settings,
        interrupt: Interrupt,
        storage: PrefixStorage,
        calibration: CalibrationFile | None = None,
        copies: ConvertedModels | None = None,
    ) -> None:
        """What the writer read is kept in `storage`; without
        `calibration` models are run as they are everywhere, without `copies` their originals are loaded."""
        self.catalogue = catalogue
        self._storage = storage
        self._calibration = calibration
        self._copies = copies
        self.pace = KnownPace()
        self._fingerprints: dict[tuple[str, int, int], str] = {}
        self.settings = settings
        self._interrupt = interrupt
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="load")
        self._writer: Future[Generator] | None = None
        self._embedder: Future[Embedder] | None = None
        self._reranker: Future[Reranker] | None = None
        self._search_engine: Future[None] | None = None
        self._spaces: dict[ChosenModel, str] = {}
        self._embedder_runs = self.default_embedder_compute  # how the one that is loaded computes

    @property
    def default_writer_compute(self) -> WriterCompute:
        """How a writer is run where nothing was measured."""
        threads = usable_threads(self.settings.cpu_threads)
        return WriterCompute(threads, threads)

    @property
    def default_embedder_compute(self) -> EmbedderCompute:
        """The same of an embedder."""
        return EmbedderCompute(usable_threads(self.settings.cpu_threads))

    def chosen(self, kind: ModelKind) -> ChosenModel:
        """The model the person chose, else the starter.

        Raises:
            NoModel, ModelMissing, ModelDamaged, UnsafeModel
        """
        choice: str | None = getattr(self.settings, kind)
        if choice is None:
            return self.catalogue.default(kind)
        try:
            return self.catalogue.resolve(choice)
        except UnknownModel as error:
            raise ModelMissing(choice) from error

    def space(self) -> str:
        """What vectors of passages made now may be compared with, without loading the embedder: its own
        space, and how the searched text is made."""
        model = self.chosen("embedder")
        if model not in self._spaces:
            self._spaces[model] = searched_space(space_of(model))
        return self._spaces[model]

    def writer(self) -> "Future[Generator]":
        """The writing model."""
        if self._writer is None or _failed(self._writer):
            self._writer = self._pool.submit(self._load_writer)
        return self._writer

    def writer_if_wanted(self) -> "Future[Generator] | None":
        """The writing model where it is loaded or on its way."""
        return self._writer

    def reload_writer(self) -> None:
        """Load the writing model anew, where it was loaded: another file stands for it now. What is being
        written is written to its end with the old one."""
        if self._writer is not None:
            self._writer = None
            self.writer()

    def forget_read(self) -> None:
        """Lose what the writer has read. Only between two answers."""
        if self._writer is not None and self._writer.done() and self._writer.exception() is None:
            self._writer.result().forget()

    def embedder(self) -> "Future[Embedder]":
        """The embedding model."""
        if self._embedder is None or _failed(self._embedder):
            self._embedder = self._pool.submit(self._load_embedder)
        return self._embedder

    def embedder_if_loaded(self) -> Embedder | None:
        """The embedding model where it is there by now."""
        loading = self._embedder
        if loading is None or not loading.done() or loading.exception() is not None:
            return None
        return loading.result()

    def reranker(self) -> "Future[Reranker] | None":
        """What reads the best passages again, if the person chose one. A loading that failed stays so until
        another is chosen: searching does without."""
        if self._reranker is None and self.settings.reranker is not None:
            self._reranker = self._pool.submit(self._load_reranker)
        return self._reranker

    def search_engine(self) -> "Future[None]":
        """The libraries that searching needs, imported."""
        if self._search_engine is None or _failed(self._search_engine):
            self._search_engine = self._pool.submit(index.preload)
        return self._search_engine

    def use(self, settings: Settings) -> None:
        """Go by new settings; what is loaded and no longer chosen is let go."""
        if settings.writer != self.settings.writer:
            self._writer = None
        if settings.embedder != self.settings.embedder:
            self._embedder = None
        if settings.reranker != self.settings.reranker:
            self._reranker = None
        self.settings = settings

    # --- how they are run ---------------------------------------------------------------------------

    def writer_key(self) -> "Future[str]":
        """By what measurements of the writer are kept."""
        return self._pool.submit(self._fingerprint_of_writer)

    def embedder_key(self) -> "Future[str]":
        """The same of the embedder."""
        return self._pool.submit(self._space_of_embedder)

    def embedder_with(self, compute: EmbedderCompute) -> "Future[Embedder]":
        """The embedding model run in a given way; loaded beside the one in use where that is another."""
        loaded = self.embedder_if_loaded()
        if loaded is not None and self._embedder_runs.number_format == compute.number_format:
            return _done(loaded)
        return self._pool.submit(self._make_embedder, compute)

    def go_by_writer(self, compute: WriterCompute) -> None:
        """Run the writer so from now on. Only between two answers, by who holds no writer: for another kernel
        it is loaded anew."""
        loading = self._writer
        if loading is None or not loading.done() or loading.exception() is not None:
            return  # what is loaded later looks for itself
        if not use_threads(loading.result(), compute):
            self._writer = loading = None
            self.writer()

    def go_by_embedder(self, compute: EmbedderCompute, embedder: Embedder) -> None:
        """Use this embedder, which computes in the format of `compute`, from now on, and so."""
        use_torch_threads(compute.threads)
        embedder.batch = compute.batch
        self._embedder, self._embedder_runs = _done(embedder), compute

    def _fingerprint_of_writer(self) -> str:
        path = self._writer_path()
        try:
            now = path.stat()
            key = (str(path), now.st_size, now.st_mtime_ns)
            if key not in self._fingerprints:
                self._fingerprints[key] = fingerprint(path)
        except FileNotFoundError as error:
            raise ModelMissing(str(path)) from error
        except OSError as error:
            raise ModelDamaged(str(path)) from error
        return self._fingerprints[key]

    def _space_of_embedder(self) -> str:
        return space_of(self.chosen("embedder"))

    def _writer_path(self) -> Path:
        """The file that is loaded for the chosen writer."""
        original = Path(self.chosen("writer").path)
        if self._copies is None or not self.settings.conversion:
            return original
        return self._copies.path_for(original)

    def _writer_compute(self) -> WriterCompute:
        if self._calibration is None or not self.settings.calibration:
            return self.default_writer_compute
        known = self._calibration.writer(self._fingerprint_of_writer())
        if known is None:
            return self.default_writer_compute
        self.pace = KnownPace(ReadingSpeed.at(known.read_rate, DEPTH), known.write_rate)
        return known.compute

    def _embedder_compute(self) -> EmbedderCompute:
        if self._calibration is None or not self.settings.calibration:
            return self.default_embedder_compute
        known = self._calibration.embedder(self._space_of_embedder())
        found = known.compute if known is not None else self.default_embedder_compute
        return found if self.settings.half_precision else replace(found, number_format="float32")

    # --- loading ------------------------------------------------------------------------------------

    def _load_writer(self) -> Generator:
        self.pace = KnownPace()
        language.preload()
        lockdown.without_tile_registers(keeps_weights_safely)
        path, compute = self._writer_path(), self._writer_compute()
        try:
            return LlamaGenerator(path, self.settings.context, compute, self._interrupt, self._storage)
        except ModelDamaged:
            if self._copies is None or not self._copies.discard(path):
                raise
        return self._load_writer()  # from its original

    def _load_embedder(self) -> Embedder:
        self._embedder_runs = self._embedder_compute()
        return self._make_embedder(self._embedder_runs)

    def _make_embedder(self, compute: EmbedderCompute) -> Embedder:
        return SentenceEmbedder(self.chosen("embedder"), compute)

    def _load_reranker(self) -> Reranker:
        return Reranker(self.chosen("reranker"), self.settings.cpu_threads)


def searched_space(embedder_space: str) -> str:
    """The space of vectors of searched text: the embedder's, and how the searched text is made."""
    return f"{embedder_space}-{SEARCH_TEXT_FORMAT}"


def _done(loaded: Embedder) -> "Future[Embedder]":
    future: Future[Embedder] = Future()
    future.set_result(loaded)
    return future


def _failed(future: "Future[Generator] | Future[Embedder] | Future[None]") -> bool:
    return future.done() and future.exception() is not None
