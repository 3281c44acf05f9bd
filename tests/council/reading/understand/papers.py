"""Small papers for the tests of the understanding, and the labelled documents that lie in the checkout."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.read import failed, read_layout
from samsyn.council.reading.score_cli import read_gold
from samsyn.council.reading.understand import understand
from samsyn.council.reading.understand.entries import parse_entry
from samsyn.council.reading.understand.entry import Entry
from samsyn.council.reading.understand.rows import Row, rows_of

Record = dict[str, Any]
ROOT = Path(__file__).resolve().parents[4]
CORPUS = ROOT / "tests" / "corpus"
SHARED = Path(os.environ.get("SAMSYN_SHARED") or ROOT.parent / "shared")


def rows(text: str) -> list[Row]:
    """A plain text as rows."""
    return rows_of(read_layout(text.encode()))


def record(text: str, profile: str | None = None) -> Record:
    """The record of a plain text."""
    return understand(read_layout(text.encode()), sha256=None, file="paper.txt", profile=profile)


def entry(text: str) -> Entry | None:
    """One person of a list."""
    return parse_entry(text, rows(text)[0], [])


def names(people: list[Record]) -> list[str]:
    return [person["name"] for person in people]


@cache
def labelled(half: str) -> tuple[tuple[Record, Record], ...]:
    """Label and reading of each document of tests/<half> that is there, but no scans."""
    return tuple(
        (label, read_file(path, label["file"]))
        for label in read_gold(ROOT / "tests" / half)
        if ".scan." not in label["file"] and (path := find(label["file"]))
    )


def find(file: str) -> Path | None:
    places = (CORPUS / file, SHARED / "data" / file, SHARED / file)
    return next((place for place in places if place.is_file()), None)


def read_file(path: Path, name: str) -> Record:
    data = path.read_bytes()
    try:
        return understand(read_layout(data), sha256=hashlib.sha256(data).hexdigest(), file=name)
    except ReadError as error:
        return failed(name, error.code, str(error), data=data)
