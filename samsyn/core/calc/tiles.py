"""How a log lies in files, after c2sp.org/tlog-tiles: tiles of 256 hashes, bundles of 256 entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

WIDTH = 256
LEVELS = 8  # a tile's height in the tree: 2**8 = 256


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/0/x001/234`, or with `.p/17` when it holds 17 only. `level` is a number or "entries"."""
    if index < 0 or not 0 < width <= WIDTH:
        raise ValueError(f"no tile {index} of width {width}")
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03d}")
    name = "/".join(reversed(parts))
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


def widths(size: int, level: int = 0) -> Iterator[tuple[int, int]]:
    """(index, width) of each tile that a tree of `size` leaves has at a level, the partial one last."""
    count = size >> (LEVELS * level)
    for index in range(count // WIDTH):
        yield index, WIDTH
    if count % WIDTH:
        yield count // WIDTH, count % WIDTH


def levels(size: int) -> Iterator[int]:
    """The levels that have tiles."""
    level = 0
    while size >> (LEVELS * level):
        yield level
        level += 1


def bundle(entries: Iterable[bytes]) -> bytes:
    """Entries one after the other, each led by its length in two bytes. Raises OverflowError over 65,535
    bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)
