"""Development half: annual meetings, a housing association, a parish council."""

import random

from . import agenda, swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import Board, compose, later, signs
from .marks import scan
from .meeting import Item, Meeting, Next, Row
from .names import People
from .topics_local import BRF, FORENING, KYRKA

ATTENDANCE = [
    "Röstlängden fastställdes till 34 medlemmar.",
    "Närvarande: 3 ledamöter, 1 suppleant och 17 medlemmar enligt bifogad röstlängd.",
    "52 röstberättigade medlemmar var närvarande, varav 6 genom fullmakt.",
    "Mötet besöktes av ett tjugotal medlemmar.",
]


def arsmote() -> list[Doc]:
    """Annual meeting: attendance as a number only, chair and adjusters elected in the items."""
    docs = []
    for number, make in enumerate(["typst", "md", "docx", "scan"]):
        day = ["2022-03-26", "2023-04-02", "2024-03-17", "2025-03-09"][number]
        stem = f"byalag_{day}"
        rng, people = random.Random(stem), People(stem)
        opener, chair, secretary, one, two = (people.one() for _ in range(5))
        m = Meeting(
            "minutes", "Mossarps byalag", "Årsmötet", None, day, ["14:00", None, "13:00", "15:00"][number]
        )
        m.chair, m.secretary, m.adjusters = chair, secretary, [one, two]
        m.place = ["Bygdegården", "Gamla skolan", "Bygdegården", "Missionshuset"][number]
        fixed = [
            Item(
                "Mötets öppnande",
                text=[f"Ordföranden {opener} hälsade alla välkomna och förklarade årsmötet öppnat."],
            ),
            Item("Val av mötesordförande", decision=f"Till mötesordförande valdes {chair}."),
            Item("Val av mötessekreterare", decision=f"Till mötessekreterare valdes {secretary}."),
            Item("Val av två justeringspersoner tillika rösträknare", decision=f"Valdes {one} och {two}."),
            Item("Fastställande av röstlängd", decision=ATTENDANCE[number]),
        ]
        topics = agenda.build(rng, agenda.pick(rng, FORENING, 7))
        ending = Item(
            "Mötets avslutande",
            text=["Mötesordföranden tackade för visat intresse och förklarade mötet avslutat."],
        )
        m.items = [*fixed, *topics, ending]
        sign = ["§ {}", "{}.", "§ {}", "§{}"][number]
        facts = (
            f"Datum: {swedish.day(day, 'long')}"
            + (f" kl. {swedish.clock(m.start)}" if m.start else "")
            + f"\nPlats: {m.place}"
        )
        blocks: list[Block] = [H(1, "Protokoll fört vid årsmöte med Mossarps byalag"), P(facts)]
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
            blocks += [H(2, f"{sign.format(item.number)} {item.title}"), *(P(t) for t in item.text)]
            if item.decision:
                blocks.append(P(item.decision))
                item.decision = None
        if number != 1:
            m.paragraph_range = f"1-{len(m.items)}"
        blocks += [
            Sp(20),
            P("Vid protokollet" + " " * 30 + "Justeras"),
            T(
                [[f"{secretary}", f"{one}", f"{two}"], ["sekreterare", "justerare", "justerare"]],
                [1, 1, 1],
                "none",
            ),
            P(f"{chair}, mötesordförande"),
        ]
        scanned = make == "scan"
        after = (lambda data, s=stem: scan(data, s, skew=0.7)) if scanned else None
        style = Style("Caladea" if scanned else "Linux Libertine O", size=12, title="Årsmötesprotokoll")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                "reportlab" if scanned else make,
                style,
                after,
                "attendance by number only: no people",
            )
        )
    return docs


def brf() -> list[Doc]:
    """Board of a housing association: comma lists, suppleants, who came late, who is away."""
    docs = []
    for number, make in enumerate(["office", "txt", "reportlab", "md"]):
        day = ["2022-09-12", "2023-10-03", "2024-01-23", "2025-04-29"][number]
        stem = f"brf_kvarnvingen_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting(
            "minutes", "Brf Kvarnvingen 3", "Styrelsen", None, day, "18:30", "20:05", "föreningslokalen"
        )
        board = [people.one() for _ in range(5 + number % 2)]
        spare, away, late = people.one(), people.one(), board[3]
        m.chair, m.secretary, m.adjusters = board[0], board[1], [board[2]]
        m.present = [Row(p) for p in board] + [Row(spare, "substitute")]
        m.present[0].office, m.present[1].office = "chair", "secretary"
        m.absent = [Row(away, "serving", reason="listed")]
        words = [f"{board[0]} (ordf.)", f"{board[1]} (sekr.)", str(board[2])]
        words.append(f"{late} (från punkt 4)" if number else str(late))
        if number:
            m.present[3].start = "punkt 4"
        words += [str(p) for p in board[4:]] + [f"{spare} (suppleant)"]
        text = f"Närvarande: {', '.join(words)}\nFrånvarande: {away}"
        if number >= 2:
            visitor = people.one(None, "teknisk förvaltare")
            m.present.append(Row(visitor, "guest", until="19:00"))
            text += f"\nAdjungerad: {visitor}, teknisk förvaltare (t.o.m. kl. 19.00)"
        opening = Item("Mötets öppnande", text=["Ordföranden öppnade mötet."])
        adjust = Item(
            "Val av justeringsman", text=[f"{board[2]} valdes att jämte ordföranden justera protokollet."]
        )
        m.items = [opening, adjust, *agenda.build(rng, agenda.pick(rng, BRF, 6))]
        following = later(day, 28)
        form = ["long", "den", "bare_weekday", "iso"][number]
        m.next = Next(f"{swedish.day(following, form)} kl 18.30", following, "18:30")
        m.items += [
            Item("Nästa möte", text=[f"Nästa styrelsemöte hålls {m.next.text}."]),
            Item("Mötets avslutande", text=["Ordföranden avslutade mötet."]),
        ]
        facts = f"Datum: {day}\nTid: 18.30-20.05\nPlats: föreningslokalen"
        blocks: list[Block] = [H(1, "Protokoll styrelsemöte"), P("**Brf Kvarnvingen 3**"), P(facts), P(text)]
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
            blocks.append(P(f"**{item.number}. {item.title}**"))
            blocks += [P(t) for t in item.text]
            if item.decision:
                blocks.append(P(f"Beslut: {item.decision}"))
        blocks += [Sp(18), P(f"Sekreterare: {board[1]}\n\nOrdförande: {board[0]}\n\nJusteras: {board[2]}")]
        style = Style(
            ["Carlito", "", "DejaVu Sans", ""][number] or "Carlito", size=10.5, title="Styrelsemöte"
        )
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "comma lists; suppleant; from punkt 4; until 19.00; bold headings",
            )
        )
    return docs


