"""A full disk: the reserve is given up, destroying and reading go on, other writing is refused in words."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction
from django.test import Client
from django.urls import reverse

from samsyn.core import jobs
from samsyn.core.apps import GOES_ON
from samsyn.core.domain import ledger, space
from samsyn.core.domain.ledger import LedgerUnavailable
from samsyn.core.errors import Temporary
from samsyn.core.models import Job, LedgerEntry

pytestmark = pytest.mark.django_db
MB = 1_000_000


@pytest.fixture(autouse=True)
def disk(settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A disk of the test's own size around the real data folder; the reserve is 2 MB."""
    settings.DATA.mkdir()  # type: ignore[attr-defined]
    settings.BALLAST_MB = 2  # type: ignore[attr-defined]
    told = SimpleNamespace(f_bavail=100 * MB, f_blocks=200 * MB, f_frsize=1)
    monkeypatch.setattr(space.os, "statvfs", lambda path: told)
    return told


def fill(disk: SimpleNamespace) -> None:
    """As ENOSPC leaves it: the reserve given up, and only what it held is free."""
    space.keep()
    space.release()
    disk.f_bavail = 2 * MB


def test_the_reserve_is_blocks_and_not_a_hole(settings: pytest.FixtureRequest) -> None:
    space.keep()
    found = Path(settings.DATA, "ballast").stat()  # type: ignore[attr-defined]
    assert (found.st_size, found.st_blocks * 512 >= 2 * MB) == (2 * MB, True)
    assert not space.is_full()


def test_it_is_laid_up_only_where_there_is_room_and_again_when_there_is(disk: SimpleNamespace) -> None:
    disk.f_bavail = 3 * MB
    space.keep()
    assert space.state().ballast == 0
    assert space.is_full()
    disk.f_bavail = 4 * MB
    space.keep()
    assert (space.state().ballast, space.is_full()) == (2 * MB, False)


def test_without_a_reserve_nothing_is_said_of_the_disk(
    disk: SimpleNamespace, settings: pytest.FixtureRequest
) -> None:
    settings.BALLAST_MB = 0  # type: ignore[attr-defined]
    disk.f_bavail = 0
    space.keep()
    assert not space.is_full()


def sqlite_error(code: int) -> Exception:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return error


def chained(inner: Exception) -> Exception:
    try:
        try:
            raise inner
        except type(inner) as error:
            raise OperationalError("…") from error
    except OperationalError as outer:
        return outer


class DiskFull(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(errno.ENOSPC, "no"), True),
        (OSError(errno.EDQUOT, "no"), True),
        (OSError(errno.EACCES, "no"), False),
        (chained(sqlite_error(13)), True),
        (chained(sqlite_error(5)), False),
        (chained(DiskFull()), True),
        (ValueError(), False),
    ],
)
def test_what_a_full_disk_looks_like(error: Exception, full: bool) -> None:
    space.keep()
    assert space.noticed(error) is full
    assert (space.state().ballast == 0) is full


# --- what goes on and what does not -------------------------------------------------------------------------
def test_pages_are_read_and_writing_is_refused_in_words(
    disk: SimpleNamespace, as_: Callable[[str], Client]
) -> None:
    siv = as_("siv")
    fill(disk)
    assert siv.get("/installningar/").status_code == 200
    answer = siv.post("/installningar/", {"theme": "night"})
    assert answer.status_code == 507
    assert "Disken är full" in answer.content.decode()
    assert (
        siv.post("/installningar/", {}, headers={"accept": "application/json"}).json()["error"] == "disk_full"
    )


def test_what_lets_people_in_goes_on(disk: SimpleNamespace, world: SimpleNamespace, client: Client) -> None:
    fill(disk)
    answer = client.post("/logga-in/", {"username": "siv", "password": world.password})
    assert answer.status_code == 302
    assert client.post("/logga-ut/").status_code == 302


def test_every_name_that_goes_on_is_an_address() -> None:
    pages = {"destruction_list": {"pk": 1}, "destruction_act": {"pk": 1, "what": "x"}}
    pages["operation_letter"] = {"pk": 1, "what": "x"}
    for name in GOES_ON:
        assert reverse(name, kwargs=pages.get(name.partition(":")[2]))


def test_a_look_is_denied_and_an_act_of_destroying_is_written(disk: SimpleNamespace) -> None:
    fill(disk)
    with pytest.raises(LedgerUnavailable, match="Disken är full"):
        ledger.look(None)
    assert not LedgerEntry.objects.exists()
    with transaction.atomic():
        ledger.record("erase", None)
    with space.reserved():
        space.open_reserve()
        ledger.look(None)
    with pytest.raises(LedgerUnavailable):
        ledger.look(None)
    assert LedgerEntry.objects.count() == 2


def test_a_page_that_shows_content_is_not_given(disk: SimpleNamespace, as_: Callable[[str], Client]) -> None:
    siv = as_("siv")
    assert siv.get("/arkiv/").status_code == 200
    fill(disk)
    answer = siv.get("/arkiv/")
    assert (answer.status_code, "Disken är full" in answer.content.decode()) == (503, True)


def test_jobs_wait_but_for_those_that_destroy(disk: SimpleNamespace) -> None:
    jobs.enqueue("test.writes")
    jobs.enqueue("core.destroy", {"list": 0})
    fill(disk)
    assert jobs.run_pending() == 1
    assert Job.objects.get(kind="core.destroy").state == Job.State.DONE
    disk.f_bavail = 100 * MB
    space.keep()
    assert jobs.run_pending() == 1


def test_an_error_from_a_full_disk_gives_the_reserve_up_and_says_so(
    as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    siv = as_("siv")
    space.keep()

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("samsyn.core.views.pages.render", full)
    answer = siv.get("/installningar/")
    assert (answer.status_code, "Disken är full" in answer.content.decode()) == (507, True)
    assert space.state().ballast == 0


def test_a_failed_job_that_met_it_steps_back(disk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    space.keep()

    def full(row: Job) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setitem(jobs._handlers, "test.full", full)
    jobs.enqueue("test.full")
    jobs.run_pending(1)
    assert Job.objects.get().state == Job.State.WAITING
    assert space.state().ballast == 0


def test_the_refusal_is_temporary() -> None:
    assert (space.Full.permanent, LedgerUnavailable.permanent) == (False, Temporary.permanent)
