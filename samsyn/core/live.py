"""Live events to open pages: server-sent events from one plain ASGI endpoint.

`publish(topic, data)` may be called from any thread. Each viewer is one coroutine with a bounded queue: no
thread, no database connection. A stream begins where its ticket was made, so a page that asks for the ticket
*before* it reads its state misses nothing. Who does not keep up is let go and comes back with Last-Event-ID
(or `?last=`, as a new EventSource cannot send the header). If too much has passed by then, it gets the event
`reset` and the newest event of each topic; a page whose events are not whole states reloads itself then.

A stream lives for LIFETIME seconds at most; then the page asks for a new ticket, and the right is checked
anew. Between, core/rights.py looks whether anybody's right has changed. A new stream, and after a change
every stream, is unsure: what comes is kept back until its right has been asked for again.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http import parse_cookie

from .assurance import mark

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger(__name__)

RING = 256  # events kept per topic for those who come back
TOPICS = 2_000  # topics kept; the longest silent one is forgotten first
QUEUE = 64  # events a viewer may lag behind
HEARTBEAT = 15.0  # seconds of silence before a comment keeps proxies from closing
LIFETIME = 15 * 60.0
ENDED_SECONDS = 300.0  # well beyond the life of a ticket
PER_ACCOUNT = 12  # open streams; the oldest is closed for a new one


@dataclass(frozen=True, slots=True)
class Event:
    number: int
    topic: str
    payload: bytes  # the whole block as it goes over the wire


@dataclass(eq=False, slots=True)
class Viewer:
    """Touched only in the loop's thread, but for `account`, `session` and `topics`, which never change."""

    account: int
    topics: tuple[str, ...]
    session: str = ""  # the mark of the session its ticket was made in
    queue: deque[Event] = field(default_factory=deque)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    left: asyncio.Event = field(default_factory=asyncio.Event)
    since: float = field(default_factory=time.monotonic)
    sent: int = 0  # the highest number queued, so that resuming never sends twice
    sure: bool = True  # its right has been asked for since it last may have changed
    doubted: int = -1  # the number of rights that an answer must know of

    def push(self, event: Event) -> None:
        if self.left.is_set() or event.number <= self.sent:
            return
        if len(self.queue) >= QUEUE:
            self.leave()
            return
        self.sent = event.number
        self.queue.append(event)
        self.wake.set()

    def leave(self) -> None:
        self.left.set()
        self.wake.set()

    def doubt(self, rights: int) -> None:
        self.sure, self.doubted = False, max(self.doubted, rights)

    def judge(self, rights: int, *, allowed: bool) -> None:
        """A yes that was asked for before the doubt is none."""
        self.sure = allowed and rights >= self.doubted
        if not allowed:
            self.queue.clear()
            self.left.set()
        self.wake.set()


