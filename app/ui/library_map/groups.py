"""What the colours of the map stand for: collections, or where there is one only, folders.

Six colours are told apart by people who see colours otherwise too, so the six largest groups have one each
and the rest share a grey. `tests/app/ui/test_map_page.py` computes contrasts and differences.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os.path import commonpath
from pathlib import PurePath

from app.messages import MapDocument
from app.ui.plain_text import one_line

LIGHT = ("#3048f0", "#8a931b", "#72166c", "#36977a", "#ad6fe2", "#4c400f")
DARK = ("#7fc3ff", "#ffd632", "#d4728f", "#59ff9b", "#7f8dff", "#b39a3f")

_NEARLY_ALL = 0.8
_DEEPEST = 4  # folders below the one that all have in common


@dataclass(frozen=True)
class Group:
    """Documents of one colour; `colour` is a place in the palette, None for grey."""

    key: str
    name: str
    passages: int
    colour: int | None


@dataclass(frozen=True)
class Grouping:
    """All groups, the largest first and the grey one last; and for each document the place of its own."""

    groups: tuple[Group, ...]
    of_document: tuple[int, ...]
    by_folder: bool


def grouped(
    documents: Sequence[MapDocument], sizes: Sequence[int], names: Mapping[str, str], other: str
) -> Grouping:
    """Put documents, of `sizes` passages each, into groups. `names` are those of collections by id, `other`
    is what the grey group is called."""
    by_folder = len({document.collection for document in documents}) <= 1
    keys = _folders(documents, sizes) if by_folder else [document.collection for document in documents]
    passages = _summed(keys, sizes)
    order = sorted(passages, key=lambda key: (-passages[key], key))
    coloured, rest = order[: len(LIGHT)], order[len(LIGHT) :]
    called = _folder_names(coloured) if by_folder else {key: names.get(key, "") for key in coloured}
    groups = [Group(key, one_line(called[key]), passages[key], at) for at, key in enumerate(coloured)]
    if rest:
        groups.append(Group("", other, sum(passages[key] for key in rest), None))
    places = {key: min(place, len(LIGHT)) for place, key in enumerate(order)}
    return Grouping(tuple(groups), tuple(places[key] for key in keys), by_folder)


def _folders(documents: Sequence[MapDocument], sizes: Sequence[int]) -> list[str]:
    """For each document a folder: of those directly below the one that all have in common, or further down
    while nearly everything is in one."""
    folders = [PurePath(document.path).parent for document in documents]
    try:
        top = len(PurePath(commonpath(folders)).parts) if folders else 0
    except ValueError:  # on several drives
        top = 0
    first = [str(PurePath(*folder.parts[: top + 1])) for folder in folders]
    for deep in range(top + 1, top + 1 + _DEEPEST):
        keys = [str(PurePath(*folder.parts[:deep])) for folder in folders]
        if max(_summed(keys, sizes).values(), default=0) <= _NEARLY_ALL * sum(sizes):
            return keys
    return first


def _folder_names(folders: Sequence[str]) -> dict[str, str]:
    """The last part of each, or the last two where that is not enough to tell them apart."""
    last = Counter(PurePath(folder).name for folder in folders)
    return {
        folder: PurePath(folder).name or folder
        if last[PurePath(folder).name] == 1
        else "/".join(PurePath(folder).parts[-2:])
        for folder in folders
    }


def _summed(keys: Sequence[str], sizes: Sequence[int]) -> Counter[str]:
    passages: Counter[str] = Counter()
    for key, size in zip(keys, sizes, strict=True):
        passages[key] += size
    return passages
