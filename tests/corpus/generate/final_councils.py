"""Final half: minutes and notes of councils and groups."""

from . import swedish
from .blind_people import gone, hours, lines, missed, ranged
from .blocks import Block, H, Li, P, Style, T, columns
from .document import Doc
from .final_people import TALKS, Folk
from .fresh_people import filed, head, keeper, letter, numbered, post
from .meeting import Item, Meeting, Next, Row
from .proof_people import paragraphs, signature, span

YOUTH = [
    ("solbacken_ungdomsfullmaktige_2015-05-06", "typst", "Solbackens kommun", "Ungdomsfullmäktige",
     "2015-05-06", "Norrsalen", 8),
    ("lerhamn_ungdomsforum_2022-10-19", "txt", "Lerhamns kommun", "Ungdomsforum", "2022-10-19",
     "Fritidsgården Kajen", 5),
]  # fmt: skip


def ungdomsfullmaktige() -> list[Doc]:
    """Minutes of young people's council."""
    docs = []
    for stem, make, owner, body, day, place, count in YOUTH:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "16:00", None, place)
        people = folk.some(count)
        m.present = [head(m, people[0]), *(Row(p) for p in people[1:])]
        m.secretary, m.adjusters = folk.one(), [people[2]]
        m.items = numbered([(t, f"{text} {d}", "") for t, text, d in TALKS[:3]], 1)
        ranged(m)
        m.items[1].text.insert(0, f"{people[1]} presenterar resultatet.")
        m.items[1].presenters = [people[1]]
        names = columns([p.name for p in people], 2)
        when = f"{swedish.day(day, 'weekday').capitalize()} kl. 16.00"
        blocks: list[Block] = [
            P(f"{owner}, kommunledningskontoret"),
            P(f"**{body.upper()}**\nProtokoll {day}"),
            P(f"**Tid och plats**\n{when}, {place}"),
            P("**Ledamöter**"),
            T(names, [1, 1], "none"),
            P(f"**Justerare**\n{people[2]}"),
            P("**Underskrifter**"),
            P(signature("Sekreterare", m.secretary)),
            P(signature("Ordförande", m.chair)),
            P(signature("Justerare", people[2])),
        ]
        for item in m.items:
            blocks += [P(f"§ {item.number}"), H(2, item.title), *paragraphs(item)]
        style = Style("Liberation Sans", size=11, title="Protokoll", footer=(owner, "#"))
        docs.append(Doc(stem, m, blocks, make, style, None, "members in two columns"))
    return docs


ELDERS = [
    ("alund_pensionarssamrad_2018-09-19", "office", "Region Alund", "västra vårdnämnden", "2018-09-19",
     "Aulan, Vintergården 8, Uddhamn", ("PRO", "PRO", "SPF", "RPG")),
    ("tjarnviken_pensionarssamrad_2024-03-05", "docx", "Region Tjärnviken", "nämnden för trygghet",
     "2024-03-05", "Sal Eken, Regionens hus, Tjärnvik", ("SPF", "SKPF", "PRO", "SKPF")),
]  # fmt: skip


def pensionarssamrad() -> list[Doc]:
    """Minutes of a consultation with associations."""
    docs = []
    for number, (stem, make, owner, board, day, place, homes) in enumerate(ELDERS):
        folk = Folk(stem)
        body = f"Samråd för pensionärsorganisationer för {board}"
        m = Meeting("minutes", owner, body, None, day, "13:00", "15:30", place)
        m.alternatives = {"body": ["Samråd för pensionärsorganisationer"]}
        elected = [folk.one(board, "L"), folk.one(board, "C")]
        people = folk.titled(*homes)
        m.present = [head(m, elected[0]), Row(elected[1]), *(Row(p) for p in people)]
        missing = folk.one()
        came = Row(folk.one("RPG"), "substitute_serving", substitute_for=missing.name)
        m.present.append(came)
        m.absent = [gone(missing)]
        staff = folk.titled("enhet folkhälsa", "nämndsekreterare")
        m.present += [Row(staff[0], "official"), keeper(m, staff[1])]
        m.adjusters = [people[0], people[2]]
        chosen = [
            f"{n}. {p} ({p.title}) utses att justera protokollet." for n, p in enumerate(m.adjusters, 1)
        ]
        m.items = numbered([("Val av justerare", "", "\n".join(chosen)), *TALKS[3:5]][: 3 - number], 1)
        ranged(m)
        m.items[1].text.insert(0, f"{staff[0]} berättar om nämndens arbete.")
        m.items[1].presenters = [staff[0]]
        style = Style("Liberation Serif", size=12, title="Protokoll", header=(owner, "##"))
        docs.append(
            Doc(stem, m, _elders_page(m, elected[0].title or ""), make, style, None, "homes after names")
        )
    return docs


