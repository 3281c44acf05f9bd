"""What leaves by a page carries the stamp if its label is limited, and each export has its receipt."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from samsyn.core.domain import receipts
from samsyn.core.models import Document, ExportReceipt, LedgerEntry
from tests.council.build import item, person

pytestmark = pytest.mark.django_db
FIELDS = {"items": [item("1", "Ärende", "En text.")], "present": [person("Siv Ahl")]}
BY = "Siv Ahl"


@pytest.fixture
def limited(document: Callable[..., Document]) -> Document:
    return document("begränsad.txt", level="limited", **FIELDS)


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_the_file_goes_out_stamped_only_if_it_is_limited(
    siv: Client, limited: Document, document: Callable[..., Document]
) -> None:
    network = document("delad.json", level="network", chair="Ida Berg", **FIELDS)
    stamped = siv.get(f"/arkiv/{limited.pk}/original/")
    assert "Uttagen av Siv Ahl den" in body(stamped).decode()
    assert int(stamped["Content-Length"]) == len(body(stamped)) > limited.original.size
    plain = siv.get(f"/arkiv/{network.pk}/original/")
    assert b"Uttagen" not in body(plain)
    assert int(plain["Content-Length"]) == network.original.size


def test_every_form_of_export_says_who_took_it(siv: Client, limited: Document) -> None:
    told = json.loads(siv.get(f"/arkiv/{limited.pk}/export/json/").content)["taken"]
    assert (told["by"], told["label"]) == (BY, "Begränsad delning (TLP:AMBER)")
    assert siv.get(f"/arkiv/{limited.pk}/export/popolo/").json()["taken"]["by"] == BY
    out = ET.fromstring(siv.get("/arkiv/export/xml/").content).find("Uttag")
    assert out is not None
    assert out.text == BY
    for form in ("narvaro", "arenden"):
        text = siv.get(f"/arkiv/export/{form}/").content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        assert rows
        assert all(row["taken"].startswith(f"{BY}, ") for row in rows)


def test_open_exports_name_nobody(siv: Client, document: Callable[..., Document]) -> None:
    found = document(level="public", **FIELDS)
    assert "taken" not in json.loads(siv.get(f"/arkiv/{found.pk}/export/json/").content)
    assert b"taken" not in siv.get("/arkiv/export/narvaro/").content


def test_an_export_has_a_receipt_with_its_line_in_the_ledger(siv: Client, limited: Document) -> None:
    data = siv.get("/arkiv/export/narvaro/").content
    made = ExportReceipt.objects.get()
    told = receipts.verify(made.note)
    assert told.fits(data)
    assert told.sources == ((limited.pk, limited.original_id),)
    entry = LedgerEntry.objects.get(seq=told.entry)
    assert (entry.act, entry.who) == ("export", told.who)
    acts = LedgerEntry.objects.filter(act="export").values_list("kind", "object")
    assert sorted(acts) == [("core.document", str(limited.pk)), ("list", "")]


def test_the_package_holds_original_copy_and_receipt(siv: Client, limited: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(siv.get(f"/arkiv/{limited.pk}/paket/").content)) as package:
        names = package.namelist()
        assert names == ["LÄS FÖRST.txt", "original/begränsad.txt", "märkt/begränsad.txt", "kvitto.txt"]
        told = receipts.verify(package.read("kvitto.txt").decode())
        assert told.fits(package.read("original/begränsad.txt"))
        assert told.sha256 == limited.original_id
        assert b"Uttagen av Siv Ahl" in package.read("märkt/begränsad.txt")
    assert LedgerEntry.objects.filter(act="export", object=str(limited.pk)).count() == 1


def test_who_may_not_see_it_takes_nothing_out(as_: Callable[[str], Client], limited: Document) -> None:
    for address in ("original", "paket", "export/json"):
        assert as_("otto").get(f"/arkiv/{limited.pk}/{address}/").status_code == 404
    assert not ExportReceipt.objects.exists()
