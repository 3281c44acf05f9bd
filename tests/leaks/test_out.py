"""Side paths of what leaves: the API, exports, files and images, letters, live events."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.core import signing
from django.db import transaction
from django.test import override_settings

from samsyn.core import jobs, live, tickets
from samsyn.core.domain import outbox
from samsyn.core.models import Account, Document, Job, Level, OutboxMessage
from samsyn.council.models import Attendance, Block, Item, Meeting
from tests.core.browser import Browser, settle
from tests.leaks.mutants import ANY, Hole, both, instead, opened, side_path
from tests.leaks.scene import ALL, SHARED, THINGS, Scene, clean, told, unmoved, words_in

pytestmark = pytest.mark.django_db
API, EXPORT = "samsyn.council.views.api", "samsyn.council.views.export"
_VISIBLE = {name: [thing.word for thing in THINGS if name in thing.seen] for name in ALL}


# --- the API ------------------------------------------------------------------------------------------------
@side_path(
    "api-list",
    "rows of the API's lists",
    "items and attendance are listed without labels",
    opened(API, "labels_q"),
)
def test_lists(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for rows in ("documents", "meetings", "items", "attendance"):
            answer = browser.get(f"/api/v1/{rows}/")
            clean(scene, name, answer)
            assert words_in(answer, _VISIBLE[name]) == _VISIBLE[name], (name, rows)


@side_path(
    "api-total",
    "the total of a list, and the address of its next page",
    "totals count all rows",
    instead(f"{API}:_page", lambda scene: _counts_all),
)
def test_totals(scene: Scene) -> None:
    for name in ("otto", "noor"):
        unmoved(
            scene,
            name,
            *[f"/api/v1/{rows}/?page=2" for rows in ("documents", "meetings", "items", "attendance")],
        )


def _counts_all(request: Any, number: int, total: int, size: int, results: list[Any]) -> dict[str, Any]:
    return {
        "total": Document.objects.count(),
        "page": number,
        "next": None,
        "previous": None,
        "results": results,
    }


@side_path(
    "api-filter",
    "a filter names a hidden meeting, body or year, and the number answers",
    "a filter on a meeting is answered without its label",
    instead(f"{API}:_of_meetings", lambda scene: _by_meeting_alone),
)
def test_filters(scene: Scene) -> None:
    for name in ("otto", "noor", "rita"):
        browser = scene.browser(name)
        for word in scene.few(name):
            meeting = scene.meetings[word]
            for address in ("items", "attendance"):
                answer = browser.get(f"/api/v1/{address}/", {"meeting": meeting.pk})
                assert answer.json()["total"] == 0, (name, word)
            for asked in (
                {"body": meeting.body_id or 0, "year": meeting.year},
                {"title": word},
                {"text__contains": word},
            ):
                clean(scene, name, browser.get("/api/v1/meetings/", asked))
                clean(scene, name, browser.get("/api/v1/items/", asked))


def _by_meeting_alone(request: Any, model: Any) -> Any:
    wanted = request.GET.get("meeting", "0")
    return model.objects.filter(meeting=int(wanted)).select_related("meeting__body").order_by("position")


@side_path(
    "api-document",
    "the record of a hidden document",
    "the API asks for the document without the guard",
    opened(API, "document_for"),
)
def test_api_document(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for word in scene.few(name) if scene.hidden(name) else []:
            answer = browser.get(f"/api/v1/documents/{scene.documents[word].pk}/")
            assert answer.status_code == 404
            clean(scene, name, answer)


@side_path(
    "api-meeting",
    "the meeting of a hidden document",
    "the API asks for the meeting without the guard",
    opened(API, "meeting_for"),
)
def test_api_meeting(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for word in scene.few(name) if scene.hidden(name) else []:
            answer = browser.get(f"/api/v1/meetings/{scene.meetings[word].pk}/")
            assert answer.status_code == 404
            clean(scene, name, answer)


@side_path(
    "api-signed-out",
    "the API to somebody who has not signed in",
    "an account is made up for whoever has none",
    instead(f"{API}:me", lambda scene: lambda request: scene.world.siv),
)
def test_signed_out(scene: Scene) -> None:
    everything = [thing.word for thing in THINGS]
    for name in ("", "otto"):
        for address in ("documents", "meetings", "items", "attendance", f"search/?q={SHARED}"):
            answer = scene.browser(name).get(f"/api/v1/{address}" + ("" if "?" in address else "/"))
            assert answer.status_code == (200 if name else 401)
            assert words_in(answer, everything[1:] if name else everything) == [], address


# --- exports ------------------------------------------------------------------------------------------------
def _unscoped() -> Hole:
    real = Document.objects.filter(removed_at=None, entry__isnull=False).order_by("pk")
    holes = [instead(f"{EXPORT}:queries.listed", lambda scene: lambda account, asked: real.all())]
    holes += [opened(EXPORT, "labels_q")]
    return both(*holes)


def export_of(scene: Scene, name: str, form: str, **asked: str) -> Any:
    answer = scene.browser(name).get(f"/arkiv/export/{form}/", asked)
    assert answer.status_code == 200, (name, form, answer.status_code)
    clean(scene, name, answer)
    return answer


@side_path("export-json", "records in JSON lines", "the list is exported without labels", _unscoped())
def test_json(scene: Scene) -> None:
    for name in ALL:
        lines = export_of(scene, name, "json").content.decode().splitlines()
        assert sum('"items"' in line for line in lines) <= len(_VISIBLE[name])


@side_path("export-csv-attendance", "names in a table", "rows are exported without labels", _unscoped())
def test_csv_attendance(scene: Scene) -> None:
    for name in ALL:
        text = export_of(scene, name, "narvaro").content.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text), delimiter=";")
        assert {row["document"] for row in rows if row["document"].isdecimal()} <= _keys(scene, name)


@side_path("export-csv-items", "items in a table", "rows are exported without labels", _unscoped())
def test_csv_items(scene: Scene) -> None:
    for name in ALL:
        export_of(scene, name, "arenden")
        for word in scene.hidden(name):
            export_of(scene, name, "arenden", namn=word)


@side_path("export-popolo", "people and events", "the list is exported without labels", _unscoped())
def test_popolo(scene: Scene) -> None:
    for name in ALL:
        made = json.loads(export_of(scene, name, "popolo").content)
        assert {event["id"].split("/")[1] for event in made["events"]} <= _keys(scene, name)


@side_path("export-xml", "meetings for an archive", "the list is exported without labels", _unscoped())
def test_xml(scene: Scene) -> None:
    for name in ALL:
        export_of(scene, name, "xml", sort="namn")


def _keys(scene: Scene, name: str) -> set[str]:
    return {str(scene.documents[word].pk) for word in _VISIBLE[name]}


@side_path(
    "export-one",
    "the export of one hidden document",
    "an export asks for the document without the guard",
    both(opened(EXPORT, "document_for"), opened(EXPORT, "require")),
)
def test_export_of_one(scene: Scene) -> None:
    for name in ("otto", "noor", "rita"):
        browser = scene.browser(name)
        for word in scene.few(name):
            pk = scene.documents[word].pk
            for form in (
                "export/json",
                "export/narvaro",
                "export/popolo",
                "export/xml",
                "export/finnsinte",
                "paket",
            ):
                answer = browser.get(f"/arkiv/{pk}/{form}/")
                assert answer.status_code == 404, (name, word, form)
                clean(scene, name, answer)


@side_path(
    "export-step-up",
    "an export from a screen that was left signed in",
    "nobody is asked to confirm",
    opened(EXPORT, "require_fresh"),
)
def test_exports_ask_anew(scene: Scene) -> None:
    browser = scene.browser("siv")
    session = browser.session
    session["fresh"] = 0
    session.save()
    for address in ("/arkiv/export/json/", f"/arkiv/{scene.documents['Begrunda'].pk}/export/xml/"):
        answer = browser.get(address)
        assert answer.status_code == 302
        assert words_in(answer, [thing.word for thing in THINGS]) == []


# --- files --------------------------------------------------------------------------------------------------
def raise_label(scene: Scene, word: str) -> Document:
    """To the meeting's own room, as if it had always been so."""
    document, circle = scene.documents[word], scene.world.body.norralvsradet
    for model, where in ((Document, "pk"), (Meeting, "document"), (Block, "document")):
        model.objects.filter(**{where: document.pk}).update(level=Level.ROOM, circle=circle)
    if any(field.name == "level" for field in Item._meta.get_fields()):
        Item.objects.filter(meeting__document=document.pk).update(level=Level.ROOM, circle=circle)
    return document


