"""A destroyed document is gone: from rows, index, journal, free space and disk. On SQLite and PostgreSQL."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from samsyn.core import jobs, keeping, live, store
from samsyn.core.domain import destruction, erasure, holds, residue, retention
from samsyn.core.domain.ledger_check import verify
from samsyn.core.errors import Conflict, Invalid, Refused
from samsyn.core.jobs import run_pending
from samsyn.core.models import (
    Body,
    DestructionList,
    Document,
    Job,
    LedgerEntry,
    Original,
    Person,
    Role,
    Seat,
)
from samsyn.core.workers import is_dead
from samsyn.council.domain import cache, corrections, imports
from samsyn.council.models import Attendance, ImportBatch, ImportFile, LexiconWord, SavedSearch
from tests.core.running import ROOT, environment
from tests.core.test_ledger_crash import address
from tests.council.build import item, person, record

# Words of nobody's language, so that a byte of theirs anywhere is a trace.
SECRET = "Xylofonvakten sågs vid Qvintorpsgläntan om natten med en grönspräcklig ballongkorg"
NAMES = ("Zebulon Qvickrot", "Yxvin Åqvirrelström")
WORDS = ("xylofonvak", "qvintorpsglän", "grönspräckl", "ballongkorg", "zebulon", "qvickrot", "åqvirrel")
OTHER = "Cyklarna vid stationen ställs upp i rad innan sommaren kommer till staden"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_clean_file(db: None) -> None:
    """What tests before left in the index and in free space is not ours."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM council_search")
            cursor.execute("INSERT INTO council_search(council_search) VALUES ('optimize')")
        residue.rewrite()


@pytest.fixture
def steward(world: SimpleNamespace) -> Any:
    return world.siv


@pytest.fixture
def secret(bring: Callable[..., Any], steward: Any) -> Document:
    """A document with all that can hang on one, beside another that stays."""
    told = record(
        date="2020-01-15",
        present=[person(NAMES[0]), person("Siv Ahl")],
        absent=[person(NAMES[1])],
        items=[item("1", "Läget vid Qvintorpsgläntan", SECRET), item("2", "Ballongkorgen", OTHER)],
    )
    bring({"hemlig-zebulon.txt": told})
    bring({"annan.txt": record(date="2026-10-01", items=[item("1", "Cyklar", OTHER)])})
    found = Document.objects.get(name="hemlig-zebulon.txt")
    for text in (
        cache.path("text", found.original_id, "layout.txt"),
        cache.path("pages", found.original_id, "1-1240.webp"),
    ):
        cache.keep(text, SECRET.encode)
    corrections.change(steward, found, "place", "Xylofonvaktens kiosk")
    for row in Attendance.objects.filter(name__in=NAMES):
        corrections.identify(steward, found, row.key, Person.objects.create(name=row.name).pk)
    live.publish("job:1", {"note": "hemlig-zebulon.txt"})
    Job.objects.update(note="hemlig-zebulon.txt")
    return found


def rule(steward: Any, **fields: Any) -> Any:
    told = {"source": "Dokumenthanteringsplan", "decided_by": "Kommunstyrelsen", "months": 24}
    told |= {"decided_on": timezone.localdate()} | fields
    return retention.add_rule(steward, steward.roles.first().organisation, **told)


def destroy(steward: Any, settings: Any) -> DestructionList:
    settings.DESTROY_HOURS = 0
    found = destruction.propose(steward, steward.roles.first().organisation)
    destruction.confirm(steward, found, found.items.count())
    run_pending()
    found.refresh_from_db()
    assert found.state == "done", Job.objects.get(pk=found.job_id).error
    return found


def places(words: tuple[str, ...]) -> list[str]:
    """Every file of database and data folder in which one of the words lies, in any case or coding.

    A word's first two letters are left out: an index keeps only what differs from the word before."""
    found = []
    files = [*database_files()]
    if connection.vendor == "sqlite":
        connection.close()  # closing the file below lets go of all locks this process has on it
    for path in (*files, *Path(settings.DATA).rglob("*")):
        if path.is_file():
            data = path.read_bytes().lower()
            for word in words:
                tail = word[2:]
                forms = {
                    tail.encode(),
                    tail.encode("ascii", "backslashreplace")
                    .replace(b"\\xe5", b"\\u00e5")
                    .replace(b"\\xe4", b"\\u00e4")
                    .replace(b"\\xf6", b"\\u00f6"),
                }
                found += [f"{path}: {word}" for form in forms if form in data]
    return found


