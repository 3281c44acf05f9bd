"""Scans: words by OCR, strokes found and taken away, look-alikes left alone, pages set upright, pictures."""

# ruff: noqa: E501 - PDF objects read best in one piece

from __future__ import annotations

import shutil
import zlib

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from samsyn.council.reading.errors import Unavailable
from samsyn.council.reading.layout import Method, Strike
from samsyn.council.reading.read import read_layout
from samsyn.council.reading.sources import ocr
from samsyn.council.reading.sources.pdf import open_pdf
from samsyn.council.reading.sources.scan_image import clean
from tests.council.reading.made import pdf, pdf_page, roster, show, stream, words

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="Tesseract is not installed: scans are not tested"
)
Pixels = NDArray[np.uint8]
TEXT = show("Protokoll från rådets möte om trygghet i centrum", 72, 760, 13) + show(
    "Närvarande vid mötet enligt listan nedan", 72, 730
)


def picture(content: bytes, dpi: int = 200, angle: float = 0.0) -> Pixels:
    """A grey page as a scanner sees it: askew, a little soft and noisy."""
    document = open_pdf(pdf_page(content))
    gray = document[0].render(scale=dpi / 72, grayscale=True).to_numpy().squeeze()
    document.close()
    height, width = gray.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    gray = cv2.warpAffine(gray, turn, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)
    noise = np.random.default_rng(7).normal(0, 5, gray.shape)
    return np.clip(cv2.GaussianBlur(gray, (0, 0), 0.6) * 0.94 + 8 + noise, 0, 255).astype(np.uint8)


def encoded(pixels: Pixels, kind: str = ".png") -> bytes:
    return bytes(cv2.imencode(kind, pixels)[1].tobytes())


def scanned(pixels: Pixels, extra: bytes = b"", rotate: int = 0) -> bytes:
    """A PDF of one page that is this picture."""
    jpeg = encoded(pixels, ".jpg")
    height, width = pixels.shape[:2]
    image = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/Device%s" % (
        width, height, b"Gray" if pixels.ndim == 2 else b"RGB",
    )  # fmt: skip
    image += b"/Filter/DCTDecode/Length %d>>stream\n" % len(jpeg) + jpeg + b"\nendstream"
    content = b"q 595 0 0 842 0 0 cm /I Do Q\n" + extra
    return pdf_page(content, page=b"/Rotate %d" % rotate, resources=b"/XObject<</I 6 0 R>>", more=(image,))


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise Unavailable("Texttolkning saknas.")

    monkeypatch.setattr(ocr, "language", missing)


@needs_tesseract
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_scan_is_read_and_its_strokes_are_found(dpi: int) -> None:
    layout = read_layout(scanned(picture(TEXT + roster("{x} {m} m {x1} {m} l S"), dpi, 0.4)))
    page = layout.pages[0]
    assert page.method is Method.OCR
    assert page.lines[0].text == "Protokoll från rådets möte om trygghet i centrum"
    found = words(layout)
    assert {"Gösta", "Öberg", "Fjällström"} <= {word.text for word in found if not word.strike}
    lines = [any(word.p_struck > 0.5 for word in line.words) for line in page.lines]
    assert lines == [False, False, False, True, False, True]
    assert {word.strike for word in found} == {None, Strike.SCAN}
    assert all(0 < word.confidence <= 1 for word in found)
    assert page.lines[0].words[0].box.x0 == pytest.approx(72, abs=5)
    assert 60 < page.lines[0].words[0].box.y0 < 90


@needs_tesseract
def test_underlines_borders_and_rules_are_no_strokes() -> None:
    under = "{x} {y} m {x1} {y} l S"
    content = TEXT + roster(under) + b"60 650 300 70 re S 60 600 m 500 600 l S"
    layout = read_layout(scanned(picture(content, angle=0.3)))
    assert [word.text for word in words(layout) if word.strike] == []


@needs_tesseract
def test_a_hand_drawn_stroke_is_a_doubt_and_is_told() -> None:
    content = TEXT + roster()
    points = [(70 + 4 * step, 683.5 + (2.5, -2, 1.5, -2.5)[step % 4]) for step in range(33)]
    content += b"1.4 w %g %g m " % points[0] + b" ".join(b"%g %g l" % point for point in points[1:]) + b" S\n"
    layout = read_layout(scanned(picture(content)))
    marked = [word for word in words(layout) if word.strike]
    assert marked
    assert all(word.box.y0 < 842 - 676 and word.box.y1 > 842 - 690 for word in marked)


@needs_tesseract
def test_a_blue_pen_on_a_colour_scan_is_seen() -> None:
    gray = picture(TEXT + roster())
    color = np.asarray(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR), dtype=np.uint8)
    curve = [
        (int((70 + step) * 200 / 72), int((842 - 683 + 2 * np.sin(step / 9)) * 200 / 72))
        for step in range(115)
    ]
    cv2.polylines(color, [np.array(curve, dtype=np.int32)], False, (200, 60, 20), 3)
    layout = read_layout(scanned(color))
    assert [word.text for word in words(layout) if word.strike is Strike.PEN]
    assert "hand_drawn_strike" in [notice.code for notice in layout.notices]


