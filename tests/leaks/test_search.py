"""Side paths of the search: how many, which years, whose names, in what order."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import F

from samsyn.core.models import Body, Document, Level
from samsyn.council.models import Block, BlockIndex, Meeting, SavedSearch
from samsyn.council.queries import facets as faceting
from samsyn.council.queries import search as searching
from tests.leaks.mutants import both, instead, opened, rule_open, side_path
from tests.leaks.scene import ALL, SHARED, THINGS, WORD, Scene, clean, told, unmoved

pytestmark = pytest.mark.django_db
SEARCH = "samsyn.council.queries.search"


def visible(name: str) -> int:
    return sum(name in thing.seen for thing in THINGS)


@side_path(
    "search-count",
    "the number of hits counts hidden paragraphs",
    "the index is counted without labels; the hits themselves are judged again",
    opened(SEARCH, "labels_for"),
)
def test_count(scene: Scene) -> None:
    for name in ALL:
        answer = scene.browser(name).get(f"/api/v1/search/?q={SHARED}").json()
        assert answer["total"] == len(answer["results"]) == visible(name), name


@side_path(
    "facet",
    "the counts beside the hits",
    "facets are counted for whoever asked first",
    instead(
        "samsyn.council.queries.facets:matching",
        lambda scene: lambda account, asked: searching.matching(scene.world.siv, asked),
    ),
)
def test_facets(scene: Scene) -> None:
    asked = searching.question({"q": SHARED})
    for name in ALL:
        found = faceting.facets(scene.account(name), asked)
        assert sum(facet.count for facet in found.years) == visible(name), name
        assert sum(facet.count for facet in found.places) == visible(name), name
        clean(scene, name, scene.browser(name).get(f"/sok/fasetter/?q={SHARED}"))


def _with_all_quarters(scene: Scene) -> Any:
    real = faceting.facets

    def facets(account: Any, asked: Any) -> Any:
        found = real(account, asked)
        found.quarters = [
            (quarter, 1) for quarter in sorted({*Block.objects.values_list("quarter", flat=True)})
        ]
        return found

    return facets


@side_path(
    "time-line",
    "the bars of the time line begin with a hidden year",
    "the time line is drawn from all paragraphs",
    instead("samsyn.council.views.search:facets", _with_all_quarters),
)
def test_time_line(scene: Scene) -> None:
    for name in ("rita", "noor"):
        unmoved(scene, name, f"/sok/fasetter/?q={SHARED}")
        text = told(scene.browser(name).get(f"/sok/fasetter/?q={SHARED}"))
        oldest = min(thing.day[:4] for thing in THINGS if name in thing.seen)
        assert [thing.day for thing in THINGS if thing.day[:4] in text and thing.day < oldest] == []


@side_path(
    "snippet",
    "an excerpt of a hidden paragraph",
    "neither the index nor the rows of the page are judged",
    opened(SEARCH, "labels_for", "seen"),
)
def test_snippet(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        clean(scene, name, browser.get(f"/sok/?q={SHARED}"), browser.get(f"/sok/?q={SHARED}&ordning=datum"))


def _by_document(scene: Scene) -> Any:
    def indexed(who: Any) -> Any:
        rows = BlockIndex.objects.filter(searching.labels_for(who, "block__document__"))
        return rows.values(id=F("block_id"), day=F("block__date"))

    return indexed


@side_path(
    "heading",
    "the heading and text of a paragraph that is stricter than its document",
    "paragraphs are judged by their document's label",
    both(instead(f"{SEARCH}:_indexed", _by_document), opened(SEARCH, "seen")),
)
def test_stricter_paragraph(scene: Scene) -> None:
    block = Block.objects.filter(document=scene.documents["Grundvik"], text__contains=SHARED).get()
    block.heading, block.text, block.level = "Smygby rubrik", f"En {SHARED} i Smygby.", Level.LIMITED_ORG
    block.save()
    for name in ("otto", "per", "rita"):
        for address in (f"/sok/?q={SHARED}", f"/api/v1/search/?q={SHARED}", f"/tradar/?q={SHARED}"):
            assert "smygby" not in told(scene.browser(name).get(address)), (name, address)
    assert "smygby" in told(scene.browser("siv").get(f"/sok/?q={SHARED}"))


@side_path(
    "search-order",
    "hits change places when something hidden is read in",
    "the page is cut before the labels are asked",
    opened(SEARCH, "labels_for"),
)
def test_order_of_hits(scene: Scene) -> None:
    for name in ("otto", "noor"):
        unmoved(
            scene, name, f"/sok/?q={SHARED}", f"/sok/?q={SHARED}&ordning=datum", f"/sok/?q={SHARED}&page=2"
        )


def _as_siv_with_fields(scene: Scene) -> Any:
    real = searching._found
    return lambda who, asked: (
        real(searching.standing(scene.world.siv), asked) if asked.fields else real(who, asked)
    )


@side_path(
    "search-field",
    "a field asks about hidden people, days and places, and the number answers",
    "a search with fields is answered for another",
    instead(f"{SEARCH}:_found", _as_siv_with_fields),
)
def test_fields_are_no_oracle(scene: Scene) -> None:
    for name in ("otto", "rita", "noor", "per"):
        browser = scene.browser(name)
        for word in scene.hidden(name):
            thing = WORD[word]
            for question in (
                {"q": f"person:{word}"},
                {"q": SHARED, "person": f"{word} Närvarande"},
                {"q": SHARED, "fran": thing.day, "till": thing.day},
                {"q": word},
            ):
                assert browser.get("/api/v1/search/", question).json()["total"] == 0, (name, question)


def _name_of_any(scene: Scene) -> Any:
    return lambda account, meaning, value: (
        Body.objects.filter(pk=value).values_list("name", flat=True).first()
    )


@side_path(
    "echoed-number",
    "the number of a body in the address comes back as its name",
    "the name is looked up without the guard",
    instead("samsyn.council.views.search:field_text", _name_of_any),
)
def test_numbers_do_not_come_back_as_names(scene: Scene) -> None:
    body = scene.world.body.regionpolisradet
    address = f"/sok/?q={SHARED}&organ={body.pk}"
    assert body.name in scene.browser("siv").get(address).content.decode()
    assert body.name not in scene.browser("otto").get(address).content.decode()


@side_path(
    "saved-search",
    "somebody else's kept searches are shown or can be taken away",
    "the rule for kept searches lets everybody through",
    rule_open(SavedSearch),
)
def test_saved_searches(scene: Scene) -> None:
    scene.browser("siv").post("/sok/spara/", {"name": "Sparsamby", "query": "q=Sparsamby"})
    kept = SavedSearch.objects.get()
    for name in ALL - {"siv"}:
        browser = scene.browser(name)
        for address in ("/sok/", f"/sok/?q={SHARED}", "/tradar/"):
            assert "sparsamby" not in told(browser.get(address)), (name, address)
        browser.post(f"/sok/sparad/{kept.pk}/ta-bort/")
        assert SavedSearch.objects.exists()


@side_path(
    "thread",
    "a subject's thread tells of hidden meetings",
    "threads are drawn without labels",
    both(opened(SEARCH, "labels_for"), opened("samsyn.council.queries.threads", "labels_q")),
)
def test_threads(scene: Scene) -> None:
    for name in ALL:
        clean(scene, name, scene.browser(name).get(f"/tradar/?q={SHARED}"))


@side_path(
    "place-count",
    "how many meetings name a place",
    "places are counted over all paragraphs",
    opened("samsyn.council.queries.threads", "labels_q"),
)
def test_places(scene: Scene) -> None:
    for name in ("otto", "noor", "rita"):
        unmoved(scene, name, "/tradar/")


def _index_of_yesterday(scene: Scene) -> Any:
    keys = list(Block.objects.filter(document__in=[*scene.documents.values()]).values_list("pk", flat=True))
    return lambda who: BlockIndex.objects.filter(block__in=keys).values(
        id=F("block_id"), day=F("block__date")
    )


@side_path(
    "index-after-relabel",
    "the search index still knows the old label",
    "the index is asked for what could be seen before",
    both(instead(f"{SEARCH}:_indexed", _index_of_yesterday), opened(SEARCH, "seen")),
)
def test_relabelled(scene: Scene) -> None:
    document = scene.documents["Grundvik"]
    assert "grundvik" in told(scene.browser("otto").get(f"/sok/?q={SHARED}"))
    Document.objects.filter(pk=document.pk).update(level=Level.ROOM, circle=scene.world.body.norralvsradet)
    Meeting.objects.filter(document=document).update(level=Level.ROOM, circle=scene.world.body.norralvsradet)
    Block.objects.filter(document=document).update(level=Level.ROOM, circle=scene.world.body.norralvsradet)
    for name in ("otto", "noor", "rita"):
        browser = scene.browser(name)
        assert browser.get(f"/api/v1/search/?q={SHARED}").json()["total"] == visible(name) - 1
        assert "grundvik" not in told(browser.get(f"/sok/?q={SHARED}"))
        assert browser.get("/api/v1/search/?q=Grundviktext").json()["results"] == []
