"""A nursery of processes to kill: for each line it reads it forks one that writes acts and looks until it
dies.

Each number is printed to `acks` only when it has been acknowledged. Run by test_ledger_crash.py."""

from __future__ import annotations

import os
import sys
import threading

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from samsyn.core.domain import ledger  # noqa: E402
from samsyn.core.domain.checkpoints import sign_checkpoint  # noqa: E402


def work(acks: int) -> None:
    ledger.start_writer()

    def tell(what: str, seq: int) -> None:
        os.write(acks, f"{what} {seq}\n".encode())  # one write, so no half line and no mixing

    def looks() -> None:
        while True:
            tell("view", ledger.look(None))

    for _ in range(3):
        threading.Thread(target=looks, daemon=True).start()
    while True:
        with transaction.atomic():
            seq = ledger.record("change", None)
        tell("change", seq)
        if seq % 50 == 0:
            sign_checkpoint()


def main() -> None:
    acks = os.open(sys.argv[1], os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    connection.close()
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work(acks)
            finally:
                os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


main()