class Hub:
    """All topics and viewers of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._epoch = f"{time.time_ns() // 1_000_000:x}"  # numbers start over with the process
        self._numbers = itertools.count(1)
        self._last = 0
        self._forgotten = 0  # the highest number that may be missing from the rings
        self._rings: dict[str, deque[Event]] = {}
        self._viewers: dict[str, set[Viewer]] = {}
        self._ended: dict[str, float] = {}  # sessions, for as long as a ticket of theirs could live
        self._loop: asyncio.AbstractEventLoop | None = None
        self.watch: threading.Event | None = None  # wakes the watch over rights; None: nobody watches (tests)
        self.rights = -1  # their number when all were last asked for

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def publish(self, topic: str, data: Any) -> None:
        """Send `data` (anything JSON can hold) to those who follow the topic. Safe from any thread."""
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        self._doubt()
        with self._lock:
            number = self._last = next(self._numbers)
            block = f"id: {self._epoch}-{number}\ndata: {text}\n\n"
            event = Event(number, topic, block.encode())
            self._keep(topic, event)
            viewers = tuple(self._viewers.get(topic, ()))
            if viewers and self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(_push, viewers, event)

    def _doubt(self) -> None:
        """Who publishes may have changed a right just before: then nobody hears of it before the watch has
        asked."""
        if self.watch is None or not self._viewers:
            return
        from .rights import number

        now = number()
        if now == self.rights:
            return
        with self._lock:
            viewers = {viewer for group in self._viewers.values() for viewer in group}
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(_unsure, viewers, now)
        self.watch.set()

    def unsure(self) -> bool:
        return any(not viewer.sure for viewer in self.viewers())

    def judged(self, viewer: Viewer, rights: int, *, allowed: bool) -> None:
        """The watch's answer about one stream, as of the number `rights`. Safe from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(lambda: viewer.judge(rights, allowed=allowed))

    def _keep(self, topic: str, event: Event) -> None:
        ring = self._rings.pop(topic, None)
        if ring is None:
            ring = deque(maxlen=RING)
        self._rings[topic] = ring  # moved to the end: dicts remember order
        if len(ring) == RING:
            self._forgotten = max(self._forgotten, ring[0].number)
        ring.append(event)
        while len(self._rings) > TOPICS:
            silent = self._rings.pop(next(iter(self._rings)))
            self._forgotten = max(self._forgotten, silent[-1].number)

    def position(self) -> str:
        """Where the events stand now, for a ticket."""
        with self._lock:
            return f"{self._epoch}-{self._last}"

    def forget(self) -> None:
        """Keep no event of before: something they may name has been destroyed. Who returns gets `reset`."""
        with self._lock:
            self._rings.clear()
            self._forgotten = self._last

    def join(self, viewer: Viewer, last: str) -> bytes:
        """Begin to follow after event `last`. Returns what to send first: nothing, or a `reset`."""
        if self.watch is not None:
            viewer.sure = False
        with self._lock:
            for topic in viewer.topics:
                self._viewers.setdefault(topic, set()).add(viewer)
            if self.watch is not None:
                self.watch.set()
            rings = [self._rings[topic] for topic in viewer.topics if topic in self._rings]
            number = self._number(last)
            if number is not None and number >= self._forgotten:
                missed = sorted((e for ring in rings for e in ring if e.number > number), key=_number_of)
                if len(missed) <= QUEUE:
                    viewer.sent = number
                    for event in missed:
                        viewer.push(event)
                    return b""
            viewer.sent = self._last
            newest = sorted((ring[-1] for ring in rings), key=_number_of)
            reset = f"id: {self._epoch}-{self._last}\nevent: reset\ndata: {{}}\n\n".encode()
            return b"".join(event.payload for event in newest) + reset

    def _number(self, last: str) -> int | None:
        epoch, _, digits = last.partition("-")
        if epoch != self._epoch or not digits.isdecimal() or len(digits) > 18:
            return None
        return int(digits) if int(digits) <= self._last else None

    def part(self, viewer: Viewer) -> None:
        with self._lock:
            for topic in viewer.topics:
                others = self._viewers.get(topic)
                if others is not None:
                    others.discard(viewer)
                    if not others:
                        del self._viewers[topic]

    def viewers(self, account: int | None = None) -> list[Viewer]:
        """Who follows now, the oldest first."""
        with self._lock:
            found = {viewer for group in self._viewers.values() for viewer in group}
        mine = [viewer for viewer in found if account is None or viewer.account == account]
        return sorted(mine, key=lambda viewer: viewer.since)

    def followed(self, kind: str) -> list[str]:
        """The keys of topics `kind:<key>` that somebody follows now."""
        with self._lock:
            return [topic.partition(":")[2] for topic in self._viewers if topic.startswith(f"{kind}:")]

    def let_go(self, account: int, session: str = "") -> None:
        """End the open streams of an account, or of one of its sessions, whose tickets then open nothing more
        here. Safe from any thread."""
        if session:
            now = time.monotonic()
            with self._lock:
                self._ended = {one: at for one, at in self._ended.items() if now - at < ENDED_SECONDS}
                self._ended[session] = now
        for viewer in self.viewers(account):
            if session in ("", viewer.session) and self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(viewer.leave)

    def let_all_go(self) -> None:
        """Safe from any thread."""
        for viewer in self.viewers():
            if self._loop is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(viewer.leave)

    def has_ended(self, session: str) -> bool:
        with self._lock:
            return session in self._ended

    def close(self) -> None:
        """Let everybody go, for a restart. Call in the loop's thread."""
        for viewer in self.viewers():
            viewer.leave()


