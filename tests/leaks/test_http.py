"""Side paths of the protocol: headers, methods, errors, time, logs, addresses to go to next."""

from __future__ import annotations

import hashlib
import json
import logging
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test.utils import CaptureQueriesContext

from samsyn.core.calc import entry
from samsyn.core.errors import Hidden, Refused
from samsyn.core.guard import labels_q
from samsyn.core.models import Account, Document, LedgerEntry, Terms
from samsyn.council.models import Block, ImportBatch, Meeting
from tests.leaks.mutants import asked_for, instead, meddled, side_path
from tests.leaks.scene import ALL, SHARED, THINGS, Scene, body_of, clean, print_of, told, unmoved

pytestmark = pytest.mark.django_db
MISSING = 987_654
LISTS = ("/", "/arkiv/", "/granskning/", f"/sok/?q={SHARED}", f"/tradar/?q={SHARED}", "/arkiv/las-in/")
API = tuple(f"/api/v1/{name}/" for name in ("documents", "meetings", "items", "attendance"))


def hidden_addresses(scene: Scene, word: str) -> list[str]:
    """Everything a hidden thing has an address for."""
    document, meeting = scene.documents[word].pk, scene.meetings[word].pk
    of_document = ("", "original/", "sida/1/", "lasningar/", "export/json/", "export/xml/", "export/narvaro/")
    found = [f"/arkiv/{document}/{part}" for part in of_document]
    found += [f"/moten/{meeting}/", f"/api/v1/documents/{document}/", f"/api/v1/meetings/{meeting}/"]
    return [*found, f"/arkiv/las-in/{scene.batches[word].pk}/"]


def missing(address: str) -> str:
    """The same address of something that is not there."""
    return "/".join(str(MISSING) if part.isdecimal() and part != "1" else part for part in address.split("/"))


# --- hidden and missing are one answer ----------------------------------------------------------------------
def _refused_if_there(account: Account, pk: int) -> Document:
    found = Document.objects.filter(pk=pk).first()
    if found is None:
        raise Hidden
    if not Document.objects.filter(labels_q(account), pk=pk).exists():
        raise Refused
    return found


@side_path(
    "403-or-404",
    "a refusal that tells the thing exists",
    "what is there but hidden is refused, what is not there is not found",
    instead("samsyn.council.views.document:document_for", lambda scene: _refused_if_there),
)
def test_hidden_is_missing(scene: Scene) -> None:
    for name in ("otto", "noor"):
        browser = scene.browser(name)
        for word in scene.few(name):
            for address in hidden_addresses(scene, word):
                hidden, none = browser.get(address), browser.get(missing(address))
                assert hidden.status_code == 404, (name, address, hidden.status_code)
                assert print_of(hidden) == print_of(none), (name, address)


def _looked_up_first(account: Account, pk: int) -> Document:
    found = Document.objects.select_related("original", "meeting__body", "entry").filter(pk=pk).first()
    if found is None or not Document.objects.filter(labels_q(account), pk=pk).exists():
        raise Hidden
    return found


@side_path(
    "403-or-404-time",
    "how long it takes, and how many questions, until it is not found",
    "what is there is looked up before the guard is asked",
    instead("samsyn.council.views.document:document_for", lambda scene: _looked_up_first),
)
def test_time_of_hidden_and_missing(scene: Scene) -> None:
    terms = Terms(audience=f",o:{scene.world.organisation.region_alvland.pk},").shared()
    for model, where in ((Document, "pk"), (Meeting, "document")):
        model.objects.filter(**{where: scene.documents["Fjärrholma"].pk}).update(terms=terms)
    for name, word in (("otto", "Nätberga"), ("noor", "Rumsalunda"), ("noor", "Fjärrholma")):
        browser = scene.browser(name)
        for address in hidden_addresses(scene, word):
            browser.get(address)
            asked = []
            for one in (address, missing(address)):
                with CaptureQueriesContext(connection) as queries:
                    browser.get(one)
                asked.append(len(queries))
            assert asked[0] == asked[1], (name, address)
    address, times = hidden_addresses(scene, word)[0], {}
    for one in (address, missing(address)):
        times[one] = statistics.median(_seconds(browser, one) for _ in range(15))
    fast, slow = sorted(times.values())
    assert slow < 2 * fast + 0.002, times


