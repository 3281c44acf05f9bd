#!/usr/bin/env python3
"""The guard against its oracle over the whole matrix, ten million cases, with progress.

    tools/prove.py [documents]       and       tools/pg.py -- tools/prove.py

Without a number every combination. Ends with 1 if guard, list and oracle disagree anywhere."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["SAMSYN_DATA"] = tempfile.mkdtemp(prefix="samsyn-prove-")
os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from samsyn.core import guard  # noqa: E402
from tests.core.guard_matrix import Tally, build, check  # noqa: E402

SHOWN = 20


def main() -> int:
    call_command("migrate", verbosity=0)
    matrix = build(int(sys.argv[1]) if len(sys.argv) > 1 else None)
    print(f"{connection.vendor}: {len(matrix.sheets)} documents, {len(matrix.people)} people", flush=True)
    begun = last = time.monotonic()

    def tell(tally: Tally) -> None:
        nonlocal last
        if time.monotonic() - last > 10:
            last = time.monotonic()
            print(f"  {tally.cases:>12,} cases, {len(tally.wrong)} disagreements", flush=True)

    tally = check(matrix, tell)
    for one in tally.wrong[:SHOWN]:
        print(one)
    took = time.monotonic() - begun
    print(f"{tally.cases:,} cases, {len(tally.wrong)} disagreements, {guard.faults()} alarms, {took:.0f} s")
    return 1 if tally.wrong or guard.faults() else 0


if __name__ == "__main__":
    sys.exit(main())
