"""Everything read again from the import page: by whom, how far, and what it changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from samsyn.core.jobs import run_pending
from samsyn.core.models import Job
from tests.council.build import record

pytestmark = pytest.mark.django_db
ADDRESS = "/arkiv/las-in/"
BUTTON = "Läs om allt med den nyaste läsaren"


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """`install()` brings a newer reader, that finds a place in the documents of 22 September."""
    from samsyn.council.domain import reader
    from tests.council.conftest import UnpackingPool

    def read(_self: Any, data: bytes, _name: str) -> dict[str, Any]:
        found = dict(json.loads(data))
        return found | {"place": "Stora salen"} if found["date"] == "2026-09-22" else found

    def newer() -> None:
        monkeypatch.setattr(reader, "VERSION", "newer")
        monkeypatch.setattr(UnpackingPool, "read", read)

    return newer


def test_a_secretary_has_everything_read_again(siv: Any, bring: Any, install: Callable[[], None]) -> None:
    batch = bring({"a.txt": record(), "b.txt": record(date="2025-03-11", place="Rum 4")})
    changed, same = (file.document for file in batch.files.order_by("name"))
    install()
    assert BUTTON in siv.get(ADDRESS).content.decode()
    assert siv.post(ADDRESS, {"reread": "1"}).status_code == 302
    assert siv.post(ADDRESS, {"reread": "1"}).status_code == 302
    job = Job.objects.get(kind="council.reread")  # the second press joined the first
    assert job.args == {"documents": [changed.pk, same.pk]}
    page = siv.get(ADDRESS).content.decode()
    assert f"job%3A{job.pk}" in page or f"job:{job.pk}" in page
    assert BUTTON not in page
    run_pending()
    page = siv.get(ADDRESS).content.decode()
    assert "1 handling ändrades av den senaste omläsningen." in page
    assert f"/arkiv/{changed.pk}/lasningar/" in page
    assert f"/arkiv/{same.pk}/lasningar/" not in page
    assert "Stora salen" in siv.get(f"/arkiv/{changed.pk}/lasningar/").content.decode()


def test_nothing_changed(siv: Any, bring: Any) -> None:
    bring({"a.txt": record()})
    siv.post(ADDRESS, {"reread": "1"})
    run_pending()
    assert "Den senaste omläsningen ändrade ingenting." in siv.get(ADDRESS).content.decode()


def test_only_secretaries_and_administrators(as_: Any, bring: Any) -> None:
    bring({"a.txt": record()})
    assert BUTTON not in as_("noor").get(ADDRESS).content.decode()
    for name in ("noor", "otto"):
        assert as_(name).post(ADDRESS, {"reread": "1"}).status_code == 403
    assert not Job.objects.filter(kind="council.reread").exists()
    admin = as_("admin")
    assert admin.post(ADDRESS, {"reread": "1"}).status_code == 403  # outside administrator mode
    admin.post("/administratorslage/", {"reason": "Ny läsare, allt läses om"})
    assert admin.post(ADDRESS, {"reread": "1"}).status_code == 302


def test_an_empty_archive_has_nothing_to_read(siv: Any) -> None:
    siv.post(ADDRESS, {"reread": "1"})
    assert not Job.objects.filter(kind="council.reread").exists()
