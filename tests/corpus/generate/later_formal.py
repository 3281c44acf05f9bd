"""Later half: committees of a municipality."""

from . import swedish
from .blind_people import Folk as Drawing
from .blind_people import few, hours, lines, matter, missed, ranged, room, settled, tells
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .formal import without
from .fresh_people import head, keeper, letter, numbered, post
from .later_people import Folk, signed, span
from .later_topics import DESK, MORE, STREET
from .meeting import Meeting, Row

ELECTIONS = [
    (
        "gullvika_valnamnd_2018-02-20",
        "reportlab",
        "Gullvika kommun",
        "Valnämnden",
        "Vn",
        "2018-02-20",
        "Nämndrummet, Åvik",
        "M S C M",
        "FI",
        ("Kommunsekreterare", "Säkerhetssamordnare, Kommunledningskontoret", "Stabschef"),
    ),
    (
        "torpa_beredskapsnamnd_2021-11-04",
        "odt",
        "Torpa kommun",
        "Beredskapsnämnden",
        "Brn",
        "2021-11-04",
        "Räddningsstationen",
        "S C KD M SD",
        "S",
        ("Nämndsekreterare", "Räddningschef", "Beredskapshandläggare, Kommunkansliet"),
    ),
]


def valnamnd() -> list[Doc]:
    """Minutes whose first page begins with the day and the paragraphs."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, seated, swap, posts) in enumerate(ELECTIONS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "15:00", ["17:20", "16:40"][number], place)
        topics = [STREET[0], DESK[7], DESK[3]] if not number else [DESK[4], STREET[7], DESK[0]]
        m.items = numbered(
            [
                ("Val av justerare", "", ""),
                ("Anmälan om eventuellt jäv", "Det föreligger ingen anmälan om jäv.", ""),
                ("Godkännande av dagordning", "", f"{body} godkänner dagordningen."),
                *topics,
                ("Övriga frågor", MORE[1], ""),
            ],
            1 if not number else 36,
        )
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        m.present.append(Row(folk.one(None, swap), "substitute_serving"))
        first = int(m.items[0].number or 0)
        m.present += [keeper(m, staff[0]), Row(staff[1], "official", paragraphs=str(first + 3))]
        m.present.append(Row(staff[2], "official", paragraphs=f"{first + 4}-{first + 5}"))
        m.adjusters = [seats[3]]
        m.items[0].text = [f"{letter(seats[3])} justerar protokollet."]
        m.items[3].presenters, m.items[4].presenters = [staff[1]], [staff[2]]
        for index, item in enumerate(m.items[3:6]):
            item.registry_no = f"KS {day[:4]}/{245 + index * 319}"
        m.adjusted = ["2018-02-26", "2021-11-11"][number]
        style = Style("Liberation Serif", size=11.5, title="Protokoll", header=(f"{owner}", "#"))
        docs.append(Doc(stem, m, _election_page(m, short), make, style, None, "presenters in the list"))
    return docs


def _election_page(m: Meeting, short: str) -> list[Block]:
    office = {"chair": ", Ordförande", "vice_chair": ", Vice ordförande"}
    seats = [letter(r.person) + office.get(r.office or "", "") for r in m.by_role("serving")]
    seats += [f"{letter(r.person)}, Tjänstgörande ersättare" for r in m.by_role("substitute_serving")]
    staff = [", ".join([post(r.person), few(r.paragraphs)]).rstrip(", ") for r in m.by_role("official")]
    top = [
        ["Datum:", f"{m.date} kl {hours(m, ':')}"],
        ["Paragrafer:", span(m, "-")],
        ["Plats:", m.place or ""],
        ["Underskrifter", f"\n{m.chair}\nOrdförande"],
        ["", f"\n{m.secretary}\nSekreterare"],
        ["Justeringens plats och tid:", f"Kommunkontoret {m.adjusted}"],
        ["Justerande", f"\n{m.adjusters[0]}"],
        ["Ledamöter", lines(*seats)],
        ["Övriga", lines(*staff)],
    ]
    table = [["§", "Ärende", "Ärendenummer"]]
    for item in m.items:
        who = f"\nFöredragande: {item.presenters[0]}" if item.presenters else ""
        table.append([item.number or "", item.title + who, item.registry_no or ""])
    blocks: list[Block] = [
        P(f"**SAMMANTRÄDESPROTOKOLL**\n{m.body}"),
        T(top, [1, 2.4], "none"),
        Break(),
        P("**FÖREDRAGNINGSLISTA**"),
        T(table, [0.4, 4, 1.5], "none", head=True),
        Break(),
    ]
    for item in m.items:
        blocks.append(H(2, f"{short} § {item.number} {item.title}"))
        blocks += [P(f"Ärendenummer {item.registry_no}")] if item.registry_no else []
        if item.decision:
            blocks += [P("**Beslut**"), P(item.decision)]
        blocks += matter(item)
    return blocks


WORKING = [
    (
        "sundsele_arbetsutskott_2018-03-06",
        "office",
        "Sundsele kommun",
        "Kommunstyrelsens arbetsutskott",
        "2018-03-06",
        "Kommunhuset, våning 4",
        26,
        "S S V C",
        "M",
        "",
        ("kommunsekreterare", "kommunchef", "chef samhällsavdelningen", "näringslivschef"),
    ),
    (
        "ostanfors_socialutskott_2023-10-17",
        "docx",
        "Östanfors kommun",
        "Socialnämndens arbetsutskott",
        "2023-10-17",
        "Konferensrum Tallen",
        140,
        "C M S S",
        "SD",
        "V KD",
        ("utskottssekreterare", "socialchef", "enhetschef vuxen", "fältsekreterare"),
    ),
]


def arbetsutskott() -> list[Doc]:
    """Minutes of a working committee with a seat that is vacant."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, gap, idle, posts) in enumerate(WORKING):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", ["11:00", "11:45"][number], place)
        topics = [DESK[0], DESK[1], DESK[3], DESK[5]] if not number else [STREET[10], DESK[6], DESK[9]]
        m.items = numbered([("Information", "Inga handlingar.", ""), *topics], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        m.present += [keeper(m, staff[0]), *(Row(p, "official") for p in staff[1:])]
        m.present[-1].paragraphs = str(first)
        m.items[0].text = []
        tells(m.items[0], staff[-1], "informerar om läget")
        m.items[2].text.append(MORE[0])
        m.adjusters = [seats[3]]
        for index, item in enumerate(m.items):
            item.registry_no = f"{'SN' if number else 'KS'} {day[:4]}/{14 + index * 61}"
        settled(m, 3)
        style = Style("Liberation Sans", size=11, title="Protokoll", header=(f"{owner}", f"{day}   ##"))
        docs.append(Doc(stem, m, _working_page(m, gap), make, style, None, "vacant seat; no substitutes"))
    return docs


def _working_page(m: Meeting, gap: str) -> list[Block]:
    idle = [letter(r.person) for r in m.by_role("substitute")] or ["---"]
    seats = [letter(r.person) for r in m.by_role("serving")]
    staff = [f"{post(r.person)} {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    rows = [
        ["Plats och tid", f"{m.place}, {hours(m)}"],
        ["Beslutande ledamöter", lines(*seats, f"Vakant ({gap})")],
        ["Ej beslutande ersättare", lines(*idle)],
        ["Övriga närvarande", lines("**Tjänsteman**", *staff)],
        ["Justerare", letter(m.adjusters[0])],
        ["Justeringens plats och tid", f"Förvaltningen {swedish.day(m.adjusted or '', 'long')}"],
        *signed(m),
    ]
    proof = [
        ["Organ", m.body or ""],
        ["Protokollet anslås", m.posted or ""],
        ["Anslaget till och med", m.unposted or ""],
        ["Förvaringsplats för protokollet", "Kommunledningsförvaltningen"],
    ]
    listed = [[f"§ {i.number}", f"Dnr {i.registry_no}", i.title] for i in m.items]
    blocks: list[Block] = [
        P(f"**{m.body}**"),
        T(rows, [1, 2.5], "rules"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.7], "none"),
        Break(),
        P("**Ärendelista**"),
        T(listed, [0.6, 1.4, 4], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"§ {item.number}    Dnr {item.registry_no}"), H(2, item.title)]
        if item.decision:
            blocks += [P("**Beslut**"), P(item.decision)]
        blocks += [P("**Ärendet**"), *matter(item)]
    return blocks


