"""Search: Swedish stems, compounds, the query language, and above all what a person may not see."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.core.guard import may
from samsyn.core.models import Level, Role
from samsyn.council.domain import indexing
from samsyn.council.models import Block, BlockIndex
from samsyn.council.queries import search as queries
from samsyn.council.queries.facets import facets
from samsyn.council.queries.search import question, search
from tests.council.build import item, person, record

pytestmark = pytest.mark.django_db

TEXTS = (
    "Klockartorgets kamerabevakning tycks ha haft avskräckande effekt.",
    "Polisen informerade om bedrägerier på nätet och i digitala miljöer.",
    "Kommunerna ska besluta om åtgärdsplaner före sommaren.",
    "Val av justerare. Anna Ek valdes att justera.",
    "En kamera har satts upp vid Resecentrum. Bevakningen sker dygnet runt.",
    "Kameran är en kamera bland kameror, och bevakning är bevakning av bevakningar.",
    "Stölder och rån minskar i Älvparken.",
)


@pytest.fixture
def archive(bring: Any) -> Any:
    items = [item(str(n), f"Ärende {n}", text) for n, text in enumerate(TEXTS, 1)]
    bring({"a.txt": record(items=items, present=[person("Siv Ahl"), person("Per Hed")], date="2026-03-03")})
    indexing.reindex()


def found(account: Any, text: str, **fields: str) -> list[str]:
    """Item numbers of the hits."""
    page = search(account, question({"q": text, **fields}))
    assert page.total == len(page.hits)
    return sorted(str(hit.item + 1) if hit.item is not None else "folk" for hit in page.hits)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("kommun", ["3"]),
        ("bedrägeri", ["2"]),
        ("åtgärdsplan", ["3"]),
        ("kamera", ["1", "5", "6"]),
        ("bevakning", ["1", "5", "6"]),
        ("kamera -kamerabevakning", ["5", "6"]),
        ('"val av justerare"', ["4"]),
        ('"justerare av val"', []),
        ("stöld OR bedrägeri", ["2", "7"]),
        ("kamera stöld", []),
        ("kamer*", ["1", "5", "6"]),
        ("avskräck*", ["1"]),
        ("bedragerier", []),
        ("plats:klockartorget", ["1"]),
        ("plats:centrum", ["1", "5", "7"]),
        ("kamera plats:resecentrum", ["5"]),
        ("typ:protokoll", []),
        ("kamera organ:norrälvsrådet", ["1", "5", "6"]),
        ("kamera organ:kommunstyrelsen", []),
        ("kamera år:2026", ["1", "5", "6"]),
        ("kamera från:2026-03-04", []),
        ("kamera till:2026", ["1", "5", "6"]),
        ("kamera etikett:begränsad", ["1", "5", "6"]),
        ("kamera etikett:öppen", []),
        ('kamera person:"siv ahl"', ["1", "5", "6"]),
        ("kamera person:någon", []),
        ("-kamera -polisen -stöld", ["3", "4", "folk"]),
        ("och", ["2", "6", "7"]),
        ("siv", ["folk"]),
        ("\" ' ) OR (", []),
    ],
)
def test_the_language(archive: Any, world: SimpleNamespace, text: str, numbers: list[str]) -> None:
    assert found(world.siv, text) == numbers


def test_ocr_without_diacritics_is_found(bring: Any, world: SimpleNamespace) -> None:
    source = {"page": 1, "line": 1, "box": None, "span": None, "method": "ocr_text"}
    bring(
        {
            "a.txt": record(
                items=[item("1", "Bedragerier", "Digitala bedragerier okar i Alvparken.", source=source)]
            )
        }
    )
    assert found(world.siv, "bedrägeri") == ["1"]
    assert found(world.siv, "plats:alvparken") == ["1"]
    hit = search(world.siv, question({"q": "bedrägerier"})).hits[0]
    assert [run.text for run in hit.excerpt if run.hit] == ["bedragerier"]


# --- what one may not see -----------------------------------------------------------------------------------
@pytest.fixture
def hidden_beside_open(bring: Any, world: SimpleNamespace) -> None:
    text = "Kameran vid Klockartorget flyttas."
    bring({"open.txt": record(items=[item("1", "Öppet", text)], present=[person("Siv Ahl")])}, level="public")
    hidden = record(
        items=[item("1", "Dolt", text)], present=[person("Hemlig Person")], date="2025-01-01", place="x"
    )
    bring({"hidden.txt": hidden}, level="limited")


def test_a_hidden_document_leaves_no_trace(hidden_beside_open: None, world: SimpleNamespace) -> None:
    asked = question({"q": "kamera"})
    page = search(world.otto, asked)
    assert (page.total, [hit.plain_heading for hit in page.hits]) == (1, ["1 Öppet"])
    counted = facets(world.otto, asked)
    assert [facet.count for facet in counted.bodies] == [1]
    assert [facet.text for facet in counted.years] == ["2026"]
    assert counted.quarters == [(20263, 1)]
    assert [facet.text for facet in counted.people] == ["Siv Ahl"]
    assert [(facet.text, facet.count) for facet in counted.places] == [("Klockartorget", 1)]
    assert search(world.otto, question({"q": "person:hemlig"})).total == 0
    assert (
        search(world.otto, question({"q": "-kamera", "fran": "2025-01-01", "till": "2025-12-31"})).total == 0
    )
    assert search(world.siv, asked).total == 2


def test_counts_are_the_same_with_and_without_the_hidden(bring: Any, world: SimpleNamespace) -> None:
    text = "Kameran vid Klockartorget flyttas."
    bring({"open.txt": record(items=[item("1", "Öppet", text)])}, level="public")
    before = (
        search(world.otto, question({"q": "kamera"})).total,
        facets(world.otto, question({"q": "kamera"})),
    )
    for number in range(3):
        bring({f"{number}.txt": record(items=[item("1", "Dolt", text)], place=str(number))}, level="limited")
    after = (
        search(world.otto, question({"q": "kamera"})).total,
        facets(world.otto, question({"q": "kamera"})),
    )
    assert before == after


def test_a_stricter_paragraph_is_hidden_alone(bring: Any, world: SimpleNamespace) -> None:
    bring(
        {"a.txt": record(items=[item("1", "A", "Kamera ett."), item("2", "B", "Kamera två.")])},
        level="public",
    )
    Block.objects.filter(text="Kamera två.").update(level="limited_org")
    assert found(world.otto, "kamera") == ["1"]
    assert found(world.siv, "kamera") == ["1", "2"]


def test_a_paragraph_keeps_its_stricter_label(bring: Any, world: SimpleNamespace) -> None:
    from samsyn.council.domain import corrections

    document = (
        bring({"a.txt": record(items=[item("1", "A", "Kamera ett.")])}, level="public").files.get().document
    )
    Block.objects.filter(text="Kamera ett.").update(level="limited_org")
    corrections.change(world.siv, document, "date", "2026-01-01")
    assert Block.objects.get(text="Kamera ett.").level == "limited_org"
    assert found(world.otto, "kamera") == []


def test_a_role_that_has_ended_sees_nothing(hidden_beside_open: None, world: SimpleNamespace) -> None:
    Role.objects.filter(account=world.siv).update(valid_until="2020-01-01")
    assert search(world.siv, question({"q": "kamera"})).total == 1


def labels(world: SimpleNamespace) -> Iterator[dict[str, Any]]:
    """Every label there is, with every owner and circle that may change what somebody sees."""
    for level in Level.values:
        for organisation in (world.organisation.norralv, world.organisation.region_alvland):
            for circle in (None, world.body.norralvsradet):
                yield {"level": level, "organisation": organisation, "circle": circle}


def test_a_changed_label_holds_at_once(bring: Any, world: SimpleNamespace) -> None:
    """The copy of the label in the index and the paragraph's own cannot differ, whatever is written."""
    items = [item("1", "A", "Kamera ett."), item("2", "B", "Kamera två.")]
    bring({"a.txt": record(items=items)}, level="public")
    changed = Block.objects.get(text="Kamera två.")
    people = [world.siv, world.noor, world.per, world.admin, world.otto, None]
    for label in labels(world):
        for name, value in label.items():
            setattr(changed, name, value)
        changed.save()
        for person_ in people:
            seen = bool(may(person_, "view", changed))
            page = search(person_, question({"q": "kamera"}))
            assert page.total == len(page.hits) == (person_ is not None) + seen
            assert (changed.pk in {hit.block for hit in page.hits}) is seen
            by_day = search(person_, question({"q": "kamera", "ordning": "datum", "organ": "norrälv"}))
            assert by_day.total == page.total
            assert (
                sum(facet.count for facet in facets(person_, question({"q": "kamera"})).years) == page.total
            )


