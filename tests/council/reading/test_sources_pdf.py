"""PDF pages: words where they stand, strokes through words and their look-alikes, turned and broken pages."""

from __future__ import annotations

import pytest

from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.limits import Limits
from samsyn.council.reading.read import read_layout
from samsyn.council.reading.sources.text import looks_like_ocr
from tests.council.reading.made import HELVETICA, pdf, pdf_page, roster, show, stream, struck, texts, words

STRUCK = ["Ann-Christine", "Åström", "Bo", "Ek"]


@pytest.mark.parametrize(
    "stroke",
    [
        "{x} {m} m {x1} {m} l S",
        "{x} {m} {w} 1 re f",
        "q 0.1 0 0 0.1 {x} {m} cm 10 w 0 0 m {w10} 0 l S Q",
        "0.4 w {x} {m} m {x1} {m} l S {x} {m} m {x1} {m} l S",
        "1 0 0 RG {x} {m} m {x1} {m} l S",
    ],
    ids=["line", "rectangle", "scaled", "twice", "red"],
)
def test_strokes_are_found(stroke: str) -> None:
    assert struck(pdf_page(roster(stroke))) == STRUCK


def test_a_line_that_slopes() -> None:
    assert struck(pdf_page(roster("{x} {y} m {x1} {top} l S"))) == STRUCK


def test_a_pen_that_wobbles() -> None:
    content = roster()
    for y in (680, 640):
        points = [
            (70 + 5 * step, y + 3.7 + (1.8 if step % 2 else -1.5)) for step in range(24 if y == 680 else 9)
        ]
        content += b"%g %g m " % points[0] + b" ".join(b"%g %g l" % point for point in points[1:]) + b" S\n"
    found = [word for word in words(read_layout(pdf_page(content))) if word.strike]
    assert [word.text for word in found if word.p_struck > 0.5] == STRUCK
    assert {word.strike.value for word in found if word.strike} == {"pen"}


@pytest.mark.parametrize(
    "stroke",
    [
        "{x} {y} m {x1} {y} l S",
        "1 1 0 rg {x} {y} {w} 11 re f",
        "70 {m} m 70 800 l S",
        "1 1 1 RG {x} {m} m {x1} {m} l S",
        "0 {m} m 595 {m} l S",
        "{x} {m} m {x1} {m} l n",
    ],
    ids=["underline", "highlight", "upright", "white", "across the page", "unpainted"],
)
def test_what_is_no_strike(stroke: str) -> None:
    assert struck(pdf_page(roster(stroke))) == []


def test_table_borders_and_rules_are_no_strikes() -> None:
    content = roster() + b"60 690 300 25 re S 60 650 300 40 re S 60 600 m 500 600 l S\n"
    content += show("Rubrik", 72, 560, 20) + b"72 556 m 500 556 l S"
    assert struck(pdf_page(content)) == []


@pytest.mark.parametrize("kind", [b"StrikeOut", b"Ink", b"Line"])
def test_annotations_strike(kind: bytes) -> None:
    shapes = {
        b"StrikeOut": b"/QuadPoints[72 689 180 689 72 678 180 678]",
        b"Ink": b"/InkList[[72 683 90 685 110 682 130 685 150 682 180 684]]",
        b"Line": b"/L[72 683 180 684]",
    }
    note = b"<</Type/Annot/Subtype/%s/Rect[72 678 180 689]%s>>" % (kind, shapes[kind])
    assert struck(pdf_page(roster(), page=b"/Annots[6 0 R]", more=(note,)))[:2] == STRUCK[:2]


def test_other_annotations_and_hidden_ones_do_not() -> None:
    quads = b"/QuadPoints[72 689 180 689 72 678 180 678]/Rect[72 678 180 689]"
    notes = (
        b"<</Type/Annot/Subtype/Highlight%s>>" % quads,
        b"<</Type/Annot/Subtype/Underline%s>>" % quads,
        b"<</Type/Annot/Subtype/StrikeOut/F 2%s>>" % quads,
    )
    assert struck(pdf_page(roster(), page=b"/Annots[6 0 R 7 0 R 8 0 R]", more=notes)) == []


def test_strokes_inside_a_form_are_found_where_it_is_drawn() -> None:
    form = stream(roster("{x} {m} m {x1} {m} l S"), b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
                  b"/Resources<</Font<</F 3 0 R>>>>")  # fmt: skip
    content = b"q 1 0 0 1 30 -50 cm /X Do Q"
    data = pdf_page(content, resources=b"/XObject<</X 6 0 R>>", more=(form,))
    assert struck(data) == STRUCK


def test_words_have_boxes_from_the_upper_left() -> None:
    layout = read_layout(pdf_page(show("Per Hed", 100, 742)))
    first, second = words(layout)
    assert (first.text, second.text) == ("Per", "Hed")
    assert first.box.x0 == pytest.approx(100, abs=1)
    assert 85 < first.box.y0 < first.box.y1 < 105
    assert second.box.x0 > first.box.x1
    assert layout.pages[0].real


