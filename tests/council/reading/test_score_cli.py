"""Labels are found beside their documents and paired with what was read; the command shows the figures."""

import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest

from samsyn.council.reading.score import documents_of, family_of, score_record
from samsyn.council.reading.score_cli import main, pair_documents, read_gold

Record = dict[str, Any]

TESTS = Path(__file__).parents[2]


@pytest.fixture
def gold() -> Record:
    return {
        "file": "minutes/storby/one.txt",
        "date": "2031-02-03",
        "end": "11:30",
        "present": [{"name": "Bo Ek", "role": "official"}],
        "items": [{"number": "1", "title": "Lägesbild"}, {"number": "2", "title": "Nästa möte"}],
    }


@pytest.fixture
def read(gold: Record) -> Record:
    return copy.deepcopy(gold)


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


@pytest.mark.parametrize(
    ("more", "family"),
    [
        ({"family": "råd", "derived_from": "byar/one"}, "råd"),
        ({"derived_from": "byar/one"}, "byar"),
        ({"derived_from": "byar"}, "byar"),
        ({}, "variants"),
    ],
)
def test_the_family_is_named_or_that_of_the_original_or_the_folder(more: Record, family: str) -> None:
    assert family_of({"file": "minutes/storby/one.txt", **more}, "variants") == family


def test_labels_lie_beside_their_documents(tmp_path: Path, gold: Record) -> None:
    def put(path: str, content: Any) -> None:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(json.dumps(content), encoding="utf-8")

    put("dev/index.json", {"brev": [{"file": "dev/brev/graph.json"}]})
    put("dev/brev/graph.json", {"a": "document"})
    put("dev/brev/graph.gold.json", gold | {"file": "dev/brev/graph.json"})
    put("variants/chat.json", ["a document"])
    put("variants/chat.json.json", gold | {"file": "variants/chat.json", "derived_from": "byar/one"})
    found = {label["file"]: label["family"] for label in read_gold(tmp_path)}
    assert found == {"dev/brev/graph.json": "brev", "variants/chat.json": "byar"}


@pytest.mark.parametrize("folder", ["gold", "corpus"])
def test_every_label_agrees_with_itself_and_with_its_alternatives(folder: str) -> None:
    labels = list(read_gold(TESTS / folder))
    assert labels
    for label in labels:
        assert not score_record(label, label).misses, label["file"]
        assert not score_record(label, with_alternatives(label)).misses, label["file"]


def with_alternatives(label: Record) -> Record:
    """The label as it would be read by somebody who chose the last alternative wherever there is one."""
    other: Record = copy.deepcopy(label)
    for row in [other, *(row for rows in other.values() if isinstance(rows, list) for row in rows)]:
        if not isinstance(row, dict):
            continue
        for field in ("name", "title"):
            row[field] = [row.get(field), *row.get(f"{field}_alternatives", ())][-1]
        for field, values in row.get("alternatives", {}).items():
            outer, _, inner = field.partition(".")
            row[outer] = {**(row[outer] or {}), inner: values[-1]} if inner else values[-1]
    return other


def test_readings_pair_by_their_bytes_before_their_path() -> None:
    gold = [{"file": "minutes/a.txt", "sha256": "aa"}]
    readings = [{"file": "minutes/a.txt", "sha256": "bb"}, {"file": "-", "sha256": "aa"}]
    assert pair_documents(gold, readings) == ([(gold[0], readings[1])], [])
