"""kill -9 in the middle of writing: nothing that was acknowledged is lost, and the log is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.ledger_check import verify
from samsyn.core.models import LedgerEntry
from tests.core.running import ROOT, environment

KILLS = int(os.environ.get("SAMSYN_TEST_KILLS", "20"))


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
