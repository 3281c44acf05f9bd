"""Blind half: councils of a municipality, with associations and with offices."""

from . import swedish
from .blind_people import Folk, few, hours, lines, matter, ranged, room, settled, tells
from .blind_topics import EXTRA, SAFE
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .fresh_people import filed, head, keeper, letter, numbered, post
from .meeting import Item, Meeting, Next, Person, Row

ASSOCIATIONS = [
    (
        "torsvik_handikapprad_2012-03-01",
        "weasy",
        "Torsviks kommun",
        "Kommunala handikapprådet",
        "KHR",
        "2012-03-01",
        "Hamngatan 12, socialnämndens sammanträdesrum",
        "FP KD S MP",
        ("DHR", "Astma & allergi", "RTP", "STAM", "SRF"),
        ("HRF", "FUB", "Neuroförbundet"),
        "handikapporganisationerna",
    ),
    (
        "malmvik_integrationsrad_2016-10-18",
        "docx",
        "Malmviks kommun",
        "Kommunala integrationsrådet",
        "KIR",
        "2016-10-18",
        "Stadsbiblioteket, Kupolen",
        "S L M V",
        ("Somaliska föreningen", "Röda Korset", "Kurdiska kulturföreningen", "Medborgarskolan"),
        ("Polisen", "ABF"),
        "föreningarna",
    ),
]