def test_the_crop_box_is_the_page() -> None:
    content = show("Inne", 100, 742) + show("Utanför", 10, 10)
    layout = read_layout(pdf_page(content, page=b"/CropBox[50 100 545 800]"))
    assert [word.text for word in words(layout)] == ["Inne"]
    assert words(layout)[0].box.x0 == pytest.approx(50, abs=1)
    assert (layout.pages[0].width, layout.pages[0].height) == (495, 700)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_turned_page_reads_as_shown(degrees: int) -> None:
    turn = {0: b"", 90: b"0 1 -1 0 842 0 cm ", 180: b"-1 0 0 -1 595 842 cm ", 270: b"0 -1 1 0 -247 842 cm "}[
        degrees
    ]
    data = pdf_page(
        b"q " + turn + roster("{x} {m} m {x1} {m} l S", (0,)) + b" Q", page=b"/Rotate %d" % degrees
    )
    layout = read_layout(data)
    assert texts(data)[:2] == ["Gösta Öberg (S)", "Ann-Christine Åström (S)"]
    assert {word.text for word in words(layout) if word.p_struck > 0.5} == {"Gösta", "Öberg"}
    assert layout.pages[0].real
    assert layout.notices == []


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_on_its_side_is_read_upright_and_told(degrees: int) -> None:
    layout = read_layout(pdf_page(roster("{x} {m} m {x1} {m} l S"), page=b"/Rotate %d" % degrees))
    assert [line.text for line in layout.pages[0].lines][:2] == [
        "Gösta Öberg (S)",
        "Ann-Christine Åström (S)",
    ]
    assert [word.text for word in words(layout) if word.p_struck > 0.5] == STRUCK
    assert [notice.code for notice in layout.notices] == ["rotated_page"]
    assert not layout.pages[0].real


def test_margin_text_on_its_side_stays_out() -> None:
    content = roster() + b"BT /F 8 Tf 0 1 -1 0 30 300 Tm (Utdragsbestyrkande) Tj ET"
    assert "Utdragsbestyrkande" not in " ".join(texts(pdf_page(content)))


def test_columns_share_a_line_and_a_number_on_the_middle_line_keeps_its_own() -> None:
    content = show("Närvarande", 72, 700) + show("Bo Ek", 250, 700)
    content += (
        show("Riktlinjer för arvode –", 120, 660) + show("§ 32", 72, 653) + show("revidering", 120, 646)
    )
    assert texts(pdf_page(content)) == ["Närvarande Bo Ek", "Riktlinjer för arvode –", "§ 32", "revidering"]


def test_a_small_raised_mark_stays_on_its_line() -> None:
    assert texts(pdf_page(show("Beslut", 72, 700) + show("1", 106, 704, 6))) == ["Beslut 1"]


def test_a_hyphen_at_the_line_end_is_a_hyphen() -> None:
    content = show("Frågan om vatten-", 72, 700) + show("och strandmiljö", 72, 686)
    assert texts(pdf_page(content)) == ["Frågan om vatten-", "och strandmiljö"]


def test_links_come_once() -> None:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://example.se/a)>>>>"
    layout = read_layout(pdf_page(roster(), page=b"/Annots[6 0 R 6 0 R]", more=(link,), count=2))
    assert layout.links == ["https://example.se/a"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\nskr\xc3\xa4p", "damaged"),
        (pdf_page(roster())[:60], "damaged"),
        (pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "no_pages"),
    ],
)
def test_broken_files_say_so(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_layout(data)
    assert caught.value.code == code


def test_a_page_tree_that_bites_its_tail_ends() -> None:
    loop = pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 500>>"])
    with pytest.raises(ReadError) as caught:
        read_layout(loop)
    assert caught.value.code == "damaged"


def test_damaged_pages_are_told_once() -> None:
    tree = b"<</Type/Pages/Kids[4 0 R 7 0 R 7 0 R]/Count 3>>"
    data = pdf_page(roster()).replace(b"<</Type/Pages/Kids[4 0 R]/Count 1>>", tree)
    layout = read_layout(data)
    assert [bool(page.lines) for page in layout.pages] == [True, False, False]
    assert [(notice.code, notice.page) for notice in layout.notices] == [("unreadable_page", 2)]


def test_a_file_cut_short_but_with_its_objects_is_mended() -> None:
    data = pdf_page(roster())
    layout = read_layout(data[: data.rindex(b"xref\n0")])
    assert len(layout.pages[0].lines) == 4
    assert [notice.code for notice in layout.notices] == ["truncated"]


def test_a_file_that_lost_its_catalogue_gives_its_pages() -> None:
    data = pdf_page(roster()).replace(b"/Type/Catalog", b"/Type/Katalog")
    assert len(read_layout(data[: data.rindex(b"xref\n0")]).pages[0].lines) == 4


def test_pages_beyond_the_limit_are_told_not_read() -> None:
    layout = read_layout(pdf_page(roster(), count=9), limits=Limits(pages=3))
    assert len(layout.pages) == 3
    assert [notice.code for notice in layout.notices] == ["limit_reached"]


def test_bold_by_the_font_name() -> None:
    bold = HELVETICA.replace(b"Helvetica", b"Helvetica-Bold")
    data = pdf_page(show("Beslut", 72, 700) + b"BT /B 11 Tf 72 680 Td (Fet) Tj ET", more=(bold,))
    data = data.replace(b"/Font<</F 3 0 R>>", b"/Font<</F 3 0 R/B 6 0 R>>")
    assert {word.text: word.bold for word in words(read_layout(data))} == {"Beslut": False, "Fet": True}


def test_ocr_text_is_told_by_its_missing_letters() -> None:
    swedish = (
        "Nämnden beslutade att godkänna förslaget och att återkomma till frågan vid nästa möte om det går. "
    )
    assert not looks_like_ocr(swedish * 20)
    assert looks_like_ocr(swedish.translate(str.maketrans("åäö", "aao")) * 20)
    assert not looks_like_ocr(
        "The board decided to approve the proposal and come back to it at the next meeting. " * 20
    )
