"""Proof half: boards, groups and what is told of meetings on the web."""

from . import swedish
from .blind_people import missed
from .blocks import Block, H, Li, P, Style, T
from .document import Doc
from .fresh_people import head, keeper, numbered, post
from .meeting import Item, Meeting, Next, Row
from .proof_people import Folk, paragraphs
from .proof_topics import SAFE, TOWN

ISLANDS = [
    (
        "skaron_polisstyrelse_2021-08-24",
        "html",
        "Skäröns polismyndighet",
        3,
        "2021-08-24",
        "Landskapshuset, Båtskär",
        22,
    ),
    (
        "vindo_raddningsstyrelse_2023-04-18",
        "md",
        "Vindö räddningsmyndighet",
        2,
        "2023-04-18",
        "Brandgården, Vindö",
        9,
    ),
]


def polisstyrelse() -> list[Doc]:
    """Minutes of an authority's board as a web page."""
    docs = []
    for number, (stem, make, owner, nth, day, place, first) in enumerate(ISLANDS):
        folk = Folk(stem)
        m = Meeting(
            "minutes", owner, "Styrelsen", None, day, "09:00", ["13:51", "11:30"][number], place, "hybrid"
        )
        m.alternatives = {"body": [f"Styrelsen för {owner}"]}
        people = folk.some(8)
        m.present = [head(m, people[0]), *(Row(p) for p in people[1:7])]
        m.present[3].until, m.present[5].remote = ["11:45", "10:30"][number], True
        m.present.append(keeper(m, people[7]))
        m.adjusters = [people[5 - number * 3]]
        elected = f"Till protokolljusterare utses {m.adjusters[0]}."
        note = ("Informationen antecknas till kännedom.", "Informationen antecknas till kännedom.")
        listed, agreed = "Föredragningslistan godkänns.", "Styrelsen godkänner förslaget."
        later = "Mötestid fastställs senare."
        texts = [
            ("SAMMANKALLANDE OCH BESLUTFÖRHET, VAL AV PROTOKOLLJUSTERARE",
             "Mötet förklaras lagenligt sammankallat och beslutfört.",
             f"Mötet förklaras lagenligt sammankallat och beslutfört. {elected}"),
            ("FÖREDRAGNINGSLISTANS GODKÄNNANDE", listed, listed),
            ("MYNDIGHETSCHEFEN INFORMERAR", *note),
            ("BEHANDLING AV BUDGETFÖRSLAG", agreed, agreed),
            ("NÄSTA MÖTE", later, later),
        ]  # fmt: skip
        m.items = numbered(texts, first)
        m.alternatives["paragraph_range"] = [f"{first}-{first + 4}"]
        style = Style(title="Mötesprotokoll")
        docs.append(Doc(stem, m, _island_page(m, nth), make, style, None, "proposal and decision; no sign"))
    return docs


def _island_page(m: Meeting, nth: int) -> list[Block]:
    day = swedish.day(m.date or "", "iso").split("-")
    dots = ".".join(reversed(day))
    names = []
    for row in m.present:
        text = row.person.name + {"chair": ", ordf.", "secretary": ", sekr."}.get(row.office or "", "")
        text += f" till kl. {row.until.replace(':', '.')}" if row.until else ""
        names.append(text + (" (per Teams)" if row.remote else ""))
    blocks: list[Block] = [
        H(1, f"Mötesprotokoll {nth}-{day[0]} Styrelsen för {m.organisation} {dots}"),
        P("Utgivningsdatum " + dots),
        P(f"**Datum**\n{dots} kl. {swedish.span(m.start or '', m.end or '')}"),
        P(f"**Plats**\n{m.place}"),
        P("**Närvarande**"),
        Li(names),
    ]
    for item in m.items:
        blocks += [H(3, f"{item.number} {item.title}")]
        if item.title.startswith("MYNDIGHETSCHEFEN"):
            blocks.append(Li(["Sommarens verksamhet", "Samarbetet med kommunernas trygghetsgrupper"]))
        blocks += [P(f"FÖRSLAG: {item.text[0]}"), P(f"BESLUT: {item.decision}")]
    return blocks


UNIONS = [
    (
        "brottsofferstodet_styrelse_2002-01-26",
        "docx",
        "Brottsofferstödet Mellansverige",
        "Förbundsstyrelsen",
        5,
        "2002-01-26",
        "Kansliet, Storgatan 4",
        94,
        "förbundsstyrelsen",
    ),
    (
        "nattvandrarna_distrikt_2016-10-08",
        "typst",
        "Nattvandrarna i Väst",
        "Distriktsstyrelsen",
        3,
        "2016-10-08",
        "Folkets hus, Ljungeby",
        31,
        "distriktsstyrelsen",
    ),
]


