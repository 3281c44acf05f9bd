"""A look that cannot be written down is not given: a log that is locked, a disk that is full, a dead
writer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from types import SimpleNamespace

import pytest
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from samsyn.core import keys
from samsyn.core.domain import ledger, looks
from samsyn.core.models import Account, LedgerEntry, LedgerHead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]
SECRET = "Kvarnhjulet"


@looks.shows()
def page(request: HttpRequest) -> HttpResponse:
    looks.at_list(request, 1, ["limited", "room", "public"])
    return HttpResponse(SECRET)


urlpatterns = [path("sida/", page)]
handler404 = "samsyn.core.views.errors.not_found"


@pytest.fixture
def siv(world: SimpleNamespace) -> Client:
    client = Client(headers={"Accept": "application/json"})
    client.force_login(world.siv)
    return client


@pytest.fixture
def writer() -> Iterator[ledger.Writer]:
    """The thread that writes for all, which gives up soon."""
    ledger.start_writer()
    started = ledger._writer
    assert started is not None
    started.add = partial(started.add, wait=0.3)  # type: ignore[method-assign]
    yield started
    ledger.stop_writer()


@contextmanager
def held() -> Iterator[None]:
    """Somebody else has the log for as long as this lasts."""
    has, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            ledger.hold(cursor)
            has.set()
            done.wait(20)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert has.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_while_the_log_is_locked_nothing_is_shown(siv: Client, writer: ledger.Writer) -> None:
    assert siv.get("/sida/").content.decode() == SECRET
    with held():
        answer = siv.get("/sida/")
        assert answer.status_code == 503
        assert SECRET not in answer.content.decode()
        assert answer.json()["error"] == "ledger"
    assert siv.get("/sida/").content.decode() == SECRET


def test_a_writer_that_died_shows_nothing(siv: Client, writer: ledger.Writer) -> None:
    writer.stop()
    assert siv.get("/sida/").status_code == 503
    ledger.stop_writer()
    assert siv.get("/sida/").status_code == 200  # one by one


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own limit stands for the full disk")
def test_on_a_full_disk_nothing_is_shown(siv: Client) -> None:
    def most(pages: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages}")

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # other tests have left free pages
        used = cursor.execute("PRAGMA page_count").fetchone()[0]
    most(used)
    try:
        statuses = {siv.get("/sida/").status_code for _ in range(300)}  # until the last page is full
        assert siv.get("/sida/").status_code == 503
    finally:
        most(2**30)
    assert statuses == {200, 503}
    assert siv.get("/sida/").status_code == 200


def test_a_damaged_log_shows_nothing(siv: Client) -> None:
    assert siv.get("/sida/").status_code == 200
    LedgerHead.objects.update(hashes=b"")
    assert siv.get("/sida/").status_code == 503


def test_the_line_is_there_before_the_first_byte(siv: Client, world: SimpleNamespace) -> None:
    seen: list[int] = []

    def start(_status: str, _headers: object, _error: object = None) -> None:
        seen.append(LedgerEntry.objects.filter(kind="list").count())

    environ = RequestFactory()._base_environ(
        PATH_INFO="/sida/", HTTP_HOST="testserver", HTTP_COOKIE=f"sessionid={siv.cookies['sessionid'].value}"
    )
    signals.request_started.disconnect(close_old_connections)
    try:
        assert b"".join(WSGIHandler()(environ, start)).decode() == SECRET  # type: ignore[arg-type]
    finally:
        signals.request_started.connect(close_old_connections)
    assert seen == [1]
    line = LedgerEntry.objects.get(kind="list")
    assert line.who == keys.pseudonym_of(world.siv.pk)
    assert '"level":"room"' in line.body  # the strictest of what the list shows
    assert '"count":1' in line.body


def test_an_account_is_named_by_its_pseudonym_alone(world: SimpleNamespace) -> None:
    made = ledger.entry("decide", world.admin, Account.objects.get(username="siv"))
    assert made.object == keys.pseudonym_of(world.siv.pk)
