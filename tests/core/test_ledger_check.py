"""`verify` finds whatever was done to the ledger in the database, and names the first bad entry."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.calc.merkle import leaf_hash
from samsyn.core.domain import ledger_check
from samsyn.core.domain.checkpoints import Forked, prove, sign_checkpoint
from samsyn.core.domain.ledger_check import verify
from samsyn.core.ledger_jobs import KIND, run_checkpoint, schedule
from samsyn.core.models import Job, LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerTile
from tests.core.ledgers import copy, fill, restore, tamper

pytestmark = pytest.mark.django_db(transaction=True)


def faults(*witnessed: str) -> list[tuple[str, int | None]]:
    return [(found.what, found.seq) for found in verify(witnessed).findings]


@pytest.fixture
def signed() -> LedgerCheckpoint:
    """700 entries, signed at 100, 300 and 650."""
    for more in (100, 200, 350):
        fill(more)
        last = sign_checkpoint()
    fill(50)
    return last


def test_a_whole_ledger_is_whole(signed: LedgerCheckpoint) -> None:
    report = verify([signed.note])
    assert (report.size, report.checkpoints, report.findings) == (700, 3, [])
    assert verify().root == notes.Checkpoint.parse(sign_checkpoint().note.partition("\n\n")[0] + "\n").root


def test_an_empty_ledger_is_whole() -> None:
    assert (verify().size, verify().findings) == (0, [])


def test_it_may_be_checked_while_others_append(
    signed: LedgerCheckpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ledger_check._Walk.upper_tiles

    def meanwhile(walk: ledger_check._Walk) -> None:
        def more() -> None:
            fill(400)
            sign_checkpoint()
            connections.close_all()

        thread = threading.Thread(target=more)
        thread.start()
        thread.join()
        real(walk)

    monkeypatch.setattr(ledger_check._Walk, "upper_tiles", meanwhile)
    assert faults() == []
    assert LedgerEntry.objects.count() == 1100


def test_pages_and_tiles_meet(signed: LedgerCheckpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_check, "PAGE", 256)
    assert faults() == []


@pytest.mark.parametrize("seq", [0, 99, 255, 256, 699])
def test_a_changed_entry(signed: LedgerCheckpoint, seq: int) -> None:
    tamper(
        "UPDATE core_ledgerentry SET body = replace(body, %s, %s) WHERE seq = %s",
        '"purpose":""',
        '"purpose":"incident"',
        seq,
    )
    assert faults()[0] == ("changed", seq)


def test_a_changed_entry_with_a_new_leaf(signed: LedgerCheckpoint) -> None:
    row = LedgerEntry.objects.get(seq=270)
    body = row.body.replace('"purpose":""', '"purpose":"incident"')
    tamper("UPDATE core_ledgerentry SET body = %s, leaf = %s WHERE seq = 270", body, leaf_hash(body.encode()))
    assert {what for what, _ in faults()} >= {"tile", "forked", "head"}


@pytest.mark.parametrize("seq", [0, 255, 300, 698])
def test_a_removed_entry(signed: LedgerCheckpoint, seq: int) -> None:
    tamper("DELETE FROM core_ledgerentry WHERE seq = %s", seq)
    assert faults()[0] == ("removed", seq)


def test_a_removed_entry_behind_which_the_others_moved_up(signed: LedgerCheckpoint) -> None:
    rows = list(LedgerEntry.objects.filter(seq__gt=10).order_by("seq").values_list("body", "leaf"))
    for at, (body, leaf) in enumerate(rows[:5], 10):
        tamper("UPDATE core_ledgerentry SET body = %s, leaf = %s WHERE seq = %s", body, leaf, at)
    assert faults()[0] == ("removed", 10)


def test_two_entries_that_changed_places(signed: LedgerCheckpoint) -> None:
    first, second = (LedgerEntry.objects.get(seq=seq) for seq in (40, 600))
    for seq, row in ((600, first), (40, second)):
        tamper("UPDATE core_ledgerentry SET body = %s, leaf = %s WHERE seq = %s", row.body, row.leaf, seq)
    assert faults()[0] == ("reordered", 40)


def test_an_end_that_is_gone(signed: LedgerCheckpoint) -> None:
    tamper("DELETE FROM core_ledgerentry WHERE seq >= 690")
    assert ("truncated", 690) in faults()
    tamper("DELETE FROM core_ledgerentry WHERE seq >= 640")
    assert ("truncated", 640) in faults()


def test_everything_gone(signed: LedgerCheckpoint) -> None:
    tamper("DELETE FROM core_ledgerentry")
    assert ("truncated", 0) in faults()


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE core_ledgertile SET hashes = %s WHERE number = 1", "tile"),
        ("UPDATE core_ledgertile SET root = %s WHERE number = 0", "tile"),
        ("UPDATE core_ledgerhead SET hashes = %s", "head"),
        ("UPDATE core_ledgercheckpoint SET root = %s WHERE size = 300", "forked"),
    ],
)
def test_changed_hashes(signed: LedgerCheckpoint, statement: str, what: str) -> None:
    tamper(statement, b"\0" * 32)
    assert what in {found for found, _ in faults()}


def test_a_missing_tile(signed: LedgerCheckpoint) -> None:
    tamper("DELETE FROM core_ledgertile WHERE number = 1")
    assert "tile" in {found for found, _ in faults()}


def test_columns_that_say_something_else(signed: LedgerCheckpoint) -> None:
    for column, value in (
        ("who", "f" * 32),
        ("kind", "core.job"),
        ("object", "1"),
        ("act", "sign"),
        ("at", ""),
    ):
        before = getattr(LedgerEntry.objects.get(seq=500), column)
        tamper(f"UPDATE core_ledgerentry SET {column} = %s WHERE seq = 500", value)
        assert faults() == [("columns", 500)], column
        tamper(f"UPDATE core_ledgerentry SET {column} = %s WHERE seq = 500", before)


def test_a_note_signed_by_another(signed: LedgerCheckpoint) -> None:
    tamper("UPDATE core_ledgercheckpoint SET note = replace(note, '300', '301') WHERE size = 300")
    assert faults() == [("signature", None)]


def test_an_old_backup_is_seen_by_the_note_beside_the_database(signed: LedgerCheckpoint) -> None:
    backup = copy()
    fill(10)
    sign_checkpoint()
    restore(backup)
    assert faults() == [("restored", 700)]
    with pytest.raises(Forked):
        sign_checkpoint()


def test_an_old_backup_of_everything_is_seen_by_what_a_witness_holds(signed: LedgerCheckpoint) -> None:
    note = Path(settings.DATA, "ledger", "checkpoint")
    backup, before = copy(), note.read_text()
    fill(10)
    held = sign_checkpoint().note
    restore(backup)
    note.write_text(before)
    assert faults() == []
    assert faults(held) == [("restored", 700)]


def test_a_rewritten_ledger_is_seen_by_what_a_witness_holds(signed: LedgerCheckpoint) -> None:
    """All tables, the note and even the key's use are in the hands of who rewrites it."""
    restore({})
    Path(settings.DATA, "ledger", "checkpoint").unlink()
    fill(701)
    sign_checkpoint()
    assert faults() == []
    assert faults(signed.note) == [("forked", None)]


