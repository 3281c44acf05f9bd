"""The tree as it is stored, read for roots and proofs: full tiles from their table, the rest from the
entries."""

from __future__ import annotations

from samsyn.core.calc import merkle
from samsyn.core.calc.tiles import LEVELS, WIDTH
from samsyn.core.models import LedgerEntry, LedgerHead, LedgerTile


class Broken(RuntimeError):
    """Part of the stored tree is missing. `samsyn ledger verify` says which."""


class StoredTree:
    """Reads what it is asked for and keeps it, so make a new one for each question: the right edge grows.

    A proof reads at most one tile a level and a part of a tile."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, int], list[bytes]] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash of the perfect subtree over leaves index * 2**level up to (index + 1) * 2**level. Raises
        Broken."""
        tile, above = divmod(level, LEVELS)
        start, count = index << above, 1 << above
        hashes = self.row(tile, start // WIDTH)[start % WIDTH : start % WIDTH + count]
        if len(hashes) != count:
            raise Broken(f"the ledger's tile {tile}/{start // WIDTH} has gaps")
        return merkle.fold(hashes)

    def row(self, level: int, number: int) -> list[bytes]:
        """The hashes of a tile, 256 or as many as there are."""
        found = self._rows.get((level, number))
        if found is None:
            found = self._rows[level, number] = self._read(level, number)
        return found

    def _read(self, level: int, number: int) -> list[bytes]:
        stored = (
            LedgerTile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
        )
        if stored is not None:
            data = bytes(stored)
            return [data[at : at + merkle.HASH] for at in range(0, len(data), merkle.HASH)]
        first, last = number * WIDTH, (number + 1) * WIDTH - 1
        if level:
            below = LedgerTile.objects.filter(level=level - 1, number__range=(first, last))
            return [bytes(root) for root in below.order_by("number").values_list("root", flat=True)]
        leaves = LedgerEntry.objects.filter(seq__range=(first, last))
        return [bytes(leaf) for leaf in leaves.order_by("seq").values_list("leaf", flat=True)]

    def forget(self) -> None:
        """Let go of what was kept, when walking through it all."""
        self._rows.clear()

    def root(self, size: int) -> bytes:
        """Raises Broken."""
        return merkle.root(self.node, size)

    def inclusion(self, seq: int, size: int) -> list[bytes]:
        return merkle.inclusion_proof(self.node, seq, size)

    def consistency(self, old: int, new: int) -> list[bytes]:
        return merkle.consistency_proof(self.node, old, new)


def size() -> int:
    """How many entries the ledger has."""
    return LedgerHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0
