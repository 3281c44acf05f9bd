"""Live streams: memory a connection and the time until all have heard an event, beside a bare asyncio server
of the same streams in the same run.

    python bench/live.py [connections]

Loopback only. The server is `samsyn serve` as it is, with a thread more that publishes; ten streams an
account, and each is judged before it hears anything. The one who listens is a process of its own on the same
machine, so it is part of what is measured."""

from __future__ import annotations

import asyncio
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
KEY = "only-for-the-bench-" * 3
EVENTS = 20
PAUSE = 1.0  # seconds between two events
SETTLE = 8.0  # seconds after the last has connected: each stream has been judged, and told what it missed
ACCOUNTS = 1_000
SPARE = 200  # descriptors beside the connections
AIM = "aim: ≤ 35 kB a connection, p99 ≤ 500 ms"


def main() -> int:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    count = _descriptors(wanted)
    if count < wanted:
        print(f"only {count} of {wanted} connections: the limit of open files (ulimit -n) is lower")
    for name, command in (("samsyn serve", "serve"), ("bare asyncio", "bare")):
        _measure(name, command, count)
    print(AIM)
    return 0


def _descriptors(wanted: int) -> int:
    """Raise the soft limit of this process and its children. Returns how many connections there is room
    for."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, wanted + SPARE), hard))
    return min(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - SPARE)


def _measure(name: str, command: str, count: int) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="samsyn-bench-") as data,
        socket.create_server(("127.0.0.1", 0)) as free,
    ):
        port = free.getsockname()[1]
        free.close()
        env = os.environ | {
            "SAMSYN_DATA": data,
            "SAMSYN_SECRET_KEY": KEY,
            "SAMSYN_WORKERS": "0",
            "PYTHONPATH": str(ROOT),
        }
        server = subprocess.Popen(
            [sys.executable, __file__, f"--{command}", str(port)], env=env, stdout=subprocess.DEVNULL
        )
        try:
            _wait(port)
            time.sleep(2)  # its threads are up
            before = _memory(server.pid)
            listener = [
                sys.executable,
                __file__,
                "--listen",
                str(port),
                str(count),
                str(server.pid),
                str(before),
            ]
            said = subprocess.run(listener, env=env, stdout=subprocess.PIPE, text=True, check=True)
            print(f"{name:<14} {said.stdout.strip()}", flush=True)
        finally:
            server.kill()
            server.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def _memory(pid: int) -> int:
    """Resident bytes."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * resource.getpagesize()


# --- the servers --------------------------------------------------------------------------------------------
def serve(port: int) -> None:
    """`samsyn serve` with one thread more, which publishes when somebody follows."""
    import threading

    os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"
    import django

    django.setup()
    from samsyn.core import commands, store
    from samsyn.core.live import hub
    from samsyn.core.models import Account, Document, Level, Organisation

    commands.migrate()
    Account.objects.bulk_create(Account(username=f"a{number}") for number in range(ACCOUNTS))
    owner = Organisation.objects.create(slug="a", name="A", kind=Organisation.Kind.MUNICIPALITY)
    Document.objects.create(title="a", organisation=owner, level=Level.PUBLIC, original=store.put(b"a"))

    def publish() -> None:
        while True:
            time.sleep(PAUSE)
            if hub.followed("document"):
                hub.publish("document:1", {"at": time.time(), "note": "x" * 100})

    threading.Thread(target=publish, daemon=True).start()
    sys.argv = ["samsyn"]
    from samsyn.__main__ import parser

    sys.exit(commands.run(parser().parse_args(["serve", "--port", str(port)])))


def bare(port: int) -> None:
    """As little as serves the same streams: no tickets, no rings, no limits."""
    writers: set[asyncio.StreamWriter] = set()
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"

    async def stream(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(head)
            writers.add(writer)
            await reader.read()
        writers.discard(writer)
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(stream, "127.0.0.1", port, backlog=1024)
        async with server:
            while True:
                await asyncio.sleep(PAUSE)
                text = b'id: 1-1\ndata: {"at":%f,"note":"%s"}\n\n' % (time.time(), b"x" * 100)
                chunk = b"%x\r\n%s\r\n" % (len(text), text)
                for writer in tuple(writers):
                    writer.write(chunk)

    asyncio.run(run())


# --- the one who listens ------------------------------------------------------------------------------------
class Listener(asyncio.Protocol):
    """Notes how long each event was on its way."""

    def __init__(self, request: bytes, taken: list[float], up: list[int]) -> None:
        self.request, self.taken, self.up = request, taken, up
        self.begun = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if not self.begun:
            self.begun = True
            self.up.append(1)
        at = data.find(b'"at":')
        if at >= 0:
            self.taken.append(time.time() - float(data[at + 5 : data.index(b",", at)]))


async def listen(port: int, count: int, pid: int, before: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"
    import django

    django.setup()
    from django.core import signing

    from samsyn.core import tickets

    loop, taken, up = asyncio.get_running_loop(), [], []  # type: ignore[var-annotated]
    began = time.monotonic()
    for number in range(count):
        if number % 500 == 0:  # a ticket is good for a minute
            await asyncio.sleep(0)
        content = {"a": 1 + number // 10, "t": ["document:1"], "n": "", "s": ""}
        query = urlencode({"ticket": signing.dumps(content, salt=tickets.SALT)})
        request = f"GET /live/?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
        await loop.create_connection(lambda request=request: Listener(request, taken, up), "127.0.0.1", port)  # type: ignore[misc]
    while len(up) < count and time.monotonic() - began < 120:
        await asyncio.sleep(0.1)
    connected = time.monotonic() - began
    await asyncio.sleep(SETTLE)
    taken.clear()
    await asyncio.sleep(EVENTS * PAUSE + 0.5)
    memory = (_memory(pid) - before) / max(1, len(up)) / 1000
    taken.sort()
    share = len(taken) / (EVENTS * max(1, len(up)))
    print(
        f"{len(up)} of {count} in {connected:.1f} s   {memory:.1f} kB each   "
        f"p50 {_at(taken, 0.5):.0f}  p99 {_at(taken, 0.99):.0f}  most {_at(taken, 1):.0f} ms"
        f"   {share:.0%} of {EVENTS} events heard"
    )


def _at(taken: list[float], share: float) -> float:
    return 1000 * taken[min(len(taken) - 1, int(len(taken) * share))] if taken else float("nan")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--bare"]:
        bare(int(sys.argv[2]))
    elif sys.argv[1:2] == ["--listen"]:
        asyncio.run(listen(*map(int, sys.argv[2:6])))
    else:
        sys.exit(main())