PLANNING = [
    (
        "trasta_miljonamnd_2014-04-09",
        "weasy",
        "Trasta kommun",
        "Miljö- och tillståndsnämnden",
        "2014-04-09",
        "Trasta kommunhus, sal Kyrkviken",
        1,
        "M S FP V M",
        "KD S",
        ("kanslichef", "alkoholhandläggare"),
    ),
    (
        "brunnsala_kulturnamnd_2016-12-01",
        "txt",
        "Brunnsala kommun",
        "Kultur- och fritidsnämnden",
        "2016-12-01",
        "Brunnsala bibliotek",
        57,
        "S MP S M C",
        "V",
        ("fritidschef", "nämndsekreterare"),
    ),
]


def plannamnd() -> list[Doc]:
    """Minutes in which somebody is away from one paragraph and another serves there."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, idle, posts) in enumerate(PLANNING):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "18:30", ["20:10", "19:45"][number], place)
        topics = [STREET[7], DESK[1], DESK[4]] if not number else [STREET[6], DESK[0], STREET[8]]
        said = ("Val av justerare", "", f"{body} utser justerare enligt förslag.")
        agreed = ("Godkännande av dagordning", "", f"{body} godkänner dagordningen.")
        m.items = numbered([agreed, said, *topics, ("Anmälningsärenden", "", "Ärendena noteras.")], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        _planning_shift(m, folk, first)
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        m.present += [Row(p, "official") for p in staff]
        keeper(m, staff[number])
        m.present[-2 + number].office = "secretary"
        m.adjusters = [seats[1]]
        tells(m.items[2], staff[1 - number], "redovisar ärendet")
        settled(m, 6)
        for index, item in enumerate(m.items[2:5]):
            item.registry_no = f"{'KFN' if number else 'MTN'} {day[:4]}/{3 + index * 8}"
        style = Style("Caladea", size=11.5, title="Protokoll", header=(f"{body}", "##"))
        docs.append(Doc(stem, m, _planning_page(m), make, style, None, "one paragraph with a substitute"))
    return docs


def _planning_shift(m: Meeting, folk: Drawing, first: int) -> None:
    last, at = first + len(m.items) - 1, first + 3
    leaving = m.present[2]
    leaving.paragraphs = without(first, last, at)
    came = folk.one(None, "C")
    other = {"role": ["serving"], "substitute_for": [leaving.person.name]}
    m.present.append(Row(came, "substitute_serving", paragraphs=str(at), alternatives=other))
    m.present.append(Row(came, "substitute", paragraphs=leaving.paragraphs))


def _planning_page(m: Meeting) -> list[Block]:
    office = {"chair": " ordf.", "vice_chair": " vice ordf."}

    def seat(row: Row) -> str:
        return f"{letter(row.person)}{office.get(row.office or '', '')} {few(row.paragraphs)}".strip()

    staff = ", ".join(f"{r.person} ({r.person.title})" for r in m.by_role("official"))
    chair = letter(m.chair) if m.chair else ""
    rows = [
        ["Plats och tid:", f"{m.place}, kl. {hours(m, ':')}"],
        ["Beslutande ledamöter:", lines(*(seat(r) for r in m.by_role("serving", "substitute_serving")))],
        ["Ej tjänstgörande ersättare:", lines(*(seat(r) for r in m.by_role("substitute")))],
        ["Övriga närvarande:", staff],
        ["Justering:", f"Kommunkansliet {m.adjusted}"],
        ["Underskrifter:", f"Sekreterare ..............................\n{m.secretary}"],
        ["", f"Ordförande ..............................\n{chair}"],
        ["", f"Justerande ..............................\n{letter(m.adjusters[0])}"],
    ]
    proof = [
        ["Organ:", f"{m.body}, {few(m.paragraph_range)}"],
        ["Datum för anslags uppsättande:", m.posted or ""],
        ["Datum för anslags nedtagande:", m.unposted or ""],
        ["Förvaringsplats för protokollet:", f"{m.organisation}, kansliet"],
    ]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**SAMMANTRÄDESPROTOKOLL**\n{m.body}\nSammanträdesdatum {m.date}"),
        T(rows, [1, 2.2], "none"),
        room(),
        P("**ANSLAG OCH BEVIS**\nJusteringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.6], "none"),
        Break(),
    ]
    for item in m.items:
        number = f"    {item.registry_no}" if item.registry_no else ""
        blocks += [P(f"§ {item.number}{number}"), H(2, item.title), P(item.decision or ""), *matter(item)]
    return blocks


HEALTH = [
    (
        "vikaborg_folkhalsorad_2013-10-16",
        "docx",
        "Vikaborgs kommun",
        "Folkhälsorådet",
        "FHR",
        "2013-10-16",
        "Kommunhuset, Vikaborg",
        29,
        "C M S",
        ("kommunchef, Vikaborgs kommun", "klinikchef, Folktandvården", "folkhälsoplanerare"),
    ),
    (
        "arhult_trygghetsberedning_2019-05-22",
        "typst",
        "Århults kommun",
        "Trygghets- och hälsoberedningen",
        "THB",
        "2019-05-22",
        "Hotellet, Århult",
        8,
        "S L M KD",
        ("kommunpolis, Polismyndigheten", "rektor, Århults kommun", "beredningssekreterare"),
    ),
]


def halsoberedning() -> list[Doc]:
    """Minutes with people in one column and where they come from in another."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, first, seated, posts) in enumerate(HEALTH):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:30", ["15:45", "16:00"][number], place)
        topics = [STREET[3], STREET[6], STREET[5]] if not number else [STREET[1], STREET[8]]
        agreed = ("Godkännande av dagordning", "", "att godkänna dagordningen.")
        told = [(t, text, f"att {['ställa sig bakom förslaget', 'notera informationen'][n % 2]}.")
                for n, (t, text, _) in enumerate(topics)]  # fmt: skip
        rest = [
            ("Meddelanden", "Länsstyrelsens nyhetsbrev har bifogats kallelsen.", ""),
            ("Övriga frågor", MORE[1], ""),
        ]
        m.items = numbered([agreed, *told, *rest], first)
        ranged(m)
        homes = [owner, "Hälso- och sjukvårdsnämnden östra", owner, owner]
        seats = [folk.one(home, party) for home, party in zip(homes, seated.split(), strict=False)]
        staff = folk.titled(*posts)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [*(Row(p, "official") for p in staff[:2]), keeper(m, staff[2])]
        m.absent = missed(folk.one("Hälso- och sjukvårdsnämnden östra", "S"))
        m.adjusters = [seats[1]]
        m.items[1].presenters = [staff[0]]
        m.items[1].text.insert(0, f"{staff[0]} presenterar underlaget.")
        settled(m, 9)
        style = Style(
            "Liberation Serif", size=11, title=body, header=(f"{owner}  SAMMANTRÄDESPROTOKOLL", "#")
        )
        docs.append(Doc(stem, m, _health_page(m, short), make, style, None, "home in a column; FHR before §"))
    return docs


