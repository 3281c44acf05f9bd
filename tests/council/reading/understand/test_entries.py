"""One person as lists state them: the trickiest grammars, by example."""

import pytest

from samsyn.council.reading.understand.entry_ranges import expand_points

from .papers import entry

CASES = [
    (
        "Per-Gordon Tranberg (M), ordförande",
        {"name": "Per-Gordon Tranberg", "party": "M", "offices": ["chair"]},
    ),
    (
        "Irene Jonsson (S) §§99-110 ersätter Peter Norlander (S)",
        {
            "name": "Irene Jonsson",
            "party": "S",
            "paragraphs": "99-110",
            "replaces": "Peter Norlander",
            "replaced_party": "S",
        },
    ),
    (
        "Anna Ek (C) tjg. ers. för Bo Al (C)",
        {"name": "Anna Ek", "party": "C", "replaces": "Bo Al", "replaced_party": "C"},
    ),
    ("Anna Ek (C) tjänstgör för Bo Al (C), § 12–15", {"replaces": "Bo Al", "name": "Anna Ek", "party": "C"}),
    ("Bo Al (ers. Anna Ek)", {"name": "Bo Al", "replaced_by": "Anna Ek", "bracketed": True}),
    ("Eva Ros, enhetschef", {"name": "Eva Ros", "titles": ["enhetschef"], "offices": []}),
    ("enhetschef Eva Ros", {"name": "Eva Ros", "titles": ["enhetschef"]}),
    ("Kårordförande: Ulrika Björkman", {"name": "Ulrika Björkman"}),
    ("Eva Ros (via Teams)", {"name": "Eva Ros", "remote": True}),
    ("Eva Ros, på plats", {"remote": False}),
    ("Eva Ros (t.o.m. kl. 11.00)", {"name": "Eva Ros", "until": "11:00"}),
    ("Eva Ros, fr.o.m. § 4", {"name": "Eva Ros", "from_": "§ 4"}),
    ("Eva Ros (från punkt B)", {"name": "Eva Ros", "from_": "punkt B"}),
    ("Eva Ros (punkt A-C och E)", {"points": ["A", "B", "C", "E"]}),
    ("Eva Ros (M), jäv § 20", {"name": "Eva Ros", "recused_at": "20", "paragraphs": None}),
    ("☐ Eva Ros", {"name": "Eva Ros", "absent": True}),
    ("☒ Eva Ros", {"name": "Eva Ros", "absent": False}),
    ("• Eva Ros, Polisen", {"name": "Eva Ros", "titles": ["Polisen"]}),
    ("3. Eva Ros", {"name": "Eva Ros"}),
    ("Eva Ros (förhinder)", {"name": "Eva Ros", "absent": True}),
    ("Malin Ängsmark C", {"name": "Malin Ängsmark", "party": "C"}),
    ("Sven Rönnqvist -", {"name": "Sven Rönnqvist", "party": "-"}),
    ("Anna Ek, s, ordförande", {"name": "Anna Ek", "party": "S", "offices": ["chair"]}),
    ("Anna Ek (S) 2:e vice ordf.", {"name": "Anna Ek", "party": "S", "offices": ["second_vice_chair"]}),
    ("Anna Ek (SD", {"name": "Anna Ek", "party": "SD"}),
    ("Ann-Christine Åström", {"name": "Ann-Christine Åström", "replaced_by": None}),
]


@pytest.mark.parametrize(("text", "facts"), CASES, ids=[text for text, _ in CASES])
def test_entry(text, facts):
    found = entry(text)
    assert found
    assert {name: getattr(found, name) for name in facts} == facts


@pytest.mark.parametrize("text", ["", "–", "kl. 9.00", "§ 12", "Beslut fattas i morgon.", "(((", "12", "och"])
def test_no_person(text):
    from samsyn.council.reading.understand.entries import parse_entry

    from .papers import rows

    assert parse_entry(text, rows("x")[0], []) is None


def test_points_one_by_one():
    assert expand_points("A-C, E och G") == ["A", "B", "C", "E", "G"]
    assert expand_points("4, 6-8") == ["4", "6", "7", "8"]
