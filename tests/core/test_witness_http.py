"""Witnessing over HTTP: the answers of c2sp.org/tlog-witness, and two real servers that see each other's
forks and rollbacks."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.domain import health, witness
from samsyn.core.domain import witness_http as http
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.ledger_tree import StoredTree
from samsyn.core.models import LedgerCheckpoint, LedgerEntry, LedgerPeer, LedgerWitness
from tests.core.ledgers import copy, fill, other_installation, restore
from tests.core.running import ROOT, environment, samsyn

pytestmark = pytest.mark.django_db(transaction=True)


def asked(old: int, *, proof: bool = True, note: str = "") -> bytes:
    """A request of the installation we are in, to have its newest checkpoint cosigned."""
    row = sign_checkpoint()
    steps = StoredTree().consistency(old, row.size) if proof and 0 < old < row.size else []
    return "\n".join([f"old {old}", *map(notes.encode, steps), "", note or row.note]).encode()


@pytest.fixture
def known(police: Any) -> Callable[[bytes], http.Answer]:
    """`known(request)` is what the police's witness answers; it knows our log and has cosigned 40 entries."""
    fill(40)
    offer = json.dumps(witness.offer()).encode()

    def answer(data: bytes) -> http.Answer:
        with police():
            return http.add_checkpoint(data)

    with police():
        witness.receive(offer, trust=True)
    return answer


def test_a_new_checkpoint_is_cosigned(known: Callable[[bytes], http.Answer], police: Any) -> None:
    fill(500)
    told = known(asked(40))
    assert told.status == 200
    with police():
        key = keys.witness_signer().key
        assert LedgerPeer.objects.get().size == 540
        last = LedgerEntry.objects.order_by("seq").last()
        assert last is not None
        assert (last.act, last.kind) == ("sign", "core.ledgerpeer")
    row = LedgerCheckpoint.objects.order_by("-size").first()
    assert row is not None
    text, signed = notes.read(row.note + told.text)
    notes.check(text, signed[-1], key)
    assert known(asked(540)).status == 200  # the same again: another line, nothing new


def test_what_is_refused(known: Callable[[bytes], http.Answer], tmp_path: Path) -> None:
    fill(60)
    good = asked(40)
    answers = {
        b"": 400,
        b"nonsense": 400,
        good.replace(b"old 40", b"old 040"): 400,
        good.replace(b"old 40", b"old -1"): 400,
        asked(101): 400,
        good + b"x" * http.MAX_BODY: 400,
        asked(40, proof=False): 422,
        asked(0): 409,
        asked(39): 409,
    }
    for data, status in answers.items():
        assert known(data).status == status, data[:30]
    assert known(asked(0)) == http.Answer(409, "40\n", "text/x.tlog.size")
    text = notes.read(sign_checkpoint().note)[0]
    false = notes.write(text, [notes.sign(text, keys.witness_signer())])
    assert known(asked(40, note=false)).status == 403
    with other_installation(tmp_path / "stranger"):
        fill(5)
        foreign = asked(0)
    assert known(foreign).status == 404
    assert known(good).status == 200  # none of it has done harm


def test_a_post_alone_raises_no_false_alarm(known: Callable[[bytes], http.Answer], police: Any) -> None:
    """Anybody may have an old checkpoint, or a new one without its proof."""
    old = sign_checkpoint().note
    fill(100)
    assert known(asked(40)).status == 200
    assert known(f"old 40\n\n{old}".encode()).status == 409
    fill(10)
    assert known(asked(140, proof=False)).status == 422
    with police():
        assert LedgerPeer.objects.get().alarm == ""


def test_two_histories_of_one_size_are_evidence(known: Callable[[bytes], http.Answer], police: Any) -> None:
    start = copy()
    fill(10)
    assert known(asked(40)).status == 200
    restore(start)
    (keys.folder() / "checkpoint").unlink()
    fill(9)
    fill(1)
    assert known(asked(50)).status == 409
    with police():
        peer = LedgerPeer.objects.get()
        assert (peer.alarm, peer.size) == ("forked", 50)
        seen, shown = (notes.read(note)[0] for note in (peer.note, peer.alarm_note))
        assert seen.split("\n")[:2] == shown.split("\n")[:2]
        assert seen != shown


def test_over_http(client: Client, world: Any) -> None:
    assert client.get("/vittne/checkpoint").status_code == 404
    fill(300)
    note = sign_checkpoint().note
    assert client.get("/vittne/checkpoint").content.decode() == note
    old, proof, told = http.parse(client.get("/vittne/since/100").content)
    assert (old, told) == (100, note)
    assert proof == StoredTree().consistency(100, 300)
    assert http.parse(client.get("/vittne/since/999").content)[1] == []
    answer = client.post("/vittne/add-checkpoint", b"old 0", content_type="text/plain")
    assert answer.status_code == 400
    assert client.get("/vittne/add-checkpoint").status_code == 405
    big = client.post("/vittne/add-checkpoint", b"x" * (http.MAX_BODY + 1), content_type="text/plain")
    assert big.status_code == 413


