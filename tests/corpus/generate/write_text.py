"""Writers for text formats: HTML, Markdown and plain text."""

import html
import textwrap

from .blocks import Block, Break, H, Li, P, Run, Sp, Style, T, plain, runs


def _html_run(run: Run) -> str:
    text = html.escape(run.text).replace("\n", "<br>")
    if run.strike:
        text = f"<s>{text}</s>"
    if run.bold:
        text = f"<strong>{text}</strong>"
    return f'<a href="{html.escape(run.link)}">{text}</a>' if run.link else text


def _inline(text: str) -> str:
    return "".join(_html_run(r) for r in runs(text))


def _html_table(table: T) -> str:
    total = sum(table.widths)
    cols = "".join(f'<col style="width:{w / total:.1%}">' for w in table.widths)
    out = []
    for number, row in enumerate(table.rows):
        tag = "th" if table.head and number == 0 else "td"
        first = ' class="first"' if row[0].strip() or number == 0 else ""
        cells = "".join(f"<{tag}>{_inline(cell)}</{tag}>" for cell in row)
        out.append(f"<tr{first}>{cells}</tr>")
    small = " small" if table.small else ""
    return f'<table class="{table.grid}{small}"><colgroup>{cols}</colgroup>{"".join(out)}</table>'


def html_block(block: Block) -> str:
    """One block as HTML."""
    match block:
        case H(level, text):
            return f"<h{level}>{_inline(text)}</h{level}>"
        case P():
            css = f"text-align:{block.align};margin-left:{block.indent}pt" + (
                ";font-size:80%" if block.small else ""
            )
            return f'<p style="{css}">{_inline(block.text)}</p>'
        case Li(items, ordered):
            tag = "ol" if ordered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_inline(i)}</li>" for i in items) + f"</{tag}>"
        case T():
            return _html_table(block)
        case Sp(points):
            return f'<div style="height:{points}pt"></div>'
        case Break():
            return '<div style="break-after:page"></div>'


def _content(text: str) -> str:
    """A running head as CSS content: # is the page number, ## page and number of pages."""
    quoted = text.replace("##", '" counter(page) " (" counter(pages) ")').replace("#", '" counter(page) "')
    return f'"{quoted}"'.replace(' ""', "").replace('"" ', "")


def css(style: Style) -> str:
    """The style sheet for print and screen."""
    corners = ""
    for place, texts in (("top", style.header), ("bottom", style.footer)):
        for side, text in zip(("left", "right"), texts or (), strict=False):
            corners += f"@{place}-{side}{{content:{_content(text)};font-size:8.5pt;white-space:pre}}"
    return f"""
@page {{size:A4;margin:{style.margin}pt;font-family:'{style.font}';{corners}}}
body {{font:{style.size}pt/{style.leading} '{style.font}'}}
h1,h2,h3,h4 {{font-family:'{style.head_font()}';color:{style.colour};margin:.9em 0 .25em;line-height:1.2}}
h1 {{font-size:1.55em}} h2 {{font-size:1.22em}} h3 {{font-size:1.06em}} h4 {{font-size:1em}}
p {{margin:.25em 0}} ul,ol {{margin:.2em 0 .2em 1.4em;padding:0}}
table {{border-collapse:collapse;width:100%;table-layout:fixed;margin:.4em 0}}
td,th {{vertical-align:top;text-align:left;padding:1.5pt 4pt}} .small {{font-size:85%}}
.grid td,.grid th {{border:.6pt solid #444}} .rules tr {{border-bottom:.5pt solid #888}}
.groups tr.first {{border-top:.6pt solid #333}} .groups,.box {{border:.8pt solid #333}}
s {{text-decoration-thickness:.8pt}} {style.extra.get("css", "")}"""


def to_html(blocks: list[Block], style: Style) -> str:
    """A whole page."""
    body = "\n".join(html_block(b) for b in blocks)
    if tag := style.extra.get("strike_tag"):
        body = body.replace("<s>", f"<{tag}>").replace("</s>", f"</{tag}>")
    top, end = style.extra.get("before", ""), style.extra.get("after", "")
    return (
        f'<!DOCTYPE html>\n<html lang="{style.language}"><head><meta charset="utf-8">'
        f"<title>{html.escape(style.title)}</title><style>{css(style)}</style></head>"
        f"<body>{top}\n{body}\n{end}</body></html>\n"
    )


def to_markdown(blocks: list[Block], style: Style) -> str:
    """Markdown with pipes for tables; the marks of the text are Markdown already."""
    out: list[str] = []
    for block in blocks:
        match block:
            case H(level, text):
                out.append("#" * level + " " + text)
            case P(text):
                out.append(text.replace("\n", "  \n"))
            case Li(items, ordered):
                out.append("\n".join((f"{n}. " if ordered else "- ") + i for n, i in enumerate(items, 1)))
            case T(rows):
                head = rows[0] if block.head else [""] * len(rows[0])
                lines = [head, ["---"] * len(head), *(rows[1:] if block.head else rows)]
                out.append(
                    "\n".join("| " + " | ".join(c.replace("\n", "<br>") for c in r) + " |" for r in lines)
                )
            case _:
                pass
    return "\n\n".join(out) + "\n"


def _text_table(table: T, width: int) -> str:
    total = sum(table.widths)
    sizes = [max(4, int(width * w / total)) for w in table.widths]
    lines: list[str] = []
    for row in table.rows:
        cells = [
            [piece for part in plain(c).split("\n") for piece in (textwrap.wrap(part, s - 2) or [""])]
            for c, s in zip(row, sizes, strict=True)
        ]
        for i in range(max(len(c) for c in cells)):
            texts = ((c[i] if i < len(c) else "").ljust(s) for c, s in zip(cells, sizes, strict=True))
            lines.append("".join(texts).rstrip())
    return "\n".join(lines)


def to_text(blocks: list[Block], style: Style, width: int = 78) -> str:
    """Plain text as somebody would type it."""
    out: list[str] = []
    for block in blocks:
        match block:
            case H(level, text):
                word = plain(text).upper() if level == 1 else plain(text)
                out.append(
                    word + ("\n" + "=" * len(word) if level == 1 and style.extra.get("underline") else "")
                )
            case P(text):
                out.append("\n".join(textwrap.fill(line, width) for line in plain(text).split("\n")))
            case Li(items, ordered):
                marks = [f"{n}. " if ordered else "- " for n in range(1, len(items) + 1)]
                out.append(
                    "\n".join(
                        textwrap.fill(m + plain(i), width, subsequent_indent="  ")
                        for m, i in zip(marks, items, strict=True)
                    )
                )
            case T():
                out.append(_text_table(block, width))
            case Sp() | Break():
                out.append("")
    return "\n\n".join(out) + "\n"
