"""Each page is asked, and what it shows stands in the ledger; what cannot be written down is not given."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from samsyn.core import keys
from samsyn.core.domain import ledger, looks
from samsyn.core.models import LedgerEntry
from tests.arch.test_looks import get_resolver, views
from tests.council.build import item, person, record

pytestmark = pytest.mark.django_db
MARK = "Kvarnhjulet"  # in the text of the documents and nowhere else


@pytest.fixture
def archive(bring: Any) -> Any:
    rows = {"items": [item("1", "Belysning", f"{MARK} lyser igen.")], "present": [person("Nils Norr")]}
    return bring({"a.txt": record(**rows), "b.txt": record(date="2026-06-09", **rows), "x.pdf": b"x"})


def since(start: int) -> list[dict[str, Any]]:
    return [
        json.loads(body)
        for body in LedgerEntry.objects.filter(seq__gte=start).order_by("seq").values_list("body", flat=True)
    ]


def size() -> int:
    return LedgerEntry.objects.count()


def shown(client: Client, address: str, **more: Any) -> list[dict[str, Any]]:
    """What one request wrote."""
    start = size()
    answer = client.get(address, **more)
    assert answer.status_code in (200, 304), (address, answer.status_code)
    body_of(answer)
    return since(start)


def body_of(answer: Any) -> bytes:
    body = b"".join(answer) if answer.streaming else answer.content
    for close in answer._resource_closers:
        close()
    return bytes(body)


def test_every_page_that_shows_leaves_lines_and_the_others_none(siv: Client, archive: Any) -> None:
    """By the table of addresses: a new page is asked here without anybody thinking of it."""
    document = archive.files.first().document
    numbers = {"number": 1, "form": "json", "seq": 0}
    keys_of = {"moten": document.meeting.pk, "meetings": document.meeting.pk, "las-in": archive.pk}
    asked = 0
    for address, view in views(get_resolver()):
        said = looks.declared(view)  # type: ignore[arg-type]
        assert said is not None
        url = "/" + address
        part = next((name for name in keys_of if f"/{name}/" in url or url.startswith(f"/{name}/")), "")
        pk = 1 if "personer" in url else keys_of.get(part, document.pk)
        for name, value in {"pk": pk, **numbers}.items():
            for kind in ("int", "slug", "str"):
                url = url.replace(f"<{kind}:{name}>", str(value))
        start = size()
        asks = any(word in url for word in ("sok", "tradar", "search"))
        answer = siv.get(url, {"q": MARK} if asks else {"namn": "nils norr"} if "personer" in url else {})
        body = body_of(answer)
        made = [one for one in since(start) if one["act"] != "deny"]
        if answer.status_code == 200:
            asked += 1
            assert bool(made) == said.shows, (url, made)
            assert {one["channel"] for one in made} <= {said.channel}, url
        if MARK.encode() in body:
            assert any(one["kind"] == "core.document" for one in made) or "fasetter" in url, url
    assert asked > 20


def test_a_document_says_who_what_and_how(siv: Client, world: Any, archive: Any) -> None:
    document = archive.files.first().document
    for address, channel, act in (
        (f"/arkiv/{document.pk}/", "page", "view"),
        (f"/arkiv/{document.pk}/original/", "file", "view"),
        (f"/arkiv/{document.pk}/lasningar/", "page", "view"),
        (f"/moten/{document.meeting.pk}/", "page", "view"),
        (f"/api/v1/documents/{document.pk}/", "api", "view"),
        (f"/arkiv/{document.pk}/export/json/", "export", "export"),
    ):
        (line,) = shown(siv, address)
        assert (line["channel"], line["act"], line["purpose"]) == (channel, act, "prevention"), address
        assert (line["kind"], line["object"], line["level"]) == ("core.document", document.pk, "limited")
        assert (line["who"], line["organisation"]) == (
            keys.pseudonym_of(world.siv.pk),
            world.organisation.norralv.pk,
        )


def test_a_list_is_one_line_and_a_hit_is_a_look_at_its_document(siv: Client, archive: Any) -> None:
    (listed,) = shown(siv, "/arkiv/")
    assert (listed["kind"], listed["object"], listed["count"], listed["level"]) == (
        "list",
        None,
        3,
        "limited",
    )
    for address, channel in ((f"/sok/?q={MARK}", "search"), (f"/api/v1/search/?q={MARK}", "api")):
        found, *hits = shown(siv, address)
        assert (found["kind"], found["count"]) == ("search", 2)
        assert {one["kind"] for one in hits} == {"core.document"}
        assert len({one["object"] for one in hits}) == len(hits) == 2
        assert {one["channel"] for one in (found, *hits)} == {channel}
    first, *rest = shown(siv, "/arkiv/export/arenden/")
    assert (first["act"], first["count"], len(rest)) == ("export", 2, 2)
    assert shown(siv, "/sok/?q=finnsinte")[0]["count"] == 0


def test_a_page_that_is_still_right_is_a_look_too(siv: Client, archive: Any) -> None:
    address = f"/api/v1/documents/{archive.files.first().document.pk}/"
    tag = siv.get(address)["ETag"]
    assert len(shown(siv, address, headers={"If-None-Match": tag})) == 1
    start = size()
    siv.head(address)
    assert len(since(start)) == 1


def test_what_is_refused_stands_there_as_refused(as_: Any, archive: Any) -> None:
    document = archive.files.first().document
    start = size()
    assert as_("otto").get(f"/arkiv/{document.pk}/").status_code == 404
    denied = since(start)[-1]
    assert (denied["act"], denied["result"], denied["kind"], denied["object"]) == (
        "deny",
        "denied",
        "core.document",
        document.pk,
    )
    start = size()
    assert as_("per").post(f"/arkiv/{document.pk}/ta-bort/").status_code in (403, 404)
    assert since(start)[-1]["act"] == "deny"
    assert as_("siv").get("/finns-inte-alls/").status_code == 404  # no view, so nothing to refuse
    assert since(start)[-1]["act"] != "deny" or since(start)[-1]["kind"] == "core.document"


def test_acts_stand_in_their_own_transaction(siv: Client, archive: Any, world: Any) -> None:
    document = archive.files.first().document
    assert [one["act"] for one in since(0) if one["kind"] == "core.document"] == ["collect"] * 3
    assert {one["result"] for one in since(0) if one["act"] == "collect"} == {"allowed", "failed"}
    assert {one["channel"] for one in since(0) if one["act"] == "collect"} == {"job"}
    for address, sent in (
        (f"/granskning/{document.pk}/", {"confirm": "date"}),
        (f"/arkiv/{document.pk}/organ/", {"body": str(world.body.norralvsradet.pk)}),
        (f"/arkiv/{document.pk}/las-om/", {}),
        (f"/arkiv/{document.pk}/ta-bort/", {}),
        (f"/arkiv/{document.pk}/ta-tillbaka/", {}),
    ):
        start = size()
        assert siv.post(address, sent).status_code == 302, address
        acts = [(one["act"], one["kind"], one["object"]) for one in since(start)]
        if address.endswith("las-om/"):  # a reading that says the same changes nothing
            assert acts == []
        else:
            assert acts == [("change", "core.document", document.pk)], address


# --- what cannot be written down ----------------------------------------------------------------------------
def test_what_cannot_be_written_down_is_not_given(
    siv: Client, archive: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_entries: Any) -> int:
        raise ledger.LedgerUnavailable

    document = archive.files.first().document
    monkeypatch.setattr(ledger, "give", full)
    for address in (
        f"/arkiv/{document.pk}/",
        f"/arkiv/{document.pk}/original/",
        f"/arkiv/{document.pk}/export/json/",
        f"/api/v1/documents/{document.pk}/",
        f"/sok/?q={MARK}",
    ):
        answer = siv.get(address)
        body = body_of(answer)
        assert answer.status_code == 503, address
        assert MARK.encode() not in body
    assert "Det går inte att logga just nu" in siv.get(f"/arkiv/{document.pk}/").content.decode()
    assert siv.get("/installningar/").status_code == 200  # shows nothing of the archive


def forgetful(request: HttpRequest) -> HttpResponse:
    return HttpResponse(MARK)


@looks.shows()
def silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse(MARK)


@looks.shows_nothing()
def lying(request: HttpRequest) -> HttpResponse:
    looks.at_list(request, 1)
    return HttpResponse(MARK)


urlpatterns = [path("forgetful/", forgetful), path("silent/", silent), path("lying/", lying)]
handler500 = "samsyn.core.views.errors.server_error"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", ["forgetful", "silent", "lying"])
def test_a_view_that_forgets_does_not_answer(siv: Client, name: str) -> None:
    siv.raise_request_exception = False
    answer = siv.get(f"/{name}/")
    assert answer.status_code == 500
    assert MARK.encode() not in answer.content
