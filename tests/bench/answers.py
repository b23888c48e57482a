"""How long a person waits for an answer with documents, against plain llama-cpp-python with the same prompt.

    python tests/bench/answers.py [--models starter converted synthetic] [--repeats 3] [--json FILE]
                                  [--llama-server PATH] [--library FOLDER] [--fast-typing] [--arms ARM ...]

From the press of Generate to the first and to the last of 250 tokens at temperature 0, behind about 2,100
tokens of prompt:

    plain     llama-cpp-python with its defaults, the same file, the same prompt (`plain.py`)
    server    llama-server, where its binary is given
    cold      an engine with its models loaded, nothing typed before; then another question that has the same
              passages; the most memory that it took
    typed     the question is typed at 40 words a minute and Generate pressed 1.0 s after the last key: the
              window's own preparing (`typist.py`)
    busy      the same as cold, asked while other documents are being read into the library
    pinned    the documents are pinned, the engine was ended and started again
    stop      how long Stop takes: while a form is prepared, a prompt read, an answer written, documents read

Models: the starter, the starter where the engine may convert it (plain has it as it comes), and a billion
random weights in Q4_K_M (`synthetic.py`), which the bench makes on first use. The starter is kept from ending
before 250 tokens, for all arms alike. The engine measures the computer before (its calibration), as it does
once for every person. `tiny` is there to try the bench. Documents: the made handbook, or `--library` with
`--question` and `--follow-up`.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import handbook
import plain
import session
from arms import Arm, Measured, Row, Runs, median, parser_of, peak_memory, ratio, report, take_turns
from made_library import write_library
from PySide6.QtCore import QCoreApplication
from synthetic import ONE_BILLION, TINY, context_bytes, endless, made
from typist import KEYS_PER_SECOND, Typist

from app.client import EngineClient
from app.messages import (
    Calibrate,
    ConvertModel,
    DocumentReport,
    Event,
    Index,
    ListModels,
    ModelReport,
    ModelsListed,
    Pin,
    Prepare,
    Progress,
    Source,
    TextWritten,
)
from app.paths import Paths
from app.settings import Settings
from app.tasks import load
from models.catalogue import Catalogue

TOKENS = 250
ARMS = ("plain", "server", "cold", "typed", "busy", "pinned", "stop")
MODELS = ("starter", "converted", "synthetic", "tiny")
FAST_KEYS_PER_SECOND = 15.0
READ_BESIDE = 100
"""Documents: more than can be read until the question is answered."""


@dataclass(frozen=True)
class Case:
    """A model, and what is to be reached with it."""

    name: str
    file: Path
    converted: bool = False

    @property
    def cold_goal(self) -> float:
        return 0.45 if self.converted else 0.90


class Bench:
    """The arms of one case. Its data folder has the library, and what the engine found out about the
    computer."""

    def __init__(self, case: Case, data: Paths, options: argparse.Namespace, qt: QCoreApplication) -> None:
        self._case, self._data, self._options, self._qt = case, data, options, qt
        self._asked = session.question(options.question, TOKENS)
        self._follow_up = session.question(options.follow_up, TOKENS)
        self._model_bytes, self._sources = self._settle()
        self._prompt = plain.prompt_text(
            case.file, load(data.tasks / "long.toml"), self._asked.fields, session.LANGUAGE, self._sources
        )
        self._pinned = self._pin() if "pinned" in options.arms else data

    def arms(self) -> dict[str, Arm]:
        file, server = self._case.file, self._options.llama_server
        arms: dict[str, Arm] = {"plain": partial(plain.plain, file, self._prompt, TOKENS)}
        if server:
            arms["server"] = partial(plain.server, server, file, self._prompt, TOKENS)
        arms |= {"cold": self._cold, "typed": self._typed, "busy": self._busy}
        arms |= {"pinned": self._after_restart, "stop": self._stop}
        return {name: arm for name, arm in arms.items() if name == "plain" or name in self._options.arms}

    # --- arms ---------------------------------------------------------------------------------------

    def _cold(self) -> Measured:
        with session.opened(self._data) as client:
            cold = session.ask(client, self._asked)
            follow_up = session.ask(client, self._follow_up)
            assert client.process_id is not None
            beyond = peak_memory(client.process_id) - self._model_bytes / 1e6
        same = {one.quote for one in cold.sources} == {one.quote for one in follow_up.sources}
        after = {f"follow_up_{name}": value for name, value in follow_up.figures.items()}
        return {**cold.figures, **after, "same_passages": same, "memory_mb": beyond}

    def _typed(self) -> Measured:
        keys = FAST_KEYS_PER_SECOND if self._options.fast_typing else KEYS_PER_SECOND
        return Typist(self._qt, self._data, self._asked, keys).work().figures

    def _busy(self) -> Measured:
        with tempfile.TemporaryDirectory() as folder:
            data = session.copied(self._data, Path(folder, "data"))
            library = write_library(Path(folder, "library"), READ_BESIDE)
            with session.opened(data) as client:
                reading = client.submit(Index((str(library),)))
                next(event for event in reading.events() if _has_embedded(event))
                answered = session.ask(client, self._asked)
                if reading.closing is not None:
                    raise SystemExit("the documents were read before the answer was written")
        return answered.figures

    def _after_restart(self) -> Measured:
        with session.opened(self._pinned, warm=False) as client:
            return session.ask(client, self._follow_up).figures

    def _stop(self) -> Measured:
        form = self._follow_up
        prepare = Prepare(form.task, form.fields, form.language, form.tuning)
        with session.opened(self._data) as client:
            moments = {
                "preparing": session.stop_seconds(client, prepare, _has_read("preparing", 0.25)),
                "reading": session.stop_seconds(client, self._asked, _has_read("reading_prompt", 0.5)),
                "writing": session.stop_seconds(client, self._asked, _has_written),
            }
        with tempfile.TemporaryDirectory() as folder:
            library = Index((str(handbook.write_handbook(Path(folder, "handbook"))),))
            with session.opened(Paths.under(Path(folder, "data"))) as client:
                moments["embedding"] = session.stop_seconds(client, library, _has_embedded)
        return {f"{name}_s": seconds for name, seconds in moments.items()}

    # --- before them --------------------------------------------------------------------------------

    def _settle(self) -> tuple[int, tuple[Source, ...]]:
        """Have the model converted where the case says so, and the computer measured; the bytes of the model
        in use and of its context, and what is read for the question."""
        with session.opened(self._data) as client:
            if self._case.converted:
                session.run(client, ConvertModel(str(self._case.file)))
            session.run(client, Calibrate())
            model = _chosen_writer(client)
            sources = session.ask(client, self._asked).sources
        if model.converted != self._case.converted:
            raise SystemExit(f"{self._case.name}: converted is {model.converted}")
        file_bytes = model.fast_bytes if model.converted else self._case.file.stat().st_size
        return file_bytes + context_bytes(self._case.file, Settings().context), sources

    def _pin(self) -> Paths:
        """A data folder where what is read for the question is pinned, and was read."""
        pinned = self._data.root.with_name(f"{self._data.root.name}-pinned")
        data = session.copied(self._data, pinned)
        with session.opened(data) as client:
            session.run(client, Pin(tuple({source.document for source in self._sources})))
            session.ask(client, self._asked)
        return data


def _chosen_writer(client: EngineClient) -> ModelReport:
    for event in session.run(client, ListModels()):
        if isinstance(event, ModelsListed):
            return next(model for model in event.models if model.kind == "writer" and model.chosen)
    raise SystemExit("no list of models")


def _has_read(activity: str, share: float) -> Callable[[Event], bool]:
    """Whether so much of a prompt is read."""

    def reached(event: Event) -> bool:
        return isinstance(event, Progress) and event.activity == activity and event.done > share * event.total

    return reached


def _has_written(event: Event) -> bool:
    return isinstance(event, TextWritten)


def _has_embedded(event: Event) -> bool:
    """The first document is ready: the others are being embedded."""
    return isinstance(event, DocumentReport) and event.state == "ready"


def rows_of(case: Case, runs: Runs) -> Iterator[Row]:
    """The lines of one model."""

    def row(title: str, arm: str, figure: str, most: float | None = None) -> Row:
        seconds = median(runs, arm, figure)
        plain_figure = "last_s" if figure.endswith("last_s") else "first_s"
        share = ratio(runs, arm, "plain", figure, plain_figure) if arm != "plain" else None
        return Row(f"{case.name}: {title}", seconds, "s", share, at_most=most)

    for arm in ("plain", "server"):
        if arm in runs:
            yield row(f"{arm}, first token", arm, "first_s")
            yield row(f"{arm}, last token", arm, "last_s")
    if "cold" in runs:
        yield row("cold, first token", "cold", "first_s")
        yield row("cold, last token", "cold", "last_s", case.cold_goal)
        yield row("same passages again, first token", "cold", "follow_up_first_s", 0.05)
    if "busy" in runs:
        yield row("cold, while documents are read, first token", "busy", "first_s")
    if "pinned" in runs:
        yield row("pinned, after a restart, first token", "pinned", "first_s", 0.15)
    if "typed" in runs:
        yield row("typed, first token", "typed", "first_s", 0.10)
        yield row("typed, last token", "typed", "last_s", 0.50)
    if "cold" in runs:
        memory = median(runs, "cold", "memory_mb")
        yield Row(f"{case.name}: memory above model and context", memory, "MB", at_most=900)
    for figure in runs["stop"][0] if "stop" in runs else ():
        title = f"{case.name}: stop while {figure.removesuffix('_s')}"
        yield Row(title, max(run[figure] for run in runs["stop"]), "s", at_most=1.0)


def cases(names: list[str]) -> Iterator[Case]:
    starter = Path(Catalogue.load().default("writer").path)
    for name in names:
        if name == "synthetic":
            yield Case("synthetic 1B Q4_K_M", made(ONE_BILLION, "Q4_K_M"))
        elif name == "tiny":
            yield Case("tiny", made(TINY, "Q4_0"))
        else:
            converted = name == "converted"
            yield Case("starter, converted" if converted else "starter", endless(starter), converted)


def warn(case: Case, runs: Runs) -> None:
    """Say what makes figures of this run less than they seem."""
    for arm, measured in runs.items():
        tokens = {run["tokens"] for run in measured if "tokens" in run}
        if tokens - {TOKENS}:
            print(f"{case.name}, {arm}: {sorted(tokens)} tokens, not {TOKENS}", file=sys.stderr)
    if not all(run["same_passages"] for run in runs.get("cold", ())):
        print(f"{case.name}: the other question found other passages", file=sys.stderr)


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS[:-1])
    parser.add_argument("--arms", nargs="+", choices=ARMS, default=ARMS, help="plain is always one of them")
    parser.add_argument("--llama-server", type=Path, metavar="PATH")
    parser.add_argument("--library", type=Path, metavar="FOLDER")
    parser.add_argument("--question", default=handbook.QUESTION)
    parser.add_argument("--follow-up", default=handbook.FOLLOW_UP)
    parser.add_argument("--fast-typing", action="store_true", help="15 keys a second, to try the bench")
    options = parser.parse_args()
    qt = QCoreApplication([])
    rows: list[Row] = []
    every: Runs = {}
    with tempfile.TemporaryDirectory() as folder:
        first = session.made_data(Path(folder, "made"), options.library, Settings())
        for number, case in enumerate(cases(options.models)):
            chosen = Settings(writer=str(case.file), conversion=case.converted)
            data = session.copied(first, Path(folder, str(number)), chosen)
            runs = take_turns(Bench(case, data, options, qt).arms(), options.repeats)
            warn(case, runs)
            rows += rows_of(case, runs)
            every |= {f"{case.name}: {arm}": measured for arm, measured in runs.items()}
    report(rows, every, options.json)


if __name__ == "__main__":
    main()
