"""Later half: councils and boards that meet around a table, and a group of offices."""

from . import swedish
from .blind_people import few, hours, lines, matter, missed, ranged, room, tells
from .blocks import Block, H, P, Style, T
from .document import Doc
from .fresh_people import filed, head, keeper, numbered, post
from .later_people import Folk, notes
from .later_topics import MORE, STREET
from .meeting import Item, Meeting, Next, Person, Row

DISTRICTS = [
    (
        "fjallas_bra_oster_2015-02-17",
        "docx",
        "Fjällås stad",
        "Stadsdelsförvaltningen Öster",
        "Brottsförebyggande rådet (BRÅ)",
        "2015-02-17",
        "Stora sammanträdesrummet plan 3, Våglängdsgatan 8",
        (
            "förste vice ordförande SDN Öster",
            "områdeschef skola",
            "tf områdeschef IFO",
            "polisen",
            "ungdomssamordnare",
            "AB Fjällåsbostäder",
        ),
        ("Räddningstjänstförbundet", "ordförande SDN Öster"),
        "rektor Bodaskolan",
    ),
    (
        "mellanlycke_trygghetsrad_2020-09-24",
        "weasy",
        "Mellanlycke kommun",
        "Kommunledningskontoret",
        "Trygghetsrådet",
        "2020-09-24",
        "Sessionssalen, Torget 2",
        ("kommundirektör", "socialchef", "kommunalråd", "gruppchef polisen", "fritidschef"),
        ("skolchef", "räddningschef", "vd Lyckebyggen"),
        "utredare, Länsstyrelsen",
    ),
]


