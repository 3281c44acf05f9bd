"""Blind half: a village council, parties at the table, neighbours who keep watch."""

from . import swedish
from .blind_people import Folk, hours, lines, matter, missed, ranged, room, tells
from .blind_topics import EXTRA, SAFE, STAFF
from .blocks import Block, H, P, Style
from .document import Doc
from .fresh_people import filed, head, keeper, numbered
from .meeting import Item, Meeting, Next, Person, Row

VILLAGES = [
    (
        "lindakra_byarad_2023-05-25",
        "html",
        "Lindåkra byalag",
        "Byarådet",
        "2023-05-25",
        None,
        5,
        3,
    ),
    (
        "sorvik_bygderad_2018-02-08",
        "md",
        "Sörviks bygdeförening",
        "Bygderådet",
        "2018-02-08",
        "Gamla skolan",
        6,
        2,
    ),
]


def byarad() -> list[Doc]:
    """Minutes of a village council on its web site."""
    docs = []
    for number, (stem, make, owner, body, day, place, size, more) in enumerate(VILLAGES):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, None, None, place)
        if number:
            m.start = "18:30"
        members = folk.some(size)
        m.present = [*(Row(p) for p in members), *(Row(p, "guest") for p in folk.some(more))]
        if number:
            m.chair, m.present[0].office = members[0], "chair"
        m.secretary, m.present[size - 1].office = members[-1], "secretary"
        m.present[size - 1].alternatives = {"role": ["official"]}
        m.items = _village_items(m, number, members)
        ranged(m)
        style = Style("Liberation Sans", title=f"{body}: protokoll - {owner}", colour="#31572C")
        if not number:
            style.extra = {
                "before": f"<header>{owner}</header><nav>Hem | Nyheter | Kalender | Bli medlem</nav>",
                "after": "<footer>Dela: Facebook | E-post</footer>",
            }
        docs.append(Doc(stem, m, _village_page(m, number), make, style, None, "sentences as titles"))
    return docs


def _village_items(m: Meeting, number: int, members: list[Person]) -> list[Item]:
    following = ["2023-08-24", "2018-03-15"][number]
    when = f"{swedish.day(following, 'weekday')[:-5]} kl. 18.30"
    where = ["bystugan", "Gamla skolan"][number]
    m.next = Next(f"{when[0].upper()}{when[1:]}", following, "18:30", None, where, True)
    m.previous = {"date": None, "text": "Föregående protokoll godkändes.", "link": None}
    eve = ["valborg", "nyårsafton"][number]
    reports = [
        f"Trygghetsgruppen – Vandringen på {eve} samlade nio vuxna. Två stulna utombordare har anmälts.",
        f"Naturgruppen – Städningen av stranden blir i år den 3 juni. {members[2].name} köper in säckar.",
        "Webbgruppen – Hemsidan har fått en sida om grannsamverkan. Fler bilder efterlyses.",
    ]
    lamp = (
        "Sju gatlampor är fortfarande släckta på Kyrkvägen. Kommunen lovar att felet åtgärdas under sommaren."
    )
    police = "Hon påminde om att märka verktyg i fritidshusen. Byarådet beslutade att köpa in tio skyltar."
    items = [
        ("Mötet öppnades", "", ""),
        ("Dagordningen fastställdes", "", ""),
        ("Föregående protokoll godkändes", "", ""),
        ("Rapporter från grupperna", "\n".join(reports), ""),
        ("Belysningen", lamp, ""),
        ("Besök av kommunpolisen", police.replace("Byarådet", m.body or ""), ""),
        ("Övriga frågor", "Inga övriga frågor togs upp.", ""),
        ("Nästa möte", f"{m.next.text} i {where}.", ""),
        ("Mötet avslutades", "", ""),
    ]
    if number:
        del items[4]
    return numbered(items, 1 if not number else 10)


