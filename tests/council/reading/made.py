"""Small documents made by hand for the tests of the readers: PDF objects, DOCX and ODT packages, words of a layout."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import io
import zipfile
import zlib

from samsyn.council.reading.layout import Layout, Word
from samsyn.council.reading.read import read_layout

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = ["Gösta Öberg", "Ann-Christine Åström", "Eva-Lena Fjällström", "Bo Ek"]
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(objects: list[bytes]) -> bytes:
    """A PDF file of these objects; the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + tail


def stream(data: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Length %d/Filter/FlateDecode>>stream\n" % (head, len(packed)) + packed + b"\nendstream"


def pdf_page(
    content: bytes, *, page: bytes = b"", resources: bytes = b"", more: tuple[bytes, ...] = (), count: int = 1
) -> bytes:
    """A PDF with `count` equal pages. Font /F is object 3, `more` begin at object 6."""
    kids = b" ".join(b"4 0 R" for _ in range(count))
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            HELVETICA,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>%s>>/Contents 5 0 R%s>>"
            % (resources, page),
            stream(content),
            *more,
        ]
    )


def show(text: str, x: float, y: float, size: float = 11) -> bytes:
    """Content that writes text with its baseline at (x, y)."""
    raw = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, raw)


# Widths of Helvetica at 11 points, near enough for strokes: some 5.4 points a character.
def width(text: str) -> float:
    narrow = sum(char in "ilj.,-' tfrI" for char in text)
    wide = sum(char in "mwMWÅÖÄABCDEGHKNOQRSUVXY" for char in text)
    return 11 * (0.3 * narrow + 0.72 * wide + 0.55 * (len(text) - narrow - wide))


def roster(stroke: str = "", struck: tuple[int, ...] = (1, 3)) -> bytes:
    """Names on lines of their own; `stroke` draws over some of them, given places by name:
    x to x1 is the name's width w, y its baseline, m its middle, top its x-height."""
    content = b""
    for number, name in enumerate(NAMES):
        y = 700 - 20 * number
        content += show(f"{name} (S)", 72, y)
        if stroke and number in struck:
            w = width(name)
            content += (
                stroke.format(x=72, y=y, x1=72 + w, w=w, w10=10 * w, m=y + 3.7, top=y + 6).encode() + b"\n"
            )
    return content


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with this body XML; parts by name without path and ending: styles, numbering, header1, footnotes …"""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="http://x/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships">{relations}</Relationships>',
    }
    for name, xml in parts.items():
        files[f"word/{name}.xml"] = xml.replace(">", f' xmlns:w="{W}">', 1)
    return package(files)


def package(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # the same bytes at any hour
    return out.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


ODF = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing", "fo": "xsl-fo-compatible",
}  # fmt: skip


def odt(body: str, styles: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{value}:1.0"' for key, value in ODF.items()
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def words(layout: Layout) -> list[Word]:
    return [word for page in layout.pages for line in page.lines for word in line.words]


def struck(data: bytes, least: float = 0.5) -> list[str]:
    """Texts of the words that are at least this surely struck."""
    return [word.text for word in words(read_layout(data)) if word.p_struck >= least]


def texts(data: bytes) -> list[str]:
    """Texts of all lines."""
    return [line.text for page in read_layout(data).pages for line in page.lines]
