"""Unseen half: a business council, consultations with associations, a notice, a note on a web site."""

from . import swedish
from .blocks import Block, H, Li, P, Sp, Style, T
from .document import Doc
from .fresh_people import filed, head, keeper, letter, numbered, post
from .meeting import Item, Meeting, Next, Person, Row
from .unseen_people import Folk, absent, initials, ranged, spoken, tells
from .unseen_topics import FOLK, MORE, POINTS, REGION, TRYGGT

BUSINESS = [
    (
        "lindo_naringslivsrad_2019-03-14",
        "docx",
        "Lindö kommun",
        "Näringslivsrådet",
        "2019-03-14",
        "Klubbhuset, Lindö hamn",
        ("Lindö Marina", "LRF", "Skärgårdens Blommor", "Företagarna", "Hotell Fyren"),
        ("kommunalråd", "oppositionsråd", "utvecklingschef", "kommunpolis", "näringslivsutvecklare"),
        ("Plåt & Tak i Lindö", "kommunchef"),
    ),
    (
        "alvhult_handelsrad_2024-09-05",
        "odt",
        "Älvhults kommun",
        "Handelsrådet",
        "2024-09-05",
        "Konferensrummet, Resecentrum",
        ("Älvhults Köpmän", "Galleria Kvarnen", "Stora Hotellet", "Fastighetsägarna"),
        ("kommunalråd", "centrumledare", "trygghetssamordnare", "näringslivschef"),
        ("Livs i Centrum",),
    ),
]


def naringslivsrad() -> list[Doc]:
    """Memo of a council of local business."""
    docs = []
    for number, (stem, make, owner, body, day, place, firms, posts, away) in enumerate(BUSINESS):
        folk = Folk(stem)
        m = Meeting("memo", owner, body, None, day, "17:00", "19:30", place)
        firm, staff = folk.titled(*firms), folk.titled(*posts)
        m.present = [head(m, firm[0]), *(Row(p) for p in [*firm[1:], *staff[:-1]])]
        for row in m.present[len(firm) + 2 - number :]:
            row.alternatives = {"role": ["official"]}
        m.present.append(keeper(m, staff[-1]))
        m.present[-1].alternatives = {"role": ["serving"]}
        m.absent = absent(*folk.titled(*away))
        taken: set[str] = set()
        short = {r.person.name: initials(r.person, taken) for r in m.present + m.absent}
        m.items = _business_items(m, number, short)
        style = Style("Carlito", size=11, title="Minnesanteckningar", colour="#1F4E79")
        docs.append(Doc(stem, m, _business_page(m, short, len(firm)), make, style, None, "initials"))
    return docs


def _business_items(m: Meeting, number: int, short: dict[str, str]) -> list[Item]:
    before, following = [("2018-12-06", "2019-06-13"), ("2024-05-23", "2024-11-28")][number]
    people = list(short.values())
    old = f"Minnesanteckningarna från {swedish.day(before, 'den')} gicks igenom utan synpunkter."
    when = f"{swedish.day(following, 'bare_weekday')[:-5]}, kl. 17.00"
    m.previous = filed(before, old)
    m.next = Next(when.capitalize(), following, "17:00", None, None, True)
    topics = (
        [REGION[7], TRYGGT[10], TRYGGT[8]] if not number else [TRYGGT[1], TRYGGT[9], TRYGGT[4], TRYGGT[8]]
    )
    items = numbered(
        [
            ("Föregående minnesanteckningar", old, ""),
            *((t, f"{text} {decision}", "") for t, text, decision in topics),
            ("Övriga frågor", f"Skyltningen till småbåtshamnen är otydlig, tycker {people[1]}.", ""),
            ("Nästa möte", f"{m.next.text}. Plats meddelas senare.", ""),
        ],
        1,
    )
    if number:
        items[-2].text = [f"Julskyltningen äger rum den 1 december. {people[1]} håller i planeringen."]
    items[1].text.append(f"Att göra: {people[2]} och {people[5]} tar fram ett gemensamt utskick.")
    items[2].text.append(POINTS[number])
    items[2].text.append(f"Att göra: {people[6]} bjuder in till ett besök på plats.")
    return items


