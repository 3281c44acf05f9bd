"""Records for tests: hand-made ones from tests/gold, and small ones that name only what matters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "gold"


def gold(name: str) -> dict[str, Any]:
    """A hand-made record: "seeds/004_82e35415289b982c"."""
    return dict(json.loads((GOLD / f"{name}.json").read_text("utf-8")))


def person(name: str, **fields: Any) -> dict[str, Any]:
    """A row of a people list as a reader makes it."""
    row: dict[str, Any] = dict.fromkeys(
        (
            "party",
            "title",
            "office",
            "remote",
            "substitute_for",
            "paragraphs",
            "from",
            "until",
            "reason",
            "p_absent",
        )
    )
    row |= {"name": name, "name_as_written": name, "role": "serving", "confidence": 0.95, "source": None}
    return row | fields


def item(number: str, title: str, text: str = "", **fields: Any) -> dict[str, Any]:
    row = {
        "number": number,
        "title": title,
        "registry_no": None,
        "text": text,
        "decision": None,
        "presenters": [],
    }
    return row | {"confidence": 0.95, "source": None} | fields


def record(**fields: Any) -> dict[str, Any]:
    """A small record; name what matters to the test."""
    empty: dict[str, Any] = dict.fromkeys(("organisation", "start", "end", "place", "mode", "sharing"))
    lists = (
        "called",
        "present",
        "absent",
        "uncertain",
        "presenters",
        "items",
        "mentioned",
        "warnings",
        "adjusters",
    )
    base = (
        empty
        | {name: [] for name in lists}
        | {"schema": "samsyn.record/1", "error": None, "pages": 1, "facts": {}}
    )
    base |= {"kind": "notes", "body": "Norrälvsrådet", "date": "2026-09-22", "chair": None, "secretary": None}
    return base | fields
