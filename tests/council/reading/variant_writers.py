"""Write blocks as DOCX, ODT, HTML, PDF, page image or e-mail; the same libraries give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from html import escape
from itertools import groupby
from typing import Any

import docx
import pikepdf
import pypdfium2
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.council.reading.variant_blocks import Block, Run

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
MARGIN, SIZE, LEADING = 64.0, 10.5, 14.5


def tables(blocks: list[Block]) -> Iterator[Block | list[Block]]:
    """Blocks one by one, but rows that follow each other as one list."""
    for is_row, group in groupby(blocks, lambda block: block.kind == "row"):
        if is_row:
            yield list(group)
        else:
            yield from group


def html(blocks: list[Block], *, struck: str = "<s>{}</s>") -> bytes:
    def inline(runs: list[Run]) -> str:
        return "".join(struck.format(escape(r.text)) if r.struck else escape(r.text) for r in runs)

    body = []
    for block in tables(blocks):
        if isinstance(block, list):
            rows = ("".join(f"<td>{inline(cell)}</td>" for cell in row.cells) for row in block)
            body.append("<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>")
        elif block.kind == "bullet":
            body.append("<ul>" * block.level + f"<li>{inline(block.runs)}</li>" + "</ul>" * block.level)
        else:
            tag = f"h{block.level}" if block.kind == "heading" else "p"
            body.append(f"<{tag}>{inline(block.runs)}</{tag}>")
    head = (
        '<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>Dokument</title></head><body>\n'
    )
    return (head + "\n".join(body) + "\n</body></html>\n").encode()


def word(blocks: list[Block], *, struck: str = "strike") -> bytes:
    """A Word file. `struck` is "strike", "dstrike", "style" (a character style, which the rest of the
    paragraph has too but switches off) or "del" (a tracked deletion)."""
    document = docx.Document()
    _drop_thumbnail(document)
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "Protokoll", EPOCH, EPOCH
    style = document.styles.add_style("Frånvarande", WD_STYLE_TYPE.CHARACTER)
    style.font.strike = True
    trap = struck == "style"
    for block in tables(blocks):
        if isinstance(block, list):
            table = document.add_table(0, max(len(row.cells) for row in block), style="Table Grid")
            for row in block:
                for cell, runs in zip(table.add_row().cells, row.cells, strict=False):
                    _add_runs(cell.paragraphs[0], runs, struck)
        elif block.kind == "heading":
            _add_runs(document.add_heading(level=min(block.level, 9)), block.runs, struck)
        else:
            name = {"bullet": "List Bullet"}.get(block.kind, "Normal")
            paragraph = document.add_paragraph(style=name)
            _add_runs(paragraph, block.runs, struck)
            if trap and block.kind == "para" and any(run.struck for run in block.runs):
                for run in paragraph.runs:
                    if run.style.name != style.name:
                        run.style, run.font.strike = style, False
    buffer = io.BytesIO()
    document.save(buffer)
    return _still_zip(buffer.getvalue())


def _drop_thumbnail(document: Any) -> None:
    """The template's picture of an empty page is most of a small file."""
    links = document.part.package.rels
    for key in [key for key, link in links.items() if "thumbnail" in link.reltype]:
        del links[key]


def _add_runs(paragraph: Any, runs: list[Run], struck: str) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        if not run.struck:
            continue
        if struck == "strike":
            made.font.strike = True
        elif struck == "dstrike":
            made.font.double_strike = True
        elif struck == "style":
            made.style = "Frånvarande"
        else:
            _delete(paragraph, made)


def _delete(paragraph: Any, run: Any) -> None:
    """Turn a run into a tracked deletion."""
    deletion = OxmlElement("w:del")
    for key, value in (("id", "1"), ("author", "Protokoll"), ("date", "2026-01-01T00:00:00Z")):
        deletion.set(qn(f"w:{key}"), value)
    text = run._r.find(qn("w:t"))
    text.tag = qn("w:delText")
    paragraph._p.replace(run._r, deletion)
    deletion.append(run._r)


