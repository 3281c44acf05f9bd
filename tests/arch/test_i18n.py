"""Swedish is the source and English complete: every string of code and templates has both, compiled."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "samsyn"
SOURCE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
COMPILED = SOURCE.with_suffix(".mo")
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))

needs_gettext = pytest.mark.skipif(
    not all(map(shutil.which, ("xgettext", "msgmerge", "msgattrib", "msgfmt"))),
    reason="GETTEXT IS MISSING: translations were not checked (apt-get install gettext)",
)


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English catalogue as `make messages` would leave it, gathered in a copy."""
    copy = tmp_path_factory.mktemp("messages") / "samsyn"
    shutil.copytree(
        PACKAGE, copy, ignore=shutil.ignore_patterns("static", "__pycache__", "migrations", "*.mo")
    )
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--no-location", "--no-obsolete"]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy / "locale" / "en" / "LC_MESSAGES" / "django.po"


def entries(path: Path, *options: str) -> list[str]:
    """The source strings of those entries that msgattrib's options keep."""
    command = ["msgattrib", "--no-wrap", "--no-obsolete", *options, str(path)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'^msgid ((?:".*"\n?)+)', text, re.M)
    return [entry for entry in ("".join(re.findall(r'"(.*)"', lines)) for lines in found) if entry]


@needs_gettext
def test_every_string_has_its_english(gathered: Path) -> None:
    assert len(entries(gathered)) > 20, "nothing was gathered"
    assert entries(gathered, "--untranslated") == []


@needs_gettext
def test_no_english_is_a_guess(gathered: Path) -> None:
    assert entries(gathered, "--only-fuzzy") == []


@needs_gettext
def test_catalogue_has_nothing_left_over(gathered: Path) -> None:
    assert sorted(set(entries(SOURCE)) - set(entries(gathered))) == [], "run make messages"


@needs_gettext
def test_compiled_file_is_that_of_its_source(tmp_path: Path) -> None:
    aside = tmp_path / "django.mo"
    subprocess.run(["msgfmt", "--check-format", "-o", aside, SOURCE], check=True)
    with aside.open("rb") as new, COMPILED.open("rb") as old:
        fresh, kept = gettext.GNUTranslations(new), gettext.GNUTranslations(old)
    assert catalogue(kept) == catalogue(fresh), "run make messages"


def catalogue(translations: gettext.GNUTranslations) -> dict[object, str]:
    """Without the header, whose dates differ."""
    return {key: value for key, value in translations._catalog.items() if key}  # type: ignore[attr-defined]


# ---- text that stands bare in a template, where no translation reaches it

BARE = frozenset(
    re.findall(r"\w+", "Samsyn Esc Enter TLP CSV JSON API PDF Popolo SvKGS SM OpenAPI openapi json samsyn")
)
ATTRIBUTES = ("title", "placeholder", "alt", "aria-label", "aria-description", "data-key-text", "value")
WORD = re.compile(r"[^\W\d_]{2,}")


class BareText(HTMLParser):
    """Collects words that are neither translated, nor a sample marked lang="sv", nor a key or code."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.skipped: list[str] = []  # open elements whose text is not interface

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.skipped:
            if tag == self.skipped[0]:
                self.skipped.append(tag)
            return
        if tag in ("script", "code", "kbd") or values.get("lang") == "sv":
            self.skipped.append(tag)
        for name in ATTRIBUTES:
            if name != "value" or (tag == "input" and values.get("type") in ("submit", "button")):
                self.take(values.get(name) or "")

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[0]:
            self.skipped.pop()

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.take(data)

    def take(self, text: str) -> None:
        if set(WORD.findall(text)) - BARE:
            self.found.append(" ".join(text.split()))


def without_django(text: str) -> str:
    text = re.sub(r"{%\s*block page_class\s*%}.*?{%\s*endblock\s*%}", "", text)  # names of classes, not text
    for block in ("comment", "blocktranslate", "blocktrans"):
        text = re.sub(rf"{{%\s*{block}\b.*?{{%\s*end{block}\s*%}}", "", text, flags=re.S)
    return re.sub(r"{%.*?%}|{{.*?}}|{#.*?#}", "", text, flags=re.S)


def bare_text(text: str) -> list[str]:
    parser = BareText()
    parser.feed(without_django(text))
    return parser.found


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('<p>{% translate "Hej" %} {{ name }}</p>', []),
        ("<p>Hej</p>", ["Hej"]),
        ('<p lang="sv">Hej <b>du</b></p> då', ["då"]),
        ('<input placeholder="Sök">', ["Sök"]),
        ("{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}<kbd>Enter</kbd> Samsyn 12 %", []),
    ],
)
def test_bare_text_is_found(template: str, found: list[str]) -> None:
    assert bare_text(template) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_template_has_no_bare_text(path: Path) -> None:
    assert bare_text(path.read_text()) == []