def forbundsstyrelse() -> list[Doc]:
    """Minutes of an association's board with a table of those present."""
    docs = []
    for stem, make, owner, body, nth, day, place, first, said in UNIONS:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, None, None, place)
        people, spare, staff, other = folk.some(7), folk.some(2), folk.some(2), folk.one()
        m.present = [head(m, people[0]), *(Row(p) for p in people[1:5])]
        m.present.append(Row(spare[0], "substitute"))
        m.present += [keeper(m, staff[0]), Row(staff[1], "official")]
        m.present[-2].alternatives = {"role": ["serving"]}
        m.present.append(Row(other, "official", paragraphs=str(first + 3), alternatives={"role": ["guest"]}))
        m.absent = [*missed(*people[5:]), Row(spare[1], "substitute", reason="listed")]
        m.adjusters = [people[2]]
        topics = [(SAFE[4][0], SAFE[4][1], "att lägga rapporten till handlingarna."),
                  (TOWN[4][0], TOWN[4][1], "att godkänna uppföljningen.")]  # fmt: skip
        opened = f"Ordförande {people[0]} hälsar alla välkomna och förklarar mötet öppnat."
        m.items = numbered(
            [
                ("Mötet öppnas", opened, ""),
                ("Val av justerare", "", f"att utse {people[2]} att jämte ordföranden justera protokollet."),
                ("Fastställande av dagordning", "", "att fastställa dagordningen."),
                *topics,
                ("Mötet avslutas", "Ordföranden tackar för visat intresse.", ""),
            ],
            first,
        )
        m.paragraph_range = f"{first}-{first + 5}"
        style = Style("Liberation Serif", size=11.5, title="Protokoll", footer=("", "#"))
        page = _union_page(m, f"PROTOKOLL NR {nth}/{day[:4]}", said)
        docs.append(Doc(stem, m, page, make, style, None, "X or a word of absence in a column"))
    return docs


def _union_page(m: Meeting, title: str, said: str) -> list[Block]:
    def mark(row: Row) -> str:
        office = {"chair": ", mötesordförande", "secretary": ", sekreterare"}.get(row.office or "", "")
        return f"X{office}" + (f", § {row.paragraphs}" if row.paragraphs else "")

    here = [[r.person.name, mark(r)] for r in m.present]
    away = [[r.person.name, "anmält förhinder"] for r in m.absent]
    rows = [["**Ledamöter**", "**Närvarande**"], *here[:5], *away[:2]]
    rows += [["**Suppleanter**", ""], here[5], away[2]]
    rows += [["**Kansliet**", ""], *here[6:8], ["**Övriga**", ""], here[8]]
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, title),
        P(f"Möte med {said} {swedish.day(m.date or '', 'den')}\nPlats: {m.place}"),
        T(rows, [1.2, 1.6], "none"),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks += [P(f"**Beslut**\n{item.decision}")] if item.decision else []
    blocks += [P(f"\nVid protokollet\n\n{m.secretary}"), P(f"Justeras\n\n{m.chair}\n\n{m.adjusters[0]}")]
    return blocks


NEWS = [
    (
        "hallsta_trygghetsrad_2019-04-24",
        "html",
        "Hallsta kommun",
        "Trygghetsrådet",
        "2019-04-24",
        "2019-04-26",
        "träffades det nybildade trygghetsrådet för första gången.",
        (("S", "kommunstyrelsens ordförande och kommunalråd"), ("C", "kommunstyrelsens 1:e vice ordförande"),
         (None, "kommunchef"), (None, "säkerhetssamordnare"), (None, "kommunpolis")),
    ),
    (
        "ravlunda_trygghetsrad_2023-10-11",
        "md",
        "Rävlunda kommun",
        "Trygghetsrådet",
        "2023-10-11",
        "2023-10-16",
        "möttes trygghetsrådet på biblioteket i Rävlunda.",
        (("M", "kommunalråd"), (None, "trygghetssamordnare"), (None, "områdespolis"), (None, "fritidschef")),
    ),
]  # fmt: skip


def trygghetsnytt() -> list[Doc]:
    """News of a council's meeting on the municipality's pages."""
    docs = []
    for number, (stem, make, owner, body, day, told, met, posts) in enumerate(NEWS):
        folk = Folk(stem)
        m = Meeting("summary", owner, body, None, day)
        m.place = "biblioteket i Rävlunda" if number else None
        m.alternatives = {"kind": [None]}
        people = [folk.one(title, party) for party, title in posts]
        m.present = [Row(p) for p in people]
        talks = [
            "Presentation av deltagarna",
            "Formerna för rådets arbete",
            "Gemensam lägesbild och utmaningar framåt",
            "Laget runt",
        ]
        m.items = [Item(t) for t in talks[number:]]
        voice = people[3 - number * 2]
        said = f"– Samtalen var öppna och det bådar gott, säger {post(voice)}."
        names = [f"{p} ({p.party}), {p.title}" if p.party else post(p) for p in people]
        weekday = swedish.day(day, "weekday").capitalize()
        blocks: list[Block] = [
            H(1, f"Trygghetsrådet i {owner} har träffats"),
            P(f"Publicerad {swedish.day(told, 'long')}"),
            P(f"{weekday} {met}"),
            H(2, "Deltagare på mötet var"),
            Li(["Fem invånare som anmält intresse att vara med i rådet", *names]),
            H(2, "På dagordningen stod"),
            Li([i.title for i in m.items]),
            H(2, "Öppet samtal"),
            P(said),
        ]
        docs.append(Doc(stem, m, blocks, make, Style(title=owner), None, "news with participants"))
    return docs