def stadsdelsbra() -> list[Doc]:
    """Minutes of a district's council."""
    docs = []
    for number, (stem, make, owner, office, body, day, place, posts, away, guest) in enumerate(DISTRICTS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", ["11:15", "11:30"][number], place)
        m.alternatives = {"organisation": [office]}
        if not number:
            m.alternatives["body"] = ["Brottsförebyggande rådet"]
        people = folk.titled(*posts)
        m.present = [Row(p) for p in people]
        m.chair, m.present[2].office = people[2], "chair"
        m.present[0].until = "punkt 5"
        m.present.append(keeper(m, folk.one("nämndsekreterare")))
        m.present.append(Row(folk.one(guest), "guest", until="punkt 4"))
        m.absent = missed(*folk.titled(*away))
        m.items = _district_items(m, number)
        style = Style("Liberation Sans", size=11, title="Protokoll", header=("PROTOKOLL", "##"))
        docs.append(Doc(stem, m, _district_page(m, office), make, style, None, "left after an item"))
    return docs


def _district_items(m: Meeting, number: int) -> list[Item]:
    before, following = [("2014-12-02", "2015-04-21"), ("2020-05-28", "2020-12-03")][number]
    old = f"Protokollet från {swedish.day(before, 'den')} läggs till handlingarna."
    m.previous = filed(before, old)
    m.next = Next(f"{swedish.day(following, 'bare_weekday')} kl. 9.00", following, "09:00")
    people = [r.person for r in m.present]
    topics = [STREET[0], STREET[2], STREET[6]] if not number else [STREET[0], STREET[4], STREET[1]]
    opened = f"Mötets ordförande {m.chair} hälsar alla välkomna och förklarar mötet öppnat."
    items = numbered(
        [
            ("Mötets öppnande och godkännande av dagordning", opened, "Dagordningen godkänns."),
            ("Föregående mötes protokoll", old, ""),
            *topics,
            ("Övriga frågor", MORE[1], ""),
            ("Nästa möte", f"Nästa möte är {m.next.text}.", ""),
        ],
        1,
    )
    items[1].text.insert(0, f"{people[2]} redovisar vad som har hänt sedan föregående möte.")
    items[1].presenters = [people[2]]
    tells(items[2], people[3], "informerar")
    tells(items[3], people[-1], "berättar om sitt arbete")
    items[4].text.append(MORE[3])
    return items


def _district_page(m: Meeting, office: str) -> list[Block]:
    def line(row: Row) -> str:
        return post(row.person) + (f", t.o.m. {row.until}" if row.until else "")

    here = [line(r) for r in m.present if r.role != "guest"]
    return [
        P(f"{m.organisation}\n{office}"),
        P(f"**{m.body}**"),
        P(f"Sammanträdesdag {m.date}\nTid: {hours(m, 'h:')}\nPlats: {m.place}"),
        P("**Närvarande**\n" + lines(*here)),
        P("**Anmält förhinder**\n" + lines(*(line(r) for r in m.absent))),
        P("**Adjungerade**\n" + lines(*(line(r) for r in m.by_role("guest")))),
        *notes(m.items, mark="."),
        room(16),
        P(f"Vid protokollet\n\n{m.secretary}"),
    ]


RIVERS = [
    (
        "kvarnan_vattenrad_2016-09-22",
        "office",
        "Kvarnåns vattenråd",
        "2016-09-22",
        "Kommunhuset i Sjöryd",
        (
            ("Kommunrepresentanter", ("Sjöryds kommun", "Lunda kommun", "Tomelåsa kommun")),
            ("Areella näringar/markägare", ("LRF", "Jordägareförbundet")),
            ("Ideella naturvården", ("Naturskyddsföreningen",)),
        ),
        (("Lunda kommun", True), ("Eslöpe kommun", True), ("Hörryds kommun", False)),
        "Ekokonsult AB",
    ),
    (
        "sjosala_skargardsforum_2022-03-24",
        "odt",
        "Sjösala skärgårdsforum",
        "2022-03-24",
        "Båtklubbens lokal, Norrudden",
        (
            ("Kommunrepresentanter", ("Sjösala kommun", "Värsta kommun")),
            ("Föreningar", ("Båtsamverkan", "Sjöräddningen", "Villaägarna")),
            ("Näringsliv", ("Sjösala varv",)),
        ),
        (("Värsta kommun", True), ("Båtsamverkan", False)),
        "Hamnsäkerhet AB",
    ),
]


def vattenrad() -> list[Doc]:
    """Minutes of a board whose members are grouped by interest."""
    docs = []
    for number, (stem, make, owner, day, place, groups, spare, firm) in enumerate(RIVERS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, "Styrelsen", None, day, "09:30", ["12:10", "11:40"][number], place)
        m.alternatives = {"body": [f"Styrelsen för {owner}"]}
        seats = [(head_, folk.titled(*homes)) for head_, homes in groups]
        everyone = [p for _, people in seats for p in people]
        m.present = [head(m, everyone[0]), Row(everyone[1], office="vice_chair")]
        m.present += [Row(p) for p in everyone[2:]]
        m.items = _river_items(m, number, everyone)
        ranged(m)
        for home, serves in spare:
            row = Row(folk.one(home), "substitute_serving" if serves else "substitute")
            row.paragraphs = m.paragraph_range if serves else None
            m.present.append(row)
        m.present.append(keeper(m, folk.one(owner)))
        m.present[-1].alternatives = {"role": ["guest", "serving"]}
        guest = folk.one(firm)
        m.present.append(Row(guest, "guest", alternatives={"role": ["official"]}))
        tells(m.items[2], guest, "redovisade arbetet")
        style = Style("Carlito", size=11.5, title="Protokoll", header=("PROTOKOLL", "##"))
        docs.append(Doc(stem, m, _river_page(m, seats), make, style, None, "interests as heads"))
    return docs


def _river_items(m: Meeting, number: int, people: list[Person]) -> list[Item]:
    following = ["2016-12-08", "2022-06-09"][number]
    m.next = Next(f"{swedish.day(following, 'bare_weekday')} kl. 09.30", following, "09:30")
    m.adjusters = [people[-2]]
    old = "Inga synpunkter på protokollet från föregående möte."
    m.previous = {"date": None, "text": old, "link": None}
    work = [
        "Våtmarken vid Ängaryd är färdig. Två stängselbrott har polisanmälts.",
        "Sex motorstölder har anmälts sedan årsskiftet. Kameran vid inloppet är trasig.",
    ][number]
    chosen = f"att utse {people[-2]} att jämte ordföranden justera protokollet, samt\n"
    budget = "Utfallet följer budget. Medlemsavgifterna är betalda."
    sent = "Två protokollsutdrag om val av ledamöter har kommit in."
    return numbered(
        [
            (
                "Val av justerare. Dagordning. Föregående protokoll",
                old,
                f"{chosen}att godkänna dagordningen.",
            ),
            ("Anmälningar", sent, "att lägga anmälningarna till handlingarna."),
            ("Aktuella åtgärder", work, "att notera informationen."),
            ("Budgetuppföljning", budget, "att godkänna uppföljningen."),
            ("Övriga frågor", MORE[1], ""),
            ("Nästa möte", f"Nästa möte hålls {m.next.text}.", ""),
        ],
        1,
    )


def _river_page(m: Meeting, seats: list[tuple[str, list[Person]]]) -> list[Block]:
    office = {"chair": " (ordf.)", "vice_chair": " (vice ordf.)"}
    offices = {r.person.name: office.get(r.office or "", "") for r in m.present}
    table: list[list[str]] = [["**Ledamöter:**", ""]]
    for name, people in seats:
        table.append([name, ""])
        table += [[p.name, f"{p.title}{offices[p.name]}"] for p in people]
    table.append(["**Ersättare:**", ""])
    for row in m.by_role("substitute_serving", "substitute"):
        serves = f" (tjänstgör {few(row.paragraphs)})" if row.paragraphs else ""
        table.append([row.person.name, f"{row.person.title}{serves}"])
    clerk, guest = m.by_role("official")[0].person, m.by_role("guest")[0].person
    table += [["**Adjungerad:**", ""], [clerk.name, clerk.title or ""]]
    table += [["**Konsult:**", ""], [guest.name, guest.title or ""]]
    when = swedish.day(m.date or "", "weekday").capitalize()
    blocks: list[Block] = [
        P(f"**STYRELSEN FÖR {(m.organisation or '').upper()}**"),
        P("**Närvarande**"),
        T(table, [1.3, 2], "none"),
        P(f"**Plats:** {m.place}"),
        P(f"**Tid:** {when} kl. {hours(m)}"),
        P("**Bilagor:**\n1. Aktuella åtgärder\n2. Budgetuppföljning"),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), *matter(item)]
        if item.decision:
            blocks.append(P(f"Styrelsen beslutade\n{item.decision}"))
    signs = [["Vid protokollet", "Justeras", ""]]
    signs.append([f"\n{m.secretary}", f"\n{m.chair}", f"\n{m.adjusters[0]}"])
    return [*blocks, room(14), T(signs, [1, 1, 1], "none")]