def _seconds(browser: Any, address: str) -> float:
    start = time.perf_counter()
    browser.get(address)
    return time.perf_counter() - start


def _says_which(account: Account, pk: int) -> Document:
    found = Document.objects.filter(labels_q(account), pk=pk).first()
    if found is None:
        hidden = Document.objects.filter(pk=pk).first()
        raise Hidden(f"{hidden.title} finns inte för dig." if hidden else None)
    return found


@side_path(
    "error-text",
    "the words of an error",
    "the error names what it is about",
    instead("samsyn.council.views.document:document_for", lambda scene: _says_which),
)
def test_error_text(scene: Scene) -> None:
    for name in ("otto", "noor"):
        browser = scene.browser(name)
        for word in scene.few(name):
            for address in hidden_addresses(scene, word):
                clean(
                    scene,
                    name,
                    browser.get(address),
                    browser.get(address, headers={"Accept": "application/json"}),
                )


@side_path(
    "error-page-500",
    "a page that breaks while it has something hidden in its hands",
    "the error page says what went wrong",
    instead(
        "samsyn.urls:handler500",
        lambda scene: (
            lambda request: HttpResponse(
                "; ".join(Document.objects.values_list("name", flat=True)), status=500
            )
        ),
    ),
)
def test_server_error(scene: Scene) -> None:
    def breaks(*_asked: object, **_more: object) -> None:
        raise RuntimeError("; ".join(Document.objects.values_list("name", flat=True)))

    with patch("samsyn.council.views.archive.queries.listed_page", breaks), logging_off():
        for name in ("otto", "rita"):
            answer = scene.browser(name).get("/arkiv/")
            assert answer.status_code == 500
            clean(scene, name, answer)


@contextmanager
def logging_off() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


# --- headers ------------------------------------------------------------------------------------------------
def _with_total(scene: Scene) -> Any:
    return SimpleNamespace(sha256=lambda data: hashlib.sha256(data + str(Block.objects.count()).encode()))


@side_path(
    "etag",
    "an ETag that changes when something hidden does",
    "the ETag is made from the whole table",
    instead("samsyn.council.views.api:hashlib", _with_total),
)
def test_etag(scene: Scene) -> None:
    for name in ("otto", "noor"):
        unmoved(scene, name, *API, f"/api/v1/search/?q={SHARED}")


def _not_modified(request: HttpRequest, response: Any) -> Any:
    known = request.headers.get("If-None-Match")
    return (
        HttpResponse(status=304, headers={"ETag": known})
        if known and request.path.startswith("/api/")
        else None
    )


@side_path(
    "if-none-match",
    "a remembered ETag of something that has since been hidden is still confirmed",
    "the ETag is answered before the guard",
    meddled(_not_modified),
)
def test_if_none_match(scene: Scene) -> None:
    for word in ("Rumsalunda", "Kretsmåla"):
        for address in (
            f"/api/v1/documents/{scene.documents[word].pk}/",
            f"/api/v1/meetings/{scene.meetings[word].pk}/",
        ):
            tag = scene.browser("siv").get(address)["ETag"]
            for name in ("otto", "rita"):
                answer = scene.browser(name).get(address, headers={"If-None-Match": tag})
                assert (answer.status_code, answer.get("ETag")) == (404, None), (name, address)


def _last_modified(request: HttpRequest, response: Any) -> Any:
    response["Last-Modified"] = (
        f"{Document.objects.order_by('-created').values_list('created', flat=True)[0]}"
    )
    return response


@side_path(
    "last-modified",
    "when something hidden was read in",
    "lists carry the time of the newest document",
    meddled(_last_modified),
)
def test_last_modified(scene: Scene) -> None:
    for name in ("otto", "noor"):
        unmoved(scene, name, *LISTS[:2], *API[:1])
        for address in (*LISTS, *API):
            assert "Last-Modified" not in scene.browser(name).get(address).headers, address


def _padded(request: HttpRequest, response: Any) -> Any:
    if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
        response.content += b"<!-- %s -->" % (b"." * Document.objects.count())
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
    return response