def _remembers(scene: Scene) -> Any:
    from samsyn.council.views import document as view

    real, known = view.document_for, {}

    def document_for(account: Account, pk: int) -> Document:
        key = (account.pk, pk)
        if key not in known:
            known[key] = real(account, pk)
        return known[key]

    return document_for


@side_path(
    "image-after-raising",
    "a page's image by its old address, after the label was raised",
    "who has once been let in is let in again",
    instead("samsyn.council.views.document:document_for", _remembers),
)
def test_page_images(scene: Scene) -> None:
    otto = scene.browser("otto")
    address = f"/arkiv/{scene.documents['Grundvik'].pk}/sida/1/"
    with patch("samsyn.council.domain.pictures.page", lambda document, number: b"en bild"):
        assert otto.get(address).content == b"en bild"
        raise_label(scene, "Grundvik")
        assert otto.get(address).status_code == 404
        assert scene.browser("siv").get(address).status_code == 200


@side_path(
    "original-after-raising",
    "the original by its old address, after the label was raised",
    "who has once been let in is let in again",
    instead("samsyn.council.views.document:document_for", _remembers),
)
def test_originals(scene: Scene) -> None:
    otto = scene.browser("otto")
    address = f"/arkiv/{scene.documents['Grundvik'].pk}/original/"
    for asked in (address, f"{address}?ladda-ner"):
        assert otto.get(asked).status_code == 200
    raise_label(scene, "Grundvik")
    for asked in (address, f"{address}?ladda-ner"):
        answer = otto.get(asked)
        assert answer.status_code == 404
        assert "grundvik" not in told(answer)


