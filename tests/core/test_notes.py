"""Signed notes, checkpoints and cosignatures in the form of C2SP, and tiles' names."""

from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from samsyn.core.calc import notes
from samsyn.core.calc.notes import LOG, WITNESS, BadNote, Checkpoint, Key, Signer
from samsyn.core.calc.tiles import bundle, levels, tile_path, widths

# The key and note in the documentation of Go's sumdb/note, on which C2SP's signed notes are built.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SAID = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNI"
    "uGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

OURS = Signer("samsyn/log/1", LOG, Ed25519PrivateKey.from_private_bytes(b"\1" * 32))
THEIRS = Signer("samsyn/witness/2", WITNESS, Ed25519PrivateKey.from_private_bytes(b"\2" * 32))
POINT = Checkpoint("samsyn/log/1", 70_000, b"\7" * 32)
NOTE = notes.write(
    POINT.text, [notes.sign(POINT.text, OURS), notes.cosign(POINT.text, THEIRS, 1_700_000_000)]
)


def test_a_note_from_elsewhere_is_read() -> None:
    text, (signature,) = notes.read(SAID)
    notes.check(text, signature, Key.parse(PETER))
    with pytest.raises(BadNote):
        notes.check(text.replace("your", "my"), signature, Key.parse(PETER))


def test_a_checkpoint_is_three_lines() -> None:
    assert POINT.text == "samsyn/log/1\n70000\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n"
    assert Checkpoint.parse(POINT.text) == POINT


def test_a_signed_checkpoint_opens_with_the_keys_one_knows() -> None:
    checkpoint, signed = notes.open_checkpoint(NOTE, [OURS.key, THEIRS.key])
    assert (checkpoint, [key for key, _ in signed]) == (POINT, [OURS.key, THEIRS.key])
    assert signed[1][1].time == 1_700_000_000
    assert [key for key, _ in notes.open_checkpoint(NOTE, [OURS.key])[1]] == [OURS.key]
    with pytest.raises(BadNote, match="not signed by"):
        notes.open_checkpoint(NOTE, [THEIRS.key])


def test_every_changed_bit_is_seen() -> None:
    raw = NOTE.encode()
    rng = random.Random(2)
    for bit in rng.sample(range(len(raw) * 8), 600):
        changed = bytearray(raw)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            found = notes.open_checkpoint(changed.decode(), [OURS.key, THEIRS.key])
        except (BadNote, UnicodeDecodeError):
            continue
        assert len(found[1]) < 2  # the name or number of a key: then it is a stranger's line


def test_a_key_has_one_spelling() -> None:
    text = str(THEIRS.key)
    assert Key.parse(text) == THEIRS.key
    assert str(Key.parse(PETER)) == PETER
    for wrong in (
        "",
        "a+b+c",
        text.replace("witness", "wittness"),
        text + "=",
        text[:-1],
        text.upper(),
        f" {text}",
    ):
        with pytest.raises(BadNote):
            Key.parse(wrong)


@pytest.mark.parametrize(
    "text",
    ["", "a\n1\n", "a b\n1\n" + "A" * 43 + "=\n", "a\n01\n" + "A" * 43 + "=\n", POINT.text + "more\n"],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


@pytest.mark.parametrize(
    "note", ["", "a\n", "a\n\n", "a\n\n— b\n", "a\n\n— b AAAA\n", "a\n\n- b " + "A" * 92 + "\n"]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(BadNote):
        notes.read(note)


def test_a_log_key_makes_no_cosignature() -> None:
    with pytest.raises(BadNote, match="no time"):
        notes.check(POINT.text, notes.sign(POINT.text, THEIRS), THEIRS.key)


def test_tiles_are_named_as_c2sp_has_it() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tile_path("entries", 273, 112) == "tile/entries/273.p/112"
    assert [list(widths(70_000, level))[-1] for level in levels(70_000)] == [(273, 112), (1, 17), (0, 1)]
    assert list(widths(256)) == [(0, 256)]
    assert list(levels(0)) == []
    assert bundle([b"ab", b""]) == b"\0\2ab\0\0"
    with pytest.raises(ValueError, match="no tile"):
        tile_path(0, 0, 0)
