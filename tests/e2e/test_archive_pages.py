"""The council room's pages at both widths, in both languages and both themes, with axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.look import check_page
from tests.e2e.pages import Walk
from tests.e2e.test_pages import WAYS


def choose_fact(page: Page) -> None:
    page.locator(".fact").nth(3).click()
    page.locator(".fact.now").wait_for()


def edit_person(page: Page) -> None:
    page.locator(".fact", has_text="Hans Lindberg").first.click()
    page.keyboard.press("e")
    page.locator(".fact-form").wait_for()


def add_row(page: Page) -> None:
    page.locator("[data-add]").click()
    page.locator("#lagg-till").wait_for()


def counted(page: Page) -> None:
    page.locator("#fasetter .count").first.wait_for()


PAGES = (
    Walk("archive", "/arkiv/"),
    Walk("archive-filtered", "/arkiv/?ar=2025&sort=namn"),
    Walk("archive-nothing", "/arkiv/?namn=finnsinte"),
    Walk("import", "/arkiv/las-in/"),
    Walk("batch", "/arkiv/las-in/1/"),
    Walk("document-text", "/arkiv/1/", prepare=choose_fact),
    Walk("document-edit", "/arkiv/1/", prepare=edit_person),
    Walk("document-add", "/arkiv/1/", prepare=add_row),
    Walk("document-pdf", "/arkiv/9/"),
    Walk("readings", "/arkiv/1/lasningar/"),
    Walk("review", "/granskning/"),
    Walk("search-empty", "/sok/"),
    Walk("search", "/sok/?q=kamera", prepare=counted),
    Walk("search-nothing", "/sok/?q=finnsinte"),
    Walk("threads", "/tradar/"),
    Walk("thread", "/tradar/?q=klockartorget"),
    Walk("meeting", "/moten/1/"),
    Walk("person", "/personer/2/"),
    Walk("name", "/personer/namn/?namn=hans%20lindberg"),
    Walk("api", "/api/v1/"),
)


@pytest.mark.parametrize("walk", PAGES, ids=lambda walk: walk.name)
@pytest.mark.parametrize(("width", "language", "theme"), WAYS, ids=lambda value: str(value))
def test_page(page_at: Callable[..., Page], walk: Walk, width: int, language: str, theme: str) -> None:
    page = page_at(width, account=walk.account, language=language, theme=theme)
    assert isinstance(walk.path, str)
    answer = page.goto(walk.path)
    assert answer is not None
    assert answer.status == walk.status
    if walk.prepare:
        walk.prepare(page)
    assert page.locator("h1").count() == 1
    check_page(page, f"{walk.name}-{width}-{language}-{theme}")
