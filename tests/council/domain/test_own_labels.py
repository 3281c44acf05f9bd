"""An item with a stricter label than its document's is hidden alone, in every way the document is shown."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from samsyn.core.domain import labels
from samsyn.core.domain.labels import NOBODYS, Tag
from samsyn.core.errors import Invalid
from samsyn.core.models import Document, LabelChange
from samsyn.council.domain.materialise import materialise
from samsyn.council.models import Block, Item, PartLabel, Reading
from tests.council.build import item, record

SECRET = "Pressgenomgången läckte hemligheten."


@pytest.fixture
def document(bring: Any, world: SimpleNamespace) -> Document:
    rows = [item("1", "Kameror", "En kamera vid torget."), item("2", "Läckor", SECRET)]
    batch = bring({"a.txt": record(items=rows, mentioned=[])})
    found: Document = batch.files.get().document
    Document.objects.filter(pk=found.pk).update(circle=world.body.norralvsradet)
    found.refresh_from_db()
    materialise(found)
    return found


@pytest.fixture
def stricter(document: Document, world: SimpleNamespace) -> Document:
    """Siv keeps the second item to the municipality; Per, at the council's table, no longer sees it."""
    key = Item.objects.get(title="Läckor").key
    labels.change(world.siv, document, labels.tag_of(document)._replace(level="limited_org"), part=key)
    return document


def test_all_that_shows_it_hides_it(stricter: Document, as_: Callable[[str], Client]) -> None:
    per, siv = as_("per"), as_("siv")
    meeting = stricter.meeting.pk
    for address in (
        f"/moten/{meeting}/",
        "/sok/?q=hemligheten",
        "/tradar/?q=hemligheten",
        "/api/v1/search/?q=hemligheten",
        "/api/v1/items/",
        f"/api/v1/meetings/{meeting}/",
    ):
        assert "läckte" not in per.get(address).content.decode(), address
        shown = siv.get(address).content.decode().replace("<mark>", "").replace("</mark>", "")
        assert "läckte" in shown or "Pressgenom" in shown, address
    assert "kamera vid torget" in per.get(f"/moten/{meeting}/").content.decode()
    assert "visas inte för dig" in per.get(f"/moten/{meeting}/").content.decode()
    assert per.get("/api/v1/search/?q=hemligheten").json()["total"] == 0
    assert per.get("/api/v1/items/").json()["total"] == 1


def test_what_holds_all_of_it_is_for_those_who_may_see_all(
    stricter: Document, as_: Callable[[str], Client]
) -> None:
    per, siv = as_("per"), as_("siv")
    page = per.get(f"/arkiv/{stricter.pk}/")
    assert (page.status_code, page.headers["Location"]) == (302, f"/moten/{stricter.meeting.pk}/")
    for address in ("original/", "avlasningar/", "export/json/", "export/xml/"):
        answer = per.get(f"/arkiv/{stricter.pk}/{address}")
        assert answer.status_code in (403, 404), address
        assert "läckte" not in answer.content.decode()
    assert per.get(f"/api/v1/documents/{stricter.pk}/").status_code == 403
    assert siv.get(f"/arkiv/{stricter.pk}/").status_code == 200
    assert siv.get(f"/api/v1/documents/{stricter.pk}/").status_code == 200


def test_it_stays_when_the_document_is_read_again(stricter: Document) -> None:
    materialise(stricter)
    assert sorted(Item.objects.values_list("title", "level")) == [
        ("Kameror", "limited"),
        ("Läckor", "limited_org"),
    ]
    assert set(Block.objects.filter(item__title="Läckor").values_list("level", flat=True)) == {"limited_org"}


def test_a_part_that_is_lost_hides_all_until_somebody_has_looked(stricter: Document) -> None:
    reading = Reading.objects.get(document=stricter, current=True)
    for row in reading.record["items"]:
        row["title"], row["number"] = f"Annan rubrik {row['number']}", f"{row['number']}0"
    reading.save()
    materialise(stricter)
    assert set(Item.objects.values_list("level", flat=True)) == {"limited_org"}


def test_back_to_the_documents_takes_two(stricter: Document, world: SimpleNamespace) -> None:
    key = Item.objects.get(title="Läckor").key
    made = labels.change(world.siv, stricter, labels.tag_of(stricter), part=key, reason="Det är känt nu.")
    assert made.state == "proposed"
    labels.confirm(world.noor, made.pk)
    assert not PartLabel.objects.exists()
    assert set(Item.objects.values_list("level", flat=True)) == {"limited"}
    assert set(Block.objects.values_list("level", flat=True)) == {"limited"}
    assert list(LabelChange.objects.values_list("edition", flat=True)) == [3, 2]


def test_a_part_is_never_wider_than_its_document(document: Document, world: SimpleNamespace) -> None:
    key = Item.objects.get(title="Läckor").key
    with pytest.raises(Invalid, match="strängare"):
        labels.change(
            world.siv, document, Tag("public", document.circle_id, None), part=key, reason="Prövar."
        )


def test_all_follows_the_document_up_and_down(stricter: Document, world: SimpleNamespace) -> None:
    made = labels.change(
        world.siv, stricter, labels.tag_of(stricter)._replace(level="network"), reason="Öppnas."
    )
    labels.confirm(world.noor, made.pk)
    assert dict(Item.objects.values_list("title", "level")) == {"Kameror": "network", "Läckor": "limited_org"}
    stricter.refresh_from_db()
    labels.change(world.siv, stricter, labels.tag_of(stricter)._replace(level="room"))
    stricter.refresh_from_db()
    assert stricter.meeting.level == "room"
    levels = dict(Item.objects.values_list("title", "level"))
    assert levels["Kameror"] == "room"
    # Room and organisation let in different people: nobody sees that item until it is settled.
    assert (
        labels.settled(Tag("limited_org", stricter.circle_id, None), labels.tag_of(stricter), stricter)
        == NOBODYS
    )
    assert Item.objects.get(title="Läckor").circle_id is None