ROADS = [
    (
        "mellanbygd_trafikgrupp_2019-09-24",
        "reportlab",
        "Region Mellanbygd",
        "Trafiksäkerhetsgruppen",
        "Trafiksäkerhetsgruppens möte nr 3 - 2019",
        "2019-09-24",
        "Polishuset, Mellanstad",
        "Polisen",
        ("Trafikverket", "Polisen", "NTF", "Länsstyrelsen", "Sveriges Åkeriföretag", "Folktandvården"),
        ("Transportstyrelsen", "Bilprovningen"),
        ("SKR", "Räddningstjänsten Mitt"),
    ),
    (
        "alvhamn_krogsamverkan_2023-11-15",
        "md",
        "Älvhamns kommun",
        "Krogsamverkansgruppen",
        "Krogsamverkansgruppens möte nr 4 - 2023",
        "2023-11-15",
        "Brandstationen, Älvhamn",
        "Räddningstjänsten",
        ("Tillståndsenheten", "Polisen", "Räddningstjänsten", "Skatteverket", "Miljökontoret"),
        ("Visita",),
        ("Krögarföreningen", "Arbetsmiljöverket"),
    ),
]


def trafikgrupp() -> list[Doc]:
    """Memo of a group of offices."""
    docs = []
    for number, (stem, make, owner, body, title, day, place, host, homes, asked, off) in enumerate(ROADS):
        folk = Folk(stem)
        m = Meeting("memo", owner, body, None, day, None, None, place)
        people = folk.titled(*homes)
        m.present = [Row(p) for p in people]
        m.chair, m.present[-2].office = people[-2], "chair"
        late, early = m.present[0], m.present[1]
        late.start, early.until = "11:00", "15:00"
        gone = folk.one()
        early.role, early.substitute_for = "substitute_serving", gone.name
        m.absent = [Row(gone, reason="replaced"), *missed(folk.one(off[1]))]
        m.present.append(keeper(m, folk.one(homes[0])))
        guests = folk.titled(*asked)
        m.present += [Row(p, "guest") for p in guests]
        m.items = _road_items(m, number, people, guests[0])
        page = _road_page(m, title, host, off[0])
        style = Style("Liberation Sans", size=11, title="Minnesanteckningar", colour="#222266")
        docs.append(Doc(stem, m, page, make, style, None, "stand-in named on the line; a vacancy"))
    return docs


