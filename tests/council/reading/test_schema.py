"""The published form of a record is sound and strict, and every gold file obeys its relaxation."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

ROOT = Path(__file__).parents[3]
SCHEMA: dict[str, Any] = json.loads((ROOT / "samsyn/council/reading/record.schema.json").read_text("utf-8"))
GOLD = sorted((ROOT / "tests/gold").glob("*/*.json"))

# What a person who labels may leave out, and what they may add, in any object.
MAY_LACK = {"facts", "confidence", "source", "mentioned", "text"}
GOLD_EXTRAS: dict[str, Any] = {
    "silver": {"type": "boolean"},
    "family": {"type": "string"},
    "derived_from": {"type": "string"},
    "also": {"type": "array", "items": {"type": "string"}},
    "differs": {"type": "object"},
    "alternatives": {"type": "object", "additionalProperties": {"type": "array", "minItems": 1}},
}
ROW_EXTRAS: dict[str, Any] = {
    "name_alternatives": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
    "alternatives": GOLD_EXTRAS["alternatives"],
    "optional": {"type": "boolean"},
}
ROWS = ("called", "present", "absent", "uncertain", "presenter", "item")


def gold_schema() -> dict[str, Any]:
    """The schema with the gold relaxation: some fields may lack, a few extra keys are allowed."""
    schema = copy.deepcopy(SCHEMA)
    schema["required"] = [key for key in schema["required"] if key not in MAY_LACK]
    schema["properties"] |= GOLD_EXTRAS
    for name in (*ROWS, "mention", "warning"):
        part = schema["$defs"][name]
        lax = MAY_LACK if name == "item" else MAY_LACK - {"text"}
        part["required"] = [key for key in part["required"] if key not in lax]
        if name in ROWS:
            part["properties"] |= ROW_EXTRAS
    return schema


def faults(record: object, schema: dict[str, Any] = SCHEMA) -> list[str]:
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{fault.json_path}: {fault.message[:200]}" for fault in validator.iter_errors(record)]


SOURCE = {"page": 1, "line": 3, "box": [72.0, 90.5, 180.0, 102.0], "span": [10, 24], "method": "text"}


def person(**fields: object) -> dict[str, Any]:
    blank = dict.fromkeys(SCHEMA["$defs"]["present"]["required"])
    return blank | {
        "name": "Anna Ek",
        "name_as_written": "Anna Ek",
        "role": "serving",
        "confidence": 0.9,
        "source": SOURCE,
        **fields,
    }


def unread() -> dict[str, Any]:
    """The least record there is: nothing could be opened."""
    record: dict[str, Any] = dict.fromkeys(SCHEMA["required"])
    lists = [key for key, form in SCHEMA["properties"].items() if form.get("type") == "array"]
    record |= {key: [] for key in lists}
    return record | {
        "schema": "samsyn.record/1",
        "file": "borta.pdf",
        "pages": 0,
        "facts": {},
        "error": {"code": "not_found", "message": "Filen finns inte."},
    }


def full() -> dict[str, Any]:
    """A record with at least one of everything."""
    fact = {"value": "2026-03-04", "confidence": 0.98, "method": "profile", "source": SOURCE}
    item = {"number": "27", "title": "Lägesbild", "registry_no": "2026.41", "text": "", "decision": None}
    mention = {"kind": "date", "date": "2026-02-20", "text": "20 februari", "body": None, "item": "27"}
    return unread() | {
        "error": None,
        "sha256": "0" * 64,
        "media_type": "application/pdf",
        "pages": 2,
        "date": "2026-03-04",
        "facts": {"date": fact},
        "called": [person()],
        "present": [person(party="-", paragraphs="34-37, 40")],
        "absent": [person(name="Bo Al", reason="struck")],
        "uncertain": [person(name="Cia Ö", p_absent=0.7)],
        "presenters": [person(role="presenter", items=["27"])],
        "items": [item | {"presenters": ["Anna Ek"], "confidence": 1, "source": SOURCE}],
        "mentioned": [mention | {"confidence": 0.5, "source": SOURCE}],
        "warnings": [{"code": "item_gap", "message": "§ 28 saknas.", "source": None}],
        "adjournments": [{"from": "18:15", "until": "18:57", "text": "Paus"}],
    }


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator.check_schema(gold_schema())
    assert SCHEMA["$id"] == "urn:samsyn:record:1"


def test_every_object_is_closed_and_requires_all_its_fields() -> None:
    def walk(node: object) -> None:
        if isinstance(node, dict):
            if "properties" in node and node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert node["required"] == list(node["properties"])
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(SCHEMA)


def test_the_fullest_and_the_emptiest_record_pass() -> None:
    assert faults(full()) == []
    assert faults(unread()) == []


def change(*path: str | int, to: object) -> Callable[[dict[str, Any]], None]:
    def apply(record: dict[str, Any]) -> None:
        node: Any = record
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = to

    return apply


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record.pop("mode"),
        change("extra", to=1),
        change("date", to="4 mars 2026"),
        change("date", to="2026-02-30"),
        change("start", to="9.30"),
        change("paragraph_range", to="§§ 27-68"),
        change("facts", "chairman", to={}),
        change("present", 0, "role", to="presenter"),
        change("present", 0, "role", to="absent"),
        change("present", 0, "reason", to="struck"),
        change("present", 0, "party", to="(S)"),
        change("present", 0, "p_absent", to=0.5),
        change("present", 0, "name", to=""),
        change("present", 0, "source", "box", to=[1, 2, 3]),
        change("present", 0, "confidence", to=1.2),
        change("absent", 0, "reason", to=None),
        change("uncertain", 0, "p_absent", to=None),
        change("presenters", 0, "role", to="official"),
        change("warnings", 0, "code", to="hm"),
        change("error", to={"code": "damaged", "message": "Trasig."}),
    ],
)
def test_a_spoilt_record_is_refused(spoil: Callable[[dict[str, Any]], object]) -> None:
    record = copy.deepcopy(full())
    spoil(record)
    assert faults(record)


def faults_of_gold(record: dict[str, Any]) -> list[str]:
    """What a label says against the form, and whoever is replaced without standing in a list of their own."""
    everybody = {row["name"] for key in ("called", "present", "absent", "uncertain") for row in record[key]}
    replaced = {row["substitute_for"] for row in record["present"]} - {None}
    return faults(record, gold_schema()) + [f"{name} is in no list" for name in sorted(replaced - everybody)]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_gold_obeys_the_relaxed_schema(path: Path) -> None:
    assert faults_of_gold(json.loads(path.read_text("utf-8"))) == []
