"""Fixtures for tests in a real browser. Without Chromium they are skipped; the run's last lines say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.browser import CHROMIUM, FLAGS, Server, Visitor, serving

MISSING = f"NO BROWSER: {CHROMIUM} is not there, so no page was looked at (apt-get install chromium)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("browser"))  # one worker, so one server and one browser


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(MISSING, red=True, bold=True)


@pytest.fixture(autouse=True)
def _own_data() -> None:
    """The server has its own data folder; nothing here uses this process's settings."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if not Path(CHROMIUM).exists():
        pytest.skip(MISSING)
    with serving(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def visitor(server: Server) -> Iterator[Visitor]:
    # One browser a module, not a session: its loop in this thread would disturb tests that use the database.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=60_000)
        yield Visitor(browser, server)
        browser.close()


@pytest.fixture
def page_at(visitor: Visitor) -> Iterator[Callable[..., object]]:
    """`page_at(390, account="siv", language="sv", theme="paper")` is a fresh page, signed in."""
    opened = []

    def make(width: int, **who: str) -> object:
        page = visitor.page(width, **who)
        opened.append(page)
        return page

    yield make
    for page in opened:
        page.close()
