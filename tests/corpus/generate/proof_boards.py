"""Proof half: more minutes of committees, and of a council of committees."""

from . import swedish
from .blind_people import few, gone, hours, lines, ranged, settled, tells
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Meeting, Person, Row
from .proof_people import Folk, notice, paragraphs, signature, span
from .proof_topics import SAFE, SCHOOL, TOWN

LESSONS = [
    (
        "jusdal_utbildningsnamnd_2019-04-18",
        "reportlab",
        "Jusdals kommun",
        "Utbildningsnämnden",
        "2019-04-18",
        "Jusdalssalen, Kommunhuset Jusdal",
        33,
        "S MP L C V",
        "MP L",
        ("förvaltningschef", "nämndsekreterare"),
    ),
    (
        "nykulla_socialnamnd_2024-06-12",
        "html",
        "Nykulla kommun",
        "Social- och arbetsnämnden",
        "2024-06-12",
        "Nykullasalen, Stadshuset",
        62,
        "M KD S S",
        "V",
        ("socialchef", "nämndsekreterare", "säkerhetschef"),
    ),
]


def utbildningsnamnd() -> list[Doc]:
    """Minutes in which a substitute sits on a vacant seat."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, idle, posts) in enumerate(LESSONS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "08:30", ["11:45", "12:00"][number], place)
        topics = [SCHOOL[1], SCHOOL[4], SCHOOL[6]] if not number else [SAFE[4], TOWN[5], SCHOOL[6]]
        agreed = ("Godkännande av dagordning", "", "godkänna dagordningen.")
        told = [(t, text, d[0].lower() + d[1:]) for t, text, d in topics]
        m.items = numbered([agreed, *told], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        missing = folk.one(None, "M")
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.present.append(Row(folk.one(None, "V"), "substitute_serving", substitute_for=missing.name))
        m.present.append(Row(folk.one(None, "S"), "substitute_serving"))
        m.present += [Row(p) for p in seats[2:]]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.present += [Row(p, "official", paragraphs=str(first + 3)) for p in staff[2:]]
        m.absent = [gone(missing)]
        m.absent[0].office = "second_vice_chair"
        m.adjusters = [m.present[2].person]
        for index, item in enumerate(m.items):
            item.registry_no = f"{3 + index * 52:05}/{day[:4]}"
        settled(m, 7)
        style = Style("Liberation Sans", size=10.5, title="Protokoll", header=(owner, "PROTOKOLL   #"))
        docs.append(Doc(stem, m, _lesson_page(m), make, style, None, "substitute on a vacant seat"))
    return docs


def _lesson_seat(m: Meeting, row: Row) -> str:
    office = {"chair": ", Ordförande", "vice_chair": ", 1:e vice ordförande"}
    text = letter(row.person) + office.get(row.office or "", "")
    if row.substitute_for:
        return f"{text} ersättare för {letter(m.absent[0].person)}, 2:e vice ordförande"
    return text + (" ersättare på vakant plats" if row.role == "substitute_serving" else "")


def _lesson_page(m: Meeting) -> list[Block]:
    seats = [_lesson_seat(m, r) for r in m.by_role("serving", "substitute_serving")]
    idle = [f"{letter(r.person)} ej tjänstgörande" for r in m.by_role("substitute")]
    staff = [f"{post(r.person)} {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    when = f"{swedish.day(m.date or '', 'weekday')} kl. {hours(m, ':')}"
    rows = [
        ["Plats och tid", f"{m.place}, {when}"],
        ["Beslutande", lines("**Ledamöter**", *seats)],
        ["", lines("**Ersättare**", *idle)],
        ["Övriga deltagande", lines(*staff)],
        ["Utses att justera", str(m.adjusters[0])],
        ["Justeringens plats och tid", f"Kansliet, {swedish.day(m.adjusted or '', 'long')} klockan 10:00"],
        ["Underskrifter", signature("Sekreterare", m.secretary) + f"    Paragrafer {span(m)}"],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    proof = notice(m, "Kommunkansliet, plan 5")
    proof[0][0] = "Forum"
    listed = [[f"§ {i.number}", f"Dnr {i.registry_no}", i.title] for i in m.items]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**{m.body}**"),
        T(rows, [1, 2.5], "none"),
        P("**ANSLAGSBEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.5], "none"),
        Break(),
        P("**INNEHÅLLSFÖRTECKNING**"),
        T(listed, [0.6, 1.4, 4], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"§ {item.number}    Dnr {item.registry_no}"), H(2, item.title)]
        blocks.append(P(f"**{m.body} beslutar**\natt {item.decision}"))
        blocks += [P("**Sammanfattning av ärendet**"), *paragraphs(item)] if item.text else []
    return blocks


CHILDREN = [
    (
        "krokvik_barnnamnd_2020-06-09",
        "weasy",
        "Krokviks kommun",
        "Barn- och utbildningsnämnden",
        "2020-06-09",
        "Ivern",
        55,
        "M C S S SD S",
        ("barn- och utbildningschef", "sekreterare", "förvaltningsekonom", "enhetschef elevhälsan"),
    ),
    (
        "almunda_samhallsnamnd_2021-12-07",
        "odt",
        "Almunda kommun",
        "Samhällsnämnden",
        "2021-12-07",
        "Gamla tingshuset",
        101,
        "S V M L S",
        ("samhällschef", "sekreterare", "trygghetsstrateg"),
    ),
]


def barnnamnd() -> list[Doc]:
    """Minutes with party and office between commas, somebody by link."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, posts) in enumerate(CHILDREN):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "08:30", ["12:15", "11:20"][number], place, "hybrid")
        topics = [SCHOOL[1], SCHOOL[2], SCHOOL[5]] if not number else [TOWN[3], SAFE[8], TOWN[5]]
        agreed = ("Godkännande av ärendelista", "", "Ärendelistan godkänns.")
        m.items = numbered([agreed, *topics, ("Delegationsbeslut", "", "Redovisningen godkänns.")], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.present += [Row(seats[2], office="second_vice_chair"), *(Row(p) for p in seats[3:])]
        m.present[4].remote = True
        m.present.append(Row(folk.one(None, "S"), "substitute_serving"))
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.present += [Row(p, "official", paragraphs=str(first + 1 + i)) for i, p in enumerate(staff[2:])]
        m.adjusters = [seats[3]]
        settled(m, 7)
        for index, item in enumerate(m.items):
            item.registry_no = f"{14 + index * 33}/{day[:4]}"
        style = Style("Caladea", size=11, title="Protokoll", header=("SAMMANTRÄDESPROTOKOLL", "Sida ##"))
        docs.append(Doc(stem, m, _children_page(m), make, style, None, "party between commas; one by link"))
    return docs


def _children_page(m: Meeting) -> list[Block]:
    office = {"chair": ", Ordförande", "vice_chair": ", 1:e vice ordförande"}
    office["second_vice_chair"] = ", 2:e vice ordförande"

    def seat(row: Row) -> str:
        link = ", via länk" if row.remote else ""
        return f"{row.person}, {row.person.party}{office.get(row.office or '', '')}{link}"

    staff = [", ".join(t for t in (post(r.person), few(r.paragraphs)) if t) for r in m.by_role("official")]
    when = f"{swedish.day(m.date or '', 'weekday')} kl {hours(m, ':')}"
    rows = [
        ["Plats och tid", f"{m.place}, {when}"],
        ["Beslutande", lines("**Ledamöter**", *(seat(r) for r in m.by_role("serving")))],
        ["", lines("**Tjänstgörande ersättare**", *(seat(r) for r in m.by_role("substitute_serving")))],
        ["Övriga närvarande", lines(*staff)],
        ["Justerare", f"{m.adjusters[0]}, {m.adjusters[0].party}"],
        ["Justeringens plats och tid", f"Kommunkansliet {m.adjusted}"],
        ["Underskrifter", signature("Sekreterare", m.secretary) + f"    Paragrafer §§ {span(m)}"],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**{m.body}**\nSammanträdesdatum\n{m.date}"),
        T(rows, [1, 2.4], "groups"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Kommunarkivet"), [1, 1.5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number}    {item.title}"), P(f"Diarienummer: {item.registry_no}")]
        blocks += [P("**Beslut**"), P(item.decision or "")]
        blocks += [P("**Bakgrund**"), *paragraphs(item)] if item.text else []
    return blocks


LIBRARY = [
    (
        "saterby_kulturnamnd_2009-02-10",
        "office",
        "Säterby kommun",
        "Kulturnämnden",
        "Kn",
        "2009-02-10",
        "Säterby bibliotek, Kulturhörnan",
        1,
        "kd s c mp s",
        ("biblioteks/kulturchef", "kultursekreterare"),
    ),
    (
        "hogsala_trafiknamnd_2011-11-30",
        "txt",
        "Högsala kommun",
        "Trafik- och trygghetsnämnden",
        "Ttn",
        "2011-11-30",
        "Högsala kommunhus, rum 2",
        44,
        "m fp s s",
        ("gatuchef", "nämndsekreterare"),
    ),
]


def biblioteksnamnd() -> list[Doc]:
    """Minutes of a small committee with letters before the number of a matter."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, first, seated, posts) in enumerate(LIBRARY):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "18:00", ["20:15", "19:50"][number], place)
        topics = [TOWN[i] for i in ((0, 1, 3, 4, 6), (3, 4, 5, 6))[number]]
        m.items = numbered(topics, first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.present += [Row(p, "substitute") for p in folk.parties("c" if number else "c fp")]
        m.present.append(Row(folk.one("revisor"), "guest", alternatives={"role": ["official"]}))
        m.adjusters = [seats[2]]
        settled(m, 6)
        for index, item in enumerate(m.items):
            item.registry_no = f"{short.upper()} {day[2:4]}/{12 + 5 * index}"
        style = Style("Liberation Serif", size=11.5, title="Protokoll", header=("", "#"))
        docs.append(Doc(stem, m, _library_page(m, short), make, style, None, "letters before the number"))
    return docs


def _library_page(m: Meeting, short: str) -> list[Block]:
    office = {"chair": ", ordförande", "vice_chair": ", v. ordf."}
    seats = [letter(r.person) + office.get(r.office or "", "") for r in m.by_role("serving")]
    others = [post(r.person) for r in m.by_role("official")]
    others += [f"{letter(r.person)} ers" for r in m.by_role("substitute")]
    others += [post(r.person) for r in m.by_role("guest")]
    rows = [
        ["Plats och tid", f"{m.place} kl {hours(m)}"],
        ["Beslutande", lines(*seats)],
        ["Övriga deltagande", lines(*others)],
        ["Utses att justera", str(m.adjusters[0])],
        ["Justeringens plats och tid", f"Förvaltningen {m.adjusted}"],
        ["Underskrifter", f"Sekreterare  {m.secretary}\nParagrafer {span(m, '-')}"],
        ["", f"Ordförande  {m.chair}"],
        ["", f"Justerande  {m.adjusters[0]}"],
    ]
    blocks: list[Block] = [
        P(f"{m.organisation}\nSAMMANTRÄDESPROTOKOLL\nSammanträdesdatum {m.date}"),
        P(f"**{m.body}**"),
        T(rows, [1, 2], "none"),
        P("**Anslag/Bevis**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Förvaltningen"), [1, 1.4], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"**{short} {item.number}**    Dnr {item.registry_no}"), H(2, item.title)]
        blocks += [*paragraphs(item), P(f"{m.body} beslutar:\n{item.decision}")]
    return blocks


JOINT = [
    (
        "varby_trygghetsrad_2013-02-21",
        "docx",
        "Varby kommun",
        "Trygghetsrådet",
        "TR",
        "2013-02-21",
        "Kommunhuset Varby",
        (("C", "BIN"), ("M", "HSN"), ("S", "HSN"), ("M", "SOC"), ("M", "KS"), ("S", "MBN")),
        ("folkhälsoplanerare", "socialförvaltningschef", "kommunpolis"),
    ),
    (
        "ostra_sund_folkhalsorad_2017-09-14",
        "weasy",
        "Östra Sunds kommun",
        "Folkhälso- och trygghetsrådet",
        "FTR",
        "2017-09-14",
        "Brandstationen, Östra Sund",
        (("L", "KS"), ("S", "SN"), ("KD", "UN"), ("V", "KFN")),
        ("trygghetssamordnare", "rektor Sundskolan", "brandinspektör"),
    ),
]


def namndrad() -> list[Doc]:
    """Minutes of a council in which each member comes from a committee."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, seated, posts) in enumerate(JOINT):
        folk, first = Folk(stem), 1 + 13 * number
        m = Meeting("minutes", owner, body, None, day, "09:00", ["11:30", "12:00"][number], place)
        topics = [SAFE[i] for i in ((0, 2, 4, 7), (3, 5, 6))[number]]
        m.items = numbered([*topics, ("Övrigt", "Inga övriga frågor togs upp.", "")], first)
        ranged(m)
        seats = [folk.one(home, party) for party, home in seated]
        staff: list[Person] = folk.titled(*posts)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:]), keeper(m, staff[0])]
        m.present += [Row(p, "official", paragraphs=str(first + i)) for i, p in enumerate(staff[1:])]
        m.adjusters = [seats[2]]
        for item, person in zip(m.items, staff[1:], strict=False):
            tells(item, person, "berättar om läget")
        settled(m, 8)
        style = Style("Liberation Serif", size=11.5, title="Protokoll", header=(owner, f"{day}   ##"))
        docs.append(Doc(stem, m, _joint_page(m, short), make, style, None, "committee letters as home"))
    return docs


