"""The ledger: acts in their transaction, looks on disk before they are given, numbers without gaps, nothing
changed."""

from __future__ import annotations

import json
import stat
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from samsyn.core import keys
from samsyn.core.calc.entry import BadEntry, Entry
from samsyn.core.domain import ledger, ledger_writer
from samsyn.core.domain.ledger import LedgerUnavailable, look, record
from samsyn.core.domain.ledger_tree import StoredTree, size
from samsyn.core.models import Document, LedgerEntry, LedgerHead, LedgerTile, Original


@pytest.fixture
def document(world: SimpleNamespace) -> Document:
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
    owner = world.organisation.norralv
    return Document.objects.create(original=original, organisation=owner, level="limited", name="Rån.pdf")


@pytest.fixture
def writer(transactional_db: None) -> Iterator[None]:
    ledger.start_writer()
    yield
    ledger.stop_writer()


def said(seq: int) -> dict[str, object]:
    return dict(json.loads(LedgerEntry.objects.get(seq=seq).body))


def test_an_act_says_who_what_and_under_which_label(world: SimpleNamespace, document: Document) -> None:
    seq = record("change", world.siv, document, version=2, policy="label", recipients=[world.per])
    told = said(seq)
    assert (told["act"], told["kind"], told["object"], told["version"]) == (
        "change",
        "core.document",
        document.pk,
        2,
    )
    assert (told["level"], told["organisation"], told["v"]) == ("limited", world.organisation.norralv.pk, 2)
    assert (told["who"], told["recipients"]) == (
        keys.pseudonym_of(world.siv.pk),
        [f"p{keys.pseudonym_of(world.per.pk)}"],
    )


def test_names_do_not_enter(world: SimpleNamespace, document: Document) -> None:
    look(world.siv, document, purpose="prevention", recipients=[world.organisation.norralv])
    body = LedgerEntry.objects.get().body
    for word in ("siv", "Siv", "Ahl", "Rån", "norralv", "Norrälv"):
        assert word not in body
    for field, text in (("kind", "anna"), ("basis", "hon"), ("policy", "Siv"), ("object", "Rån.pdf")):
        with pytest.raises(BadEntry):
            look(world.siv, **{field: text})  # type: ignore[arg-type]
    assert LedgerEntry.objects.count() == 1


@pytest.mark.django_db
def test_numbers_begin_at_nought_and_tiles_close() -> None:
    for _ in range(3):
        ledger.append([Entry(act="view")] * 100)
    assert list(LedgerEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(300))
    tile = LedgerTile.objects.get()
    leaves = [bytes(leaf) for leaf in LedgerEntry.objects.order_by("seq").values_list("leaf", flat=True)]
    assert (tile.level, tile.number, bytes(tile.hashes)) == (0, 0, b"".join(leaves[:256]))
    with connection.cursor() as cursor:
        assert ledger.hold(cursor).root() == StoredTree().root(300)


@pytest.mark.django_db
def test_a_tile_above_closes_when_256_below_have(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (ledger, import_module("samsyn.core.domain.ledger_tree")):
        monkeypatch.setattr(module, "WIDTH", 4)
    ledger.append([Entry(act="view")] * 70)
    found = LedgerTile.objects.order_by("level", "number").values_list("level", "number")
    assert list(found) == [(0, n) for n in range(17)] + [(1, n) for n in range(4)] + [(2, 0)]


@pytest.mark.django_db
def test_an_act_that_is_undone_leaves_no_entry() -> None:
    record("sign", None)
    with transaction.atomic():
        record("change", None)
        transaction.set_rollback(True)
    assert record("sign", None) == 1
    assert size() == 2


@pytest.mark.django_db(transaction=True)
def test_an_act_outside_a_transaction_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        record("change", None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["entry", "tile", "checkpoint", "cosignature"])
@pytest.mark.parametrize("verb", ["UPDATE", "DELETE"])
def test_the_database_refuses_change(table: str, verb: str) -> None:
    from samsyn.core.domain.checkpoints import sign_checkpoint

    ledger.commit([Entry(act="view")] * 256)
    row = sign_checkpoint()
    row.cosignatures.create(key="k", line="l", at=row.at)
    name = f"core_ledger{table}"
    key = "seq" if table == "entry" else "id"
    statement = f"UPDATE {name} SET {key} = {key}" if verb == "UPDATE" else f"DELETE FROM {name}"
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_entry_cannot_be_replaced_or_skipped() -> None:
    ledger.commit([Entry(act="view")] * 2)
    if connection.vendor == "postgresql":
        statements = ["TRUNCATE core_ledgerentry"]
    else:
        columns = "(seq, leaf, at, act, who, kind, object, body)"
        row = f"INTO core_ledgerentry {columns} VALUES ({{}}, '', '', '', '', '', '', '')"
        statements = [f"INSERT OR REPLACE {row.format(1)}", f"INSERT {row.format(3)}"]
    for statement in statements:
        with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
            cursor.execute(statement)
    assert LedgerEntry.objects.count() == 2


# --- looks --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_look_is_written_without_a_writer_too() -> None:
    assert [look(None), look(None, act="export")] == [0, 1]
    if connection.vendor == "sqlite":  # and the connection is as it was
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)


