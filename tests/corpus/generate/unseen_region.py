"""Unseen half: a county's steering group, a regional forum, a decision group, a county network."""

from . import swedish
from .blocks import Block, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import later
from .fresh_people import filed, head, keeper, numbered, post
from .meeting import Item, Meeting, Next, Person, Row
from .unseen_people import Folk, absent, ranged, signed, spoken, tells
from .unseen_topics import MORE, POINTS, REGION, TRYGGT

STEERING = [
    (
        "norrbygden_styrgrupp_2014-06-03",
        "office",
        "Länsstyrelsen i Norrbygdens län",
        "Styrgruppen för Tryggt Norrbygden",
        "2014-06-03",
        ("13:00", "15:30"),
        "Residenset, Falkvik",
    ),
    (
        "sjolanden_styrgrupp_2021-11-16",
        "txt",
        "Länsstyrelsen Sjölanden",
        "Styrgruppen mot organiserad brottslighet",
        "2021-11-16",
        ("09:00", "11:15"),
        "Länsstyrelsen, sal Vänern",
    ),
]


def lansstyrgrupp() -> list[Doc]:
    """Minutes of a county administrative board's steering group."""
    docs = []
    for number, (stem, make, owner, body, day, (start, end), place) in enumerate(STEERING):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, start, end, place)
        seats = [folk.one() for _ in range(6 + number)]
        guest = folk.one()
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present.append(keeper(m, folk.one()))
        m.present.append(Row(guest, "guest", start="punkt 5", until="punkt 5"))
        m.present[-1].alternatives = {"paragraphs": ["5"]}
        m.absent = absent(*(folk.one() for _ in range(2 - number)))
        m.adjusters = [seats[3]]
        m.items = _steering_items(m, number, guest)
        style = Style("Carlito", size=11.5, title="Protokoll", header=("PROTOKOLL", "##"), leading=1.25)
        docs.append(Doc(stem, m, _steering_page(m), make, style, None, "comma list; number and colon"))
    return docs


def _steering_items(m: Meeting, number: int, guest: Person) -> list[Item]:
    before, following = [("2014-03-12", "2014-09-24"), ("2021-08-31", "2022-02-08")][number]
    old = f"Protokollet från mötet {swedish.day(before, 'den')} gicks igenom."
    when = f"{swedish.day(following, 'weekday')} klockan {swedish.clock(m.start or '')}"
    m.previous = filed(before, old)
    m.next = Next(when, following, m.start)
    items = numbered(
        [
            ("Mötet öppnas", "Ordföranden hälsade välkommen och förklarade mötet öppnat.", ""),
            ("Val av protokolljusterare", f"{m.adjusters[0]} utsågs att justera dagens protokoll.", ""),
            ("Föregående protokoll", old, "Styrgruppen beslutade att lägga protokollet till handlingarna."),
            *REGION[number * 3 : number * 3 + 3],
            ("Övriga frågor", "Inga övriga frågor fanns.", ""),
            ("Nästa möte", f"Nästa möte hålls {when}.", ""),
        ],
        1,
    )
    items[3].presenters = [m.present[4].person]
    items[4].presenters = [guest]
    items[4].text.append(MORE[number])
    items[3].text += [POINTS[3], POINTS[2]][: 2 - number]
    items[5].text.append(POINTS[0])
    return items


def _steering_page(m: Meeting) -> list[Block]:
    names = [f"{m.chair} (ordförande)", *(r.person.name for r in m.by_role("serving")[1:])]
    away = "Förhinder" if len(m.absent) > 1 else "Frånvarande"
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, f"Protokoll från möte med {m.body}"),
        P(
            f"{swedish.day(m.date or '', 'weekday').capitalize()}, "
            f"kl. {swedish.span(m.start or '', m.end or '')}\n{m.place}"
        ),
        P(f"**Närvarande:** {', '.join(names)} och {m.secretary} (sekreterare)"),
        P(f"**Inbjuden:** {m.by_role('guest')[0].person} (punkt 5)"),
        P(f"**{away}:** {', '.join(r.person.name for r in m.absent)}"),
        Sp(6),
    ]
    for item in m.items:
        blocks.append(H(3, f"{item.number}: {item.title}"))
        if item.presenters:
            blocks.append(P(f"Föredragande: {item.presenters[0]}"))
        blocks += [P(t) for t in item.text]
        if item.decision:
            blocks.append(P(f"**Beslut:** {item.decision}"))
    signs = [["Vid protokollet", "Justeras"], [f"\n\n{m.secretary}", f"\n\n{m.chair}\n\n{m.adjusters[0]}"]]
    return [*blocks, Sp(16), T(signs, [1, 1], "none")]


