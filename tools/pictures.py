#!/usr/bin/env python3
"""Take the pictures that README shows, of the demonstration in a real browser, into docs/pictures.

.venv/bin/python tools/pictures.py [FOLDER]
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.e2e.browser import CHROMIUM, FLAGS, Visitor, serving  # noqa: E402 - a script is not in a package

LARGEST = 150_000
WIDTH = 1440


def start(page: Page) -> None:
    """What waits for the secretary today."""


def document(page: Page) -> None:
    """Notes with names struck through: the page, the facts, and one of those names chosen."""
    page.goto("/arkiv/?namn=2026-09-22")
    page.locator("table a[href*='/arkiv/']").filter(has_text="Norrälvsrådet").click()
    page.locator("#fakta .struck").first.click()
    page.wait_for_timeout(600)  # until it has scrolled there


def search(page: Page) -> None:
    page.goto("/sok/?q=kamera")
    page.locator(".facets .count").first.wait_for()


PICTURES: dict[str, Callable[[Page], None]] = {"start": start, "document": document, "search": search}


def small(png: bytes) -> bytes:
    """The picture in at most 64 colours. Raises ValueError if it is still too large to keep."""
    out = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    if out.tell() > LARGEST:
        raise ValueError(f"a picture of {out.tell():,} bytes is more than {LARGEST:,}")
    return out.getvalue()


def main(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.settings")
    django.setup()  # the demonstration's accounts stand beside its models
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(Path(data)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visitor = Visitor(browser, server)
        for name, prepare in PICTURES.items():
            page = visitor.page(WIDTH)
            page.goto("/")
            prepare(page)
            page.wait_for_load_state("networkidle")
            (folder / f"{name}.png").write_bytes(small(page.screenshot()))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs/pictures")