def _village_page(m: Meeting, number: int) -> list[Block]:
    council, guests = m.by_role("serving"), m.by_role("guest")
    names = [r.person.name + (" (ordförande)" if r.office == "chair" else "") for r in council]
    day = m.date or ""
    short = swedish.day(day, "short")
    blocks: list[Block] = [P("NYHETER")] if not number else [P(f"{m.organisation}")]
    blocks.append(H(1, f"{m.body}: protokoll {short if not number else swedish.day(day, 'long')}"))
    if not number:
        blocks.append(P("Publicerad 29 maj 2023", small=True))
    else:
        blocks.append(P(f"Vi träffades kl. 18.30 i {m.place}."))
    blocks.append(P(f"**Medverkande:** {swedish.listing(names)}."))
    blocks.append(P(f"**Adjungerade:** {swedish.listing([r.person.name for r in guests])}."))
    for item in m.items:
        ends = ":" if item.text else "."
        blocks.append(P(f"**§ {item.number} {item.title}{ends}**"))
        blocks += [P(part) for text in item.text for part in text.split("\n")]
    return [*blocks, room(), P(f"Vid protokollet\n{m.secretary}")]


PARTIES = [
    (
        "bromaryd_samverkansgrupp_2011-02-17",
        "docx",
        "Bromaryds kommun",
        "Centrala samverkansgruppen",
        "2011-02-17",
        "Stadshuset, rum 314",
        3,
        (("Vision", 2), ("Kommunal", 2), ("Lärarförbundet", 1)),
    ),
    (
        "vintersta_skyddskommitte_2025-03-04",
        "txt",
        "Vintersta kommun",
        "Centrala skyddskommittén",
        "2025-03-04",
        "Kommunhuset, Björken",
        3,
        (("Vision", 1), ("Kommunal", 2), ("Akademikerförbundet SSR", 1), ("Sveriges Lärare", 2)),
    ),
]


def partsgrupp() -> list[Doc]:
    """Minutes of employer and trade unions, who stand grouped by party."""
    docs = []
    for number, (stem, make, owner, body, day, place, size, unions) in enumerate(PARTIES):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", ["14:30", "15:00"][number], place)
        employer = folk.some(size)
        m.present = [head(m, employer[0]), *(Row(p) for p in employer[1:-1])]
        m.present.append(keeper(m, employer[-1]))
        m.present[-1].alternatives = {"role": ["serving"]}
        groups = [(union, folk.some(count)) for union, count in unions]
        m.present += [Row(p) for _, people in groups for p in people]
        m.present[-1].role = "guest"
        m.adjusters = [groups[0][1][0], groups[1][1][0]]
        m.items = _party_items(m, number, employer[1])
        ranged(m)
        style = Style("Liberation Serif", size=12, title="Protokoll")
        docs.append(
            Doc(stem, m, _party_page(m, groups), make, style, None, "people after the name of a party")
        )
    return docs


def _party_items(m: Meeting, number: int, talker: Person) -> list[Item]:
    following = ["2011-04-14", "2025-06-03"][number]
    m.next = Next(f"{swedish.day(following, 'den')} kl. 13.00", following, "13:00")
    items = numbered(
        [
            ("Sammanträdet öppnas", "Ordföranden öppnar sammanträdet. Dagordningen godkänns.", ""),
            *STAFF[number : number + 4],
            ("Nästa sammanträde", f"Gruppen sammanträder {m.next.text}.", ""),
            ("Avslutning", "Ordföranden förklarar samverkan avslutad i samtliga punkter.", ""),
        ],
        1,
    )
    tells(items[2], talker, "redovisar")
    items[3].text.append(EXTRA[1])
    return items


def _party_page(m: Meeting, groups: list[tuple[str, list[Person]]]) -> list[Block]:
    employer = [r for r in m.present if r.office in ("chair", "secretary") or r.role == "serving"]
    ours = [r.person for r in employer if all(r.person not in people for _, people in groups)]
    names = [p.name + (" (ordförande)" if p is m.chair else "") for p in ours]
    guest = m.by_role("guest")[0].person
    who = [f"för kommunen: {swedish.listing(names)}"]
    for union, people in groups:
        listed = [p.name + (" (adjungerad)" if p is guest else "") for p in people]
        who.append(f"för {union}: {swedish.listing(listed)}")
    parties = swedish.listing([m.organisation or "", *(union for union, _ in groups)], " samt ")
    one, two = m.adjusters
    blocks: list[Block] = [
        P(f"{m.organisation}\n{m.body}"),
        H(1, "Protokoll"),
        P(f"**Parter:** {parties}"),
        P(f"**Tid och plats:** {swedish.day(m.date or '', 'long')} kl. {hours(m)}, {m.place}"),
        P("**Närvarande**\n" + "\n".join(who)),
    ]
    for item in m.items:
        blocks += [H(3, f"§ {item.number} {item.title}"), *matter(item)]
        if item.decision:
            blocks.append(P(item.decision))
    return [
        *blocks,
        room(14),
        P(f"Vid protokollet\n\n{m.secretary}"),
        P(f"Justeras\n\n{m.chair}\n\n{one}\n\n{two}"),
    ]


