"""Every page of pages.PAGES, seen at both widths, in both languages and both themes.

Four walks a page cover every pair of width, language and theme; SAMSYN_E2E_ALL=1 takes all eight."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from tests.e2e.look import check_page
from tests.e2e.pages import PAGES, Walk

PAIRWISE = ((390, "sv", "paper"), (1440, "sv", "night"), (390, "en", "night"), (1440, "en", "paper"))
WAYS = (
    tuple(product((390, 1440), ("sv", "en"), ("paper", "night")))
    if os.environ.get("SAMSYN_E2E_ALL")
    else PAIRWISE
)


# Grouped by language and theme, so that the account's settings change four times and not for every page.
@pytest.mark.parametrize("walk", PAGES, ids=lambda walk: walk.name)
@pytest.mark.parametrize(("width", "language", "theme"), WAYS, ids=lambda value: str(value))
def test_page(page_at: Callable[..., Page], walk: Walk, width: int, language: str, theme: str) -> None:
    page = page_at(width, account=walk.account, language=language, theme=theme)
    path = walk.path if isinstance(walk.path, str) else walk.path(page)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == walk.status
    if walk.prepare:
        walk.prepare(page)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.title().endswith("– Samsyn")
    check_page(page, f"{walk.name}-{width}-{language}-{theme}")
