"""The scorer: a perfect reading scores 1, and each kind of error lowers exactly the figure it should."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from samsyn.council.reading.score import (
    Figures,
    format_held_out,
    format_table,
    score_corpus,
    score_record,
)
from samsyn.council.reading.score_figures import COLUMNS
from samsyn.council.reading.score_match import pair_items, pair_people, same_value, titles_alike

Record = dict[str, Any]


def person(name: str, role: str, **more: Any) -> Record:
    row: Record = {"name": name, "role": role, "party": None, "title": None, "remote": None}
    row |= {"substitute_for": None, "paragraphs": None, "confidence": 0.95}
    return row | more


def item(number: str | None, title: str) -> Record:
    return {"number": number, "title": title, "confidence": 0.95}


@pytest.fixture
def gold() -> Record:
    header: Record = {
        "kind": "minutes", "organisation": "Storå kommun", "body": "Trygghetsrådet", "sharing": "limited",
        "date": "2031-02-03", "start": "09:00", "end": "11:30", "place": "Sal Granen", "mode": "hybrid",
        "chair": "Åsa Öhman-Lind", "secretary": "Bo Ek", "adjusters": ["Cia Dahl"], "adjusted": "2031-02-10",
        "paragraph_range": "1-3", "previous_meeting": {"date": "2030-12-01", "text": "1 dec"},
        "next_meeting": {"date": "2031-04-01", "text": "1 april"},
    }  # fmt: skip
    facts = {field: {"value": value, "confidence": 0.95} for field, value in header.items()}
    return {
        "file": "minutes/storby/one.txt",
        **header,
        "facts": facts,
        "called": [person("Åsa Öhman-Lind", "serving"), person("Dan Fors", "serving")],
        "present": [
            person("Åsa Öhman-Lind", "serving", party="S", remote=False),
            person("Ulf Berg", "substitute", party="M", paragraphs="1", remote=True),
            person("Ulf Berg", "substitute_serving", party="M", paragraphs="2-3", substitute_for="Dan Fors"),
            person("Bo Ek", "official", title="samordnare"),
        ],
        "absent": [person("Dan Fors", "serving", party="M", reason="replaced")],
        "uncertain": [person("Eva Glad", "serving", p_absent=0.4)],
        "presenters": [person("Bo Ek", "presenter", title="samordnare")],
        "items": [item("1", "Lägesbild"), item("2", "Klockarbackens belysning"), item("3", "Nästa möte")],
    }


@pytest.fixture
def read(gold: Record) -> Record:
    return copy.deepcopy(gold)


def values(gold: Record, read: Record) -> dict[str, float | None]:
    figures = score_record(gold, read).figures
    return {column: figures.value(column) for column in COLUMNS}


def lowered(gold: Record, read: Record) -> set[str]:
    return {column for column, value in values(gold, read).items() if value != 1}


def test_a_perfect_read_scores_one_everywhere(gold: Record, read: Record) -> None:
    score = score_record(gold, read)
    assert values(gold, read) == dict.fromkeys(COLUMNS, 1.0)
    assert not score.misses
    assert len(score.figures.header) == 16
    assert score.family == "storby"


def test_an_empty_read_finds_nothing(gold: Record) -> None:
    found = values(gold, {})
    assert found.pop("sure") is None
    assert found.pop("attributes") is None
    assert set(found.values()) == {0}


def test_nothing_stated_and_nothing_read_is_not_judged() -> None:
    assert set(values({}, {"present": [], "adjusters": []}).values()) == {None}


def unsure(record: Record, *fields: str) -> None:
    for field in fields:
        record["facts"].pop(field)


HEADER_ERRORS: dict[str, Any] = {
    "kind": "notes", "organisation": None, "body": "Trygghetsnämnden", "sharing": "public",
    "date": "2031-03-02", "start": "9:00", "end": None, "place": "Sal Tallen", "mode": None,
    "chair": "Bo Ek", "secretary": None,
    "adjusters": ["Cia Dahl", "Bo Ek"], "adjusted": "2031-02-11", "paragraph_range": "1-2",
    "previous_meeting": None, "next_meeting": {"date": "2032-04-01"},
}  # fmt: skip


@pytest.mark.parametrize("field", HEADER_ERRORS)
def test_a_wrong_header_field_lowers_the_header_alone(gold: Record, read: Record, field: str) -> None:
    read[field] = HEADER_ERRORS[field]
    unsure(read, field)
    score = score_record(gold, read)
    assert lowered(gold, read) == {"header"}
    assert score.figures.value("header") == 15 / 16
    assert len(score.misses) == 1


def test_an_invented_header_fact_counts_against_the_reader(gold: Record, read: Record) -> None:
    gold["place"] = None
    unsure(read, "place")
    assert values(gold, read)["header"] == 15 / 16


@pytest.mark.parametrize("field", ["called", "present", "absent", "uncertain", "presenters"])
def test_a_missed_or_invented_person_lowers_that_list_alone(gold: Record, read: Record, field: str) -> None:
    missed = copy.deepcopy(read)
    del missed[field][0]
    assert lowered(gold, missed) == {field}
    read[field].append(person("Ingen Alls", "serving", confidence=0.5))
    assert lowered(gold, read) == {field}
    figures = score_record(gold, read).figures.people[field]
    assert (figures.recall, figures.precision) == (1, (figures.read - 1) / figures.read)


ATTRIBUTE_ERRORS = [
    ("role", 0, "guest"),
    ("party", 0, None),
    ("remote", 1, False),
    ("paragraphs", 1, "1-3"),
    ("substitute_for", 2, "Eva Glad"),
    ("title", 3, "sekreterare"),
]


@pytest.mark.parametrize(("field", "row", "value"), ATTRIBUTE_ERRORS)
def test_a_wrong_attribute_lowers_the_attributes_alone(
    gold: Record, read: Record, field: str, row: int, value: Any
) -> None:
    read["present"][row][field] = value
    read["present"][row]["confidence"] = 0.5
    figures = score_record(gold, read).figures
    assert lowered(gold, read) == {"attributes"}
    assert [name for name, share in figures.attributes.items() if share.value != 1] == [field]


def renumber(record: Record) -> None:
    record["items"][0]["number"] = "4"


def retitle(record: Record) -> None:
    record["items"][1]["title"] = "Klockarbackens"


def drop_item(record: Record) -> None:
    del record["items"][2]


def add_item(record: Record) -> None:
    record["items"].append(item(None, "Innehåll") | {"confidence": 0.2})


@pytest.mark.parametrize("spoil", [renumber, retitle, drop_item, add_item])
def test_a_wrong_item_lowers_the_items_alone(
    gold: Record, read: Record, spoil: Callable[[Record], None]
) -> None:
    spoil(read)
    for row in read["items"]:
        row["confidence"] = 0.5
    assert lowered(gold, read) == {"items"}


@pytest.mark.parametrize(
    ("field", "value", "alternatives"),
    [
        ("body", "Rådet", ["Brå", "rådet"]),
        ("chair", "Asa", ["Åsa"]),
        ("adjusters", ["Cia"], [["Cia", "Bo"], ["Cia"]]),
        ("adjusters", [], [[]]),
        ("place", None, [None]),
    ],
)
def test_an_alternative_in_the_header_is_as_right(
    gold: Record, read: Record, field: str, value: Any, alternatives: list[Any]
) -> None:
    read[field] = read["facts"][field]["value"] = value
    assert lowered(gold, read) == {"header", "sure"}
    gold["alternatives"] = {field: alternatives}
    assert lowered(gold, read) == set()


def test_an_alternative_may_lie_inside_a_field_and_beside_null(gold: Record, read: Record) -> None:
    gold["next_meeting"] = None
    gold["alternatives"] = {"next_meeting.date": ["2031-04-01"]}
    assert lowered(gold, read) == set()
    read["next_meeting"] = None
    unsure(read, "next_meeting")
    assert "next_meeting.date" not in score_record(gold, read).figures.header
    read["next_meeting"] = {"date": "2031-05-01"}
    assert lowered(gold, read) == {"header"}


@pytest.mark.parametrize("field", ["previous_meeting", "next_meeting"])
def test_an_invented_meeting_counts_against_the_reader(gold: Record, read: Record, field: str) -> None:
    gold[field] = None
    unsure(read, field)
    assert values(gold, read)["header"] == 15 / 16


def test_an_alternative_name_is_as_right_but_each_row_is_read_once(gold: Record, read: Record) -> None:
    read["called"][0]["name"] = "Åsa"
    assert lowered(gold, read) == {"called", "sure"}
    gold["called"][0]["name_alternatives"] = ["Åsa Lind", "Åsa"]
    assert lowered(gold, read) == set()
    read["called"].append(person("Åsa Lind", "serving", confidence=0.5))
    assert lowered(gold, read) == {"called"}


def test_the_labelled_name_pairs_before_an_alternative_one() -> None:
    gold = [person("Erik Ek", "guest", name_alternatives=["Erik"]), person("Erik", "guest")]
    assert pair_people(gold, [person("Erik", "guest"), person("Erik Ek", "guest")]) == [(0, 1), (1, 0)]


def test_alternatives_in_a_row_are_as_right(gold: Record, read: Record) -> None:
    read["present"][0]["role"] = "official"
    read["present"][2]["substitute_for"] = "Dan F"
    assert lowered(gold, read) == {"attributes", "sure"}
    gold["present"][0]["alternatives"] = {"role": ["guest", "official"]}
    gold["present"][2]["alternatives"] = {"substitute_for": ["Dan F"]}
    assert lowered(gold, read) == set()


@pytest.mark.parametrize("key", ["title_alternatives", "alternatives"])
def test_an_alternative_title_or_number_is_as_right(gold: Record, read: Record, key: str) -> None:
    titles = ["Belysning", "Ljus"]
    read["items"][1] |= {"title": "Ljus"}
    gold["items"][1] |= {key: titles if key == "title_alternatives" else {"title": titles}}
    assert lowered(gold, read) == set()
    read["items"][2]["number"] = "4"
    assert lowered(gold, read) == {"items", "sure"}
    gold["items"][2]["alternatives"] = {"number": ["4"]}
    assert lowered(gold, read) == set()


@pytest.mark.parametrize("field", ["called", "present", "absent", "uncertain", "presenters", "items"])
@pytest.mark.parametrize("sure", [0.95, 0.5])
def test_an_optional_row_counts_neither_read_nor_left_out(
    gold: Record, read: Record, field: str, sure: float
) -> None:
    extra = {**gold[field][0], "name": "Olle Frivillig", "title": "Frivilligt", "number": "9"}
    before = score_record(gold, read)
    gold[field].append({**extra, "optional": True})
    assert score_record(gold, read) == before
    read[field].append({**extra, "role": "guest", "confidence": sure})
    assert score_record(gold, read) == before
    read[field].append(read[field][-1])
    assert field in lowered(gold, read)


def test_a_row_that_must_be_read_pairs_before_an_optional_one(gold: Record) -> None:
    rows = [gold["present"][0] | {"optional": True}, person("Åsa Öhman-Lind", "guest")]
    assert pair_people(rows, gold["present"][:1]) == [(1, 0)]
    titles = [item("1", "Lägesbild") | {"optional": True}, item("1", "Lägesbilder")]
    assert pair_items(titles, gold["items"][:1]) == [(1, 0)]


def test_sure_and_wrong_is_held_against_the_confidence(gold: Record, read: Record) -> None:
    read["end"] = read["facts"]["end"]["value"] = "12:00"
    read["present"][0]["role"] = "guest"
    retitle(read)
    share = score_record(gold, read).figures.sure
    assert (share.right, share.total) == (28 - 3, 28)


def test_unsure_and_wrong_is_not(gold: Record, read: Record) -> None:
    read["present"].append(person("Ingen Alls", "guest", confidence=0.89))
    assert values(gold, read)["sure"] == 1


def test_facts_the_gold_is_silent_about_are_not_judged(gold: Record, read: Record) -> None:
    del gold["mode"]
    read["facts"]["posted"] = {"value": "2031-02-11", "confidence": 1}
    assert score_record(gold, read).figures.sure.total == 27


def test_rows_of_one_person_pair_by_what_they_agree_in(gold: Record) -> None:
    rows = gold["present"]
    assert pair_people(rows, [rows[2], rows[1]]) == [(1, 1), (2, 0)]
    assert pair_people(rows, [rows[2]]) == [(2, 0)]


def test_names_pair_across_case_hyphens_spaces_and_lost_diacritics() -> None:
    gold = [person("Åsa Öhman-Lind", "serving"), person("Asa Ohman Lind", "guest")]
    assert pair_people(gold, [person("ÅSA  ÖHMAN LIND", "guest")]) == [(0, 0)]
    assert pair_people(gold[:1], [person("Asa Ohman\u2010Lind", "serving")]) == [(0, 0)]
    assert pair_people(gold[:1], [person("Åsa Öhman", "serving")]) == []
    assert pair_people(gold, [person("Åsa Öh\u00adman-Lind", "guest")] * 2) == [(0, 0), (1, 1)]


def test_items_pair_one_to_one_by_number_and_alike_title() -> None:
    gold = [item("1", "Val av ordförande"), item(None, "Övrigt"), item(None, "Övrigt")]
    read = [item("1", "Val av ordforande"), item(None, "Övrigt")]
    assert pair_items(gold, read) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mötets öppnande", "Mötets öppnande 12:18"),
        ("Mötets öppnande: 12.18.", "MÖTETS ÖPPNANDE (kl. 9.05)"),
        ("Lunch kl 12.00 – 13.00", "Lunch"),
        ("Nolle-P", "nolle- p"),
        ("Barn‑ och  ungdom", "Barn - och ungdom"),
        (None, ""),
    ],
)
def test_titles_are_the_same_but_for_a_last_clock_time_case_hyphens_and_spaces(
    one: str | None, other: str | None
) -> None:
    assert titles_alike(one, other) == titles_alike(other, one) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("12.18", "09.00"), ("Nr 12.75", "Nr"), ("Budget 2031", "Budget")]
)
def test_what_is_no_clock_time_after_a_title_counts(one: str, other: str) -> None:
    assert titles_alike(one, other) < 1


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("paragraph_range", "27-68", "§§ 27–68"),
        ("adjusters", ["A Ek", "B Å"], ["B Å", "A Ek"]),
        ("chair", "Bo Öst", "Bo Ost"),
        ("place", "Grand Hotel,  Storå.", "grand hotel, storå"),
        (
            "adjournments",
            [{"from": "09:00", "until": "09:10", "text": "a"}],
            [{"from": "09:00", "until": "09:10"}],
        ),
        ("chair", None, None),
    ],
)
def test_values_that_say_the_same(field: str, one: Any, other: Any) -> None:
    assert same_value(field, one, other)
    assert same_value(field, one, None) is (one is None)


def test_silver_stands_apart_from_the_total(gold: Record, read: Record) -> None:
    silver = {**gold, "family": "lånad", "silver": True}
    report = score_corpus([(gold, read), (silver, {})])
    assert report.total.documents == 1
    assert report.total.value("present") == 1
    assert list(report.families) == ["lånad (silver)", "storby"]


def test_figures_add_up_over_documents(gold: Record, read: Record) -> None:
    del read["present"][0]
    total = score_corpus([(gold, gold), (gold, read)]).total
    assert (total.people["present"].gold, total.people["present"].read) == (8, 7)
    assert total.value("present") == 14 / 15
    assert total.header["date"].total == 2


def test_the_table_shows_families_total_goals_and_fields(gold: Record, read: Record) -> None:
    read["end"] = None
    table = format_table(score_corpus([(gold, read)]))
    assert "| storby | 1         | 0.937  |" in table
    assert "| goal   |           | 0.970  |" in table
    assert "0/1" in next(line for line in table.splitlines() if line.startswith("| end "))
    assert "–" in format_table(score_corpus([]))


def test_held_out_and_tuned_figures_stand_side_by_side(gold: Record, read: Record) -> None:
    del read["absent"][0]
    table = format_held_out(score_corpus([(gold, read)]), score_corpus([(gold, gold)]))
    row = next(line for line in table.splitlines() if line.startswith("| storby"))
    assert "1.000 (1.000)" in row
    assert "0.000 (1.000)" in row
    assert Figures().value("header") is None