@side_path(
    "content-length",
    "the size of a page grows with what is not shown on it",
    "an empty row is printed for each hidden document",
    meddled(_padded),
)
def test_size_of_pages(scene: Scene) -> None:
    for name in ("otto", "rita"):
        unmoved(scene, name, "/", "/arkiv/", f"/tradar/?q={SHARED}", "/personer/namn/?namn=siv+ahl")


def _size_of_file(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request)
    if found is not None and response.status_code == 404:
        response["Content-Length"] = str(found.original.size)
    return response


@side_path(
    "file-size",
    "the size, type and name of a hidden file in the headers of its refusal",
    "the size is set before the guard is asked",
    meddled(_size_of_file),
)
def test_file_size(scene: Scene) -> None:
    for name in ("otto", "rita"):
        browser = scene.browser(name)
        for word in scene.few(name):
            for ask in (browser.get, browser.head):
                address = f"/arkiv/{scene.documents[word].pk}/original/"
                hidden, none = ask(address), ask(missing(address))
                assert sorted(hidden.headers.items()) == sorted(none.headers.items()), (name, word)
                assert "Content-Disposition" not in hidden.headers


def _head_is_free(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request) if request.method == "HEAD" else None
    return (
        HttpResponse(headers={"Content-Disposition": f"inline; filename*=UTF-8''{found.pk}"})
        if found
        else None
    )


@side_path(
    "head", "HEAD is answered where GET is not", "HEAD goes by without the guard", meddled(_head_is_free)
)
def test_head(scene: Scene) -> None:
    for name in ("otto", "noor"):
        browser = scene.browser(name)
        for word in scene.few(name):
            for address in hidden_addresses(scene, word):
                answer = browser.head(address)
                assert (answer.status_code, body_of(answer)) == (404, b""), (name, address)
                clean(scene, name, answer)


def _options(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request) if request.method == "OPTIONS" else None
    return HttpResponse(found.name, headers={"Allow": "GET, HEAD"}) if found else None


@side_path(
    "options",
    "OPTIONS says whether a thing is there",
    "OPTIONS is answered from the thing itself",
    meddled(_options),
)
def test_options(scene: Scene) -> None:
    for name in ("otto", "rita"):
        browser = scene.browser(name)
        for word in scene.few(name):
            for address in hidden_addresses(scene, word):
                hidden, none = browser.options(address), browser.options(missing(address))
                assert print_of(hidden) == print_of(none), (name, address)
                assert hidden.status_code >= 400


def _range(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request) if "Range" in request.headers else None
    if found is None:
        return None
    return HttpResponse(status=416, headers={"Content-Range": f"bytes */{found.original.size}"})


@side_path(
    "range",
    "a part of a hidden file, or its size in the refusal of a part",
    "a range is judged by the file's size before the guard is asked",
    meddled(_range),
)
def test_range(scene: Scene) -> None:
    for name in ("otto", "rita", "per"):
        browser = scene.browser(name)
        for word in scene.hidden(name):
            for part in ("bytes=0-10", "bytes=999999-", "bytes=-5"):
                answer = browser.get(f"/arkiv/{scene.documents[word].pk}/original/", headers={"Range": part})
                assert answer.status_code == 404
                assert "Content-Range" not in answer.headers


def _kept_for_a_day(request: HttpRequest, response: Any) -> Any:
    response["Cache-Control"] = "public, max-age=86400"
    return response


@side_path(
    "browser-cache",
    "a copy in the browser or a proxy that outlives a raised label, or meets the next person",
    "answers may be kept for a day",
    meddled(_kept_for_a_day),
)
def test_nothing_is_kept(scene: Scene) -> None:
    siv = scene.browser("siv")
    document = scene.documents["Rumsalunda"]
    with patch("samsyn.council.domain.pictures.page", lambda document, number: b"en bild"):
        for address in (*LISTS, *API, *hidden_addresses(scene, "Rumsalunda")):
            answer = siv.get(address)
            kept = answer["Cache-Control"]
            assert answer.status_code == 200, address
            assert "no-store" in kept or ("private" in kept and "no-cache" in kept), (address, kept)
            assert "max-age" not in kept or "max-age=0" in kept, (address, kept)
            assert "Cookie" in answer.get("Vary", ""), address
        assert siv.get(f"/arkiv/{document.pk}/sida/1/").status_code == 200