def _still_zip(data: bytes) -> bytes:
    """The same ZIP with every member dated alike, so that a new run makes the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(_member(name), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    return zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))


ODF = "urn:oasis:names:tc:opendocument:xmlns:"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def odt(blocks: list[Block]) -> bytes:
    def inline(runs: list[Run]) -> str:
        span = '<text:span text:style-name="Struck">{}</text:span>'
        return "".join(span.format(escape(r.text)) if r.struck else escape(r.text) for r in runs)

    body = []
    for block in tables(blocks):
        if isinstance(block, list):
            width = max(len(row.cells) for row in block)
            cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
            rows = ("".join(cell.format(inline(runs)) for runs in row.cells) for row in block)
            lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
            column = f'<table:table-column table:number-columns-repeated="{width}"/>'
            body.append(f"<table:table>{column}{lines}</table:table>")
        elif block.kind == "heading":
            body.append(f'<text:h text:outline-level="{block.level}">{inline(block.runs)}</text:h>')
        elif block.kind == "bullet":
            start, end = "<text:list><text:list-item>", "</text:list-item></text:list>"
            text = f"<text:p>{inline(block.runs)}</text:p>"
            body.append(start * block.level + text + end * block.level)
        else:
            body.append(f"<text:p>{inline(block.runs)}</text:p>")
    spaces = "".join(
        f' xmlns:{short}="{ODF}{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
    )
    style = (
        '<office:automatic-styles><style:style style:name="Struck" style:family="text"><style:text-properties'
        ' style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
        "</office:automatic-styles>"
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content{spaces} office:version="1.3">'
        f"{style}"
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{ODF}manifest:1.0"'
        f' manifest:version="1.3">{entry.format("/", ODT_TYPE)}{entry.format("content.xml", "text/xml")}'
        "</manifest:manifest>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(_member("mimetype"), ODT_TYPE, zipfile.ZIP_STORED)
        archive.writestr(_member("META-INF/manifest.xml"), manifest, zipfile.ZIP_DEFLATED)
        archive.writestr(_member("content.xml"), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def words_of(runs: list[Run]) -> list[list[Run]]:
    """Words with the space after them; a word struck in part is several runs, so that "Ek," stays one."""
    words: list[list[Run]] = []
    for run in runs:
        for piece in re.findall(r"\S+\s*|\s+", run.text):
            if words and not words[-1][-1].text[-1].isspace():
                words[-1].append(Run(piece, run.struck))
            else:
                words.append([Run(piece, run.struck)])
    return words


class Paper:
    """A PDF page under way: words set left to right and wrapped; `strokes` are the boxes of struck words."""

    def __init__(self, stroke: str) -> None:
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=True)
        self.stroke = stroke
        self.page = 0
        self.y = A4[1] - MARGIN
        self.strokes: list[tuple[int, float, float, float, float]] = []

    def down(self, step: float = LEADING) -> None:
        self.y -= step
        if self.y < MARGIN:
            self.canvas.showPage()
            self.page += 1
            self.y = A4[1] - MARGIN

    def write(self, runs: list[Run], font: str, size: float, left: float, right: float) -> None:
        """Set runs from `left`, wrapping at `right`; ends on the last line."""
        x = left
        for word in words_of(runs):
            if x + sum(stringWidth(part.text.rstrip(), font, size) for part in word) > right and x > left:
                self.down()
                x = left
            for part in word:
                self.canvas.setFont(font, size)
                self.canvas.drawString(x, self.y, part.text)
                if part.struck:
                    self.strike(x, stringWidth(part.text.rstrip(), font, size), size)
                x += stringWidth(part.text, font, size)

    def strike(self, x: float, width: float, size: float) -> None:
        middle = self.y + 0.27 * size
        if self.stroke == "line":
            self.canvas.setLineWidth(0.7)
            self.canvas.line(x - 1, middle, x + width + 1, middle)
        elif self.stroke == "rect":
            self.canvas.rect(x - 1, middle - 0.35, width + 2, 0.7, stroke=0, fill=1)
        self.strokes.append((self.page, x, self.y - 0.2 * size, x + width, self.y + 0.75 * size))

    def row(self, cells: list[list[Run]]) -> None:
        """A table row with its rules: the confusers of every stroke finder."""
        self.down(2.5 * LEADING)
        width = (A4[0] - 2 * MARGIN) / len(cells)
        top, low, page = self.y, self.y, self.page
        for n, runs in enumerate(cells):
            if page == self.page:
                self.y = top
            self.write(runs, "Helvetica", SIZE, MARGIN + n * width, MARGIN + (n + 1) * width - 8)
            low = self.y if page != self.page else min(low, self.y)
        self.y = low
        self.canvas.setLineWidth(0.5)
        self.canvas.line(MARGIN, low - 5, A4[0] - MARGIN, low - 5)

    def done(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def pdf(blocks: list[Block], *, stroke: str = "line") -> bytes:
    """A PDF whose struck words have a `stroke`: "line", "rect" (thin, filled) or "annotation" (StrikeOut)."""
    paper = Paper(stroke)
    for block in blocks:
        if block.kind == "row":
            paper.row(block.cells)
        elif block.kind == "heading":
            paper.down(1.7 * LEADING)
            paper.write(block.runs, "Helvetica-Bold", SIZE + 2, MARGIN, A4[0] - MARGIN)
        else:
            paper.down(LEADING if block.kind == "bullet" else 1.25 * LEADING)
            left = MARGIN + 14 * block.level * (block.kind == "bullet")
            dash = [Run("- ")] if block.kind == "bullet" else []
            paper.write(dash + block.runs, "Helvetica", SIZE, left, A4[0] - MARGIN)
    data = paper.done()
    return _annotate(data, paper) if stroke == "annotation" else data


def _annotate(data: bytes, paper: Paper) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as document:
        for number, x0, y0, x1, y1 in paper.strokes:
            page = document.pages[number]
            annotation = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.StrikeOut,
                Rect=[x0, y0, x1, y1],
                QuadPoints=[x0, y1, x1, y1, x0, y0, x1, y0],
                C=[1, 0, 0],
                F=4,
            )
            if "/Annots" not in page:
                page.Annots = pikepdf.Array()
            page.Annots.append(document.make_indirect(annotation))
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def typed_pdf(text: str) -> bytes:
    """Plain text set in Courier as it stands, form feeds as page breaks: columns made of spaces."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True)
    for page in text.rstrip("\f\n").split("\f"):
        rows = page.expandtabs(8).splitlines()
        size = min(8.0, (A4[0] - 60) / (0.6 * max(map(len, rows), default=1)))
        for n, row in enumerate(rows):
            canvas.setFont("Courier", size)
            canvas.drawString(30, A4[1] - 36 - n * 10.5, row)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def page_image(data: bytes) -> bytes:
    """The first page of a PDF as a black and white PNG of 200 dpi."""
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    out = io.BytesIO()
    image.point(lambda value: 255 * (value > 150)).convert("1").save(
        out, "PNG", dpi=(200, 200), optimize=True
    )
    document.close()
    return out.getvalue()


def mail(attachments: list[tuple[str, str, bytes]], subject: str = "Protokoll") -> bytes:
    """An e-mail with attachments (file name, media type, bytes) and a short letter that holds no facts."""
    message = EmailMessage()
    message["From"], message["To"] = "kansliet@example.org", "arkivet@example.org"
    message["Subject"], message["Date"] = subject, "Thu, 01 Jan 2026 08:00:00 +0000"
    message["Message-ID"] = "<1@example.org>"
    message.set_content("Hej!\n\nHär kommer protokollet.\n\nVänliga hälsningar\nKansliet\n", cte="8bit")
    for name, media_type, data in attachments:
        main, sub = media_type.split("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    if attachments:
        message.set_boundary("=_del")
    return message.as_bytes()
