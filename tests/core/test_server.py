"""The running server: many viewers cost no threads and no database connections; nothing is lost by a kill."""

from __future__ import annotations

import http.client
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from django.core import signing

from samsyn.core import tickets
from tests.core.running import Process, samsyn, shell

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]
ENQUEUE = "from samsyn.core.jobs import enqueue; print(enqueue('test.slow', {'log': r'%s', 'pause': %s}).pk)"

ACCOUNTS = """
from samsyn.core.models import Account
Account.objects.bulk_create(Account(username=f"a{n}") for n in range(%s))
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Process]:
    with samsyn(tmp_path, "serve", "--port", "0", until=b"svarar", SAMSYN_WORKERS="0") as process:
        yield process


def viewer(port: int, topic: str, account: int) -> socket.socket:
    query = urlencode({"ticket": signing.dumps({"a": account, "t": [topic], "n": ""}, salt=tickets.SALT)})
    sock = socket.create_connection(("127.0.0.1", port), timeout=20)
    sock.sendall(f"GET /live/?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    return sock


def read_until(sock: socket.socket, text: bytes) -> bytes:
    said = b""
    while text not in said:
        part = sock.recv(65536)
        assert part, said
        said += part
    return said


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: str


def get(port: int, path: str) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())


def test_two_hundred_viewers_add_no_thread_and_no_connection(server: Process, tmp_path: Path) -> None:
    for _ in range(20):  # all page threads have come to life and have their connection
        assert get(server.port, "/halsa/").status == 200
    job = shell(tmp_path, ENQUEUE % (tmp_path / "log", 0))
    shell(tmp_path, ACCOUNTS % 21)
    first = viewer(server.port, f"job:{job}", 1)
    read_until(first, b"event: reset")
    time.sleep(1.2)  # the relay has looked once
    threads, files = server.threads(), server.database_files()

    viewers = [viewer(server.port, f"job:{job}", 2 + n // 10) for n in range(200)]
    for sock in viewers:
        read_until(sock, b"event: reset")
    assert server.threads() <= threads
    assert server.database_files() <= files

    with samsyn(tmp_path, "worker", until=b"Arbetar"):  # another process: heard through the job table
        for sock in viewers:
            assert b'"done":10,"total":10,"note":"steg 10"' in read_until(sock, b'"state":"done"')
    for sock in (first, *viewers):
        sock.close()
    assert server.threads() <= threads


def test_it_stops_at_once_though_people_look_on(server: Process, tmp_path: Path) -> None:
    shell(tmp_path, ACCOUNTS % 1)
    sock = viewer(server.port, "job:1", 1)
    read_until(sock, b"event: reset")

    assert server.stop() < 3
    assert server.popen.returncode in (0, -signal.SIGTERM)
    sock.close()


def test_a_killed_workers_job_is_resumed_by_the_next(tmp_path: Path) -> None:
    log = tmp_path / "log"
    shell(tmp_path, "from samsyn.core.commands import migrate; migrate()")
    job = shell(tmp_path, ENQUEUE % (log, 0.3))
    with samsyn(tmp_path, "worker", until=b"Arbetar") as first:
        end = time.monotonic() + 20
        while (not log.exists() or len(log.read_text()) < 4) and time.monotonic() < end:
            time.sleep(0.02)
        first.stop(signal.SIGKILL)
    look = f"from samsyn.core.models import Job; j = Job.objects.get(pk={job})"
    look += "; print(j.state, j.attempts, j.done)"
    assert shell(tmp_path, look).startswith("running 1")

    with samsyn(tmp_path, "worker", until=b"Arbetar"):
        end = time.monotonic() + 20
        while len(log.read_text().splitlines()) < 10 and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(1)
    assert shell(tmp_path, look) == "done 2 10"
    assert set(log.read_text().splitlines()) == {"1", "2"}


def test_pages_and_static_files_are_served(server: Process) -> None:
    page = get(server.port, "/logga-in/")
    style = page.body.partition('rel="stylesheet" href="')[2].partition('"')[0]
    css = get(server.port, style)

    assert page.status == 200
    assert "?v=" in style
    assert css.headers["Cache-Control"] == "max-age=31536000, public"
    assert css.headers["X-Content-Type-Options"] == "nosniff"
    assert "Server" not in page.headers


def test_a_taken_port_is_said_in_words(
    server: Process, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RuntimeError, match="ended with 1"):
        samsyn(tmp_path, "serve", "--port", str(server.port), until=b"svarar").__enter__()
    assert f"--port {server.port + 1}" in capfd.readouterr().err