def test_alarms_are_shown_on_the_page_and_in_health(world: Any, as_: Callable[[str], Client]) -> None:
    def state() -> str:
        return next(check.state for check in health.checks() if check.name == "witness")

    peer = LedgerPeer.objects.create(origin="samsyn/log/a", log_key="k", witness_key="w", note="det vi såg")
    row = LedgerWitness.objects.create(url="https://polis.example/vittne", fault="away")
    assert state() == "degraded"
    page = as_("admin").get("/loggen/").content.decode()
    assert "svarar inte" in page
    assert 'role="alert"' not in page
    row.fault = "restored"
    row.save()
    assert state() == "failed"
    assert "har sett en längre logg än vår" in as_("admin").get("/loggen/").content.decode()
    row.delete()
    with transaction.atomic():
        http.raise_alarm(peer, "forked", "det den säger nu")
    assert state() == "failed"
    page = as_("admin").get("/loggen/").content.decode()
    for text in ("samsyn/log/a", "en annan än den som har bevittnats", "det vi såg", "det den säger nu"):
        assert text in page
    with transaction.atomic():
        http.raise_alarm(peer, "restored", "något annat")
    assert LedgerPeer.objects.get().alarm == "forked"  # the first evidence stays


def test_the_page(as_: Callable[[str], Client], known: object) -> None:
    for name, status in (("admin", 200), ("siv", 403), ("otto", 403)):
        assert as_(name).get("/loggen/").status_code == status


# --- two real servers ---------------------------------------------------------------------------------------
def free_port() -> int:
    with closing(socket.socket()) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Installation:
    def __init__(self, data: Path) -> None:
        self.data, self.port = data, free_port()
        self.url, self.other = f"http://127.0.0.1:{self.port}/vittne", ""

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "samsyn", *words],
            env=environment(self.data, SAMSYN_WITNESSES=self.other),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def python(self, code: str) -> str:
        done = self.run("manage", "shell", "--no-imports", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def look(self, count: int) -> None:
        self.python(f"from samsyn.core.domain import ledger\nfor _ in range({count}): ledger.look(None)")

    def exchange(self) -> str:
        """How it went with the other, as our own page says."""
        code = (
            "from samsyn.core.domain.witness_http import exchange\nprint([str(w.fault) for w in exchange()])"
        )
        return self.python(code)

    def alarms(self) -> str:
        code = "from samsyn.core.models import LedgerPeer\nprint([p.alarm for p in LedgerPeer.objects.all()])"
        return self.python(code)

    def database(self) -> Path:
        """Everything is in this one file afterwards."""
        with closing(sqlite3.connect(self.data / "samsyn.sqlite3")) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self.data / "samsyn.sqlite3"


@pytest.mark.slow
@pytest.mark.skipif(os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="brings its own SQLite")
def test_two_servers_see_each_others_rollbacks_and_forks(tmp_path: Path) -> None:
    town, police = Installation(tmp_path / "town"), Installation(tmp_path / "police")
    town.other, police.other = police.url, town.url
    with ExitStack() as stack:
        for one in (town, police):
            words = ("serve", "--port", str(one.port))
            more = {"SAMSYN_WITNESSES": one.other, "SAMSYN_WORKERS": "0"}
            stack.enter_context(samsyn(one.data, *words, until=b"stannar)", **more))
            one.look(5)
        assert town.exchange() == "['refuses']"  # strangers yet
        for one, other in ((town, police), (police, town)):
            file = tmp_path / "offer.json"
            assert one.run("ledger", "witness", "export", str(file)).returncode == 0
            assert other.run("ledger", "witness", "import", "--trust", str(file)).returncode == 0
        kept = tmp_path / "yesterday.sqlite3"
        shutil.copy(town.database(), kept)
        town.look(20)
        assert (town.exchange(), police.exchange()) == ("['']", "['']")
        assert (town.alarms(), police.alarms()) == ("['']", "['']")

        # Yesterday's copy is put back, and the note beside the database is taken away.
        with closing(sqlite3.connect(kept)) as old, closing(sqlite3.connect(town.database())) as now:
            old.backup(now)
        (town.data / "ledger" / "checkpoint").unlink()
        assert town.exchange() == "['restored']"
        police.exchange()
        assert police.alarms() == "['restored']"

        # It goes on from there: another history under the same name.
        town.look(60)
        assert town.exchange() == "['forked']"
