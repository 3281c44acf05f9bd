"""Files that mean harm, by the real way in: kept, read in a child with limits, shown. Whatever a file does,
it costs itself only, and less than ten seconds.

A fifth of them each time; all with SAMSYN_HOSTILE=all (`make prove`)."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from samsyn.core import store
from samsyn.core.jobs import run_pending
from samsyn.core.models import Document, Job
from samsyn.council.domain import imports
from samsyn.council.models import FileState
from samsyn.council.reading.sandbox import Pool
from tests.hostile.corpus import files

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.xdist_group("hostile")]
ALL = os.environ.get("SAMSYN_HOSTILE") == "all"
LONGEST = 10.0  # seconds a file may take
OVER = (FileState.DONE, FileState.FAILED, FileState.SAME)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Seconds that each file took to read, by its name."""
    found: dict[str, float] = {}
    read = Pool.read

    def timed(pool: Pool, source: bytes | Path, name: str = "", **more: Any) -> dict[str, Any]:
        began = time.monotonic()
        try:
            return read(pool, source, name, **more)
        finally:
            found[name] = time.monotonic() - began

    monkeypatch.setattr(Pool, "read", timed)
    return found


def test_there_are_three_hundred_and_always_the_same() -> None:
    first, second = files(), files()
    assert len(first) >= 300
    assert first == second


def test_no_file_harms_more_than_itself(
    world: SimpleNamespace, as_: Callable[[str], Client], taken: dict[str, float]
) -> None:
    chosen = files() if ALL else files()[::5]
    threads = threading.active_count()
    batch = imports.start(world.siv, world.organisation.norralv)
    for name, data in chosen:
        imports.add(batch, name, data)
    imports.run(batch)
    run_pending()

    assert not Job.objects.exclude(state=Job.State.DONE).exists(), list(Job.objects.values("kind", "error"))
    states = list(batch.files.values_list("state", flat=True))
    assert len(states) == len(chosen)
    assert set(states) <= set(OVER)
    assert batch.files.filter(state=FileState.DONE).count() > len(chosen) // 4  # some are merely odd
    slow = {name[:60]: round(seconds, 1) for name, seconds in taken.items() if seconds > LONGEST}
    assert not slow
    assert threading.active_count() <= threads + 2
    for row in batch.files.select_related("original"):
        assert store.verify(row.original_id)
    _pages(as_("siv"), batch.pk)


def _pages(siv: Client, batch: int) -> None:
    """What was made of them is shown, each within its own page, and nothing of it is markup."""
    assert siv.get(f"/arkiv/las-in/{batch}/").status_code == 200
    assert siv.get("/arkiv/").status_code == 200
    for pk in Document.objects.values_list("pk", flat=True):
        began = time.monotonic()
        answer = siv.get(f"/arkiv/{pk}/")
        text = answer.content.decode()
        assert answer.status_code == 200, pk
        assert "<script>alert" not in text
        assert "<iframe" not in text
        assert siv.get(f"/arkiv/{pk}/sida/1/").status_code in (200, 404)
        assert time.monotonic() - began < LONGEST
