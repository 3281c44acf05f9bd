"""The stamp stands on every copy: pages whichever way they are turned, pictures, texts, and damaged files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import cv2
import docx
import numpy as np
import pypdfium2 as pdfium
import pytest
from django.utils import timezone
from reportlab.pdfgen import canvas

from samsyn.core.domain.stamps import Stamp
from samsyn.core.models import Level
from samsyn.council.domain import copies
from samsyn.council.reading.sniff import DOCX, HTML, MAIL, ODT, PDF, TEXT
from samsyn.council.stamping.band import HEIGHT

STAMP = Stamp(Level.LIMITED, "Norrälvs kommun", "Åsa Öst", timezone.now(), "brottsförebyggande")
SAID = ("Begränsad delning (TLP:AMBER) · Norrälvs kommun", "Uttagen av Åsa Öst den")
FILES = Path(__file__).parents[1] / "reading" / "files"


def pdf(*turns: int) -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842))
    for turn in turns:
        sheet.setPageRotation(turn)
        sheet.drawString(100, 400, f"innehåll {turn}")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def copy(data: bytes, media_type: str, name: str = "fil") -> copies.Copy:
    return copies.stamped_bytes(data, media_type, name, STAMP)


def test_every_page_of_a_pdf_is_stamped_above_what_it_shows() -> None:
    turns = (0, 90, 180, 270)
    before, after = pdfium.PdfDocument(pdf(*turns)), pdfium.PdfDocument(copy(pdf(*turns), PDF).data)
    assert len(after) == len(before)
    for turn, was, page in zip(turns, before, after, strict=True):
        text = page.get_textpage().get_text_bounded()
        assert all(said in text for said in SAID)
        assert f"innehåll {turn}" in text
        assert page.get_height() == pytest.approx(was.get_height() + HEIGHT)
        assert page.get_width() == was.get_width()
        drawn = page.render(scale=2).to_numpy()
        band = round(2 * HEIGHT)
        assert drawn[2, 2].tolist()[:3] == [40, 40, 40]  # dark above, whichever way the page is turned
        plain = was.render(scale=2).to_numpy()
        assert np.abs(drawn[band:].astype(int) - plain).mean() < 1  # and below nothing is covered


@pytest.mark.parametrize("ending", [".png", ".jpg", ".webp", ".bmp", ".tiff"])
def test_a_picture_gets_a_band_above_it(ending: str) -> None:
    kind = {".jpg": "image/jpeg"}.get(ending, f"image/{ending[1:]}")
    pixels = np.full((300, 500, 3), 200, np.uint8)
    made = copy(cv2.imencode(ending, pixels)[1].tobytes(), kind)
    drawn = cv2.imdecode(np.frombuffer(made.data, np.uint8), cv2.IMREAD_COLOR)
    band = drawn.shape[0] - 300
    assert made.media_type == kind
    assert drawn.shape[1] == 500
    assert band > 15
    assert abs(int(drawn[band + 5, 5, 0]) - 200) < 3
    assert drawn[:band].max() > 150 > 60 > drawn[1, 1].max()  # light letters on dark


@pytest.mark.parametrize(
    ("data", "kind", "coding"),
    [
        ("hej åäö".encode(), TEXT, "utf-8"),
        ("hej åäö".encode("cp1252"), TEXT, "cp1252"),
        (b"\xff\xfe" + "hej åäö".encode("utf-16-le"), TEXT, "utf-16"),
        ("<html><body class='a'>hej åäö".encode(), HTML, "utf-8"),
    ],
)
def test_texts_begin_with_it(data: bytes, kind: str, coding: str) -> None:
    text = copy(data, kind).data.decode(coding)
    assert "hej åäö" in text
    if kind == TEXT:
        assert text.startswith(SAID[0])
    else:
        assert text.startswith("<html><body class='a'><div")
        assert "Uttagen av &#197;sa &#214;st" in text


def test_office_files_carry_it_in_their_text() -> None:
    made = docx.Document()
    made.add_paragraph("hej")
    out = io.BytesIO()
    made.save(out)
    told = docx.Document(io.BytesIO(copy(out.getvalue(), DOCX).data))
    assert [one.text for one in told.paragraphs][1:] == ["hej"]
    assert all(said in told.paragraphs[0].text for said in SAID)
    assert all(said in told.sections[0].header.paragraphs[0].text for said in SAID)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", ODT)
        office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        target.writestr(
            "content.xml", f"<a {office}><office:body><office:text>hej</office:text></office:body></a>"
        )
    with zipfile.ZipFile(io.BytesIO(copy(out.getvalue(), ODT).data)) as told_odt:
        assert told_odt.namelist() == ["mimetype", "content.xml"]
        assert "Uttagen av &#197;sa" in told_odt.read("content.xml").decode()


@pytest.mark.parametrize(
    ("data", "kind"), [(b"From: a\n\nhej", MAIL), (b"inte en pdf", PDF), (b"x", "image/png")]
)
def test_what_has_no_place_for_it_goes_behind_a_cover_sheet(data: bytes, kind: str) -> None:
    made = copy(data, kind, "brev.eml")
    assert (made.media_type, made.name) == ("application/zip", "brev.eml.zip")
    with zipfile.ZipFile(io.BytesIO(made.data)) as package:
        assert package.namelist() == [copies.COVER, "brev.eml"]
        assert package.read("brev.eml") == data
        assert package.read(copies.COVER).decode().startswith(SAID[0])


@pytest.mark.parametrize("path", sorted(FILES.glob("**/*.*")), ids=lambda path: path.name)
def test_hostile_files_cost_a_stamp_at_most(path: Path) -> None:
    kind = {".pdf": PDF, ".docx": DOCX, ".html": HTML}.get(path.suffix, TEXT)
    made = copy(path.read_bytes(), kind, path.name)
    assert made.media_type in (kind, "application/zip")
    assert b"Begr" in made.data or kind in (PDF, DOCX) or made.media_type == "application/zip"
