"""Runs the waiting destruction, for test_destroy.py to look on from another process."""

from __future__ import annotations

import django

django.setup()

from samsyn.core.jobs import run_pending  # noqa: E402

run_pending()
