"""kill -9 in the middle of writing, and PostgreSQL itself cut off: nothing that was acknowledged is lost, and
the log is whole. SAMSYN_TEST_KILLS=10000 and SAMSYN_TEST_SERVER_KILLS=100 for a long night."""

from __future__ import annotations

import os
import random
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.ledger_check import verify
from samsyn.core.models import LedgerEntry
from tests.core.running import ROOT, environment

KILLS = int(os.environ.get("SAMSYN_TEST_KILLS", "200"))  # on each database
SERVER_KILLS = int(os.environ.get("SAMSYN_TEST_SERVER_KILLS", "3"))


def address() -> str:
    """DATABASE_URL of the database this test runs on."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    host = str(told["HOST"]).replace("/", "%2F")
    return f"postgresql://{told['USER']}@/{told['NAME']}?host={host}"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_acknowledged_outlives_the_process(tmp_path: Path) -> None:
    acks, rng = tmp_path / "acks", random.Random(5)
    settings_of_child = environment(
        Path(settings.DATA), DATABASE_URL=address(), DJANGO_SETTINGS_MODULE="samsyn.settings"
    )
    nursery = subprocess.Popen(
        [sys.executable, "-m", "tests.core.ledger_crash", str(acks)],
        env=settings_of_child,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    try:
        for _ in range(KILLS):
            nursery.stdin.write("\n")
            nursery.stdin.flush()
            child = int(nursery.stdout.readline())
            time.sleep(rng.uniform(0.05, 0.3))
            os.kill(child, signal.SIGKILL)
            assert nursery.stdout.readline() == "dead\n"
    finally:
        nursery.stdin.close()
        nursery.wait(10)
        nursery.stdout.close()

    told = [line.split() for line in acks.read_text().splitlines()]
    acknowledged = {int(seq): act for act, seq in told}
    kept = dict(LedgerEntry.objects.values_list("seq", "act"))
    assert len(acknowledged) == len(told) > KILLS
    assert {seq: kept.get(seq) for seq in acknowledged} == acknowledged
    assert sorted(kept) == list(range(len(kept)))
    sign_checkpoint()
    assert verify().findings == []


# --- the database server cut off ----------------------------------------------------------------------------
class Server:
    """A PostgreSQL of this test's own, since nobody else's may be cut off. Everything is on disk as by
    default."""

    def __init__(self, home: Path) -> None:
        self.tool = runpy.run_path(str(ROOT / "tools" / "pg.py"))
        self.home, self.cluster = home, home / "cluster"
        self.step_down = self.tool["unprivileged"]()
        if self.step_down:
            os.chown(home, self.step_down["user"], self.step_down["group"])
        self.url = f"postgresql://samsyn@/samsyn?host={quote(str(home), safe='')}"

    def do(self, program: str, *words: str) -> None:
        command = [self.tool["programs"]() / program, *words]
        subprocess.run(command, check=True, cwd=self.home, stdout=subprocess.DEVNULL, **self.step_down)

    def start(self) -> None:
        options = f"-c listen_addresses= -c log_min_messages=panic -k {self.home}"
        words = ("start", "-w", "-D", str(self.cluster), "-l", str(self.home / "log"), "-o", options)
        self.do("pg_ctl", *words)

    def cut_off(self) -> None:
        self.do("pg_ctl", "stop", "-D", str(self.cluster), "-m", "immediate")


@pytest.fixture
def server() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="samsyn-cut-"))  # a socket's path is short
    try:
        made = Server(home)
        made.do("initdb", "-D", str(made.cluster), "-U", "samsyn", "-A", "trust", "-E", "UTF8")
    except SystemExit as error:
        shutil.rmtree(home)
        pytest.skip(str(error))
    made.start()
    made.do("createdb", "-h", str(home), "-U", "samsyn", "samsyn")
    yield made
    made.cut_off()
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow
def test_what_was_acknowledged_outlives_the_database_server(server: Server, tmp_path: Path) -> None:
    acks, rng = tmp_path / "acks", random.Random(7)
    around = environment(tmp_path / "data", DATABASE_URL=server.url, DJANGO_SETTINGS_MODULE="samsyn.settings")

    def samsyn(*words: str) -> str:
        command = [sys.executable, "-m", "samsyn", *words]
        done = subprocess.run(command, env=around, cwd=ROOT, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    samsyn("manage", "migrate", "-v0")
    for _ in range(SERVER_KILLS):
        writing = subprocess.Popen(
            [sys.executable, "-m", "tests.core.ledger_crash", str(acks)],
            env=around,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        before = acks.stat().st_size if acks.exists() else 0
        assert writing.stdin is not None
        writing.stdin.write("\n")
        writing.stdin.flush()
        while not acks.exists() or acks.stat().st_size == before:
            time.sleep(0.02)
        time.sleep(rng.uniform(0.1, 0.8))
        server.cut_off()
        writing.communicate(timeout=30)
        server.start()
    acknowledged = {int(line.split()[1]) for line in acks.read_text().splitlines()}
    rows = "LedgerEntry.objects.order_by('seq').values_list('seq', flat=True)"
    code = f"from samsyn.core.models import LedgerEntry; print(*{rows})"
    kept = [int(word) for word in samsyn("manage", "shell", "--no-imports", "-c", code).split()]
    assert kept == list(range(len(kept)))
    assert acknowledged <= set(kept)
    assert len(acknowledged) > 10 * SERVER_KILLS
    assert "Hel" in samsyn("ledger", "verify")
