"""Held half: struck names in tables, and OCR text in which only the damage shows the stroke."""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from . import swedish
from .blocks import Block, H, P, Style, T
from .council import Council, compose, unlabelled_chair
from .dev_struck import strike_some
from .document import Doc
from .marks import Stroke, scan, strike
from .meeting import Meeting, Row
from .topics_local import BRA, SAMVERKAN


def fold(text: str) -> str:
    """The text without rings, dots and accents, as an English OCR model prints it."""
    bare = text.translate(str.maketrans("łŁđĐØøÞþð–", "lLdDOoPpd-"))
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def tabell_struken() -> list[Doc]:
    """Roster as a table (organisation, representative, stand-in) with struck representatives."""
    kinds: list[tuple[str, Stroke | None, bool]] = [
        ("docx", None, False),
        ("typst", "rectangle", False),
        ("html", None, False),
        ("weasy", "pen", True),
        ("odt", None, False),
    ]
    docs = []
    for number, (make, stroke, scanned) in enumerate(kinds):
        day = ["2022-09-22", "2023-04-19", "2023-11-08", "2024-05-29", "2025-03-12"][number]
        stem = f"salsjo_tryggt_{day}"
        m, people = compose(
            Council(
                stem,
                "Sälsjö kommun",
                "Forum Tryggt Sälsjö",
                day,
                "08:15",
                "10:00",
                "Gamla brandstationen",
                SAMVERKAN,
                size=11 + 2 * number,
                secretary=None,
                presenting=0,
                count=5,
                number=lambda i: "ABCDEFGH"[i],
            )
        )
        strike_some(m, people, random.Random(stem), 3 + number, 2)
        m.secretary = people.one()
        absent = {r.person.name for r in m.absent}
        stand_in = {r.substitute_for: r.person.name for r in m.present if r.substitute_for}
        rows = [["Organisation", "Representant", "Ersättare vid mötet"]]
        for r in m.called:
            name = r.person.name
            mark = name in absent and stroke is None
            office = " (ordf.)" if r.office else ""
            rows.append(
                [r.person.title or "", (f"~~{name}~~" if mark else name) + office, stand_in.get(name, "")]
            )
        blocks: list[Block] = [
            H(1, "Forum Tryggt Sälsjö"),
            P("Sälsjö kommun"),
            H(3, "Mötesanteckningar"),
            T(
                [
                    ["När", f"{swedish.day(day, 'den')} klockan 08.15-10.00"],
                    ["Var", "Gamla brandstationen"],
                    ["Antecknar", str(m.secretary)],
                ],
                [1, 4],
                "none",
            ),
            H(3, "Deltagare (struket namn = ej med)"),
            T(rows, [1.2, 1.3, 1], "rules" if number % 2 else "grid", head=True),
        ]
        for item in m.items:
            blocks += [H(2, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
        style = Style(
            "Carlito", size=10.5, title="Mötesanteckningar", extra={"strike": "double", "strike_tag": "del"}
        )
        names = [r.person.name for r in m.absent]
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                _after(names, stroke, stem, scanned),
                f"struck cells: {stroke or 'native'}{' and scanned' if scanned else ''}; items A, B, C",
            )
        )
    return docs


def _after(
    names: list[str], stroke: Stroke | None, stem: str, scanned: bool
) -> Callable[[bytes], bytes] | None:
    """The change to the finished PDF, if any."""
    if not stroke:
        return None

    def change(data: bytes) -> bytes:
        marked = strike(data, names, stroke, stem)
        return scan(marked, stem) if scanned else marked

    return change


def _damaged(name: str, rng: random.Random) -> str:
    """A struck name as an OCR without the image prints it: hyphens for spaces, a letter lost."""
    words = fold(name).split(" ")
    joined = "-".join(words)
    if rng.random() < 0.4:
        joined = joined.replace("l", "|", 1) if "l" in joined else "-" + joined
    if rng.random() < 0.3:
        joined += "-"
    return joined


def ocr_overstruket() -> list[Doc]:
    """OCR text without the image: struck names show as stray hyphens; true double names do not count."""
    docs = []
    for number in range(3):
        day = ["2023-01-31", "2024-04-23", "2025-02-04"][number]
        stem = f"norrhult_samverkan_{day}"
        rng = random.Random(stem)
        m, people = compose(
            Council(
                stem,
                "Norrhults kommun",
                "Trygghetsforum",
                day,
                "15:00",
                "16:30",
                "Stora salen",
                BRA,
                size=18 + 6 * number,
                secretary=None,
                presenting=0,
                titled=False,
                count=5,
            )
        )
        strike_some(m, people, rng, 5 + number, 2)
        _unsure(m, rng)
        stand_in = {r.substitute_for: r.person.name for r in m.present if r.substitute_for}
        doubtful = {r.person.name: r for r in m.uncertain}
        roster = []
        for r in m.called:
            row = doubtful.get(r.person.name)
            text = (row.written or "") if row else r.person.name
            roster.append(text + (f" (ers. {stand_in[r.person.name]})" if r.person.name in stand_in else ""))
        m.called = [
            replace(r, written=doubtful[r.person.name].written) if r.person.name in doubtful else r
            for r in m.called
        ]
        m.mode = "in_person"
        secretary = people.one()
        m.secretary = replace(secretary, name=fold(secretary.name))
        blocks: list[Block] = [
            P("Norrhults kommun"),
            P("Trygghetsforum"),
            P("Anteckningar"),
            P(f"Tid: {day}, kl. 15.00 - 16.30\nFysiskt mote, Stora salen"),
            P("Narvarande:"),
            P(", ".join(roster) + "."),
        ]
        for item in m.items:
            item.title = fold(item.title)
            blocks += [P(item.title), *(P(fold(t)) for t in item.text)]
        blocks.append(P(f"Antecknat av:\n{m.secretary}"))
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                "txt",
                Style(),
                None,
                "uncertain alone; true hyphens; no å ä ö; (ers. X) is present",
            )
        )
    return docs


def _unsure(m: Meeting, rng: random.Random) -> None:
    """Turn the absent into uncertain ones as the print shows them, and fold all names."""

    def folded(row: Row) -> Row:
        person = replace(row.person, name=fold(row.person.name))
        instead = fold(row.substitute_for) if row.substitute_for else None
        return replace(row, person=person, substitute_for=instead)

    m.present = [folded(r) for r in m.present]
    m.called = [folded(r) for r in m.called]
    m.uncertain = [replace(folded(r), reason=None, written=_damaged(r.person.name, rng)) for r in m.absent]
    m.absent = []
    unlabelled_chair(m)


FAMILIES = {"tabell_struken": tabell_struken, "ocr_overstruket": ocr_overstruket}
