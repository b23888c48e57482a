"""What searching finds: the share of questions whose answer stands in the passages, by kind of question.

    python tests/bench/recall.py LIBRARY QUESTIONS.jsonl [--json FILE]

LIBRARY is a folder of documents. A question is a line {"question", "kind", "file", "gold": [phrases],
"also": [files], "also_gold": [phrases]}; one without a gold phrase has no answer and is left out. A hit is
a passage of the right file that holds one of its phrases, white space, case, "*" and "_" aside, among the
first 8 passages and within 8,000 characters in all. The columns are our search, and its two halves alone.
"""

import argparse
import asyncio
import json
import re
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from app.client import EngineClient
from app.engine.model_loader import searched_space
from app.engine.retrieve import CANDIDATES, merge
from app.messages import Failed, Index, PassagesFound, Search
from app.paths import Paths
from models.catalogue import Catalogue
from models.embedder import SentenceEmbedder
from store.archive import Archive
from store.index import Hit, IndexReader

PASSAGES, CHARACTERS = 8, 8000

Found = list[tuple[str, str]]  # path and text, best first


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[*_]", "", text)).strip().lower()


def is_hit(question: dict[str, Any], found: Found) -> bool:
    wanted = [(question["file"], phrase) for phrase in question["gold"]]
    wanted += zip(question.get("also", []), question.get("also_gold", []), strict=True)
    room = CHARACTERS
    for path, text in found[:PASSAGES]:
        seen = plain(text[: max(room, 0)])
        room -= len(text)
        if any(path.endswith(file) and plain(phrase) in seen for file, phrase in wanted):
            return True
    return False


def searched(data: Paths, questions: list[dict[str, Any]]) -> list[Found]:
    """What `search` gives for each question."""
    results: list[Found] = []
    with EngineClient(data) as client:
        for question in questions:
            for event in client.run(Search(question["question"], PASSAGES)):
                if isinstance(event, PassagesFound):
                    results.append([(passage.path, passage.text) for passage in event.passages])
                elif isinstance(event, Failed):
                    raise SystemExit(f"{event.fault}")
    return results


def halves(data: Paths, questions: list[dict[str, Any]]) -> tuple[list[Found], list[Found]]:
    """What the vector search and the word search give alone, merged in the same way."""
    embedder = SentenceEmbedder(Catalogue.load().default("embedder"), threads=2)
    archive = Archive(data.archive)
    reader = IndexReader(data.index / searched_space(embedder.space))

    def passages(hits: tuple[Hit, ...]) -> Found:
        stored = archive.passages([hit.passage for hit in hits])
        groups = merge(((stored[hit.passage], hit.score) for hit in hits), PASSAGES)
        return [(group.members[0].path, "\n".join(m.passage.text for m in group.members)) for group in groups]

    vectors, words = [], []
    with asyncio.Runner() as runner:
        runner.run(reader.open())
        for question in questions:
            text = question["question"]
            hits = runner.run(reader.search(embedder.embed_query(text), text, CANDIDATES))
            vectors.append(passages(hits.by_vector))
            words.append(passages(hits.by_words))
    archive.close()
    return vectors, words


def shares(questions: list[dict[str, Any]], results: list[Found]) -> dict[str, float]:
    """hit@8 by kind, and of all."""
    hits: dict[str, list[bool]] = defaultdict(list)
    for question, found in zip(questions, results, strict=True):
        for kind in (question["kind"], "all"):
            hits[kind].append(is_hit(question, found))
    return {kind: sum(each) / len(each) for kind, each in hits.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    questions = [question for line in lines if (question := json.loads(line))["gold"]]
    with tempfile.TemporaryDirectory() as folder:
        data = Paths.under(folder)
        with EngineClient(data) as client:
            for _ in client.run(Index((str(options.library.absolute()),))):
                pass
        ours = searched(data, questions)
        vectors, words = halves(data, questions)
    columns = {"ours": ours, "vectors": vectors, "words": words}
    table = {name: shares(questions, results) for name, results in columns.items()}
    print(f"{'hit@8':14}" + "".join(f"{name:>9}" for name in table))
    for kind in sorted(table["ours"], key=lambda kind: kind == "all"):
        print(f"{kind:14}" + "".join(f"{table[name][kind]:9.2f}" for name in table))
    if options.json:
        options.json.write_text(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
