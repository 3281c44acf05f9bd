"""Labels, forms, tables and lists of people: what a paper says of who was there."""

# ruff: noqa: E501 - a paper reads best with each of its texts in one piece

import pytest

from samsyn.council.reading.understand.form import parse_form
from samsyn.council.reading.understand.labels import match_label
from samsyn.council.reading.understand.profiles import choose, load
from samsyn.council.reading.understand.profiles import names as profile_names
from samsyn.council.reading.understand.strikes import tidy

from .papers import names, record, rows

GENERAL = load("general")
HEAD = "Protokoll\nTrygghetsrådet\nSammanträde 2031-02-03\n\n"
TAIL = "\n\n§ 1 Mötets öppnande\nOrdföranden öppnade mötet.\n\n§ 2 Övriga frågor\nInga.\n"


@pytest.mark.parametrize(
    ("text", "kind", "rest"),
    [
        ("Plats och tid: Sal A, kl. 9", "place_time", "Sal A, kl. 9"),
        ("Närvarande:", "present", ""),
        ("NÄRVARANDE", "present", ""),
        ("Ej tjänstgörande ersättare", "substitute", ""),
        ("Förhinder: Bo Ek", "absent", "Bo Ek"),
        ("Närvarande från kommunen", "present", ""),
        ("Apologies: Bo Ek", "absent", "Bo Ek"),
        ("Minutes by: Bo Ek", "secretary", "Bo Ek"),
    ],
)
def test_labels(text, kind, rest):
    match = match_label(text, GENERAL)
    assert match
    assert (match.kind, match.rest) == (kind, rest)


@pytest.mark.parametrize(
    "text", ["Val av justerare till nästa möte hölls", "Plats för lek behövs i parken", "Bo Ek", ""]
)
def test_no_label(text):
    assert match_label(text, GENERAL) is None


def test_labels_that_ocr_has_damaged():
    assert match_label("Narvarande:", GENERAL.loosened(), ocr=True).kind == "present"


def test_every_profile_loads_and_an_unknown_one_is_an_error():
    assert profile_names()[-1] == "general"
    for name in profile_names():
        assert load(name).labels
    with pytest.raises(OSError, match="nosuch"):
        load("nosuch")
    assert choose("Protokoll från regionpolisrådet").name == "police_council"
    assert choose("Anteckningar").name == "general"


def test_form_gives_each_label_its_values():
    form = parse_form(rows("Datum: 2031-02-03\nPlats: Sal A\nNärvarande:\nBo Ek\nEva Ros\n"), GENERAL)
    assert [(one.kind, one.text) for one in form.fields] == [
        ("date", "2031-02-03"),
        ("place", "Sal A"),
        ("present", "Bo Ek Eva Ros"),
    ]


@pytest.mark.parametrize(
    "listed",
    [
        "Närvarande:\nBo Ek (S), ordförande\nEva Ros (M)\nLars Holm (C)",
        "Närvarande: Bo Ek (S), Eva Ros (M) och Lars Holm (C)",
        "Närvarande:\n- Bo Ek, polisen\n- Eva Ros, skolan\n- Lars Holm, socialtjänsten",
        "Närvarande: Bo Ek (S), Eva Ros (M),\nLars Holm (C)",
        "Närvarande ledamöter\nBo Ek (S)\nEva Ros (M)\nLars Holm (C)",
        "Deltagare: Bo Ek; Eva Ros; Lars Holm",
        "Present: Bo Ek, Eva Ros and Lars Holm",
        "Närvarande var Bo Ek, Eva Ros och Lars Holm.",
        "Närvarande vid mötet var Bo Ek (S), Eva Ros (M) samt Lars Holm (kl. 9-10).",
        "Those present: Bo Ek (chair), Eva Ros, Lars Holm",
        "Beslutande\n  Bo Ek S, ordf                 Eva Ros VP\n  Lars Holm -",
    ],
)
def test_three_people_however_they_are_listed(listed):
    assert names(record(HEAD + listed + TAIL)["present"]) == ["Bo Ek", "Eva Ros", "Lars Holm"]