def database_files() -> Iterator[Path]:
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        yield from (Path(f"{name}{ending}") for ending in ("", "-wal", "-shm"))
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT current_setting('data_directory'), oid FROM pg_database"
            " WHERE datname = current_database()"
        )
        folder, oid = cursor.fetchone()
        cursor.execute("SELECT pg_relation_filenode(oid), relname FROM pg_class")
        names = {str(node): name for node, name in cursor.fetchall()}
    if not os.access(folder, os.R_OK):
        pytest.skip("the server's files cannot be read from here")
    for path in Path(folder, "base", str(oid)).iterdir():
        print(path.name, names.get(path.name))  # to know the table if a test fails
        yield path


def test_nothing_is_left_in_database_index_journal_or_disk(
    secret: Document, steward: Any, settings: Any
) -> None:
    original, pk = secret.original_id, secret.pk
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # the planner's statistics quote values
    seen = places(WORDS)
    assert all(any(line.endswith(word) for line in seen) for word in WORDS)  # the test can see each of them
    rule(steward)
    done = destroy(steward, settings)

    assert places(WORDS) == []
    assert not store.path(original).exists()
    assert not Original.objects.filter(pk=original).exists()
    assert not Document.objects.filter(pk=pk).exists()
    assert not Person.objects.filter(name__in=NAMES).exists()
    assert not ImportFile.objects.filter(name="hemlig-zebulon.txt").exists()
    assert ImportBatch.objects.count() == 1
    assert not LexiconWord.objects.filter(count__lte=0).exists()
    assert list(live.hub._rings) == [f"job:{done.job_id}"]  # of before there is nothing
    assert not list(Path(settings.DATA, "destruction").iterdir())
    proof = done.items.get()
    assert (proof.state, proof.object, proof.document, proof.sha256) == ("done", pk, None, "")
    assert (proof.found, proof.looked_for > 5) == (0, True)
    assert Document.objects.get().name == "annan.txt"


def test_what_the_ledger_keeps_names_nothing_and_is_whole(
    secret: Document, steward: Any, settings: Any
) -> None:
    sha256, other = secret.original_id, Document.objects.exclude(pk=secret.pk).get().original_id
    made = rule(steward)
    proof = destroy(steward, settings).items.get()
    entry = LedgerEntry.objects.get(seq=proof.seq)
    assert (entry.act, entry.kind, entry.object) == ("erase", "core.document", str(proof.object))
    assert proof.rule == made
    assert proof.commitment in entry.body
    assert "zebulon" not in entry.body
    assert erasure.proves(proof, sha256)
    assert not erasure.proves(proof, other)
    assert verify().findings == []


