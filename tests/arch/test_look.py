"""Style sheet, icons, fonts and templates, read as files: contrast, one table of colours, nothing inline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "samsyn"
STATIC = PACKAGE / "core" / "static" / "core"
CSS = (STATIC / "samsyn.css").read_text()
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
THEMES = ("paper", "night")

GROUNDS = ("ground", "panel", "raised", "sunk")
TINTS = ("act-ground", "info-ground", "care-ground", "danger-ground")
RUNNING = [("ink", ground) for ground in (*GROUNDS, *TINTS, "mark", "line-2")]
OTHER = [
    *(("ink-2", ground) for ground in (*GROUNDS, *TINTS, "line-2")),
    *((hue, ground) for hue in ("act", "info", "care", "danger") for ground in (*GROUNDS, f"{hue}-ground")),
    ("act", "info-ground"),  # buttons and links in the chosen fact
    ("act", "line-2"),
    ("on-act", "act"),
    ("on-danger", "danger"),
]
EDGES = [
    *(("edge", ground) for ground in GROUNDS),
    *(("info", ground) for ground in GROUNDS),
]  # info is the focus ring


def tokens() -> dict[str, tuple[str, str]]:
    """Name -> (paper, night), each #rrggbb."""
    found = re.findall(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", CSS)
    return {name: (paper, night) for name, paper, night in found}


def luminance(colour: str) -> float:
    """WCAG's relative luminance of #rrggbb, 0–1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("pairs", "least"), [(RUNNING, 7.0), (OTHER, 4.5), (EDGES, 3.0)], ids=["text", "other", "edges"]
)
def test_contrast(pairs: list[tuple[str, str]], least: float, theme: str) -> None:
    table = tokens()
    which = THEMES.index(theme)
    weak = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground in pairs
        if (ratio := contrast(table[ink][which], table[ground][which])) < least
    }
    assert weak == {}


def test_colours_stand_in_one_table() -> None:
    """Outside the tokens there is white paper for page images, their marks, and what print does."""
    body = CSS[CSS.index("/* ---- ground") :]
    allowed = {"#fff", "#999", "#ffd23f", "#5fae97", "#8a5a00", "#7db0f5", "#1f4e8c"}
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", body)) <= allowed


def test_every_token_is_defined_and_used() -> None:
    defined = set(re.findall(r"^\s*--([\w-]+):", CSS, re.M)) | set(re.findall(r"; --([\w-]+):", CSS))
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS))
    assert used - defined == set()
    assert defined - used == set()


def test_sizes_of_type_are_the_scale() -> None:
    sizes = set(re.findall(r"font(?:-size)?:[^;}]*?var\(--t-(\d+)\)", CSS))
    assert sizes <= {"14", "16", "20", "26", "34"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_has_nothing_inline_and_no_unknown_name(path: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|href=\"javascript", text), "inline style or script"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "inline script"
    unknown = classes(text) - known_classes()
    assert unknown == set(), "classes that no style sheet or script knows"
    icons = {
        name for pair in re.findall(r'{% icon "([\w-]+)" %}|icon="([\w-]+)"', text) for name in pair if name
    }
    assert icons <= known_icons()


def classes(text: str) -> set[str]:
    names: set[str] = set()
    for value in re.findall(r'\sclass="((?:{%.*?%}|{{.*?}}|[^"])*)"', text):
        plain = re.sub(r"[\w-]*({{.*?}})[\w-]*", " ", re.sub(r"{%.*?%}", " ", value))
        names |= set(plain.split())
    return names


def known_classes() -> set[str]:
    """Those of every style sheet, and hooks that scripts look for."""
    sheets = " ".join(path.read_text() for path in PACKAGE.glob("*/static/**/*.css"))
    scripts = " ".join(path.read_text() for path in PACKAGE.glob("*/static/*/*.js"))
    return set(re.findall(r"\.([a-zA-Z][\w-]*)", sheets)) | set(re.findall(r"\.([a-z][\w-]*)", scripts))


def known_icons() -> set[str]:
    return set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))


def test_fonts_hold_what_swedish_needs() -> None:
    fonts = pytest.importorskip(
        "fontTools.ttLib", reason="fontTools is not installed: the fonts' letters are not checked"
    )
    for name in re.findall(r'url\("(fonts/[^"]+)"\)', CSS):
        font = fonts.TTFont(STATIC / name)
        letters = font.getBestCmap()
        missing = [letter for letter in "åäöÅÄÖéÉüÜ§–—“”‘’…·½°−\u00a0€" if ord(letter) not in letters]
        assert missing == [], name
        widths = {font["hmtx"][letters[ord(digit)]][0] for digit in "0123456789"}
        assert len(widths) == 1, f"{name}: figures are not tabular"


def test_vendored_files_are_named_in_the_notice() -> None:
    notice = (PACKAGE.parent / "NOTICE").read_text()
    for name, version in (
        ("htmx", "2.0.11"),
        ("Lucide", "1.62.0"),
        ("Source Sans 3", "3.052"),
        ("Source Serif 4", "4.004"),
    ):
        assert re.search(rf"{name}\s+{re.escape(version)}", notice), name
    assert "htmx-2.0.11.min.js" in (PACKAGE / "core/templates/core/base.html").read_text()