def _joint_page(m: Meeting, short: str) -> list[Block]:
    seats = [
        f"{letter(r.person)}, {r.person.title}" + (", ordförande" if r.office == "chair" else "")
        for r in m.by_role("serving", "substitute_serving")
    ]
    staff = [f"{post(r.person)} {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    rows = [
        ["Plats och tid", f"{m.place} {swedish.day(m.date or '', 'long')} kl {hours(m)}"],
        ["Närvarande", lines(*seats)],
        ["Övriga deltagare", lines(*staff)],
        ["Justerare", str(m.adjusters[0])],
        ["Justeringens plats och tid", f"Kommunhuset {swedish.day(m.adjusted or '', 'den')} klockan 16.00"],
        ["Underskrifter", signature("Sekreterare", m.secretary) + f"    Paragrafer {span(m)}"],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    blocks: list[Block] = [
        P("**SAMMANTRÄDESPROTOKOLL**"),
        P(f"**{m.body}**"),
        T(rows, [1, 2.4], "box"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Kommunkontoret"), [1, 1.5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"{short} § {item.number}"), H(2, item.title), *paragraphs(item)]
        blocks += [P(f"**Beslut**\n{item.decision}")] if item.decision else []
    return blocks


FAMILIES = {
    "utbildningsnamnd": utbildningsnamnd,
    "barnnamnd": barnnamnd,
    "biblioteksnamnd": biblioteksnamnd,
    "namndrad": namndrad,
}