def handikapprad() -> list[Doc]:
    """Minutes of a council of politicians and associations, with a form on the first page."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, seated, homes, more, who) in enumerate(
        ASSOCIATIONS
    ):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "17:00", ["20:00", "19:15"][number], place)
        seats, members = folk.parties(seated), folk.titled(*homes)
        m.present = [head(m, seats[0]), *(Row(p) for p in [*seats[1:], *members])]
        m.present += [Row(p, "official", alternatives={"role": ["guest"]}) for p in folk.titled(*more)]
        m.secretary, m.adjusters = folk.one(), [members[number]]
        m.items = _council_items(m, number, members[2])
        ranged(m)
        settled(m, 8)
        style = Style("Liberation Sans", size=10.5, title="Protokoll", header=(body, f"{day}  ##"))
        page = _council_page(m, short, who, len(seats))
        docs.append(Doc(stem, m, page, make, style, None, "associations in brackets; comma list of others"))
    return docs


def _council_items(m: Meeting, number: int, talker: Person) -> list[Item]:
    chosen = f"Till justeringsperson valdes {m.adjusters[0]}."
    items = numbered(
        [
            (
                "Mötets öppnande",
                f"Mötets ordförande, {m.chair}, hälsar ledamöterna välkomna och förklarar mötet öppnat.",
                "",
            ),
            ("Val av justerare", chosen, ""),
            ("Godkännande av dagordning", "Dagordningen för dagens möte godkändes.", ""),
            *((t, f"{text} {decision}", "") for t, text, decision in SAFE[4 + number * 3 : 7 + number * 3]),
            ("Övriga frågor", EXTRA[1], ""),
            ("Mötets avslutande", "Ordföranden tackar för visat intresse och avslutar mötet.", ""),
        ],
        1 if not number else 24,
    )
    tells(items[4], talker, "berättar om sina erfarenheter")
    items[3].text.append(EXTRA[0])
    items[5].text.append(EXTRA[3])
    return items


def _council_page(m: Meeting, short: str, who: str, elected: int) -> list[Block]:
    seats = m.by_role("serving")
    board = [letter(r.person) + (", ordförande" if r.office else "") for r in seats[:elected]]
    members = [f"{r.person} ({r.person.title})" for r in seats[elected:]]
    others = ", ".join(f"{r.person} ({r.person.title})" for r in m.by_role("official"))
    low, high = (m.paragraph_range or "").split("-")
    chosen = m.adjusters[0]
    rows = [
        ["Plats och tid:", f"{m.place}, kl {hours(m, ':')}"],
        ["Beslutande:", lines(*board)],
        [f"Representanter från {who}", lines(*members)],
        ["Övriga deltagande:", others],
        ["Utses att justera:", f"{chosen} ({chosen.title})"],
        ["Justeringens plats och tid:", f"Socialförvaltningen {m.adjusted}"],
        ["Sekreterare:", f"\n{m.secretary}\nParagrafer {low}–{high}"],
        ["Ordföranden:", f"\n{m.chair}"],
        ["Justerande:", f"\n{chosen}"],
    ]
    proof = [
        ["Organ:", f"{m.organisation}, {m.body}"],
        ["Datum för anslags upprättande:", m.posted or ""],
        ["Datum för anslags nedtagande:", m.unposted or ""],
        ["Förvaringsplats för protokollet:", "Socialförvaltningen"],
        ["Underskrift:", f"\n{m.secretary}"],
    ]
    blocks: list[Block] = [
        T(rows, [1.2, 2.6], "groups"),
        P("**ANSLAG / BEVIS**\nJusteringen har tillkännagivits genom anslag."),
        T(proof, [1.2, 2], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [P(f"**{short} § {item.number}**"), H(2, item.title), *matter(item)]
    return blocks


OFFICES = [
    (
        "lonnby_omsorgsrad_2009-04-20",
        "office",
        "Lönnby kommun",
        "Rådet för trygghet och omsorg",
        "minutes",
        "2009-04-20",
        "Brandmuseet, Storberget",
        ("SN", "SBN", "BN", "SBN", "PRO", "SRF", "DHR", "SPF"),
        ("folkhälsokonsulent, socialförvaltningen", "VD, Brandmuseet", "platschef, Brandmuseet"),
    ),
    (
        "ravlanda_brottsrad_2020-11-12",
        "odt",
        "Rävlanda kommun",
        "Brottsförebyggande rådet",
        "memo",
        "2020-11-12",
        None,
        ("KS", "BUN", "SN", "SBN", "Polisen", "Rävlandabostäder"),
        ("säkerhetsstrateg, kommunledningskontoret", "fältsekreterare, socialförvaltningen"),
    ),
]


def omsorgsrad() -> list[Doc]:
    """Minutes or memo of a council whose members come from committees and associations."""
    docs = []
    for number, (stem, make, owner, body, kind, day, place, homes, posts) in enumerate(OFFICES):
        folk = Folk(stem)
        m = Meeting(kind, owner, body, None, day, "13:00", ["16:30", "14:45"][number], place)
        m.mode = "remote" if number else None
        members, staff = folk.titled(*homes), folk.titled(*posts)
        m.present = [head(m, members[0]), *(Row(p) for p in members[1:])]
        m.present += [Row(p, "official") for p in staff]
        home = ["socialförvaltningen", "kommunledningskontoret"][number]
        m.present.append(keeper(m, folk.one(home)))
        m.present[-1].alternatives = {"title": [f"sekreterare, {home}", "sekreterare"]}
        m.items = _office_items(m, number, staff, members)
        name = ["PROTOKOLL", "MINNESANTECKNINGAR"][number]
        style = Style("Liberation Serif", size=11.5, title=name.capitalize(), header=(f"{owner}", "##"))
        docs.append(Doc(stem, m, _office_page(m, name), make, style, None, "committees in short after names"))
    return docs


def _office_items(m: Meeting, number: int, staff: list[Person], members: list[Person]) -> list[Item]:
    following = ["2009-09-14", "2021-02-11"][number]
    m.next = Next(f"{swedish.day(following, 'weekday')}, kl. 13.00", following, "13:00")
    topics = [SAFE[1], SAFE[9], SAFE[5]] if not number else [SAFE[0], SAFE[6], SAFE[8]]
    items = [
        Item("Mötets öppnande", text=["Ordföranden hälsade välkommen och förklarade mötet öppnat."]),
        *([Item("Presentation av Brandmuseet", text=["Museet har haft 14 000 besökare."])] * (1 - number)),
        *(Item(t, text=[f"{text} {decision}"]) for t, text, decision in topics),
        Item("Frågor från ledamöterna", text=[EXTRA[0]]),
        Item("Nästa möte", text=[f"Nästa möte hålls {m.next.text}."]),
    ]
    if number:
        items[1].presenters.append(members[4])
        items[1].text.insert(0, f"{members[4]} redogjorde för läget.")
        tells(items[2], staff[1], "informerade")
    else:
        tells(items[1], staff[1], "berättade om verksamheten")
        tells(items[3], staff[0], "informerade")
    items[3].text.append(EXTRA[3])
    return items


def _office_page(m: Meeting, name: str) -> list[Block]:
    members = [post(r.person) + (", ordförande" if r.office else "") for r in m.by_role("serving")]
    staff = [post(r.person) for r in m.by_role("official")[:-1]]
    clerk = m.by_role("official")[-1].person
    when = f"{swedish.day(m.date or '', 'weekday').capitalize()}, kl. {hours(m)}"
    where = m.place or "Digitalt möte via Teams"
    rows = [
        ["Plats och tid", f"{where}\n{when}"],
        ["Närvarande", lines(*members)],
        ["Övriga", lines(*staff, f"{clerk}, sekreterare, {clerk.title}")],
    ]
    blocks: list[Block] = [P(f"**{name}**\n{m.body}\n{m.date}"), room(6), T(rows, [1, 3.4], "none")]
    if m.kind == "minutes":
        signs = [["Underskrift", f"Sekreterare\n\n{clerk}\n\nOrdförande\n\n{m.chair}"]]
        blocks += [room(20), T(signs, [1, 3.4], "none"), Break()]
    for item in m.items:
        blocks += [H(2, item.title), *matter(item)]
    return blocks


PLAIN = [
    (
        "alvtrask_folkhalsorad_2008-09-24",
        "typst",
        "Älvträsks kommun",
        "Folkhälso- och trygghetsrådet",
        "2008-09-24",
        "Kommunstyrelsens sammanträdesrum",
        20,
        9,
        5,
    ),
    (
        "norrsele_krisrad_2015-05-07",
        "txt",
        "Norrsele kommun",
        "Krishanteringsrådet",
        "2015-05-07",
        "Brandstationens lektionssal",
        8,
        7,
        3,
    ),
]


def alvrad() -> list[Doc]:
    """Minutes of a council whose people have neither party nor post."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, size, more) in enumerate(PLAIN):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:15", ["16:00", "15:30"][number], place)
        seats, others = folk.some(size), folk.some(more)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [Row(p, "official") for p in others]
        for row in m.present[-2:]:
            row.paragraphs = str(first + 4)
        m.secretary, m.adjusters = folk.one(), [seats[3]]
        m.items = _plain_items(m, number, others[-2:], first)
        ranged(m)
        style = Style("Liberation Sans", size=11, title="Protokoll", header=(f"{owner}", "PROTOKOLL ##"))
        docs.append(Doc(stem, m, _plain_page(m, number), make, style, None, "bare names; office at the end"))
    return docs


