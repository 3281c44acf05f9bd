"""A browser's side of the live endpoint, without a server: what ASGI would send and receive."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode

from samsyn.core import live


class Browser:
    """One open EventSource. `full` makes the socket take nothing more, as with a phone in a tunnel."""

    def __init__(
        self, ticket: str = "", *, last: str = "", header: str = "", method: str = "GET", cookie: str = ""
    ) -> None:
        self.status = 0
        self.body = b""
        self.ended = False
        self.full = False
        self._went = asyncio.Event()
        query = {"ticket": ticket} | ({"last": last} if last else {})
        headers = [(b"last-event-id", header.encode())] if header else []
        headers += [(b"cookie", cookie.encode())] if cookie else []
        self.scope = {
            "type": "http",
            "method": method,
            "path": "/live/",
            "query_string": urlencode(query).encode(),
            "headers": headers,
        }
        self.task = asyncio.ensure_future(live.endpoint(self.scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._went.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        while self.full:
            await asyncio.sleep(3600)
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.body += message["body"]
            self.ended = not message.get("more_body", False)

    async def leave(self) -> None:
        self._went.set()
        await asyncio.wait_for(self.task, 5)

    @property
    def events(self) -> list[tuple[str, Any]]:
        """(type, data) of each event so far."""
        found = []
        for block in self.body.decode().split("\n\n"):
            fields = dict(
                line.split(": ", 1) for line in block.splitlines() if ": " in line and line[0] != ":"
            )
            if "data" in fields:
                found.append((fields.get("event", "message"), json.loads(fields["data"])))
        return found

    @property
    def last(self) -> str:
        """The id of the newest event, as an EventSource would remember it."""
        ids = [line[4:] for line in self.body.decode().splitlines() if line.startswith("id: ")]
        return ids[-1] if ids else ""


async def settle() -> None:
    """Let everything that is ready run."""
    for _ in range(10):
        await asyncio.sleep(0)
