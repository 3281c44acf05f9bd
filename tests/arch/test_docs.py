"""What the documents promise: the API's addresses, the search language, links that lead somewhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from samsyn.council.calc.query import FIELDS
from samsyn.council.openapi import DOCUMENT
from samsyn.council.queries.search import PARAMS

ROOT = Path(__file__).resolve().parents[2]


def pages(*patterns: str) -> list[Path]:
    """Those that are kept, so that a page under way in a checkout is not judged."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return [ROOT / name for name in listed.stdout.decode().split() if (ROOT / name).exists()]


def test_the_api_page_names_every_address_and_question() -> None:
    text = (ROOT / "docs/reference/api.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(/api/\S+)` \|.*?\| ([^|]*)\|$", text, re.MULTILINE))
    asked = {
        path: {p["name"] for p in methods["get"]["parameters"] if p["in"] == "query"} - {"page"}
        for path, methods in DOCUMENT["paths"].items()
    }
    assert {path: set(re.findall(r"`(\w+)`", cell)) for path, cell in rows.items()} == asked


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_guide_names_every_field_of_the_search(language: str) -> None:
    text = (ROOT / f"docs/guide/archive.{language}.md").read_text("utf-8")
    assert {field for field in FIELDS if not re.search(rf"[`( ]{field}:", text)} == set()
    assert set(FIELDS.values()) == set(PARAMS.values())


def test_every_link_between_pages_leads_somewhere() -> None:
    lost = []
    for page in pages("*.md"):
        for target in re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                lost.append(f"{page.relative_to(ROOT)}: {target}")
    assert lost == []


def test_every_page_of_design_and_guide_is_in_its_list() -> None:
    for folder, index in (("design", "overview.md"), ("guide", "README.md")):
        text = (ROOT / "docs" / folder / index).read_text("utf-8")
        kept = {page.name for page in pages(f"docs/{folder}/*.md")} - {index}
        assert {name for name in kept if f"({name})" not in text} == set()


def test_pictures_are_few_small_and_shown() -> None:
    pictures = list((ROOT / "docs/pictures").glob("*"))
    assert 0 < len(pictures) <= 6
    readme = (ROOT / "README.md").read_text("utf-8")
    for picture in pictures:
        assert picture.stat().st_size <= 150_000, picture.name
        assert f"docs/pictures/{picture.name}" in readme
