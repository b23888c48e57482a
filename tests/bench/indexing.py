"""How fast documents come into the library, against what a plain script does with the same libraries.

    python tests/bench/indexing.py LIBRARY [--only embedding library memory] [--repeats 3] [--json FILE]
                                   [--format calibrated|float32|bfloat16] [--documents 500]

embedding  passages a second, of one call of `SentenceTransformer.encode` with its defaults over all passages
           of the library, and of the engine's own way (batches of one length, its own loop) in float32 and,
           where the processor computes with it, in bfloat16; and the least cosine to the plain vectors
library    passages a second from the first file to everything searchable: a script that parses each file,
           encodes its passages, and makes a LanceDB table with a text index, against the engine
memory     the engine's own memory (MB; not what it shares, as pages of libraries and files) after 1, 2, 3 and
           4 times so many made documents

Every arm has a process of its own under the engine's filter, on the same files; models are loaded, and have
embedded something, before the time begins. The engine is run as calibration finds best (done once, in the
first minute); `--format` has it otherwise.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec
import numpy as np
import psutil
from arms import Measured, Row, Runs, median, parser_of, peak_memory, ratio, report, take_turns

from app.client import EngineClient
from app.engine import lockdown
from app.engine.calibration_file import CalibrationFile
from app.engine.embedding import PassageEmbedding
from app.messages import Calibrate, DocumentReport, Done, Index
from app.paths import Paths
from app.settings import Settings
from models.calibration import EmbedderCalibration
from models.catalogue import Catalogue
from models.compute import EmbedderCompute, NumberFormat
from models.embedder import Embedder, SentenceEmbedder, space_of
from models.machine import Machine, computes_half_precision
from store.errors import DocumentError
from store.parsing import parse
from store.passages import search_text
from store.schema import ParsedDocument

WARM_UP = "Het college besluit binnen acht weken op de aanvraag van een vergunning. " * 10
PARTS = ("embedding", "library", "memory")
TOUCHES = 4


class PlainScript:
    """What a tutorial would have one write, with the defaults of the libraries."""

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        path = Catalogue.load().default("embedder").path
        self._model = SentenceTransformer(path, device="cpu", local_files_only=True)
        self._model.encode([WARM_UP] * 4, show_progress_bar=False)

    def embed(self, documents: Sequence[ParsedDocument]) -> np.ndarray:
        """The vectors of all passages, in order."""
        texts = [text for document in documents for text in texts_of(document)]
        return np.asarray(self._model.encode(texts, show_progress_bar=False))

    def index(self, library: Path) -> int:
        """Parse, embed and store; how many passages there are."""
        import lancedb
        from lancedb.index import FTS

        rows: list[dict[str, object]] = []
        for path in files_of(library):
            try:
                texts = texts_of(parse(path))
            except DocumentError:
                continue
            vectors = self._model.encode(texts, show_progress_bar=False)
            rows += [
                {"path": str(path), "text": text, "vector": vector}
                for text, vector in zip(texts, vectors, strict=True)
            ]
        with tempfile.TemporaryDirectory() as folder:
            table = lancedb.connect(folder).create_table("passages", rows)
            table.create_index("text", config=FTS(language="Dutch"))
        return len(rows)


class _Loaded:
    """In place of the engine's loader: a model that is there."""

    def __init__(self, compute: EmbedderCompute) -> None:
        self._future: Future[Embedder] = Future()
        embedder = SentenceEmbedder(Catalogue.load().default("embedder"), compute)
        embedder.embed_passages([WARM_UP] * 4)
        self._future.set_result(embedder)

    def embedder(self) -> "Future[Embedder]":
        return self._future


def embed_in_pool(loaded: _Loaded, documents: Sequence[ParsedDocument]) -> np.ndarray:
    """As the engine does: as many documents on their way at once as it takes."""
    from app.engine.ingest import READ_AHEAD_PASSAGES

    pool = PassageEmbedding(loaded)  # type: ignore[arg-type]
    made = []
    for document in documents:
        made.append(pool.add(document))
        while pool.waiting >= READ_AHEAD_PASSAGES:
            pool.step()
    while not pool.is_empty:
        pool.step()
    return np.concatenate([document.vectors for document in made])


def texts_of(document: ParsedDocument) -> list[str]:
    return [search_text(document.title, passage) for passage in document.passages]


def files_of(library: Path) -> list[Path]:
    return sorted(path for path in library.rglob("*") if path.is_file())


def parsed(library: Path) -> Iterator[ParsedDocument]:
    for path in files_of(library):
        try:
            yield parse(path)
        except DocumentError:
            continue


# --- in a process of its own ------------------------------------------------------------------------


def work(task: str, library: Path, vectors: Path) -> Measured:
    """One run of an arm that is not the engine's."""
    if task == "script":
        script = PlainScript()
        began = time.perf_counter()
        return {"passages_s": script.index(library) / (time.perf_counter() - began)}
    documents = list(parsed(library))
    threads = len(os.sched_getaffinity(0))
    if task == "plain":
        embed = PlainScript().embed
    else:
        embed = partial(embed_in_pool, _Loaded(EmbedderCompute(threads, msgspec.convert(task, NumberFormat))))
    began = time.perf_counter()
    made = embed(documents)
    seconds = time.perf_counter() - began
    np.save(vectors, made)
    return {"passages_s": len(made) / seconds, "ms": 1000 * seconds / len(made)}


