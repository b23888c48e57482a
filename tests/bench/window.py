"""How quickly the window is there, how long it does not answer, and what memory it holds.

    python tests/bench/window.py [--library FOLDER] [--documents 60] [--rows 100000] [--repeats 3]
                                 [--json FILE]

start      from the start of the process to the first paint, beside a window of Qt with one label
gaps       between the ticks of a 1 ms timer in the window's event loop: at rest, while FOLDER (or so many
           made documents) is read into the library, while a form is typed at 40 words a minute and prepared
           for, while an answer is read for and written, and with a list of ROWS documents
memory     of the window's process, resident
stop       from Stop to the end of what was stopped

On the real window and the real engine, with the starter models; every window is a process of its own, with a
data folder of its own. Without a screen Qt paints offscreen. What the machine makes of gaps is in the phase
"idle" too.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from arms import Measured, Row, Runs, median, parser_of, ratio, report, take_turns
from made_library import write_library

HERE = Path(__file__).parent
PAINTED_S, STOPPED_S, MEMORY_MB = 0.7, 1.0, 200.0
GAP_MS, LONGEST_GAP_MS = 16.0, 100.0
FOR_GAPS = ("indexing", "typing", "answering")


def printed(program: str, *arguments: str) -> dict[str, dict[str, float]]:
    """What a program of this folder prints last, as JSON."""
    command = [sys.executable, str(HERE / program), *arguments]
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, dict[str, float]] = json.loads(result.stdout.splitlines()[-1])
    return found


def our_start() -> Measured:
    with tempfile.TemporaryDirectory() as data:
        return printed("first_paint.py", "ours", data, str(time.time()))  # type: ignore[return-value]


def bare_start() -> Measured:
    return printed("first_paint.py", "bare", str(time.time()))  # type: ignore[return-value]


def work(library: Path | None, documents: int, rows: int) -> Measured:
    """All phases of one window, flat: "indexing p99" and so on."""
    with tempfile.TemporaryDirectory() as folder:
        made = library or write_library(Path(folder, "library"), documents)
        data = Path(folder, "data")
        data.mkdir()
        found = printed("window_work.py", str(data), str(made), str(rows))
    phases: dict[str, dict[str, float]] = found["phases"]  # type: ignore[assignment]
    flat = {f"{phase} {name}": value for phase, each in phases.items() for name, value in each.items()}
    return flat | {f"stop {name}": seconds for name, seconds in found["stops"].items()}


def table(starts: Runs, works: Runs) -> list[Row]:
    """What is to be reached beside what was measured."""
    rows = [
        Row("first paint", median(starts, "ours", "seconds"), "s", at_most=PAINTED_S),
        Row(
            "  to a bare window",
            median(starts, "bare", "seconds"),
            "s",
            ratio(starts, "ours", "bare", "seconds"),
        ),
        Row("  CPU time", median(starts, "ours", "cpu"), "s", ratio(starts, "ours", "bare", "cpu")),
        Row("  memory", median(starts, "ours", "memory"), "MB", ratio(starts, "ours", "bare", "memory")),
    ]
    for figure in works["work"][0]:
        value = median(works, "work", figure)
        phase, _, name = figure.rpartition(" ")
        if phase == "stop":
            rows.append(Row(f"stop: {name}", value, "s", at_most=STOPPED_S))
        elif name == "memory":
            rows.append(Row(f"{phase}: memory", value, "MB", at_most=MEMORY_MB))
        elif name == "max":
            limit = None if phase == "idle" else LONGEST_GAP_MS
            rows.append(Row(f"{phase}: longest gap", value, "ms", at_most=limit))
        else:
            limit = GAP_MS if phase in FOR_GAPS and name == "p99" else None
            rows.append(Row(f"{phase}: gap {name}", value, "ms", at_most=limit))
    return rows


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--library", type=Path, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    starts = take_turns({"ours": our_start, "bare": bare_start}, options.repeats)
    works = take_turns(
        {"work": lambda: work(options.library, options.documents, options.rows)}, options.repeats
    )
    report(table(starts, works), starts | works, options.json)


if __name__ == "__main__":
    main()
