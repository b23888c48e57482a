"""Reads the words out of LanceDB's text index: finite state transducers of the Rust crate `fst`, format 3.

In such a file the beginnings and ends of words are shared, so that looking for a word in its bytes proves
nothing. The format: https://github.com/BurntSushi/fst, `src/raw/node.rs` and `common_inputs.rs`.
"""

from collections.abc import Iterator
from pathlib import Path

FORMAT, HEADER, FOOTER = 3, 16, 20
_COMMON = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG"
_INDEX_FROM = 32  # transitions, from which on a node has an index of 256 bytes


def words_in(file: Path) -> set[str]:
    """All words of the transducers in this file."""
    data = file.read_bytes()
    found: set[str] = set()
    start = -1
    header = FORMAT.to_bytes(8, "little") + bytes(8)
    while (start := data.find(header, start + 1)) >= 0:
        end = _end_of(data, start)
        if end is not None:
            transducer = data[start:end]
            root = int.from_bytes(transducer[-12:-4], "little")
            words = [word.decode() for word in _words(transducer, root)]
            assert len(words) == int.from_bytes(transducer[-20:-12], "little")
            found.update(words)
    return found


def _end_of(data: bytes, start: int) -> int | None:
    """Its last node is the root, right before the footer, which says where the root is."""
    for footer in range(start + HEADER + 1, len(data) - FOOTER + 1):
        if int.from_bytes(data[footer + 8 : footer + 16], "little") == footer - start - 1:
            return footer + FOOTER
    return None


def _words(data: bytes, root: int) -> Iterator[bytes]:
    waiting = [(root, b"")]
    while waiting:
        node, word = waiting.pop()
        final, transitions = _node(data, node)
        if final:
            yield word
        waiting += ((target, word + letter) for letter, target in transitions)


def _node(data: bytes, address: int) -> tuple[bool, list[tuple[bytes, int]]]:
    """Whether a word ends here, and where each letter leads. A node is read backwards from its address."""
    if address == 0:
        return True, []
    state = data[address]
    if state >= 0x80:
        return False, [_only(data, address, state)]
    count, at = state & 0x3F, address
    if count == 0:
        at -= 1
        count = 256 if data[at] == 1 else data[at]
    at -= 1
    size = data[at] >> 4
    at -= 256 if count > _INDEX_FROM else 0
    letters = [data[at - 1 - number : at - number] for number in range(count)]
    at -= count
    places = [at - (number + 1) * size for number in range(count)]
    end = at - count * size - (count + (state >= 0x40)) * (data[address - 1 - (state & 0x3F == 0)] & 0xF)
    return state >= 0x40, [
        (letter, _target(data, place, size, end)) for letter, place in zip(letters, places, strict=True)
    ]


def _only(data: bytes, address: int, state: int) -> tuple[bytes, int]:
    """The one transition of a node that has one; of the shorter kind it leads to the node before."""
    at, common = address, state & 0x3F
    if common == 0:
        at -= 1
        letter = data[at : at + 1]
    else:
        letter = _COMMON[common - 1 : common]
    if state >= 0xC0:
        return letter, at - 1
    at -= 1
    size, output = data[at] >> 4, data[at] & 0xF
    return letter, _target(data, at - size, size, at - size - output)


def _target(data: bytes, place: int, size: int, end: int) -> int:
    delta = int.from_bytes(data[place : place + size], "little")
    return end - delta if delta else 0