@needs_tesseract
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_picture_the_wrong_way_round_is_turned_and_told(turns: int) -> None:
    many = b"".join(
        show("Nämnden beslutar att godkänna förslaget enligt skrivelsen", 72, 650 - 16 * row)
        for row in range(20)
    )
    layout = read_layout(encoded(np.ascontiguousarray(np.rot90(picture(TEXT + many), turns))))
    assert layout.pages[0].lines[0].text.startswith("Protokoll från rådets")
    assert [notice.code for notice in layout.notices] == ["rotated_page"]
    assert not layout.pages[0].real


@needs_tesseract
def test_a_page_shown_turned_by_the_file_is_read_as_shown() -> None:
    layout = read_layout(scanned(np.ascontiguousarray(np.rot90(picture(TEXT))), rotate=90))
    assert (layout.pages[0].width, layout.pages[0].height) == (842.0, 595.0)
    assert layout.pages[0].lines[0].text.startswith("Protokoll från rådets")


@needs_tesseract
def test_text_and_scan_in_one_file_page_by_page() -> None:
    jpeg = encoded(picture(TEXT), ".jpg")
    image = b"<</Type/XObject/Subtype/Image/Width 1653/Height 2339/BitsPerComponent 8/ColorSpace/DeviceGray"
    data = pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R 6 0 R]/Count 2>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            stream(roster()),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 8 0 R>>>>/Contents 7 0 R>>",
            stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
            image + b"/Filter/DCTDecode/Length %d>>stream\n" % len(jpeg) + jpeg + b"\nendstream",
        ]
    )
    layout = read_layout(data)
    assert [page.method for page in layout.pages] == [Method.TEXT, Method.OCR]
    assert all(page.lines for page in layout.pages)


def test_invisible_text_over_a_picture_is_kept_and_the_picture_asked_for_strokes() -> None:
    pixels = picture(TEXT + roster("{x} {m} m {x1} {m} l S"))
    layout = read_layout(scanned(pixels, b"3 Tr " + TEXT + roster()))
    assert layout.pages[0].method is Method.OCR
    assert [word.text for word in words(layout) if word.p_struck > 0.5] == [
        "Ann-Christine",
        "Åström",
        "Bo",
        "Ek",
    ]
    assert {word.confidence for word in words(layout)} == {0.85}


def test_blank_pages_cost_no_ocr(no_ocr: None) -> None:
    blank = np.full((2339, 1653), 250, np.uint8)
    assert read_layout(scanned(blank)).pages[0].lines == []


def test_without_tesseract_a_scan_says_what_to_install(no_ocr: None) -> None:
    with pytest.raises(Unavailable) as caught:
        read_layout(scanned(picture(TEXT)))
    assert "tesseract-ocr-swe" in str(caught.value)


@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp", ".bmp", ".tiff"])
@needs_tesseract
def test_pictures_of_pages(kind: str) -> None:
    layout = read_layout(encoded(picture(TEXT), kind))
    assert layout.media_type.startswith("image/")
    assert layout.pages[0].lines[0].text.startswith("Protokoll från rådets möte")
    assert (layout.pages[0].width, layout.pages[0].height) == (
        pytest.approx(595, abs=1),
        pytest.approx(842, abs=1),
    )


@needs_tesseract
def test_a_tiff_of_several_pages() -> None:
    page = picture(TEXT)
    data = bytes(cv2.imencodemulti(".tiff", [page, page])[1].tobytes())
    assert [bool(page.lines) for page in read_layout(data).pages] == [True, True]


def bomb(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + name + data + check

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x01\0\0\0\0"
    rows = zlib.compress(bytes((width // 8 + 1) * 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bomb(60_000, 60_000), "too_large"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 30, "too_large"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "damaged"),
        (b"II*\0\x08\0\0\0", "damaged"),
    ],
)
def test_broken_pictures_and_bombs(data: bytes, code: str) -> None:
    from samsyn.council.reading.errors import ReadError

    with pytest.raises(ReadError) as caught:
        read_layout(data)
    assert caught.value.code == code


def test_the_line_is_erased_and_letters_that_cross_it_stay() -> None:
    plain, struck = picture(roster()), picture(roster("{x} {m} m {x1} {m} l S"))
    cleaned = clean(struck.copy(), 200)
    assert len(cleaned.strokes) >= 2
    wrong_before = int(np.count_nonzero(np.abs(struck.astype(int) - plain) > 90))
    wrong_after = int(np.count_nonzero(np.abs(cleaned.image.astype(int) - plain) > 90))
    assert wrong_after < 0.8 * wrong_before
