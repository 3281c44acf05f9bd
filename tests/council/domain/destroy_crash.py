"""Runs the waiting destruction and is killed when it comes to the step named on its command line.

Run by test_destroy.py."""

from __future__ import annotations

import os
import signal
import sys

import django

django.setup()

from samsyn.core.domain import erasure, residue  # noqa: E402
from samsyn.core.jobs import run_pending  # noqa: E402


def die(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


step = sys.argv[1]
setattr(residue if hasattr(residue, step) else erasure, step, die)
run_pending()
