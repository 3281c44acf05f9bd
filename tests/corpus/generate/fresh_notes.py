"""Fresh half: a weekly situation meeting, a steering group's memo, the follow-up of an agreement."""

from . import swedish
from .blocks import Block, H, Li, P, Sp, Style, T, columns
from .document import Doc, email, render
from .formal import later
from .fresh_people import Folk, filed, head, letter, numbered, post, told
from .fresh_topics import DETAIL, TRYGG
from .meeting import Item, Meeting, Next, Row

WEEKLY = [
    ("hagby_lagesbild_2025-01-14", "eml", "Hagby kommun", "EST-gruppen", "2025-01-14", 3),
    ("bjorkmo_lagesbild_2022-09-29", "md", "Björkmo kommun", "Lokala samverkansgruppen", "2022-09-29", 39),
]
SAID = [
    (
        "Uppföljning från förra veckan",
        "Lampan vid cykelstället är lagad. Brevet till vårdnadshavarna gick ut i torsdags.",
    ),
    ("Polisen", "Två anmälda fall av skadegörelse vid förskolan. Tre avvisade från torget i lördags."),
    ("Skolan", "Lugn vecka. Oro för en kamratgrupp i årskurs 9 som drar sig till centrum på lunchen."),
    ("Fritid och fält", "Omkring fyrtio ungdomar på torget i fredags. Ingen synlig alkohol."),
    ("Fastighetsägarna", "Inbrott i fem källarförråd i samma trappa. Porten stod öppen."),
    ("Gemensam bedömning", "Centrum på fredagskvällar är fortsatt högst prioriterat."),
]
TODO = [
    ["Portkoder byts i trappa 4 och 6", "Extra runda fredag 20–23", "Samtal med klassföreståndarna"],
    ["Skyltar om bevakning sätts upp", "Besök på fritidsgården på torsdag"],
]


def lagesbildsmote() -> list[Doc]:
    """Notes of a weekly situation meeting."""
    docs = []
    for number, (stem, make, town, body, day, week) in enumerate(WEEKLY):
        folk = Folk(stem)
        m = Meeting("notes", town, body, "limited", day, "08:15", "09:00", None, "remote")
        police, school, field, house = ([folk.one() for _ in range(n)] for n in (2, 1 + number, 2, 1))
        ill, gone = folk.one("socialtjänsten"), folk.one()
        lead = folk.one()
        m.present = [head(m, lead), *(Row(p) for p in [*police, *school, *field])]
        m.present.append(Row(house[0], "substitute_serving", substitute_for=gone.name))
        m.absent = [Row(gone, reason="replaced"), Row(ill, reason="listed")]
        todo = Item("Insatser till nästa vecka", text=TODO[number])
        following = later(day, 7)
        when = f"{swedish.day(following, 'bare_weekday')[:-5]} kl. 08.15"
        m.items = [Item(t, text=[s]) for t, s in SAID[number:]] + [todo]
        m.items.append(Item("Nästa möte", text=[f"{when.capitalize()}, samma länk."]))
        m.next = Next(when.capitalize(), following, "08:15", None, None, True)
        groups = [
            f"**Kommunen:** {lead} (ordförande)",
            f"**Polisen:** {swedish.listing(police)}",
            f"**Skolan:** {swedish.listing(school)}",
            f"**Fritid och fält:** {swedish.listing(field)}",
            f"**Fastighetsägarna:** {house[0]} (i stället för {gone})",
        ]
        blocks: list[Block] = [
            P("Begränsad delning"),
            H(1, f"{body}, {town} – anteckningar från lägesbildsmöte vecka {week}"),
            P(f"{swedish.day(day, 'bare_weekday').capitalize()}, 08.15–09.00, Teams"),
            P("Med på mötet:"),
            Li(groups),
            P(f"{ill}, {ill.title}, hade fått förhinder."),
        ]
        for item in m.items:
            blocks += [H(2, item.title), Li(item.text) if item is todo else P(item.text[0])]
        style = Style(title="Lägesbild", extra={"underline": "yes"})
        doc = Doc(stem, m, blocks, make, style, None, "organisation first")
        if make == "eml":
            doc.after = lambda data, d=doc, w=week: _mailed(d, w)
        docs.append(doc)
    return docs


