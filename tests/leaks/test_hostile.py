"""Bad input at the door: hundreds of hostile requests get a clear answer below 500; the server stays up."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from samsyn.core.models import Original
from samsyn.council.models import ImportFile
from tests.core.running import samsyn
from tests.leaks.scene import Browser, Scene, clean

BAD_TEXTS = {
    "null": "a\x00b",
    "only null": "\x00",
    "control": "\x01\x02\x1b[31m\x7f",
    "half a character": "\udc80",
    "directions": "\u202etxt.exe\u2066",
    "long": "a" * 20_000,
    "digits": "9" * 5_000,
    "a large number": "99999999999999999999",
    "just too large": str(2**63),
    "negative": "-1",
    "other digits": "٣٤٥",
    "superscript": "²",
    "quotes": "'; DROP TABLE core_document; --",
    "search syntax": '"(((NEAR(a b*) OR -"-" AND ^:col{',
    "percent": "%00%ff%%%s%d",
    "template": "{{ 7*7 }}{% debug %}${7*7}",
    "format": "{0.__class__}%(password)s",
    "script": "<script>alert(1)</script>\"'><img src=x>",
    "path": "../../../../etc/passwd",
    "windows": "..\\..\\con\\nul:",
    "lines": "a\r\nSet-Cookie: x=1\r\n\r\nb",
    "json": '{"$ne": null}',
    "not a number": "NaN",
    "not a day": "2026-02-31",
    "year zero": "0000-00-00",
}
FULL = bool(os.environ.get("LEAK_EXAMPLES"))  # all texts in all forms take a while
FIELDS = {
    "/sok/": ("q", "organ", "person", "fran", "till", "ar", "typ", "plats", "etikett", "ordning", "page"),
    "/arkiv/": ("namn", "organ", "ar", "typ", "etikett", "lage", "sort", "page"),
    "/personer/namn/": ("namn", "organ"),
    "/tradar/": ("q", "plats"),
    "/api/v1/meetings/": ("body", "year", "page"),
    "/api/v1/items/": ("meeting",),
    "/insyn/": ("page", "visa"),
    "/biljett/": ("topic",),
}
ASKED = [(address, name, bad) for address, names in FIELDS.items() for name in names for bad in BAD_TEXTS]
PATHS = (
    "/arkiv/../../etc/passwd",
    "/arkiv/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/static/../samsyn/settings.py",
    "/static/%2e%2e/%2e%2e/settings.py",
    "/arkiv/" + "9" * 5000 + "/",
    "/arkiv/99999999999999999999/",
    "/arkiv/-1/",
    "/arkiv/1e5/",
    "/arkiv/1/sida/99999999999999999999/",
    "/arkiv/1/export/../json/",
    "/arkiv/1/export/" + "a" * 5000 + "/",
    "/moten/%00/",
    "/moten/1%00/",
    "/%ff%fe/",
    "/" + "a/" * 2000,
    "//arkiv//",
    "/arkiv/;jsessionid=1/",
    "/insyn/99999999999999999999/bevis/",
    "/api/v1/documents/99999999999999999999/",
    "/personer/99999999999999999999/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(4))
def test_bad_texts_in_addresses(scene: Scene, part: int) -> None:
    """Each parameter of each page with each bad text."""
    otto, siv = scene.browser("otto"), scene.browser("siv")
    for address, name, bad in ASKED[part::4]:
        browser = siv if name in ("q", "namn", "organ") else otto
        answer = browser.get(address, {name: BAD_TEXTS[bad].encode("utf-8", "surrogatepass")})
        assert answer.status_code < 500, (address, name, bad)
        assert b"root:x:0" not in answer.content
        assert b"<script>alert(1)" not in answer.content, (address, name)
        assert "Set-Cookie: x" not in str(answer.headers)


@pytest.mark.django_db
def test_bad_texts_in_forms(scene: Scene) -> None:
    siv, document = scene.browser("siv"), scene.documents["Begrunda"].pk
    for bad, text in [*BAD_TEXTS.items()][:: 1 if FULL else 3]:
        value = text.encode("utf-8", "surrogatepass")
        for address, sent in (
            ("/sok/spara/", {"name": value, "query": b"q=x"}),
            ("/sok/spara/", {"name": b"x", "query": value}),
            (f"/granskning/{document}/", {"change": "place", "value": value}),
            (f"/granskning/{document}/", {"change": "date", "value": value}),
            (f"/granskning/{document}/", {"add": "present", "name": value}),
            (f"/arkiv/{document}/organ/", {"body": value}),
            (f"/arkiv/{document}/organ/", {"create": value}),
            ("/arkiv/las-in/", {"organisation": value}),
            ("/arkiv/las-in/", {"level": value}),
            ("/arkiv/las-in/", {"circle": value}),
            ("/installningar/", {"language": value, "theme": value}),
            ("/sprak/", {"language": value, "next": value}),
        ):
            answer = siv.post(address, sent)
            assert answer.status_code < 500, (bad, address, sent)
        login = Browser(raise_request_exception=False).post(
            "/logga-in/", {"username": value, "password": value}
        )
        assert login.status_code < 500, bad


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "otto"])
def test_bad_paths(scene: Scene, name: str) -> None:
    browser = scene.browser(name)
    for path in PATHS:
        answer = browser.get(path)
        assert 300 <= answer.status_code < 500, path
        clean(scene, "otto", answer)


@pytest.mark.django_db
def test_bad_names_of_files(scene: Scene, settings: Any) -> None:
    """What a file is called decides nothing about where it lies."""
    siv = scene.browser("siv")
    names = (
        "../../../x.txt",
        "/etc/cron.d/x",
        "..\\..\\x",
        "a\x00b.txt",
        "\u202egpj.exe",
        "a" * 3000,
        " ",
        "CON",
        "x\r\ny",
    )
    data = Path(settings.DATA)
    before = {path for path in data.parent.rglob("*") if data not in path.parents}
    for name in names:
        answer = siv.post(
            "/arkiv/las-in/", {"files": SimpleUploadedFile("x.txt", name.encode()), "paths": name}
        )
        assert answer.status_code < 500, name
        batch = scene.batches["Begrunda"].pk
        sent = {"files": SimpleUploadedFile("x.txt", b"1" + name.encode()), "paths": name}
        assert siv.post(f"/arkiv/las-in/{batch}/filer/", sent).status_code < 500, name
    assert {path for path in data.parent.rglob("*") if data not in path.parents} == before
    assert all(row.name.isprintable() for row in ImportFile.objects.all())


@pytest.mark.django_db
def test_forms_without_end(scene: Scene) -> None:
    """Thousands of fields, thousands of files, parts in parts, and lengths that lie."""
    siv, count = scene.browser("siv"), Original.objects.count()
    kind = "multipart/form-data; boundary=b"
    part = b'--b\r\nContent-Disposition: form-data; name="f%d"%s\r\n\r\nx\r\n'
    bodies = {
        "fields": b"".join(part % (n, b"") for n in range(1_500)) + b"--b--\r\n",
        "files": b"".join(part % (n, b'; filename="a"') for n in range(2_100)) + b"--b--\r\n",
        "no end": part % (1, b""),
        "headers": b"--b\r\n" + b"X: y\r\n" * 5_000 + b"\r\n\r\n--b--\r\n",
        "a header without end": b"--b\r\nContent-Disposition: form-data; name=" + b"a" * 100_000,
        "nothing": b"",
        "noise": bytes(range(256)) * 50,
        "transfer": part.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n%%") % (1, b""),
    }
    for about, body in bodies.items():
        answer = siv.generic("POST", "/arkiv/las-in/", body, kind)
        assert answer.status_code < 500, about
    for kind in (
        "multipart/form-data",
        "multipart/form-data; boundary=" + "b" * 5_000,
        "text/html; charset=utf-99",
        "\x00",
        "",
    ):
        assert siv.generic("POST", "/sok/spara/", b"name=x", kind).status_code < 500, kind
    assert siv.post("/sok/spara/", {f"f{n}": "x" for n in range(1_100)}).status_code == 400
    assert siv.generic("POST", "/sok/spara/", b"name=" + b"x" * 6_000_000, FORM).status_code in (400, 413)
    assert Original.objects.count() <= count + 1


FORM = "application/x-www-form-urlencoded"


@pytest.mark.django_db
def test_too_much_is_refused_before_it_is_read(scene: Scene) -> None:
    with override_settings(UPLOAD_MB=1):
        for name, length in (("", 2_000_000), ("siv", 11_000_000)):
            answer = scene.browser(name).generic(
                "POST", "/arkiv/las-in/", b"", FORM, CONTENT_LENGTH=str(length)
            )
            assert answer.status_code in (302, 403, 413), name


@pytest.mark.django_db
def test_headers(scene: Scene) -> None:
    siv = scene.browser("siv")
    for bad in (
        "\x00",
        "a" * 50_000,
        "<script>alert(1)</script>",
        "'; --",
        "\udc80",
        "٣",
        "bytes=0-" + "9" * 5_000,
    ):
        text = bad.encode("utf-8", "surrogatepass").decode("latin-1")
        for name in (
            "Accept",
            "Accept-Language",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Referer",
            "Origin",
        ):
            for address in ("/arkiv/", "/api/v1/items/"):
                answer = siv.get(address, headers={name: text})
                assert answer.status_code < 500, (name, bad[:20], address)
                assert b"<script>alert(1)" not in answer.content
        for name in (
            "X-Requested-With",
            "HX-Request",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-HTTP-Method-Override",
        ):
            assert siv.get("/arkiv/", headers={name: text}).status_code < 500, (name, bad[:20])
    for host in ("example.com", "testserver@example.com", "a" * 300, "[::1", "\x00"):
        assert siv.get("/arkiv/", headers={"Host": host}).status_code == 400, host
    for cookie in (
        "sessionid=" + "a" * 10_000,
        "sessionid=\x00",
        "sessionid",
        "=;=;=" * 100,
        "csrftoken=\udc80",
    ):
        text = cookie.encode("utf-8", "surrogatepass").decode("latin-1")
        answer = Browser(raise_request_exception=False).get("/arkiv/", headers={"Cookie": text})
        assert answer.status_code == 302, cookie[:20]
    deep = "&".join(f"a[{'[b]' * 50}]{n}={n}" for n in range(400))
    for query in (
        deep,
        "&" * 10_000,
        "%" * 3_000,
        "q=" + "%ff" * 500,
        "q=" + "(" * 3_000,
        "q=" + '"a" OR ' * 500,
    ):
        assert siv.get("/sok/?" + query).status_code < 500, query[:20]


# --- the server itself --------------------------------------------------------------------------------------
HOST = b" HTTP/1.1\r\nHost: localhost\r\n"
RAW = {
    "noise": bytes(range(256)),
    "no path": b"GET\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "version nine": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /" + HOST + b"Host: example.com\r\n\r\n",
    "a long line": b"GET /" + b"a" * 200_000 + HOST + b"\r\n",
    "a huge header": b"GET /" + HOST + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
    "many headers": b"GET /" + HOST + b"X: a\r\n" * 20_000 + b"\r\n",
    "null in path": b"GET /\x00" + HOST + b"\r\n",
    "null in header": b"GET /" + HOST + b"X: \x00\r\n\r\n",
    "a folded header": b"GET /" + HOST + b"X: a\r\n b\r\n\r\n",
    "traversal": b"GET /static/../../etc/passwd" + HOST + b"\r\n",
    "traversal, encoded": b"GET /static/%2e%2e/%2e%2e/etc/passwd" + HOST + b"\r\n",
    "an address elsewhere": b"GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n",
    "connect": b"CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n",
    "trace": b"TRACE /" + HOST + b"\r\n",
    "another method": b"HACK /" + HOST + b"\r\n",
    "a length that lies": b"POST /logga-in/" + HOST + b"Content-Length: -5\r\n\r\n",
    "two lengths": b"POST /" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": b"POST /"
    + HOST
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "bad chunks": b"POST /" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "a length without end": b"POST /logga-in/" + HOST + b"Content-Length: 99999999999999\r\n\r\n",
    "websocket": b"GET /live/" + HOST + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "live, no ticket": b"GET /live/" + HOST + b"\r\n",
    "live, a bad one": b"GET /live/?ticket=%00%ff&ticket=a&last=-1" + HOST + b"\r\n",
    "live, a long one": b"GET /live/?ticket=" + b"a" * 50_000 + HOST + b"\r\n",
    "live, bad cookie": b"GET /live/?ticket=a" + HOST + b"Cookie: \xff=\xfe; sessionid\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"a" * 500,
    "http/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "star": b"OPTIONS *" + HOST + b"\r\n",
    "empty": b"\r\n\r\n",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    data = tmp_path_factory.mktemp("server")
    with samsyn(data, "serve", "--port", "0", until=b"svarar", SAMSYN_WORKERS="0") as process:
        yield process.port


def said(port: int, data: bytes) -> bytes:
    """The first of what the server answers; b"" if it hangs up or waits for more."""
    with socket.create_connection(("127.0.0.1", port), timeout=3) as sock:
        try:
            sock.sendall(data)
            return sock.recv(65_536)
        except (TimeoutError, ConnectionError):
            return b""


@pytest.mark.slow
@pytest.mark.xdist_group("hostile")
def test_raw_requests(port: int) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = dict(zip(RAW, pool.map(lambda data: said(port, data), RAW.values()), strict=True))
    for about, answer in answers.items():
        status = int(answer.split(b" ")[1]) if answer.startswith(b"HTTP/1.") else 0
        assert status == 0 or 300 <= status < 500, (about, answer[:200])
        assert b"Traceback" not in answer, about
        assert b"root:x:0" not in answer, about
    assert sum(answer.startswith(b"HTTP/1.1 4") for answer in answers.values()) > 15
    alive = said(port, b"GET /halsa/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert alive.startswith(b"HTTP/1.1 200"), alive


def test_there_are_enough() -> None:
    assert len(ASKED) + len(PATHS) + len(RAW) + 14 * len(BAD_TEXTS) > 300