FORUM = [
    (
        "mellansjo_forum_2013-11-21",
        "typst",
        "Regionförbundet Mellansjö",
        "Forum för regional trygghet",
        "2013-11-21",
        "Sankt Olofssalen, Hamnsund",
        ("Hamnsund", "Fors", "Ånäs", "Tallby", "Rotvik"),
    ),
    (
        "region_osterland_forum_2023-03-09",
        "docx",
        "Region Österland",
        "Länsforum för brottsförebyggande arbete",
        "2023-03-09",
        "Regionens hus, Ekstad",
        ("Ekstads", "Malmviks", "Torshults", "Hedeby"),
    ),
]


def regionforum() -> list[Doc]:
    """Memo of a regional forum of politicians and officials."""
    docs = []
    for number, (stem, make, owner, body, day, place, towns) in enumerate(FORUM):
        folk = Folk(stem)
        m = Meeting("memo", owner, body, None, day, "13:00", "15:45", place)
        label = "Kommunförbundet, " if not number else ""
        suffix = "" if not number else " kommun"
        chief = folk.one(owner)
        m.present = [Row(folk.one(f"{label}{town}{suffix}")) for town in towns]
        m.present.append(head(m, chief))
        m.present[2].until, m.present[2].alternatives = "§ 4", {"paragraphs": ["1-4"]}
        staff = folk.titled("Länsstyrelsen", "Polisen", "Polisen", owner)
        m.present += [Row(p, "official") for p in staff[: 2 + number]]
        m.present.append(keeper(m, staff[3]))
        m.items = _forum_items(m, number, staff[0], staff[1])
        ranged(m)
        style = Style("Liberation Serif", size=11, title="Minnesanteckningar", colour="#1A1A1A")
        docs.append(Doc(stem, m, _forum_page(m, number), make, style, None, "name and home in columns"))
    return docs


def _forum_items(m: Meeting, number: int, first: Person, second: Person) -> list[Item]:
    following = ["2014-02-06", "2023-06-15"][number]
    when = f"{swedish.day(following, 'weekday')} klockan 13.00"
    m.next = Next(when, following, "13:00")
    topics = [(t, f"{text} {decision}", "") for t, text, decision in REGION[2 + number : 6 + number]]
    items = numbered(
        [
            ("Mötets öppnande", f"Ordförande {m.chair} hälsade välkommen och öppnade mötet.", ""),
            *topics,
            ("Kommande möten", f"Forumet träffas igen {when}.", ""),
        ],
        1,
    )
    for item, person, verb in ((items[1], first, "informerar"), (items[3], second, "redogör för läget")):
        item.presenters = [person]
        item.text[0] = f"{person.name} {verb}. {item.text[0]}"
    items[2].text += [POINTS[3], MORE[2]]
    items[4].text.append(POINTS[0])
    return items


def _forum_page(m: Meeting, number: int) -> list[Block]:
    written = later(m.date or "", 11)
    letterhead = [
        ["Avsändarens tjänsteställe", "Datum", "Dnr", "Sida"],
        [["Ledningsstaben", "Utvecklingsstaben"][number], written, f"RU {written[2:4]}/214", "1"],
    ]

    def line(row: Row) -> list[str]:
        home = row.person.title or ""
        if row.office == "chair":
            home += ", ordförande"
        return [row.person.name, home + (" t o m § 4" if row.until else "")]

    politicians = [line(r) for r in m.by_role("serving")]
    officials = [line(r) for r in m.by_role("official")]
    blocks: list[Block] = [
        P(f"**{m.organisation}**\nMINNESANTECKNINGAR"),
        T(letterhead, [2.4, 1, 1, 0.5], "none", small=True),
        H(2, f"Möte med {m.body}"),
        T(
            [
                ["Tid:", f"{spoken(m.date or '', '13:00', 'klockan').capitalize()}–15.45"],
                ["Plats:", m.place or ""],
            ],
            [1, 6],
            "none",
        ),
        P("**Närvarande:**"),
        P("Politiker:"),
        T(politicians, [2, 3], "none"),
        P("Tjänstemän:" if not number else "Tjänstepersoner:"),
        T(officials, [2, 3], "none"),
    ]
    for item in m.items:
        blocks += [H(3, f"§ {item.number} {item.title}"), *(P(t) for t in item.text)]
    return [*blocks, Sp(16), P(signed("Vid anteckningarna", m.secretary))]


