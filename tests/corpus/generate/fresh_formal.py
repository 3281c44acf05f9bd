"""Fresh half: a regional board's minutes, a youth council's, typed minutes of the nineties, extracts."""

from . import swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import later
from .fresh_people import YOUNG, Folk, head, keeper, letter, numbered, post, told
from .fresh_topics import DETAIL, HALSA, NITTIO, TRYGG, UNGA
from .meeting import Item, Meeting, Next, Person, Row

REGIONS = [
    (
        "norrmark_folkhalsa_2023-10-10",
        "typst",
        "Region Norrmark",
        "Beredningen för folkhälsa",
        "2023-10-10",
        12,
    ),
    ("sodersjo_folkhalsa_2019-10-22", "odt", "Region Södersjö", "Folkhälsoutskottet", "2019-10-22", 41),
]
ROOMS = ["Regionens hus, sal Lommen", "Gamla tingshuset, Fridhem"]


def _regional(number: int) -> Meeting:
    stem, _, region, body, day, first = REGIONS[number]
    folk = Folk(stem)
    m = Meeting("minutes", region, body, None, day, "09:30", "14:10" if number else "12:05", ROOMS[number])
    m.items = numbered(HALSA[number : number + 6], first)
    last = first + 5
    m.paragraph_range = f"{first}-{last}"
    seats = folk.parties("S C M V M S KD")
    m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:5])]
    early, late = f"{first}-{first + 2}", f"{first + 3}-{last}"
    stand_in, second = folk.one(None, "S"), folk.one(None, "KD")
    m.present += [
        Row(seats[5], paragraphs=early),
        Row(stand_in, "substitute_serving", substitute_for=seats[5].name, paragraphs=late),
        Row(second, "substitute_serving", substitute_for=seats[6].name),
        *(Row(p, "substitute") for p in folk.parties("M SD")),
    ]
    m.absent = [
        Row(seats[5], paragraphs=late, reason="replaced"),
        Row(seats[6], reason="replaced"),
    ]
    planner, economist, clerk = folk.titled("folkhälsostrateg", "controller", "utredningssekreterare")
    m.present += [Row(planner, "official"), Row(economist, "official", paragraphs=f"{first + 3}")]
    m.present.append(keeper(m, clerk))
    if not number:
        m.mode, m.present[3].remote, m.present[9].remote = "hybrid", True, True
    m.adjusters = [seats[2]]
    m.adjusted, m.posted, m.unposted = later(day, 6), later(day, 7), later(day, 29)
    for index, item in enumerate(m.items):
        item.registry_no = f"{'FHB' if not number else 'RS'} {day[:4]}-{118 + 31 * index:05d}"
    told(m.items[1], planner, "föredrar ärendet")
    told(m.items[3], economist, "redogör för siffrorna")
    m.items[0].text.append(DETAIL[2])
    m.items[4].text.append(DETAIL[1])
    return m


def regionberedning() -> list[Doc]:
    """Minutes of a region's body for public health."""
    docs = []
    for number, (stem, make, region, body, _, _) in enumerate(REGIONS):
        m = _regional(number)
        style = Style("Liberation Sans", "Liberation Serif", 10.5, 70, title=f"Protokoll {body}")
        style.header = (f"{region}  {body}", "##")
        docs.append(Doc(stem, m, _regional_page(m), make, style, None, "shift at a §, digital members"))
    return docs


def _voter(row: Row) -> str:
    text = letter(row.person)
    text += {"chair": ", ordförande", "vice_chair": ", vice ordförande"}.get(row.office or "", "")
    if row.substitute_for:
        text += f" ersätter {row.substitute_for} ({row.person.party})"
    if row.paragraphs:
        text += f", §§ {row.paragraphs.replace('-', '–')}"
    return text + (", deltar digitalt" if row.remote else "")