def _elders_page(m: Meeting, board: str) -> list[Block]:
    members = m.by_role("serving")
    homes = [f"{r.person} {r.person.title}" for r in members[2:]]
    homes += [
        f"{r.person} {r.person.title} ersätter {r.substitute_for}" for r in m.by_role("substitute_serving")
    ]
    adjusters = [f"{p} ({p.title})" for p in m.adjusters]
    long = swedish.day(m.date or "", "den")
    blocks: list[Block] = [
        P("Protokoll"),
        H(1, f"Protokoll från samråd för pensionärsorganisationer för {board} {long}"),
        P(f"Tid: {hours(m)}\nPlats: {m.place}"),
        H(2, "Närvarande"),
        P("**Ledamöter**\n" + lines(*(f"{letter(r.person)}, {board}" for r in members[:2]))),
        P("**Från pensionärsorganisationerna**\nLedamöter:\n" + lines(*homes)),
        P("**Övriga**\n" + lines(*(post(r.person) for r in m.by_role("official")))),
        H(2, "Underskrifter"),
        P(f"Sekreterare:\n\n{m.secretary}"),
        P(f"Ordförande:\n\n{letter(m.chair)}" if m.chair else ""),
        P(f"Justerare:\n\n{adjusters[0]}"),
        P(f"Justerare:\n\n{adjusters[1]}"),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks += [P(f"**Beslut**\n{item.decision}")] if item.decision else []
    return blocks


DEMOCRACY = [
    ("ostmark_demokratiberedning_2004-05-12", "reportlab", "Landstinget i Östmark", "Demokratiberedningen",
     "2004-05-12", ("mp", "kd", "c", "s", "m"), "2004-06-09"),
    ("roslunda_trygghetsberedning_2016-02-03", "odt", "Roslunda kommun", "Trygghetsberedningen",
     "2016-02-03", ("s", "m", "l", "sd"), "2016-03-16"),
]  # fmt: skip


def demokratiberedning() -> list[Doc]:
    """Memo of a preparatory committee."""
    docs = []
    for stem, make, owner, body, day, seated, after in DEMOCRACY:
        folk = Folk(stem)
        m = Meeting("memo", owner, body, None, day)
        seats = folk.parties(" ".join(seated))
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:]), keeper(m, folk.one())]
        m.absent = missed(*folk.parties("fp v" if day < "2015" else "v c"))
        guest = folk.one("Högskolan i Mellanköping")
        m.present.append(Row(guest, "guest"))
        m.items = numbered([(t, f"{text} {d}", "") for t, text, d in (TALKS[1], TALKS[0], TALKS[4])], 1)
        m.items[0].text.insert(0, f"{guest} informerade om arbetet i andra län.")
        m.items[0].presenters = [guest]
        soon = f"{swedish.day(after, 'den')} kl. 13.00"
        m.next = Next(soon, after, "13:00")
        m.items.append(Item("Nästa möte", "4", None, [f"Nästa möte hålls {soon}."]))
        style = Style("Liberation Serif", size=12, title="Minnesanteckningar", footer=("", "#"))
        docs.append(Doc(stem, m, _democracy_page(m), make, style, None, "offices after the party"))
    return docs


def _democracy_page(m: Meeting) -> list[Block]:
    here = []
    for row in m.by_role("serving", "official"):
        mark = {"chair": " ordförande", "secretary": " sekreterare"}.get(row.office or "", "")
        here.append(letter(row.person) + mark)
    away = lines(*(letter(r.person) for r in m.absent))
    guests = lines(*(post(r.person) for r in m.by_role("guest")))
    blocks: list[Block] = [
        P(f"{m.organisation}\n{m.secretary}"),
        H(1, f"Minnesanteckningar från {m.body}s möte {swedish.day(m.date or '', 'den')}"),
        P(f"**Närvarande**\n{lines(*here)}"),
        P(f"**Frånvarande**\n{away}"),
        P(f"**Inbjudna gäster**\n{guests}"),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}. {item.title}"), *paragraphs(item)]
    return blocks


FIELD = [
    ("hagalund_faltgruppen_2020-03-12", "html", "Fältgruppen", "2020-03-12", "2020-02-13", 6),
    ("norrstrand_ssp-gruppen_2023-05-04", "md", "SSP-gruppen", "2023-05-04", "2023-04-13", 5),
]


