"""What the models hold to by themselves: rules of bodies, places, names, labels."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from samsyn.core.calc.names import sort_name
from samsyn.core.domain import demo
from samsyn.core.models import TLP, Document, Job, Level, Original, Person, Place, Seat
from samsyn.core.rules import DEFAULTS, BadRules, Rules, rules_for


def test_a_body_has_its_kinds_rules_and_its_own(world: SimpleNamespace) -> None:
    council, board = world.body.norralvsradet.rules, world.body.kommunstyrelsen.rules

    assert (council.keeps_minutes, council.notice_days, council.adjust_days) == ("notes", 14, None)
    assert (board.keeps_minutes, board.adjust_days, board.appeal_days, board.remote) == (
        "minutes",
        14,
        21,
        True,
    )
    assert world.body.regionpolisradet.rules.max_members == 15


def test_every_kind_of_body_has_rules() -> None:
    from samsyn.core.models import Body

    assert set(DEFAULTS) == set(Body.Kind.values)


@pytest.mark.parametrize(
    "own",
    [
        {"colour": "red"},
        {"notice_days": "14"},
        {"notice_days": -1},
        {"notice_days": True},
        {"keeps_minutes": None},
        {"quorum": "all"},
        {"remote": 1},
        {"statute": None},
    ],
)
def test_meaningless_rules_are_refused(own: dict[str, Any]) -> None:
    with pytest.raises(BadRules):
        rules_for("board", own)


def test_rules_may_be_switched_off() -> None:
    assert rules_for("board", {"quorum": None, "adjust_days": None}).quorum is None
    assert rules_for("other", {}) == Rules()
    with pytest.raises(BadRules, match="unknown kind"):
        rules_for("club", {})


def test_a_form_says_what_is_wrong_with_the_rules(world: SimpleNamespace) -> None:
    world.body.norralvsradet.own_rules = {"colour": "red"}
    with pytest.raises(ValidationError, match="unknown rule"):
        world.body.norralvsradet.full_clean()


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Noor El-Amin", "El-Amin, Noor"),
        ("Carl von Essen", "von Essen, Carl"),
        ("Siv", "Siv"),
        ("Eva-Lena de la Gardie", "de la Gardie, Eva-Lena"),
        ("  Per  Hed ", "Hed, Per"),
        ("Von Ek", "Ek, Von"),
    ],
)
def test_names_sort_by_surname(name: str, sorted_as: str) -> None:
    assert sort_name(name) == sorted_as


def test_a_person_is_sorted_when_saved(db: None) -> None:
    assert Person.objects.create(name="Per Hed").sort_name == "Hed, Per"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "physical", "environment": "game"},
        {"kind": "digital"},
        {"kind": "digital", "environment": "game", "easting": 6e5, "northing": 7e6, "uncertainty_m": 5},
        {"kind": "physical", "easting": 6e5},
        {"kind": "physical", "easting": 6e5, "northing": 7e6},
        {"kind": "physical", "easting": 6e5, "northing": 7e6, "uncertainty_m": 0},
        {"kind": "physical", "easting": 17.9, "northing": 59.3, "uncertainty_m": 5},
    ],
)
def test_a_place_is_whole_or_refused(db: None, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(name="X", slug="x", **values)


def test_norralv_is_a_tree_of_both_kinds(world: SimpleNamespace) -> None:
    torget, spel = world.place.klockartorget, world.place.byggspel

    assert str(torget.parent.parent) == "Norrälv"
    assert (spel.parent.parent.name, spel.environment) == ("Digitala miljöer", "game")


def test_a_seat_has_somebody(world: SimpleNamespace) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(body=world.body.norralvsradet)


def test_the_same_bytes_are_one_document_in_an_organisation(world: SimpleNamespace) -> None:
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
    first = Document.objects.create(original=original, organisation=world.organisation.norralv, name="a.txt")
    Document.objects.create(original=original, organisation=world.organisation.polisen, name="a.txt")

    assert (first.level, first.tlp, str(first)) == ("limited", "TLP:AMBER", "a.txt")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(original=original, organisation=world.organisation.norralv, name="b.txt")


def test_every_level_has_its_mark() -> None:
    assert set(TLP) == set(Level)


def test_a_job_is_over_or_not() -> None:
    assert [state for state in Job.State.values if Job(state=state).is_over] == [
        "done",
        "failed",
        "cancelled",
    ]


def test_the_world_is_built_once(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_steps", [])
    counts = [model.objects.count() for model in (Person, Place, Seat)]

    assert demo.build() is False
    assert [model.objects.count() for model in (Person, Place, Seat)] == counts


def test_rooms_add_their_part_of_the_world(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_steps", [])
    built = []
    demo.register("a room")(lambda: built.append(1) is None)

    assert demo.build() is True
    assert built == [1]


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own switches")
def test_sqlite_is_set_up(db: None) -> None:
    with connection.cursor() as cursor:
        values = {}
        for name in ("foreign_keys", "busy_timeout", "synchronous"):
            cursor.execute(f"PRAGMA {name}")
            values[name] = cursor.fetchone()[0]
    assert values == {"foreign_keys": 1, "busy_timeout": 20_000, "synchronous": 1}
    assert connection.transaction_mode == "IMMEDIATE"  # type: ignore[attr-defined]
