"""Two installations witness each other by files; a fork or a rollback is refused and shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn.__main__ import parser
from samsyn.core.calc import notes
from samsyn.core.domain import witness
from samsyn.core.domain.checkpoints import Forked, sign_checkpoint
from samsyn.core.domain.ledger_check import verify
from samsyn.core.errors import Invalid, Refused
from samsyn.core.ledger_commands import ledger
from samsyn.core.models import LedgerCosignature, LedgerEntry, LedgerPeer
from tests.core.ledgers import copy, fill, restore

pytestmark = pytest.mark.django_db(transaction=True)


def sent(*since: int) -> bytes:
    return json.dumps(witness.offer(since)).encode()


def acquainted(police: Any) -> None:
    """Both have cosigned the other once."""
    fill(40)
    ours = sent()
    with police():
        fill(30)
        witness.receive(ours, trust=True)
        theirs = sent()
    witness.receive(theirs, trust=True)


def test_both_end_up_with_the_others_cosignature(police: Any) -> None:
    acquainted(police)
    assert LedgerCosignature.objects.get().checkpoint.size == 40
    assert LedgerPeer.objects.get().size == 31  # the cosigning is in their ledger too
    assert LedgerEntry.objects.order_by("seq").last().act == "sign"  # type: ignore[union-attr]
    ours = sent()
    with police():
        assert "medundertecknat våra 31" in " ".join(witness.receive(ours))
        assert verify([LedgerCosignature.objects.get().checkpoint.note]).findings == []
    assert verify().findings == []


def test_the_next_checkpoint_needs_a_proof_from_the_last_one_seen(police: Any) -> None:
    acquainted(police)
    fill(500)
    ours = sent()
    with police():
        assert "541 poster medundertecknade" in witness.receive(ours)[0]
        assert "inget nytt" in witness.receive(ours)[0]
    told = json.loads(ours)
    told["proofs"] = {}
    fill(1)
    without = json.loads(sent())
    without["proofs"] = {}
    with police(), pytest.raises(Invalid, match="--since 541"):
        witness.receive(json.dumps(without).encode())
    ours = sent(541)
    with police():
        assert "542 poster" in witness.receive(ours)[0]


def test_an_unknown_log_needs_trust_and_a_known_one_its_keys(police: Any) -> None:
    fill(3)
    ours = sent()
    with police():
        with pytest.raises(Refused, match="fingeravtryck"):
            witness.receive(ours)
        assert not LedgerPeer.objects.exists()
        witness.receive(ours, trust=True)
        LedgerPeer.objects.update(witness_key="another")
        with pytest.raises(Refused, match="andra nycklar"):
            witness.receive(ours, trust=True)


def test_a_rollback_is_refused_and_shown(police: Any) -> None:
    fill(40)
    backup, older = copy(), sent()
    fill(10)
    newer = sent()
    with police():
        witness.receive(newer, trust=True)
        with pytest.raises(Forked, match=r"går tillbaka(?s:.*)\n50\n(?s:.*)\n40\n"):
            witness.receive(older)
        assert json.loads(LedgerEntry.objects.order_by("-seq")[0].body)["result"] == "denied"
        assert LedgerPeer.objects.get().size == 50
    assert backup


@pytest.mark.parametrize("count", [40, 55])
def test_a_fork_is_refused_and_shown(police: Any, tmp_path: Path, count: int) -> None:
    """The same key signs another history, of the same length and of a longer one."""
    fill(40)
    ours = sent()
    with police():
        witness.receive(ours, trust=True)
    restore({})
    (tmp_path / "data" / "ledger" / "checkpoint").unlink()
    fill(count + 1)
    forged = json.loads(sent(40))
    if count == 40:
        restore({})
        (tmp_path / "data" / "ledger" / "checkpoint").unlink()
        fill(39)
        fill(1)
        forged = json.loads(sent())
    with police(), pytest.raises(Forked, match="en annan"):
        witness.receive(json.dumps(forged).encode())


def test_the_witness_sees_that_our_own_log_is_an_old_copy(police: Any, tmp_path: Path) -> None:
    acquainted(police)
    note = tmp_path / "data" / "ledger" / "checkpoint"
    backup, before = copy(), note.read_text()
    fill(100)
    ours = sent()
    with police():
        witness.receive(ours)
        theirs = sent(31)
    restore(backup)
    note.write_text(before)
    with pytest.raises(Forked, match="avkortad"):
        witness.receive(theirs)
    file = tmp_path / "from-police.json"
    file.write_bytes(theirs)
    assert ledger(parser().parse_args(["ledger", "verify", "--witnessed", str(file)])) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"format": "2"},
        {"log_key": "x"},
        {"witness_key": None},
        {"checkpoint": "x"},
        {"checkpoint": None},
    ],
)
def test_a_file_that_is_none_is_refused(police: Any, change: dict[str, object]) -> None:
    fill(2)
    told = json.loads(sent()) | change
    with police():
        for data in (json.dumps(told).encode(), b"[]", b"\xff", b"", b" " * 2_000_001):
            with pytest.raises(Invalid):
                witness.receive(data, trust=True)
        assert not LedgerPeer.objects.exists()


def test_ones_own_file_and_a_false_cosignature_are_refused(police: Any) -> None:
    acquainted(police)
    with pytest.raises(Invalid, match="själv"):
        witness.receive(sent(), trust=True)
    with police():
        theirs = json.loads(sent(31))
    note = theirs["cosigned"][0]
    theirs["cosigned"] = [note.replace("\n40\n", "\n41\n")]
    with pytest.raises(Invalid, match="medunderskrift"):
        witness.receive(json.dumps(theirs).encode())


# --- the commands -------------------------------------------------------------------------------------------
def say(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = ledger(parser().parse_args(["ledger", *map(str, words)]))
    return code, *capsys.readouterr()


def test_the_commands(police: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(10)
    ours, theirs, out = tmp_path / "ours.json", tmp_path / "theirs.json", tmp_path / "out"
    assert say(capsys, "witness", "export", ours)[0] == 0
    with police():
        code, _, error = say(capsys, "witness", "import", ours)
        assert (code, "--trust" in error) == (1, True)
        assert say(capsys, "witness", "import", ours, "--trust")[0] == 0
        assert say(capsys, "witness", "export", theirs)[0] == 0
    assert say(capsys, "witness", "import", theirs, "--trust")[0] == 0
    code, printed, error = say(capsys, "verify", "--witnessed", theirs)
    assert (code, printed.splitlines()[-1], error) == (0, "Hel", "")
    assert "1 medunderskrifter, 1 bevittnade" in printed

    code, printed, _ = say(capsys, "prove", 3)
    assert (code, json.loads(printed)["seq"]) == (0, 3)
    assert say(capsys, "prove", 99)[0] == 1
    code, printed, _ = say(capsys, "sign")
    assert notes.Checkpoint.parse(notes.read(printed)[0]).size == sign_checkpoint().size
    assert say(capsys, "export", out)[0] == 0
    assert (out / "checkpoint").exists()
    assert say(capsys, "export", out)[0] == 1
    assert say(capsys, "verify", "--witnessed", out / "keys.txt")[0] == 1
    assert say(capsys, "verify", "--key", "nonsense")[0] == 1


def test_verify_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    from tests.core.ledgers import tamper

    fill(10)
    tamper("DELETE FROM core_ledgerentry WHERE seq = 4")
    code, printed, error = say(capsys, "verify")
    assert (code, printed.splitlines()[-1], error) == (1, "FEL", "removed: Post 4 saknas.\n")
