"""How true the reader is, as the tables of docs/reference/truth.md.

    python bench/truth.py [--scans] [--family NAME …]

Reads every labelled document of tests/gold and tests/corpus twice: as always, and with no profile but
`general`, so that what is known of the document's own family is out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from samsyn.council.reading.errors import ReadError  # noqa: E402 - the checkout is put on the path first
from samsyn.council.reading.read import failed, read_layout  # noqa: E402
from samsyn.council.reading.score import score_corpus  # noqa: E402
from samsyn.council.reading.score_cli import read_gold  # noqa: E402
from samsyn.council.reading.score_figures import format_held_out, format_table  # noqa: E402
from samsyn.council.reading.understand import understand  # noqa: E402

Record = dict[str, Any]
CORPUS = ROOT / "tests" / "corpus"
SHARED = Path(os.environ.get("SAMSYN_SHARED") or ROOT.parent / "shared")
HALVES = (
    "gold",
    "corpus/dev",
    "corpus/held",
    "corpus/fresh",
    "corpus/unseen",
    "corpus/blind",
    "corpus/later",
    "corpus/proof",
    "corpus/final",
    "corpus/last",
    "corpus/extra",
    "corpus/further",
    "corpus/north",
    "corpus/south",
)


def find(file: str) -> Path | None:
    """Where a labelled document lies: in the corpus, or in the data folder beside the checkout."""
    places = (CORPUS / file, SHARED / "data" / file, SHARED / file)
    return next((place for place in places if place.is_file()), None)


def readings(labels: Iterable[Record]) -> Iterator[tuple[Record, Record, Record]]:
    """Each label with the reading of its document, and with the reading without its family's profile."""
    for label in labels:
        path = find(label["file"])
        if path is None:
            print(f"missing: {label['file']} (SAMSYN_SHARED)", file=sys.stderr)
            continue
        data = path.read_bytes()
        try:
            layout = read_layout(data)
        except ReadError as error:
            record = failed(label["file"], error.code, str(error), data=data)
            yield label, record, record
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        usual = understand(layout, sha256=sha256, file=label["file"])
        layout = read_layout(data)  # understanding may mend the words of a layout, so none is used twice
        yield label, usual, understand(layout, sha256=sha256, file=label["file"], profile="general")


def show(title: str, rows: list[tuple[Record, Record, Record]]) -> None:
    """Print both tables of some documents."""
    usual = score_corpus((label, read) for label, read, _ in rows)
    without = score_corpus((label, read) for label, _, read in rows)
    print(f"## {title}\n\n{format_table(usual)}\nWithout the family's own profile:\n")
    print(format_held_out(without, usual))


def main() -> None:
    parser = argparse.ArgumentParser(description="Print how true the reader is.")
    parser.add_argument("--scans", action="store_true", help="also documents that need OCR (slow)")
    parser.add_argument("--family", action="append", help="only this family (may be repeated)")
    options = parser.parse_args()
    for half in HALVES:
        labels = [
            label
            for label in read_gold(ROOT / "tests" / half)
            if (options.scans or ".scan." not in label["file"])
            and (not options.family or label["family"] in options.family)
        ]
        if rows := list(readings(labels)):
            show(half, rows)


if __name__ == "__main__":
    main()