def _mailed(doc: Doc, week: int) -> bytes:
    body = render("txt", doc.blocks, doc.style).decode()
    return email(
        doc,
        body,
        sender="lagesbild@hagby.example",
        to=["est@hagby.example"],
        subject=f"Anteckningar lägesbild v. {week}",
        attach=[],
    )


STEERING = [
    (
        "mellana_styrgrupp_2024-02-08",
        "odt",
        "Mellanå kommun",
        "Politiska styrgruppen för trygghet",
        "2024-02-08",
    ),
    (
        "storvattnet_styrgrupp_2022-10-20",
        "typst",
        "Storvattnets kommun",
        "Styrgruppen för Tryggare Storvattnet",
        "2022-10-20",
    ),
]
COLUMNS = ["Politiker", "Tjänstepersoner", "Frånvarande"]


def styrgrupp() -> list[Doc]:
    """Memo of a political steering group."""
    docs = []
    for number, (stem, make, town, body, day) in enumerate(STEERING):
        folk = Folk(stem)
        place = None if not number else "Kommunhuset, rum Sjöfågeln"
        m = Meeting("memo", town, body, None, day, "15:00", "16:30", place, None if number else "remote")
        titles = ["kommunalråd", "oppositionsråd", None, None, None]
        elected = [folk.one(t, p) for t, p in zip(titles, ["S", "M", "C", "V", "SD"], strict=True)]
        staff = folk.titled("kommundirektör", "lokalpolisområdeschef", "säkerhetssamordnare", "socialchef")
        away = [folk.one(None, "L"), folk.one("skoldirektör")]
        m.present = [head(m, elected[0]), *(Row(p) for p in elected[1:])]
        m.present += [Row(p, "official") for p in staff[: 3 + number]]
        m.present[7].office, m.secretary = "secretary", staff[2]
        m.absent = [Row(away[0], reason="listed"), Row(away[1], "official", reason="listed")]
        m.absent[1].alternatives = {"role": ["serving"]}
        following = ["2024-04-18", "2022-12-08"][number]
        when = f"{swedish.day(following, 'bare_weekday')} klockan 15.00"
        m.next = Next(when, following, "15:00")
        before = ["2023-11-23", "2022-08-25"][number]
        old = f"Minnesanteckningarna från {swedish.day(before, 'den')} lades till handlingarna."
        m.previous = filed(before, old)
        matters = TRYGG[7 + number * 4 : 11 + number * 4]
        last = ("Nästa möte", f"Nästa möte är {when}.", "")
        m.items = numbered([("Föregående möte", old, ""), *matters, last], 1)
        told(m.items[1], staff[1], "gick igenom läget")
        told(m.items[2], staff[2], "informerade")
        m.items[3].text.append(DETAIL[0])
        docs.append(Doc(stem, m, _steering_page(m, number), make, _steering_style(town), None, "columns"))
    return docs


def _steering_style(town: str) -> Style:
    return Style("Carlito", size=10.5, header=(town, "#"), title="Minnesanteckningar", colour="#00507A")