def _plain_items(m: Meeting, number: int, guests: list[Person], first: int) -> list[Item]:
    before, following = [("2008-05-21", "2008-11-26"), ("2015-02-12", "2015-10-01")][number]
    old = f"Protokoll från föregående sammanträde, {before}, gås igenom."
    m.previous = filed(before, old)
    m.next = Next(swedish.day(following, "den"), following)
    items = numbered(
        [
            ("Val av justerare", f"Ordförande föreslår {m.adjusters[0]}.", f"att välja {m.adjusters[0]}."),
            ("Godkännande av dagordning", "Dagordningen läses upp.", "att godkänna dagens dagordning."),
            ("Föregående protokoll", old, "att lägga protokollet till handlingarna."),
            *((t, text, "") for t, text, _ in SAFE[2 + number * 7 : 5 + number * 7]),
            ("Rapporter från nämnderna", EXTRA[0], ""),
            ("Nästa sammanträde", f"Nästa sammanträde äger rum {m.next.text}.", ""),
        ],
        first,
    )
    items[3].decision = "att ställa sig bakom förslaget."
    items[4].presenters = guests
    items[4].text.insert(0, f"{guests[0]} och {guests[1]} informerar.")
    items[5].text.append(EXTRA[3])
    return items


def _plain_page(m: Meeting, number: int) -> list[Block]:
    others = [f"{r.person} {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    low, high = (m.paragraph_range or "").split("-")
    rows = [
        ["Plats och tid", f"{m.place}, kl. {hours(m)}"],
        ["Ledamöter", lines(*(r.person.name for r in m.by_role("serving")))],
        ["Övriga deltagande", lines(*others)],
        ["Utses att justera", str(m.adjusters[0])],
        ["Paragrafer", f"{low}–{high}"],
        ["Underskrifter", "..............................."],
        ["", f"/{m.chair}, ordförande/\n\n..............................."],
        ["", f"/{m.secretary}, sekreterare/\n\n..............................."],
        ["", f"/{m.adjusters[0]}, protokollsjusterare/"],
    ]
    top = P(f"{m.organisation}    PROTOKOLL    1 (6)") if number else None
    blocks: list[Block] = [*([top] if top else []), P(f"**{m.body}**\n{m.date}"), room(6)]
    blocks += [T(rows, [1, 2.4], "none"), Break()]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *matter(item)]
        if item.decision:
            blocks.append(P(f"{m.body} beslutar\n{item.decision}"))
    return blocks


FAMILIES = {"handikapprad": handikapprad, "omsorgsrad": omsorgsrad, "alvrad": alvrad}
