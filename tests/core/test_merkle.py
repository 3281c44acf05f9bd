"""The Merkle tree against RFC 9162: a naive recursion is the oracle, every proof holds, every changed bit is
seen."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.calc import merkle
from samsyn.core.calc.merkle import BadProof, CompactRange, leaf_hash, verify_consistency, verify_inclusion

LEAVES = [leaf_hash(b"%d" % at) for at in range(700)]
# The eight entries and roots that certificate transparency's own tests use for RFC 6962.
KNOWN = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def naive(leaves: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + naive(leaves[:half]) + naive(leaves[half:])).digest()


ROOT = [naive(LEAVES[:size]) for size in range(len(LEAVES) + 1)]
_kept: dict[tuple[int, int], bytes] = {}


def nodes(level: int, index: int) -> bytes:
    if (level, index) not in _kept:
        part = LEAVES[index << level : (index + 1) << level]
        assert len(part) == 1 << level, "a node that the tree does not have was asked for"
        _kept[level, index] = merkle.fold(part)
    return _kept[level, index]


def flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_the_known_vectors() -> None:
    tree = CompactRange()
    roots = [tree.root().hex()]
    for entry in KNOWN:
        tree.append(leaf_hash(bytes.fromhex(entry)))
        roots.append(tree.root().hex())
    assert tuple(roots) == ROOTS


def test_appending_and_reading_give_the_root_of_the_oracle() -> None:
    tree = CompactRange()
    for size, root in enumerate(ROOT):
        assert tree.root() == root == merkle.root(nodes, size)
        assert CompactRange.load(size, tree.dump()) == tree
        tree.extend(LEAVES[size : size + 1])


@given(st.lists(st.integers(0, 6), max_size=12))
def test_whole_subtrees_may_be_appended_where_they_fit(levels: list[int]) -> None:
    tree = CompactRange()
    for level in levels:
        if tree.size % (1 << level):
            with pytest.raises(ValueError, match="cannot follow"):
                tree.append_subtree(level, b"\0" * 32)
        else:
            tree.append_subtree(level, nodes(level, tree.size >> level))
    assert tree.root() == ROOT[tree.size]


def test_every_inclusion_proof_of_every_size_holds() -> None:
    for size in [*range(1, 132), 255, 256, 257, 300, 511, 512, 513, 700]:
        for index in range(size) if size < 132 else range(0, size, 7):
            proof = merkle.inclusion_proof(nodes, index, size)
            assert len(proof) <= (size - 1).bit_length()
            verify_inclusion(LEAVES[index], index, size, proof, ROOT[size])


def test_every_consistency_proof_of_every_two_sizes_holds() -> None:
    for new in [*range(132), 255, 256, 257, 300, 511, 512, 513, 700]:
        for old in range(new + 1) if new < 132 else [*range(0, new, 7), new]:
            proof = merkle.consistency_proof(nodes, old, new)
            verify_consistency(old, new, proof, ROOT[old], ROOT[new])


@given(st.data())
def test_a_changed_bit_place_or_length_makes_an_inclusion_proof_fail(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, len(LEAVES)))
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(nodes, index, size)
    bit = data.draw(st.integers(0, 255))
    wrong = [
        (flip(LEAVES[index], bit), index, size, proof, ROOT[size]),
        (LEAVES[index], index, size, proof, flip(ROOT[size], bit)),
        (LEAVES[index], index, size, [*proof, LEAVES[0]], ROOT[size]),
        (LEAVES[index], size, size, proof, ROOT[size]),
    ]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        changed = [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]]
        wrong.append((LEAVES[index], index, size, changed, ROOT[size]))
        wrong.append((LEAVES[index], index, size, proof[:-1], ROOT[size]))
        wrong.append((LEAVES[index], index, size, [proof[0][:31], *proof[1:]], ROOT[size]))
        other = data.draw(st.integers(0, size - 1).filter(lambda other: other != index))
        wrong.append((LEAVES[index], other, size, proof, ROOT[size]))
    for case in wrong:
        with pytest.raises(BadProof):
            verify_inclusion(*case)


@given(st.data())
def test_a_changed_bit_or_length_makes_a_consistency_proof_fail(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, len(LEAVES)))
    old = data.draw(st.integers(1, new))
    proof = merkle.consistency_proof(nodes, old, new)
    bit = data.draw(st.integers(0, 255))
    wrong = [
        (old, new, proof, flip(ROOT[old], bit), ROOT[new]),
        (old, new, proof, ROOT[old], flip(ROOT[new], bit)),
        (old, new, [*proof, LEAVES[0]], ROOT[old], ROOT[new]),
        (new + 1, new, proof, ROOT[old], ROOT[new]),
    ]
    if proof:
        at = data.draw(st.integers(0, len(proof) - 1))
        wrong.append((old, new, [*proof[:at], flip(proof[at], bit), *proof[at + 1 :]], ROOT[old], ROOT[new]))
        wrong.append((old, new, proof[:-1], ROOT[old], ROOT[new]))
    for case in wrong:
        with pytest.raises(BadProof):
            verify_consistency(*case)


def test_a_fork_is_not_consistent() -> None:
    rng = random.Random(1)
    for _ in range(200):
        new = rng.randrange(2, len(LEAVES))
        old = rng.randrange(1, new)
        at = rng.randrange(old)
        forked = naive([*LEAVES[:at], leaf_hash(b"another"), *LEAVES[at + 1 : old]])
        with pytest.raises(BadProof):
            verify_consistency(old, new, merkle.consistency_proof(nodes, old, new), forked, ROOT[new])


def test_what_no_tree_has_is_refused() -> None:
    for call in (
        lambda: merkle.fold([]),
        lambda: merkle.fold(LEAVES[:3]),
        lambda: merkle.inclusion_proof(nodes, 3, 3),
        lambda: merkle.consistency_proof(nodes, 4, 3),
        lambda: CompactRange.load(3, b"\0" * 32),
    ):
        with pytest.raises(ValueError, match=r"\d|range"):
            call()
