"""Makes large tables of the index fast: compact, and with an approximate index of their vectors.

It takes minutes where there are many rows, so nobody waits for it: `store.index` has brought everything in
before. It belongs to the one writing process.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec

from store.errors import IndexDamaged
from store.index_files import OLD_VERSIONS, Position, damage, position_of, table_at, write_position

STEPS = 32
"""As often rows may be added to a large table before it is made compact: all of it is written anew."""

APPROXIMATE_ROWS = 20_000
"""From so many rows on a table gets an approximate index of its vectors. Comparing 1,000 one by one takes
1.3 ms of CPU time, the index 7 ms: it is faster from about 6,000 rows on, but comparing finds everything."""

UNINDEXED = 5_000
"""As many rows may be outside the approximate index: they are compared one by one."""

RETRAINED = 2.0
"""When a table has grown this many times, what its approximate index learnt of it is learnt anew."""

_BITS = 64
_TRAINING_ROWS = 64
"""Vectors for each cell from which the cells of an approximate index are learnt."""


def is_slow(position: Position, approximate_rows: int | None = APPROXIMATE_ROWS) -> bool:
    """Whether `improve` has something to do."""
    return position.rows > 0 and (
        position.steps >= STEPS or _approximation(position, approximate_rows) != "as it is"
    )


_Approximation = Literal["none", "as it is", "brought up", "made anew"]


def _approximation(position: Position, approximate_rows: int | None) -> _Approximation:
    if approximate_rows is None or position.rows < approximate_rows:
        return "none" if position.near else "as it is"
    if not position.near or position.rows > RETRAINED * position.trained:
        return "made anew"
    return "brought up" if position.rows - position.near > UNINDEXED else "as it is"


async def improve(folder: Path, approximate_rows: int | None = APPROXIMATE_ROWS) -> None:
    """Make the tables of a space's folder fast that `is_slow` says are not: compact, and with an approximate
    index of vectors in tables from `approximate_rows` on; None: in none.

    What readers have open goes on as it is. Killed, it is as if it had not begun. A damaged table is left to
    the next search, which sees it.
    """
    for one in folder.iterdir() if folder.is_dir() else ():
        position = position_of(one)
        if position is not None and is_slow(position, approximate_rows):
            try:
                with damage():
                    await _improve_one(one, position, _approximation(position, approximate_rows))
            except IndexDamaged:
                continue


async def _improve_one(folder: Path, position: Position, approximation: _Approximation) -> None:
    table = await table_at(folder, position)
    near, trained = position.near, position.trained
    if approximation in ("none", "made anew") and near:
        await table.drop_index(_APPROXIMATE)
    await table.optimize(cleanup_older_than=OLD_VERSIONS)
    if approximation == "made anew":
        await table.create_index("vector", config=await _approximate(table, position.rows), name=_APPROXIMATE)
        trained = position.rows
    near = 0 if approximation == "none" else position.rows if trained else 0
    done = msgspec.structs.replace(
        position, version=await table.version(), steps=0, near=near, trained=trained if near else 0
    )
    write_position(folder, done)


_APPROXIMATE = "vector_idx"


async def _approximate(table: Any, rows: int) -> Any:
    """Cells, and in them vectors as one bit for each dimension (RaBitQ: Gao and Long, 2024); as one byte
    where there are too few dimensions for that, or no whole bytes of them.

    On 100,000 vectors it was built in 8 s of CPU time and found 0.98 of the 8 nearest; HNSW took 87 s for
    1.0, product quantisation longer.
    """
    from lancedb.index import IvfRq, IvfSq

    dimension = (await table.schema()).field("vector").type.list_size
    kind = IvfSq if dimension % 8 or dimension < _BITS else IvfRq
    return kind(distance_type="cosine", num_partitions=round(rows**0.5), sample_rate=_TRAINING_ROWS)