def _steering_page(m: Meeting, number: int) -> list[Block]:
    def elected(row: Row) -> str:
        return letter(row.person) + (f", {row.person.title}" if row.person.title else "")

    politicians = [elected(r) for r in m.by_role("serving")]
    staff = [post(r.person) for r in m.by_role("official")]
    gone = [elected(m.absent[0]), post(m.absent[1].person)]
    depth = max(len(politicians), len(staff))
    cells = [part + [""] * (depth - len(part)) for part in (politicians, staff, gone)]
    people = columns([c for part in cells for c in part], 3)
    if number == 0:  # a Word template: one cell a column, the names below each other
        people = [["\n".join(part) for part in (politicians, staff, gone)]]
    blocks: list[Block] = [
        P(f"{m.organisation}\n**Minnesanteckningar**"),
        H(1, m.body or ""),
        T(
            [
                ["Datum", "Tid", "Plats"],
                [m.date or "", swedish.span(m.start or "", m.end or ""), m.place or "Digitalt möte via Zoom"],
            ],
            [1, 1, 2],
            head=True,
        ),
        Sp(4),
        T([COLUMNS, *people], [1, 1, 1], "rules", head=True, small=True),
        P(f"Ordförande: {m.chair}. Vid anteckningarna: {m.secretary}."),
    ]
    for item in m.items:
        blocks += [H(2, f"Ärende {item.number}: {item.title}"), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(P(f"**Överenskommet:** {item.decision}"))
    return blocks


AGREED = [
    (
        "vansele_overenskommelse_2025-05-06",
        "docx",
        "Vänsele kommun",
        "Samverkansgruppen polis och kommun",
        "2025-05-06",
    ),
    (
        "ostervik_overenskommelse_2020-10-01",
        "weasy",
        "Österviks kommun",
        "Styrgruppen för samverkansöverenskommelsen",
        "2020-10-01",
    ),
]


def overenskommelse() -> list[Doc]:
    """Notes from the follow-up of an agreement between police and municipality."""
    docs = []
    for number, (stem, make, town, body, day) in enumerate(AGREED):
        folk = Folk(stem)
        place = ["Polishuset Vänsele, rum 214", "Österviks stadshus, B-salen"][number]
        m = Meeting("notes", town, body, None, day, "10:00", "11:30", place)
        sizes = {"Kommunen": 6 - number, "Polisen": 4, "Bostadsbolagen": 2 + number}
        groups = {name: [folk.one() for _ in range(size)] for name, size in sizes.items()}
        struck = [groups["Kommunen"][3], groups["Polisen"][1], groups["Bostadsbolagen"][-1]]
        instead = folk.one()
        for group in groups.values():
            m.called += [Row(p) for p in group]
            m.present += [Row(p) for p in group if p not in struck]
        m.present.append(Row(instead, "substitute_serving", substitute_for=struck[1].name))
        m.absent = [Row(p, reason="struck") for p in struck]
        m.chair = groups["Kommunen"][0]
        m.called[0].office = m.present[0].office = "chair"
        m.secretary = folk.one()
        topics = TRYGG[15:18] if number else [TRYGG[3], TRYGG[7], TRYGG[17]]
        left = ("Åtgärder som inte har påbörjats", "Trygghetsvärdar i kollektivtrafiken.", "")
        m.items = numbered([*topics, left])
        told(m.items[0], groups["Polisen"][0], "rapporterade")
        m.items[1].text.append(DETAIL[3])
        when = "i början av nästa år, datum meddelas"
        m.items.append(Item("Nästa uppföljning", text=[f"Nästa uppföljning blir {when}."]))
        m.next = Next(when)
        blocks = _agreed_page(m, groups, struck, f"{instead}", number)
        style = Style("Liberation Sans", size=11, title="Mötesanteckningar", colour="#7F3F00")
        docs.append(Doc(stem, m, blocks, make, style, None, "struck in groups by organisation"))
    return docs


def _agreed_page(m: Meeting, groups: dict, struck: list, instead: str, number: int) -> list[Block]:
    def shown(person: object) -> str:
        text = f"~~{person}~~" if person in struck else str(person)
        return f"{text} (ersätts av {instead})" if person == struck[1] else text

    rows = [[name, ", ".join(shown(p) for p in people)] for name, people in groups.items()]
    blocks: list[Block] = [
        P(m.organisation or ""),
        H(1, "Mötesanteckningar"),
        P(f"**{m.body}** – uppföljning av samverkansöverenskommelsen"),
        P(f"{swedish.day(m.date or '', 'weekday').capitalize()} klockan 10.00 till 11.30\n{m.place}"),
        P("Deltagare (överstrukna var frånvarande)"),
        T(rows, [1, 4], "none" if number else "grid"),
        P(f"Mötet leddes av {m.chair}. {m.secretary} förde anteckningar."),
    ]
    for item in m.items:
        blocks += [H(2, item.title), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(Li([item.decision]))
    return blocks


FAMILIES = {"lagesbildsmote": lagesbildsmote, "styrgrupp": styrgrupp, "overenskommelse": overenskommelse}
