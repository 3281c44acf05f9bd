"""Live events: resumed after a break, dropped when too slow, refused without a valid ticket."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import signing

from samsyn.core import live, tickets
from samsyn.core.errors import Hidden
from samsyn.core.models import Job
from tests.core.browser import Browser, settle


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[live.Hub]:
    fresh = live.Hub()
    monkeypatch.setattr(live, "hub", fresh)
    monkeypatch.setattr(tickets, "hub", fresh)
    return fresh


@pytest.fixture
def ticket(hub: live.Hub) -> Callable[..., str]:
    """`ticket("a:1")` as a view would have made it after its check."""

    def make(*topics: str, account: int = 1) -> str:
        return signing.dumps({"a": account, "t": topics, "n": hub.position()}, salt=tickets.SALT)

    return make


def walk(hub: live.Hub, story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bound() -> None:
        hub.bind(asyncio.get_running_loop())
        await story()

    asyncio.run(bound())


def test_it_delivers_to_those_who_follow_the_topic(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        one, both = Browser(ticket("a:1")), Browser(ticket("a:1", "b:2"))
        await settle()
        hub.publish("a:1", {"n": 1})
        hub.publish("b:2", {"å": "ö"})
        await settle()
        assert one.status == 200
        assert one.events == [("message", {"n": 1})]
        assert both.events == [("message", {"n": 1}), ("message", {"å": "ö"})]
        await one.leave()
        await both.leave()
        assert hub.viewers() == []

    walk(hub, story)


def test_nothing_is_missed_between_the_page_and_its_stream(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        hub.publish("a:1", "before the page")
        paper = ticket("a:1")
        hub.publish("a:1", "after the page")
        browser = Browser(paper)
        await settle()
        assert browser.events == [("message", "after the page")]
        await browser.leave()

    walk(hub, story)


@pytest.mark.parametrize("how", ["last", "header"])
def test_it_resumes_after_a_break(hub: live.Hub, ticket: Any, how: str) -> None:
    async def story() -> None:
        first = Browser(ticket("a:1"))
        await settle()
        hub.publish("a:1", 1)
        await settle()
        await first.leave()
        hub.publish("a:1", 2)
        hub.publish("b:1", "not ours")
        hub.publish("a:1", 3)
        again = Browser(ticket("a:1"), **{how: first.last})
        await settle()
        hub.publish("a:1", 4)
        await settle()
        assert [data for _type, data in first.events + again.events] == [1, 2, 3, 4]
        await again.leave()

    walk(hub, story)


@pytest.mark.parametrize("last", ["other-3", "nonsense", "0-99999", "--", "{epoch}-999", "{epoch}-٣"])
def test_an_unknown_position_gives_the_newest_state_and_a_reset(
    hub: live.Hub, ticket: Any, last: str
) -> None:
    async def story() -> None:
        hub.publish("a:1", "old")
        hub.publish("a:1", "new")
        browser = Browser(ticket("a:1"), last=last.replace("{epoch}", hub._epoch))
        await settle()
        assert browser.events == [("message", "new"), ("reset", {})]
        assert browser.last == hub.position()
        await browser.leave()

    walk(hub, story)


def test_too_long_a_break_gives_a_reset(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        start = hub.position()
        for number in range(live.RING + 5):
            hub.publish("a:1", number)
        lost, late = Browser(ticket("a:1"), last=start), Browser(ticket("a:1"), last=f"{hub._epoch}-100")
        await settle()
        assert lost.events == late.events == [("message", live.RING + 4), ("reset", {})]
        await lost.leave()
        await late.leave()

    walk(hub, story)


def test_forgotten_topics_are_told_by_a_reset(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "TOPICS", 3)

    async def story() -> None:
        start = hub.position()
        for number in range(5):
            hub.publish(f"a:{number}", number)
        browser = Browser(ticket("a:0"), last=start)
        await settle()
        assert browser.events == [("reset", {})]
        await browser.leave()

    walk(hub, story)


def test_a_slow_client_is_let_go_and_does_not_hold_the_others(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        slow, quick = Browser(ticket("a:1")), Browser(ticket("a:1"))
        await settle()
        slow.full = True
        for number in range(live.QUEUE * 3):
            hub.publish("a:1", number)
            await settle()
        await asyncio.wait_for(slow.task, 5)
        assert [data for _type, data in quick.events] == list(range(live.QUEUE * 3))
        assert len(hub.viewers()) == 1
        await quick.leave()

    walk(hub, story)


def test_silence_is_filled_with_comments(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.01)

    async def story() -> None:
        browser = Browser(ticket("a:1"))
        await asyncio.sleep(0.1)
        assert browser.body.count(b": \n\n") >= 2
        assert browser.events == []
        await browser.leave()

    walk(hub, story)


def test_a_stream_ends_after_its_lifetime(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "LIFETIME", 0.05)
    monkeypatch.setattr(live, "HEARTBEAT", 0.02)

    async def story() -> None:
        browser = Browser(ticket("a:1"))
        await asyncio.wait_for(browser.task, 5)
        assert browser.ended

    walk(hub, story)


def test_closing_lets_everybody_go(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        browsers = [Browser(ticket("a:1", account=n)) for n in range(5)]
        await settle()
        hub.close()
        await asyncio.wait_for(asyncio.gather(*(browser.task for browser in browsers)), 5)
        assert all(browser.ended for browser in browsers)

    walk(hub, story)


def test_an_account_has_only_so_many_streams(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        browsers = []
        for _ in range(live.PER_ACCOUNT + 3):
            browsers.append(Browser(ticket("a:1")))
            await settle()
        assert len(hub.viewers(1)) == live.PER_ACCOUNT
        assert [browser.ended for browser in browsers[:4]] == [True, True, True, False]
        for browser in browsers[3:]:
            await browser.leave()

    walk(hub, story)


def test_it_is_safe_to_publish_from_threads(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(live, "QUEUE", 10_000)

    async def story() -> None:
        browser = Browser(ticket("a:1"))
        await settle()
        threads = [
            threading.Thread(target=lambda n=n: [hub.publish("a:1", [n, k]) for k in range(100)])
            for n in range(5)
        ]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            await asyncio.sleep(0.01)
        await settle()
        data = [data for _type, data in browser.events]
        assert len(data) == 500
        for n in range(5):
            assert [k for thread, k in data if thread == n] == list(range(100))
        await browser.leave()

    walk(hub, story)


def test_bad_tickets_are_refused(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    good = ticket("a:1")
    others = signing.dumps({"a": 1, "t": ["a:1"], "n": ""}, key="another key", salt=tickets.SALT)
    wrong_salt = signing.dumps({"a": 1, "t": ["a:1"], "n": ""}, salt="sessions")
    unfinished = signing.dumps({"a": 1}, salt=tickets.SALT)

    async def story() -> None:
        for bad in ("", "x", good[:-2], good + "a", others, wrong_salt, unfinished):
            browser = Browser(bad)
            await browser.task
            assert (browser.status, browser.body) == (403, b"ticket"), bad

    walk(hub, story)


def test_a_ticket_lasts_a_minute(hub: live.Hub, ticket: Any, monkeypatch: Any) -> None:
    paper = ticket("a:1")
    now = signing.time.time()

    async def opened(seconds: float) -> int:
        monkeypatch.setattr(signing.time, "time", lambda: now + seconds)
        browser = Browser(paper)
        await settle()
        if browser.status == 200:
            await browser.leave()
        return browser.status

    async def story() -> None:
        assert await opened(tickets.SECONDS - 5) == 200
        assert await opened(tickets.SECONDS + 5) == 403

    walk(hub, story)


def test_only_get(hub: live.Hub, ticket: Any) -> None:
    async def story() -> None:
        browser = Browser(ticket("a:1"), method="POST")
        await browser.task
        assert browser.status == 405

    walk(hub, story)


def test_tickets_are_made_only_for_what_one_may_follow(world: SimpleNamespace) -> None:
    from samsyn.core.jobs import enqueue

    mine, theirs = enqueue("x", requester=world.siv), enqueue("x", requester=world.per)
    paper = tickets.read(tickets.issue(world.siv, [f"job:{mine.pk}"]))

    assert (paper.account, paper.topics) == (world.siv.pk, (f"job:{mine.pk}",))
    assert Job.objects.count() == 2
    for topics in ([f"job:{theirs.pk}"], ["job:x"], ["job:"], ["nothing:1"], [], [f"job:{mine.pk}", "job:0"]):
        with pytest.raises(Hidden):
            tickets.issue(world.siv, topics)


def test_a_page_gets_a_new_ticket(world: SimpleNamespace, siv: Any, as_: Any) -> None:
    from samsyn.core.jobs import enqueue

    row = enqueue("x", requester=world.siv)
    answer = siv.get("/biljett/", {"topic": f"job:{row.pk}"})

    assert answer.json()["url"].startswith("/live/?ticket=")
    assert answer.headers["Cache-Control"] == "no-store"
    assert as_("per").get("/biljett/", {"topic": f"job:{row.pk}"}).status_code == 404
