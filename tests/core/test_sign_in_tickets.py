"""Tickets and sessions that are forged, replayed, ended or too old open nothing."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections.abc import Callable, Coroutine
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import signing
from django.test import Client, override_settings

from samsyn.core import live, tickets
from samsyn.core.domain import accounts
from samsyn.core.jobs import enqueue
from tests.core.browser import Browser, settle


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> live.Hub:
    made = live.Hub()
    monkeypatch.setattr(live, "hub", made)
    monkeypatch.setattr(tickets, "hub", made)
    return made


@pytest.fixture
def paper(siv: Client, world: SimpleNamespace) -> str:
    """A ticket as a page of Siv's gets it."""
    row = enqueue("x", requester=world.siv)
    url = siv.get("/biljett/", {"topic": f"job:{row.pk}"}).json()["url"]
    return parse_qs(urlsplit(url).query)["ticket"][0]


def walk(hub: live.Hub, story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bound() -> None:
        hub.bind(asyncio.get_running_loop())
        await story()

    asyncio.run(bound())


def cookie(client: Client) -> str:
    return f"sessionid={client.session.session_key}"


async def status(ticket: str, cookie: str) -> int:
    browser = Browser(ticket, cookie=cookie)
    await settle()
    if browser.status == 200:
        await browser.leave()
    return browser.status


def test_a_ticket_opens_in_its_own_session_only(
    hub: live.Hub, paper: str, siv: Client, as_: Callable[[str], Client]
) -> None:
    own, another, others = cookie(siv), cookie(as_("siv")), cookie(as_("per"))

    async def story() -> None:
        assert await status(paper, own) == 200
        for stolen in ("", "sessionid=", "sessionid=x", another, others):
            assert await status(paper, stolen) == 403

    walk(hub, story)


def test_a_forged_ticket_opens_nothing(hub: live.Hub, paper: str, siv: Client) -> None:
    own = cookie(siv)
    content = signing.loads(paper, salt=tickets.SALT)
    with override_settings(SECRET_KEY="another installation's " * 2):
        foreign = signing.dumps(content, salt=tickets.SALT)
    salted = signing.dumps(content, salt="samsyn.other")
    head, rest = paper.split(":", 1)
    forged = (
        foreign,
        salted,
        paper[:-1],
        paper[:-1] + ("A" if paper[-1] != "A" else "B"),
        f"{head[:-1]}:{rest}",
        signing.dumps({"a": 1}, salt=tickets.SALT),
        signing.dumps([1], salt=tickets.SALT),
        "",
        "x" * 10_000,
    )

    async def story() -> None:
        for one in forged:
            assert await status(one, own) == 403

    walk(hub, story)


@pytest.mark.parametrize("way", ["out", "there", "closed"])
def test_when_the_session_ends_its_streams_end_and_its_tickets_open_no_more(
    hub: live.Hub,
    paper: str,
    siv: Client,
    as_: Callable[[str], Client],
    world: SimpleNamespace,
    way: str,
    run_on_commit: Callable[..., Any],
) -> None:
    own, which, other = cookie(siv), siv.session["begun"]["id"], as_("siv")

    def end() -> None:
        with run_on_commit():
            if way == "out":
                siv.post("/logga-ut/")
            elif way == "there":
                other.post("/konto/logga-ut/", {"session": which})
            else:
                accounts.close(world.siv)

    opened, ended = threading.Event(), threading.Event()
    seen: list[object] = []

    async def story() -> None:
        stream = Browser(paper, cookie=own)
        await settle()
        seen.append(stream.status)
        opened.set()
        await asyncio.wait_for(stream.task, 5)
        await asyncio.to_thread(ended.wait, 5)
        seen.append(await status(paper, own))

    viewer = threading.Thread(target=walk, args=(hub, story))  # the test's connection belongs to this one
    viewer.start()
    opened.wait(5)
    began = time.monotonic()
    end()
    ended.set()
    viewer.join()
    assert seen == [200, 403]
    assert time.monotonic() - began < 1


def test_a_session_of_before_opens_nothing_after_signing_out(siv: Client, world: SimpleNamespace) -> None:
    key = siv.session.session_key
    siv.post("/logga-ut/")
    replayed = Client()
    replayed.cookies["sessionid"] = key
    assert replayed.get("/konto/").status_code == 302
    for made_up in ("x" * 32, "", "../../etc"):
        replayed.cookies["sessionid"] = made_up
        assert replayed.get("/konto/").status_code == 302


def test_a_session_that_was_planted_is_not_the_one_that_signs_in(
    client: Client, world: SimpleNamespace
) -> None:
    client.post("/sprak/", {"language": "en"})
    planted = client.session.session_key
    client.post("/logga-in/", {"username": "siv", "password": world.password})
    assert client.session.session_key not in (None, planted)
    fixed = Client()
    fixed.cookies["sessionid"] = planted
    assert fixed.get("/konto/").status_code == 302


def test_a_session_ends_with_the_day(siv: Client, world: SimpleNamespace) -> None:
    from django.utils import timezone

    from samsyn.core.models import Session

    left = Session.objects.get(account=world.siv).expire_date - timezone.now()
    assert 11.9 < left.total_seconds() / 3600 <= 12
    Session.objects.update(expire_date=timezone.now())
    assert siv.get("/konto/").status_code == 302


def test_what_the_browser_is_told_about_cookies_and_caches(client: Client, world: SimpleNamespace) -> None:
    with override_settings(SESSION_COOKIE_SECURE=True):
        answer = client.post("/logga-in/", {"username": "siv", "password": world.password})
    morsel = answer.cookies["sessionid"]
    assert (morsel["httponly"], morsel["secure"], morsel["samesite"]) == (True, True, "Lax")
    for address in ("/konto/", "/arkiv/", "/"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_headers_of_every_page(client: Client, db: None) -> None:
    headers = client.get("/logga-in/").headers
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert not re.search(r"unsafe|\*|https?:", headers["Content-Security-Policy"])
    assert "Strict-Transport-Security" not in headers