def test_absence_in_its_forms():
    text = (
        HEAD + "Närvarande:\nBo Ek (S)\nEva Ros (M) ersätter Lars Holm (M)\nFörhinder:\nUlla Berg (C)" + TAIL
    )
    read = record(text)
    assert names(read["present"]) == ["Bo Ek", "Eva Ros"]
    assert {row["name"]: row["reason"] for row in read["absent"]} == {
        "Lars Holm": "replaced",
        "Ulla Berg": "listed",
    }
    assert read["present"][1]["substitute_for"] == "Lars Holm"
    assert read["present"][1]["role"] == "substitute_serving"


def test_absence_told_in_a_sentence():
    read = record(HEAD + "Närvarande var Bo Ek och Eva Ros.\nFörhinder hade anmälts av Lars Holm." + TAIL)
    assert names(read["present"]) == ["Bo Ek", "Eva Ros"]
    assert names(read["absent"]) == ["Lars Holm"]


def test_an_english_paper():
    text = "Minutes of the meeting\nSafe Roads Group\nDate: May 12, 2031\nLocation: Room 3\nChair: Bo Ek\nMinutes by: Eva Ros\n"
    text += "Present: Bo Ek, Eva Ros\nApologies: Lars Holm\n\n1. Welcome\nBo Ek opened the meeting.\n\n2. Next meeting\n4 June 2031.\n"
    read = record(text)
    assert (read["kind"], read["date"], read["place"]) == ("minutes", "2031-05-12", "Room 3")
    assert (read["chair"], read["secretary"], names(read["absent"])) == ("Bo Ek", "Eva Ros", ["Lars Holm"])
    assert read["next_meeting"]["date"] == "2031-06-04"


def test_called_but_not_present():
    read = record(HEAD + "Kallade:\nBo Ek\nEva Ros\nLars Holm\n\nNärvarande:\nBo Ek\nEva Ros" + TAIL)
    assert names(read["called"]) == ["Bo Ek", "Eva Ros", "Lars Holm"]
    assert [(row["name"], row["reason"]) for row in read["absent"]] == [("Lars Holm", "called_not_present")]


def test_attendance_by_number_gives_no_people():
    read = record(HEAD + "Närvarande: 34 medlemmar" + TAIL)
    assert read["present"] == []
    assert "attendance_by_role_only" in [warning["code"] for warning in read["warnings"]]


def test_a_struck_name_is_absent_and_its_substitute_is_there():
    text = "# Anteckningar Trygghetsrådet 2031-02-03\n\n## Närvarande\n\n- Bo Ek, polisen\n- ~~Eva-Lena Ros, skolan~~ (ers. Lars Holm)\n"
    read = record(
        text + "- Ann-Christine Åström, kyrkan\n\n## Lägesbild\n\nLugnt.\n\n## Nästa möte\n\nI maj.\n"
    )
    assert names(read["present"]) == ["Bo Ek", "Lars Holm", "Ann-Christine Åström"]
    assert [(row["name"], row["reason"]) for row in read["absent"]] == [("Eva-Lena Ros", "struck")]


def test_double_names_are_names_and_no_strokes():
    read = record(HEAD + "Närvarande:\nAnn-Christine Åström\nEva-Lena Fjällström\nBo Ek" + TAIL)
    assert names(read["present"]) == ["Ann-Christine Åström", "Eva-Lena Fjällström", "Bo Ek"]
    assert not read["uncertain"]
    assert tidy("Eva-Lena Fjällström") == "Eva-Lena Fjällström"
    assert tidy("Ann-Christine-Gradin") == "Ann-Christine Gradin"


def test_a_table_of_marks():
    text = (
        HEAD.replace("\n", "\n\n")
        + "| Namn | Parti | Närvarande |\n|---|---|---|\n| Bo Ek | S | X |\n| Eva Ros | M | - |\n"
    )
    read = record("# " + text + TAIL.replace("§", "## §"))
    assert [(row["name"], row["party"]) for row in read["present"]] == [("Bo Ek", "S")]
    assert names(read["absent"]) == ["Eva Ros"]