GROUPS = [
    (
        "granstrygg_beslutsgrupp_1997-10-03",
        "txt",
        "Länsstyrelsen i Sundlands län",
        "Beslutsgruppen för Gränstrygg",
        "1997-10-03",
    ),
    (
        "leader_beslutsgrupp_2012-04-19",
        "typst",
        "Länsförbundet Ådalarna",
        "Beslutsgruppen för Levande centrum",
        "2012-04-19",
    ),
]


def beslutsgrupp() -> list[Doc]:
    """Minutes of a programme's decision group."""
    docs = []
    for number, (stem, make, owner, body, day) in enumerate(GROUPS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day)
        seats = [folk.one() for _ in range(7)]
        stand_in = [folk.one() for _ in range(3 - number)]
        clerk, judge = folk.one("sekretariatet"), folk.one("utvärderare")
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present[3].until, m.present[3].alternatives = "punkt 6", {"paragraphs": ["1-6"]}
        m.present += [Row(p, "substitute_serving") for p in stand_in]
        m.present += [keeper(m, clerk), Row(judge, "official", start="punkt 5", until="punkt 5")]
        m.present[-1].alternatives = {"role": ["guest"], "paragraphs": ["5"]}
        m.absent = absent(*(folk.one() for _ in range(number * 2)))
        m.adjusters = [seats[5]]
        m.items = _group_items(m, number, judge)
        style = Style("Caladea", size=11, title="Protokoll", footer=(f"{body} {2 + number}/{day[2:4]}", "#"))
        docs.append(Doc(stem, m, _group_page(m, number), make, style, None, "short heads, bare names"))
    return docs


def _group_items(m: Meeting, number: int, judge: Person) -> list[Item]:
    before, following = [("1997-06-18", "1997-12-05"), ("2012-02-02", "2012-06-14")][number]
    old = f"Protokollet från {swedish.day(before, 'den')} lades till handlingarna."
    m.previous = filed(before, old)
    m.next = Next(swedish.day(following, "den"), following)
    matters = [REGION[6], REGION[4], REGION[7]] if number else [REGION[4], REGION[6], REGION[2]]
    items = numbered(
        [
            ("Fastställande av dagordning", "Dagordningen fastställdes utan ändringar.", ""),
            ("Föregående protokoll", old, ""),
            ("Val av justerare", f"{m.adjusters[0]} valdes till justerare.", ""),
            *matters,
            ("Nästa möte", f"Nästa möte äger rum {m.next.text}.", ""),
            ("Avslutning", "Ordföranden tackade för ett gott arbete och avslutade mötet.", ""),
        ],
        1,
    )
    tells(items[4], judge, "redovisade sina iakttagelser")
    items[3].text.append(MORE[3])
    items[5].text += [POINTS[3], MORE[0]]
    return items