@side_path(
    "page-after-raising",
    "pages, lists and the API of a browser that saw the document a moment ago",
    "what an account saw is kept for the next question",
    instead("samsyn.council.views.document:document_for", _remembers),
)
def test_pages_after_raising(scene: Scene) -> None:
    otto, pk = scene.browser("otto"), scene.documents["Grundvik"].pk
    addresses = (
        f"/arkiv/{pk}/",
        "/arkiv/",
        "/",
        f"/sok/?q={SHARED}",
        "/api/v1/items/",
        f"/api/v1/documents/{pk}/",
    )
    for address in addresses:
        assert "grundvik" in told(otto.get(address)) or f"/arkiv/{pk}/" in told(otto.get(address)), address
    raise_label(scene, "Grundvik")
    for address in addresses:
        text = told(otto.get(address))
        assert "grundvik" not in text, address
        assert f"/arkiv/{pk}/" not in text or f"/arkiv/{pk}/" == address, address


# --- letters ------------------------------------------------------------------------------------------------
@contextmanager
def mail() -> Iterator[list[OutboxMessage]]:
    with override_settings(CARRIERS={"mail": "none"}):
        yield []


@side_path(
    "letter-after-raising",
    "a letter that waits while its document's label is raised",
    "letters leave as they were written",
    instead("samsyn.core.domain.outbox:_may_leave", lambda scene: lambda row: True),
)
def test_letters(scene: Scene) -> None:
    left: list[OutboxMessage] = []
    otto = scene.world.otto
    Account.objects.filter(pk=otto.pk).update(email="otto@example.org")
    otto.refresh_from_db()
    with mail(), transaction.atomic():
        outbox.tell(otto, scene.documents["Grundvik"], "Ett protokoll väntar.", "/arkiv/")
    raise_label(scene, "Grundvik")
    row = outbox.claim("mail", "w")
    assert row is not None
    outbox.deliver(row, left.append)
    assert left == []


