"""Blind half: boards and committees of a municipality."""

from . import swedish
from .blind_people import Folk, few, gone, hours, lines, matter, missed, ranged, room, settled, tells
from .blind_topics import BOARD, EXTRA, SAFE
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .formal import spread, without
from .fresh_people import head, keeper, letter, numbered
from .meeting import Meeting, Person, Row

UTSKOTT = [
    (
        "siljebo_utskott_2014-03-10",
        "reportlab",
        "Siljebo kommun",
        "Allmänna utskottet",
        "2014-03-10",
        "Kommunhuset, sal Klockaren",
        37,
        "C M S C S MP",
        "C KD",
        "C V",
        ("Bitr. kommundirektör", "Adm. chef", "Nämndsekreterare", "Ekonomichef", "Säkerhetschef"),
        "Ordf. Siljebo Turism",
    ),
    (
        "forsa_lednings_2022-09-19",
        "docx",
        "Forsa kommun",
        "Trygghetsutskottet",
        "2022-09-19",
        "Medborgarhuset, Kammaren",
        61,
        "M S SD C L",
        "KD M",
        "S",
        ("Tf. kommunchef", "Socialchef", "Utskottssekreterare", "Kommunikationschef", "Brottsförebyggare"),
        "Lokalpolisområdeschef",
    ),
]