def test_looks_of_many_threads_share_commits_and_get_numbers_of_their_own(writer: None) -> None:
    commits: list[int] = []
    real = ledger.commit

    def counted(entries: list[Entry]) -> int:
        commits.append(len(entries))
        return real(entries)

    assert ledger._writer is not None
    ledger._writer._commit = counted

    def some(_: int) -> list[int]:
        return [look(None) for _ in range(20)]

    with ThreadPoolExecutor(16) as pool:
        numbers = [seq for part in pool.map(some, range(16)) for seq in part]
    assert sorted(numbers) == list(range(320))
    assert sum(commits) == 320
    assert len(commits) < 320
    assert LedgerEntry.objects.count() == 320


def test_acts_and_looks_beside_each_other_keep_one_order(writer: None) -> None:
    def acts() -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    record("change", None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=acts) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in range(30):
        look(None)
    for thread in threads:
        thread.join()
    assert list(LedgerEntry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(90))
    assert StoredTree().root(90)


def test_a_look_within_a_transaction_is_part_of_it(writer: None) -> None:
    with transaction.atomic():
        record("change", None)
        assert look(None) == 1  # and does not wait for itself
    assert size() == 2


def test_what_cannot_be_logged_is_not_given(writer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(entries: object) -> int:
        raise DatabaseError("database or disk is full")

    assert ledger._writer is not None
    real = ledger._writer._commit
    ledger._writer._commit = full
    with pytest.raises(LedgerUnavailable) as refused:
        look(None)
    assert (refused.value.status, refused.value.permanent) == (503, False)
    ledger._writer._commit = real
    assert look(None) == 0  # the writer has lived on

    ledger.stop_writer()
    monkeypatch.setattr(ledger, "append", full)
    with pytest.raises(LedgerUnavailable):
        look(None)


def test_a_writer_that_hangs_is_not_waited_for_long(writer: None, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    assert ledger._writer is not None
    ledger._writer._commit = lambda entries: release.wait(5) and 0
    with pytest.raises(ledger_writer.Late, match="within"):
        ledger._writer.add([Entry(act="view")], wait=0.05)
    release.set()


def test_who_comes_while_the_writer_stops_is_refused(writer: None) -> None:
    stopped = ledger._writer
    assert stopped is not None
    ledger.stop_writer()
    with pytest.raises(ledger_writer.Late, match="stopping"):
        stopped.add([Entry(act="view")])


@pytest.mark.django_db
def test_a_damaged_head_refuses_everybody() -> None:
    ledger.append([Entry(act="view")] * 3)
    for change in ({"size": 2}, {"hashes": b""}, {"size": 0, "hashes": b""}):
        LedgerHead.objects.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            record("view", None)
    LedgerHead.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        record("view", None)


# --- keys ---------------------------------------------------------------------------------------------------
def test_keys_are_made_once_for_their_owner_only() -> None:
    signer = keys.log_signer()
    path = Path(settings.DATA, "ledger", "log.key")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    before = path.read_text()
    keys._secret.cache_clear()
    assert keys.log_signer().key == signer.key
    assert path.read_text() == before
    assert keys.witness_signer().key.public != signer.key.public
    assert signer.name.startswith("samsyn/log/")


def test_a_damaged_key_is_not_replaced() -> None:
    keys.log_signer()
    path = Path(settings.DATA, "ledger", "log.key")
    path.write_text("oops")
    keys._secret.cache_clear()
    with pytest.raises(keys.DamagedKey, match="copy"):
        keys.log_signer()
    assert path.read_text() == "oops"