def test_a_label_changed_behind_djangos_back_holds_too(bring: Any, world: SimpleNamespace) -> None:
    bring({"a.txt": record(items=[item("1", "A", "Kamera ett.")])}, level="public")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE council_block SET level = 'room', circle_id = NULL")
    assert found(world.siv, "kamera") == found(world.otto, "kamera") == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE council_block SET level = 'public'")
    assert found(world.otto, "kamera") == ["1"]


def test_a_changed_day_changes_the_order(bring: Any, world: SimpleNamespace) -> None:
    for name, day in (("a.txt", "2024-01-01"), ("b.txt", "2025-01-01")):
        bring({name: record(items=[item("1", "A", f"Kamera {name}.")], date=day)})
    Block.objects.filter(date="2024-01-01").update(date="2026-01-01")
    hits = search(world.siv, question({"q": "kamera", "ordning": "datum"})).hits
    assert [hit.day.year for hit in hits if hit.day] == [2026, 2025]


def test_what_is_deleted_is_not_counted(bring: Any, world: SimpleNamespace) -> None:
    items = [item("1", "A", "Kamera ett."), item("2", "B", "Kamera två.")]
    bring({"a.txt": record(items=items)})
    Block.objects.filter(text="Kamera två.").delete()
    assert found(world.siv, "kamera") == ["1"]


