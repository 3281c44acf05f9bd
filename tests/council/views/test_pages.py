"""Every page answers, for those who may see it, with a constant number of queries; for the rest it does
not exist."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samsyn.core.jobs import run_pending
from samsyn.council.parts import address_of
from tests.council.build import gold, item, person, record

pytestmark = pytest.mark.django_db
LOOK = 3  # what the line in the ledger costs here, where no writer shares it: the head, the entry, the head


@pytest.fixture
def archive(bring: Any) -> Any:
    return bring(
        {
            "umebra.txt": gold("seeds/000_c3592ffb41e21845"),
            "mitt.txt": gold("seeds/004_82e35415289b982c"),
            "x.pdf": b"x",
        }
    )


def test_pages_answer(siv: Any, archive: Any) -> None:
    from samsyn.council.models import Attendance, Meeting

    documents = [file.document.pk for file in archive.files.all()]
    meeting = Meeting.objects.first()
    assert meeting is not None
    name = Attendance.objects.filter(meeting=meeting).first()
    assert name is not None
    for address in (
        "/",
        "/arkiv/",
        "/arkiv/las-in/",
        f"/arkiv/las-in/{archive.pk}/",
        f"/arkiv/las-in/{archive.pk}/lage/",
        "/granskning/",
        "/sok/",
        "/sok/?q=kamera",
        "/sok/fasetter/?q=kamera",
        "/tradar/",
        "/tradar/?q=lägesbild",
        f"/moten/{meeting.pk}/",
        f"/personer/namn/?namn={name.name_key}",
        "/api/v1/",
        "/api/v1/openapi.json",
        *(f"/arkiv/{pk}/" for pk in documents),
        *(f"/arkiv/{pk}/lasningar/" for pk in documents),
        *(f"/arkiv/{pk}/original/" for pk in documents),
        f"/arkiv/{documents[0]}/?lagg-till=present",
        f"/arkiv/{documents[0]}/?lagg-till=header",
        f"/arkiv/{documents[0]}/?ratta=date",
        *(
            f"/arkiv/{documents[0]}/export/{form}/"
            for form in ("json", "narvaro", "arenden", "popolo", "xml")
        ),
        *(f"/arkiv/export/{form}/" for form in ("json", "narvaro", "arenden", "popolo", "xml")),
    ):
        answer = siv.get(address)
        assert answer.status_code == 200, address
        for close in answer._resource_closers:
            close()


def test_the_filters_offer_what_occurs_and_may_be_seen(as_: Any, bring: Any) -> None:
    bring({"a.txt": record(date="2024-03-05"), "b.txt": record(date=None, body="Okänt råd")}, level="network")
    bring({"c.txt": record(date="2019-03-05")}, level="limited_org")
    page = as_("noor").get("/arkiv/?ar=2024").content.decode()
    years = re.search(r'<select id="ar".*?</select>', page, re.S)
    bodies = re.search(r'<select id="organ".*?</select>', page, re.S)
    assert years
    assert re.findall(r'value="(\d+)"( selected)?', years[0]) == [("2024", " selected"), ("2019", "")]
    assert bodies
    assert re.findall(r">([^<]+)</option>", bodies[0]) == ["alla", "Norrälvsrådet"]
    page = as_("per").get("/arkiv/").content.decode()
    assert 'value="2024"' in page
    assert 'value="2019"' not in page


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/arkiv/", 8),
        ("/granskning/", 6),
        ("/sok/?q=kamera", 6),
        ("/tradar/?q=kamera", 5),
        ("/api/v1/items/", 5),
        ("/", 13),
    ],
)
def test_queries_do_not_grow_with_rows(siv: Any, bring: Any, address: str, queries: int) -> None:
    """The same number for one document and for twelve."""
    for size in (1, 11):
        for number in range(size):
            items = [item("1", "Kamera", f"En kamera {size} {number}.")]
            rows = {"items": items, "present": [person(f"Person {number}")], "body": None}
            bring({f"{size}-{number}.txt": record(**rows)})
        siv.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert siv.get(address).status_code == 200
        assert len(seen) == queries + LOOK, [query["sql"][:90] for query in seen]


def test_the_document_page_has_a_constant_number_of_queries(siv: Any, bring: Any) -> None:
    counts = []
    for size in (1, 60):
        people = [person(f"Person {number}") for number in range(size)]
        document = bring({f"{size}.txt": record(present=people, place=str(size))}).files.get().document
        siv.get(f"/arkiv/{document.pk}/")
        with CaptureQueriesContext(connection) as seen:
            siv.get(f"/arkiv/{document.pk}/")
        with CaptureQueriesContext(connection) as met:
            siv.get(f"/moten/{document.meeting.pk}/")
        counts.append((len(seen), len(met)))
    assert counts[0] == counts[1] == (8 + LOOK, 11 + LOOK)


def test_an_original_in_html_is_never_shown(siv: Any, bring: Any) -> None:
    page = b"<!doctype html><html><body><script>alert(1)</script>Protokoll</body></html>"
    document = bring({"protokoll.pdf": page}).files.get().document
    answer = siv.get(f"/arkiv/{document.pk}/original/")
    assert answer["Content-Type"].startswith("text/html")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    for close in answer._resource_closers:
        close()


def test_a_batch_from_the_browser(siv: Any) -> None:
    """As import.js sends it: a start, then files a few at a time."""
    started = siv.post("/arkiv/las-in/", {"level": "network"}, headers={"X-Requested-With": "samsyn"}).json()
    for number in range(2):
        file = SimpleUploadedFile(f"{number}.txt", json.dumps(record(place=str(number))).encode())
        sent = siv.post(started["files"], {"files": [file], "paths": [f"mapp/{number}.txt"]}).json()
        assert (sent["added"], sent["errors"]) == (1, [])
    assert sent["counts"]["total"] == 2
    assert "<progress" in siv.get(started["url"]).content.decode()
    run_pending()
    text = siv.get(started["url"]).content.decode()
    assert "2 handlingar är inlästa." in text
    assert "mapp/1.txt" in text
    undone = siv.post(f"{started['url']}angra/", follow=True).content.decode()
    assert "2 handlingar är borttagna." in undone


def test_one_who_only_reads_may_not_import_or_review(as_: Any, bring: Any) -> None:
    document = bring({"a.txt": record()}, level="network").files.get().document
    per = as_("per")
    assert per.get("/arkiv/las-in/").status_code == 403
    assert per.get(f"/arkiv/{document.pk}/").status_code == 200
    assert per.post(f"/granskning/{document.pk}/", {"confirm": "date"}).status_code == 403
    assert per.post(f"/arkiv/{document.pk}/ta-bort/").status_code == 403
    assert per.post(f"/arkiv/{document.pk}/organ/", {"create": "Nytt råd"}).status_code == 403
    assert b"data-edit" not in per.get(f"/arkiv/{document.pk}/").content


def test_out_of_the_archive_and_back(siv: Any, bring: Any) -> None:
    document = bring({"a.txt": record()}).files.get().document
    gone = siv.post(f"/arkiv/{document.pk}/ta-bort/", follow=True).content.decode()
    assert f"/arkiv/{document.pk}/ta-tillbaka/" in gone
    assert siv.get(f"/arkiv/{document.pk}/").status_code == 404
    siv.post(f"/arkiv/{document.pk}/ta-tillbaka/")
    assert siv.get(f"/arkiv/{document.pk}/").status_code == 200


def test_a_body_by_one_press_and_seats_by_another(siv: Any, bring: Any, world: Any) -> None:
    from samsyn.core.models import Body, Seat

    people = [
        person("Ann Ek", party="S"),
        person("Bo Al", role="substitute"),
        person("Chef Person", role="official"),
    ]
    document = bring({"a.txt": record(body="Trygghetsrådet", present=people)}).files.get().document
    siv.post(f"/arkiv/{document.pk}/organ/", {"create": "Trygghetsrådet"})
    body = Body.objects.get(name="Trygghetsrådet")
    document.refresh_from_db()
    assert (document.body, body.kind) == (body, "strategic_council")
    siv.post(f"/moten/{document.meeting.pk}/platser/")
    seats = Seat.objects.filter(body=body).order_by("order").values_list("person__name", "role", "party")
    assert list(seats) == [("Ann Ek", "member", "S"), ("Bo Al", "substitute", "")]
    siv.post(f"/moten/{document.meeting.pk}/platser/")
    assert Seat.objects.filter(body=body).count() == 2
    ann = document.meeting.attendance.get(name="Ann Ek").person
    assert "Av 1 möten: närvarande 1, frånvarande 0" in siv.get(f"/personer/{ann.pk}/").content.decode()


def test_similar_names_are_only_proposed(bring: Any, world: Any) -> None:
    document = (
        bring({"a.txt": record(present=[person("Per Hed"), person("Karin Lovsta")])}).files.get().document
    )
    rows = {row.name: row for row in document.meeting.attendance.all()}
    assert rows["Per Hed"].person == world.per.person
    assert rows["Karin Lovsta"].person is None
    assert rows["Karin Lovsta"].proposed.name == "Karin Lövsta"


def test_what_a_file_says_is_escaped_wherever_it_is_shown(siv: Any, bring: Any) -> None:
    bad = "<script>alert(1)</script>&"
    items = [item("1", bad, f"En kamera {bad}")]
    bring({"a<b>.txt": record(items=items, present=[person(bad)], body=bad, date="2026-03-03")})
    for address in ("/arkiv/", "/sok/?q=kamera", "/granskning/", "/"):
        page = siv.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "&lt;script&gt;alert(1)" in page, address
    assert "a&lt;b&gt;.txt" in siv.get("/arkiv/").content.decode()


def test_an_address_is_the_one_that_the_routes_say(db: None) -> None:
    for name in ("council:document", "council:meeting"):
        assert address_of(name, 7) == reverse(name, args=[7])
