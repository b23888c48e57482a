"""What searching finds: the share of questions whose answer stands in the passages, by kind of question.

    python tests/bench/recall.py LIBRARY QUESTIONS.jsonl [--json FILE] [--steps]

LIBRARY is a folder of documents. A question is a line {"question", "kind", "file", "gold": [phrases],
"also": [files], "also_gold": [phrases]}; one without a gold phrase has no answer and is left out. A hit is
a passage of the right file that holds one of its phrases, white space, case, "*" and "_" aside, among the
first 1, 4 or 8 passages and within 8,000 characters in all. With --steps the search is also measured
without each of its parts.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from searching import PASSAGES, Passages, index, opened, questions_in, rank_of_hit

from app.client import EngineClient
from app.engine import passage_groups, ranking, retrieve
from app.messages import Failed, PassagesFound, Search
from app.paths import Paths
from store import question as questions_module
from store.thesaurus import Thesaurus

STEPS: dict[str, list[tuple[Any, str, Any]]] = {
    "everything": [],
    "meaning alone": [
        (ranking, "PIECES_AND_STEMS", (0.0, 0.0)),
        (ranking, "PIECES_AND_STEMS_ELSEWHERE", (0.0, 0.0)),
    ],
    "words alone": [(ranking, "FOREIGN_MODEL", 0.0), (ranking, "KNOWN_LANGUAGE", 0.0)],
    "without pieces of words": [
        (ranking, "PIECES_AND_STEMS", (0.0, 1.5)),
        (ranking, "PIECES_AND_STEMS_ELSEWHERE", (0.0, 1.5)),
    ],
    "without stems": [
        (ranking, "PIECES_AND_STEMS", (1.5, 0.0)),
        (ranking, "PIECES_AND_STEMS_ELSEWHERE", (1.5, 0.0)),
    ],
    "without other words": [(retrieve, "thesaurus", lambda: Thesaurus([]))],
    "without synonyms": [(questions_module, "SYNONYM", 0.0)],
    "without documents": [(ranking, "DOCUMENT", 0.0)],
    "without surroundings": [(passage_groups, "SURROUNDED", 0), (passage_groups, "RANKS", 0)],
    "without leaving out copies": [(passage_groups, "ALIKE", 2.0)],
}

Ranks = list[int | None]


def searched(data: Paths, questions: list[dict[str, Any]]) -> Ranks:
    """What `search` gives for each question."""
    ranks: Ranks = []
    with EngineClient(data) as client:
        for question in questions:
            for event in client.run(Search(question["question"], PASSAGES)):
                if isinstance(event, PassagesFound):
                    found: Passages = [(passage.path, passage.text) for passage in event.passages]
                    ranks.append(rank_of_hit(question, found))
                elif isinstance(event, Failed):
                    raise SystemExit(f"{event.fault}")
    return ranks


def stepped(data: Paths, questions: list[dict[str, Any]]) -> dict[str, Ranks]:
    """What the search gives without each of its parts."""
    result: dict[str, Ranks] = {}
    with opened(data) as library:
        for name, changes in STEPS.items():
            with _changed(changes):
                result[name] = [
                    rank_of_hit(
                        question,
                        [(p.path, p.text) for p in library.found(question["question"]).passages],
                    )
                    for question in questions
                ]
    return result


@contextmanager
def _changed(changes: list[tuple[Any, str, Any]]) -> Iterator[None]:
    patches = [mock.patch.object(module, name, value) for module, name, value in changes]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


def shares(questions: list[dict[str, Any]], ranks: Ranks, most: int) -> dict[str, float]:
    """hit@`most` by kind, and of all."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for question, rank in zip(questions, ranks, strict=True):
        for kind in (question["kind"], "all"):
            hits[kind].append(rank is not None and rank <= most)
    return {kind: sum(each) / len(each) for kind, each in hits.items()}


def show(head: str, rows: dict[str, dict[str, float]], width: int) -> None:
    kinds = sorted(next(iter(rows.values())), key=lambda kind: kind == "all")
    print(f"{head:{width}}" + "".join(f"{kind:>13}" for kind in kinds))
    for name, row in rows.items():
        print(f"{name:{width}}" + "".join(f"{row[kind]:13.2f}" for kind in kinds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--steps", action="store_true")
    options = parser.parse_args()
    questions = [question for question in questions_in(options.questions) if question["gold"]]
    with tempfile.TemporaryDirectory() as folder:
        data = Paths.under(folder)
        index(options.library, data)
        ranks = searched(data, questions)
        steps = stepped(data, questions) if options.steps else {}
    table = {f"hit@{most}": shares(questions, ranks, most) for most in (1, 4, PASSAGES)}
    show("", table, 28)
    if steps:
        show("\nhit@8", {name: shares(questions, found, PASSAGES) for name, found in steps.items()}, 28)
    if options.json:
        table |= {name: shares(questions, found, PASSAGES) for name, found in steps.items()}
        options.json.write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