def _road_items(m: Meeting, number: int, people: list[Person], guest: Person) -> list[Item]:
    before, following = [("2019-05-14", "2019-12-03"), ("2023-09-06", "2024-02-07")][number]
    old = f"Minnesanteckningarna från den {swedish.day(before, 'long')} godkändes."
    m.previous = filed(before, old)
    m.next = Next(swedish.day(following, "den"), following)
    topics = [STREET[9], STREET[8]] if not number else [STREET[7], STREET[2]]
    items = [
        Item("Mötets öppnande", text=[f"{m.chair} hälsade välkommen. En kort presentationsrunda följde."]),
        Item("Godkännande av dagordning", text=["Godkändes."]),
        Item("Godkännande av föregående mötes minnesanteckningar", text=[old]),
        *(Item(t, text=[text]) for t, text, _ in topics),
        Item("Laget runt" if number else "Information från deltagarna", text=[MORE[0]]),
        Item("Nästa möte", text=[f"Nästa möte hålls {m.next.text}."]),
    ]
    tells(items[3], guest, "presenterade utvecklingen under året")
    tells(items[4], people[2], "redovisade")
    items[4].text.append(MORE[3])
    return items


def _road_page(m: Meeting, title: str, host: str, vacant: str) -> list[Block]:
    def line(row: Row) -> str:
        text = post(row.person)
        text += " (fr.o.m. kl. 11)" if row.start else ""
        text += " (t.o.m. kl. 15)" if row.until else ""
        text += f", ersättare för {row.substitute_for}" if row.substitute_for else ""
        return text + {"chair": ", ordförande", "secretary": ", sekreterare"}.get(row.office or "", "")

    here = [line(r) for r in m.present if r.role != "guest"]
    away = [post(r.person) for r in m.absent if r.reason == "listed"]
    return [
        P(f"{m.organisation}"),
        H(1, f"Minnesanteckningar {title}"),
        P(f"**Tid:** {m.date}"),
        P(f"**Plats:** {m.place}\n**Värd:** {host}"),
        P("**Närvarande**\n" + lines(*here)),
        P("**Inbjudna**\n" + lines(*(post(r.person) for r in m.by_role("guest")))),
        P("**Förhindrad att delta**\n" + lines(f"Vakant i väntan på ersättare, {vacant}", *away)),
        *notes(m.items),
    ]


FAMILIES = {"stadsdelsbra": stadsdelsbra, "vattenrad": vattenrad, "trafikgrupp": trafikgrupp}
