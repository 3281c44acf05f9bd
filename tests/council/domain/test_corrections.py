"""What a person says outranks the machine, survives a new reading, and can be taken back."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.models import Role
from samsyn.council.domain import corrections, rereads
from samsyn.council.domain.materialise import effective_of, materialise
from samsyn.council.models import Block, Correction, Entry, Item, Meeting, Reading
from tests.council.build import item, person, record

pytestmark = pytest.mark.django_db


def names(document: Any, group: str) -> list[str]:
    return list(
        Meeting.objects.get(document=document).attendance.filter(list=group).values_list("name", flat=True)
    )


def test_confirmed_facts_leave_the_queue(document: Any, world: SimpleNamespace) -> None:
    paper = document(place="Stora salen", facts={"place": {"value": "Stora salen", "confidence": 0.95}})
    before = Entry.objects.get(document=paper).open_facts
    corrections.confirm(world.siv, paper, "place")
    corrections.confirm(world.siv, paper, "place")
    assert Entry.objects.get(document=paper).open_facts == before - 1
    assert Correction.objects.count() == 1, "once is enough"


def test_all_that_is_sure_by_one_press_and_back_by_one(document: Any, world: SimpleNamespace) -> None:
    paper = document(
        present=[person("Siv Ahl"), person("Per Hed", confidence=0.5)], items=[item("1", "Inledning")]
    )
    count, held = corrections.confirm_sure(world.siv, paper)
    assert count == 2
    assert [fact.key for fact in held.facts if fact.status == "confirmed"] == [
        "person:present:siv ahl:1",
        "item:1:1",
    ]
    corrections.undo(world.siv, paper)
    assert effective_of(paper).open == held.open + 2


def test_a_changed_date_moves_the_meeting(document: Any, world: SimpleNamespace) -> None:
    paper = document(items=[item("1", "Kamera", "En kamera.")])
    corrections.change(world.siv, paper, "date", "2025-01-31")
    assert str(Meeting.objects.get(document=paper).date) == "2025-01-31"
    assert Block.objects.get(document=paper).quarter == 20251


@pytest.mark.parametrize(
    ("key", "value"),
    [("date", "31 januari"), ("start", "kvart i"), ("kind", "brev"), ("mode", "dans"), ("sharing", "hemlig")],
)
def test_values_of_the_wrong_form(document: Any, world: SimpleNamespace, key: str, value: str) -> None:
    paper = document()
    with pytest.raises(Invalid):
        corrections.change(world.siv, paper, key, value)
    assert not Correction.objects.exists()


def test_a_possibly_absent_person_becomes_absent(document: Any, world: SimpleNamespace) -> None:
    paper = document(
        uncertain=[person("Maria Salem", p_absent=0.7, confidence=0.6)], present=[person("Siv Ahl")]
    )
    assert (names(paper, "uncertain"), names(paper, "absent")) == (["Maria Salem"], [])
    corrections.change(
        world.siv, paper, "person:uncertain:maria salem:1", {"list": "absent", "reason": "struck"}
    )
    assert (names(paper, "uncertain"), names(paper, "absent")) == ([], ["Maria Salem"])


def test_edits_add_up(document: Any, world: SimpleNamespace) -> None:
    paper = document(present=[person("Siv Ahl")])
    key = "person:present:siv ahl:1"
    corrections.change(world.siv, paper, key, {"party": "S"})
    corrections.change(world.siv, paper, key, {"title": "sekreterare"})
    row = effective_of(paper).record["present"][0]
    assert (row["party"], row["title"]) == ("S", "sekreterare")


def test_rejected_rows_are_gone_and_come_back(document: Any, world: SimpleNamespace) -> None:
    paper = document(present=[person("Siv Ahl"), person("Sida 2")])
    corrections.reject(world.siv, paper, "person:present:sida 2:1")
    assert names(paper, "present") == ["Siv Ahl"]
    assert corrections.undo(world.siv, paper, "person:present:sida 2:1") == "person:present:sida 2:1"
    assert names(paper, "present") == ["Siv Ahl", "Sida 2"]
    with pytest.raises(Conflict):
        corrections.undo(world.siv, paper)


def test_added_people_and_items(document: Any, world: SimpleNamespace) -> None:
    paper = document(present=[person("Siv Ahl")])
    corrections.add(world.siv, paper, "present", {"name": "Siv Ahl", "role": "guest"})
    corrections.add(world.siv, paper, "items", {"title": "Övriga frågor", "text": "Inga."})
    assert names(paper, "present") == ["Siv Ahl", "Siv Ahl"], "two people may have one name"
    assert Item.objects.get().title == "Övriga frågor"
    with pytest.raises(Invalid):
        corrections.add(world.siv, paper, "present", {"name": "  "})
    with pytest.raises(Invalid):
        corrections.add(world.siv, paper, "nowhere", {"name": "A"})


def test_what_was_added_can_be_changed(document: Any, world: SimpleNamespace) -> None:
    paper = document()
    corrections.add(world.siv, paper, "present", {"name": "Siv Al"})
    corrections.change(world.siv, paper, "person:present:siv al:1", {"name": "Siv Ahl", "party": "S"})
    row = effective_of(paper).record["present"][0]
    assert (row["name"], row["party"], row["role"]) == ("Siv Ahl", "S", "serving")


def test_only_reviewers_correct(document: Any, world: SimpleNamespace) -> None:
    paper = document(level="network")
    with pytest.raises(Refused):
        corrections.confirm(world.per, paper, "date")
    with pytest.raises(Hidden):
        corrections.confirm(world.otto, paper, "date")
    Role.objects.filter(account=world.per).update(kind="reviewer")
    with pytest.raises(Refused):  # of another organisation
        corrections.confirm(world.per, paper, "date")


# --- reading again ------------------------------------------------------------------------------------------
def test_corrections_survive_a_newer_reading(document: Any, world: SimpleNamespace) -> None:
    paper = document(place="Stora sal en", present=[person("Siv Ahl"), person("Izabel Ried|")])
    corrections.change(world.siv, paper, "place", "Stora salen")
    corrections.confirm(world.siv, paper, "date")
    corrections.change(world.siv, paper, "person:present:izabel ried:1", {"party": "V"})
    newer = record(
        place="Stora salen 1", date="2026-09-23", present=[person("Siv Ahl"), person("Izabel Riedl")]
    )
    found = rereads.accept(paper, newer)
    assert [one.key for one in found] == [
        "date",
        "place",
        "person:present:izabel riedl:1",
        "person:present:izabel ried:1",
    ]
    held = effective_of(paper).record
    assert (held["place"], held["date"]) == ("Stora salen", "2026-09-22")
    assert [(row["name"], row["party"]) for row in held["present"]] == [
        ("Siv Ahl", None),
        ("Izabel Ried|", "V"),
    ]
    assert Reading.objects.filter(document=paper).count() == 2


def test_a_person_moved_by_the_new_reader_stays_where_a_person_put_them(
    document: Any, world: SimpleNamespace
) -> None:
    paper = document(uncertain=[person("Maria Salem", p_absent=0.7)])
    corrections.change(
        world.siv, paper, "person:uncertain:maria salem:1", {"list": "absent", "reason": "struck"}
    )
    rereads.accept(paper, record(present=[person("Maria Salem")]))
    assert (names(paper, "present"), names(paper, "absent")) == ([], ["Maria Salem"])


def test_what_the_machine_no_longer_sees_is_kept_as_the_persons_word(
    document: Any, world: SimpleNamespace
) -> None:
    paper = document(items=[item("1", "Inledning", "Text."), item("2", "Lägesbild")])
    corrections.confirm(world.siv, paper, "item:2:1")
    rereads.accept(paper, record(items=[item("1", "Inledning", "Text.")]))
    held = effective_of(paper)
    assert [row["title"] for row in held.record["items"]] == ["Inledning", "Lägesbild"]
    assert [fact.lost for fact in held.facts if fact.group == "items"] == [False, True]


def test_the_same_reading_again_adds_nothing(document: Any, world: SimpleNamespace) -> None:
    paper = document(place="Stora salen")
    assert rereads.reread(world.siv, paper) == []
    assert Reading.objects.filter(document=paper).count() == 1
    assert Reading.objects.get(document=paper).current


def test_materialising_twice_changes_nothing(document: Any) -> None:
    paper = document(present=[person("Siv Ahl")], items=[item("1", "Inledning", "Text.")])
    before = (
        Meeting.objects.get().pk,
        list(Item.objects.values_list("pk", flat=True)),
        list(Block.objects.values_list("pk", flat=True)),
    )
    materialise(paper)
    assert before == (
        Meeting.objects.get().pk,
        list(Item.objects.values_list("pk", flat=True)),
        list(Block.objects.values_list("pk", flat=True)),
    )
