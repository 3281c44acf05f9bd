"""The API keeps what its description says, and shows nobody what the guard hides."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from django.test import Client

from samsyn.council.openapi import DOCUMENT
from tests.council.build import gold, item, person, record

pytestmark = pytest.mark.django_db
NUMBER = "850709-9805"


@pytest.fixture
def archive(bring: Any) -> Any:
    own = record(
        present=[person("=SUM(A1)", party="S"), person("Siv Ahl")],
        items=[item("1", "Val", f"A ({NUMBER}) valdes.")],
    )
    bring(
        {
            "umebra.txt": gold("seeds/000_c3592ffb41e21845"),
            "mitt.txt": gold("seeds/004_82e35415289b982c"),
            "own.txt": own,
        }
    )


def schema_of(path: str) -> dict[str, Any]:
    schema = DOCUMENT["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    return {**schema, "components": DOCUMENT["components"]}


def test_every_path_answers_as_described(siv: Client, archive: None) -> None:
    first = siv.get("/api/v1/documents/").json()["results"][0]
    keys = {"documents": first["id"], "meetings": first["meeting"]}
    for path in DOCUMENT["paths"]:
        address = path.replace("{id}", str(keys.get(path.split("/")[3], "")))
        answer = siv.get(address, {"q": "möte"} if "search" in path else {})
        assert answer.status_code == 200, path
        jsonschema.validate(answer.json(), schema_of(path), cls=jsonschema.Draft202012Validator)
    assert siv.get("/api/v1/openapi.json").json() == json.loads(json.dumps(DOCUMENT))


def test_etags(siv: Client, archive: None) -> None:
    first = siv.get("/api/v1/items/")
    again = siv.get("/api/v1/items/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert siv.get("/api/v1/items/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_without_signing_in(archive: None) -> None:
    for path in DOCUMENT["paths"]:
        assert Client().get(path.replace("{id}", "1")).status_code == 401


def test_for_those_who_may_not_see(as_: Any, archive: None) -> None:
    otto = as_("otto")
    for name in ("documents", "meetings", "items", "attendance", "search"):
        answer = otto.get(f"/api/v1/{name}/", {"q": "möte"}).json()
        assert (answer["total"], answer["results"]) == (0, [])
    from samsyn.council.models import Meeting

    meeting = Meeting.objects.all()[0]
    for path in (f"/api/v1/documents/{meeting.document_id}/", f"/api/v1/meetings/{meeting.pk}/"):
        assert otto.get(path).status_code == 404
    for page in (
        f"/arkiv/{meeting.document_id}/",
        f"/moten/{meeting.pk}/",
        f"/arkiv/{meeting.document_id}/original/",
        f"/arkiv/{meeting.document_id}/sida/1/",
        f"/arkiv/{meeting.document_id}/export/json/",
        f"/arkiv/{meeting.document_id}/lasningar/",
    ):
        assert otto.get(page).status_code == 404
    assert otto.get("/arkiv/export/narvaro/").content.count(b"\r\n") == 1
    assert otto.post(f"/granskning/{meeting.document_id}/", {"confirm": "date"}).status_code == 404


def test_pages_of_a_list(siv: Client, bring: Any) -> None:
    bring({"a.txt": record(items=[item(str(n), f"Ärende {n}") for n in range(60)])})
    first = siv.get("/api/v1/items/").json()
    assert (first["total"], len(first["results"]), first["next"], first["previous"]) == (
        60,
        50,
        "/api/v1/items/?page=2",
        None,
    )
    second = siv.get(first["next"]).json()
    assert (len(second["results"]), second["next"], second["previous"]) == (10, None, "/api/v1/items/?page=1")


def test_personal_identity_numbers_are_masked_everywhere(siv: Client, archive: None) -> None:
    from samsyn.core.models import Document

    own = Document.objects.get(name="own.txt")
    for form in ("json", "narvaro", "arenden", "popolo", "xml"):
        for address in (f"/arkiv/{own.pk}/export/{form}/", f"/arkiv/export/{form}/"):
            assert NUMBER not in siv.get(address).content.decode(), address
    for address in (
        f"/arkiv/{own.pk}/",
        f"/moten/{own.meeting.pk}/",
        "/sok/?q=valdes",
        "/api/v1/items/",
        "/tradar/?q=valdes",
    ):
        text = siv.get(address).content.decode()
        assert NUMBER not in text, address


def test_csv_is_no_formula(siv: Client, archive: None) -> None:
    text = siv.get("/arkiv/export/narvaro/").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert "'=SUM(A1)" in [row["name"] for row in rows]
    assert {row["list"] for row in rows} >= {"present", "absent", "uncertain", "presenters"}


def test_the_possibly_absent_are_never_absent_in_any_form(siv: Client, archive: None) -> None:
    from samsyn.core.models import Document

    umebra = Document.objects.get(name="umebra.txt")
    doubtful = gold("seeds/000_c3592ffb41e21845")["uncertain"]
    assert doubtful
    names = {row["name"] for row in doubtful}
    made = siv.get(f"/arkiv/{umebra.pk}/export/json/").json()
    assert not names & {row["name"] for row in made["absent"] + made["present"]}
    event = siv.get(f"/arkiv/{umebra.pk}/export/popolo/").json()["events"][0]
    assert not names & {row["name"] for row in event["absent"] + event["attendees"]}
    tree = ET.fromstring(siv.get(f"/arkiv/{umebra.pk}/export/xml/").content)
    status = {p.findtext("Namn"): p.get("status") for p in tree.iter("Person")}
    assert {status[name] for name in names} == {"okänd"}


def test_the_label_travels(siv: Client, archive: None) -> None:
    from samsyn.core.models import Document

    made = siv.get(f"/arkiv/{Document.objects.get(name='umebra.txt').pk}/export/json/").json()
    assert (made["label"]["level"], made["label"]["tlp"]) == ("limited", "TLP:AMBER")
    assert "sekretess" in made["label"]["note"]
