"""The archive in a real browser: read in, review with the keyboard, search, open the original."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

WIDTHS = (390, 1440)
NOTES = """Norrälvsrådet

Anteckningar
Tid: 2025-11-{day:02d}, kl. 15.00–16.30
Fysiskt möte, Stora salen

Närvarande:
Karin Lövsta
Siv Ahl

Förhinder:
Per Hed

1 Inledning

Mötet öppnades.

2 Snöröjning vid busstorget

Snöröjningen {day} fungerar inte vid hållplatserna. Kommunen ser över avtalet.

Antecknat av: Siv Ahl
"""


def look(page: Page, name: str) -> None:
    """Keep a picture where SAMSYN_SHOTS says; and the page must be as wide as the window, without errors.

    A click returns when the next page has begun to arrive, so that what stands there is waited for first."""
    page.wait_for_load_state("load")
    if folder := os.environ.get("SAMSYN_SHOTS"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        size = page.viewport_size or {"width": 0}
        page.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=size["width"] < 500)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
        f"{name} is wider than the window"
    )
    problems: list[str] = getattr(page, "problems", [])
    assert problems == []
    assert page.evaluate("window.policyBreaches ?? []") == []


def files(folder: Path, day: int) -> list[str]:
    """Notes that can be read, and a PDF that cannot."""
    notes = folder / f"anteckningar-{day}.txt"
    notes.write_text(NOTES.format(day=day), "utf-8")
    broken = folder / f"trasig-{day}.pdf"
    broken.write_bytes(f"%PDF-1.7\nnothing more {day}".encode())
    return [str(notes), str(broken)]


@pytest.mark.parametrize("width", WIDTHS)
def test_from_file_to_original(page_at: Callable[..., Any], server: Any, tmp_path: Path, width: int) -> None:
    day = 3 if width == 390 else 4
    page = page_at(width)
    page.goto(f"{server.address}/arkiv/")
    look(page, "archive")
    page.get_by_role("link", name="Läs in").click()
    page.wait_for_url("**/arkiv/las-in/")
    look(page, "import")
    page.set_input_files("#files", files(tmp_path, day))
    expect(page.locator("[data-chosen-note]")).to_have_text("2 filer valda")
    page.get_by_role("button", name="Läs in").click()
    page.wait_for_url(re.compile(r"/arkiv/las-in/\d+/"))
    expect(page.get_by_text("1 handling är inläst.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("1 fil kunde inte läsas.")).to_be_visible()
    look(page, "batch")

    page.get_by_role("link", name=f"anteckningar-{day}.txt").click()
    review(page)
    look(page, "document")
    search(page, server, day)
    original(page, day)


def review(page: Page) -> None:
    """Through the facts with the keyboard."""
    page.wait_for_url(re.compile(r"/arkiv/\d+/"))
    waiting = page.locator("[data-open-fact]")
    first = waiting.count()
    assert first > 5
    expect(page.locator(".fact.now")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(first - 1)
    page.keyboard.press("u")
    expect(waiting).to_have_count(first)
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("s")
    expect(page.locator("[data-act='s']")).to_have_count(0)
    place = page.locator(".fact", has_text="Stora salen").first
    place.click()
    expect(page.locator(".paper mark.now")).to_contain_text("Stora salen")
    page.keyboard.press("e")
    field = page.locator("#v")
    expect(field).to_be_focused()
    field.fill("Lilla salen")
    field.press("Enter")
    expect(page.locator(".fact", has_text="Lilla salen")).to_be_visible()
    expect(page.get_by_text("Maskinen läste ”Stora salen”.")).to_be_visible()
    page.locator(".paper mark", has_text="Per Hed").first.click()
    expect(page.locator(".fact.now")).to_contain_text("Per Hed")
    page.keyboard.press("a")
    expect(page.locator("#lagg-till")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#lagg-till")).to_have_count(0)


def search(page: Page, server: Any, day: int) -> None:
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type(f"snöröjningens {day}")
    page.keyboard.press("Enter")
    hit = page.locator("article.hit")
    expect(hit).to_have_count(1)
    expect(hit.locator("mark").first).to_contain_text("Snöröjning")
    expect(page.locator("#fasetter")).to_contain_text("Norrälvsrådet")
    look(page, "search")
    page.goto(f"{server.address}/tradar/?q=snöröjning")
    expect(page.locator("ol.thread > li").first).to_be_visible()
    look(page, "thread")
    page.get_by_role("link", name=re.compile("Snöröjning")).last.click()
    page.wait_for_url(re.compile(r"/moten/\d+/#arende-"))
    look(page, "meeting")


def original(page: Page, day: int) -> None:
    page.get_by_role("link", name="Originalet").click()
    expect(page.locator("body")).to_contain_text(f"2025-11-{day:02d}")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_pdf_beside_its_facts(page_at: Callable[..., Any], server: Any, width: int) -> None:
    page = page_at(width)
    page.goto(f"{server.address}/arkiv/?namn=2025-09-16")
    page.get_by_role("link", name="Norrälvsrådet, anteckningar").click()
    page.wait_for_url(re.compile(r"/arkiv/\d+/"))  # and its script, which makes the facts answer to a click
    image = page.locator(".sheet img").first
    expect(image).to_be_visible()
    expect(image).to_have_js_property("naturalWidth", 1240)
    struck = page.locator(".fact", has_text="Mona Strandell").first
    struck.click()
    expect(page.locator(".marks rect.now")).to_have_count(1)
    look(page, "pdf")


@pytest.mark.parametrize("width", WIDTHS)
def test_possibly_absent_people_are_never_said_to_be_absent(
    page_at: Callable[..., Any], server: Any, width: int
) -> None:
    page = page_at(width)
    page.goto(f"{server.address}/granskning/")
    look(page, "review")
    page.get_by_role("link", name=re.compile("^Umebrå")).click()
    expect(page.get_by_role("heading", name=re.compile("Osäkert om de var med"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("^Frånvarande"))).to_have_count(0)
    look(page, "umebra")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_person_through_the_meetings(page_at: Callable[..., Any], server: Any, width: int) -> None:
    page = page_at(width)
    page.goto(f"{server.address}/arkiv/?organ=&namn=2024-06-11")
    page.get_by_role("link", name="Norrälvsrådet, anteckningar").click()
    page.get_by_role("link", name="Mötet", exact=True).first.click()
    page.locator("#deltagare").get_by_role("link", name="Anders Frisk").click()
    expect(page.get_by_text(re.compile(r"Av 1\d möten: närvarande \d"))).to_be_visible()
    look(page, "person")


def test_someone_without_a_role_finds_an_empty_archive(page_at: Callable[..., Any], server: Any) -> None:
    page = page_at(1440, account="per")
    page.goto(f"{server.address}/arkiv/")
    expect(page.get_by_role("link", name="Läs in")).to_have_count(0)
    look(page, "archive-per")


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_is_read_again(page_at: Callable[..., Any], server: Any, width: int) -> None:
    page = page_at(width)
    page.goto(f"{server.address}/arkiv/las-in/")
    page.get_by_role("button", name="Läs om allt med den nyaste läsaren").click()
    expect(page.locator("#reread")).to_contain_text(
        "den senaste omläsningen", ignore_case=True, timeout=60_000
    )
    look(page, "reread")