def allmanutskott() -> list[Doc]:
    """Minutes of a subcommittee whose officials stand with the post first."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, swap, idle, posts, other) in enumerate(
        UTSKOTT
    ):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", ["15:45", "16:10"][number], place)
        m.items = numbered(BOARD[number * 2 : number * 2 + 6], first)
        ranged(m)
        seats = folk.parties(seated)
        offices = ["vice_chair", "second_vice_chair"]
        m.present = [head(m, seats[0]), *(Row(p, office=o) for p, o in zip(seats[1:3], offices, strict=True))]
        m.present += [Row(p) for p in seats[3:]]
        letters = swap.split()
        away = folk.one(None, letters[1])
        m.present.append(Row(folk.one(None, letters[0]), "substitute_serving", substitute_for=away.name))
        m.absent = [gone(away)]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        _utskott_staff(m, folk.titled(*posts), folk.one(other), first)
        m.adjusters = [seats[-1]]
        if number:
            m.mode, m.present[3].remote = "hybrid", True
        for index, item in enumerate(m.items):
            item.registry_no = f"{day[:4]}/{112 + 37 * index}"
        m.items[2].text.append(EXTRA[0])
        m.items[4].text.append(EXTRA[3])
        settled(m, 9)
        style = Style("Liberation Sans", size=10.5, title="Protokoll", header=(body, f"{day}   ##"))
        docs.append(Doc(stem, m, _utskott_page(m, number), make, style, None, "post before the name"))
    return docs


def _utskott_staff(m: Meeting, staff: list[Person], other: Person, first: int) -> None:
    last = first + len(m.items) - 1
    m.present += [Row(staff[0], "official")]
    m.present.append(Row(staff[1], "official", paragraphs=without(first, last, first + 2)))
    m.present.append(keeper(m, staff[2]))
    m.present += [Row(p, "official", paragraphs=str(first)) for p in staff[3:]]
    m.present.append(Row(other, "official", paragraphs=str(first + 1), alternatives={"role": ["guest"]}))
    m.items[1].presenters.append(other)
    m.items[1].text.insert(0, f"{other} informerar om sin syn på frågan.")


def _utskott_page(m: Meeting, number: int) -> list[Block]:
    names = {
        "chair": ", ordförande",
        "vice_chair": ", 1:e vice ordförande",
        "second_vice_chair": ", 2:e vice ordförande",
    }
    first = int(m.items[0].number or 0)
    seats = [
        letter(r.person) + names.get(r.office or "", "") + (", via länk" if r.remote else "")
        for r in m.by_role("serving")
    ]
    swap = [f"{letter(r.person)} för {letter(m.absent[0].person)}" for r in m.by_role("substitute_serving")]
    staff = []
    for row in m.by_role("official"):
        text = f"{row.person.title} {row.person}"
        if "," in (row.paragraphs or ""):
            text += f", ej § {first + 2}"
        elif row.paragraphs:
            text += f", {few(row.paragraphs)}"
        staff.append(text)
    idle = [letter(r.person) for r in m.by_role("substitute")]
    low, high = (m.paragraph_range or "").split("-")
    rows = [
        ["Plats och tid", f"{m.place}, {swedish.day(m.date or '', 'long')}, kl. {hours(m)}"],
        ["Beslutande", lines("**Ledamöter**", *seats, "**Tjänstgörande ersättare**", *swap)],
        ["Övriga närvarande", lines("**Ej tjänstgörande ersättare**", *idle, "**Tjänstemän**", *staff[:-1])],
        ["", lines("**Övriga**", staff[-1])],
        ["Justeringens plats och tid", f"Kommunhuset {m.adjusted} kl. 16.00"],
        ["Underskrifter", f"Sekreterare\n\n{m.secretary}\nParagrafer {low}–{high}"],
        ["", f"Ordförande\n\n{letter(m.chair) if m.chair else ''}"],
        ["", f"Justerare\n\n{letter(m.adjusters[0])}"],
    ]
    proof = [["Organ", m.body or ""], ["Datum då anslaget sätts upp", m.posted or ""]]
    proof += [["Datum då anslaget tas ned", m.unposted or ""], ["Förvaringsplats", "Kansliet"]]
    contents = "\n".join(f"§ {i.number} {i.title}" for i in m.items)
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        T(rows, [1, 2.6], "none"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.6], "none"),
        Break(),
        P(f"**Ärendelista**\n{contents}"),
        room(8),
    ]
    return blocks + _utskott_matters(m)


def _utskott_matters(m: Meeting) -> list[Block]:
    blocks: list[Block] = []
    for item in m.items:
        blocks += [P(f"**§ {item.number}**    Dnr {item.registry_no}"), H(2, item.title)]
        blocks += [
            P(f"**{m.body}s beslut**\n{item.decision}"),
            P("**Beskrivning av ärendet**"),
            *matter(item),
        ]
    return blocks


COASTAL = [
    (
        "kungshamra_ks_2008-10-15",
        "weasy",
        "Kungshamra kommun",
        "Kommunstyrelsen",
        "2008-10-15",
        "Bohusrummet",
        351,
        "m s m m fp kd c s v s",
        "16",
    ),
    (
        "saltsund_miljo_2005-02-23",
        "odt",
        "Saltsunds kommun",
        "Miljö- och räddningsnämnden",
        "2005-02-23",
        "Nämndhuset, rum 2",
        14,
        "s m s c s fp v",
        "2",
    ),
]


def kustnamnd() -> list[Doc]:
    """Older minutes of a board, people in three columns."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, serial) in enumerate(COASTAL):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", ["17:10", "16:20"][number], place)
        m.items = numbered([("Tillkommande ärenden", "", "Listan godkänns."), *BOARD[2 + number : 7]], first)
        ranged(m)
        last = first + len(m.items) - 1
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        away = folk.parties("m s")
        for person in away:
            m.present.append(
                Row(folk.one(None, person.party), "substitute_serving", substitute_for=person.name)
            )
        m.absent = missed(*away, folk.one(None, "fp"))
        left, cut = m.present[4], first + 2
        left.paragraphs = spread(first, cut)
        m.present.append(
            Row(folk.one(None, left.person.party), "substitute_serving", substitute_for=left.person.name)
        )
        m.present[-1].paragraphs = spread(cut + 1, last)
        m.absent.append(gone(left.person, m.present[-1].paragraphs))
        m.present += [Row(p, "substitute") for p in folk.parties("kd mp")]
        m.adjusters = [seats[1]]
        staff = folk.titled("Kommunchef", "Nämndsekreterare", "Samordnare", "Projektledare")
        m.present += [Row(staff[0], "official"), keeper(m, staff[1]), Row(staff[2], "official")]
        m.present.append(Row(staff[3], "official", paragraphs=str(cut)))
        tells(m.items[2], staff[3], "redovisar ärendet")
        m.items[3].text.append(EXTRA[0])
        for index, item in enumerate(m.items[1:]):
            item.registry_no = f"{'KS' if not number else 'MRN'} {353 + 11 * index}/{day[:4]}"
        settled(m, 7)
        m.adjusted = None
        style = Style(
            "Liberation Sans", size=10, title="Protokoll", header=("Sammanträdesprotokoll", "Sida ##")
        )
        page = _coast_page(m, f"{day[:4]}:{serial}")
        docs.append(Doc(stem, m, page, make, style, None, "stand-ins in a column, small letters"))
    return docs