# --- cookies, addresses, what the client says ---------------------------------------------------------------
def _echo(request: HttpRequest, response: Any) -> Any:
    for name in ("django_language", "theme"):
        if name in request.COOKIES and not response.streaming:
            response.content += request.COOKIES[name].encode()
    return response


@side_path(
    "cookies",
    "a cookie of language or look decides what is seen, or comes back as it was sent",
    "cookies are echoed",
    meddled(_echo),
)
def test_cookies(scene: Scene) -> None:
    for name in ("otto", ""):
        browser = scene.browser(name)
        for value in ("<script>", "../siv", "siv", "en"):
            for cookie in ("django_language", "theme", "account", "organisation", "level"):
                browser.cookies[cookie] = value
            answer = browser.get("/arkiv/")
            assert '<script>"' not in told(answer), value
            assert "../siv" not in told(answer), value
            clean(scene, name or "otto", answer)


@side_path(
    "next-address",
    "`next` leads to another host, with what the address tells",
    "the address is followed wherever it leads",
    instead(
        "samsyn.core.views.pages:next_page",
        lambda scene: lambda request, name="next": request.POST.get(name, "/"),
    ),
)
def test_next(scene: Scene) -> None:
    browser = scene.browser("")
    for wanted in (
        "https://example.com/",
        "//example.com/x",
        "/\\example.com",
        "javascript:alert(1)",
        "http:///x",
    ):
        for address, sent in (
            ("/sprak/", {"language": "sv"}),
            ("/logga-in/", {"username": "siv", "password": scene.world.password}),
        ):
            answer = scene.browser("").post(address, {**sent, "next": wanted})
            assert "example.com" not in answer.get("Location", ""), (address, wanted)
            assert not answer.get("Location", "").startswith(("javascript:", "http:", "//")), (
                address,
                wanted,
            )
    assert browser.get("/arkiv/?namn=x").get("Location", "").startswith("/logga-in/?next=/arkiv/")


def _to_referer(request: HttpRequest, response: Any) -> Any:
    if response.status_code == 302 and "Referer" in request.headers:
        response["Location"] = request.headers["Referer"]
    return response


@side_path(
    "referer",
    "the page one came from decides where one goes next",
    "answers lead back to the Referer, whichever host it is",
    meddled(_to_referer),
)
def test_referer(scene: Scene) -> None:
    for referer in (
        "https://example.com/x",
        "http://testserver//example.com/x",
        "http://testserver@example.com/",
    ):
        browser = scene.browser("siv")
        session = browser.session
        session["fresh"] = 0
        session.save()
        answer = browser.get("/arkiv/export/json/", headers={"Referer": referer})
        while answer.status_code == 302:
            assert not answer["Location"].startswith(("http", "//")), (referer, answer["Location"])
            answer = browser.get(answer["Location"], headers={"Referer": referer})
        text = answer.content.decode()
        for attribute in ("href", "action", "value"):
            assert f'{attribute}="//example.com' not in text
            assert f'{attribute}="https://example.com' not in text
    answer = scene.browser("otto").get("/arkiv/", headers={"Referer": "x"})
    assert answer["Referrer-Policy"] == "same-origin"


@side_path(
    "label-from-the-client",
    "label, owner or circle sent along in a form",
    "a form's `level` is taken as it comes",
    lambda scene: meddled(lambda request, response: _obeys_any_form(scene, request, response))(scene),
)
def test_labels_are_not_the_clients(scene: Scene) -> None:
    label = {
        "level": "public",
        "organisation": scene.world.organisation.region_alvland.pk,
        "circle": "",
        "terms": "1",
    }
    label |= {"label": "public", "organisation_id": "1", "account": scene.world.rita.pk, "level_id": "public"}
    fields = ("level", "organisation_id", "circle_id", "terms_id", "body_id")
    before = {one.pk: [getattr(one, name) for name in fields] for one in Document.objects.all()}
    for name in ("siv", "noor", "rita"):
        browser = scene.browser(name)
        for word in ("Rumsalunda", "Fjärrholma"):
            pk = scene.documents[word].pk
            for sent in (
                {"confirm": "date"},
                {"change": "place", "value": "x"},
                {"change": "sharing", "value": "public"},
            ):
                browser.post(f"/granskning/{pk}/", sent | label)
            browser.post(f"/arkiv/{pk}/las-om/", label)
    after = {one.pk: [getattr(one, name) for name in fields] for one in Document.objects.all()}
    assert after == before