def _group_page(m: Meeting, number: int) -> list[Block]:
    members = m.by_role("serving")[1:]
    lines = [r.person.name + (" (t.o.m. p. 6)" if r.until else "") for r in members]
    stand_in = "\n".join(r.person.name for r in m.by_role("substitute_serving"))
    clerk, judge = (r.person for r in m.by_role("official"))
    blocks: list[Block] = [
        P(f"{m.organisation}\n{m.body}"),
        H(1, f"Protokoll från sammanträde {swedish.day(m.date or '', 'den')}"),
        P(f"Närvarande:\n{m.chair}, ordf."),
        P("Ledamöter:\n" + "\n".join(lines)),
        P(f"Tjänstgörande ersättare:\n{stand_in}"),
        P(f"Dessutom:\n{post(clerk)}\n{post(judge)} (p. 5)"),
    ]
    if m.absent:
        blocks.append(P("Anmälda förhinder:\n" + "\n".join(r.person.name for r in m.absent)))
    for item in m.items:
        blocks += [H(2 if number else 3, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(P(f"Beslut: {item.decision}"))
    return [
        *blocks,
        Sp(14),
        P(signed("Vid protokollet", m.secretary)),
        P(signed("Justeras", m.chair) + f"\n\n{m.adjusters[0]}"),
    ]


NETWORK = [
    (
        "vasterbygd_natverk_2022-05-11",
        "docx",
        "Länsstyrelsen i Västerbygds län",
        "2022-05-11",
        "Länsstyrelsen, sal Tranan",
        ("Alboga", "Bruntorp", "Alboga", "Dalum", "Ekeby", "Fagerlid", "Holma"),
        ("Granvik", "Ivarsbo"),
    ),
    (
        "sydlanden_natverk_2025-02-06",
        "weasy",
        "Länsstyrelsen Sydlanden",
        "2025-02-06",
        None,
        ("Lerby", "Mossarp", "Norrhult", "Lerby", "Ottarp", "Polisen", "Region Sydlanden", "Rörvik"),
        ("Sandhem",),
    ),
]


def lansnatverk() -> list[Doc]:
    """Notes of a county's network of coordinators."""
    docs = []
    for number, (stem, make, owner, day, place, homes, away) in enumerate(NETWORK):
        folk = Folk(stem)
        m = Meeting(
            "notes", owner, "Nätverket för brottsförebyggande samordnare", None, day, "09:30", "15:00", place
        )
        m.mode = "remote" if number else None
        m.present = [Row(p) for p in folk.titled(*homes)]
        staff = [folk.one(), folk.one()]
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.absent = absent(*folk.titled(*away))
        speaker = folk.one(["Brå", "Linnéa universitet"][number])
        m.items = _network_items(m, number, speaker, staff[0])
        style = Style("Liberation Sans", size=10.5, title="Anteckningar", colour="#6A1B4D")
        docs.append(Doc(stem, m, _network_page(m), make, style, None, "home in brackets; clocks as heads"))
    return docs


def _network_items(m: Meeting, number: int, speaker: Person, leader: Person) -> list[Item]:
    following = ["2022-09-21", "2025-05-15"][number]
    m.next = Next(f"{swedish.day(following, 'den')}, kl. 09.30–15.00", following, "09:30", "15:00")
    topics = [TRYGGT[6 - number], REGION[1], TRYGGT[14 - number * 5]]
    items = [
        Item("Välkomna", text=["En kort presentationsrunda inledde dagen."]),
        *(Item(t, text=[text, decision]) for t, text, decision in topics),
        Item("Laget runt", text=["Kommunerna berättade kort om vad som är på gång under våren."]),
        Item("Avslutning och nästa träff", text=[f"Nästa träff är {m.next.text}."]),
    ]
    tells(items[1], speaker, "berättade om sitt arbete")
    tells(items[2], leader, "informerade")
    items[3].text.append(POINTS[3])
    items[4].text.append(MORE[0])
    return items


CLOCKS = ["09.30", "09.50", "10.45", "13.00", "14.00", "14.50"]


def _network_page(m: Meeting) -> list[Block]:
    came = ", ".join(f"{r.person.name} ({r.person.title})" for r in m.by_role("serving"))
    leader, clerk = (r.person for r in m.by_role("official"))
    gone = ", ".join(f"{r.person.name} ({r.person.title})" for r in m.absent)
    where = f"Plats: {m.place}" if m.place else "Digitalt möte via Teams"
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, f"Anteckningar från träff med {(m.body or '').replace('Nätverket', 'nätverket')}"),
        P(f"Datum: {m.date}\nTid: 09.30–15.00\n{where}"),
        H(2, "Deltagare"),
        P(came),
        P(f"Från Länsstyrelsen: {leader} och {clerk} (antecknade)"),
        P(f"Återbud: {gone}"),
    ]
    for clock, item in zip(CLOCKS, m.items, strict=True):
        blocks.append(H(2, f"{clock} {item.title}"))
        blocks.append(Li(item.text) if len(item.text) > 2 else P(" ".join(item.text)))
    return blocks


FAMILIES = {
    "lansstyrgrupp": lansstyrgrupp,
    "regionforum": regionforum,
    "beslutsgrupp": beslutsgrupp,
    "lansnatverk": lansnatverk,
}
