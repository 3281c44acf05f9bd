"""Proof half: minutes of committees with a form on the first page."""

from . import swedish
from .blind_people import few, gone, hours, lines, missed, ranged, room, settled, tells
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Meeting, Person, Row
from .proof_people import Folk, except_for, notice, paragraphs, signature, span
from .proof_topics import SCHOOL, TOWN

EDUCATION = [
    (
        "varestad_bildningsnamnd_2018-09-24",
        "weasy",
        "Varestads kommun",
        "Bildningsnämnden",
        "2018-09-24",
        "sammanträdesrum Hunneberg, Kommunhuset",
        110,
        "S S C L",
        "V M",
        ("bildningschef", "utredningssekreterare", "utvecklingsledare", "elevhälsochef"),
    ),
    (
        "tallmo_larandenamnd_2022-02-15",
        "docx",
        "Tallmo kommun",
        "Lärandenämnden",
        "2022-02-15",
        "Stora salen, Kommunhuset",
        8,
        "M KD M S S",
        "SD C",
        ("skolchef", "nämndsekreterare", "ekonom"),
    ),
]


def bildningsnamnd() -> list[Doc]:
    """Minutes in which serving substitutes stand among the deciding members."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, serving, posts) in enumerate(EDUCATION):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", ["15:40", "16:15"][number], place)
        topics = [SCHOOL[i] for i in ((0, 1, 3, 4, 7), (0, 2, 5, 6, 7))[number]]
        m.items = numbered([*topics, ("Information från förvaltningen", "", "Informationen noteras.")], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [Row(p, "substitute_serving") for p in folk.parties(serving)]
        m.present[-1].paragraphs = except_for(first, first + 5, first + 1, first + 3)
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.present += [Row(p, "official") for p in staff[2:]]
        m.adjusters = [seats[2]]
        tells(m.items[1], staff[2], "redogör för arbetet")
        settled(m, 7)
        style = Style("Carlito", size=11.5, title="Protokoll", header=(f"{owner}", "Sida ##"))
        docs.append(Doc(stem, m, _education_page(m, first), make, style, None, "serving among members"))
    return docs


def _education_page(m: Meeting, first: int) -> list[Block]:
    seats = []
    for row in m.by_role("serving", "substitute_serving"):
        mark = ", ordf." if row.office == "chair" else ""
        if row.role == "substitute_serving":
            mark = ", tjg. ers." + (f" ej § {first + 1}, {first + 3}" if row.paragraphs else "")
        seats.append(letter(row.person) + mark)
    rows = [
        ["Tid och plats", f"Klockan {hours(m)}, {m.place}"],
        ["Beslutande", lines(*seats)],
        ["Övriga närvarande", lines(*(post(r.person) for r in m.by_role("official")))],
        ["Justerare", str(m.adjusters[0])],
        ["Justeringens tid och plats", f"{m.adjusted} klockan 15.00, Kommunhuset"],
        ["Underskrifter", signature("Sekreterare", m.secretary) + f"    Paragrafer {span(m)}"],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    contents = "\n".join(f"§ {i.number} {i.title} ..... {3 + n // 7}" for n, i in enumerate(m.items, 3))
    blocks: list[Block] = [
        P(f"**SAMMANTRÄDESPROTOKOLL**\nSammanträdesdatum\n{m.date}"),
        P(f"**{m.body}**"),
        T(rows, [1, 2.3], "none"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Kansliavdelningen"), [1, 1.5], "none"),
        Break(),
        P(f"**Innehållsförteckning**\n{contents}"),
        Break(),
    ]
    for index, item in enumerate(m.items):
        item.registry_no = f"{(m.body or '')[0]}N {(m.date or '')[:4]}/{21 + 17 * index}"
        blocks += [P(f"§ {item.number}    Dnr {item.registry_no}"), H(2, item.title)]
        blocks += [P(f"**{m.body}s beslut**"), P(item.decision or "")]
        blocks += [P("**Beskrivning av ärendet**"), *paragraphs(item)] if item.text else []
    return blocks


UPPER = [
    (
        "lundaby_gymnasienamnd_2013-03-27",
        "office",
        "Lundaby kommun",
        "Gymnasienämnden",
        "2013-03-27",
        "Utbildningskansliets sessionsrum, 3:e vån",
        19,
        "M FP V M C S S",
        ("KD", "M", "MP"),
        ("utbildningsdirektör", "nämndsekreterare", "ekonom", "rektor"),
    ),
    (
        "ekavik_arbetsmarknadsnamnd_2020-10-21",
        "odt",
        "Ekaviks kommun",
        "Arbetsmarknadsnämnden",
        "2020-10-21",
        "Jobbtorget, Hamngatan 3",
        71,
        "S L M S MP SD",
        ("S", "C"),
        ("arbetsmarknadschef", "nämndsekreterare", "kommunpolis"),
    ),
]


def gymnasienamnd() -> list[Doc]:
    """Minutes with a label for each office."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, spare, posts) in enumerate(UPPER):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "17:00", ["19:10", "18:45"][number], place)
        topics = [SCHOOL[i] for i in ((2, 3, 6), (3, 4))[number]]
        agreed = ("Fastställande av dagordning", "", "Dagordningen fastställs.")
        m.items = numbered(
            [agreed, *topics, ("Anmälningar", "", "Anmälningarna läggs till handlingarna.")], first
        )
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        offices = ["chair", "vice_chair", "second_vice_chair"]
        m.present = [Row(p, office=o) for p, o in zip(seats, offices, strict=False)]
        m.present += [Row(p) for p in seats[3:]]
        m.chair = seats[0]
        for index, party in enumerate(spare):
            came = folk.one(None, party)
            if index == 1:
                m.present.append(Row(came, "substitute"))
                continue
            missing = folk.one(None, party)
            m.present.append(Row(came, "substitute_serving", substitute_for=missing.name))
            m.absent.append(gone(missing))
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.present += [Row(p, "official") for p in staff[2:]]
        m.present[-1].start, m.present[-1].until = "17:00", "17:40"
        m.adjusters = [seats[1]]
        tells(m.items[1], staff[-1], "informerar")
        settled(m, 7)
        style = Style(
            "Liberation Sans", size=11, title="Protokoll", header=(owner, "Sammanträdesprotokoll  #")
        )
        page = _upper_page(m, seats[3])
        docs.append(Doc(stem, m, page, make, style, None, "offices as labels; deputy adjuster"))
    return docs