def _regional_page(m: Meeting) -> list[Block]:
    day = m.date or ""
    votes = m.by_role("serving", "substitute_serving")
    officials = [
        post(r.person) + (f", § {r.paragraphs}" if r.paragraphs else "") for r in m.by_role("official")[:-1]
    ]
    blocks: list[Block] = [
        P(m.organisation or ""),
        H(1, f"Protokoll från {(m.body or '')[0].lower()}{(m.body or '')[1:]} {swedish.day(day, 'den')}"),
        P(f"Plats: {m.place}\nTid: klockan {swedish.span(m.start or '', m.end or '', ':')}"),
        H(2, "Närvarande"),
        P("**Beslutande**\n" + "\n".join(_voter(r) for r in votes)),
        P("**Närvarande ersättare**\n" + "\n".join(_voter(r) for r in m.by_role("substitute"))),
        P("**Övriga närvarande**\n" + "\n".join([*officials, f"{post(m.present[-1].person)}, sekreterare"])),
        P(f"**Justerare**\n{letter(m.adjusters[0])}"),
    ]
    if not m.mode:
        blocks += [
            H(2, "Innehåll"),
            T(
                [[f"§ {i.number}", i.title, "3" if i is m.items[-1] else "2"] for i in m.items],
                [1, 8, 1],
                "none",
            ),
        ]
    blocks.append(Break())
    for item in m.items:
        blocks += [
            H(2, f"§ {item.number} {item.title}"),
            P(f"Diarienummer {item.registry_no}"),
            P("**Beslut**"),
            P(item.decision or ""),
            P("**Sammanfattning av ärendet**"),
            *(P(t) for t in item.text),
        ]
    sign = [
        ["Sekreterare", "Ordförande", "Justerare"],
        [f"\n\n{m.secretary}", f"\n\n{letter(m.present[0].person)}", f"\n\n{letter(m.adjusters[0])}"],
    ]
    return [
        *blocks,
        Sp(20),
        T(sign, [1, 1, 1], "none"),
        P(
            f"Protokollet justerades {swedish.day(m.adjusted or '', 'den')}. "
            "Justeringen har tillkännagivits på "
            f"regionens anslagstavla. Anslaget sattes upp {m.posted} och tas ned {m.unposted}."
        ),
    ]


YOUTH = [
    (
        "vikby_ungdomsrad_2017-02-08",
        "weasy",
        "Vikby kommun",
        "Ungdomsrådet",
        "2017-02-08",
        "Röda rummet, Vikby kommunhus",
    ),
    (
        "storhamra_ungdomsting_2022-11-16",
        "docx",
        "Storhamra kommun",
        "Ungdomstinget",
        "2022-11-16",
        "Ungdomens hus, Storhamra",
    ),
]
SCHOOLS = ["Bäckaskolan", "Gymnasiet", "Centralskolan", "Friskolan Eken", "Sjöskolan"]
SCHOOLS += SCHOOLS[:2]
MARKS = [{"here": "N", "away": "F", "sits": "T"}, {"here": "Ja", "away": "Nej", "sits": "Ja, tjänstgör"}]


def ungdomsrad() -> list[Doc]:
    """Minutes of a youth council."""
    docs = []
    for number, (stem, make, town, body, day, place) in enumerate(YOUTH):
        folk = Folk(stem, YOUNG)
        m = Meeting("minutes", town, body, None, day, "16:30", "18:00", place)
        seats = folk.titled(*SCHOOLS)
        others = folk.titled("Sjöskolan", "Centralskolan")
        officer = folk.one("Fritidsenheten")
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), Row(seats[2]), Row(seats[4])]
        m.present += [Row(seats[6]), Row(others[0], "substitute_serving"), Row(others[1], "substitute")]
        m.present.append(keeper(m, officer))
        m.absent = [Row(seats[3], reason="listed"), Row(seats[5], reason="listed")]
        m.adjusters = [seats[4]]
        following = ["2017-03-29", "2023-01-18"][number]
        when = swedish.day(following, "den" if number else "short")
        m.next = Next(f"{when} klockan 16.30", following, "16:30", None, None, not number)
        opened = ("Mötets öppnande", "Ordföranden hälsar välkommen.", "")
        chosen = ("Val av justerare", f"{seats[4]} väljs att justera protokollet.", "")
        last = ("Nästa möte", f"Vi ses igen {when} klockan 16.30.", "")
        m.items = numbered([opened, chosen, *UNGA[number * 2 : number * 2 + 4], last], 9 if number else 1)
        m.paragraph_range = f"{m.items[0].number}-{m.items[-1].number}"
        blocks = _youth_page(m, [*seats, *others, officer], number)
        style = Style("Carlito", size=11.5, title=f"Protokoll {body}", colour="#7A1FA2")
        docs.append(Doc(stem, m, blocks, make, style, None, "attendance list at the end"))
    return docs


