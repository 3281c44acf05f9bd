"""Text, Markdown, HTML, meeting graphs: lines, headings, lists, tables and strikes in a made-up geometry."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import json

import pytest

from samsyn.council.reading.layout import CHAR, Method, Strike
from samsyn.council.reading.limits import Limits
from samsyn.council.reading.read import read_layout
from tests.council.reading.made import struck, texts, words

SWEDISH = "Närvarande: Åsa Öberg, Märta Ek\nFörhinder: Bo – § 12\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
def test_encodings_of_plain_text(encoding: str) -> None:
    assert texts(SWEDISH.encode(encoding)) == SWEDISH.splitlines()


def test_utf8_cut_in_the_middle_of_a_letter() -> None:
    assert texts(("Åsa ä ö å " * 9).encode()[:-2])[0].startswith("Åsa ä ö å")


def test_form_feeds_part_pages_and_spaces_place_columns() -> None:
    layout = read_layout("Plats      Rådhuset\n\tTid\fSida två\n\f".encode())
    assert [[line.text for line in page.lines] for page in layout.pages] == [
        ["Plats Rådhuset", "Tid"],
        ["Sida två"],
    ]
    first, second, third, _, _ = words(layout)
    assert second.box.x0 - first.box.x0 == 11 * CHAR
    assert third.box.x0 - first.box.x0 == 8 * CHAR
    assert third.box.y0 > first.box.y0
    assert not layout.pages[0].real


def test_spans_count_in_the_text_of_the_layout() -> None:
    layout = read_layout(b"ett tv\xc3\xa5\n\ntre\ffyra fem\n")
    for page in layout.pages:
        for number, line in enumerate(page.lines, 1):
            assert line.number == number
            assert layout.text()[line.start : line.start + len(line.text)] == line.text


def test_combining_strokes_strike_and_leave_the_letters() -> None:
    name = "Åsa Ek"
    line = "".join(char + "\u0336" if char != " " else char for char in name) + " Bo"
    assert struck(line.encode()) == ["Åsa", "Ek"]
    assert texts(line.encode()) == ["Åsa Ek Bo"]


def test_soft_hyphens_invisible_in_words_and_hyphens_in_dates() -> None:
    assert texts("kom\u00admun 2013\u00ad10\u00ad23 \u00ad punkt".encode()) == ["kommun 2013-10-23 - punkt"]


def test_old_ocr_text_is_told() -> None:
    line = b"Motet beslutade att arendet ska tas upp och att det ska behandlas av styrelsen med mera. "
    assert read_layout(line * 20).pages[0].method is Method.OCR_TEXT


def test_too_many_pages_of_text_are_told() -> None:
    layout = read_layout(b"a\f" * 9, limits=Limits(pages=4))
    assert (len(layout.pages), layout.notices[0].code) == (4, "limit_reached")


def test_markdown_as_people_write_it() -> None:
    layout = read_layout(
        "#Protokoll\n## Närvarande\n–\tÅsa\n* Bo\n  - Eva\n\nRubrik\n====\n**Fet** och _mjuk_ [länk](http://x.se/a)\n".encode()
    )
    lines = layout.pages[0].lines
    assert [(line.text, line.heading, line.bullet) for line in lines] == [
        ("Protokoll", 1, False),
        ("Närvarande", 2, False),
        ("Åsa", 0, True),
        ("Bo", 0, True),
        ("Eva", 0, True),
        ("Rubrik", 1, False),
        ("Fet och mjuk länk", 0, False),
    ]
    assert [word.text for word in lines[-1].words if word.bold] == ["Fet"]
    assert layout.links == ["http://x.se/a"]
    assert layout.title == "Protokoll"


def test_markdown_strikes_in_every_writing() -> None:
    found = words(read_layout(b"# A\n# B\n~~Bo Ek~~, <del>Eva</del> <s>Ann</s> halv~~vag~~"))
    assert [(word.text, word.strike) for word in found[2:]] == [
        ("Bo", Strike.MARKUP),
        ("Ek,", Strike.MARKUP),
        ("Eva", Strike.MARKUP),
        ("Ann", Strike.MARKUP),
        ("halvvag", Strike.MARKUP),
    ]
    assert [word.p_struck for word in found[2:]] == [1, 1, 1, 1, pytest.approx(3 / 7, abs=0.001)]


def test_markdown_tables_are_cells() -> None:
    layout = read_layout(b"# A\n|Namn|Parti|\n|---|:-:|\n|Bo Ek|S|\n|Eva|M|\n")
    cells = [(line.text, line.cell) for line in layout.pages[0].lines[1:]]
    assert cells == [
        ("Namn", (0, 0, 0)), ("Parti", (0, 0, 1)), ("Bo Ek", (0, 1, 0)), ("S", (0, 1, 1)),
        ("Eva", (0, 2, 0)), ("M", (0, 2, 1)),
    ]  # fmt: skip
    left = {line.words[0].box.x0 for line in layout.pages[0].lines[1:] if line.cell and line.cell[2] == 1}
    assert len(left) == 1


def test_html_keeps_the_text_and_leaves_the_page_around_it() -> None:
    page = """<!doctype html><title>Möte 3 mars</title><style>.bort{text-decoration:line-through}</style>
    <nav>Meny</nav><script>x()</script><h1>Protokoll</h1><p>Närvarande:<br>Bo <s>Eva</s> <span class="bort">Åke</span>
    <del>Ann</del> <span style="text-decoration: underline line-through">Per</span> <ins>Siv</ins></p>
    <p style="display:none">dolt</p><ul><li>ett<li>två</ul><aside>Reklam</aside><footer>Fot</footer>"""
    layout = read_layout(page.encode())
    lines = layout.pages[0].lines
    assert [line.text for line in lines] == [
        "Protokoll",
        "Närvarande:",
        "Bo Eva Åke Ann Per Siv",
        "ett",
        "två",
    ]
    assert (lines[0].heading, lines[3].bullet, layout.title) == (1, True, "Möte 3 mars")
    strikes = {word.text: word.strike for word in lines[2].words}
    assert strikes == {
        "Bo": None, "Eva": Strike.MARKUP, "Åke": Strike.MARKUP, "Ann": Strike.MARKUP, "Per": Strike.MARKUP, "Siv": None,
    }  # fmt: skip


def test_html_main_part_and_tables() -> None:
    body = (
        "<div>Sidhuvud</div><main><p>"
        + "Text. " * 30
        + "</p><table><tr><th>§<th>Ärende<tr><td>1<td>Val<br>av ordförande</table></main>"
    )
    lines = read_layout(f"<html><body>{body}".encode()).pages[0].lines
    assert [(line.text, line.cell) for line in lines[1:]] == [
        ("§", (0, 0, 0)), ("Ärende", (0, 0, 1)), ("1", (0, 1, 0)), ("Val", (0, 1, 1)), ("av ordförande", (0, 1, 1)),
    ]  # fmt: skip


def test_html_tables_that_only_place_things_are_no_tables() -> None:
    page = "<html><table><tr><td><table><tr><td>A<td>B</table><td>Meny</table>"
    lines = read_layout(page.encode()).pages[0].lines
    assert {line.text for line in lines} == {"A", "B", "Meny"}


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_html_in_its_own_charset(charset: str) -> None:
    page = f'<html><meta charset="{charset}"><p>Åsa Öberg'.encode(charset)
    assert texts(page) == ["Åsa Öberg"]


def test_meeting_graph() -> None:
    nodes = [
        {"typ": "möte", "label": "KS", "data": {"organisation": "Kommunstyrelsen", "datum": "2026-01-14",
         "närvarande": [{"namn": "Bo Ek", "parti": "S", "roll": "Ledamot"}, {"namn": "Eva"}]}},
        {"typ": "paragraf", "data": {"paragrafNr": "5", "rubrik": "Val av råd", "ärendeNr": "X-1",
         "fulltext": "§ 5 Ärendenummer X-1\n\nVal av\nråd\nBeslut\n1. Rådet väljs."}},
    ]  # fmt: skip
    layout = read_layout(json.dumps({"nodes": nodes}).encode())
    assert [line.text for line in layout.pages[0].lines] == [
        "Kommunstyrelsen", "2026-01-14", "Närvarande", "Bo Ek (S) Ledamot", "Eva",
        "§ 5 Val av råd X-1", "Beslut", "1. Rådet väljs.",
    ]  # fmt: skip