def _upper_page(m: Meeting, deputy: Person) -> list[Block]:
    members = m.by_role("serving")
    gone_by_name = {r.person.name: r.person for r in m.absent}
    spare = []
    for row in m.by_role("substitute_serving", "substitute"):
        whom = gone_by_name.get(row.substitute_for or "")
        spare.append(letter(row.person) + (f", tjänstgör för {letter(whom)}" if whom else ""))
    staff = [
        post(r.person) + (f", kl {swedish.span(r.start, r.until or '', ':')}" if r.start else "")
        for r in m.by_role("official")
    ]
    rows = [
        ["Plats och tid:", f"{m.place}, kl {hours(m, ':')}"],
        ["Ordförande:", letter(members[0].person)],
        ["Vice ordförande:", letter(members[1].person)],
        ["Andre vice ordförande:", letter(members[2].person)],
        ["Ledamöter:", lines(*(letter(r.person) for r in members[3:]))],
        ["Ersättare:", lines(*spare)],
        ["Övriga närvarande:", lines(*staff)],
        ["Att justera:", f"{letter(m.adjusters[0])} med {letter(deputy)} som ersättare"],
        ["Paragrafer:", span(m)],
        ["Plats/tid för justering:", f"Kansliet, {swedish.day(m.adjusted or '', 'weekday')}"],
        ["Underskrifter:", signature("Sekreterare", m.secretary, party=False)],
        ["", signature("Ordförande", m.chair, party=False)],
        ["", signature("Justerare", m.adjusters[0], party=False)],
    ]
    blocks: list[Block] = [
        P(f"**{m.body}**    Sammanträdesdatum {swedish.day(m.date or '', 'den')}"),
        T(rows, [1, 2.2], "none"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(notice(m, "Kansliet"), [1, 1.5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks.append(P(f"**{m.body} beslutar**\n{item.decision}"))
    return blocks


CULTURE = [
    (
        "skellebo_kulturnamnd_2019-05-21",
        "typst",
        "Skellebo kommun",
        "Kulturnämnden",
        "2019-05-21",
        "Folkets hus (Lilla salen)",
        54,
        "S S S M C",
        ("avdelningschef", "controller", "nämndsekreterare"),
        "rektor Kulturskolan",
    ),
    (
        "grimsnas_fritidsnamnd_2023-11-14",
        "docx",
        "Grimsnäs kommun",
        "Fritidsnämnden",
        "2023-11-14",
        "Ishallen (konferensrummet)",
        88,
        "M L S SD",
        ("fritidschef", "nämndsekreterare"),
        "trygghetssamordnare",
    ),
]


def kulturnamnd() -> list[Doc]:
    """Minutes with a list of those away, members and substitutes together."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, posts, guest) in enumerate(CULTURE):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", ["11:50", "10:35"][number], place)
        topics = [TOWN[i] for i in ((0, 1, 3, 5), (0, 2, 4, 6))[number]]
        chosen = ("Val av justerare", "", "")
        m.items = numbered([chosen, *topics], first)
        ranged(m)
        seats, staff = folk.parties(seated), folk.titled(*posts)
        m.items[0].decision = f"{letter(seats[2])} valdes att jämte ordföranden justera dagens protokoll."
        m.adjusters = [seats[2]]
        _culture_seats(m, folk, seats, first)
        m.present += [Row(p, "official") for p in staff[:-1]]
        m.present.append(keeper(m, staff[-1]))
        other = folk.one(guest)
        m.present.append(Row(other, "official", paragraphs=str(first + 1), alternatives={"role": ["guest"]}))
        tells(m.items[1], other, "berättar om verksamheten")
        settled(m, 6)
        m.adjusted = None
        for index, item in enumerate(m.items):
            item.registry_no = f"{'FN' if number else 'KN'} {day[:4]}-{103 + index * 9}"
        style = Style("Liberation Sans", size=10.5, title="Protokoll", header=(f"{owner}", "PROTOKOLL  ##"))
        docs.append(Doc(stem, m, _culture_page(m), make, style, None, "away list with member and substitute"))
    return docs


def _culture_seats(m: Meeting, folk: Folk, seats: list[Person], first: int) -> None:
    early, late = f"{first}-{first + 2}", f"{first + 3}-{first + 4}"
    m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
    leaving = m.present[-1]
    leaving.paragraphs = early
    away = folk.one(None, "V")
    m.present.append(Row(folk.one(None, "V"), "substitute_serving", substitute_for=away.name))
    m.present.append(
        Row(
            folk.one(None, leaving.person.party),
            "substitute_serving",
            substitute_for=leaving.person.name,
            paragraphs=late,
        )
    )
    m.present.append(Row(folk.one(None, "S"), "substitute"))
    m.absent = missed(away, leaving.person)
    m.absent[0].office, m.absent[1].paragraphs = "vice_chair", late
    m.absent += [Row(folk.one(None, "M"), "substitute", reason="listed")]


def _culture_page(m: Meeting) -> list[Block]:
    whole = {r.person.name: r.person for r in m.absent}

    def seat(row: Row) -> str:
        if row.office == "chair":
            return f"{row.person}, ordförande ({row.person.party})"
        if row.substitute_for:
            gone_ = whole[row.substitute_for]
            whom = (
                f"{gone_}, vice ordförande ({gone_.party})" if gone_ is m.absent[0].person else letter(gone_)
            )
            return f"{letter(row.person)} Tjänstgör för {whom} {few(row.paragraphs)}".strip()
        return f"{letter(row.person)} {few(row.paragraphs)}".strip()

    first, second, third = m.absent
    away = [
        f"{first.person}, vice ordförande ({first.person.party}) ordinarie",
        f"{letter(second.person)} ordinarie, frånvarande {few(second.paragraphs)}",
        f"{letter(third.person)} ersättare",
    ]
    *staff, other = m.by_role("official")
    rows = [
        ["Plats och tid", f"{m.place} kl. {hours(m)}"],
        ["Beslutande", lines(*(seat(r) for r in m.by_role("serving", "substitute_serving")))],
        ["Ersättare", lines(*(seat(r) for r in m.by_role("substitute")))],
        ["Tjänstemän", lines(*(post(r.person) for r in staff))],
        ["Övriga deltagare", f"{post(other.person)}, {few(other.paragraphs)}"],
        ["Ej närvarande, ordinarie/ersättare", lines(*away)],
        ["Justerare", f"{letter(m.adjusters[0])}    Paragrafer {span(m)}"],
        ["Underskrifter", f"\n{m.chair}, ordförande"],
        ["", f"\n{m.adjusters[0]}, protokolljusterare"],
        ["", f"\n{m.secretary}, nämndsekreterare"],
    ]
    proof = [
        ["Sammanträdesdatum", m.date or ""],
        ["Anslaget har satts upp", m.posted or ""],
        ["Anslaget tas ner efter", m.unposted or ""],
        ["Förvaringsplats för protokollet", "Kultur- och fritidskontoret"],
    ]
    blocks: list[Block] = [
        P(f"**{m.body}**\n{m.date}"),
        T(rows, [1, 2.4], "rules"),
        room(8),
        P("**BEVIS OM ANSLAG**\nJustering av nämndens protokoll har tillkännagivits på anslagstavlan."),
        T(proof, [1, 1.6], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"**§ {item.number}**    Dnr {item.registry_no}"), H(2, item.title), *paragraphs(item)]
        blocks.append(P(f"**Beslut**\n{item.decision}"))
    return blocks


FAMILIES = {
    "bildningsnamnd": bildningsnamnd,
    "gymnasienamnd": gymnasienamnd,
    "kulturnamnd": kulturnamnd,
}
