"""The whole table of addresses: each is asked for hidden things by each wrong person, in every method. A new
address is asked here without anybody thinking of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import get_resolver, path

from samsyn import urls
from samsyn.core.domain import looks
from samsyn.core.models import Document, LookSample, Person
from tests.arch.test_looks import views
from tests.leaks.mutants import asked_for, meddled, side_path
from tests.leaks.scene import SHARED, THINGS, Browser, Scene, clean, freshen, words_in

pytestmark = pytest.mark.django_db
STRANGERS = ("otto", "rita", "noor")
# What stands outside: signing in, the choice of language, the page of components, what watches the server.
OPEN = ("logga-in", "sprak", "stil", "halsa", "inbjudan", "matt", "vittne")
# Rows that every question writes: they say who asked what, and which sessions there are.
NOISE = {"core.ledgerentry", "core.ledgerhead", "core.ledgerhash", "core.session", "core.ledgertile"}


def addresses(scene: Scene, name: str, most: int = 2) -> Iterator[str]:
    """Every address of the table, filled with the numbers of what is hidden from the person."""
    words = scene.few(name)[-most:]
    numbers = {
        "moten": [scene.meetings[word].pk for word in words],
        "meetings": [scene.meetings[word].pk for word in words],
        "las-in": [scene.batches[word].pk for word in words],
        "konton": [scene.world.siv.pk, scene.world.admin.pk],
        "konto": [scene.world.siv.pk],
        "personer": [Person.objects.earliest("pk").pk],
        "tillsyn": [LookSample.objects.count() + 1, 1],
    }
    documents = [scene.documents[word].pk for word in words]
    for found, _view in views(get_resolver()):
        url = "/" + found
        part = next((part for part in numbers if f"/{part}/" in url), "")
        for number in numbers.get(part, documents) if "<int:pk>" in url else [0]:
            yield _filled(url, {"pk": number, "number": 1, "form": "json", "seq": 0, "what": "bekrafta"})


def _filled(url: str, values: dict[str, Any]) -> str:
    return re.sub(r"<(\w+):(\w+)>", lambda at: str(values.get(at[2], 1 if at[1] == "int" else "x")), url)


def snapshot() -> dict[str, str]:
    """A mark of the rows of each table."""
    found = {}
    for model in apps.get_models():
        if model._meta.managed and model._meta.label_lower not in NOISE:
            rows = model._default_manager.order_by("pk").values_list()
            found[model._meta.label_lower] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return found


def _table_with_a_forgotten_view() -> ModuleType:
    @looks.shows_nothing()
    def forgotten(request: HttpRequest) -> HttpResponse:
        return HttpResponse("; ".join(Document.objects.values_list("name", flat=True)))

    table = ModuleType("table")
    table.__dict__.update({name: value for name, value in vars(urls).items() if name.startswith("handler")})
    table.__dict__["urlpatterns"] = [path("arkiv/flode/", forgotten), *urls.urlpatterns]
    return table


@side_path(
    "any-address",
    "an address nobody thought of: a feed, a widget, a page of a new room",
    "a new view lists all documents",
    lambda scene: override_settings(ROOT_URLCONF=_table_with_a_forgotten_view()),
)
def test_every_address(scene: Scene) -> None:
    asked = 0
    for name in STRANGERS:
        browser = scene.browser(name)
        for address in addresses(scene, name):
            answer = browser.get(address, {"q": SHARED, "namn": "siv ahl"})
            assert answer.status_code < 500, (name, address)
            clean(scene, name, answer)
            if answer.status_code == 401 or answer.get("Location", "").startswith("/logga-in/"):
                browser = scene.browser(name)  # that address signs out
            asked += 1
    assert asked > 200


@side_path(
    "signed-out",
    "an address that forgets to ask who is there",
    "a new view lists all documents without asking who is there",
    lambda scene: override_settings(ROOT_URLCONF=_open_table()),
)
def test_signed_out(scene: Scene) -> None:
    for address in dict.fromkeys(addresses(scene, "otto", 1)):
        browser = Browser(raise_request_exception=False)
        for method in ("get", "head", "post", "put", "patch", "delete", "options"):
            answer = getattr(browser, method)(address)
            assert answer.status_code < 500, (method, address)
            assert words_in(answer, [thing.word for thing in THINGS]) == [], (method, address)
            if not address.split("/")[1].startswith(OPEN):
                assert answer.status_code >= 300, (method, address, answer.status_code)


def _open_table() -> ModuleType:
    from django.contrib.auth.decorators import login_not_required

    table = _table_with_a_forgotten_view()
    for pattern in table.urlpatterns[:1]:
        login_not_required(pattern.callback)
    return table


def _deletes(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request)
    if request.method == "DELETE" and found is not None:
        Document.objects.filter(pk=found.pk).update(title="")
    return response


@side_path(
    "other-methods",
    "PUT, PATCH, DELETE, HEAD and OPTIONS beside each GET and POST",
    "DELETE is taken for the form that takes a document away",
    meddled(_deletes),
)
def test_other_methods(scene: Scene) -> None:
    for name in ("rita", "siv"):  # one to whom it is hidden, and one who may do nearly everything
        browser, answered = scene.browser(name), []
        before = snapshot()
        for address in dict.fromkeys(addresses(scene, "rita", 1)):
            for method in ("delete", "put", "patch", "options"):
                answer = getattr(browser, method)(address, data="level=public", content_type="text/plain")
                if not 300 <= answer.status_code < 500:
                    answered.append((method, address, answer.status_code))
                clean(scene, "rita", answer)
        assert answered == [], name
        now = snapshot()
        assert {label for label in now if now[label] != before[label]} == set(), name


def _head_opens(request: HttpRequest, response: Any) -> Any:
    return HttpResponse() if request.method == "HEAD" and response.status_code == 404 else response


@side_path(
    "head-of-all",
    "HEAD answers otherwise than GET, or does something",
    "HEAD of what is not found is answered with 200",
    meddled(_head_opens),
)
def test_head_is_get_without_body(scene: Scene) -> None:
    name = "rita"
    browser = scene.browser(name)
    before = snapshot()
    for address in dict.fromkeys(addresses(scene, name)):
        if "logga-ut" in address:
            continue
        get, head = browser.get(address), browser.head(address)
        assert head.status_code in (get.status_code, 405), (address, get.status_code, head.status_code)
        assert not (head.read if head.streaming else head.content), address
        clean(scene, name, head)
    now = snapshot()
    changed = {label for label in now if now[label] != before[label]}
    assert changed <= {"core.exportreceipt", "core.looksample", "core.lookdraw"}, changed


def hidden_rows(scene: Scene, name: str) -> dict[str, str]:
    """A mark of all rows that hang on what is hidden from the person."""
    documents = [scene.documents[word].pk for word in scene.hidden(name)]
    ways = ("document__in", "meeting__document__in", "block__document__in")
    found = {
        "core.document": repr(list(Document.objects.filter(pk__in=documents).order_by("pk").values_list()))
    }
    for model in apps.get_models():
        names = {field.name for field in model._meta.get_fields() if field.concrete}
        way = next((way for way in ways if way.split("__")[0] in names), "")
        if way and model._meta.managed and model._meta.label_lower not in NOISE:
            rows = model._default_manager.filter(**{way: documents}).order_by("pk").values_list()
            found[model._meta.label_lower] = repr(list(rows))
    return found


def _posts(request: HttpRequest, response: Any) -> Any:
    found = asked_for(request)
    if request.method == "POST" and found is not None and response.status_code in (403, 404):
        Document.objects.filter(pk=found.pk).update(body=None, title="x")
    return response


@side_path(
    "posts-of-strangers",
    "a form posted to the address of something hidden",
    "what is posted is done before the guard is asked",
    meddled(_posts),
)
def test_posts(scene: Scene) -> None:
    sent = {"confirm": "date", "level": "public", "body": "ingen", "form": "1", "value": "x", "reason": "x"}
    sent |= {"organisation": scene.world.organisation.norralv.pk, "account": scene.world.siv.pk, "count": "1"}
    for name in ("rita", "noor"):
        browser, before = scene.browser(name), hidden_rows(scene, name)
        for address in dict.fromkeys(addresses(scene, name)):
            answer = browser.post(address, sent)
            assert answer.status_code < 500, (name, address, answer.status_code)
            clean(scene, name, answer)
            if "logga-ut" in address or "/stang/" in address:
                browser = scene.browser(name)
        now = hidden_rows(scene, name)
        assert {label for label in now if now[label] != before[label]} == set(), name


@side_path(
    "forged-forms",
    "a form that another page posts in one's name",
    "forms are taken without their token",
    lambda scene: override_settings(
        MIDDLEWARE=[one for one in settings.MIDDLEWARE if "Csrf" not in one],
    ),
)
def test_forged_forms(scene: Scene) -> None:
    browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    browser.force_login(scene.world.siv)
    freshen(browser)
    before = snapshot()
    for address in dict.fromkeys(addresses(scene, "rita", 1)):
        if address.startswith("/vittne/"):  # what comes there is signed, and no session is asked
            continue
        for method in ("post", "put", "delete"):
            answer = getattr(browser, method)(
                address, {"confirm": "date"}, headers={"Origin": "https://example.com"}
            )
            assert answer.status_code in (403, 405), (method, address, answer.status_code)
    now = snapshot()
    assert {label for label in now if now[label] != before[label]} == set()
