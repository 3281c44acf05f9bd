"""Development half: standing rosters in which the absent are struck, in every kind of stroke."""

import random

from . import agenda, swedish
from .blocks import Block, H, Li, P, Style, T
from .council import Council, compose, unlabelled_chair
from .document import Doc
from .marks import Stroke, scan, strike
from .meeting import Meeting, Next, Row
from .names import People
from .topics_local import BRA


def strike_some(m: Meeting, people: People, rng: random.Random, count: int, stood_in: int) -> None:
    """Strike members of the roster; some have a substitute in brackets."""
    roster = m.by_role("serving")
    m.called = [Row(r.person, "serving", r.office) for r in roster]
    gone = rng.sample(roster[1:], count)
    for index, row in enumerate(gone):
        m.present.remove(row)
        m.absent.append(Row(row.person, "serving", reason="struck"))
        if index < stood_in:
            instead = people.one()
            m.present.append(Row(instead, "substitute_serving", substitute_for=row.person.name))
    names = {r.person.name for r in m.absent}
    for item in m.items:
        if any(p.name in names for p in item.presenters):
            item.text = [t for t in item.text if not t.startswith(item.presenters[0].name)]
            item.presenters.clear()


def _roster(m: Meeting, *, marked: bool, title: bool = True) -> list[str]:
    """The roster as printed; with `marked` the absent carry the mark for struck text."""
    absent = {r.person.name for r in m.absent}
    stand_in = {r.substitute_for: r.person.name for r in m.present if r.substitute_for}
    lines = []
    for r in m.called:
        name = r.person.name
        text = f"~~{name}~~" if marked and name in absent else name
        if title and r.person.title:
            text += f", {r.person.title}"
        if r.office == "chair":
            text += ", ordförande"
        if name in stand_in:
            text += f" (ers. {stand_in[name]})"
        lines.append(text)
    return lines


def rad_overstruket() -> list[Doc]:
    """Bullets "name, organisation" with struck absentees: native, w:strike, ~~, pen, annotation, ink."""
    kinds: list[tuple[str, Stroke | None]] = [
        ("typst", None),
        ("docx", None),
        ("md", None),
        ("weasy", "pen"),
        ("reportlab", "annotation"),
        ("office", "ink"),
    ]
    docs = []
    for number, (make, stroke) in enumerate(kinds):
        day = ["2022-10-04", "2023-03-07", "2023-06-13", "2024-02-20", "2024-10-22", "2025-04-08"][number]
        stem = f"kvarnsele_trygghetsrad_{day}"
        rng = random.Random(stem)
        m, people = compose(
            Council(
                stem,
                "Kvarnsele kommun",
                "Trygghetsrådet",
                day,
                "14:00",
                "16:00",
                "Rådslaget",
                BRA,
                size=14 + number,
                secretary=None,
                presenting=1,
                number=agenda.counter(1, "{}"),
            )
        )
        strike_some(m, people, rng, 3 + number % 3, 1 + number % 2)
        if number % 2:
            unlabelled_chair(m)
        m.sharing = ["limited", None, "network", None, "room", "public"][number]
        label = {
            "limited": "Begränsad delning",
            "network": "Samverkanskretsen",
            "room": "Endast mötets deltagare",
            "public": "Öppen",
        }.get(m.sharing or "")
        m.secretary = people.one()
        blocks: list[Block] = [P(label, "right")] if label else []
        blocks += [
            H(1, "Trygghetsrådet i Kvarnsele kommun"),
            P("Anteckningar"),
            P(f"{swedish.day(day, 'bare_weekday').capitalize()}, kl. 14–16, Rådslaget"),
            P("**Närvarande** (frånvarande är överstrukna)"),
            Li(_roster(m, marked=stroke is None)),
        ]
        for item in m.items:
            blocks += [H(2, f"{item.number} {item.title}"), *(P(t) for t in item.text)]
        blocks.append(P(f"Antecknat av: {m.secretary}"))
        after = None
        if stroke:
            names = [r.person.name for r in m.absent]
            after = lambda data, n=names, k=stroke, s=stem: strike(data, n, k, s)  # noqa: E731
        style = Style("Carlito", size=11.5, title="Anteckningar", footer=("Trygghetsrådet", "#"))
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                after,
                f"struck names: {stroke or 'native'}; (ers. X); sharing label",
            )
        )
    return docs


def rad_lopande() -> list[Doc]:
    """Roster as running text with commas, names wrapped over lines; table of three columns below."""
    docs = []
    for number, make in enumerate(["weasy", "scan", "docx", "html"]):
        day = ["2023-05-10", "2024-03-06", "2024-11-27", "2025-05-14"][number]
        stem = f"hultamala_samrad_{day}"
        rng = random.Random(stem)
        m, people = compose(
            Council(
                stem,
                "Hultamåla kommun",
                "Samrådet Trygg kommun",
                day,
                "13:00",
                "14:30",
                "Oxen, stadshuset",
                BRA,
                size=[22, 12, 28, 18][number],
                secretary=None,
                presenting=4,
                titled=False,
                count=5,
                say=False,
            )
        )
        strike_some(m, people, rng, [5, 3, 7, 4][number], 2)
        unlabelled_chair(m)
        m.mode = "in_person"
        m.secretary = people.one()
        unit = m.items[-1]
        unit.presenters, unit.units = [], ["Kansliet"]
        rows = [["Ärende", "Anteckning", "Föredragande"]]
        for item in m.items:
            rows.append(
                [
                    item.title,
                    " ".join(item.text),
                    ", ".join(p.name for p in item.presenters) or "".join(item.units),
                ]
            )
        when = "den 12 augusti kl. 9.00–11.00"
        year = int(day[:4]) + (day[5:] > "08-12")
        m.next = Next(when, f"{year}-08-12", "09:00", "11:00", None, True)
        blocks: list[Block] = [
            H(2, "Samrådet Trygg kommun"),
            P("Hultamåla kommun"),
            P("**Mötesanteckningar**"),
            P(f"Tid: {day}, kl. 13:00 – 14:30\nFysiskt möte, {m.place}"),
            P("**Närvarande:**"),
            P(", ".join(_roster(m, marked=True, title=False)) + "."),
            T(rows, [1.1, 2.6, 1], "grid", head=True),
            P(f"Nästa möte: {when}"),
            P(f"Antecknat av\n{m.secretary}"),
        ]
        style = Style("Liberation Sans", size=11, margin=76, title="Mötesanteckningar")
        scanned = make == "scan"
        after = (lambda data, s=stem: scan(data, s)) if scanned else None
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                "typst" if scanned else make,
                style,
                after,
                "struck in running text, wrapped; a unit presents",
            )
        )
    return docs


FAMILIES = {"rad_overstruket": rad_overstruket, "rad_lopande": rad_lopande}
