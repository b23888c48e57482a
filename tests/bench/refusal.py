"""When "not in the documents" is said: the share of questions refused, as a curve.

    python tests/bench/refusal.py LIBRARY QUESTIONS.jsonl... [--json FILE]

LIBRARY is a folder of documents; questions are as for `recall.py`. Those of kind "unanswerable" have no
answer in it; their "absent" are regular expressions of which the library must hold none, or the question is
left out. `unanswerable.jsonl` beside this file has those for the library of ../shared/eval. Of the others
those count whose passage was found. The program refuses at 1.0.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from searching import Searching, index, opened, questions_in, rank_of_hit

from app.paths import Paths
from store.archive import Archive


def strengths(
    library: Searching, questions: list[dict[str, Any]], texts: list[str]
) -> tuple[list[float], ...]:
    """How strong the evidence is for the questions whose passage was found, and for those without answer."""
    answered, unanswerable = [], []
    for question in questions:
        found = library.found(question["question"])
        if question["gold"]:
            if rank_of_hit(question, [(p.path, p.text) for p in found.passages]) is not None:
                answered.append(found.evidence.strength)
        elif any(re.search(absent, text, re.I) for absent in question["absent"] for text in texts):
            print(f"the library may answer: {question['id']}")
        else:
            unanswerable.append(found.evidence.strength)
    return answered, unanswerable


def under(threshold: float, values: list[float]) -> float:
    return sum(value < threshold for value in values) / max(len(values), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("library", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    questions = [question for file in options.questions for question in questions_in(file)]
    with tempfile.TemporaryDirectory() as folder:
        data = Paths.under(folder)
        index(options.library, data)
        archive = Archive(data.archive)
        texts = [page.text for document in archive.documents() for page in archive.content(document.id).pages]
        archive.close()
        with opened(data) as library:
            answered, unanswerable = strengths(library, questions, texts)
    print(f"{len(answered)} questions whose passage was found, {len(unanswerable)} that have no answer")
    curve = [
        {"at": at / 10, "answered": under(at / 10, answered), "unanswerable": under(at / 10, unanswerable)}
        for at in range(2, 21)
    ]
    print("refused at   answered   unanswerable")
    for point in curve:
        mark = "  <- the program" if point["at"] == 1.0 else ""
        print(f"{point['at']:10.1f} {point['answered']:10.2f} {point['unanswerable']:14.2f}{mark}")
    if options.json:
        options.json.write_text(json.dumps(curve, indent=1))


if __name__ == "__main__":
    main()
