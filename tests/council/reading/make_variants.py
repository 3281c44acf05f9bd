"""Derive other formats of real minutes, each with its labels, into a folder that is not kept.

    python -m tests.council.reading.make_variants FOLDER [--shared DATA]

The originals have no licence that lets them be passed on, so neither they nor these stand in the repository:
tests make them when they run. Document X has its labels in X.json, made from the gold of its original.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from tests.council.reading import variant_writers as write
from tests.council.reading.variant_blocks import from_markdown, from_plain, mark_struck, roster_text

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests/gold"

Gold = dict[str, Any]
TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": write.ODT_TYPE,
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
}


def gold_of(name: str) -> Gold:
    """The labels of an original, without what only holds for that file."""
    gold: Gold = json.loads((GOLD / f"{name}.json").read_text("utf-8"))
    for key in ("also", "differs"):
        gold.pop(key, None)
    alternatives = gold.pop("alternatives", {})
    alternatives.pop("media_type", None)
    if alternatives:
        gold["alternatives"] = alternatives
    return {**gold, "derived_from": name}


def struck(gold: Gold, names: tuple[str, ...]) -> Gold:
    """The labels when these people are struck in the list: absent, and the list shows who was called."""
    gold = copy.deepcopy(gold)
    if not gold["called"]:
        gold["called"] = [{**row, "office": None, "remote": None} for row in gold["present"]]
    for row in [row for row in gold["present"] if row["name"] in names]:
        gold["present"].remove(row)
        gold["absent"].append({**row, "office": None, "remote": None, "reason": "struck"})
    return gold


def deleted(gold: Gold, names: tuple[str, ...]) -> Gold:
    """The labels when these names are a tracked deletion: the text is gone, they are only called."""
    gold = struck(gold, names)
    for row in gold["absent"]:
        if row["name"] in names:
            row["reason"] = "called_not_present"
    gold["warnings"].append(
        {"code": "deleted_text", "message": "Spårade ändringar: struken text är borttagen."}
    )
    return gold


def first_page(gold: Gold, last: str) -> Gold:
    """The labels of a first page alone, whose last item has the title `last`."""
    titles = [item["title"] for item in gold["items"]]
    items = gold["items"][: titles.index(last) + 1]
    return {**gold, "items": items, "end": None, "next_meeting": None}


def restored(gold: Gold) -> Gold:
    """The labels of the first seed as its print was: true letters, and those who may be struck are struck."""
    gold = json.loads(json.dumps(gold))
    names = {"Eva-Lena Fjälström": "Eva-Lena Fjällström"}
    for row in gold["called"] + gold["present"] + gold["presenters"]:
        new = next((name for name in row.get("name_alternatives", ()) if row["name"] not in names), None)
        if row["name"] not in {doubt["name"] for doubt in gold["uncertain"]} and new:
            names[row["name"]] = new
    titles = {
        item["title"]: item["alternatives"]["title"][0] for item in gold["items"] if "alternatives" in item
    }
    text = json.dumps(gold, ensure_ascii=False)
    for old, new in {**names, **titles, "Umebra kansli": "Umebrå kansli"}.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    gold = json.loads(text)
    for row in gold["called"] + gold["present"] + gold["uncertain"] + gold["presenters"] + gold["items"]:
        row.pop("name_alternatives", None)
        row.pop("alternatives", None)
        if "name" in row:
            row["name_as_written"] = row["name"]
    gold["absent"] = [{**row, "reason": "struck", "p_absent": None} for row in gold["uncertain"]]
    gold["uncertain"] = []
    gold["warnings"] = [w for w in gold["warnings"] if w["code"] in {"presenter_not_listed", "year_inferred"}]
    gold["previous_meeting"] = {
        "date": "2025-09-23",
        "text": "Umebrå 23 september 2025 mötesanteckningar",
        "link": None,
    }
    del gold["alternatives"], gold["mentioned"]
    return gold


def office_pdf(document: bytes) -> bytes | None:
    """The PDF that LibreOffice makes of a Word file, other bytes each time; None without LibreOffice."""
    if not shutil.which("soffice"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.docx")
        source.write_bytes(document)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()


Made = Iterator[tuple[str, bytes | None, Gold]]


def bullets_with_one_missing(data: Path) -> Made:
    """Nobody struck: the same facts in each format."""
    gold = gold_of("lithekod/styrelsemote_200820")
    text = (data / "data/minutes/lithekod/styrelsemote_200820.md").read_text("utf-8")
    blocks = from_markdown(text)
    yield "bullets.docx", write.word(blocks), gold
    yield "bullets.odt", write.odt(blocks), gold
    yield "bullets.html", write.html(blocks), gold
    yield "bullets_mail_md.eml", write.mail([("protokoll.md", "text/markdown", text.encode())]), gold
    word = ("Protokoll 2020-08-20.docx", TYPES[".docx"], write.word(blocks))
    yield "bullets_mail_docx.eml", write.mail([word]), gold


def bullets_with_one_struck(data: Path) -> Made:
    names = ("Lowe Kozak Åslöw",)
    gold = struck(gold_of("lithekod/styrelsemote_210902"), names)
    text = (data / "data/minutes/lithekod/styrelsemote_210902.md").read_text("utf-8")
    text = mark_struck(text, names)
    blocks = from_markdown(text)
    yield "bullets_struck.md", text.encode(), gold
    yield "bullets_struck.docx", write.word(blocks), gold
    yield "bullets_struck.odt", write.odt(blocks), gold
    yield "bullets_struck.html", write.html(blocks), gold
    paper = write.pdf(blocks)
    yield "bullets_struck_line.pdf", paper, gold
    yield "bullets_struck_annotation.pdf", write.pdf(blocks, stroke="annotation"), gold
    yield "bullets_struck.png", write.page_image(paper), first_page(gold, "Budget")


def commas_with_two_struck(data: Path) -> Made:
    names = ("Frans Skarman", "Amanda Brodell")
    plain = gold_of("lithekod/styrelsemote_160703")
    text = (data / "data/minutes/lithekod/styrelsemote_160703.md").read_text("utf-8")
    text = mark_struck(text, names, after="##Närvarande")
    blocks = from_markdown(text)
    gold = struck(plain, names)
    yield "commas_struck.md", text.encode(), gold
    yield "commas_struck_double.docx", write.word(blocks, struck="dstrike"), gold
    yield "commas_struck_style.docx", write.word(blocks, struck="style"), gold
    css = '<span style="text-decoration: line-through">{}</span>'
    yield "commas_struck_css.html", write.html(blocks, struck=css), gold
    yield "commas_struck_html.pdf", write.html(blocks), gold
    yield "commas_struck_rect.pdf", write.pdf(blocks, stroke="rect"), gold
    yield "commas_struck_office.pdf", office_pdf(write.word(blocks)), gold
    yield "commas_deleted.docx", write.word(blocks, struck="del"), deleted(plain, names)


def regional(data: Path) -> Made:
    """The second seed: a list with parties, excused members below, a table with date and place."""
    plain = gold_of("seeds/004_82e35415289b982c")
    text = (data / "seeds/004_82e35415289b982c.txt").read_text("utf-8")
    blocks = from_plain(text)
    yield "regional.docx", write.word(blocks), plain
    yield "regional.html", write.html(blocks), plain
    yield "regional.pdf", write.pdf(blocks), plain
    for name, encoding in (("cp1252", "cp1252"), ("utf16", "utf-16"), ("mac", "mac_roman")):
        yield f"regional_{name}.txt", text.encode(encoding), plain
    yield "regional_crlf.txt", text.replace("\n", "\r\n").encode("utf-8-sig"), plain
    names = ("Sanna Backeskog", "Mats Gyllander")
    gold = struck(plain, names)
    blocks = from_plain(mark_struck(text, ("Sanna Backeskog (S)", "Mats Gyllander (M)")))
    yield "regional_struck.docx", write.word(blocks), gold
    yield "regional_struck.odt", write.odt(blocks), gold
    yield "regional_struck.html", write.html(blocks), gold
    paper = write.pdf(blocks)
    yield "regional_struck.pdf", paper, gold
    yield "regional_struck.eml", write.mail([("Protokoll.pdf", "application/pdf", paper)]), gold


def roster_with_substitutes(data: Path) -> Made:
    """The first seed as its print may have been: the roster with strokes, and a table of three columns."""
    gold = restored(gold_of("seeds/000_c3592ffb41e21845"))
    text = roster_text(gold)
    blocks = from_markdown(text.replace("**", ""))
    yield "umebra_struck.md", text.encode(), gold
    yield "umebra_struck.docx", write.word(blocks), gold
    yield "umebra_struck.odt", write.odt(blocks), gold
    yield "umebra_struck.html", write.html(blocks), gold
    yield "umebra_struck.pdf", write.pdf(blocks), gold
    yield "umebra_struck_office.pdf", office_pdf(write.word(blocks)), gold


def typed_columns(data: Path) -> Made:
    """A board's text edition set in a typewriter face: labels and values parted by spaces."""
    gold = gold_of("alingsas/overformyndarnamnden_2026-06-11")
    text = (data / "data/minutes/alingsas/overformyndarnamnden_2026-06-11.txt").read_text("utf-8")
    paper = write.typed_pdf(text)
    yield "columns_typed.pdf", paper, gold
    yield "columns_typed.eml", write.mail([("protokoll.pdf", "application/pdf", paper)]), gold