def _obeys_any_form(scene: Scene, request: HttpRequest, response: Any) -> Any:
    parts = [int(part) for part in request.path.split("/") if part.isdecimal()]
    if request.method == "POST" and "level" in request.POST and parts:
        Document.objects.filter(pk=parts[0]).update(level=request.POST["level"])
    return response


def _chooses_any(scene: Scene) -> Any:
    def start(account: Account, organisation: Any, level: str = "limited", circle: Any = None) -> ImportBatch:
        owner = scene.world.organisation.region_alvland
        return ImportBatch.objects.create(account=account, organisation=owner, level=level, circle=circle)

    return start


@side_path(
    "others-numbers",
    "the number of another organisation, body or person in a form",
    "an import goes to whichever organisation is asked for",
    instead("samsyn.council.domain.imports:start", _chooses_any),
)
def test_numbers_of_others(scene: Scene) -> None:
    theirs = scene.world.organisation.region_alvland
    count = Document.objects.filter(organisation=theirs).count() + theirs.import_batches.count()
    siv = scene.browser("siv")
    for sent in (
        {"organisation": theirs.pk, "level": "limited"},
        {"organisation": "", "level": "limited", "organisation_id": theirs.pk},
        {"level": "room", "circle": scene.world.body.regionpolisradet.pk * 1000},
        {"level": "hemlig"},
    ):
        siv.post("/arkiv/las-in/", sent | {"files": SimpleUploadedFile("a.txt", b"{}")})
    assert Document.objects.filter(organisation=theirs).count() + theirs.import_batches.count() == count
    for name in ALL - {"rita"}:
        pk = scene.documents["Fjärrholma"].pk
        for sent in (
            {"body": scene.world.body.norralvsradet.pk},
            {"create": "Nytt organ"},
            {"body": "ingen"},
        ):
            assert scene.browser(name).post(f"/arkiv/{pk}/organ/", sent).status_code == 404
        meeting = scene.meetings["Fjärrholma"].pk
        assert scene.browser(name).post(f"/moten/{meeting}/platser/").status_code == 404


# --- what the machine writes down ---------------------------------------------------------------------------
def _talks(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request)
    if found is not None:
        logging.getLogger("samsyn").info("asked for %s", found.name)
    return response


@side_path(
    "log-lines", "content in the program's log", "a log line names the document asked for", meddled(_talks)
)
def test_log(scene: Scene) -> None:
    with written() as lines:
        for name in ("otto", "siv"):
            browser = scene.browser(name)
            for address in [*hidden_addresses(scene, "Rumsalunda"), *LISTS]:
                browser.get(address)
    text = "\n".join(lines).casefold()
    assert [thing.word for thing in THINGS if thing.word.casefold() in text] == []


@contextmanager
def written() -> Iterator[list[str]]:
    """Every line any logger writes within."""
    lines: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: lines.append(logging.Formatter().format(record))  # type: ignore[method-assign]
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def _with_names() -> Any:
    real = entry.Entry.body

    def body(self: entry.Entry, seq: int, at: str) -> str:
        text = real(self, seq, at)
        named = Document.objects.filter(pk=self.object).first() if self.kind == "core.document" else None
        return text[:-1] + json.dumps({"name": named.name})[1:] if named else text

    return body


@side_path(
    "ledger-text",
    "content in the ledger and its exports",
    "an entry carries the name of the file",
    lambda scene: patch.object(entry.Entry, "body", _with_names()),
)
def test_ledger(scene: Scene) -> None:
    for name in ("siv", "otto"):
        browser = scene.browser(name)
        for thing in THINGS[:6]:
            browser.get(f"/arkiv/{scene.documents[thing.word].pk}/")
        browser.get("/sok/?q=Rumsalunda")
    text = "\n".join(LedgerEntry.objects.values_list("body", flat=True))
    text = text.encode().decode("unicode_escape").casefold()
    assert LedgerEntry.objects.count() > 8
    assert [thing.word for thing in THINGS if thing.word.casefold() in text] == []