def _youth_page(m: Meeting, people: list[Person], number: int) -> list[Block]:
    blocks: list[Block] = [
        P(m.organisation or "", "right"),
        H(1, f"{m.body} – protokoll"),
        P(f"**När:** {swedish.day(m.date or '', 'bare_weekday')} kl. 16.30–18.00\n**Var:** {m.place}"),
        P("**Närvarande:** Se närvarolistan på sista sidan"),
    ]
    for item in m.items:
        blocks += [H(3, f"§{item.number} {item.title}"), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(P(f"**{m.body} beslutar** {item.decision}"))
    blocks += [
        Sp(16),
        T(
            [
                ["Ordförande", "Sekreterare", "Justerare"],
                [f"\n{m.chair}", f"\n{m.secretary}", f"\n{m.adjusters[0]}"],
            ],
            [1, 1, 1],
            "none",
        ),
        Break(),
        H(2, "Närvarolista"),
    ]
    return [*blocks, *_youth_list(m, people, number)]


def _youth_list(m: Meeting, people: list[Person], number: int) -> list[Block]:
    marks = MARKS[number]
    tasks = ["Ordförande", "Vice ordförande", *["Ledamot"] * 5, "Ersättare", "Ersättare", "Sekreterare"]
    away = {r.person.name for r in m.absent}
    sits = {r.person.name for r in m.by_role("substitute_serving")}
    rows = [["Namn", "Skola/enhet", "Uppdrag", "Närvaro"]]
    for person, task in zip(people, tasks, strict=True):
        mark = "away" if person.name in away else "sits" if person.name in sits else "here"
        rows.append([person.name, person.title or "", task, marks[mark]])
    key = "N = närvarande, F = frånvarande, T = tjänstgörande ersättare"
    return [T(rows, [3, 2.4, 2, 1.6], head=True), *([] if number else [P(key, small=True)])]


TYPED = [
    (
        "sagmyra_polisnamnd_1994-03-17",
        "txt",
        "Polismyndigheten i Sågmyra",
        "Polisnämnden",
        "1994-03-17",
        "Polishuset, Sågmyra, plan 3",
    ),
    (
        "rodby_bra_1998-11-10",
        "reportlab",
        "Rödby kommun",
        "Brottsförebyggande rådet",
        "1998-11-10",
        "Kommunalhuset, Rödby",
    ),
]


def maskinskrivet() -> list[Doc]:
    """Typed minutes of the nineties."""
    docs = []
    for number, (stem, make, owner, body, day, place) in enumerate(TYPED):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "14:00", "16:20", place)
        seats = folk.parties(["s m c s kds v", "s c m s fp s"][number])
        boss, clerk = folk.titled(*[("polismästare", "polissekreterare"), ("skolchef", "kanslist")][number])
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:4])]
        m.present += [Row(folk.one(None, seats[4].party), "substitute_serving", substitute_for=seats[4].name)]
        m.present += [Row(folk.one(None, "s"), "substitute"), Row(boss, "official"), keeper(m, clerk)]
        m.absent = [Row(seats[4], reason="listed"), Row(seats[5], reason="listed")]
        m.adjusters = [seats[2]]
        chosen = (
            "Val av justeringsman",
            "",
            f"Att jämte ordföranden justera dagens protokoll valdes {seats[2]}.",
        )
        matters = NITTIO[number * 3 : number * 3 + 3]
        ended = ("Avslutning", "Ordföranden tackade för visat intresse.", "")
        m.items = numbered([chosen, *matters, ended], 27 if number else 8)
        told(m.items[1], boss, "lämnade en redogörelse")
        m.paragraph_range = f"{m.items[0].number}-{m.items[-1].number}"
        blocks = _typed_page(m)
        style = Style("Liberation Mono", size=10, title="Protokoll")
        docs.append(Doc(stem, m, blocks, make, style, None, "typewriter"))
    return docs


