"""A morning's review in the browser, by keys alone; the question answered; insyn with its proof."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.browser import Server, Visitor
from tests.e2e.look import check_page

ROOT = Path(__file__).resolve().parents[2]
# Yesterday's looks, by people of the demonstration, and the draw from them.
YESTERDAY = """
from datetime import datetime, timedelta
import time_machine
from django.utils import timezone
from samsyn.core.domain import clock, ledger, reviews
from samsyn.core.models import Account, Document, Organisation
home = Organisation.objects.get(slug="norralv")
if not reviews.LookDraw.objects.exists():
    day = timezone.localdate() - timedelta(days=1)
    documents = list(Document.objects.order_by("pk")[:4])
    def look(name, document, hour, **more):
        when = timezone.make_aware(datetime(day.year, day.month, day.day, hour, 40))
        with time_machine.travel(when, tick=False):
            ledger.look(Account.objects.get(username=name), document, channel="page", **more)
    look("noor", documents[0], 10, purpose="prevention")
    look("noor", documents[1], 21, purpose="follow_up")
    look("siv", documents[2], 9, purpose="prevention")
    look("siv", documents[3], 14, act="export", purpose="disclosure")
    look("per", Account.objects.get(username="siv").person, 11, act="combine", purpose="incident")
    look("per", documents[0], 11, purpose="incident")
    reviews.draw_day(home, day)
    fields = {"size": 0, "seed": "0" * 64, "occasions": 0, "drawn": timezone.now()}
    reviews.LookDraw.objects.create(organisation=home, day=day - timedelta(days=1), **fields)
"""


@pytest.fixture(scope="module")
def oda(server: Server, visitor: Visitor) -> None:
    ours = ("SAMSYN_", "DATABASE_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment["SAMSYN_DATA"] = str(server.log.parent / "data")
    command = [sys.executable, "-m", "samsyn", "manage", "shell", "--no-imports", "-c", YESTERDAY]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(("language", "theme"), [("sv", "paper"), ("en", "night")])
def test_how_it_looks(oda: None, page_at: Callable[..., Page], width: int, language: str, theme: str) -> None:
    for name, account, path in (
        ("oversight", "oda", "/tillsyn/"),
        ("insyn", "siv", "/insyn/"),
        ("insyn-own", "siv", "/insyn/?visa=mina"),
        ("questions-none", "per", "/fragor/"),
        ("ledger", "admin", "/loggen/"),
    ):
        page = page_at(width, account=account, language=language, theme=theme)
        page.goto(path)
        check_page(page, f"{name}-{width}-{language}-{theme}")


def press(page: Any, key: str) -> None:
    """When the page listens to keys."""
    page.wait_for_function("window.samsyn !== undefined")
    page.keyboard.press(key)


def test_a_morning_by_keys(oda: None, page_at: Callable[..., Page]) -> None:
    page: Any = page_at(1440, account="oda")
    page.goto("/")
    page.get_by_role("link", name=re.compile("Granska 4 visningar")).click()
    said = {"f": "Frågan är skickad.", "g": "Utan anmärkning.", "r": "Rapporterad."}
    for left, (key, text) in enumerate(said.items()):
        page.get_by_text(re.compile(f"{4 - left} visning(ar)? att granska")).wait_for()
        assert page.locator("#case").inner_text()
        purposes = re.compile("förebyggande|uppföljning|utlämnande")
        assert page.locator("dl.pairs").first.get_by_text(purposes).count()
        press(page, key)
        page.get_by_text(text).wait_for()
    page.get_by_role("heading", name="Väntar på svar").wait_for()
    name = page.locator("section", has_text="Väntar på svar").locator("tbody tr td").nth(1).inner_text()
    asked: Any = page_at(390, account="noor" if "Noor" in name else "siv")
    asked.goto("/fragor/")
    check_page(asked, "questions-390")
    asked.get_by_label("Ditt svar").fill("Jag förberedde rådets möte.")
    asked.get_by_role("button", name="Svara").click()
    asked.get_by_text("Ditt svar är skickat.").wait_for()
    page.goto("/tillsyn/")
    case = page.locator("section:has(#case)")  # answers come first
    case.filter(has_text="Jag förberedde rådets möte.").wait_for()
    check_page(page, "oversight-answered-1440")
    press(page, "g")
    page.get_by_text("Utan anmärkning.").wait_for()
    press(page, "g")
    page.get_by_text("Inget väntar.").wait_for()
    check_page(page, "oversight-done-1440")


def test_insyn_and_its_proof(oda: None, page_at: Callable[..., Page], tmp_path: Path) -> None:
    page: Any = page_at(1440, account="siv")
    page.goto("/")
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="Insyn").click()
    row = page.locator("tbody tr", has_text="ställde samman").first
    assert "Per Hed" not in row.inner_text()
    assert "Lokalpolisområde Norrälv" in row.inner_text()
    with page.expect_download() as download:
        row.get_by_role("link", name=re.compile("post")).click()
    proof = json.loads(Path(download.value.path()).read_text())
    assert json.loads(proof["entry"])["act"] == "combine"
    key = subprocess.run(
        [sys.executable, str(ROOT / "tools/verify_proof.py"), str(download.value.path()), "--key", "x"],
        capture_output=True,
        check=False,
    )
    assert key.returncode == 1  # without the log's key nothing is shown
