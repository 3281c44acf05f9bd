"""One process: /live/ goes to a plain ASGI endpoint, everything else to Django's WSGI application in a fixed
pool of threads. Django's own ASGI handler would hold a thread and a database connection per open stream."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Sequence
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.settings")

import uvicorn
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()

from samsyn.core import live, postman, relay, rights, watchman, workers  # noqa: E402 - needs Django to be set up
from samsyn.core.domain import ledger  # noqa: E402

# The two libraries describe the same protocols in types of their own.
_pages: live.Application = cast(Any, WSGIMiddleware)(pages, workers=settings.PAGE_THREADS)


async def application(scope: dict[str, Any], receive: live.Receive, send: live.Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] != "http":
        await send({"type": "websocket.close"})
    elif scope["path"] == "/live/":
        await live.endpoint(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: live.Receive, send: live.Send) -> None:
    threads: list[workers.Worker | relay.Relay | rights.Watch | watchman.Watchman | postman.Postman] = []
    while True:
        event = await receive()
        if event["type"] == "lifespan.startup":
            live.hub.bind(asyncio.get_running_loop())
            threads += [workers.Worker() for _ in range(settings.WORKERS)]
            threads += [relay.Relay(), rights.Watch(), watchman.Watchman()]
            threads += [postman.Postman(*one) for one in postman.carriers().items()]
            ledger.start_writer()
            for thread in threads:
                thread.start()
            await send({"type": "lifespan.startup.complete"})
        else:
            for thread in threads:
                thread.stop()
            ledger.stop_writer()  # after the last page: lifespan ends when no connection is open
            await send({"type": "lifespan.shutdown.complete"})
            return


class Server(uvicorn.Server):
    """Lets live viewers go before it waits for the open connections, which would otherwise never close."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        live.hub.close()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError, for instance when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP, since asyncio sends small answers at once only where it can see that.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # a viewer that reads nothing for a minute is cut by the kernel
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 60_000)
    sock.bind((host, port))
    sock.listen(1024)
    return sock


def serve(sockets: Sequence[socket.socket]) -> None:
    """Answer until SIGINT or SIGTERM."""
    config = uvicorn.Config(
        application,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        proxy_headers=bool(settings.PROXIES),
        forwarded_allow_ips=settings.PROXIES,
        timeout_graceful_shutdown=5,
    )
    Server(config).run(sockets=list(sockets))