@pytest.mark.parametrize("where", ["file", "table", "index"])
def test_the_look_afterwards_sees_what_was_missed(
    where: str, secret: Document, steward: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if where == "file":
        Path(settings.DATA, "forgotten.txt").write_text(f"... {SECRET} ...", "utf-8")
    elif where == "table":
        SavedSearch.objects.create(account=steward, name="kvar", query=SECRET)
    elif connection.vendor == "postgresql":
        pytest.skip("its index has no words that are gone")
    else:
        forgetful = [replace(one, tidy=lambda: None) for one in keeping.keepers()]
        monkeypatch.setattr(keeping, "_keepers", forgetful)
    rule(steward)
    assert destroy(steward, settings).items.get().found > 0


STEPS = ("rows", "files", "_note", "finish", "scrub", "find")


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_killed_in_the_middle_it_goes_on(step: str, secret: Document, steward: Any, settings: Any) -> None:
    sha256 = secret.original_id
    rule(steward)
    settings.DESTROY_HOURS = 0
    row = destruction.propose(steward, steward.roles.first().organisation)
    destruction.confirm(steward, row, 1)
    connection.close()
    environment_of_child = environment(
        Path(settings.DATA), DATABASE_URL=address(), DJANGO_SETTINGS_MODULE="samsyn.settings"
    )
    dead = subprocess.run(
        [sys.executable, "-m", "tests.council.domain.destroy_crash", step], env=environment_of_child, cwd=ROOT
    )
    assert dead.returncode == -signal.SIGKILL
    assert row.items.get().state in ("waiting", "erased")
    assert jobs.release(is_dead) == 1
    time.sleep(0.01)
    run_pending()
    proof = row.items.get()
    assert (proof.state, proof.found, proof.looked_for > 5) == ("done", 0, True)
    assert places(WORDS) == []
    assert not store.path(sha256).exists()
    assert LedgerEntry.objects.filter(act="erase").count() == 1
    assert verify().findings == []


def test_what_it_writes_stays_though_another_process_opens_and_closes_the_database(
    secret: Document, steward: Any, settings: Any
) -> None:
    """The look into the database's file must not let go of the locks that keep its journal from being taken
    for left over."""
    if connection.vendor != "sqlite":
        pytest.skip("about SQLite's locks")
    SavedSearch.objects.create(
        account=steward, name="kvar", query=SECRET
    )  # so that the file is rewritten too
    rule(steward)
    settings.DESTROY_HOURS = 0
    row = destruction.propose(steward, secret.organisation)
    destruction.confirm(steward, row, 1)
    connection.close()
    there = environment(Path(settings.DATA), DATABASE_URL=address(), DJANGO_SETTINGS_MODULE="samsyn.settings")
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.council.domain.destroy_beside"], env=there, cwd=ROOT
    )
    while running.poll() is None:
        beside = sqlite3.connect(connection.settings_dict["NAME"], timeout=20)
        beside.execute("SELECT count(*) FROM core_job").fetchone()
        beside.close()
    assert running.returncode == 0
    proof = row.items.get()
    assert (proof.state, proof.found > 0) == ("done", True)
    assert Job.objects.get(kind="core.destroy").state == "done"


def test_bytes_stay_where_another_organisation_has_them(
    secret: Document, steward: Any, settings: Any, bring: Callable[..., Any], world: SimpleNamespace
) -> None:
    with store.open(secret.original_id) as source:
        data = source.read()
    Role.objects.create(account=world.per, organisation=world.organisation.lpo_norralv, kind="secretary")
    bring({"samma.txt": data}, account=world.per, organisation=world.organisation.lpo_norralv)
    rule(steward)
    proof = destroy(steward, settings).items.get()
    assert (proof.state, proof.found) == ("done", 0)
    assert store.verify(secret.original_id)
    assert Document.objects.get(organisation=world.organisation.lpo_norralv).original_id == secret.original_id
    assert cache.path("text", secret.original_id, "layout.txt").exists()


def test_people_known_from_elsewhere_stay(secret: Document, steward: Any, settings: Any) -> None:
    Seat.objects.create(body=Body.objects.first(), person=Person.objects.get(name=NAMES[0]))
    rule(steward)
    destroy(steward, settings)
    assert [Person.objects.filter(name=name).exists() for name in NAMES] == [True, False]
    assert Person.objects.filter(name="Siv Ahl").exists()


# --- what stops it ------------------------------------------------------------------------------------------
def hold(steward: Any, **covers: Any) -> Any:
    day = timezone.localdate()
    told = {
        "reason": "Tvist",
        "decided_by": "Stadsarkivet",
        "decided_on": day,
        "review_on": day + timedelta(90),
    }
    return holds.place(steward, steward.roles.first().organisation, **told, **covers)


def test_a_hold_stops_it_until_it_is_lifted(secret: Document, steward: Any, settings: Any) -> None:
    rule(steward)
    settings.DESTROY_HOURS = 0
    row = destruction.propose(steward, secret.organisation)
    destruction.confirm(steward, row, 1)
    placed = hold(steward, document=secret)  # after the list was confirmed
    run_pending()
    assert row.items.get().state == "held"
    assert Document.objects.filter(pk=secret.pk).exists()
    with pytest.raises(Invalid):
        destruction.propose(steward, secret.organisation)
    holds.lift(steward, placed, "Tvisten är slut")
    assert destroy(steward, settings).items.get().state == "done"


