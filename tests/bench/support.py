"""How true "supported" is: precision and recall on made answers with known truth, by kind and language.

    python tests/bench/support.py [ANSWERS.toml ...] [--words] [--mistakes] [--half HALF]

Without a file it takes `made_answers.toml` beside this. A file has [[document]]s with `title`, `language`,
`passages` (texts) and `true` and `false` sentences by kind; `half` is "development" (by which thresholds are
set), "held back", "unseen" or "blind". Each sentence is judged against the passages of its document and of
two others in its language. Positive is a sentence that the passages bear out; found is one that is marked
"supported". `--words` goes without an embedder, `--mistakes` lists the sentences that are marked wrongly.
Speed is told of one answer of 20 sentences.
"""

import argparse
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.engine.support import attribute
from app.messages import Sentence, Source
from models.catalogue import Catalogue
from models.compute import EmbedderCompute
from models.embedder import Embedder, SentenceEmbedder

MADE = Path(__file__).with_name("made_answers.toml")
OTHERS = 2
"""Documents whose passages are read along with a sentence's own."""


@dataclass(frozen=True)
class Judged:
    """A sentence with what is true of it and what was found."""

    text: str
    kind: str
    language: str
    half: str
    truth: bool
    found: Sentence


def sources(documents: list[dict[str, Any]]) -> tuple[Source, ...]:
    passages = [(document["title"], text) for document in documents for text in document["passages"]]
    return tuple(
        Source(number, title, f"/{title}", title, 1, text) for number, (title, text) in enumerate(passages, 1)
    )


def run(
    text: str, read: tuple[Source, ...], embedder: Embedder | None, question: str = ""
) -> tuple[Sentence, ...]:
    """All steps of one attribution."""
    steps = attribute(text, read, embedder, question=question)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def judge(documents: list[dict[str, Any]], embedder: Embedder | None) -> Iterator[Judged]:
    """Each sentence by itself; the document's own passages come second, between two others'."""
    for document in documents:
        others = [
            other
            for other in documents
            if other is not document and other["language"] == document["language"]
        ][:OTHERS]
        read = sources([*others[:1], document, *others[1:]])
        for truth in (True, False):
            for kind, texts in document["true" if truth else "false"].items():
                for text in texts:
                    found = run(text, read, embedder)
                    whole = found[0] if len(found) == 1 else _worst(found, text)
                    yield Judged(text, kind, document["language"], document.get("half", ""), truth, whole)


def _worst(found: tuple[Sentence, ...], text: str) -> Sentence:
    order = ("unsupported", "weak", "program", "inspired", "supported")
    if not found:
        return Sentence(text, 0, len(text), "unsupported")
    return min(found, key=lambda sentence: order.index(sentence.support))


def figures(judged: list[Judged]) -> str:
    """Precision and recall of "supported", and how many true sentences are called unsupported."""
    found = [one for one in judged if one.found.support == "supported"]
    true = [one for one in judged if one.truth]
    right = sum(one.truth for one in found)
    precision = right / len(found) if found else 0.0
    recall = right / len(true) if true else 0.0
    lost = sum(one.found.support == "unsupported" for one in true) / max(len(true), 1)
    return f"{len(judged):5} {precision:10.3f} {recall:7.3f} {lost:12.3f}"


def speed(documents: list[dict[str, Any]], embedder: Embedder | None) -> tuple[float, float]:
    """Seconds for an answer of 20 sentences with 8 passages, and of its longest step."""
    read = sources(documents)[:8]
    texts = [text for document in documents for texts in document["true"].values() for text in texts][:20]
    steps, longest = attribute(" ".join(texts), read, embedder), 0.0
    started = before = time.perf_counter()
    for _ in steps:
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    return time.perf_counter() - started, longest


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("answers", type=Path, nargs="*", default=[MADE])
    options.add_argument("--words", action="store_true")
    options.add_argument("--mistakes", action="store_true")
    options.add_argument("--half", choices=("development", "held back", "unseen", "blind"))
    chosen = options.parse_args()
    documents = [one for file in chosen.answers for one in tomllib.loads(file.read_text("utf-8"))["document"]]
    model = Catalogue.load().default("embedder")
    embedder = None if chosen.words else SentenceEmbedder(model, EmbedderCompute(2))
    judged = [one for one in judge(documents, embedder) if chosen.half in (None, one.half)]
    print(f"{'':24}{'n':>5} {'precision':>10} {'recall':>7} {'true, denied':>12}")
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        for group in ("all", one.half, one.language):
            groups[group].append(one)
    for name, members in groups.items():
        print(f"{name:24}{figures(members)}")
    print(f"\n{'kind':24}{'n':>5} {'supported':>10} {'weak':>7} {'unsupported':>12}")
    kinds: dict[tuple[bool, str], list[Judged]] = defaultdict(list)
    for one in judged:
        kinds[not one.truth, one.kind].append(one)
    for (false, kind), members in sorted(kinds.items()):
        counts = [
            sum(one.found.support == name for one in members) for name in ("supported", "weak", "unsupported")
        ]
        print(
            f"{'false' if false else 'true':6}{kind:18}{len(members):5}"
            f" {counts[0]:10} {counts[1]:7} {counts[2]:12}"
        )
    if chosen.mistakes:
        for one in judged:
            if one.truth != (one.found.support == "supported"):
                truth = "TRUE " if one.truth else "FALSE"
                print(f"{truth} {one.kind:12} {one.found.support:12} {one.half:12} {one.text}")
    seconds, longest = speed(documents, embedder)
    print(f"\n20 sentences, 8 passages: {seconds:.2f} s, longest step {longest:.2f} s")


if __name__ == "__main__":
    main()
