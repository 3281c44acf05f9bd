"""The scorer: a perfect reading scores 1, and each kind of error lowers exactly the figure it should."""

import copy
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samsyn.council.reading.score import (
    Figures,
    documents_of,
    format_held_out,
    format_table,
    score_corpus,
    score_record,
)
from samsyn.council.reading.score_cli import main, pair_documents
from samsyn.council.reading.score_figures import COLUMNS
from samsyn.council.reading.score_match import pair_items, pair_people, same_value

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


def test_a_label_stands_for_several_files_and_says_what_differs(gold: Record) -> None:
    gold |= {
        "sha256": "aa",
        "also": ["minutes/storby/one.pdf"],
        "differs": {"minutes/storby/one.pdf": {"end": "11:31"}},
    }
    text, pdf = documents_of(gold)
    assert (text["file"], text["end"], text["sha256"]) == ("minutes/storby/one.txt", "11:30", "aa")
    assert (pdf["file"], pdf["end"], "sha256" in pdf) == ("minutes/storby/one.pdf", "11:31", False)
    assert not {"also", "differs"} & {*text, *pdf}


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


@pytest.fixture
def labels(tmp_path: Path, gold: Record) -> Path:
    folder = tmp_path / "gold" / "byar"
    folder.mkdir(parents=True)
    (folder / "one.json").write_text(json.dumps(gold), encoding="utf-8")
    other = {**gold, "file": "minutes/storby/two.txt"}
    (folder / "two.json").write_text(json.dumps(other), encoding="utf-8")
    return tmp_path / "gold"


def readings(tmp_path: Path, *records: Record) -> str:
    path = tmp_path / "read.jsonl"
    path.write_text("".join(json.dumps(record) + "\n\n" for record in records), encoding="utf-8")
    return str(path)


def test_the_command_scores_what_was_read_and_names_the_rest(
    labels: Path, tmp_path: Path, read: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    read["file"] = "../data/minutes/storby/one.txt"
    del read["items"][0]
    assert main([str(labels), readings(tmp_path, read), "--misses"]) == 3
    out = capsys.readouterr().out
    assert "| byar   | 1 " in out
    assert "  minutes/storby/two.txt" in out
    assert "items: not read: 1 Lägesbild" in out


def test_the_command_prints_json_and_can_count_the_unread(
    labels: Path, tmp_path: Path, read: Record, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(labels), readings(tmp_path, read), "--json", "--all"]) == 3
    report = json.loads(capsys.readouterr().out)
    assert report["not_read"] == ["minutes/storby/two.txt"]
    assert report["total"]["documents"] == 2
    assert report["families"]["byar"]["header"] == 0.5


def test_one_label_and_standard_input(
    labels: Path, read: Record, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(read)))
    assert main([str(labels / "byar" / "one.json"), "-", "--misses"]) == 0
    assert "no differences" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["{", "[]", json.dumps({"file": "elsewhere.txt"})])
def test_the_command_refuses_readings_it_cannot_use(labels: Path, tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line, encoding="utf-8")
    assert main([str(labels), str(path)]) == 2


def test_the_command_refuses_gold_it_cannot_use(labels: Path, tmp_path: Path, read: Record) -> None:
    source = readings(tmp_path, read)
    (labels / "byar" / "bad.json").write_text("[]", encoding="utf-8")
    assert main([str(labels), source]) == 2
    assert main([str(labels / "none.json"), source]) == 2
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty"), source]) == 2
    assert main([str(labels / "byar" / "one.json"), str(tmp_path / "none.jsonl")]) == 2


def test_readings_pair_by_their_bytes_before_their_path() -> None:
    gold = [{"file": "minutes/a.txt", "sha256": "aa"}]
    readings = [{"file": "minutes/a.txt", "sha256": "bb"}, {"file": "-", "sha256": "aa"}]
    assert pair_documents(gold, readings) == ([(gold[0], readings[1])], [])
