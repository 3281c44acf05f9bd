"""Asked of every page: no barrier axe can find, nothing wider than the screen, no error, a picture."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"  # not in git
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
TOO_WIDE = """() => Array.from(document.querySelectorAll("body *"))
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


def check_page(page: Page, name: str) -> None:
    """Raises AssertionError with what is wrong. The picture is taken first, to be looked at."""
    page.wait_for_load_state("networkidle")
    shoot(page, name)
    width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert width[0] <= width[1], (
        f"{name} is {width[0]} px wide on a screen of {width[1]}: {page.evaluate(TOO_WIDE)}"
    )
    assert barriers(page) == [], name
    assert page.evaluate("window.policyBreaches") == [], (
        f"{name} does what its Content-Security-Policy forbids"
    )
    assert page.problems == [], name  # type: ignore[attr-defined]


def shoot(page: Page, name: str) -> Path:
    SCREENS.mkdir(parents=True, exist_ok=True)
    path = SCREENS / f"{name}.png"
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def barriers(page: Page) -> list[str]:
    """One line for each broken rule of WCAG 2.1 A or AA or of good practice, with the first places."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])}×): {rule['help']}: "
        + " | ".join(node["html"][:160] + " " + node["failureSummary"][-160:] for node in rule["nodes"][:3])
        for rule in found
    ]