def _typed_page(m: Meeting) -> list[Block]:
    owner = (m.organisation or "").upper()
    votes = m.by_role("serving", "substitute_serving")
    idle = m.by_role("substitute")[0].person
    boss, clerk = (r.person for r in m.by_role("official"))
    came = []
    for row in votes:
        text = letter(row.person)
        text += {"chair": ", ordf", "vice_chair": ", v ordf"}.get(row.office or "", "")
        came.append(text + (f", tjg ers för {row.substitute_for}" if row.substitute_for else ""))
    facts = [
        ["Tid:", f"{swedish.day(m.date or '', 'weekday').capitalize()} kl 14.00 - 16.20"],
        ["Plats:", m.place or ""],
        ["Närvarande:", "\n".join(came)],
        ["Ej tjg ers:", letter(idle)],
        ["Förfall:", "\n".join(letter(r.person) for r in m.absent)],
        ["Övriga:", f"{post(boss)}\n{post(clerk)}, sekr"],
    ]
    rows = []
    for item in m.items:
        lines = [item.title, *item.text, *([item.decision] if item.decision else []), ""]
        rows.append([f"§ {item.number}", "\n".join(lines)])
    return [
        T([[owner, "P R O T O K O L L"], [m.body or "", m.date or ""]], [3, 2], "none"),
        Sp(10),
        T(facts, [1, 4], "none"),
        Sp(10),
        T(rows, [1, 7], "none"),
        P(f"Vid protokollet\n\n\n{m.secretary}"),
        T([["Justeras", ""], [f"\n\n{m.chair}", f"\n\n{m.adjusters[0]}"]], [1, 1], "none"),
    ]


EXTRACTS = [
    (
        "backa_ksau_utdrag_2020-05-13",
        "office",
        "Backa kommun",
        "Kommunstyrelsens arbetsutskott",
        "2020-05-13",
        74,
    ),
    (
        "alvsered_utskott_utdrag_2025-04-08",
        "html",
        "Älvsereds kommun",
        "Trygghetsutskottet",
        "2025-04-08",
        19,
    ),
]


def protokollsutdrag() -> list[Doc]:
    """Extract of a committee's minutes."""
    docs = []
    for number, (stem, make, town, body, day, first) in enumerate(EXTRACTS):
        folk = Folk(stem)
        m = Meeting("minutes", town, body, None, day)
        topics = [TRYGG[4]] if number == 0 else [TRYGG[17], TRYGG[15]]
        m.items = numbered(topics, first)
        for index, item in enumerate(m.items):
            item.registry_no = f"{['KS', 'TU'][number]} {day[:4]}/{311 + 86 * index}"
        told(m.items[0], folk.one("säkerhetschef"), "föredrar ärendet")
        m.items[-1].text.append(DETAIL[0])
        m.adjusted = later(day, 6)
        m.paragraph_range = str(first) if len(m.items) == 1 else f"{first}-{first + 1}"
        m.alternatives = {"paragraph_range": [None]}
        top = [[f"**{town}**", "**PROTOKOLLSUTDRAG**"], [body, f"Sammanträdesdatum\n{day}"]]
        blocks: list[Block] = [T(top, [3, 2], "rules")]
        for item in m.items:
            blocks += _extract(item, body)
        blocks += [
            Sp(20),
            P(f"Justerat {m.adjusted}\nUtdragets riktighet bestyrks:\n\n{folk.name()}, registrator"),
        ]
        style = Style("Caladea", size=11.5, title="Protokollsutdrag", colour="#333333")
        docs.append(Doc(stem, m, blocks, make, style, None, "extract: nobody's attendance is told"))
    return docs


def _extract(item: Item, body: str) -> list[Block]:
    return [
        P(f"**§ {item.number}**\tDnr {item.registry_no}"),
        H(2, item.title),
        H(3, f"{body}s beslut"),
        P(item.decision or ""),
        H(3, "Ärendebeskrivning"),
        *(P(t) for t in item.text),
        H(3, "Beslutsunderlag"),
        Li(["Tjänsteskrivelse från säkerhetsenheten", "Polisens yttrande"]),
        H(3, "Beslutet skickas till"),
        P("Säkerhetsenheten\nLokalpolisområdet"),
    ]


FAMILIES = {
    "regionberedning": regionberedning,
    "ungdomsrad": ungdomsrad,
    "maskinskrivet": maskinskrivet,
    "protokollsutdrag": protokollsutdrag,
}
