"""Writer for DOCX, and LibreOffice for what is made from it: ODT and PDF."""

import io
import re
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from .blocks import Block, Break, H, Li, P, Sp, Style, T, runs

STAMP = datetime(2025, 1, 15, 8, tzinfo=UTC)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def _fill(
    paragraph: Paragraph, text: str, style: Style, *, bold: bool = False, size: float | None = None
) -> None:
    for run in runs(text):
        for part_number, part in enumerate(run.text.split("\n")):
            made = paragraph.add_run()
            if part_number:
                made.add_break()
            made.add_text(part)
            made.bold = True if (bold or run.bold) else None
            if run.strike and style.extra.get("strike") == "double":
                made.font.double_strike = True
            elif run.strike:
                made.font.strike = True
            if size:
                made.font.size = Pt(size)


def _field(paragraph: Paragraph, code: str) -> None:
    """A PAGE or NUMPAGES field."""
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = code
        paragraph.add_run()._r.append(element)


def _running(paragraph: Paragraph, texts: tuple[str, str]) -> None:
    line = texts[0] + "\t\t" + texts[1].replace("##", "#(@)")
    for piece in re.split(r"([#@])", line):
        if piece in "#@" and piece:
            _field(paragraph, "PAGE" if piece == "#" else "NUMPAGES")
        else:
            paragraph.add_run(piece)


def _borders(table: docx.table.Table, grid: str) -> None:
    if grid == "grid":
        table.style = "Table Grid"
    if grid in ("box", "groups"):
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", *(("insideH",) if grid == "groups" else ())):
            edge = OxmlElement(f"w:{side}")
            edge.set(qn("w:val"), "single")
            edge.set(qn("w:sz"), "6")
            borders.append(edge)
        table._tbl.tblPr.append(borders)


def _table(document: Document, block: T, style: Style) -> None:
    """A table; in forms ("groups") the lines of a field stand in one cell, as people type them."""
    rows = _joined(block.rows) if block.grid == "groups" else block.rows
    table = document.add_table(rows=len(rows), cols=len(block.widths))
    _borders(table, block.grid)
    width = 595 - 2 * style.margin
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            cell = table.cell(r, c)
            cell.width = Pt(width * block.widths[c] / sum(block.widths))
            size = style.size * 0.86 if block.small else None
            for n, line in enumerate(text.split("\n") if block.grid == "groups" else [text]):
                paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
                paragraph.paragraph_format.space_after = Pt(0)
                _fill(paragraph, line, style, bold=block.head and r == 0, size=size)


def _joined(rows: list[list[str]]) -> list[list[str]]:
    out: list[list[str]] = []
    for row in rows:
        if row[0].strip() or not out:
            out.append(list(row))
        else:
            out[-1] = [a if not i else f"{a}\n{b}" for i, (a, b) in enumerate(zip(out[-1], row, strict=True))]
    return out


def _add(document: Document, block: Block, style: Style) -> None:
    match block:
        case H(level, text):
            paragraph = document.add_heading(level=level)
            _fill(paragraph, text, style)
        case P(text):
            paragraph = document.add_paragraph()
            paragraph.alignment = ALIGN[block.align]
            paragraph.paragraph_format.left_indent = Pt(block.indent)
            _fill(paragraph, text, style, size=style.size * 0.82 if block.small else None)
        case Li(items, ordered):
            for item in items:
                _fill(document.add_paragraph(style="List Number" if ordered else "List Bullet"), item, style)
        case T():
            _table(document, block, style)
        case Sp():
            document.add_paragraph()
        case Break():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _looks(document: Document, style: Style) -> None:
    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        look = document.styles[name]
        family = style.font if name == "Normal" else style.head_font()
        look.font.name = family
        fonts = look.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), family)
        if name != "Normal":
            look.font.color.rgb = RGBColor.from_string(style.colour.lstrip("#"))
    document.styles["Normal"].font.size = Pt(style.size)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def to_docx(blocks: list[Block], style: Style) -> bytes:
    """The DOCX with fixed dates."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595), Pt(842)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(style.margin)
    _looks(document, style)
    if style.header:
        _running(section.header.paragraphs[0], style.header)
    if style.footer:
        _running(section.footer.paragraphs[0], style.footer)
    for block in blocks:
        _add(document, block, style)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = style.title, "", ""
    properties.created = properties.modified = STAMP.replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return fixed_zip(out.getvalue())


def _renumbered(body: bytes) -> bytes:
    """Lists numbered in order instead of by chance."""
    known: dict[bytes, bytes] = {}
    return re.sub(rb"\blist\d{6,}", lambda m: known.setdefault(m[0], b"list%d" % len(known)), body)


def fixed_zip(data: bytes) -> bytes:
    """The same archive with one time stamp for all its files; document dates in ODT too."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = old.read(info)
            if info.filename == "meta.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+", b"2025-01-15T08:00:00", body)
                body = re.sub(rb"<meta:editing-duration>.*?</meta:editing-duration>", b"", body)
            if info.filename == "settings.xml":
                body = re.sub(rb'(config:name="Rsid(?:Root)?" config:type="int">)\d+', rb"\g<1>1", body)
            if info.filename == "content.xml":
                body = _renumbered(body)
            if info.filename.startswith("Thumbnails/"):
                body = b""
            fixed = zipfile.ZipInfo(info.filename, (2025, 1, 15, 8, 0, 0))
            stored = info.filename == "mimetype"
            fixed.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            new.writestr(fixed, body)
    return out.getvalue()


def convert(data: bytes, suffix: str, target: str) -> bytes:
    """What LibreOffice makes of the bytes: target "pdf" or "odt"."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{Path(tempfile.gettempdir()) / 'corpus-office-profile'}"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", target, "--outdir", folder, str(source)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        made = source.with_suffix(f".{target}").read_bytes()
    return fixed_zip(made) if target == "odt" else made
