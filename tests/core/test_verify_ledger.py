"""tools/verify_ledger.py on exports: whole ones pass; whatever is changed, removed, moved, cut or old is
named."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.calc.tiles import bundle
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.ledger_export import export
from samsyn.core.errors import Conflict
from samsyn.core.models import LedgerCheckpoint
from tests.core.ledgers import fill

TOOL = Path(__file__).resolve().parents[2] / "tools" / "verify_ledger.py"
SIZE = 700
LAST = "tile/entries/002.p/188"


def load() -> ModuleType:
    spec = spec_from_file_location("verify_ledger", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load()


@pytest.fixture
def folder(transactional_db: None, tmp_path: Path) -> Path:
    """An export of 700 entries, cosigned at 300."""
    fill(300)
    first = sign_checkpoint()
    witness = keys.witness_signer()
    line = notes.cosign(notes.read(first.note)[0], witness, 1_700_000_000).line
    first.cosignatures.create(key=str(witness.key), line=line, at=first.at)
    fill(SIZE - 300)
    export(tmp_path / "out")
    return tmp_path / "out"


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What is said of it; the name of the fault comes first."""
    code = tool.main([str(folder), *map(str, words)])
    said = capsys.readouterr().out
    assert code == (0 if said.startswith("whole") else 1)
    return said


def entries(folder: Path, name: str) -> list[bytes]:
    data, found = (folder / name).read_bytes(), []
    while data:
        end = 2 + int.from_bytes(data[:2], "big")
        found.append(data[2:end])
        data = data[end:]
    return found


def test_it_is_short_and_needs_the_standard_library_only(folder: Path) -> None:
    lines = [line for line in TOOL.read_text("utf-8").splitlines() if line.strip()]
    assert len(lines) < 200
    alone = [sys.executable, "-I", "-S", str(TOOL), str(folder), "--key", str(keys.log_signer().key)]
    done = subprocess.run(
        [*alone, "--key", str(keys.witness_signer().key)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (
        0,
        f"whole: {SIZE} entries, 2 checkpoints, 0 witnessed from outside\n",
    )


def test_a_whole_export(folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(folder, capsys).startswith(f"whole: {SIZE} entries, 2 checkpoints")
    held = tmp_path / "held"
    held.write_text(LedgerCheckpoint.objects.get(size=300).note)
    assert "1 witnessed" in run(folder, capsys, "--witnessed", held)
    assert run(folder, capsys, "--key", keys.log_signer().key).startswith("signature: keys.txt")
    with pytest.raises(Conflict):
        export(folder)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [0, 1, 256, 257])
def test_exports_of_other_sizes(size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if size:
        fill(size)
    assert export(tmp_path / "out") == size
    assert run(tmp_path / "out", capsys).startswith(f"whole: {size} entries")


def test_what_is_done_to_entries_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = entries(folder, LAST)
    swapped = [*whole]
    swapped[3], swapped[7] = swapped[7], swapped[3]
    for fault, changed in (
        ("changed: entry 517", [*whole[:5], whole[5].replace(b"p", b"q", 1), *whole[6:]]),
        ("changed: entry 517", [*whole[:5], b"{}", *whole[6:]]),
        ("removed: entry 517", [*whole[:5], *whole[6:]]),
        ("reordered: entry 515", swapped),
        ("reordered: entry 518", [*whole[:6], whole[5], *whole[6:-1]]),
        ("truncated: the last entry is 698", whole[:-1]),
        ("truncated: the last entry is 511", []),
    ):
        (folder / LAST).write_bytes(bundle(changed))
        assert run(folder, capsys).startswith(fault)


def test_yesterdays_backup_is_seen_by_todays_checkpoint(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    fill(3)
    held = tmp_path / "held"
    held.write_text(sign_checkpoint().note)
    assert run(folder, capsys, "--witnessed", held).startswith("restored: ")


def test_another_log_under_the_same_key_is_a_fork(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Signed by the log itself, but not what it signed before."""
    signer = keys.log_signer()
    text = notes.Checkpoint(signer.name, 300, b"\1" * 32).text
    (folder / "checkpoints" / "300").write_text(notes.write(text, [notes.sign(text, signer)]))
    assert run(folder, capsys).startswith("forked: ")


def test_every_mutation_of_an_export_is_seen(
    folder: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    rng = random.Random(3)
    unseen = []
    for number in range(400):
        name = rng.choice(files)
        path = folder / name
        before = path.read_bytes()
        what = mutate(path, before, rng, number)
        if run(folder, capsys).startswith("whole"):
            unseen.append(f"{name}: {what}")
        for extra in folder.rglob("extra"):
            extra.unlink()
        path.write_bytes(before)
    assert unseen == []
    assert run(folder, capsys).startswith("whole")


def mutate(path: Path, data: bytes, rng: random.Random, number: int) -> str:
    """One bit in three of four cases, else something larger. Returns what was done."""
    at = rng.randrange(len(data))
    if number % 4:
        changed = bytearray(data)
        changed[at] ^= 1 << rng.randrange(8)
        path.write_bytes(bytes(changed))
        return f"a bit of byte {at}"
    way = rng.choice(("cut", "grow", "drop", "double", "remove", "extra", "swap"))
    if way == "remove" and path.parent.name == "checkpoints":
        way = "cut"  # that an old checkpoint is left out shows only to who holds it
    if way == "remove":
        path.unlink()
    elif way == "extra":
        shutil.copy(path, path.with_name("extra"))
    else:
        half = len(data) // 2
        path.write_bytes(
            {
                "cut": data[:at],
                "grow": data + data[:1],
                "drop": data[:at] + data[at + 1 :],
                "double": data[:at] + data[at : at + 1] + data[at:],
                "swap": data[half:] + data[:half],
            }[way]
        )
    return f"{way} at {at}"


# --- the small Ed25519 against the library ------------------------------------------------------------------
@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 511))
def test_the_small_ed25519_agrees_with_the_library(seed: bytes, message: bytes, bit: int) -> None:
    private = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = private.public_key().public_bytes_raw(), private.sign(message)
    assert tool.check(public, message, signature)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8
    for wrong in ((public, message + b"x", signature), (public, message, bytes(changed))):
        with suppress(ValueError):  # not a point of the curve: refused as well
            assert not tool.check(*wrong)


def test_rfc_8032_first_vector() -> None:
    public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
    signature = bytes.fromhex(
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    )
    assert tool.check(public, b"", signature)
    raised = (int.from_bytes(signature[32:], "little") + tool.Q).to_bytes(32, "little")
    assert not tool.check(public, b"", signature[:32] + raised)  # one signature has one spelling