def test_a_label_that_changes_between_two_queries_hides_the_text(
    bring: Any, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring({"a.txt": record(items=[item("1", "A", "Kamera ett.")])}, level="public")
    count = queries._newest

    def and_then_hide(*asked: Any) -> Any:
        counted = count(*asked)
        Block.objects.update(level="room", circle=None)
        return counted

    monkeypatch.setattr(queries, "_newest", and_then_hide)
    for order in ("", "datum"):
        Block.objects.update(level="public")
        assert search(world.otto, question({"q": "kamera", "ordning": order})).hits == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="FTS5 has no copy of the label")
def test_nobody_can_write_a_label_into_the_index(bring: Any, world: SimpleNamespace) -> None:
    bring({"a.txt": record(items=[item("1", "A", "Kamera ett.")])})
    with connection.cursor() as cursor:
        cursor.execute("UPDATE council_search SET level = 'public', organisation_id = 1, date = NULL")
    row, block = BlockIndex.objects.get(), Block.objects.get()
    assert (row.level, row.organisation_id, row.circle_id, row.date) == (
        block.level,
        block.organisation_id,
        block.circle_id,
        block.date,
    )
    assert found(world.otto, "kamera") == []
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO council_search (rowid, council_search, level) VALUES (0, 'kamer', 'public')"
        )


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_an_index_row_waits_for_a_label_that_is_being_changed(bring: Any, world: SimpleNamespace) -> None:
    bring({"a.txt": record(items=[item("1", "A", "Kamera ett.")])}, level="public")
    other = connection.copy()
    other.inc_thread_sharing()

    def index() -> None:
        with other.cursor() as cursor:
            cursor.execute("INSERT INTO council_search SELECT id, 'kamer' FROM council_block")
        other.close()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM council_search")
    writer = Thread(target=index)
    with transaction.atomic():
        Block.objects.update(level="room", circle=None)
        writer.start()
        writer.join(0.3)
        assert writer.is_alive(), "it waits: what it would copy may not hold in a moment"
    writer.join(10)
    assert BlockIndex.objects.get().level == "room"
    assert found(world.otto, "kamera") == []


