"""What the benches share: arms that take turns, medians, ratios pair by pair, a table, and JSON.

    options = parser_of(__doc__).parse_args()             # --repeats and --json; add your own
    runs = take_turns({"plain": plain, "ours": ours}, options.repeats)
    rows = [
        Row("first token", median(runs, "ours", "first_s"), "s", ratio(runs, "ours", "plain", "first_s"),
            at_most=0.10),
    ]
    report(rows, runs, options.json)

An arm is a function that measures once and returns its figures by name: `{"first_s": 1.2, "tokens": 250}`.
The n-th run of an arm is paired with the n-th run of another: they were made in the same minute, so what
the machine did besides is in both. What is measured is the bench's own affair.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

Measured = Mapping[str, float]
Arm = Callable[[], Measured]
Runs = dict[str, list[Measured]]


@dataclass(frozen=True)
class Row:
    """A line of the table. `ratio` is to the plain arm of the same run, None where there is none; a goal, if
    any, is the ratio's, or the value's where there is no ratio."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is; None without one."""
        judged = self.value if self.ratio is None else self.ratio
        if self.at_most is not None:
            return judged <= self.at_most
        return judged >= self.at_least if self.at_least is not None else None


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """A parser with the options of every bench; its `description` is the module's docstring."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeats", type=int, default=3, help="how often each arm runs (3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser


def take_turns(arms: Mapping[str, Arm], repeats: int) -> Runs:
    """Run every arm once, then every arm once again, in the other order, and so on: what a machine does
    slower as it grows warm weighs on all alike."""
    runs: Runs = {name: [] for name in arms}
    for repeat in range(repeats):
        for name in list(arms)[:: -1 if repeat % 2 else 1]:
            print(f"{repeat + 1}/{repeats} {name}", end="", file=sys.stderr, flush=True)
            measured = arms[name]()
            runs[name].append(measured)
            shown = "  ".join(f"{figure} {value:.4g}" for figure, value in measured.items())
            print(f": {shown}", file=sys.stderr, flush=True)
    return runs


def median(runs: Runs, arm: str, figure: str) -> float:
    """The median of a figure of an arm."""
    return statistics.median(measured[figure] for measured in runs[arm])


def ratio(runs: Runs, arm: str, to: str, figure: str, to_figure: str | None = None) -> float:
    """The median of the ratios, pair by pair, of a figure of one arm to that of another, or to another
    figure there."""
    pairs = zip(runs[arm], runs[to], strict=True)
    return statistics.median(one[figure] / other[to_figure or figure] for one, other in pairs)


def report(rows: list[Row], runs: Runs, file: Path | None, **details: object) -> None:
    """Print the table; with a file, write it there with every run and the machine. `details` go there too."""
    width = max(len(row.name) for row in rows)
    print(f"{'':{width}} {'value':>12} {'':10} {'ratio':>7}   goal")
    for row in rows:
        shown = "" if row.ratio is None else f"{row.ratio:.3f}"
        print(f"{row.name:{width}} {row.value:12.4g} {row.unit:10} {shown:>7}   {_goal(row)}")
    if file:
        machine = f"{_processor()}, {platform.system()}, Python {platform.python_version()}"
        made = {"command": sys.argv, "machine": machine, **details}
        table = [{**asdict(row), "reached": row.reached} for row in rows]
        file.write_text(json.dumps({**made, "rows": table, "runs": runs}, indent=1))


def peak_memory(process: int) -> float:
    """The most memory that a process has held so far, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def _goal(row: Row) -> str:
    if row.reached is None:
        return ""
    least = row.at_most is None
    goal = row.at_least if least else row.at_most
    return f"{goal:g} or {'more' if least else 'less'}{'' if row.reached else ' (not reached)'}"


def _processor() -> str:
    """The processor's name, and how many processors this process may use."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    names = Path("/proc/cpuinfo")
    lines = names.read_text().splitlines() if names.is_file() else []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{count} x {name or platform.processor()}"