def media_type(name: str, data: bytes) -> str:
    return "text/html" if data.startswith(b"<!doctype html") else TYPES[Path(name).suffix]


def count_pages(data: bytes) -> int:
    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


FAMILIES = (
    bullets_with_one_missing,
    bullets_with_one_struck,
    commas_with_two_struck,
    regional,
    roster_with_substitutes,
    typed_columns,
)


def make(folder: Path, data: Path) -> list[str]:
    """Write every variant and its labels into `folder`, from the `data/` and `seeds/` in `data`.

    Returns the names left out for want of LibreOffice. Raises FileNotFoundError if an original is missing.
    """
    left_out = []
    pages = 1
    for family in FAMILIES:
        for name, made, gold in family(data):
            if made is None:
                left_out.append(name)
                continue
            if made.startswith(b"%PDF"):
                pages = count_pages(made)
            elif not name.endswith(".eml"):  # a letter follows the PDF that it carries
                pages = 1
            save(folder, name, made, {**gold, "pages": pages})
    return left_out


def save(folder: Path, name: str, data: bytes, gold: Gold) -> None:
    own = {"sha256": hashlib.sha256(data).hexdigest(), "media_type": media_type(name, data)}
    gold = {**gold, "file": f"variants/{name}", **own}
    (folder / name).write_bytes(data)
    (folder / f"{name}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="make_variants", description="Real minutes in other formats, with labels."
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where to write; made if missing")
    beside = Path(os.environ.get("SAMSYN_SHARED") or ROOT.parent / "shared")
    parser.add_argument("--shared", metavar="DATA", type=Path, default=beside, help=f"default: {beside}")
    options = parser.parse_args(argv)
    if not (options.shared / "seeds").is_dir():
        print(f"make_variants: no seeds in {options.shared}", file=sys.stderr)
        return 2
    options.folder.mkdir(parents=True, exist_ok=True)
    for name in make(options.folder, options.shared):
        print(f"{name}: left out, LibreOffice is missing", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
