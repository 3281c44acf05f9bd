"""Unseen half: boards of municipalities and of a rescue service."""

from . import swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import later, spread
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Meeting, Person, Row
from .unseen_people import Folk, decided, ranged, tells
from .unseen_topics import BRAND, MORE, NAMND, POINTS, TRYGGT

SOCIAL = [
    (
        "bergvik_socialnamnd_2016-02-24",
        "weasy",
        "Bergviks kommun",
        "Socialnämnden",
        "SN",
        "2016-02-24",
        "Kommunhuset, KS-salen",
        13,
        "S M S MP V SD C KD S",
        "S V L",
    ),
    (
        "rasunda_omsorg_2011-11-16",
        "odt",
        "Råsunda kommun",
        "Omsorgsnämnden",
        "ON",
        "2011-11-16",
        "Sammanträdesrum Älgen, kommunkontoret",
        121,
        "M M FP C S S V",
        "M S",
    ),
]


def socialnamnd() -> list[Doc]:
    """Minutes of a committee with a form on the first page."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, first, seated, idle) in enumerate(SOCIAL):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", ["16:15", "15:40"][number], place)
        opened = ("Fastställande av dagordning", "", "Dagordningen fastställs.")
        told = ("Delgivningar", "", "Delgivningarna läggs till handlingarna.")
        m.items = numbered([opened, *NAMND[number * 3 : number * 3 + 4], told], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.adjusters = [seats[2]]
        stand_ins = folk.parties(idle)
        recused = str(first + 2)
        if not number:
            _swap(m, stand_ins[0], first)
        m.present += [Row(p, "substitute") for p in stand_ins[1 - number :]]
        chief, money, expert, clerk = folk.titled(
            *[
                ("socialchef", "controller", "alkoholhandläggare", "nämndsekreterare"),
                ("omsorgschef", "ekonom", "IFO-chef", "nämndsekreterare"),
            ][number]
        )
        m.present += [Row(chief, "official"), Row(money, "official", paragraphs=spread(first, first + 1))]
        m.present += [Row(expert, "official", paragraphs=recused), keeper(m, clerk)]
        for index, item in enumerate(m.items[1:-1]):
            item.registry_no = f"{31 + 14 * index}/{day[2:4]}"
        tells(m.items[2], expert, "föredrar ärendet")
        m.items[3].text += [POINTS[0], f"{letter(seats[1])} yrkar bifall till förvaltningens förslag."]
        m.items[4].text.append(POINTS[3])
        m.adjusted, m.posted, m.unposted = later(day, 5), later(day, 6), later(day, 28)
        style = Style(
            "Liberation Serif" if number else "Liberation Sans",
            size=10.5,
            header=("SAMMANTRÄDESPROTOKOLL", "##"),
            footer=("Justerandes sign", "Utdragsbestyrkande"),
            title=f"Protokoll {body}",
        )
        docs.append(Doc(stem, m, _social_page(m, short), make, style, None, "officials as running text"))
    return docs


def _swap(m: Meeting, stand_in: Person, first: int) -> None:
    """A member is away for one paragraph, and somebody who sat idle serves instead."""
    last, gone = first + len(m.items) - 1, first + 2
    m.present[-1].paragraphs = f"{spread(first, gone - 1)}, {spread(gone + 1, last)}"
    m.present.append(Row(stand_in, "substitute_serving", paragraphs=str(gone)))
    m.present[-1].alternatives = {"substitute_for": [m.present[-2].person.name]}
    m.present.append(Row(stand_in, "substitute", paragraphs=m.present[-2].paragraphs))


def _staff(m: Meeting) -> str:
    chief, money, expert, clerk = m.by_role("official")
    many = (money.paragraphs or "").replace("-", "–")
    return (
        f"samt {clerk.person.title} {clerk.person.name}, {chief.person.title} {chief.person.name}, "
        f"{money.person.title} {money.person.name} §§ {many} och {expert.person.title} {expert.person.name} "
        f"§ {expert.paragraphs}"
    )


def _social_page(m: Meeting, short: str) -> list[Block]:
    gone = next((r.paragraphs for r in m.by_role("substitute_serving")), "")
    serving = [letter(m.present[0].person) + ", ordförande"]
    for row in m.by_role("serving", "substitute_serving")[1:]:
        away = f" ej § {gone}" if row.role == "serving" and row.paragraphs else ""
        serving.append(letter(row.person) + (away or (f" § {gone}" if row.paragraphs else "")))
    idle = [letter(r.person) + (f" ej § {gone}" if r.paragraphs else "") for r in m.by_role("substitute")]
    low, high = (m.paragraph_range or "").split("-")
    day = m.date or ""
    rows = [
        [
            "Plats och tid",
            f"{m.place}, {swedish.day(day, 'weekday')}, kl. {swedish.span(m.start or '', m.end or '')}",
        ],
        ["Beslutande", "\n".join(serving)],
        ["Övriga deltagande", f"Ersättare: {swedish.listing(idle)} {_staff(m)}"],
        ["Närvarorätt", f"{m.body} medger närvarorätt för samtliga närvarande."],
        ["Utses att justera", letter(m.adjusters[0])],
        ["Justeringens plats och tid", f"Kommunhuset {swedish.day(m.adjusted or '', 'den')}"],
        ["Paragrafer", f"{low}–{high}"],
        ["Underskrifter", f"Sekreterare\n\n{m.secretary}"],
        ["", f"Ordförande\n\n{letter(m.chair) if m.chair else ''}"],
        ["", f"Justerande\n\n{letter(m.adjusters[0])}"],
    ]
    proof = [
        ["Organ", f"{m.body}, sammanträde {day}"],
        ["Anslaget uppsättes", m.posted or ""],
        ["Anslaget nedtages", m.unposted or ""],
        ["Förvaringsplats", "Nämndkansliet"],
    ]
    blocks: list[Block] = [
        P(f"**{m.organisation}**\n{m.body}"),
        T(rows, [1, 3], "rules"),
        P("**ANSLAG/BEVIS**\nJusteringen har tillkännagivits genom anslag."),
        T(proof, [1, 3], "none", small=True),
        Break(),
    ]
    for item in m.items:
        dnr = f"Dnr {item.registry_no}" if item.registry_no else ""
        blocks += [T([[f"**{short} § {item.number}**", dnr]], [1, 1], "none"), H(2, item.title)]
        blocks += [*(P(t) for t in item.text), *decided(item, f"{m.body} beslutar")]
    return blocks


ELDER = [
    (
        "markby_aldrenamnd_2017-05-10",
        "reportlab",
        "Markby kommun",
        "Äldreomsorgsnämnden",
        "2017-05-10",
        "Strömsalen, Kvarnhult",
        35,
        "C S M BYL L C S S V SD",
        "BYL S S",
    ),
    (
        "torpa_samhallsnamnd_2020-09-23",
        "docx",
        "Torpa kommun",
        "Samhällsnämnden",
        "2020-09-23",
        "Lilla salen, medborgarhuset",
        88,
        "S M C V MP KD SD",
        "M C",
    ),
]


def aldrenamnd() -> list[Doc]:
    """Minutes of a committee, members by party in a column."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, idle) in enumerate(ELDER):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:00", "16:25", place)
        picked = [*NAMND[4 - number * 3 : 7 - number * 3], TRYGGT[5 + number * 2]]
        m.items = numbered([*picked, ("Meddelanden", "", "Meddelandena antecknas.")], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        m.adjusters = [seats[1]]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        chief, aide, clerk = folk.titled("Förvaltningschef", "Utredare", "Nämndsekreterare")
        m.present += [Row(chief, "official"), keeper(m, clerk)]
        m.present.append(Row(aide, "official", paragraphs=spread(first + 1, first + 2)))
        m.adjournments = [("14:40", "15:00", "14.40–15.00")] if not number else []
        for index, item in enumerate(m.items[:-1]):
            item.registry_no = f"{day[:4]}-{61 + index * 17}"
        tells(m.items[1], aide, "redogör för ärendet")
        m.items[2].text.append(f"{letter(seats[3])} föreslår att ärendet återremitteras. Förslaget avslås.")
        m.items[3].text += [MORE[0], POINTS[3]]
        m.adjusted, m.posted, m.unposted = later(day, 5), later(day, 5), later(day, 27)
        style = Style(
            "Carlito", size=11, header=(f"{body} {day}", "SAMMANTRÄDESPROTOKOLL Sida ##"), title="Protokoll"
        )
        docs.append(Doc(stem, m, _elder_page(m), make, style, None, "party in a column before the name"))
    return docs


def _elder_page(m: Meeting) -> list[Block]:
    day = m.date or ""

    def seat(row: Row) -> list[str]:
        office = {"chair": ", ordförande", "vice_chair": ", vice ordförande"}.get(row.office or "", "")
        return [row.person.party or "", row.person.name + office]

    staff = [
        [
            r.person.name,
            (r.person.title or "") + (f", §§ {r.paragraphs.replace('-', '–')}" if r.paragraphs else ""),
        ]
        for r in m.by_role("official")
    ]
    facts = [["Tid", f"{swedish.day(day, 'long')} klockan 13.00–16.25"]]
    if m.adjournments:
        facts.append(["Ajournering", f"Klockan {m.adjournments[0][2]}"])
    low, high = (m.paragraph_range or "").split("-")
    after = [
        ["Justeringens plats och tid", f"Förvaltningen {swedish.day(m.adjusted or '', 'den')} kl. 08.30"],
        ["Paragrafer", f"§§ {low}–{high}"],
        ["Sekreterare", f"\n{m.secretary}"],
        ["Ordförande", f"\n{letter(m.chair) if m.chair else ''}"],
        ["Justerande", f"\n{letter(m.adjusters[0])}"],
        ["Anslaget sätts upp", m.posted or ""],
        ["Anslaget tas ned", m.unposted or ""],
    ]
    blocks: list[Block] = [
        H(2, f"{m.organisation}"),
        T([*facts, ["Plats", m.place or ""]], [1, 3], "none"),
        H(3, "Närvarande"),
        P("**Beslutande**"),
        T([seat(r) for r in m.by_role("serving")], [1, 7], "none"),
        P("**Ej tjänstgörande ersättare**"),
        T([seat(r) for r in m.by_role("substitute")], [1, 7], "none"),
        P("**Övriga**"),
        T(staff, [1, 1], "none"),
        Sp(10),
        T(after, [1, 2], "box"),
        Break(),
    ]
    return blocks + _elder_matters(m)


def _elder_matters(m: Meeting) -> list[Block]:
    blocks: list[Block] = []
    for item in m.items:
        dnr = f" Dnr {item.registry_no}" if item.registry_no else ""
        blocks += [P(f"**§ {item.number}**{dnr}"), H(2, item.title), *decided(item, "Beslut")]
        if item.text:
            blocks += [H(3, "Ärendet"), *(P(t) for t in item.text)]
            blocks += [
                H(3, "Beslutsunderlag"),
                Li(["Tjänsteskrivelse", f"Förvaltningens sammanställning {(m.date or '')[:4]}"]),
            ]
    return blocks


RESCUE = [
    ("medelsjo_direktion_2023-12-08", "html", "Medelsjö räddningstjänstförbund", "2023-12-08", 53),
    ("raddning_kusten_direktion_2024-05-31", "md", "Räddningstjänsten Norra Kusten", "2024-05-31", 33),
]


def raddningsdirektion() -> list[Doc]:
    """Minutes of a rescue service's board on its web site."""
    docs = []
    for number, (stem, make, owner, day, first) in enumerate(RESCUE):
        folk = Folk(stem)
        m = Meeting("minutes", owner, "Direktionen", None, day)
        opened = "Sammanträdets öppnande, dagordningens fastställande och val av justeringsperson"
        seats = folk.parties(["S S M SD S BL", "M S S C KD L V"][number])
        text = f"Ordföranden öppnade mötet.\nDagordningen antogs.\nTill justeringsperson valdes {seats[3]}."
        old = "Det fanns inga synpunkter på föregående protokoll. Protokollet lades till handlingarna."
        m.previous = {"date": None, "text": old, "link": None}
        matters = BRAND[number * 2 : number * 2 + 4]
        m.items = numbered([(opened, text, ""), ("Föregående protokoll", old, ""), *matters], first)
        ranged(m)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present[4].office = "vice_chair"
        m.present[4].paragraphs = spread(first, first + 3) if number else None
        subs = folk.parties(["C S KD V", "S M C"][number])
        m.present += [
            Row(p, "substitute_serving" if i in (0, 2) else "substitute") for i, p in enumerate(subs)
        ]
        if number:
            row = m.present[-1]
            row.paragraphs = spread(first + 4, first + 5)
        staff = folk.titled("förbundschef", "ekonomichef", "chef förebyggande avdelningen", "administratör")
        m.present += [Row(p, "official") for p in staff[:3]]
        m.present.append(keeper(m, staff[3]))
        m.present += [Row(p, "official") for p in folk.titled("Ledarna", "Vision", "Kommunal")]
        for row in m.present[-3:]:
            row.alternatives = {"role": ["guest"]}
        m.adjusters = [seats[3]]
        told = next(
            i for i in m.items if i.title.startswith("Information") or i.title.startswith("Rekrytering")
        )
        tells(told, staff[2], "informerar")
        style = Style("Liberation Sans", title="Direktionens protokoll", colour="#8A1C1C")
        if not number:
            style.extra = {"before": f"<nav>Start | Om oss | Anslagstavla</nav><p>{owner}</p>"}
        docs.append(Doc(stem, m, _rescue_page(m, number), make, style, None, "office before party"))
    return docs


def _rescue_page(m: Meeting, number: int) -> list[Block]:
    def seat(row: Row) -> str:
        text = row.person.name
        text += {"chair": ", ordförande", "vice_chair": ", vice ordförande"}.get(row.office or "", "")
        text += f" ({row.person.party})" + (", tjänstgörande" if row.role == "substitute_serving" else "")
        return text + (f" § {row.paragraphs}" if row.paragraphs else "")

    def group(title: str, lines: list[str]) -> list[Block]:
        return [H(3, title), P("\n".join(lines))]

    staff = [post(r.person) for r in m.by_role("official")]
    blocks: list[Block] = [P(m.organisation or "")] if number else []
    blocks += [
        H(1, f"Direktionens protokoll {swedish.day(m.date or '', 'long')}"),
        H(2, "Närvarande"),
        P("Direktionens ledamöter och ersättare som var närvarande på mötet"),
        *group("Direktionens ledamöter", [seat(r) for r in m.by_role("serving")]),
        *group("Direktionens ersättare", [seat(r) for r in m.by_role("substitute_serving", "substitute")]),
        *group("Tjänstepersoner", staff[:4]),
        *group("Fackliga organisationer", staff[4:]),
        H(2, "Justering och sekreterare"),
        P(
            f"Att jämte ordföranden {m.chair} justera dagens protokoll valdes {m.adjusters[0]}. "
            f"Sekreterare är {m.secretary}."
        ),
    ]
    for item in m.items:
        blocks.append(H(2, f"{item.number} § {item.title}"))
        if item.decision:
            blocks += [H(3, "Direktionen beslutar"), P(item.decision), H(3, "Bakgrund")]
        blocks += [P(t) for t in item.text]
    return blocks


FAMILIES = {
    "socialnamnd": socialnamnd,
    "aldrenamnd": aldrenamnd,
    "raddningsdirektion": raddningsdirektion,
}