def _business_page(m: Meeting, short: dict[str, str], firms: int) -> list[Block]:
    def line(person: Person) -> str:
        text = f"{person.name} ({short[person.name]}), {person.title}"
        return text + (" (ordf.)" if person is m.chair else "")

    came = [line(r.person) for r in m.present]
    gone = [line(r.person) for r in m.absent]
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, f"Minnesanteckningar för {m.body}"),
        P(f"{swedish.day(m.date or '', 'bare_weekday').capitalize()}\n{m.place}\nKl. 17.00–19.30"),
        P(f"**{m.body}s representanter**\n" + "\n".join(came[:firms])),
        P("**Kommunens representanter**\n" + "\n".join(came[firms:])),
        P("**Frånvarande**\n" + "\n".join(gone)),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
    return [*blocks, Sp(10), P(f"Vid pennan: {m.secretary}")]


CONSULT = [
    (
        "ostra_halsa_samrad_2018-09-19",
        "office",
        "Region Östervik",
        "Samrådsgruppen för pensionärsfrågor",
        "2018-09-19",
        "Aulan, Vintergatan 4, Näsby",
        "östra hälso- och sjukvårdsnämnden",
        ("PRO", "PRO", "PRO", "RPG", "SPF", "SPF", "SKPF"),
        ("PRO", "RPG"),
        (),
    ),
    (
        "harby_tillganglighetsrad_2022-03-22",
        "html",
        "Härby kommun",
        "Tillgänglighetsrådet",
        "2022-03-22",
        "Kommunhuset Härby, rum Linden",
        "kommunstyrelsen",
        ("DHR", "HRF", "FUB", "SRF", "Neuro", "Attention"),
        ("FUB",),
        ("Reumatikerförbundet", "Strokeförbundet"),
    ),
]


def foreningssamrad() -> list[Doc]:
    """Minutes of a consultation with associations."""
    docs = []
    for number, (stem, make, owner, body, day, place, board, homes, swaps, away) in enumerate(CONSULT):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", "15:30", place)
        elected = [folk.one(board, party) for party in ["L", "C"]]
        members = folk.titled(*homes)
        m.present = [head(m, elected[0]), Row(elected[1]), *(Row(p) for p in members)]
        m.absent = []
        for home in swaps:
            gone = folk.one()
            m.present.append(Row(folk.one(home), "substitute_serving", substitute_for=gone.name))
            m.absent.append(Row(gone, reason="replaced"))
        m.absent += absent(*folk.titled(*away))
        staff = folk.titled(["enhet folkhälsa", "tillgänglighetssamordnare"][number], "nämndsekreterare")
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.adjusters = [members[1], members[4]][: 2 - number]
        m.items = _consult_items(m, number, staff[0])
        ranged(m)
        style = Style("Liberation Sans", size=11, title=f"Protokoll {body}", header=("Protokoll", "##"))
        docs.append(
            Doc(stem, m, _consult_page(m, number), make, style, None, "name and home without a comma")
        )
    return docs


def _consult_items(m: Meeting, number: int, officer: Person) -> list[Item]:
    following = ["2018-11-28", "2022-06-07"][number]
    when = f"{swedish.day(following, 'den')} klockan 13.00"
    m.next = Next(when, following, "13:00")
    chosen = "\n".join(
        f"{n}. {p} ({p.title}) utses att justera protokollet." for n, p in enumerate(m.adjusters, 1)
    )
    if number:
        chosen = f"{m.adjusters[0]} ({m.adjusters[0].title}) utses att justera protokollet."
    items = numbered(
        [
            ("Val av justerare", "", chosen),
            *(FOLK[:3] if not number else FOLK[2:4]),
            TRYGGT[14] if not number else TRYGGT[1],
            ("Information från föreningarna", "Föreningarna berättar om vårens aktiviteter.", ""),
            ("Nästa samråd" if not number else "Nästa möte", f"Nästa möte är {when}.", ""),
        ],
        1,
    )
    tells(items[2], officer, "informerar om arbetet")
    items[1].text.append(MORE[3])
    items[3].text += [POINTS[2 - number * 2], MORE[0]]
    return items


