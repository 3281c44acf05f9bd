"""Unseen half: minutes whose attendance stands in an annex."""

from . import swedish
from .blocks import Block, Break, H, P, Sp, Style, T
from .document import Doc
from .formal import later, spread
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Meeting, Person, Row
from .unseen_people import Folk, decided, ranged, tells
from .unseen_topics import MORE, POINTS, TRYGGT

ROLLS = [
    (
        "sandvika_kultur_2018-10-17",
        "reportlab",
        "Sandvika kommun",
        "Kultur- och fritidsnämnden",
        "2018-10-17",
        "Kulturhuset Vågen, lokal 2",
        62,
        "S M S C V SD",
    ),
    (
        "norrbacka_trygghet_2023-03-21",
        "office",
        "Norrbacka kommun",
        "Beredningen för trygghet och säkerhet",
        "2023-03-21",
        "Stadshuset, Bergsalen",
        9,
        "M S KD L S SD MP",
    ),
]


def narvarolista() -> list[Doc]:
    """Minutes with the list of attendance as an annex."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated) in enumerate(ROLLS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "15:00", "17:05", place)
        picked = TRYGGT[number * 7 : number * 7 + 4]
        m.items = numbered(
            [("Fastställande av föredragningslista", "", "Listan fastställs."), *picked], first
        )
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:-1])]
        m.absent = [Row(seats[-1], reason="listed")]
        instead = folk.one(None, seats[-1].party)
        m.present.append(Row(instead, "substitute_serving", substitute_for=seats[-1].name))
        if number:
            _left(m, folk, first)
        came, gone = folk.one(None, "M"), folk.one(None, "S")
        m.present.append(Row(came, "substitute"))
        m.absent.append(Row(gone, "substitute", reason="listed"))
        m.adjusters = [seats[2]]
        chief, clerk = folk.titled(["kultur- och fritidschef", "säkerhetschef"][number], "nämndsekreterare")
        m.present += [Row(chief, "official"), keeper(m, clerk)]
        tells(m.items[2], chief, "föredrar ärendet")
        m.items[3].text.append(MORE[number])
        m.items[1].text.append(POINTS[number])
        m.items[4].text.append(POINTS[2])
        m.adjusted = later(day, 7)
        style = Style("Liberation Sans", size=10.5, header=(body, f"{day}  ##"), title="Protokoll")
        docs.append(Doc(stem, m, _roll_page(m, seats), make, style, None, "list of attendance at the end"))
    return docs


def _left(m: Meeting, folk: Folk, first: int) -> None:
    """A member leaves and is replaced for the last paragraphs."""
    row, last = m.present[3], first + len(m.items) - 1
    row.paragraphs, after = spread(first, first + 2), spread(first + 3, last)
    instead = folk.one(None, row.person.party)
    m.present.append(Row(instead, "substitute_serving", substitute_for=row.person.name, paragraphs=after))
    m.absent.append(Row(row.person, reason="replaced", paragraphs=after))


def _roll_rows(m: Meeting, seats: list[Person]) -> list[list[str]]:
    rows = [["Ledamot", "Parti", "Närvarande", "Tjänstgörande ersättare"]]
    here = {r.person.name: r for r in m.by_role("serving")}
    for person in seats:
        row = here.get(person.name)
        mark = "Ja" if row else "Nej"
        if row and row.paragraphs:
            mark += f", §§ {row.paragraphs.replace('-', '–')}"
        stand_in = next((r for r in m.present if r.substitute_for == person.name), None)
        text = letter(stand_in.person) if stand_in else ""
        if stand_in and stand_in.paragraphs:
            text += f", §§ {stand_in.paragraphs.replace('-', '–')}"
        rows.append([person.name, person.party or "", mark, text])
    return rows


def _roll_page(m: Meeting, seats: list[Person]) -> list[Block]:
    low, high = (m.paragraph_range or "").split("-")
    staff = "\n".join(post(r.person) for r in m.by_role("official"))
    facts = [
        ["Plats och tid", f"{m.place}, {swedish.day(m.date or '', 'den')} kl. 15.00–17.05"],
        ["Beslutande och ersättare", "Enligt bifogad närvarolista"],
        ["Övriga närvarande", staff],
        ["Justerare", letter(m.adjusters[0])],
        ["Justeringens tid", f"{m.adjusted}"],
        ["Paragrafer", f"{low}–{high}"],
        ["Underskrifter", f"Sekreterare: {m.secretary}"],
        ["", f"Ordförande: {m.chair}"],
        ["", f"Justerare: {m.adjusters[0]}"],
    ]
    blocks: list[Block] = [
        P(f"**{m.organisation}**"),
        H(1, f"Sammanträdesprotokoll {m.body}"),
        T(facts, [1, 2.4], "grid"),
        P("**Ärendelista**\n" + "\n".join(f"§ {i.number} {i.title}" for i in m.items)),
    ]
    for item in m.items:
        blocks += [
            H(2, f"§ {item.number} {item.title}"),
            *(P(t) for t in item.text),
            *decided(item, "Beslut"),
        ]
    others = [["Övriga ersättare", "Parti", "Närvarande"]]
    others += [[r.person.name, r.person.party or "", "Ja"] for r in m.by_role("substitute")]
    others += [[r.person.name, r.person.party or "", "Nej"] for r in m.absent if r.role == "substitute"]
    return [
        *blocks,
        Break(),
        H(2, "Närvarolista"),
        T(_roll_rows(m, seats), [2.4, 0.7, 1.4, 2.4], "grid", head=True),
        Sp(12),
        T(others, [2.4, 0.7, 1.4], "grid", head=True),
    ]


FAMILIES = {"narvarolista": narvarolista}
