"""CPU time of whole pages over 2,500 documents: a signed-in request through all middleware, without the
network, beside an empty page in the same run.

    python bench/pages.py [documents]
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import search
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samsyn.core.domain import ledger

ROUNDS = 60
PAGES = (
    "/arkiv/",
    "/arkiv/?page=50",
    "/arkiv/?organ=1&lage=granska",
    "/granskning/",
    "/sok/",
    "/sok/?q=kameror",
    "/sok/?q=kommun",
    "/",
    "/api/v1/items/",
)
EMPTY = ("/halsa/", "/stil/")  # the least that a request costs, and a page without the archive


def environ(path: str, cookie: str) -> dict[str, Any]:
    """A GET as a WSGI server hands it on."""
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost:8000",
        "HTTP_COOKIE": cookie,
        "HTTP_ACCEPT": "text/html",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }


def fetch(application: WSGIHandler, path: str, cookie: str) -> tuple[str, bytes]:
    """Status and body."""
    told: list[str] = []

    def start(status: str, _headers: object, _error: object = None) -> Callable[[bytes], object]:
        told.append(status)
        return lambda _part: None

    answer: Iterable[bytes] = application(environ(path, cookie), start)  # type: ignore[arg-type]
    body = b"".join(answer)
    answer.close()  # type: ignore[attr-defined]
    return told[0], body


def page_cpu(application: WSGIHandler, path: str, cookie: str, rounds: int = ROUNDS) -> list[float]:
    """CPU milliseconds of each request, sorted, after two to warm up."""
    taken = []
    for lap in range(rounds + 2):
        start = time.process_time()
        fetch(application, path, cookie)
        if lap > 1:
            taken.append((time.process_time() - start) * 1000)
    return sorted(taken)


def main() -> int:
    shared = Path(settings.SHARED)
    if not shared.is_dir():
        print(f"no example data at {shared}", file=sys.stderr)
        return 2
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
    account = search.build(documents * search.PER_DOCUMENT, shared)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()  # as a server finds it: what was just written is no longer apart in the log
    client = Client()
    client.force_login(account)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    application = get_wsgi_application()
    ledger.start_writer()  # as the server does: every look is on disk before its page goes out
    print(f"{connection.vendor}, {documents} documents, CPU per request, {ROUNDS} rounds")
    for path in (*PAGES, *EMPTY):
        with CaptureQueriesContext(connection) as queries:
            status, body = fetch(application, path, cookie)
        asked = len(queries)
        taken = page_cpu(application, path, cookie)
        median, mean, high = statistics.median(taken), statistics.mean(taken), taken[int(len(taken) * 0.9)]
        print(
            f"{path:<32} {status[:3]}  median {median:5.2f}  mean {mean:5.2f}  p90 {high:5.2f} ms"
            f"  {asked:2} queries  {len(body) / 1000:5.1f} kB"
        )
    ledger.stop_writer()
    return 0


if __name__ == "__main__":
    sys.exit(main())
