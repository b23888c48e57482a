"""Makes messages of Outlook (.msg): a compound file (MS-CFB) with a stream for each property (MS-OXMSG).

Nothing of the program is used here.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Union

Tree = Mapping[str, Union[bytes, "Tree"]]
"""Storages and streams, by name."""

_SECTOR, _MINI, _CUTOFF = 512, 64, 4096
_END, _FREE, _FAT_SECTOR, _NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_TEXT, _BYTES, _NUMBER, _TIME = 0x001F, 0x0102, 0x0003, 0x0040
SENT = datetime(2025, 3, 3, 9, 0, tzinfo=UTC)


def write_msg(path: Path, subject: str, body: str, **more: object) -> None:
    """A message with the fields that `message` takes."""
    path.write_bytes(compound_file(message(subject, body, **more)))  # type: ignore[arg-type]


def message(
    subject: str,
    body: str = "",
    html: bytes = b"",
    rich: bytes = b"",
    attached: Iterable[tuple[str, bytes | Tree]] = (),
    head: int = 32,
) -> Tree:
    """From Anna to Bram, with a copy to Carla. What is attached is bytes, or another `message`, whose `head`
    is 24."""
    tree: dict[str, bytes | Tree] = {
        _name(0x0037, _TEXT): _wide(subject),
        _name(0x0C1A, _TEXT): _wide("Anna de Vries"),
        _name(0x5D01, _TEXT): _wide("anna@voorbeeld.nl"),
        "__properties_version1.0": bytes(head) + _fixed(0x0039, _TIME, _ticks(SENT)),
    }
    if body:
        tree[_name(0x1000, _TEXT)] = _wide(body)
    if html:
        tree[_name(0x1013, _BYTES)] = html
    if rich:
        tree[_name(0x1009, _BYTES)] = rich
    for number, (name, address, kind) in enumerate((("Bram", "bram@voorbeeld.nl", 1), ("Carla", "", 2))):
        tree[f"__recip_version1.0_#{number:08X}"] = {
            _name(0x3001, _TEXT): _wide(name),
            _name(0x39FE, _TEXT): _wide(address),
            "__properties_version1.0": bytes(8) + _fixed(0x0C15, _NUMBER, kind),
        }
    for number, (name, content) in enumerate(attached):
        inner: dict[str, bytes | Tree] = {
            _name(0x3707, _TEXT): _wide(name),
            "__properties_version1.0": bytes(8),
        }
        inner[_name(0x3701, _BYTES if isinstance(content, bytes) else 0x000D)] = content
        tree[f"__attach_version1.0_#{number:08X}"] = inner
    return tree


def _name(property_number: int, kind: int) -> str:
    return f"__substg1.0_{property_number:04X}{kind:04X}"


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _fixed(property_number: int, kind: int, value: int) -> bytes:
    return struct.pack("<HHIQ", kind, property_number, 6, value)


def _ticks(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def compound_file(tree: Tree) -> bytes:
    """Small streams lie together in the mini stream, all others in sectors of their own."""
    entries: list[_Entry] = [_Entry("Root Entry", _ROOT)]
    _add(tree, 0, entries)
    mini, mini_table = bytearray(), []
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.data) < _CUTOFF:
            entry.start = len(mini) // _MINI
            count = -(-len(entry.data) // _MINI)
            mini_table += [*range(entry.start + 1, entry.start + count), _END]
            mini += entry.data.ljust(count * _MINI, b"\0")
    entries[0].data = bytes(mini)
    directory = -(-len(entries) * 128 // _SECTOR) * _SECTOR
    streams = [bytes(directory), struct.pack(f"<{len(mini_table)}I", *mini_table)]
    large = [entry for entry in entries if entry.kind == _ROOT or len(entry.data) >= _CUTOFF]
    streams += [entry.data for entry in large]
    sectors = [-(-len(stream) // _SECTOR) for stream in streams]
    tables = 1
    while tables * 128 < sum(sectors) + tables:
        tables += 1
    table, starts = [_FAT_SECTOR] * tables, []
    for count in sectors:
        starts.append(len(table) if count else _END)
        table += [*range(len(table) + 1, len(table) + count), _END] if count else []
    for entry, start in zip(large, starts[2:], strict=True):
        entry.start = start
    streams[0] = b"".join(entry.packed() for entry in entries)
    table += [_FREE] * (tables * 128 - len(table))
    body = b"".join(
        stream.ljust(count * _SECTOR, b"\0") for stream, count in zip(streams, sectors, strict=True)
    )
    return _header(tables, starts, sectors) + struct.pack(f"<{len(table)}I", *table) + body


def _header(tables: int, starts: Sequence[int], sectors: Sequence[int]) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, tables, starts[0], 0, _CUTOFF)
    head += struct.pack("<IIII", starts[1], sectors[1], _END, 0)
    return head + struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))


class _Entry:
    def __init__(self, name: str, kind: int, data: bytes = b"") -> None:
        self.name, self.kind, self.data = name, kind, data
        self.start = _END if kind != _STORAGE else 0
        self.right = self.child = _NOTHING

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        head = name.ljust(64, b"\0") + struct.pack("<HBB", len(name) + 2, self.kind, 1)
        links = struct.pack("<III36x", _NOTHING, self.right, self.child)
        return head + links + struct.pack("<IQ", self.start, len(self.data))


def _add(tree: Tree, parent: int, entries: list[_Entry]) -> None:
    before = -1
    for name, content in tree.items():
        here = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append(_Entry(name, _STREAM if is_stream else _STORAGE, content if is_stream else b""))
        if before < 0:
            entries[parent].child = here
        else:
            entries[before].right = here
        before = here
        if not is_stream:
            _add(content, here, entries)
