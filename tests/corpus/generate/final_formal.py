"""Final half: minutes of committees."""

from . import swedish
from .blind_people import few, gone, hours, lines, ranged, settled, tells
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .final_people import CARE, WORKS, Folk
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Meeting, Row
from .proof_people import notice, paragraphs, signature, span

SERVICE = [
    ("marbo_servicenamnd_2019-03-27", "weasy", "Marbo kommun", "Teknik- och servicenämnden", "2019-03-27",
     "Strömsalen, Kvarngården", 47, "S C L M KD", "M"),
    ("asby_servicenamnd_2023-09-13", "docx", "Åsby kommun", "Service- och fritidsnämnden", "2023-09-13",
     "Hammarsalen, Stadshuset", 66, "M S S V SD", "SD"),
]  # fmt: skip


def servicenamnd() -> list[Doc]:
    """Minutes of a committee."""
    docs = []
    for stem, make, owner, body, day, place, first, seated, idle in SERVICE:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:30", "16:40", place)
        m.items = numbered(WORKS[:5], first)
        ranged(m)
        seats, missing = folk.parties(seated), folk.one(None, "S")
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present.append(Row(folk.one(None, "S"), "substitute_serving", substitute_for=missing.name))
        m.absent = [gone(missing)]
        m.present.append(Row(folk.one(None, idle), "substitute"))
        staff = folk.titled("Förvaltningschef", "Trafikingenjör", "Projektledare", "Nämndsekreterare")
        m.present += [Row(p, "official") for p in staff[:3]] + [keeper(m, staff[3])]
        m.present[-3].paragraphs = str(first + 1)
        m.present[-2].paragraphs = f"{first + 3}-{first + 4}"
        m.adjusters = [seats[3]]
        settled(m, 7)
        style = Style("Liberation Sans", size=10.5, title="Protokoll", header=(owner, "Sida ##"))
        docs.append(Doc(stem, m, _service_page(m), make, style, None, "party before the name"))
    return docs


def _service_page(m: Meeting) -> list[Block]:
    absent = letter(m.absent[0].person)
    seats = [
        f"{r.person.party} {r.person}" + (f", tjänstgör för {absent}" if r.substitute_for else "")
        for r in m.by_role("serving", "substitute_serving")
    ]
    idle = [f"{r.person.party} {r.person}" for r in m.by_role("substitute")]
    rows = [["Tid", f"{m.date}, kl {hours(m)}", ""], ["Plats", m.place or "", ""]]
    rows += [["Beslutande" if n == 0 else "", s, ""] for n, s in enumerate(seats)]
    rows += [["Övriga deltagande", "", ""], ["Ej tjänstgörande ersättare", idle[0], ""]]
    for n, row in enumerate(m.by_role("official")):
        mark = f" {few(row.paragraphs)}" if row.paragraphs else ""
        rows.append(["Tjänstemän" if n == 0 else "", row.person.name, (row.person.title or "") + mark])
    rows += [
        ["Utses att justera", letter(m.adjusters[0]), ""],
        ["Justeringens plats och tid", f"Servicekontoret, {m.adjusted}, kl 16.00", ""],
        ["Paragrafer", span(m), ""],
        ["Underskrifter", signature("Sekreterare", m.secretary), ""],
        ["", signature("Ordförande", m.chair), ""],
        ["", signature("Justerande", m.adjusters[0]), ""],
    ]
    blocks: list[Block] = [
        P("**SAMMANTRÄDESPROTOKOLL**"),
        P(f"**{m.body}**"),
        T(rows, [1.1, 2, 1.5], "none"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Servicekontoret"), [1, 1.5], "none"),
        Break(),
    ]
    for n, item in enumerate(m.items):
        item.registry_no = f"{(m.date or '')[:4]}-{118 + 9 * n}"
        blocks += [H(2, f"§ {item.number}  {item.title}"), P(f"Dnr {item.registry_no}")]
        blocks += [P(f"**{m.body}s beslut**\n{item.decision}"), P("**Ärendet**"), *paragraphs(item)]
    return blocks


TECHNICAL = [
    ("oxhamra_tekniska_2009-02-12", "office", "Oxhamra kommun", "Tekniska nämnden", "2009-02-12",
     "Sjöängens reningsverk, Oxhamra", 20, "s v m s fp"),
    ("lillvik_miljoteknik_2017-05-18", "odt", "Lillviks kommun", "Miljötekniska nämnden", "2017-05-18",
     "Kontoret i hamnen, Lillvik", 41, "m c s l s"),
]  # fmt: skip


def teknisknamnd() -> list[Doc]:
    """Minutes of a committee."""
    docs = []
    for stem, make, owner, body, day, place, first, seated in TECHNICAL:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "08:30", "12:15", place)
        m.items = numbered(WORKS[1:6], first)
        ranged(m)
        seats, missing = folk.parties(seated), folk.parties("s m")
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.present += [Row(seats[2], office="second_vice_chair"), *(Row(p) for p in seats[3:])]
        for away in missing:
            came = folk.one(None, away.party)
            m.present.append(Row(came, "substitute_serving", substitute_for=away.name))
            m.absent.append(gone(away))
        m.present += [Row(p, "substitute") for p in folk.parties("s v")]
        staff = folk.titled("Teknisk chef", "va-ingenjör", "ekonom", "förvaltningsassistent")
        m.present += [Row(p, "official") for p in staff[:3]] + [keeper(m, staff[3])]
        m.adjusters = [seats[3]]
        settled(m, 6)
        m.adjusted = None
        style = Style("Liberation Serif", size=11, title="Protokoll", header=(owner, "Sida #"))
        docs.append(Doc(stem, m, _technical_page(m), make, style, None, "offices in a column"))
    return docs