def kyrkorad() -> list[Doc]:
    """Parish council: nominating groups as parties, tjänstgörande ersättare, vicar as member."""
    docs = []
    for number, make in enumerate(["weasy", "odt", "reportlab"]):
        day = ["2023-04-25", "2024-09-24", "2025-02-18"][number]
        stem = f"skogsjo_kyrkorad_{day}"
        m = compose(
            Board(
                stem,
                "Skogsjö församling",
                "Kyrkorådet",
                day,
                "18:00",
                "20:40",
                "Församlingshemmet",
                KYRKA,
                size=8 + number,
                replaced=1 + number,
                idle=2,
                listed=0,
                first=21 + 10 * number,
                count=7,
                offices=("chair", "vice_chair"),
                titles=("kamrer", "sekreterare"),
                parties=["S", "POSK", "BA", "C", "ViSK", "FK", "MPSK"],
            )
        )
        vicar = People(stem + "vicar").one(None, "kyrkoherde")
        m.present.insert(2, Row(vicar, "serving"))
        m.items[-1].text.append(f"{vicar} berättade om lägret.")
        m.items[-1].presenters.append(vicar)
        m.adjusted = later(day, 7)
        low, high = (m.paragraph_range or "").split("-")

        def named(r: Row) -> str:
            if r.person.title == "kyrkoherde":
                return f"{r.person.name}, kyrkoherde"
            text = f"{r.person.name} ({r.person.party})"
            return text + {"chair": " ordförande", "vice_chair": " vice ordförande"}.get(r.office or "", "")

        serving = [f"{named(r)} för {r.substitute_for}" for r in m.by_role("substitute_serving")]
        blocks: list[Block] = [
            H(1, "Skogsjö församling"),
            H(2, f"Protokoll från kyrkorådets sammanträde {swedish.day(day, 'den')}"),
            P(f"Plats: Församlingshemmet kl 18.00 – 20.40\nParagrafer: §§ {low}–{high}"),
            H(3, "Beslutande ledamöter"),
            Li([named(r) for r in m.by_role("serving")]),
            H(3, "Tjänstgörande ersättare"),
            Li(serving),
            H(3, "Ej tjänstgörande ersättare"),
            Li([named(r) for r in m.by_role("substitute")]),
            H(3, "Övriga"),
            Li(
                [
                    f"{r.person.name}, {r.person.title}" + (f" {signs(r.paragraphs)}" if r.paragraphs else "")
                    for r in m.by_role("official")
                ]
            ),
            P(f"Utsedd att justera: {m.adjusters[0]}"),
            P(f"Justeringsdag: {m.adjusted}"),
        ]
        if number == 2:
            blocks.append(Break())
        for item in m.items:
            blocks += [H(3, f"§ {item.number}"), P(f"**{item.title}**"), *(P(t) for t in item.text)]
            if item.decision:
                blocks += [
                    P("Kyrkorådet beslutar"),
                    P(f"att {item.decision[0].lower()}{item.decision[1:]}", indent=18),
                ]
                item.decision = f"att {item.decision[0].lower()}{item.decision[1:]}"
        blocks += [
            Sp(24),
            T(
                [
                    ["Sekreterare", "Ordförande", "Justerare"],
                    [f"\n{m.secretary}", f"\n{m.chair}", f"\n{m.adjusters[0]}"],
                ],
                [1, 1, 1],
                "none",
            ),
        ]
        style = Style(
            "Linux Libertine O", "Linux Biolinum O", size=11.5, colour="#5B2A86", title="Kyrkorådet"
        )
        if make == "reportlab":
            style.font = style.heading = "DejaVu Serif"
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "nominating groups; number alone on the line above the title",
            )
        )
    return docs


FAMILIES = {"arsmote": arsmote, "brf": brf, "kyrkorad": kyrkorad}
