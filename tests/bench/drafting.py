"""Whether drafts pay: the same answers written with them and without, on one loaded model.

    python tests/bench/drafting.py [--cases repeat ask free] [--model FILE] [--threads 0] [--tokens 200]
                                   [--repeats 3] [--json FILE]

repeat     passages of a made rule book, which are to be repeated word for word; without the penalty on
           repeating, with which small models do not
ask        questions about them, at temperature 0
ask, 0.2   the same at the temperature that the task has
free       letters and stories from nothing, where there is little to copy; drafts are made all the same
           (the tasks of the program that read nothing never make any)

Prompts and sampling (repeat penalty 1.1, its default) are the program's; every answer is as long as the model
makes it, up to `--tokens`. Speed is tokens a second of writing alone. `drafted` is the share of the tokens
written that were drafted. Without `--model` it is the starter. `--threads` 0 is every processor; with one
thread the time is that of the processor, so that a busy machine says more about drafts than about itself.

At temperature 0 an answer may differ only where the two best logits lie within 0.5: `nearness` is the widest
such gap that was met where two answers part, and its goal.
"""

import itertools
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from arms import Measured, Row, Runs, median, parser_of, ratio, report, take_turns

from app.engine import lockdown
from app.engine.prompt import build
from app.messages import Source, Tuning
from app.tasks import check_form, load_all
from models.catalogue import Catalogue
from models.compute import WriterCompute
from models.generator import LlamaGenerator, Slot
from models.interrupt import Interrupt
from models.sampling import Sampling

CASES = ("repeat", "ask", "free")
CONTEXT = 2048
NEAR = 0.5
PENALISED = 64
"""How many of the last tokens written the repeat penalty is put on."""

SUBJECTS = (
    "parking permits",
    "travel expenses",
    "working at home",
    "visitor badges",
    "sick leave",
    "archives",
)
QUESTIONS = (
    "How long does the department take to decide, and what can an employee do who does not agree?",
    "Which costs are repaid, and how long are receipts kept?",
    "What do the articles say about the committee of appeal?",
)
REPEATS = ("Repeat the passages word for word.", "Copy passage [2] exactly.")
REQUESTS = (
    "Write a long story about an office in a house by the sea, and who worked there.",
    "A letter to customers about new opening hours.",
    "An invitation to the new year's drinks on 8 January.",
)


@dataclass(frozen=True)
class Case:
    """Prompts that are answered one after the other, and how."""

    name: str
    prompts: tuple[Sequence[int], ...]
    sampling: Sampling


def rule_book(first: int) -> tuple[Source, ...]:
    """Four passages, alike in form and each with facts of its own."""
    texts = []
    for place in range(4):
        number, subject = first + place, SUBJECTS[(first + place) % len(SUBJECTS)]
        texts.append(
            f"# Rules on {subject}\n\nArticle {number}.1 The department of personnel decides on {subject} "
            f"within {3 + place} weeks after a request was received. The decision is sent by letter, with a "
            f"copy for the manager.\n\nArticle {number}.2 An employee who does not agree can write to the "
            f"committee of appeal before day {10 + 3 * number}. The committee hears both sides and gives "
            f"advice within {20 + 7 * place} days.\n\nArticle {number}.3 Costs of up to {150 + 25 * place} "
            "euros are repaid at once; for more the permission of the director is needed. Receipts are kept "
            "for seven years."
        )
    return tuple(
        Source(number=place, document=str(place), path="rules.md", title="Rules", page=place, quote=text)
        for place, text in enumerate(texts, 1)
    )


def cases(model: LlamaGenerator) -> list[Case]:
    tasks = load_all(Path("none"))

    def prompt(task: str, fields: dict[str, str], sources: tuple[Source, ...]) -> Sequence[int]:
        built = build(tasks[task], check_form(tasks[task], fields, "en"), sources, "en")
        return model.conversation(built.system, built.user)

    greedy = Sampling(0.0, repeat_penalty=Tuning().repeat_penalty)
    tuning = tasks["ask"].tuning
    drawn = Sampling(0.2, tuning.top_p, tuning.min_p, tuning.top_k, tuning.repeat_penalty, seed=1)
    asked, repeated = (
        tuple(prompt("ask", {"question": text}, rule_book(place)) for place, text in enumerate(texts))
        for texts in (QUESTIONS, REPEATS)
    )
    free = tuple(prompt("write", {"request": text}, ()) for text in REQUESTS)
    return [
        Case("repeat", repeated, Sampling(0.0)),
        Case("ask", asked, greedy),
        Case("ask, 0.2", asked, drawn),
        Case("free", free, greedy),
        Case("free, 0.6", free, replace(drawn, temperature=0.6)),
    ]


