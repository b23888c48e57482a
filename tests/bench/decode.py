"""Whether anything of an answer costs time but the model: writing through the engine against bare decoding.

    python tests/bench/decode.py [--models starter synthetic] [--repeats 3] [--json FILE]
                                 [--lengths 16 64 250 600] [--passages 2 8 20] [--llama-bench PATH]

An answer with sections, sources and streaming is written by the engine, and in turns the same sections from
the same prompt by a bare loop (`bare.py`), both on the default number of threads. Every length is written
behind the middle number of passages (8 are about 2,100 tokens of prompt), 250 tokens behind each of the
others. Speed is tokens a second from the first token to the last; the goal is 0.97 of the bare loop's.

With `--llama-bench` its own figure (`-p 0 -n LENGTH -d PROMPT`) is another arm: it decodes random tokens and
draws none, and the engine then writes one text without sections, as it does.

What makes the engine faster or slower than its defaults is off: drafting, calibration, conversion. An answer
of few tokens is one text: sections have at least 12 each. `synthetic` is a model of a billion random weights
in Q4_K_M, made on first use; `starter` is the starter, kept from ending before the length is reached;
`tiny` is there to try the bench.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from arms import Measured, Row, Runs, median, parser_of, ratio, report, take_turns
from bare import Assignment, BareLoop
from handbook import QUESTION
from session import LANGUAGE, Answered, ask, copied, made_data, opened, question
from synthetic import ONE_BILLION, TINY, endless, made

from app.client import EngineClient
from app.paths import Paths
from app.settings import Settings
from models.catalogue import Catalogue

GOAL = 0.97
MIDDLE_LENGTH = 250
MODELS = ("starter", "synthetic", "tiny")
LEAST_FOR_SECTIONS = 60


class Cell:
    """One length behind one number of passages, with one model loaded by both sides.

    Attributes:
        prompt: tokens of the prompt, once it was read.
    """

    def __init__(self, client: EngineClient, bare: BareLoop, data: Paths, length: int, passages: int) -> None:
        self._client, self._bare, self._data = client, bare, data
        self._length, self._passages = length, passages
        self._task = "sections" if length >= LEAST_FOR_SECTIONS else "long"
        self._sources = self._ask(self._task).sources  # the first time reads the prompt
        self.prompt = 0

    def engine(self) -> Measured:
        answered = self._ask(self._task)
        self.prompt = answered.timing.prompt_tokens
        return {"speed": answered.speed, "tokens": answered.timing.generated_tokens}

    def engine_in_one_text(self) -> Measured:
        return {"speed": self._ask("long").speed}

    def bare(self) -> Measured:
        tuning = question(QUESTION, self._length).tuning
        task = str(self._data.tasks / f"{self._task}.toml")
        fields = {"question": QUESTION}
        penalty = tuning.repeat_penalty
        wanted = Assignment(task, fields, LANGUAGE, self._sources, self._length, penalty)
        written = self._bare.write(wanted)
        return {"speed": written.speed, "tokens": written.tokens, "prompt": written.prompt_tokens}

    def llama_bench(self, binary: Path, model: Path, threads: int) -> Measured:
        command = [str(binary), "-m", str(model), "-p", "0", "-n", str(self._length), "-d", str(self.prompt)]
        command += ["-t", str(threads), "-r", "1", "-o", "json"]
        told = subprocess.run(command, check=True, capture_output=True)
        return {"speed": json.loads(told.stdout)[0]["avg_ts"]}

    def _ask(self, task: str) -> Answered:
        return ask(self._client, question(QUESTION, self._length, task, self._passages))


def file_of(model: str) -> Path:
    if model == "starter":
        return endless(Path(Catalogue.load().default("writer").path))
    return made(TINY, "Q4_0") if model == "tiny" else made(ONE_BILLION, "Q4_K_M")


def cells(lengths: list[int], passages: list[int]) -> Iterator[tuple[int, int]]:
    """Length and number of passages."""
    middle = passages[len(passages) // 2]
    yield from ((length, middle) for length in lengths)
    yield from ((MIDDLE_LENGTH, count) for count in passages if count != middle)


def measure(cell: Cell, repeats: int, binary: Path | None, model: Path, threads: int) -> Runs:
    arms = {"bare": cell.bare, "engine": cell.engine}
    if binary:
        bench = binary
        arms["llama-bench"] = lambda: cell.llama_bench(bench, model, threads)
        arms["engine, one text"] = cell.engine_in_one_text
    return take_turns(arms, repeats)


def rows_of(name: str, runs: Runs) -> Iterator[Row]:
    speed = median(runs, "engine", "speed")
    yield Row(name, speed, "tokens/s", ratio(runs, "engine", "bare", "speed"), at_least=GOAL)
    if "llama-bench" in runs:
        speed = median(runs, "engine, one text", "speed")
        share = ratio(runs, "engine, one text", "llama-bench", "speed")
        yield Row(f"{name}, to llama-bench", speed, "tokens/s", share, at_least=GOAL)


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--models", nargs="+", choices=MODELS, default=MODELS[:-1])
    parser.add_argument("--lengths", nargs="+", type=int, default=[16, 64, MIDDLE_LENGTH, 600])
    parser.add_argument("--passages", nargs="+", type=int, default=[2, 8, 20])
    parser.add_argument("--llama-bench", type=Path, metavar="PATH")
    options = parser.parse_args()
    rows: list[Row] = []
    runs: Runs = {}
    with tempfile.TemporaryDirectory() as folder:
        first = made_data(Path(folder, "made"), None, Settings())
        for name in options.models:
            model = file_of(name)
            chosen = Settings(writer=str(model), drafting=False, calibration=False, conversion=False)
            data, threads = copied(first, Path(folder, name), chosen), chosen.cpu_threads
            with opened(data) as client, BareLoop(model, chosen.context, threads) as bare:
                for length, passages in cells(options.lengths, options.passages):
                    cell = Cell(client, bare, data, length, passages)
                    found = measure(cell, options.repeats, options.llama_bench, model, threads)
                    title = f"{name}, {length} tokens behind {cell.prompt}"
                    rows += rows_of(title, found)
                    runs |= {f"{title}: {arm}": each for arm, each in found.items()}
    report(rows, runs, options.json)


if __name__ == "__main__":
    main()