def _consult_page(m: Meeting, number: int) -> list[Block]:
    elected, members = m.by_role("serving")[:2], m.by_role("serving")[2:]
    lines = [f"{r.person.name} {r.person.title}" for r in members]
    lines += [
        f"{r.person.name} {r.person.title} ersätter {r.substitute_for}"
        for r in m.by_role("substitute_serving")
    ]
    board = [f"{letter(r.person)}, {r.person.title}" for r in elected]
    staff = [post(r.person) for r in m.by_role("official")]
    who = "pensionärsorganisationerna" if not number else "föreningarna"
    gone = [f"{r.person.name} {r.person.title}" for r in m.absent if r.person.title]
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, f"Protokoll från {m.body} den {swedish.day(m.date or '', 'long')}"),
        P(f"**Tid:** 13.00–15.30\n**Plats:** {m.place}"),
        H(2, "Närvarande"),
        P("**Ledamöter**\n" + "\n".join(board)),
        P(f"**Från {who}**\n" + "\n".join(lines)),
        P("**Övriga**\n" + "\n".join(staff)),
    ]
    if gone:
        blocks.append(P("**Frånvarande**\n" + "\n".join(gone)))
    blocks += [
        H(2, "Underskrifter"),
        P(f"Sekreterare:\n\n{m.secretary}"),
        P(f"Ordförande:\n\n{letter(m.chair) if m.chair else ''}"),
        P("Justerare:\n\n" + "\n\n".join(f"{p} ({p.title})" for p in m.adjusters)),
    ]
    for item in m.items:
        blocks.append(H(2, f"§ {item.number} {item.title}"))
        blocks += [P(t) for t in item.text]
        if item.decision:
            blocks += [P("**Beslut**"), P(item.decision)]
    return blocks


NOTICES = [
    (
        "bruntorp_bra_kallelse_2018-03-07",
        "weasy",
        "Bruntorps kommun",
        "Bruntorps brottsförebyggande råd",
        "2018-03-07",
        "A-salen, kommunhuset",
        "2018-02-26",
    ),
    (
        "kvistinge_trygghetsforum_kallelse_2025-10-15",
        "odt",
        "Kvistinge kommun",
        "Kvistinge trygghetsforum",
        "2025-10-15",
        "Sessionssalen, stadshuset",
        "2025-10-06",
    ),
]
SLOTS = ["15.35–16.00", "16.00–16.20", "16.30–16.50", "16.50–17.00"]


def arendelista() -> list[Doc]:
    """Notice of a meeting with its list of matters."""
    docs = []
    for number, (stem, make, owner, body, day, place, written) in enumerate(NOTICES):
        folk = Folk(stem)
        m = Meeting("notice", owner, body, None, day, "15:30", None, place)
        m.chair, m.secretary = folk.one(), folk.one()
        talkers = folk.titled("utredare", "säkerhetssamordnare", "kommunpolis")[: 3 - number]
        picked = [TRYGGT[i][0] for i in ((6, 4, 0), (5, 8, 13))[number]]
        m.items = numbered(
            [
                ("Godkännande av föredragningslistan", "", ""),
                *((f"Information: {t[0].upper()}{t[1:]}", "", "") for t in picked),
                ("Övriga frågor", "", ""),
            ],
            1,
        )
        for item, person in zip(m.items[1:], talkers, strict=False):
            item.presenters = [person]
        m.items[2].registry_no = f"KS-{day[:4]}/451"
        style = Style("Liberation Sans", size=11, title=f"Kallelse {body}", footer=(owner, "#"))
        docs.append(
            Doc(stem, m, _notice_page(m, written), make, style, None, "clocks and speakers in matters")
        )
    return docs