@pytest.mark.parametrize("covers", [{}, {"kind": "notes"}, {"body": True}])
def test_a_hold_covers_a_kind_a_body_or_all(
    covers: dict[str, Any], secret: Document, steward: Any, world: SimpleNamespace
) -> None:
    rule(steward)
    hold(steward, **({"body": secret.meeting.body} if "body" in covers else covers))
    found = {one.document: one.held for one in retention.due(secret.organisation_id, timezone.localdate())}
    assert found == {secret.pk: True}


def test_a_rule_that_has_ended_destroys_nothing(secret: Document, steward: Any, settings: Any) -> None:
    made = rule(steward)
    settings.DESTROY_HOURS = 0
    row = destruction.propose(steward, secret.organisation)
    destruction.confirm(steward, row, 1)
    retention.end_rule(steward, made)
    run_pending()
    assert row.items.get().state == "kept"


def test_a_list_can_be_taken_back_until_it_runs(secret: Document, steward: Any, settings: Any) -> None:
    rule(steward)
    settings.DESTROY_HOURS = 24
    row = destruction.propose(steward, secret.organisation)
    with pytest.raises(Invalid):
        destruction.confirm(steward, row, 2)
    destruction.confirm(steward, row, 1)
    run_pending()
    assert Document.objects.filter(pk=secret.pk).exists()
    destruction.withdraw(steward, row)
    run_pending()
    done = destroy(steward, settings)
    with pytest.raises(Conflict):
        destruction.withdraw(steward, done)


def test_only_stewards_of_the_organisation_decide(secret: Document, world: SimpleNamespace) -> None:
    for account in (world.noor, world.per, world.otto):
        with pytest.raises(Refused):
            destruction.propose(account, secret.organisation)


# --- by itself ----------------------------------------------------------------------------------------------
def test_an_undone_import_is_destroyed_after_its_days(
    bring: Callable[..., Any], steward: Any, settings: Any
) -> None:
    batch = bring({"hemlig-zebulon.txt": record(items=[item("1", "Läget", SECRET)])})
    imports.undo(steward, batch)
    settings.DESTROY_HOURS = 0
    destruction.run_rules()
    run_pending()
    assert Document.objects.count() == 1
    Document.objects.update(removed_at=timezone.now() - timedelta(days=settings.UNDONE_DAYS))
    destruction.run_rules()
    run_pending()
    assert (Document.objects.count(), Original.objects.count(), places(WORDS)) == (0, 0, [])


def test_a_rule_that_works_by_itself_trusts_no_machine(secret: Document, steward: Any, settings: Any) -> None:
    rule(steward, automatic=True)
    settings.DESTROY_HOURS = 0
    assert destruction.run_rules() == 0  # day and kind are a machine's reading
    corrections.confirm(steward, secret, "date")
    corrections.confirm(steward, secret, "kind")
    assert destruction.run_rules() == 1
    assert destruction.run_rules() == 0
    row = DestructionList.objects.get()
    destruction.withdraw(steward, row)
    assert destruction.run_rules() == 0  # taken back by a person, it waits for one


def test_what_a_backup_brings_back_goes_again(secret: Document, steward: Any, settings: Any) -> None:
    copy = Document.objects.get(pk=secret.pk)
    with store.open(secret.original_id) as source:
        data = source.read()
    rule(steward)
    destroy(steward, settings)
    store.put(data)
    copy.save(force_insert=True)
    stranger = store.put(b"en annan fil")
    assert destruction.run_rules() == 0
    assert not Document.objects.filter(pk=copy.pk).exists()
    assert not store.path(copy.original_id).exists()
    copy.original = stranger  # the same number, but not what was destroyed
    copy.save(force_insert=True)
    destruction.run_rules()
    assert Document.objects.filter(pk=copy.pk).exists()
