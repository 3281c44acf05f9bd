"""Three hundred files that mean harm, made anew each time and always the same: cut short, changed, bombs, rings,
lies, and names that are traps. `python -m tests.hostile.corpus DIR` writes them out."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import base64
import io
import json
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.council.reading.made import W, docx, odt, package, paragraph, pdf, pdf_page, roster, run, stream

File = tuple[str, bytes]
Maker = Callable[[], Iterator[File]]
_makers: list[Maker] = []


def kind(maker: Maker) -> Maker:
    _makers.append(maker)
    return maker


def files() -> list[File]:
    """All of them: name and bytes. Names are not unique, bytes are."""
    found: dict[bytes, str] = {}
    for maker in _makers:
        for name, data in maker():
            found.setdefault(data, name)
    return [(name, data) for data, name in found.items()]


# --- small real ones, to cut and change ---------------------------------------------------------------------
MINUTES = "Minnesanteckningar\n2025-03-11\nNärvarande:\nBo Ek (S)\nEva Lind (M)\n\n1. Mötet öppnas\n2. Lägesbild\nNästa möte: 10 juni\n"


def png(width: int = 30, height: int = 30, data: bytes | None = None) -> bytes:
    rows = (b"\0" + b"\x80" * 30) * 30 if data is None else data
    out = b"\x89PNG\r\n\x1a\n"
    for name, body in (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ):
        out += struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return out


def tiff(entries: list[tuple[int, int, int, int]], following: int = 0, rest: bytes = b"") -> bytes:
    """Little-endian with one directory at 8."""
    out = b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries))
    for entry in entries:
        out += struct.pack("<HHII", *entry)
    return out + struct.pack("<I", following) + rest


def letter(html: str = "<p>Hej</p>", text: str = MINUTES) -> bytes:
    head = "From: a@b.se\r\nTo: c@d.se\r\nSubject: Anteckningar\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    parts = f"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=m.txt\r\n\r\n{text}\r\n--x--\r\n"
    return (head + parts).encode()


BASES: dict[str, bytes] = {
    "m.pdf": pdf_page(roster("{x} {m} m {x1} {m} l S")),
    "m.docx": docx(paragraph(run("Minnesanteckningar")) + paragraph(run("Bo Ek", "<w:strike/>"))),
    "m.odt": odt("<text:p>Minnesanteckningar</text:p><text:p>Bo Ek</text:p>"),
    "m.html": f"<!doctype html><meta charset=utf-8><body><h1>Protokoll</h1><p>{MINUTES}</p><table><tr><td>1<td>Öppnande</table>".encode(),
    "m.eml": letter(),
    "m.md": f"# Protokoll\n\n{MINUTES}\n| a | b |\n|-|-|\n| 1 | ~~två~~ |\n".encode(),
    "m.txt": MINUTES.encode(),
    "m.png": png(),
}


@kind
def cut_short() -> Iterator[File]:
    for name, data in BASES.items():
        for part in (0.02, 0.3, 0.6, 0.9, 0.99):
            yield f"kort-{int(part * 100)}-{name}", data[: max(1, int(len(data) * part))]


@kind
def changed() -> Iterator[File]:
    """Bytes set, cut out, put in and repeated, by a seed."""
    for name, data in BASES.items():
        for seed in range(9):
            rng = random.Random(f"{name}{seed}")
            out = bytearray(data)
            for _ in range(rng.choice((1, 3, 12, 40))):
                at = rng.randrange(len(out))
                how = rng.randrange(4)
                if how == 0:
                    out[at] = rng.randrange(256)
                elif how == 1:
                    del out[at : at + rng.randrange(1, 30)]
                elif how == 2:
                    out[at:at] = rng.randbytes(rng.randrange(1, 20))
                else:
                    out[at:at] = out[max(0, at - 50) : at] * 4
                out = out or bytearray(b"x")
            yield f"ändrad-{seed}-{name}", bytes(out)


# --- packages -----------------------------------------------------------------------------------------------
def lying(data: bytes, size: int) -> bytes:
    """Every entry of the package says that it unpacks to so many bytes."""
    out, at = bytearray(data), 0
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = 0
        while (at := out.find(mark, at)) >= 0:
            out[at + place : at + place + 4] = struct.pack("<I", size)
            at += 4
    return bytes(out)


def document_xml(body: str, prolog: str = "") -> bytes:
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        }
    )


@kind
def packages() -> Iterator[File]:
    big = paragraph(run("a" * 40_000_000))
    yield "bomb.docx", docx(big)
    yield "bomb.odt", odt(f"<text:p>{'a' * 40_000_000}</text:p>")
    yield (
        "bomb-bild.docx",
        package(
            {
                "[Content_Types].xml": "<Types/>",
                "word/document.xml": "<x/>",
                "word/media/a.png": b"\0" * 250_000_000,
            }
        ),
    )
    for size in (0, 1, 0xFFFFFFFF):
        yield f"ljuger-{size}.docx", lying(docx(paragraph(run("hej " * 5000))), size)
        yield f"ljuger-{size}.odt", lying(odt("<text:p>hej</text:p>" * 500), size)
    yield (
        "många.docx",
        package(
            {"[Content_Types].xml": "<Types/>", "word/document.xml": "<x/>"}
            | {f"word/{n}.xml": "" for n in range(20_000)}
        ),
    )
    inner = package({"a": b"\0" * 5_000_000})
    for depth in range(2, 8):
        inner = package({f"{depth}.zip": inner})
    yield "zip-i-zip.docx", inner
    yield "bara.zip", package({"a.txt": MINUTES})
    yield (
        "utåt.docx",
        package(
            {
                "[Content_Types].xml": "<Types/>",
                "../../../../tmp/utåt": "x",
                "/tmp/rot": "x",
                "word/document.xml": "<x/>",
            }
        ),
    )
    double = io.BytesIO()
    with zipfile.ZipFile(double, "w") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for text in ("ett", "två"):
                archive.writestr(
                    zipfile.ZipInfo("word/document.xml"),
                    f'<w:document xmlns:w="{W}"><w:body>{paragraph(run(text))}</w:body></w:document>',
                )
    yield "dubbel.docx", double.getvalue()
    sound = docx(paragraph(run("hej")))
    yield "framför.docx", b"MZ" + b"\0" * 5000 + sound
    yield "efter.docx", sound + b"\0" * 5000
    yield "utan-slut.docx", sound[: sound.rfind(b"PK\x05\x06")]
    yield "slut-ljuger.docx", sound[:-6] + b"\xff\xff\xff\x7f\0\0"
    yield "krypterad.docx", sound.replace(b"PK\x01\x02\x14\x03\x14\0\0\0", b"PK\x01\x02\x14\x03\x14\0\x01\0")
    yield "gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000
    yield (
        "ring.docx",
        docx(
            paragraph(run("x", '<w:rStyle w:val="a"/>')),
            styles='<w:styles><w:style w:type="character" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>',
        ),
    )
    yield (
        "ring.odt",
        odt(
            '<text:p text:style-name="a">x</text:p>',
            '<style:style style:name="a" style:parent-style-name="b"/><style:style style:name="b" style:parent-style-name="a"/>',
        ),
    )
    yield "tabell-i-tabell.docx", document_xml("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000)
    yield (
        "lista-i-lista.odt",
        odt("<text:list><text:list-item>" * 4000 + "</text:list-item></text:list>" * 4000),
    )
    yield (
        "upprepad.odt",
        odt(
            '<table:table><table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        ),
    )
    yield "mellanslag.odt", odt('<text:p>a<text:s text:c="2000000000"/>b</text:p>')
    yield (
        "spann.docx",
        document_xml(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>'
            + paragraph(run("x"))
            + "</w:tc></w:tr></w:tbl>"
        ),
    )


@kind
def markup() -> Iterator[File]:
    laughs = (
        '<!DOCTYPE a [<!ENTITY x "ha">'
        + "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' if n else '<!ENTITY x0 "&x;">' for n in range(10))
        + "]>"
    )
    quadratic = f'<!DOCTYPE a [<!ENTITY x "{"a" * 50_000}">]>'
    outside = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>'
    for name, prolog, body in (
        ("skratt", laughs, "&x9;"),
        ("kvadrat", quadratic, "&x;" * 20_000),
        ("utifrån", outside, "&x;"),
        ("parameter", parameter, "x"),
    ):
        yield f"{name}.docx", document_xml(paragraph(run(body)), prolog)
        yield (
            f"{name}.odt",
            package(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": f"{prolog}<a>{body}</a>",
                }
            ),
        )
        yield f"{name}.html", f"{prolog}<html><body><p>{body}".encode()
    for deep in (1_000, 200_000):
        yield f"djup-{deep}.html", b"<div>" * deep + b"x"
        yield f"djup-tabell-{deep}.html", b"<table><tr><td>" * deep + b"x"
        yield f"djup-{deep}.docx", document_xml("<w:p>" * deep + "</w:p>" * deep)
    yield "lista.html", b"<ul><li>" * 50_000
    yield "attribut.html", b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x"
    yield "stort-attribut.html", b'<p title="' + b"a" * 10_000_000 + b'">x'
    yield "spann.html", b"<table><tr><td colspan=1000000000 rowspan=1000000000>x<td>y</table>"
    yield "tecken.html", b"<p>" + b"&#x10FFFF;&#0;&#xD800;&nbsp;" * 50_000
    yield "formatering.html", b"<b><i><u><s>" * 20_000 + b"x"
    yield (
        "skript.html",
        b"<script>while(1);</script><iframe src=file:///etc/passwd></iframe><img src=x onerror=alert(1)><p>hej",
    )
    yield "stil.html", b"<style>" + b"*{}" * 300_000 + b"</style><p>hej"
    yield "kommentar.html", b"<!--" * 200_000
    yield "kodning.html", b'<meta charset="utf-7"><p>+ADw-script+AD4-'
    yield "okänd-kodning.html", b'<meta charset="nej-\xff"><p>hej'


@kind
def pdfs() -> Iterator[File]:
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    yield "ring-sidor.pdf", pdf([catalogue, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"])
    yield (
        "ring-två.pdf",
        pdf(
            [
                catalogue,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>",
            ]
        ),
    )
    yield "ring-rot.pdf", pdf([b"1 0 R"])
    yield "sig-själv.pdf", pdf([b"<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"])
    for count in (-1, 0, 2_000_000_000, 10**30):
        yield (
            f"säger-{count}.pdf",
            pdf([catalogue, b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % count, page, stream(b"BT ET")]),
        )
    yield "många-sidor.pdf", pdf_page(b"BT ET", count=20_000)
    for box in (
        b"0 0 1e9 1e9",
        b"0 0 0 0",
        b"-1e30 -1e30 1e30 1e30",
        b"nan nan nan nan",
        b"0 0 14400 14400",
        b"5 5",
        b"595 842 0 0",
    ):
        yield (
            f"ruta-{len(box)}-{box[-3:].decode()}.pdf",
            pdf_page(roster(), page=b"/MediaBox[%s]/CropBox[%s]" % (box, box)),
        )
    yield "bomb.pdf", pdf_page(b" " * 100_000_000)
    yield "bomb-text.pdf", pdf_page(b"BT /F 9 Tf (a) Tj ET\n" * 300_000)
    twice = zlib.compress(zlib.compress(b" " * 50_000_000))
    yield (
        "bomb-dubbel.pdf",
        pdf(
            [
                catalogue,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page,
                b"<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream" % (len(twice), twice),
            ]
        ),
    )
    yield (
        "filter.pdf",
        pdf(
            [
                catalogue,
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page,
                b"<</Filter[" + b"/ASCIIHexDecode" * 5000 + b"]/Length 2>>stream\n00\nendstream",
            ]
        ),
    )
    for length in (-5, 10**12):
        yield (
            f"längd-{length}.pdf",
            pdf(
                [
                    catalogue,
                    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    page,
                    b"<</Length %d>>stream\nBT ET\nendstream" % length,
                ]
            ),
        )
    yield "streck.pdf", pdf_page(b"0 0 m 100 100 l S\n" * 200_000)
    yield "kurvor.pdf", pdf_page(b"0 0 m " + b"1 1 2 2 3 3 c " * 200_000 + b"S")
    yield "q.pdf", pdf_page(b"q " * 1_000_000)
    yield "djupa-fält.pdf", pdf_page(b"BT " + b"[" * 200_000 + b" TJ ET")
    yield "djup-ordbok.pdf", pdf([b"<</A" * 50_000 + b">>" * 50_000, catalogue])
    yield (
        "stor-font.pdf",
        pdf_page(b"BT /F 1e38 Tf (hej) Tj ET BT /F -1e38 Tf (hej) Tj ET BT /F 0 Tf (hej) Tj ET"),
    )
    yield "matris.pdf", pdf_page(b"1e38 1e38 -1e38 1e38 1e38 1e38 cm BT /F 9 Tf (hej) Tj ET 0 0 m 1 1 l S")
    form = stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    )
    yield "ring-form.pdf", pdf_page(b"/X Do", resources=b"/XObject<</X 6 0 R>>", more=(form,))
    double = [
        stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + n),
        )
        for n in range(9)
    ]
    yield (
        "tio-upphöjt-till-nio.pdf",
        pdf_page(
            b"/X Do",
            resources=b"/XObject<</X 6 0 R>>",
            more=(*double, stream(b"BT ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")),
        ),
    )
    for width, height in ((100_000, 100_000), (1, 2_000_000_000), (0, 0)):
        image = stream(
            b"\0" * 100,
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray"
            % (width, height),
        )
        yield (
            f"bild-{width}x{height}.pdf",
            pdf_page(b"595 0 0 842 0 0 cm /X Do", resources=b"/XObject<</X 6 0 R>>", more=(image,)),
        )
    yield (
        "skript.pdf",
        pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1);while(1);)>>/AA<</O<</S/Launch/F(/bin/sh)>>>>>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                page,
                stream(b"BT ET"),
            ]
        ),
    )
    yield (
        "låst.pdf",
        pdf_page(roster()).replace(
            b"trailer <<", b"trailer <</Encrypt<</Filter/Standard/V 4/R 4/O(x)/U(y)/P -1>>/ID[(a)(b)]"
        ),
    )
    sound = pdf_page(roster())
    yield "utan-slut.pdf", sound[: sound.rfind(b"xref")]
    yield "ring-xref.pdf", sound.replace(b"trailer <<", b"trailer <</Prev %d" % sound.rfind(b"xref\n0"))
    yield "xref-fel.pdf", sound.replace(b"startxref\n", b"startxref\n9999999999")
    yield "två.pdf", sound + sound
    yield "framför.pdf", b"\0" * 1000 + sound
    yield "bara-huvud.pdf", b"%PDF-1.7\n"
    yield "bara-huvuden.pdf", b"%PDF-1.7\n" * 100_000
    yield (
        "obj.pdf",
        b"%PDF-1.7\n"
        + b"".join(b"%d 0 obj\n%d 0 R\nendobj\n" % (n, n + 1) for n in range(1, 50_000))
        + b"trailer<</Root 1 0 R>>",
    )
    note = b"<</Type/Annot/Subtype/Ink/Rect[0 0 9 9]/InkList[[" + b"1 2 " * 200_000 + b"]]>>"
    yield "bläck.pdf", pdf_page(roster(), page=b"/Annots[6 0 R]", more=(note,))
    yield (
        "noter.pdf",
        pdf_page(
            roster(),
            page=b"/Annots[" + b"6 0 R " * 50_000 + b"]",
            more=(b"<</Type/Annot/Subtype/StrikeOut/Rect[0 0 9 9]/QuadPoints[1 2 3 4 5 6 7 8]>>",),
        ),
    )


@kind
def images() -> Iterator[File]:
    for width, height in ((100_000, 100_000), (2**31 - 1, 1), (1, 2**31 - 1), (0, 0), (2**32 - 1, 2**32 - 1)):
        yield f"stor-{width}x{height}.png", png(width, height)
    yield "bomb.png", png(20_000, 20_000, b"\0" * 50_000_000)
    yield "svart.png", png(6_000, 6_000, (b"\0" * 6_001) * 6_000)
    yield "rutig.png", png(3_000, 3_000, (b"\0" + b"\xff\0" * 1_500) * 3_000)
    yield (
        "stycken.png",
        png()[:33]
        + b"".join(
            struct.pack(">I", 0) + b"tEXt" + struct.pack(">I", zlib.crc32(b"tEXt")) for _ in range(100_000)
        )
        + png()[33:],
    )
    size = [(256, 4, 1, 100_000), (257, 4, 1, 100_000)]
    yield "stor.tif", tiff([*size, (273, 4, 1, 8), (279, 4, 1, 10)])
    yield "ring.tif", tiff([(256, 4, 1, 10), (257, 4, 1, 10), (273, 4, 1, 8), (279, 4, 1, 10)], following=8)
    yield "många.tif", tiff([(256, 4, 2**31, 8), (257, 4, 2**31, 8)])
    yield "utanför.tif", tiff([(256, 4, 1, 10), (257, 4, 1, 10), (273, 4, 1, 2**31), (279, 4, 1, 2**31)])
    yield "tom.tif", tiff([])
    jpeg = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    yield "bara-huvud.jpg", jpeg
    yield (
        "stor.jpg",
        jpeg + b"\xff\xc0\0\x0b\x08" + struct.pack(">HH", 65_535, 65_535) + b"\x01\x01\x11\0\xff\xd9",
    )
    yield "exif.jpg", b"\xff\xd8" + (b"\xff\xe1\xff\xffExif\0\0" + b"\0" * 65_527) * 50 + b"\xff\xd9"
    yield (
        "steg.jpg",
        jpeg
        + b"\xff\xc2\0\x0b\x08"
        + struct.pack(">HH", 8_000, 8_000)
        + b"\x01\x01\x11\0"
        + (b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + b"\0" * 20) * 5_000,
    )
    yield (
        "stor.gif",
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\x80\0\0\0\0\0\xff\xff\xff"
        + b","
        + struct.pack("<HHHH", 0, 0, 65_535, 65_535)
        + b"\0\x02\x02\x44\x01\0;",
    )
    yield (
        "stor.bmp",
        b"BM"
        + struct.pack(
            "<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 2**31 - 1, -(2**31) + 1, 1, 32, 0, 0, 0, 0, 0, 0
        ),
    )
    yield "stor.webp", b"RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff"
    yield (
        "bild.svg",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/><script>alert(1)</script></svg>',
    )


@kind
def letters() -> Iterator[File]:
    for deep in (50, 2_000):
        out = b"Content-Type: text/plain\r\n\r\nhej"
        for n in range(deep):
            out = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%s\r\n--b%d--" % (
                n,
                n,
                out,
                n,
            )
        yield f"djup-{deep}.eml", b"From: a@b\r\nSubject: x\r\nMIME-Version: 1.0\r\n" + out
    forwarded = letter()
    for _ in range(30):
        forwarded = (
            b"From: a@b\r\nSubject: vb\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n"
            + forwarded
        )
    yield "vidare.eml", forwarded
    yield (
        "delar.eml",
        b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        + b"--x\r\n\r\nhej\r\n" * 50_000
        + b"--x--",
    )
    yield "huvuden.eml", b"".join(b"X-%d: y\r\n" % n for n in range(100_000)) + b"\r\nhej"
    yield "långt-huvud.eml", b"From: a@b\r\nSubject: " + b"a" * 5_000_000 + b"\r\n\r\nhej"
    yield "kodat-huvud.eml", b"From: a@b\r\nSubject: " + b"=?utf-8?B?" * 20_000 + b"\r\n\r\nhej"
    yield "adresser.eml", b"From: " + b"(" * 20_000 + b"a@b\r\nTo: " + b"<a@b>," * 20_000 + b"\r\n\r\nhej"
    bomb = base64.encodebytes(docx(paragraph(run("a" * 30_000_000))))
    yield (
        "bomb.eml",
        b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=a.docx\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.docx\r\n\r\n"
        + bomb,
    )
    yield (
        "base64.eml",
        b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"=A" * 500_000,
    )
    yield (
        "kodning.eml",
        b'From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="nej\xff"\r\n\r\nhej',
    )
    yield "utan-gräns.eml", b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed\r\n\r\nhej"
    yield "filnamn.eml", letter().replace(b"filename=m.txt", b"filename=../../../../etc/cron.d/x")
    yield "html.eml", letter(html="<div>" * 100_000)
    yield (
        "winmail.eml",
        b"From: a@b\r\nMIME-Version: 1.0\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n\r\n\x78\x9f\x3e\x22",
    )


@kind
def texts() -> Iterator[File]:
    yield "en-rad.txt", b"a" * 5_000_000
    yield "rader.txt", b"\n" * 2_000_000
    yield "ord.txt", b"ord " * 1_000_000
    yield "nollor.txt", b"\0" * 100_000
    yield "styrtecken.txt", bytes(range(32)) * 10_000
    yield "fel-utf8.txt", b"\xc3\x28\xa0\xa1\xe2\x28\xa1\xf0\x28\x8c\xbc\xff\xfe" * 20_000
    yield "utf16.txt", MINUTES.encode("utf-16")
    yield "utf16-udda.txt", MINUTES.encode("utf-16")[:-1]
    yield "utf32.txt", MINUTES.encode("utf-32")
    yield "bom.txt", b"\xef\xbb\xbf" * 50_000
    yield "prickar.txt", ("a" + "\u0308" * 100_000).encode()
    yield "höger-till-vänster.txt", ("\u202e\u2066" * 50_000 + MINUTES).encode()
    yield "osynligt.txt", ("\u200b\u00ad\ufeff" * 100_000).encode()
    yield "surrogat.txt", "\ud800".encode("utf-8", "surrogatepass") * 10_000
    yield "paragrafer.txt", "".join(f"§ {n}\n" for n in range(100_000)).encode()
    yield "paragraf.txt", ("§ " * 500_000).encode()
    yield "namn.txt", ("Närvarande: " + "Bo Ek (S), " * 50_000).encode()
    yield "namn-utan-slut.txt", ("Närvarande: " + "Å" * 300_000).encode()
    yield "närvarande.txt", ("Närvarande:\n" * 50_000).encode()
    yield "kommatecken.txt", ("Närvarande: " + ", " * 300_000).encode()
    yield "parenteser.txt", ("Närvarande: " + "(" * 100_000 + ")" * 100_000).encode()
    yield "datum.txt", ("2025-03-11 den 11 mars 2025 kl. 13.00–14.00 " * 20_000).encode()
    yield "siffror.txt", b"1" * 1_000_000
    yield "punkter.txt", b"1." * 300_000
    yield "punkter-mellan.txt", b". " * 300_000
    yield "mellanslag.txt", b" " * 3_000_000 + b"x"
    yield "tabbar.txt", b"\t" * 2_000_000
    yield "bindestreck.txt", ("Ann-" * 100_000).encode()
    yield "citat.md", b">" * 200_000
    yield "betoning.md", b"*_" * 100_000
    yield "länkar.md", b"[" * 100_000
    yield "länkar-i-länkar.md", b"[a](" * 50_000
    yield "rubriker.md", b"#" * 200_000
    yield "tabell.md", b"|a" * 100_000 + b"\n" + b"|-" * 100_000 + b"\n"
    yield "lista.md", "".join(" " * (n % 400) + "- x\n" for n in range(20_000)).encode()
    yield "kod.md", b"`" * 200_000
    yield "djup.json", b'{"nodes":' * 50_000
    yield "fält.json", b"[" * 200_000
    yield (
        "noder.json",
        json.dumps(
            {"nodes": [{"typ": "möte", "data": {"närvarande": [{"namn": "A" * 200}] * 100}}] * 20}
        ).encode(),
    )
    yield "tal.json", b'{"nodes":[{"typ":"m\xc3\xb6te","data":{"datum":' + b"9" * 100_000 + b"}}]}"
    yield (
        "typer.json",
        b'{"nodes":[{"typ":1,"data":[]},null,{"typ":"m\xc3\xb6te","data":null},{"typ":"m\xc3\xb6te","data":{"n\xc3\xa4rvarande":"A"}}]}',
    )


@kind
def names() -> Iterator[File]:
    """Traps in the name, and contents that are not what the name says."""
    traps = (
        "../../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a" * 3_000 + ".txt", "\u202efdp.txt", "rad\nbrytning.txt",
        "noll\0byte.txt", "", ".", "..", " ", "<script>alert(1)</script>.html", "'; DROP TABLE core_document; --.txt", "CON", "fil.tar.gz.exe",
        "%2e%2e%2fetc", "\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace") + ".txt", "{{7*7}}.txt", "${jndi:ldap://127.0.0.1}.txt", "=cmd().csv",
    )  # fmt: skip
    for number, trap in enumerate(traps):
        yield trap, f"{MINUTES}\n{number}".encode()
    endings = [name.partition(".")[2] for name in BASES]
    for number, (name, data) in enumerate(BASES.items()):
        wrong = endings[(number + 3) % len(endings)]
        yield f"egentligen-{name}.{wrong}", data + b"\n"
    yield "program.pdf", b"\x7fELF" + b"\0" * 500
    yield "program.docx", b"MZ" + b"\0" * 500
    yield "arkiv.pdf", b"\x1f\x8b\x08" + zlib.compress(b"x" * 1000)
    yield "tom.pdf", b""
    yield "slump.pdf", random.Random(1).randbytes(200_000)
    yield "slump.docx", b"PK\x03\x04" + random.Random(2).randbytes(200_000)


def main(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number, (name, data) in enumerate(files()):
        plain = "".join(char if char.isalnum() or char in ".-" else "_" for char in name)[-60:]
        (folder / f"{number:03}-{plain}").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