def _health_page(m: Meeting, short: str) -> list[Block]:
    when = f"{swedish.day(m.date or '', 'bare_weekday')}, kl. {hours(m)}"
    rows: list[list[str]] = []
    for label, group in (
        ("Beslutande", m.by_role("serving")),
        ("Övriga deltagande", m.by_role("official")),
        ("Förhindrade", m.absent),
    ):
        for index, row in enumerate(group):
            rows.append(["" if index else label, letter(row.person), row.person.title or ""])
    signs = [
        ["Utses att justera", letter(m.adjusters[0])],
        ["Justeringens plats och tid", f"Folkhälsoenheten, {m.adjusted}, 10:00"],
        *signed(m),
    ]
    proof = [
        ["Organ", m.body or ""],
        ["Sammanträdesdatum", m.date or ""],
        ["Datum för anslags uppsättande", m.posted or ""],
        ["Datum för anslags nedtagande", m.unposted or ""],
    ]
    contents = "\n".join(f"{short} {i.number} {i.title}" for i in m.items)
    blocks: list[Block] = [
        P(f"**{m.body}**"),
        T([["Plats och tid", f"{m.place}, {when}"]], [1, 3.2], "none"),
        T(rows, [1, 1.5, 1.7], "none"),
        T(signs, [1, 3.2], "none"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.6], "none"),
        Break(),
        P(f"**Innehållsförteckning**\n{contents}"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"{short} § {item.number} {item.title}"), *matter(item)]
        if item.decision:
            blocks += [P(f"**{m.body}s beslut**"), P(item.decision)]
    return blocks


FAMILIES = {
    "valnamnd": valnamnd,
    "arbetsutskott": arbetsutskott,
    "plannamnd": plannamnd,
    "halsoberedning": halsoberedning,
}