@side_path(
    "mail-subject",
    "the subject and body of a letter, which others than its receiver may read",
    "the subject carries what the document is called",
    instead(
        "samsyn.core.domain.outbox:_one_line",
        lambda scene: lambda text: f"{text} {scene.documents['Grundvik'].name}",
    ),
)
def test_subjects(scene: Scene) -> None:
    otto = scene.world.otto
    Account.objects.filter(pk=otto.pk).update(email="otto@example.org")
    otto.refresh_from_db()
    with mail(), transaction.atomic():
        row = outbox.tell(otto, scene.documents["Grundvik"], "Ett protokoll väntar.", f"/arkiv/{7}/")
    assert row is not None
    content = json.dumps(row.content, ensure_ascii=False).casefold()
    assert "[TLP:CLEAR]".casefold() in content
    assert "grundvik" not in content
    assert "klockartorget" not in content


# --- live ---------------------------------------------------------------------------------------------------
def walk(hub: live.Hub, story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def bound() -> None:
        hub.bind(asyncio.get_running_loop())
        await story()

    asyncio.run(bound())


@contextmanager
def fresh_hub() -> Iterator[live.Hub]:
    hub = live.Hub()
    with patch.object(live, "hub", hub), patch.object(tickets, "hub", hub):
        yield hub


def ticket(hub: live.Hub, *topics: str, account: int = 1, session: str = "", salt: str = tickets.SALT) -> str:
    return signing.dumps({"a": account, "s": session, "t": topics, "n": hub.position()}, salt=salt)


@side_path(
    "live-topic",
    "a ticket for somebody else's job",
    "whoever asks may follow any job",
    lambda scene: patch.dict(tickets._checks, {"job": lambda account, key: True}),
)
def test_topics(scene: Scene) -> None:
    job = jobs.enqueue("council.import", {"batch": scene.batches["Rumsalunda"].pk}, scene.world.siv)
    assert scene.browser("siv").get(f"/biljett/?topic=job:{job.pk}").status_code == 200
    for name in ALL - {"siv"}:
        browser = scene.browser(name)
        for topics in (
            f"topic=job:{job.pk}",
            f"topic=job:{job.pk}&topic=job:{job.pk}",
            "topic=job:*",
            "topic=account:1",
        ):
            answer = browser.get(f"/biljett/?{topics}")
            assert answer.status_code == 404, (name, topics)
            assert print_of_missing(answer) == print_of_missing(browser.get("/biljett/?topic=job:987654"))


def print_of_missing(answer: Any) -> tuple[int, int]:
    return answer.status_code, len(answer.content)


def _all_rings(self: live.Hub, viewer: live.Viewer, last: str) -> bytes:
    return b"".join(ring[-1].payload for ring in self._rings.values())


@side_path(
    "live-resume",
    "events of others, by coming back with Last-Event-ID",
    "who comes back gets what all topics have had",
    lambda scene: patch.object(live.Hub, "join", _all_rings),
)
def test_resumed_events(scene: Scene) -> None:
    with fresh_hub() as hub:

        async def story() -> None:
            start = hub.position()
            hub.publish("job:1", "mine")
            hub.publish("job:2", "Rumsalunda")
            for last in (start, "0-0", "x", hub.position(), ""):
                browser = Browser(ticket(hub, "job:1"), last=last, header=last)
                await settle()
                assert browser.status == 200
                assert b"Rumsalunda" not in browser.body, last
                await browser.leave()

        walk(hub, story)


@side_path(
    "live-session",
    "a ticket in the hands of another browser",
    "a ticket is good for whoever holds it",
    lambda scene: patch.object(tickets, "read", _reads_any(tickets.read)),
)
def test_tickets_of_another_session(scene: Scene) -> None:
    with fresh_hub() as hub:

        async def story() -> None:
            for session in ("a" * 32, "0"):
                browser = Browser(ticket(hub, "job:1", session=session))
                await settle()
                assert browser.status == 403
                assert browser.body == b"ticket"
                await browser.leave()

        walk(hub, story)


def _reads_any(real: Any) -> Any:
    def read(paper: str, session: str = "") -> tickets.Ticket:
        content = signing.loads(paper, salt=tickets.SALT, max_age=tickets.SECONDS)
        return tickets.Ticket(int(content["a"]), content["s"], tuple(content["t"]), content["n"])

    return read


@side_path(
    "live-forged",
    "a ticket that is forged, damaged, expired or of another kind",
    "what is written on a ticket is believed",
    lambda scene: patch.object(signing, "loads", lambda paper, **more: _believes(paper)),
)
def test_forged_tickets(scene: Scene) -> None:
    with fresh_hub() as hub:
        good = ticket(hub, "job:1")
        with patch("django.core.signing.time.time", lambda: 1_000_000_000.0):
            expired = ticket(hub, "job:1")
        parts = good.split(":")
        papers = {
            "expired": expired,
            "another salt": ticket(hub, "job:1", salt="samsyn.other"),
            "no signature": parts[0],
            "another content": ":".join([ticket(hub, "job:2").split(":")[0], *parts[1:]]),
            "cut": good[:-2],
            "empty": "",
            "long": "a" * 100_000,
            "null": good + "\x00",
            "another key": signing.dumps({"a": 1, "t": ["job:1"], "n": "0"}, key="x", salt=tickets.SALT),
        }

        async def story() -> None:
            hub.publish("job:1", "Rumsalunda")
            for name, paper in papers.items():
                browser = Browser(paper, last="0-0")
                await settle()
                assert (browser.status, browser.body) == (403, b"ticket"), name
                await browser.leave()
            for method in ("POST", "HEAD", "PUT", "OPTIONS"):
                browser = Browser(good, method=method)
                await settle()
                assert browser.status == 405, method
                await browser.leave()

        walk(hub, story)


def _believes(paper: str) -> Any:
    if not paper:
        raise signing.BadSignature
    return {"a": 1, "s": "", "t": ["job:1"], "n": "0-0"}


@side_path(
    "job-result",
    "what somebody else's job has found, and how far it has come",
    "jobs are followed by their number alone",
    opened("samsyn.core.tickets", "scope"),
)
def test_results_of_jobs(scene: Scene) -> None:
    Job.objects.update(result={"note": "Rumsalunda", "changed": 7})
    for name in ("noor", "rita", "otto"):
        browser = scene.browser(name)
        for pk in Job.objects.exclude(requester=scene.account(name)).values_list("pk", flat=True)[:3]:
            assert browser.get(f"/biljett/?topic=job:{pk}").status_code == 404
        assert "rumsalunda" not in told(browser.get("/arkiv/las-in/"))


@side_path(
    "own-label-of-a-part",
    "an item or a row under a stricter label than its document",
    "items of a meeting are shown with the meeting",
    both(instead(f"{API}:labels_q", lambda scene: lambda *asked: ANY), opened(EXPORT, "labels_q")),
)
def test_parts(scene: Scene) -> None:
    item = Item.objects.get(meeting=scene.meetings["Grundvik"])
    Item.objects.filter(pk=item.pk).update(level=Level.LIMITED_ORG)
    Block.objects.filter(item=item.pk).update(level=Level.LIMITED_ORG)
    otto = scene.browser("otto")
    meeting = scene.meetings["Grundvik"].pk
    for address in (
        "/api/v1/items/",
        f"/api/v1/items/?meeting={meeting}",
        f"/moten/{meeting}/",
        f"/sok/?q={SHARED}",
    ):
        assert "grundviktext" not in told(otto.get(address)), address
    assert "grundviktext" in told(scene.browser("siv").get(f"/moten/{meeting}/"))
    assert Attendance.objects.exists()
