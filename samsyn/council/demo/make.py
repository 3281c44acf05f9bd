"""Writes the made-up notes of Norrälvsrådet that the demonstration reads: python -m samsyn.council.demo.make

Nobody in them is real and nothing in them happened. Who is absent at a meeting comes from a fixed seed;
absentees are
struck through in the standing roster, with their substitute after them, as such councils do. The PDF needs
typst.
"""

from __future__ import annotations

import html
import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMBERS = (
    "Karin Lövsta",
    "Anders Frisk",
    "Mona Strandell",
    "Yusuf Halvars",
    "Per Hed",
    "Britt-Marie Ås",
    "Tomas Ek-Lund",
    "Lena Brännmo",
    "Noor El-Amin",
    "Siv Ahl",
    "Eva-Lena Sjöö",
    "Hamid Rostami",
)
SUBSTITUTES = {"Mona Strandell": "Ingegerd Norr", "Per Hed": "Jonas Vikmyr", "Lena Brännmo": "Olle Vinter"}
ALWAYS = {"Siv Ahl"}
HEADS = ("Ärende", "Omfattning/notering", "Föredragande")


@dataclass(frozen=True)
class Notes:
    """One meeting: day, room and its items as (title, text, presenter); `form` is the kind of file."""

    day: str
    room: str
    form: str
    following: str
    items: Sequence[tuple[str, str, str]]


def meetings() -> list[Notes]:
    """As meetings.toml tells them, in the order of time."""
    told = tomllib.loads((HERE / "meetings.toml").read_text("utf-8"))["meeting"]
    return [Notes(**(one | {"items": [(t, text, by) for t, text, by in one["items"]]})) for one in told]


def roster(notes: Notes, rng: random.Random) -> list[tuple[str, bool, str]]:
    """(name, struck, substitute) for each member: two to four are absent, never one who presents."""
    there = ALWAYS | {presenter for _title, _text, presenter in notes.items}
    absent = set(rng.sample([name for name in MEMBERS if name not in there], rng.randint(2, 4)))
    return [(name, name in absent, SUBSTITUTES.get(name, "") if name in absent else "") for name in MEMBERS]


def opening(notes: Notes) -> list[str]:
    mode = "Fysiskt möte och länk" if "länk" in notes.room else "Fysiskt möte"
    return [
        "Anteckningar",
        f"Tid: {notes.day}, kl. 15.00–16.30",
        f"{mode}, {notes.room.removesuffix(' och länk')}",
    ]


def closing(notes: Notes) -> list[str]:
    return [f"Nästa möte: {notes.following} kl. 15.00", "Antecknat av: Siv Ahl"]


def _marked(people: list[tuple[str, bool, str]], left: str, right: str) -> str:
    return ", ".join(
        f"{left}{name}{right}{f' (ers. {other})' if other else ''}" if struck else name
        for name, struck, other in people
    )


def as_text(notes: Notes, people: list[tuple[str, bool, str]]) -> bytes:
    present = [other or name for name, struck, other in people if not struck or other]
    absent = [name for name, struck, _other in people if struck]
    lines = ["Norrälvsrådet", "", *opening(notes), "", "Närvarande:", *present, "", "Förhinder:", *absent, ""]
    for number, (title, text, presenter) in enumerate(notes.items, 1):
        lines += [f"{number} {title}", "", f"{text} {presenter} föredrog.", ""]
    return "\n".join([*lines, *closing(notes), ""]).encode()


def as_html(notes: Notes, people: list[tuple[str, bool, str]]) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in item) + "</tr>\n" for item in notes.items
    )
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in opening(notes))
    end = "".join(f"<p>{html.escape(line)}</p>\n" for line in closing(notes))
    title = f"Norrälvsrådet {notes.day}"
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
        f"<p>Begränsad delning</p>\n<h1>Norrälvsrådet</h1>\n{body}<p>Närvarande:</p>\n"
        f"<p>{_marked(people, '<s>', '</s>')}</p>\n<table>\n<tr>{heads}</tr>\n{rows}</table>\n"
        f"{end}</body></html>\n"
    ).encode()


def as_docx(notes: Notes, people: list[tuple[str, bool, str]], path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("Begränsad delning")
    paper.add_heading("Norrälvsrådet", 1)
    for line in [*opening(notes), "Närvarande:"]:
        paper.add_paragraph(line)
    names = paper.add_paragraph()
    for at, (name, struck, other) in enumerate(people):
        names.add_run(name).font.strike = struck or None
        names.add_run((f" (ers. {other})" if other else "") + ("." if at == len(people) - 1 else ", "))
    table = paper.add_table(rows=1, cols=3)
    for cells in (HEADS, *notes.items):
        row = table.rows[0] if cells is HEADS else table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for line in closing(notes):
        paper.add_paragraph(line)
    paper.save(str(path))


def as_pdf(notes: Notes, people: list[tuple[str, bool, str]], path: Path) -> None:
    import typst

    rows = "".join("".join(f"[{cell}]," for cell in item) for item in notes.items)
    heads = "".join(f"[*{head}*]," for head in HEADS)
    text = "\n\n".join(
        [
            '#set document(title: "Norrälvsrådet")',
            '#set text(lang: "sv", size: 11pt)',
            "#align(right)[Begränsad delning]",
            "= Norrälvsrådet",
            *opening(notes),
            "Närvarande:",
            _marked(people, "#strike[", "]") + ".",
            f"#table(columns: (1fr, 2.4fr, 1fr), {heads}{rows})",
            *closing(notes),
        ]
    )
    path.write_bytes(typst.compile(text.encode()))


def main() -> None:
    rng = random.Random(2026)  # noqa: S311 - a fixed, made-up world
    plain = {"txt": as_text, "html": as_html}
    drawn = {"docx": as_docx, "pdf": as_pdf}
    for notes in meetings():
        people = roster(notes, rng)
        path = HERE / f"norralvsradet_{notes.day}.{notes.form}"
        if notes.form in plain:
            path.write_bytes(plain[notes.form](notes, people))
        else:
            drawn[notes.form](notes, people, path)


if __name__ == "__main__":
    main()
