"""Writer for PDF by ReportLab, the way many case systems print: each row a line of its own."""

import html
import io
import subprocess
from functools import cache

from reportlab.lib import colors, pagesizes
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from .blocks import Block, Break, H, Li, P, Run, Sp, Style, T, runs

ALIGN = {"left": 0, "center": 1, "right": 2}


@cache
def _register(family: str) -> str:
    """Make a system font known; the name to use."""
    name = family.replace(" ", "")
    faces = {"": "Regular", "-Bold": "Bold"}
    for suffix, face in faces.items():
        query = f"{family}:style={face}" if family != "DejaVu Sans" or suffix else "DejaVu Sans:style=Book"
        path = subprocess.run(
            ["fc-match", "-f", "%{file}", query], capture_output=True, text=True, check=True
        )
        pdfmetrics.registerFont(TTFont(name + suffix, path.stdout))
    pdfmetrics.registerFontFamily(name, name, name + "-Bold", name, name + "-Bold")
    return name


def _run(run: Run) -> str:
    text = html.escape(run.text).replace("\n", "<br/>")
    if run.strike:
        text = f"<strike>{text}</strike>"
    if run.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{run.link}">{text}</a>' if run.link else text


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph("".join(_run(r) for r in runs(text)), style)


class _Writer:
    """Holds the styles of one document."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.font = _register(style.font)
        self.head = _register(style.head_font())

    def look(
        self, *, size: float = 1, bold: bool = False, align: str = "left", indent: float = 0
    ) -> ParagraphStyle:
        """A paragraph style."""
        points = self.style.size * size
        return ParagraphStyle(
            "x",
            fontName=self.font + ("-Bold" if bold else ""),
            fontSize=points,
            alignment=ALIGN[align],
            leading=points * self.style.leading,
            leftIndent=indent,
            spaceAfter=2,
            embeddedHyphenation=0,
        )

    def table(self, table: T) -> Flowable:
        """A table that breaks between rows."""
        width = pagesizes.A4[0] - 2 * self.style.margin
        total = sum(table.widths)
        scale = 0.86 if table.small else 1
        cells = [
            [_paragraph(c, self.look(size=scale, bold=table.head and n == 0)) for c in row]
            for n, row in enumerate(table.rows)
        ]
        rules: list[tuple[object, ...]] = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
        if table.grid == "grid":
            rules.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        if table.grid == "rules":
            rules.append(("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey))
        if table.grid in ("groups", "box"):
            rules.append(("BOX", (0, 0), (-1, -1), 0.8, colors.black))
        if table.grid == "groups":
            rules += [
                ("LINEABOVE", (0, n), (-1, n), 0.6, colors.black)
                for n, r in enumerate(table.rows)
                if r[0].strip()
            ]
        return Table(cells, colWidths=[width * w / total for w in table.widths], style=rules, hAlign="LEFT")

    def block(self, block: Block) -> Flowable:
        """One block as a flowable."""
        match block:
            case H(level, text):
                look = self.look(size={1: 1.5, 2: 1.2}.get(level, 1.05), bold=True)
                look.fontName, look.textColor = self.head + "-Bold", colors.HexColor(self.style.colour)
                look.spaceBefore, look.keepWithNext = 8, 1
                return _paragraph(text, look)
            case P(text):
                return _paragraph(
                    text, self.look(size=0.82 if block.small else 1, align=block.align, indent=block.indent)
                )
            case Li(items, ordered):
                kind, start = ("1", 1) if ordered else ("bullet", "•")
                rows = [ListItem(_paragraph(i, self.look())) for i in items]
                return ListFlowable(
                    rows, bulletType=kind, start=start, leftIndent=16, bulletFontName=self.font
                )
            case T():
                return self.table(block)
            case Sp(points):
                return Spacer(1, points)
            case Break():
                return PageBreak()

    def running(self, canvas: Canvas, doc: SimpleDocTemplate) -> None:
        """Running head and foot of a page."""
        canvas.setFont(self.font, 8.5)
        page, margin = str(canvas.getPageNumber()), self.style.margin
        for texts, height in ((self.style.header, pagesizes.A4[1] - 34), (self.style.footer, 28)):
            if texts:
                left, right = (t.replace("##", page).replace("#", page) for t in texts)
                canvas.drawString(margin, height, left)
                canvas.drawRightString(pagesizes.A4[0] - margin, height, right)


def to_pdf(blocks: list[Block], style: Style) -> bytes:
    """The PDF, without clock or random identity in it."""
    writer, out, margin = _Writer(style), io.BytesIO(), style.margin
    doc = SimpleDocTemplate(
        out,
        pagesize=pagesizes.A4,
        title=style.title,
        invariant=1,
        leftMargin=margin,
        rightMargin=margin,
        topMargin=margin,
        bottomMargin=margin,
    )
    doc.build([writer.block(b) for b in blocks], onFirstPage=writer.running, onLaterPages=writer.running)
    return out.getvalue()