def _notice_page(m: Meeting, written: str) -> list[Block]:
    rows = [["", "**Ärenden**", "**Diarienummer**"]]
    for index, item in enumerate(m.items):
        text = item.title
        if item.presenters:
            text += f"\n{post(item.presenters[0])} (kl. {SLOTS[index - 1]})"
        rows.append([item.number or "", text, item.registry_no or ""])
        if index == 2:
            rows.append(["", "Paus (kl. 16.20–16.30)", ""])
    town = (m.organisation or "").removesuffix(" kommun").removesuffix("s")
    return [
        T([[(m.body or "").upper(), "KALLELSE"]], [3, 1], "none"),
        H(1, f"Kallelse till {m.body}"),
        T(
            [["Tid", spoken(m.date or "", "15:30", "klockan").capitalize()], ["Plats", m.place or ""]],
            [1, 5],
            "none",
        ),
        Sp(6),
        T(rows, [0.5, 5, 1.6], "rules"),
        Sp(10),
        P("Förhinder anmäls till sekreteraren senast dagen före mötet."),
        P(f"{town} {swedish.day(written, 'den')}"),
        T([[f"{m.chair}\nOrdförande", f"{m.secretary}\nSekreterare"]], [1, 1], "none"),
    ]


MEETS = [
    (
        "hallby_trygghetsrad_2019-04-24",
        "html",
        "Hallby kommun",
        "Trygghetsrådet",
        "2019-04-24",
        "Folkets hus i Hallby",
        "2019-06-12",
    ),
    (
        "furusund_lokalrad_2023-10-03",
        "md",
        "Furusunds kommun",
        "Lokala rådet i Bruket",
        "2023-10-03",
        "Bruksskolans matsal",
        "2023-11-28",
    ),
]
AGENDA = [
    [
        "Presentation och lära känna varandra",
        "Så arbetar kommun och polis tillsammans",
        "Gemensam lägesbild",
        "Laget runt",
    ],
    [
        "Återkoppling från förra träffen",
        "Belysning och busskurer",
        "Fritidsgårdens öppettider",
        "Ordet är fritt",
    ],
]


def trygghetstraff() -> list[Doc]:
    """Summary of a residents' council on a web site."""
    docs = []
    for number, (stem, make, owner, body, day, place, following) in enumerate(MEETS):
        folk = Folk(stem)
        m = Meeting("summary", owner, body, None, day, None, None, place)
        m.present = [
            Row(folk.one("kommunstyrelsens ordförande", "S")),
            Row(folk.one("kommunstyrelsens vice ordförande", "C")),
            *(
                Row(p)
                for p in folk.titled("kommunchef", "säkerhetssamordnare", "kommunpolis", "rektor")[number:]
            ),
        ]
        m.alternatives = {} if number else {"place": ["Folkets hus"]}
        m.items = [Item(title) for title in AGENDA[number]]
        when = f"{swedish.day(following, 'weekday')} klockan 18.00"
        m.next = Next(when, following, "18:00")
        style = Style("Liberation Sans", title=f"{body} har träffats - {owner}", colour="#0B6E4F")
        if not number:
            style.extra = {
                "before": f"<header>{owner} | Lättläst | Sök</header>",
                "after": "<footer>Sidan uppdaterad 2019-04-26. Hjälpte informationen dig?</footer>",
            }
        docs.append(Doc(stem, m, _meet_page(m, number), make, style, None, "attendance in bullets"))
    return docs


def _meet_page(m: Meeting, number: int) -> list[Block]:
    people = [f"{letter(r.person)}, {r.person.title}" for r in m.present]
    crowd = ["Fem invånare som anmält intresse", "Ett tiotal boende"][number]
    body = m.body or ""
    inside = body[0].lower() + body[1:]
    assert m.next
    return [
        *([P(m.organisation or "")] if number else []),
        H(1, f"Referat från mötet med {inside}"),
        P(f"{spoken(m.date or '', '18:00')[:-10].capitalize()} träffades {inside} i {m.place}."),
        P("Deltagare på mötet var:"),
        Li([crowd, *people]),
        P("På dagordningen stod:"),
        Li([i.title for i in m.items]),
        P(
            "Samtalet handlade mycket om platser som känns otrygga efter mörkrets inbrott. Flera lyfte fram "
            "att det är lätt att anmäla fel på gatlampor, men svårt att få veta vad som händer sedan."
        ),
        P(f"Nästa träff är {m.next.text}."),
    ]


FAMILIES = {
    "naringslivsrad": naringslivsrad,
    "foreningssamrad": foreningssamrad,
    "arendelista": arendelista,
    "trygghetstraff": trygghetstraff,
}