# --- form and cost ------------------------------------------------------------------------------------------
def test_queries_do_not_grow_with_hits(bring: Any, world: SimpleNamespace) -> None:
    counts = []
    for size in (1, 15):
        items = [item(str(n), "Ä", f"Kamera {size} nummer {n}.") for n in range(size)]
        bring({f"{size}.txt": record(items=items, place=str(size))})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            search(world.siv, question({"q": "kamera"}))
        counts.append(len(queries))
    assert counts == [3, 3]  # the account's roles, count and newest, best
    with CaptureQueriesContext(connection) as queries:
        facets(world.siv, question({"q": "kamera"}))
    assert len(queries) == 2


def test_pages(bring: Any, world: SimpleNamespace) -> None:
    bring({"a.txt": record(items=[item(str(n), "Ä", f"Kamera {n}.") for n in range(45)])})
    pages = [search(world.siv, question({"q": "kamera"}), number) for number in (1, 2, 3, 4)]
    assert [(len(page.hits), page.total, page.pages) for page in pages] == [
        (20, 45, 3),
        (20, 45, 3),
        (5, 45, 3),
        (0, 45, 3),
    ]
    assert len({hit.block for page in pages for hit in page.hits}) == 45


def test_the_best_stands_first(archive: Any, world: SimpleNamespace) -> None:
    hits = search(world.siv, question({"q": "kamera"})).hits
    numbers = [str(hit.item + 1) for hit in hits if hit.item is not None]
    assert numbers[0] == "6"
    assert numbers[-1] == "1", "a part of a compound weighs less than the word itself"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet="\"-*():OR åä'&|!<>{}^+,.", max_size=30))
def test_anything_may_be_typed(archive: Any, world: SimpleNamespace, text: str) -> None:
    asked = question({"q": text, "ar": text, "fran": text, "plats": text} if len(text) % 2 else {"q": text})
    search(world.siv, asked)
    if not asked.empty:
        facets(world.siv, asked)


def test_too_many_to_rank_stand_newest_first(
    bring: Any, world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, day in (("a.txt", "2024-01-01"), ("b.txt", "2026-01-01"), ("c.txt", "2025-01-01")):
        items = [item("1", "Kamera" if name == "a.txt" else "Annat", f"En kamera {name}.")]
        bring({name: record(items=items, date=day)})
    few = search(world.siv, question({"q": "kamera"}))
    assert (few.newest, few.hits[0].day.year) == (False, 2024), "the heading weighs"
    monkeypatch.setattr("samsyn.council.queries.search.RANKED", 2)
    many = search(world.siv, question({"q": "kamera"}))
    assert (many.newest, many.total) == (True, 3)
    assert [hit.day.year for hit in many.hits] == [2026, 2025, 2024]


@pytest.mark.parametrize(
    ("paragraph_range", "number", "heading"),
    [("27-68", "27", "§ 27 Kamera"), (None, "27", "27 Kamera"), ("27-68", "1.1", "1.1 Kamera")],
)
def test_the_section_sign_stands_where_the_record_has_it(
    bring: Any, world: SimpleNamespace, paragraph_range: str | None, number: str, heading: str
) -> None:
    items = [item(number, "Kamera", "En kamera.")]
    bring({"a.txt": record(items=items, paragraph_range=paragraph_range)})
    hit = search(world.siv, question({"q": "kamera"})).hits[0]
    assert "".join(run.text for run in hit.heading) == heading
