"""Writer for PDF by Typst."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import typst

from .blocks import Block, Break, H, Li, P, Run, Sp, Style, T, runs

SPECIAL = str.maketrans({c: "\\" + c for c in "\\#*_`$<>@[]~=-+/'\""})
STAMP = int(datetime(2025, 1, 15, 8, tzinfo=UTC).timestamp())


def _run(run: Run) -> str:
    text = run.text.translate(SPECIAL).replace("\n", " \\ ")
    if run.strike:
        text = f"#strike[{text}]"
    if run.bold:
        text = f"#strong[{text}]"
    return f'#link("{run.link}")[{text}]' if run.link else text


def _inline(text: str) -> str:
    return "".join(_run(r) for r in runs(text))


def _table(table: T) -> str:
    widths = ", ".join(f"{w}fr" for w in table.widths)
    strokes = {"grid": "0.6pt", "rules": "(bottom: 0.4pt + gray)"}
    stroke = strokes.get(table.grid, "none")
    lines = []
    for number, row in enumerate(table.rows):
        if table.grid == "groups" and (row[0].strip() or number == 0):
            lines.append("table.hline(stroke: 0.6pt),")
        bold = table.head and number == 0
        cells = (f"[#strong[{_inline(c)}]]" if bold and c else f"[{_inline(c)}]" for c in row)
        lines.append(", ".join(cells) + ",")
    size = "#set text(0.86em)\n" if table.small else ""
    inner = f"#table(columns: ({widths},), inset: 3.2pt, stroke: {stroke},\n" + "\n".join(lines) + ")"
    boxed = f"#block(stroke: 0.8pt, inset: 2pt)[{inner}]" if table.grid in ("groups", "box") else inner
    return f"#[{size}{boxed}]"


def _block(block: Block) -> str:
    match block:
        case H(level, text):
            return "=" * level + " " + _inline(text)
        case P(text):
            size = "#set text(0.82em)\n" if block.small else ""
            return f"#align({block.align})[#pad(left: {block.indent}pt)[{size}{_inline(text)}]]"
        case Li(items, ordered):
            return "\n".join(("+ " if ordered else "- ") + _inline(i) for i in items)
        case T():
            return _table(block)
        case Sp(points):
            return f"#v({points}pt)"
        case Break():
            return "#pagebreak()"


def _running(texts: tuple[str, str] | None) -> str:
    if not texts:
        return "none"
    number = "#counter(page).display()"
    both = '#counter(page).display("1 (1)", both: true)'
    cells = (
        both.join(number.join(p.translate(SPECIAL) for p in part.split("#")) for part in text.split("##"))
        for text in texts
    )
    left, right = cells
    return f"context [#set text(8.5pt)\n{left} #h(1fr) {right}]"


def to_pdf(blocks: list[Block], style: Style) -> bytes:
    """The PDF."""
    top = f"""#set document(title: "{style.title}", date: datetime(year: 2025, month: 1, day: 15))
#set page(paper: "a4", margin: {style.margin}pt, header: {_running(style.header)},
  footer: {_running(style.footer)})
#set text(font: "{style.font}", size: {style.size}pt, lang: "{style.language}", hyphenate: false)
#set par(leading: {style.leading * 0.5:.2f}em, spacing: {style.leading * 0.6:.2f}em)
#show heading: set text(font: "{style.head_font()}", fill: rgb("{style.colour}"))
"""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.typ"
        source.write_text(top + "\n\n".join(_block(b) for b in blocks), encoding="utf-8")
        return bytes(typst.compile(source, timestamp=STAMP))