WATCH = [
    (
        "ekbacken_grannstod_2017-09-13",
        "txt",
        "Grannstöd Ekbacken",
        "Styrgruppen",
        None,
        "2017-09-13",
        "Polisstationen i Ekbacken",
        ("Polisrepresentant", "Kommunrepresentant", "Samordnare", "Materialansvarig", "Bilansvarig"),
        ("Områdesombud",),
    ),
    (
        "norrstrand_grannsamverkan_2021-02-02",
        "odt",
        "Norrstrands kommun",
        "Styrgruppen för grannsamverkan",
        "limited",
        "2021-02-02",
        None,
        ("Kommunrepresentant", "Kommunpolis", "Huvudkontaktombud", "Fastighetsvärd"),
        ("Brandingenjör", "Huvudkontaktombud"),
    ),
]


def grannstod() -> list[Doc]:
    """Memo of a steering group, each with a part to play."""
    docs = []
    for number, (stem, make, owner, body, sharing, day, place, parts, away) in enumerate(WATCH):
        folk = Folk(stem)
        m = Meeting("memo", owner, body, sharing, day, "18:00", ["19:20", "19:00"][number], place)
        m.mode = "remote" if number else None
        members = folk.titled(*parts)
        m.present = [head(m, folk.one()), *(Row(p) for p in members), keeper(m, folk.one())]
        m.present[-1].alternatives = {"role": ["serving"]}
        m.absent = missed(*folk.titled(*away))
        m.items = _watch_items(m, number, members)
        style = Style("Carlito", size=11.5, title="Minnesanteckningar", colour="#7A1F1F")
        docs.append(Doc(stem, m, _watch_page(m), make, style, None, "part and colon before the name"))
    return docs


def _watch_items(m: Meeting, number: int, members: list[Person]) -> list[Item]:
    before, following = [("2017-05-17", "2017-11-15"), ("2020-10-20", "2021-05-04")][number]
    old = f"Anteckningarna från {swedish.day(before, 'den')} gicks igenom och lades till handlingarna."
    m.previous = filed(before, old)
    m.next = Next(f"{swedish.day(following, 'bare_weekday')} kl. 18.00", following, "18:00")
    topics = [SAFE[0], SAFE[4]] if not number else [SAFE[1], SAFE[7]]
    items = numbered(
        [
            ("Föregående möte", old, ""),
            *((t, f"{text} {decision}", "") for t, text, decision in topics),
            ("Bilen" if not number else "Skyltar", "Bytet till vinterdäck bokas i oktober.", ""),
            ("Att tänka på till nästa gång", EXTRA[0], ""),
            ("Nästa möte", f"{m.next.text.capitalize()}.", ""),
        ],
        1,
    )
    items[1].presenters = [members[0]]
    items[1].text.insert(0, f"{members[0].name} informerade.")
    if number:
        items[3].text = ["Tolv skyltar är blekta och byts ut. Nya beställs via polisen."]
    return items


def _watch_page(m: Meeting) -> list[Block]:
    rows = m.by_role("serving")
    who = [f"Ordförande: {m.chair}", *(f"{r.person.title}: {r.person}" for r in rows[1:])]
    who.append(f"Sekreterare: {m.secretary}")
    away = [f"{r.person.title}: {r.person}" for r in m.absent]
    day = swedish.day(m.date or "", "bare_weekday").capitalize()
    where = m.place or "Mötet hölls via Zoom"
    blocks: list[Block] = [P("Begränsad delning")] if m.sharing else []
    inside = (m.body or "")[0].lower() + (m.body or "")[1:]
    blocks += [
        P(f"{m.organisation}"),
        H(1, f"Minnesanteckningar från möte med {inside}"),
        P(f"{day} kl. {hours(m)}\n{where}"),
        P("**Deltog**\n" + lines(*who)),
        P("**Kunde inte delta**\n" + lines(*away)),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}) {item.title}"), *matter(item)]
    return blocks


FAMILIES = {"byarad": byarad, "partsgrupp": partsgrupp, "grannstod": grannstod}