def _number_of(event: Event) -> int:
    return event.number


def _push(viewers: Iterable[Viewer], event: Event) -> None:
    for viewer in viewers:
        viewer.push(event)


def _unsure(viewers: Iterable[Viewer], rights: int) -> None:
    for viewer in viewers:
        viewer.doubt(rights)


hub = Hub()


def publish(topic: str, data: Any) -> None:
    """Tell those who follow `topic`. Call it on commit, so that nobody hears of what never happened."""
    hub.publish(topic, data)


async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
    """GET /live/?ticket=…[&last=…]"""
    from .tickets import BadTicket, read

    query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    headers = dict(scope["headers"])
    try:
        ticket = read(query.get("ticket", [""])[0], _session(headers))
    except BadTicket:
        await _refuse(send, 403, b"ticket")
        return
    if ticket.session and hub.has_ended(ticket.session):
        await _refuse(send, 403, b"ticket")
        return
    if scope["method"] != "GET":
        await _refuse(send, 405, b"method")
        return
    header = headers.get(b"last-event-id", b"").decode("latin-1")
    viewer = Viewer(ticket.account, ticket.topics, ticket.session)
    for oldest in hub.viewers(ticket.account)[: -(PER_ACCOUNT - 1)]:
        oldest.leave()
    first = hub.join(viewer, header or query.get("last", [""])[0] or ticket.position)
    try:
        await _stream(viewer, first, receive, send)
    finally:
        hub.part(viewer)


def _session(headers: dict[bytes, bytes]) -> str:
    """The mark of the session whose cookie came with the request."""
    cookie = parse_cookie(headers.get(b"cookie", b"").decode("latin-1"))
    return mark(cookie.get(settings.SESSION_COOKIE_NAME, ""))


async def _refuse(send: Send, status: int, body: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _stream(viewer: Viewer, first: bytes, receive: Receive, send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    tasks: list[asyncio.Future[Any]] = [
        asyncio.ensure_future(_write(viewer, b"retry: 2000\n\n" + first, send)),
        asyncio.ensure_future(_watch(receive)),
        asyncio.ensure_future(viewer.left.wait()),  # told from outside, as when its queue is full
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        viewer.leave()
        await asyncio.wait(tasks[:1], timeout=1)  # a last word, unless the socket takes nothing more
    finally:
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                log.error("a live stream broke", exc_info=outcome)


async def _write(viewer: Viewer, opening: bytes, send: Send) -> None:
    end = time.monotonic() + LIFETIME
    while not viewer.left.is_set() and time.monotonic() < end:
        if opening and viewer.sure:
            await send({"type": "http.response.body", "body": opening, "more_body": True})
            opening = b""
            continue
        if not viewer.queue or not viewer.sure:
            viewer.wake.clear()
            try:
                async with asyncio.timeout(HEARTBEAT):  # wait_for would make a task for each event
                    await viewer.wake.wait()
            except TimeoutError:
                await send({"type": "http.response.body", "body": b": \n\n", "more_body": True})
            continue
        body = b"".join(event.payload for event in viewer.queue)
        viewer.queue.clear()
        await send({"type": "http.response.body", "body": body, "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _watch(receive: Receive) -> None:
    """Ends when the browser goes away."""
    while (await receive())["type"] != "http.disconnect":
        pass
