"""The corpus is whole: each document has gold in the agreed form, with the hash of its bytes."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent
HALVES = (
    "dev",
    "held",
    "fresh",
    "unseen",
    "blind",
    "later",
    "proof",
    "final",
    "last",
    "extra",
    "further",
    "north",
    "south",
)
GOLD = sorted(path for half in HALVES for path in ROOT.glob(f"{half}/*/*.gold.json"))
HEADER = {
    "schema",
    "file",
    "sha256",
    "media_type",
    "pages",
    "kind",
    "organisation",
    "body",
    "sharing",
    "date",
    "start",
    "end",
    "place",
    "mode",
    "chair",
    "secretary",
    "adjusters",
    "adjournments",
    "adjusted",
    "posted",
    "unposted",
    "paragraph_range",
    "previous_meeting",
    "next_meeting",
    "called",
    "present",
    "absent",
    "uncertain",
    "presenters",
    "items",
    "warnings",
    "error",
}
ROLES = {"serving", "substitute_serving", "substitute", "official", "guest", "presenter"}
IDENTITY = re.compile(r"\b(?:19|20)?\d{6}[-+]\d{4}\b")


def test_halves_have_their_families() -> None:
    families = {half: {p.parent.name for p in GOLD if p.parent.parent.name == half} for half in HALVES}
    assert len(families["dev"]) >= 12
    assert len(families["held"]) >= 12
    assert len(families["fresh"]) >= 10
    assert len(families["unseen"]) >= 12
    assert len(families["blind"]) >= 12
    assert len(families["later"]) >= 12
    assert len(families["proof"]) >= 12
    assert len(families["final"]) >= 10
    assert all(len(families[half]) >= 12 for half in ("last", "extra", "further", "north", "south"))


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name.removesuffix(".gold.json"))
def test_gold_belongs_to_its_file(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    data = (ROOT / gold["file"]).read_bytes()
    assert set(gold) - {"alternatives"} == HEADER
    assert gold["sha256"] == hashlib.sha256(data).hexdigest()
    assert {row["role"] for key in ("called", "present", "absent", "uncertain") for row in gold[key]} <= ROLES
    assert not IDENTITY.search(path.read_text(encoding="utf-8"))
    seats = [(row["name"], row["role"], row["paragraphs"]) for row in gold["present"]]
    assert len(seats) == len(set(seats))
