"""The ledger: audited reads a second beside a bare insert loop of the same database, in one run; checking;
proofs.

    python bench/ledger.py [entries]            and    tools/pg.py -- .venv/bin/python bench/ledger.py 100000

The bare loop writes the same columns, one row a commit, by the database's own driver: SQLite with
synchronous=FULL, PostgreSQL with synchronous_commit=on (tools/pg.py runs it without fsync, so there only the
ratio says something).
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ["SAMSYN_DATA"] = tempfile.mkdtemp(prefix="samsyn-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from samsyn.core import guard  # noqa: E402
from samsyn.core.calc.entry import Entry  # noqa: E402
from samsyn.core.domain import ledger  # noqa: E402
from samsyn.core.domain.checkpoints import prove, sign_checkpoint  # noqa: E402
from samsyn.core.domain.ledger_check import verify  # noqa: E402
from samsyn.core.domain.ledger_export import export  # noqa: E402
from samsyn.core.models import Account, LedgerEntry  # noqa: E402

TOOL = Path(__file__).resolve().parent.parent / "tools" / "verify_ledger.py"
SECONDS = 4.0
WHO = "0123456789abcdef" * 2
COLUMNS = "(seq, leaf, at, act, who, kind, object, body)"


def look(by: Account, at: int) -> int:
    return ledger.look(by, kind="core.document", object=at % 9999, level="limited", purpose="prevention")


def reads(by: Account, threads: int) -> tuple[float, list[float]]:
    """(looks a second, sorted milliseconds of each) of this many threads."""
    end, taken = time.perf_counter() + SECONDS, [[] for _ in range(threads)]

    def work(mine: list[float]) -> None:
        with guard.remembering():  # as within a request
            before = time.perf_counter()
            while before < end:
                look(by, len(mine))
                after = time.perf_counter()
                mine.append((after - before) * 1000)
                before = after
        connection.close()

    running = [threading.Thread(target=work, args=(mine,)) for mine in taken]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    every = sorted(one for mine in taken for one in mine)
    return len(every) / SECONDS, every


def bare() -> float:
    """Rows a second of the driver alone, one a commit, of an entry's size."""
    body = Entry(act="view", who=WHO, kind="core.document", object=1).body(1, "2026-11-22T04:00:00.000000Z")
    row = (b"\0" * 32, "2026-11-22T04:00:00.000000Z", "view", WHO, "core.document", "1", body)
    types = (
        "(seq INTEGER PRIMARY KEY, leaf {}, at TEXT, act TEXT, who TEXT, kind TEXT, object TEXT, body TEXT)"
    )
    marks = "VALUES ({0}, {0}, {0}, {0}, {0}, {0}, {0}, {0})"
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        plain = connection.connection
        plain.execute("SET synchronous_commit TO on")
        plain.execute("CREATE TABLE bare " + types.format("BYTEA"))
        insert = f"INSERT INTO bare {COLUMNS} {marks.format('%s')}"
    else:
        plain = sqlite3.connect(Path(settings.DATA, "bare.sqlite3"), isolation_level=None)
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        plain.execute("CREATE TABLE bare " + types.format("BLOB"))
        insert = f"INSERT INTO bare {COLUMNS} {marks.format('?')}"
    for column in ("who, seq", "kind, object, seq"):
        plain.execute(f"CREATE INDEX bare_{column[:3]} ON bare ({column})")
    count, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        plain.execute(insert, (count, *row))
        count += 1
    connection.close()
    return count / SECONDS


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    call_command("migrate", verbosity=0)
    by = Account.objects.create_user("bench")
    alone = bare()
    show(f"{connection.vendor}: bare insert, one row a commit", f"{alone:9.0f} /s   1")
    measure(by, "looks, each its own commit", 1, alone)
    ledger.start_writer()
    for threads in (1, 8, 32, 64):
        measure(by, "looks, group commit", threads, alone)
    ledger.stop_writer()
    start, count = time.perf_counter(), 0
    while time.perf_counter() < start + SECONDS:
        with transaction.atomic():
            ledger.record("change", None)
        count += 1
    show(
        "acts, each in a transaction of its own", f"{count / SECONDS:9.0f} /s   {count / SECONDS / alone:.2f}"
    )
    have, many = LedgerEntry.objects.count(), Entry(act="view", who=WHO, kind="core.document", object=77)
    start = time.perf_counter()
    for _ in range(max(0, wanted - have) // 1000 + 1):
        ledger.commit([many] * 1000)
    rate = (LedgerEntry.objects.count() - have) / (time.perf_counter() - start)
    show("appended in commits of 1,000", f"{rate:9.0f} /s")
    size = sign_checkpoint().size
    start = time.perf_counter()
    report = verify()
    show(
        f"{size} entries checked in the database", f"{time.perf_counter() - start:9.2f} s   {report.findings}"
    )
    check_export(size)
    return 0


def measure(by: Account, what: str, threads: int, alone: float) -> None:
    rate, taken = reads(by, threads)
    spread = f"p50 {statistics.median(taken):.2f}  p99 {taken[int(len(taken) * 0.99)]:.2f} ms"
    show(f"{what}, {threads} threads", f"{rate:9.0f} /s   {rate / alone:.2f}   {spread}")


def show(what: str, figures: str) -> None:
    print(f"{what:<48} {figures}", flush=True)


def check_export(size: int) -> None:
    out = Path(settings.DATA, "out")
    export(out)
    start = time.perf_counter()
    done = subprocess.run([sys.executable, str(TOOL), str(out)], capture_output=True, text=True, check=False)
    said = done.stdout.partition("\n")[0]
    show("the same by tools/verify_ledger.py", f"{time.perf_counter() - start:9.2f} s   {said}")
    start = time.perf_counter()
    proof = [prove(at * size // 200) for at in range(200)]
    each = (time.perf_counter() - start) * 5
    show("inclusion proof", f"{each:9.2f} ms   {32 * len(proof[0]['proof'])} bytes of hashes")


if __name__ == "__main__":
    sys.exit(main())