def closed_off(task: str, library: Path, vectors: Path) -> Measured:
    """Have it done in a process under the engine's filter."""
    command = [sys.executable, __file__, "--work", str(os.getpid()), task, str(library), str(vectors)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


# --- the parts --------------------------------------------------------------------------------------


def embedding(library: Path, repeats: int) -> tuple[list[Row], Runs]:
    """Rows of embedding alone."""
    half = computes_half_precision()
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder, f"{name}.npy") for name in ("plain", "float32", "bfloat16")}
        names = [name for name in files if half or name != "bfloat16"]
        arms = {name: partial(closed_off, name, library, files[name]) for name in names}
        runs = take_turns(arms, repeats)
        vectors = {name: np.load(files[name]) for name in names}
    rows = [Row("encode, plain", median(runs, "plain", "passages_s"), "passages/s")]
    for name in names[1:]:
        goal = 3.0 if name == "bfloat16" else 1.2
        pace = ratio(runs, name, "plain", "passages_s")
        rows.append(
            Row(f"embedding, {name}", median(runs, name, "passages_s"), "passages/s", pace, at_least=goal)
        )
        cosine = float((vectors[name] * vectors["plain"]).sum(axis=1).min())
        rows.append(Row(f"least cosine, {name}", cosine, "", at_least=0.999))
    return rows, runs


def whole_library(library: Path, repeats: int, number_format: str) -> tuple[list[Row], Runs]:
    """Rows of everything from file to index."""
    with tempfile.TemporaryDirectory() as folder:
        calibration = Path(folder, "calibration.json")
        calibrate(calibration, number_format)
        engine = partial(engine_indexing, library, calibration)
        script = partial(closed_off, "script", library, Path(folder))
        runs = take_turns({"script": script, "engine": engine}, repeats)
    pace = ratio(runs, "engine", "script", "passages_s")
    return [
        Row("library, plain script", median(runs, "script", "passages_s"), "passages/s"),
        Row("library, engine", median(runs, "engine", "passages_s"), "passages/s", pace, at_least=3.0),
    ], runs


def calibrate(file: Path, number_format: str) -> None:
    """What the engine is to go by, as it keeps it itself."""
    if number_format == "calibrated":
        with tempfile.TemporaryDirectory() as folder, EngineClient(Paths.under(folder)) as client:
            assert list(client.run(Calibrate()))[-1] == Done()
            file.write_bytes(Paths.under(folder).calibration.read_bytes())
        return
    threads = Settings().cpu_threads
    compute = EmbedderCompute(threads, msgspec.convert(number_format, NumberFormat))
    kept = CalibrationFile(file, Machine.this(threads))
    kept.keep_embedder(space_of(Catalogue.load().default("embedder")), EmbedderCalibration(compute, 0.0))


@contextmanager
def warm_engine(calibration: Path | None) -> Iterator[EngineClient]:
    """An engine that has read one document."""
    with tempfile.TemporaryDirectory() as folder:
        first, paths = Path(folder, "warm.md"), Paths.under(Path(folder, "data"))
        first.write_text(WARM_UP)
        paths.create()
        if calibration is not None:
            paths.calibration.write_bytes(calibration.read_bytes())
        with EngineClient(paths) as client:
            assert list(client.run(Index((str(first),))))[-1] == Done()
            yield client


def engine_indexing(library: Path, calibration: Path) -> Measured:
    """Passages a second, from the first file to everything searchable."""
    with warm_engine(calibration) as client:
        began = time.perf_counter()
        events = list(client.run(Index((str(library),))))
        seconds = time.perf_counter() - began
        assert client.process_id is not None
        peak = peak_memory(client.process_id)
    assert events[-1] == Done()
    passages = sum(event.passages for event in events if isinstance(event, DocumentReport))
    return {"passages_s": passages / seconds, "engine_mb": peak}


def memory(documents: int) -> tuple[list[Row], Runs]:
    """Rows of the engine's memory while its library grows."""
    rows: list[Row] = []
    with warm_engine(None) as client, tempfile.TemporaryDirectory() as folder:
        for touch in range(1, TOUCHES + 1):
            made = write_library(Path(folder, str(touch)), documents, documents * touch)
            assert list(client.run(Index((str(made),))))[-1] == Done()
            assert client.process_id is not None
            own = psutil.Process(client.process_id).memory_full_info().uss / 1e6
            rows.append(Row(f"memory, {documents * touch} documents", own, "MB"))
    grown = rows[-1].value - rows[0].value
    rows.append(Row(f"memory, growth for {documents * (TOUCHES - 1)} more", grown, "MB", at_most=10.0))
    return rows, {}


def write_library(folder: Path, documents: int, first: int) -> Path:
    """Documents of one passage, each with words of its own."""
    folder.mkdir()
    for number in range(first, first + documents):
        text = (
            f"# Reglement {number}\n\nArtikel {number} bepaalt dat afdeling {number * 7 % 97} verslag doet."
        )
        (folder / f"{number}.md").write_text(text)
    return folder


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("library", type=Path, help="a folder of documents")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--format", choices=("calibrated", "float32", "bfloat16"), default="calibrated")
    parser.add_argument("--documents", type=int, default=500)
    options = parser.parse_args()
    library = options.library.absolute()
    rows: list[Row] = []
    runs: Runs = {}
    for part, measure in (
        ("embedding", partial(embedding, library, options.repeats)),
        ("library", partial(whole_library, library, options.repeats, options.format)),
        ("memory", partial(memory, options.documents)),
    ):
        if part in options.only:
            more, made = measure()
            rows += more
            runs |= made
    report(rows, runs, options.json)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        lockdown.enter(int(sys.argv[2]))
        print(json.dumps(work(sys.argv[3], Path(sys.argv[4]), Path(sys.argv[5]))))
    else:
        main()