def _coast_page(m: Meeting, serial: str) -> list[Block]:
    office = {"chair": "Ordförande", "vice_chair": "Vice ordförande"}
    by_name = {r.person.name: r.person for r in m.absent}
    board = []
    for row in m.by_role("serving", "substitute_serving"):
        note = office.get(row.office or "", "")
        if row.substitute_for:
            note = f"Ersätter {letter(by_name[row.substitute_for])}"
        board.append([letter(row.person), note, few(row.paragraphs)])
    idle = [[letter(r.person), "", ""] for r in m.by_role("substitute")]
    staff = [[r.person.name, r.person.title or "", few(r.paragraphs)] for r in m.by_role("official")]
    away = [letter(r.person) for r in m.absent if r.reason == "listed"]
    low, high = (m.paragraph_range or "").split("-")
    signs = [
        ["Sekreterare", f"\n{m.secretary}", f"Paragraf {low}–{high}"],
        ["Ordförande", f"\n{letter(m.chair) if m.chair else ''}", ""],
        ["Justerande", f"\n{letter(m.adjusters[0])}", ""],
    ]
    proof = [["Organ", m.body or ""], ["Datum då anslag sätts upp", m.posted or ""]]
    proof += [["Datum då anslag tas ned", m.unposted or ""], ["Förvaringsplats för protokollet", "Kansliet"]]
    day = swedish.day(m.date or "", "weekday")
    blocks: list[Block] = [
        P(f"**{m.organisation}**\n{m.body} {m.date}    Nr {serial}"),
        P(f"**Plats och tid**\n{m.place}, {day} kl {hours(m)}"),
        P("**Beslutande**"),
        T(board, [2.2, 2.4, 1], "none"),
        P("**Ersättare**"),
        T(idle, [2.2, 2.4, 1], "none"),
        room(),
        T(signs, [1, 2.4, 1.2], "box"),
        P("**Bevis/Anslag**\nJustering har tillkännagivits genom anslag"),
        T(proof, [1.4, 2], "none"),
        Break(),
        P("**Ej närvarande**\n" + lines(*away)),
        P("**Övriga deltagare**"),
        T(staff, [2.2, 2.4, 1], "none"),
    ]
    for item in m.items:
        dnr = f"    {item.registry_no}" if item.registry_no else ""
        blocks += [P(f"§ {item.number}{dnr}"), H(2, item.title), *matter(item)]
        blocks += [P("**Beslut**"), P(item.decision or "")]
    return blocks


WELFARE = [
    (
        "vatterby_ks_2013-10-09",
        "typst",
        "Vätterby kommun",
        "Kommunstyrelsen",
        "2013-10-09",
        "Nikolairummet, stadshuset",
        163,
        "S S M S S V MP M C KD FP",
    ),
    (
        "ljungskog_valfard_2021-04-27",
        "docx",
        "Ljungskogs kommun",
        "Välfärdsnämnden",
        "2021-04-27",
        "Stora konferensrummet, Kvarngården",
        29,
        "M S C S SD KD L V",
    ),
]