class Written:
    """Writes the answers of a case, and keeps the tokens of the last time."""

    def __init__(self, model: LlamaGenerator, case: Case, tokens: int, one_thread: bool) -> None:
        self._model, self._case, self._tokens = model, case, tokens
        self._clock = time.thread_time if one_thread else time.perf_counter
        self.answers: dict[bool, list[list[int]]] = {}

    def measure(self, drafts: bool) -> Measured:
        seconds, generated, drafted = 0.0, 0, 0
        self.answers[drafts] = []
        for prompt in self._case.prompts:
            with self._model.write(prompt, self._case.sampling, drafts) as writing:
                for _ in writing.read():
                    pass
                began = self._clock()
                for _ in writing.fill(Slot(self._tokens)):
                    pass
                seconds += self._clock() - began
                generated += writing.generated
                drafted += writing.drafted
                self.answers[drafts].append(writing._text.tokens[len(prompt) :])
        return {"speed": generated / seconds, "drafted": drafted / generated}

    def gaps(self) -> list[float]:
        """How far the two best logits lie apart where an answer with drafts parts from the one without."""
        found = []
        for prompt, one, other in zip(
            self._case.prompts, self.answers[False], self.answers[True], strict=True
        ):
            pairs = enumerate(itertools.zip_longest(one, other))
            place = next((place for place, (left, right) in pairs if left != right), None)
            if place is not None:
                found.append(self._gap(prompt, one[:place]))
        return found

    def _gap(self, prompt: Sequence[int], answer: list[int]) -> float:
        """Of the logits behind this much of an answer, with the penalty that sampling puts on them."""
        with self._model.write(prompt, self._case.sampling) as writing:
            writing._text.tokens += answer
            for _ in writing.read():
                pass
            logits = self._model._logits().copy()
        recent = np.unique(np.array(answer[-PENALISED:], np.int64))
        penalty = self._case.sampling.repeat_penalty
        logits[recent] = np.where(logits[recent] > 0, logits[recent] / penalty, logits[recent] * penalty)
        second, best = np.sort(logits)[-2:]
        return float(best - second)


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--cases", nargs="+", choices=CASES, default=CASES)
    parser.add_argument("--model", type=Path, metavar="FILE")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument("--tokens", type=int, default=200)
    options = parser.parse_args()
    lockdown.close_network()  # and with it AMX, as in the engine: other kernels, other costs
    threads = options.threads or len(os.sched_getaffinity(0))
    path = options.model or Path(Catalogue.load().default("writer").path)
    model = LlamaGenerator(path, CONTEXT, WriterCompute(threads, threads), Interrupt())
    rows: list[Row] = []
    runs: Runs = {}
    gaps: list[float] = []
    for case in cases(model):
        if case.name.partition(",")[0] not in options.cases:
            continue
        written = Written(model, case, options.tokens, threads == 1)
        arms = {
            "without": lambda written=written: written.measure(drafts=False),
            "with": lambda written=written: written.measure(drafts=True),
        }
        taken = take_turns(arms, options.repeats)
        at_least = 0.97 if case.name.startswith("free") else 1.0
        faster = ratio(taken, "with", "without", "speed")
        rows.append(Row(case.name, median(taken, "with", "speed"), "tokens/s", faster, at_least=at_least))
        rows.append(Row(f"{case.name}: drafted", median(taken, "with", "drafted"), "of all"))
        runs |= {f"{case.name}: {arm}": measured for arm, measured in taken.items()}
        if case.sampling.temperature == 0:
            gaps += written.gaps()
    rows.append(Row("nearness", max(gaps, default=0.0), "logits", at_most=NEAR))
    costs = {size: min(known) for size, known in model._batch_costs._batches.items() if known}
    report(rows, runs, options.json, model=str(path), threads=threads, differing=len(gaps), batch_costs=costs)
    shown = "  ".join(f"{size}: {cost:.2f}" for size, cost in costs.items())
    print(f"\nwhat batches cost in single tokens: {shown}")
    print(f"{len(gaps)} answers differ; in the middle by {statistics.median(gaps or [0.0]):.3f} logits")
    model.close()


if __name__ == "__main__":
    main()