def faltmote() -> list[Doc]:
    """Notes of a small group."""
    docs = []
    for stem, make, body, day, before, count in FIELD:
        folk = Folk(stem)
        m = Meeting("memo", None, body, None, day)
        people = folk.some(count)
        m.present = [*(Row(p) for p in people[:-1]), keeper(m, people[-1])]
        m.present[-1].alternatives = {"role": ["serving"]}
        read = f"Anteckningarna från den {swedish.day(before, 'long')} gicks igenom utan ändringar."
        m.previous = filed(before, read)
        m.items = [Item("Föregående minnesanteckningar", None, None, [read])]
        m.items += numbered([(t, f"{text}\n{d}", "") for t, text, d in (TALKS[0], TALKS[2], TALKS[4])])
        here = ", ".join(p.name for p in people[:-1])
        blocks: list[Block] = [
            H(
                1,
                f"Minnesanteckningar från möte med {body[0].lower() + body[1:] if body[1] != 'S' else body}",
            ),
            P(day),
            P(f"Närvarande:\n{here} och {people[-1]} (sekreterare)"),
        ]
        for item in m.items:
            blocks += [H(2, item.title), Li(item.text[0].split("\n"))]
        docs.append(
            Doc(stem, m, blocks, make, Style(title="Minnesanteckningar"), None, "running list of names")
        )
    return docs


PREVENT = [
    ("mostorp_forebyggarrad_2019-03-06", "weasy", "Mostorps kommun", "Brottsförebyggande rådet", "2019-03-06",
     "Allégården", 17, ("Kommunstyrelsen", "Socialnämnden", "Barn- och utbildningsnämnden")),
    ("gislebo_forebyggarrad_2022-11-16", "docx", "Gislebo kommun", "Trygghets- och hälsorådet", "2022-11-16",
     "Kulturhuset Ladan", 25, ("Kommunstyrelsen", "Kultur- och fritidsnämnden", "Omsorgsnämnden")),
]  # fmt: skip


def forebyggarrad() -> list[Doc]:
    """Minutes of a council of committees."""
    docs = []
    for stem, make, owner, body, day, place, first, boards in PREVENT:
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "13:30", "15:45", place)
        seats = folk.parties("KD C M S C")
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        staff = folk.titled("Brottsförebyggare", "Kommunpolis", "Familjebehandlare")
        m.present += [keeper(m, staff[0]), *(Row(p, "official") for p in staff[1:])]
        m.adjusters = [seats[4]]
        filing = "Att lägga föregående protokoll till handlingarna."
        topics = [
            ("UPPROP", "Ordförande öppnar mötet och genomför upprop.", ""),
            ("FÖREGÅENDE MÖTESPROTOKOLL", "Inga synpunkter på föregående mötesprotokoll.", filing),
            (
                "VAL AV JUSTERARE",
                f"{seats[4]} föreslås.",
                f"Att välja {seats[4]} för justering av protokoll.",
            ),
            *((t.upper(), text, d) for t, text, d in (TALKS[1], TALKS[3])),
        ]
        m.items = numbered(topics, first)
        ranged(m)
        m.previous = {"date": None, "text": topics[1][1], "link": None}
        m.items[3].text.insert(0, f"{staff[1]} berättar om resultatet.")
        m.items[3].presenters = [staff[1]]
        style = Style("Liberation Sans", size=11, title="Protokoll", header=(owner.upper(), "#"))
        docs.append(
            Doc(stem, m, _prevent_page(m, boards), make, style, None, "members under their committees")
        )
    return docs


def _prevent_page(m: Meeting, boards: tuple[str, ...]) -> list[Block]:
    names = [letter(r.person) for r in m.by_role("serving")]
    groups = [names[:2], names[2:4], names[4:]]
    seats = [f"**För {board}**\n" + lines(*group) for board, group in zip(boards, groups, strict=True)]
    staff = [[r.person.name, r.person.title or ""] for r in m.by_role("official")]
    blocks: list[Block] = [
        P(f"{(m.organisation or '').upper()}    SAMMANTRÄDESPROTOKOLL\n{m.date}"),
        P(f"**{m.body}**"),
        T([["Plats och tid", f"{m.place} kl {hours(m)}"], ["Beslutande", lines(*seats)]], [1, 2.6], "none"),
        P("Övriga deltagande"),
        T(staff, [1, 1.4], "none"),
        P(f"Paragraf {span(m)}"),
        P(f"\n{m.chair}, Ordförande"),
        P(f"\n{m.secretary}, Sekreterare"),
        P(f"\n{m.adjusters[0]}, Justerare"),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *paragraphs(item)]
        blocks += [P(f"**Beslut**\n{item.decision}")] if item.decision else []
    return blocks


FAMILIES = {
    "ungdomsfullmaktige": ungdomsfullmaktige,
    "pensionarssamrad": pensionarssamrad,
    "demokratiberedning": demokratiberedning,
    "faltmote": faltmote,
    "forebyggarrad": forebyggarrad,
}