def test_a_damaged_note_beside_the_database(signed: LedgerCheckpoint) -> None:
    note = Path(settings.DATA, "ledger", "checkpoint")
    note.write_text(note.read_text().replace("\n650\n", "\n651\n"))
    assert faults() == [("signature", None)]
    assert "signature" in {what for what, _ in faults("nonsense")}


# --- signing ------------------------------------------------------------------------------------------------
def test_nothing_new_is_signed_twice(signed: LedgerCheckpoint) -> None:
    assert sign_checkpoint().size == 700
    assert sign_checkpoint().size == 700
    assert LedgerCheckpoint.objects.count() == 4
    assert Path(settings.DATA, "ledger", "checkpoint").read_text() == sign_checkpoint().note


def test_what_does_not_continue_is_not_signed(signed: LedgerCheckpoint) -> None:
    tamper("UPDATE core_ledgercheckpoint SET root = %s WHERE size = 650", b"\0" * 32)
    with pytest.raises(Forked):
        sign_checkpoint()
    LedgerHead.objects.update(hashes=b"\0" * 32 * (700).bit_count())
    with pytest.raises(Forked):
        sign_checkpoint()


def test_a_proof_is_small_and_holds(signed: LedgerCheckpoint) -> None:
    from samsyn.core.calc.merkle import verify_inclusion

    for seq, at in ((0, 650), (299, 650), (699, 700)):
        told = prove(seq)
        checkpoint, _ = notes.open_checkpoint(told["checkpoint"], [keys.log_signer().key])
        steps = [notes.decode(step) for step in told["proof"]]
        assert (checkpoint.size, sum(map(len, steps)) <= 1000) == (at, True)
        verify_inclusion(leaf_hash(told["entry"].encode()), seq, at, steps, checkpoint.root)
    with pytest.raises(LookupError):
        prove(700)


def test_the_job_signs_and_comes_again() -> None:
    fill(5)
    schedule()
    schedule()
    row = Job.objects.get(kind=KIND)
    Job.objects.update(state=Job.State.RUNNING)
    assert run_checkpoint(row) == {"size": 5}
    assert Job.objects.filter(kind=KIND, state=Job.State.WAITING).count() == 1


def test_the_triggers_stand_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'core_ledger%%' AND NOT tgisinternal"
            )
            assert cursor.fetchone() == (8,)
        else:
            cursor.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'core_ledger%%'"
            )
            assert cursor.fetchone() == (9,)
    assert LedgerTile.objects.count() == 0
