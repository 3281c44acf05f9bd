"""`samsyn score GOLD READ`: how true a reading is, as tables or JSON."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from samsyn.council.reading.score import Report, documents_of, family_of, format_table, score_corpus

Document = dict[str, Any]

USAGE_ERROR = 2
NOT_ALL_READ = 3


class BadInputError(Exception):
    """A file of gold or of readings that cannot be used; the message says which and why."""


def main(argv: list[str]) -> int:
    """Run the command. Returns 0, 3 if labelled documents were not among the readings, or 2 for bad input."""
    options = _parser().parse_args(argv)
    try:
        gold = list(read_gold(options.gold))
        readings = list(read_readings(options.read))
    except BadInputError as error:
        print(f"samsyn score: {error}", file=sys.stderr)
        return USAGE_ERROR
    pairs, missing = pair_documents(gold, readings)
    if options.all:
        pairs.extend((document, {}) for document in missing)
    if not pairs:
        print("samsyn score: none of the readings has a label", file=sys.stderr)
        return USAGE_ERROR
    report = score_corpus(pairs)
    _show(report, missing, options)
    return NOT_ALL_READ if missing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samsyn score",
        description="Score what `samsyn read --json` printed against labels written by a person.",
        epilog="Lists of people and items are scored as F1; header, attributes and sure are shares of what "
        "was right. 'sure' are the facts that say confidence >= 0.9. Exit 0, 3 if labelled documents were "
        "not read, 2 for usage.",
    )
    parser.add_argument("gold", metavar="GOLD", type=Path, help="a label file, or a folder of them")
    parser.add_argument("read", metavar="READ", help="a .jsonl file of records, or - for standard input")
    parser.add_argument(
        "--all", action="store_true", help="count labelled documents that were not read as empty"
    )
    parser.add_argument("--misses", action="store_true", help="print each difference")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    return parser


def _show(report: Report, missing: Sequence[Document], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps({**report.as_dict(), "not_read": [d["file"] for d in missing]}, ensure_ascii=False))
        return
    print(format_table(report), end="")
    if missing:
        counted = "counted as empty" if options.all else "not counted"
        print(f"\n{len(missing)} labelled documents were not among the readings ({counted}):")
        print("\n".join(f"  {document['file']}" for document in missing))
    for score in report.scores if options.misses else ():
        print(f"\n{score.file}")
        print("\n".join(f"  {miss}" for miss in score.misses) or "  no differences")


def read_gold(path: Path) -> Iterator[Document]:
    """The gold of every document under a file or a folder.

    A label that names no family is of the folder it lies in. Raises BadInputError if there is no label, or a
    file is not one.
    """
    files = sorted(filter(_is_label, path.rglob("*.json"))) if path.is_dir() else [path]
    if not files:
        raise BadInputError(f"no labels (.json files) in {path}")
    for file in files:
        try:
            label = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BadInputError(f"{file}: {error}") from error
        if not isinstance(label, dict) or "file" not in label:
            raise BadInputError(f"{file}: not a label: an object with 'file' is expected")
        yield from documents_of({**label, "family": family_of(label, file.absolute().parent.name)})


def _is_label(file: Path) -> bool:
    """Whether a .json file in a folder is a label: not an index of others, nor a document with a label.

    A document X has its labels in X.json, or beside it with .gold.json instead of its ending.
    """
    labels = (file.with_name(f"{file.name}.json"), file.with_suffix(".gold.json"))
    return file.name != "index.json" and not any(label.exists() for label in labels)


def read_readings(source: str) -> Iterator[Document]:
    """The records of a .jsonl file, or of standard input for "-". Raises BadInputError naming the line."""
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadInputError(f"{source}: {error}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadInputError(f"{source}, line {number}: {error}") from error
        if not isinstance(record, dict):
            raise BadInputError(f"{source}, line {number}: not a record")
        yield record


def pair_documents(
    gold: Sequence[Document], readings: Sequence[Document]
) -> tuple[list[tuple[Document, Document]], list[Document]]:
    """Pairs (gold, reading) by SHA-256, else by the end of the path; and the gold without a reading."""
    pairs = []
    missing = []
    for document in gold:
        reading = next((r for r in readings if _same_bytes(document, r)), None)
        reading = reading or next((r for r in readings if _same_path(document, r)), None)
        if reading is None:
            missing.append(document)
        else:
            pairs.append((document, reading))
    return pairs, missing


def _same_bytes(document: Document, reading: Document) -> bool:
    return bool(document.get("sha256")) and document.get("sha256") == reading.get("sha256")


def _same_path(document: Document, reading: Document) -> bool:
    """Whether one path ends with the other, in whole parts; the data folder may be named or not."""
    one = [part for part in Path(str(document["file"])).parts if part not in {"..", "."}]
    other = [part for part in Path(str(reading.get("file") or "")).parts if part not in {"..", "."}]
    shorter = min(len(one), len(other))
    return shorter > 0 and one[-shorter:] == other[-shorter:]