SHORT = [
    ("norrfors_korthet_2022-03-30", "html", "Region Norrfors", "Regionstyrelsen", "2022-03-30", (1, 5, 8)),
    ("bergaby_korthet_2018-11-13", "txt", "Bergaby kommun", "Kommunstyrelsen", "2018-11-13", (2, 3, 7)),
]


def korthet() -> list[Doc]:
    """Decisions of a board in short, on the web."""
    docs = []
    for stem, make, owner, body, day, chosen in SHORT:
        m = Meeting("summary", owner, body, None, day)
        m.alternatives = {"kind": [None]}
        m.items = numbered([SAFE[i] for i in chosen])
        long = swedish.day(day, "long")
        blocks: list[Block] = [
            P(f"{owner}"),
            H(1, f"Beslut i korthet – {body.lower()} {long}"),
            P("Nedan redovisas besluten i några av ärendena. Fullständiga beslut finns i protokollet."),
        ]
        for item in m.items:
            decision = item.decision or ""
            item.decision = f"att {decision[0].lower()}{decision[1:]}"
            blocks += [H(2, item.title), *paragraphs(item), P(f"**{body} beslutade**\n{item.decision}")]
        docs.append(Doc(stem, m, blocks, make, Style(title=owner), None, "decisions only, nobody named"))
    return docs


PHONE = [
    (
        "lansstyrelsen_telefonmote_2017-08-22",
        "odt",
        "Länsstyrelsen i Mälarviks län",
        "samverkansgruppen för länets brottsförebyggande samordnare",
        "2017-08-22",
        ("Länsstyrelsen", "Näs kommun", "Torsåkra stad", "Polisområde Mitt", "Ås kommun"),
        ("Hedens kommun", "Lunne kommun"),
        "2017-10-03",
    ),
    (
        "region_solvik_telefonmote_2012-03-08",
        "md",
        "Region Solvik",
        "arbetsgruppen för trygg kollektivtrafik",
        "2012-03-08",
        ("Region Solvik", "Trafikbolaget", "Polismyndigheten", "Solviks kommun"),
        ("Stationsbolaget",),
        "2012-04-19",
    ),
]


def telefonmote() -> list[Doc]:
    """Memo of a meeting by telephone."""
    docs = []
    for number, (stem, make, owner, body, day, homes, away, after) in enumerate(PHONE):
        folk = Folk(stem)
        m = Meeting("memo", owner, body[0].upper() + body[1:], None, day, "09:00", ["10:15", "09:50"][number])
        m.mode = "remote"
        m.alternatives = {"body": [m.body.split(" för ")[0] if m.body else None]}
        people = folk.titled(*homes)
        m.present = [head(m, people[0]), *(Row(p) for p in people[1:-1]), keeper(m, people[-1])]
        m.present[-1].alternatives = {"role": ["serving"]}
        m.absent = missed(*folk.titled(*away))
        soon = f"{swedish.day(after, 'bare_weekday')} kl. 9.00"
        m.next = Next(soon, after, "09:00")
        m.items = numbered([(t, f"{text} {d}", "") for t, text, d in [SAFE[i] for i in (0, 2, 5)]], 1)
        m.items.append(Item("Nästa telefonmöte", "4", None, [f"Nästa telefonmöte hålls {soon}."]))
        m.items[1].text.insert(0, f"{people[1]} informerar om läget.")
        m.items[1].presenters = [people[1]]
        blocks = _phone_page(m, body)
        docs.append(
            Doc(
                stem, m, blocks, make, Style("Carlito", title="Minnesanteckningar"), None, "homes in brackets"
            )
        )
    return docs


def _phone_page(m: Meeting, body: str) -> list[Block]:
    names = []
    for row in m.present:
        mark = {"chair": ", ordförande", "secretary": ", sekreterare"}.get(row.office or "", "")
        names.append(f"{row.person} ({row.person.title}){mark}")
    away = [f"{r.person} ({r.person.title})" for r in m.absent]
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        H(1, f"Minnesanteckningar från telefonmöte med {body} {swedish.day(m.date or '', 'den')}"),
        P(f"**Tid:** kl. {swedish.span(m.start or '', m.end or '')}"),
        P(f"**Deltog:** {swedish.listing(names)}"),
        P(f"**Hade inte möjlighet att delta:** {swedish.listing(away)}"),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}. {item.title}"), *paragraphs(item)]
    return blocks


FAMILIES = {
    "polisstyrelse": polisstyrelse,
    "forbundsstyrelse": forbundsstyrelse,
    "trygghetsnytt": trygghetsnytt,
    "korthet": korthet,
    "telefonmote": telefonmote,
}