def valfardsnamnd() -> list[Doc]:
    """Minutes of a board, its people as running text in a form."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated) in enumerate(WELFARE):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", ["15:15", "14:40"][number], place)
        m.adjournments = [("10:00", "10:20", "10:00–10:20"), ("12:00", "13:00", "12:00–13:00")]
        topics = [BOARD[7], *BOARD[:4], SAFE[2]] if not number else [BOARD[0], *BOARD[3:7]]
        m.items = numbered(topics, first)
        ranged(m)
        last, cut = first + len(m.items) - 1, first + 2
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        left, away = m.present[5], folk.one(None, "S")
        left.paragraphs = spread(first, cut)
        later_part = spread(cut + 1, last)
        swap = folk.parties(f"{left.person.party} S")
        m.present.append(Row(swap[0], "substitute_serving", substitute_for=left.person.name))
        m.present[-1].paragraphs = later_part
        m.present.append(Row(swap[1], "substitute_serving", substitute_for=away.name))
        m.absent = [gone(left.person, later_part), gone(away)]
        m.present += [Row(p, "substitute") for p in folk.parties("S MP M")]
        m.adjusters = [seats[-1]]
        posts = ["kommundirektör", "ekonomichef", "kommunjurist", "kommunsekreterare"]
        posts = posts if not number else ["förvaltningschef", "controller", "utredare", "nämndsekreterare"]
        staff = folk.titled(*posts)
        m.present += [Row(staff[0], "official"), Row(staff[1], "official", paragraphs=str(first))]
        m.present += [Row(staff[2], "official", paragraphs=spread(cut, cut + 1)), keeper(m, staff[3])]
        tells(m.items[0], staff[1], "föredrar ärendet")
        m.items[1].text += [EXTRA[0], f"{letter(seats[1])} yrkar avslag. Ordföranden ställer proposition."]
        m.items[4].text.append(EXTRA[3])
        for index, item in enumerate(m.items):
            item.registry_no = f"{day[:4]}-{204 + index * 23}"
        m.adjusted = "2013-10-16" if not number else "2021-05-04"
        style = Style(
            "Liberation Serif", size=11, title="Protokoll", header=("Sammanträdesprotokoll", "Sida ##")
        )
        style.footer = ("Justerandes signatur", "Utdragsbestyrkande")
        docs.append(Doc(stem, m, _welfare_page(m), make, style, None, "members as running text"))
    return docs


def _welfare_page(m: Meeting) -> list[Block]:
    def seat(row: Row) -> str:
        return f"{letter(row.person)} {few(row.paragraphs)}".strip()

    away = {r.person.name: r.person for r in m.absent}
    swap = [
        f"{letter(r.person)} ersätter {letter(away[r.substitute_for or ''])} {few(r.paragraphs)}".strip()
        for r in m.by_role("substitute_serving")
    ]
    staff = [f"{r.person.title} {r.person} {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    staff[0] = staff[0][0].upper() + staff[0][1:]
    low, high = (m.paragraph_range or "").split("-")
    day = swedish.day(m.date or "", "den")
    rows = [
        ["Plats och tid", f"{m.place}, {day} kl. {hours(m, ':')}"],
        ["", "Ajournering för kaffe kl. 10:00–10:20 och för lunch kl. 12:00–13:00"],
        ["Beslutande", "**Ledamöter**\n" + swedish.listing([seat(r) for r in m.by_role("serving")]) + "."],
        ["", "**Tjänstgörande ersättare**\n" + ", ".join(swap) + "."],
        [
            "Övriga närvarande",
            "**Ersättare**\n" + swedish.listing([letter(r.person) for r in m.by_role("substitute")]) + ".",
        ],
        ["", "**Tjänstemän**\n" + ", ".join(staff) + "."],
        ["Justering", f"Justerande {letter(m.adjusters[0])}"],
        ["", f"Plats och tid: kansliet {m.adjusted}\nParagrafer {low}–{high}"],
        ["Underskrifter", f"Sekreterare\n\n{m.secretary}"],
        ["", f"Ordförande\n\n{letter(m.chair) if m.chair else ''}"],
        ["", f"Justerande\n\n{letter(m.adjusters[0])}"],
    ]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**{m.body}**\n{m.date}"),
        T(rows, [1, 3.2], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), P(f"Dnr {item.registry_no}")]
        blocks += [P(f"**{m.body} beslutar**\n{item.decision}"), P("**Sammanfattning**"), *matter(item)]
    return blocks


FAMILIES = {"allmanutskott": allmanutskott, "kustnamnd": kustnamnd, "valfardsnamnd": valfardsnamnd}
