"""The Merkle tree of a log, as RFC 9162 section 2.1 has it, with SHA-256: append, root, proofs, checks.

A tree is read through `nodes(level, index)`: the hash of the perfect subtree over the leaves
index * 2**level up to (index + 1) * 2**level. A proof is a list of hashes of 32 bytes, lowest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

HASH = 32  # bytes
EMPTY = sha256(b"").digest()  # the root of a tree without leaves, RFC 9162 2.1.1

Nodes = Callable[[int, int], bytes]


class BadProof(ValueError):
    """A proof that does not prove what it was given for."""


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of a perfect subtree: 1, 2, 4, … of them. Raises ValueError for any other
    number."""
    row = list(hashes)
    if not row or len(row) & (len(row) - 1):
        raise ValueError(f"{len(row)} hashes make no perfect tree")
    while len(row) > 1:
        row = [sha256(b"\x01" + row[at] + row[at + 1]).digest() for at in range(0, len(row), 2)]
    return row[0]


@dataclass(slots=True)
class CompactRange:
    """All that appending needs to know of a tree: the roots of its perfect subtrees, the largest first.

    There is one for each bit that is set in `size`, so a million entries are 7 hashes."""

    size: int = 0
    hashes: list[bytes] = field(default_factory=list)

    @classmethod
    def load(cls, size: int, data: bytes) -> CompactRange:
        """From what `dump` gave. Raises ValueError when size and data do not fit each other."""
        if size < 0 or len(data) != size.bit_count() * HASH:
            raise ValueError("the stored range does not fit its size")
        return cls(size, [data[at : at + HASH] for at in range(0, len(data), HASH)])

    def dump(self) -> bytes:
        return b"".join(self.hashes)

    def copy(self) -> CompactRange:
        return CompactRange(self.size, list(self.hashes))

    def append(self, leaf: bytes) -> None:
        self.append_subtree(0, leaf)

    def append_subtree(self, level: int, root: bytes) -> None:
        """Add 2**level leaves at once. Raises ValueError unless the size is a multiple of that."""
        if self.size & ((1 << level) - 1):
            raise ValueError(f"a subtree of level {level} cannot follow {self.size} leaves")
        high = self.size >> level
        while high & 1:
            root = node_hash(self.hashes.pop(), root)
            high >>= 1
        self.hashes.append(root)
        self.size += 1 << level

    def extend(self, leaves: Iterable[bytes]) -> None:
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        if not self.hashes:
            return EMPTY
        found = self.hashes[-1]
        for left in reversed(self.hashes[:-1]):
            found = node_hash(left, found)
        return found


# --- what a tree says of itself -----------------------------------------------------------------------------
def root(nodes: Nodes, size: int) -> bytes:
    """The root of the tree's first `size` leaves."""
    return _hash(nodes, 0, size) if size else EMPTY


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """That leaf `index` is in the tree of `size` leaves (RFC 9162 2.1.3.1). Raises ValueError out of
    range."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_hash(nodes, middle, end))
            end = middle
        else:
            path.append(_hash(nodes, start, middle))
            start = middle
    return path[::-1]


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """That the tree of `old` leaves is the beginning of the one of `new` (RFC 9162 2.1.4.1).

    Empty when they are equal or the old one is. Raises ValueError when old is larger."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot continue one of {old}")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end, whole = 0, new, True  # whole: what is left of the old tree is still known by its own root
    while old - start != end - start:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_hash(nodes, middle, end))
            end = middle
        else:
            path.append(_hash(nodes, start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_hash(nodes, start, end))
    return path[::-1]


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _hash(nodes: Nodes, start: int, end: int) -> bytes:
    """The hash over leaves start up to end, where RFC 9162 would cut them out."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return nodes(level, start >> level)
    middle = start + _split(count)
    return node_hash(_hash(nodes, start, middle), _hash(nodes, middle, end))


# --- what others can check ----------------------------------------------------------------------------------
def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """RFC 9162 2.1.3.2. `leaf` is the leaf's hash. Raises BadProof."""
    if not 0 <= index < size:
        raise BadProof(f"no leaf {index} in a tree of {size}")
    _sized(proof)
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise BadProof("the proof is too long")
        if place & 1 or place == last:
            found = node_hash(step, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    if last or found != root:
        raise BadProof(f"leaf {index} is not in the tree of {size} with this root")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """RFC 9162 2.1.4.2, and the two cases it leaves to the reader: equal trees and an empty one. Raises
    BadProof."""
    if not 0 <= old <= new:
        raise BadProof(f"a tree of {new} cannot continue one of {old}")
    _sized(proof)
    if old in (0, new):
        if proof or old_root != (new_root if old else EMPTY):
            raise BadProof(f"the trees of {old} and {new} do not agree")
        return
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        raise BadProof("the proof is empty")
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = path[0]
    for step in path[1:]:
        if last == 0:
            raise BadProof("the proof is too long")
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    if last or before != old_root or after != new_root:
        raise BadProof(f"the tree of {new} does not continue the one of {old}")


def _sized(proof: Sequence[bytes]) -> None:
    if any(len(step) != HASH for step in proof):
        raise BadProof("a hash of the proof is not 32 bytes")