def _technical_page(m: Meeting) -> list[Block]:
    words = {"chair": "Ordförande", "vice_chair": "1:e vice ordförande"}
    words["second_vice_chair"] = "2:e vice ordförande"
    seats = []
    for row in m.by_role("serving", "substitute_serving"):
        stands = f"ersättare för {row.substitute_for}" if row.substitute_for else "ledamot"
        seats.append([letter(row.person), words.get(row.office or "", stands)])
    idle = [letter(r.person) for r in m.by_role("substitute")]
    staff = swedish.listing([f"{r.person.title} {r.person}" for r in m.by_role("official")])
    when = f"{swedish.day(m.date or '', 'weekday').capitalize()} kl {hours(m)}"
    rows = [["Tid och plats", when, ""], ["", m.place or "", ""], ["Närvarande", "", ""]]
    rows += [["Ledamöter" if n == 0 else "", *seat] for n, seat in enumerate(seats)]
    rows += [["Övriga närvarande,", idle[0], ""], ["ej tjänstgörande ersättare", idle[1], ""]]
    signs = [
        ["Paragrafer", span(m)],
        ["Underskrifter", signature("Sekreterare", m.secretary)],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    blocks: list[Block] = [
        P(f"**SAMMANTRÄDESPROTOKOLL**\n{m.body}"),
        T(rows, [1.2, 1.4, 1.6], "none"),
        T([["Övriga närvarande, tjänstemän", staff], *signs], [1.2, 3], "none"),
        P("**Bevis om justering**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Tekniska kontoret"), [1, 1.5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number}"), P(f"**{item.title}**"), *paragraphs(item)]
        blocks.append(P(f"{m.body} beslutar\n{item.decision}"))
    return blocks


BUILDING = [
    ("hedviksvall_byggnamnd_2013-04-23", "typst", "Hedviksvalls kommun", "Byggnadsnämnden", "2013-04-23",
     "Sal A, Gula magasinet, Hedviksvall", 49, "M C FP S S", "M S"),
    ("norrala_byggnamnd_2021-11-09", "docx", "Norrala kommun", "Bygg- och trafiknämnden", "2021-11-09",
     "Sal B, Kommunhuset, Norrala", 93, "S S C V", "KD MP S"),
]  # fmt: skip


def byggnamnd() -> list[Doc]:
    """Minutes of a committee."""
    docs = []
    for stem, make, owner, body, day, place, first, seated, idle in BUILDING:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", "16:05", place)
        m.adjournments = [("14:20", "14:40", "Ajournering kl 14.20–14.40")]
        m.items = numbered([WORKS[i] for i in (0, 1, 3, 5)], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        staff = folk.titled("Byggchef", "ekonom", "trafikingenjör")
        m.present += [Row(p, "official") for p in staff]
        m.present[-2].paragraphs, m.present[-1].paragraphs = str(first), f"{first + 1}-{first + 2}"
        m.present.append(keeper(m, folk.one()))
        m.adjusters = [seats[-1]]
        settled(m, 7)
        style = Style("Carlito", size=11.5, title="Protokoll", header=(owner, "Protokoll ##"))
        docs.append(Doc(stem, m, _building_page(m), make, style, None, "deciding and not deciding"))
    return docs


def _building_page(m: Meeting) -> list[Block]:
    deciding = [letter(r.person) + (", ordf" if r.office == "chair" else "") for r in m.by_role("serving")]
    idle = [letter(r.person) for r in m.by_role("substitute")]
    staff = []
    for row in m.by_role("official"):
        mark = f" {few(row.paragraphs)}" if row.paragraphs else ""
        staff.append(f"{row.person.title or 'sekreterare'} {row.person}{mark}")
    rows = [
        ["Plats och tid:", f"{m.place}, kl {hours(m)}\n{m.adjournments[0][2]}", ""],
        ["Förtroendevalda:", "Beslutande:\n" + lines(*deciding), "Ej beslutande:\n" + lines(*idle)],
    ]
    signs = [
        ["Övriga deltagare:", ", ".join(staff)],
        ["Utses att justera:", str(m.adjusters[0])],
        ["Justeringens plats och tid:", f"Byggkontoret, {swedish.day(m.adjusted or '', 'long')} kl 10.00"],
        ["Paragrafer:", span(m)],
        ["Underskrifter:", f"Sekreterare:\n\n{m.secretary}"],
        ["", f"Ordförande:\n\n{m.chair}"],
        ["", f"Justerande:\n\n{m.adjusters[0]}"],
    ]
    blocks: list[Block] = [
        P(f"**{m.body}**    {m.date}"),
        T(rows, [1.1, 1.7, 1.4], "none"),
        T(signs, [1.1, 3.1], "none"),
        P(f"**Bevis/anslag**\nAnslagstid, från och med {m.posted} till och med {m.unposted}"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number}    {item.title}"), P(f"**{m.body} beslutar**\n{item.decision}")]
        blocks += [P("**Sammanfattning**"), *paragraphs(item)]
    return blocks


WELFARE = [
    ("anebo_socialutskott_2011-10-12", "reportlab", "Anebo kommun", "Socialutskottet", "2011-10-12",
     "Förvaltningshuset", 155, "C M S C", "S"),
    ("viskby_omsorgsutskott_2024-01-24", "html", "Viskby kommun", "Omsorgsutskottet", "2024-01-24",
     "Omsorgens hus", 1, "M KD S S", "M"),
]  # fmt: skip


def omsorgsutskott() -> list[Doc]:
    """Minutes of a subcommittee."""
    docs = []
    for stem, make, owner, body, day, place, first, seated, stand in WELFARE:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", "15:00", place)
        m.items = numbered(CARE, first)
        ranged(m)
        seats, missing = folk.parties(seated), folk.one(None, stand)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present.append(Row(folk.one(None, stand), "substitute_serving", substitute_for=missing.name))
        m.absent = [gone(missing)]
        m.present += [keeper(m, folk.one()), Row(folk.one(None, "KD"), "substitute")]
        staff = folk.titled("socialchef", "enhetschef", "kvalitetsledare")
        m.present += [Row(p, "official") for p in staff]
        m.present[-2].paragraphs, m.present[-1].paragraphs = str(first + 1), f"{first + 2}-{first + 3}"
        m.adjusters = [seats[1]]
        tells(m.items[1], staff[1], "redogör för verksamheten")
        settled(m, 7)
        style = Style("Liberation Serif", size=11, title="Protokoll", header=(owner, "#"))
        docs.append(Doc(stem, m, _welfare_page(m), make, style, None, "secretary and idle among the others"))
    return docs


def _welfare_page(m: Meeting) -> list[Block]:
    seats, others = [], []
    for row in m.present:
        if row.role == "serving":
            seats.append(letter(row.person) + (", ordförande" if row.office == "chair" else ""))
        elif row.role == "substitute_serving":
            seats.append(f"{letter(row.person)}, tjg ers för {letter(m.absent[0].person)}")
        else:
            mark = {"substitute": ", ej tjg ers"}.get(row.role, "")
            mark += ", sekreterare" if row.office == "secretary" else ""
            base = letter(row.person) if row.person.party else post(row.person)
            others.append(base + mark + (f", {few(row.paragraphs)}" if row.paragraphs else ""))
    rows = [
        ["Plats och tid", f"{m.place}, kl {hours(m)}"],
        ["Beslutande", lines(*seats)],
        ["Övriga deltagande", lines(*others)],
        ["Utses att justera", str(m.adjusters[0])],
        ["Justeringens plats och tid", f"{m.place} {m.adjusted}, kl 16.00"],
        ["Underskrifter", f"Sekreterare ………………    Paragrafer {span(m)}\n{m.secretary}"],
        ["", f"Ordförande ………………\n{m.chair}"],
        ["", f"Justerande ………………\n{m.adjusters[0]}"],
    ]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**{m.body}**\nSammanträdesdatum {m.date}"),
        H(1, "SAMMANTRÄDESPROTOKOLL"),
        T(rows, [1, 2.4], "box"),
        P("**BEVIS OM ANSLAG**"),
        T(notice(m, "Socialkontoret"), [1, 1.5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks.append(P(f"**Beslut**\n{item.decision}"))
    return blocks


STREET = [
    ("borstad_gatunamnd_2013-08-29", "weasy", "Borstads stad", "Gatunämnden", "2013-08-29",
     "Gatukontorets sessionssal", 74, "M S C M MP", "2013-09-05"),
    ("kallna_parknamnd_2020-02-27", "md", "Källna stad", "Park- och naturnämnden", "2020-02-27",
     "Stadsträdgårdens samlingssal", 12, "S M L S", "2020-03-05"),
]  # fmt: skip


def gatunamnd() -> list[Doc]:
    """Minutes of a committee."""
    docs = []
    for stem, make, owner, body, day, place, first, seated, adjusted in STREET:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "17:00", "19:20", place)
        seats, missing = folk.parties(seated), folk.one(None, "S")
        offices = ["chair", "vice_chair", "second_vice_chair"]
        m.present = [Row(p, office=o) for p, o in zip(seats, offices, strict=False)]
        m.present += [Row(p) for p in seats[3:]]
        m.chair, m.adjusted, m.adjusters = seats[0], adjusted, [seats[3]]
        m.present.append(Row(folk.one(None, "S"), "substitute_serving", substitute_for=missing.name))
        m.absent = [gone(missing)]
        m.present += [Row(p, "substitute") for p in folk.parties("KD V")]
        staff = folk.titled("avdelningschef Gatuavdelningen", "naturvårdskonsulent", "kommunpolis")
        m.present += [*(Row(p, "official") for p in staff), keeper(m, folk.one())]
        chosen = f"Att jämte ordföranden justera dagens protokoll utsågs {letter(seats[3])}. "
        chosen += f"Justeringen äger rum {swedish.day(adjusted, 'weekday')}."
        m.items = numbered([("Upprop och val av justeringsman", chosen, ""), *WORKS[1:5]], first)
        ranged(m)
        tells(m.items[2], staff[2], "informerar om anmälningarna")
        style = Style("Carlito", size=11.5, title="Protokoll", footer=("", "#"))
        docs.append(Doc(stem, m, _street_page(m), make, style, None, "offices and posts in a column"))
    return docs


def _street_page(m: Meeting) -> list[Block]:
    words = {"chair": "ordförande", "vice_chair": "1:e vice ordförande"}
    words["second_vice_chair"] = "2:e vice ordförande"
    seats = [[letter(r.person), words.get(r.office or "", "")] for r in m.by_role("serving")]
    spare = [
        [letter(r.person), f"tjg för {letter(m.absent[0].person)}" if r.substitute_for else ""]
        for r in m.by_role("substitute_serving", "substitute")
    ]
    staff = [[r.person.name, r.person.title or "sekreterare"] for r in m.by_role("official")]
    blocks: list[Block] = [
        P(f"{m.organisation}\n{m.body}"),
        H(1, "PROTOKOLL"),
        P(f"Sammanträdesdag\n{m.date}"),
        P(f"**Tid och plats**\nKl {hours(m)}, {m.place}"),
        P(f"**Omfattning**\n§ {span(m)}"),
        P("**Närvarande:**\nOrdinarie ledamöter"),
        T(seats, [1.3, 1.7], "none"),
        P("Ersättare"),
        T(spare, [1.3, 1.7], "none"),
        P("Övriga"),
        T(staff, [1.3, 1.7], "none"),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks += [P(f"{m.body} beslutar: {item.decision}")] if item.decision else []
    names = [f"{m.secretary}\nsekreterare", f"{m.chair}\nordförande", f"{m.adjusters[0]}\njusteringsman"]
    return [*blocks, *(P(f"\n{n}") for n in names)]


FAMILIES = {
    "servicenamnd": servicenamnd,
    "teknisknamnd": teknisknamnd,
    "byggnamnd": byggnamnd,
    "omsorgsutskott": omsorgsutskott,
    "gatunamnd": gatunamnd,
}
