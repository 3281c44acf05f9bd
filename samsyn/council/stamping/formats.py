"""A stamped copy of each kind of file. Where a kind has no place for a stamp the answer is None."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

import cv2
import numpy as np
import pypdfium2 as pdfium
from docx import Document as Docx
from numpy.typing import NDArray

from samsyn.council.reading.sniff import BMP, DOCX, HTML, JPEG, MARKDOWN, ODT, PDF, PNG, TEXT, TIFF, WEBP

from .band import HEIGHT, stamp, strip

Lines = Sequence[str]
_POINTS_WIDE = 595.0  # a picture's band is drawn as on a page of A4
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def stamped(data: bytes, media_type: str, lines: Lines) -> bytes | None:
    """Raises whatever a library raises for a damaged file."""
    make = _MAKERS.get(media_type)
    return make(data, lines) if make else None


def _pdf(data: bytes, lines: Lines) -> bytes:
    document = pdfium.PdfDocument(data)
    stamp(document, lines)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- pictures -----------------------------------------------------------------------------------------------
def _picture(ending: str, *options: int) -> Callable[[bytes, Lines], bytes]:
    def make(data: bytes, lines: Lines) -> bytes:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if pixels is None:
            raise ValueError("that is no picture")
        done, out = cv2.imencode(ending, _banded(pixels, lines), list(options))
        if not done:
            raise ValueError("the picture cannot be written")
        return bytes(out.tobytes())

    return make


def _tiff(data: bytes, lines: Lines) -> bytes:
    """All pages."""
    read, pages = cv2.imdecodemulti(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if not read:
        raise ValueError("that is no picture")
    done, out = cv2.imencodemulti(".tiff", [_banded(page, lines) for page in pages])
    if not done:
        raise ValueError("the picture cannot be written")
    return bytes(out.tobytes())


def _banded(pixels: NDArray[Any], lines: Lines) -> NDArray[Any]:
    """The band above the picture, as wide as it is."""
    width = pixels.shape[1]
    document = strip(lines, _POINTS_WIDE)
    drawn = document[0].render(scale=max(width / _POINTS_WIDE, 0.5)).to_numpy()[:, :, :3]
    height = max(1, round(HEIGHT * width / _POINTS_WIDE))
    band = cv2.resize(np.ascontiguousarray(drawn), (width, height), interpolation=cv2.INTER_AREA)
    return np.vstack([band, pixels])


# --- text and office ----------------------------------------------------------------------------------------
def _text(data: bytes, lines: Lines) -> bytes:
    """In the file's own coding, as far as it shows: a mark at its beginning, or bytes that are no UTF-8."""
    for mark, coding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if data.startswith(mark):
            return mark + _head(lines).encode(coding) + data[len(mark) :]
    try:
        data.decode("utf-8")
        coding = "utf-8"
    except UnicodeDecodeError:
        coding = "cp1252"
    return _head(lines).encode(coding, "replace") + data


def _head(lines: Lines) -> str:
    return "\n".join(lines) + "\n\n"


def _html(data: bytes, lines: Lines) -> bytes:
    style = "background:#282828;color:#fff;padding:8px 12px;font:14px sans-serif"
    said = "<br>".join(html.escape(line) for line in lines)
    band = f'<div style="{style}">{said}</div>'.encode("ascii", "xmlcharrefreplace")
    body = _BODY.search(data)
    place = body.end() if body else 0
    return data[:place] + band + data[place:]


def _docx(data: bytes, lines: Lines) -> bytes:
    """In the head of every section, above what stands there, and as the first line of the text: a head may
    be hidden by how a section is set."""
    document = Docx(io.BytesIO(data))
    said = " · ".join(lines)
    for section in document.sections:
        for head in (section.header, section.first_page_header, section.even_page_header):
            head.is_linked_to_previous = False
            first = head.paragraphs[0] if head.paragraphs else head.add_paragraph()
            first.insert_paragraph_before(said)
    paragraph = document.add_paragraph(said)
    document.element.body.insert(0, paragraph._p)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _odt(data: bytes, lines: Lines) -> bytes:
    """As the first paragraph of the text."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            content = source.read(entry)
            target.writestr(entry, _odt_text(content, lines) if entry.filename == "content.xml" else content)
    return out.getvalue()


def _odt_text(content: bytes, lines: Lines) -> bytes:
    text = ET.fromstring(content).find(f".//{{{_OFFICE}}}text")  # noqa: S314 - in the child, to see that it is one
    place = re.search(rb"<office:text\b[^>]*>", content)
    if text is None or place is None or place[0].endswith(b"/>"):
        raise ValueError("that is no text document")
    said = html.escape(" · ".join(lines))
    made = f'<text:p xmlns:text="{_TEXT}">{said}</text:p>'.encode("ascii", "xmlcharrefreplace")
    return content[: place.end()] + made + content[place.end() :]


_MAKERS: dict[str, Callable[[bytes, Lines], bytes]] = {
    PDF: _pdf,
    JPEG: _picture(".jpg", cv2.IMWRITE_JPEG_QUALITY, 95),
    PNG: _picture(".png"),
    WEBP: _picture(".webp", cv2.IMWRITE_WEBP_QUALITY, 95),
    BMP: _picture(".bmp"),
    TIFF: _tiff,
    TEXT: _text,
    MARKDOWN: _text,
    HTML: _html,
    DOCX: _docx,
    ODT: _odt,
}
