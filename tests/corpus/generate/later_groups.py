"""Later half: notes of a group, a notice without names, a meeting of residents."""

from . import swedish
from .blind_people import hours, lines, matter, room
from .blocks import Block, H, P, Style, T
from .document import Doc
from .fresh_people import post
from .later_people import Folk
from .later_topics import DESK, MORE, STREET
from .meeting import Item, Meeting, Next, Person, Row

MINORITIES = [
    (
        "vasterled_minoritetssamrad_2014-09-16",
        "html",
        "Region Västerled",
        "Samrådsgruppen för nationella minoriteter",
        "2014-09-16",
        "Åkersborg",
        8,
    ),
    (
        "sandhult_kvinnofridsgrupp_2021-05-05",
        "txt",
        "Sandhults kommun",
        "Referensgruppen för kvinnofrid",
        "2021-05-05",
        "Sandhult",
        6,
    ),
]


def minoritetssamrad() -> list[Doc]:
    """Notes of a consultation, typed by hand."""
    docs = []
    for number, (stem, make, owner, body, day, place, size) in enumerate(MINORITIES):
        folk = Folk(stem)
        m = Meeting("notes", owner, body, None, day, "13:00", ["15:30", "15:00"][number], place)
        people = folk.some(size)
        m.present = [Row(p) for p in people]
        m.secretary = folk.one()
        m.items = _minority_items(m, number, people)
        style = Style("Liberation Serif", title=f"Anteckningar {m.date}")
        docs.append(Doc(stem, m, _minority_page(m), make, style, None, "bare names in one line"))
    return docs


def _minority_items(m: Meeting, number: int, people: list[Person]) -> list[Item]:
    following = ["2014-11-25", "2021-09-15"][number]
    when = swedish.day(following, "den")
    m.next = Next(f"{when} kl. 13.00", following, "13:00")
    welcome = f"{people[0]} hälsade de närvarande välkomna och gjorde en sammanfattning av föregående träff."
    hate = "Två föreningslokaler har utsatts för klotter. Få anmäler eftersom det sällan leder till något."
    talk = "Tillgången till tolk vid polisförhör har blivit sämre. En skrivelse skickas till polisregionen."
    own = [Item("Hatbrott", text=[hate]), Item("Tolkar", text=[talk])]
    theirs = [
        Item(STREET[10][0], text=[STREET[10][1]]),
        Item("Utbildning", text=["Två halvdagar för skolpersonal är bokade i september."]),
    ]
    items = [
        Item("Inledning", text=[welcome]),
        *(theirs if number else own),
        Item("Trygghet för äldre", text=[STREET[4][1]]),
        Item("Övrigt", text=[MORE[0]]),
        Item("Nästa träff", text=[f"Nästa träff blir {m.next.text}."]),
    ]
    items[2].presenters = [people[3]]
    items[2].text.insert(0, f"{people[3]} berättade om läget.")
    items[3].text.append("Vi ska:\n• bjuda in banken\n• sprida materialet på fler språk")
    return items


def _minority_page(m: Meeting) -> list[Block]:
    inside = (m.body or "")[0].lower() + (m.body or "")[1:]
    blocks: list[Block] = [
        P(f"{m.organisation}"),
        P(f"**Anteckningar {inside}**"),
        P(f"Träff {m.place} {m.date} kl. {hours(m)}."),
        P(f"Närvarande: {', '.join(r.person.name for r in m.present)}"),
        P(f"Anteckningar: {m.secretary}"),
    ]
    for item in m.items:
        blocks += [P(f"**{item.title}**"), *matter(item)]
    return blocks


NOTICES = [
    (
        "lundavik_kallelse_bra_2018-03-07",
        "weasy",
        "Lundaviks kommun",
        "Lundaviks brottsförebyggande råd",
        "2018-03-07",
        "15:30",
        "A-salen, kommunhuset",
        "2018-02-28",
        ("utredare", "säkerhetssamordnare", "kommunpolis"),
    ),
    (
        "almeryd_kallelse_utskott_2025-01-29",
        "docx",
        "Almeryds kommun",
        "Almeryds trygghetsutskott",
        "2025-01-29",
        "13:15",
        "Sammanträdesrum Eken",
        "2025-01-20",
        ("brottsförebyggande strateg", "socialchef", "lokalpolisområdeschef"),
    ),
]


def dagordning() -> list[Doc]:
    """Notice with the matters and their hours; nobody is listed as called."""
    docs = []
    for number, (stem, make, owner, body, day, start, place, sent, posts) in enumerate(NOTICES):
        folk = Folk(stem)
        m = Meeting("notice", owner, body, None, day, start, None, place)
        m.chair, m.secretary = folk.some(2)
        m.alternatives = {"chair": [None], "secretary": [None]}
        staff = folk.titled(*posts)
        titles = [
            ("Information: Översyn av rådets uppdrag", STREET[3][0], "Information från polisen"),
            ("Information: Ny lägesbild", STREET[10][0], "Kamerabevakning vid stationen"),
        ][number]
        m.items = [Item("Godkännande av föredragningslistan")]
        m.items += [Item(t, presenters=[p]) for t, p in zip(titles, staff, strict=True)]
        m.items += [Item(DESK[0][0], registry_no=f"KS-{day[:4]}/451"), Item("Övriga frågor")]
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
        m.items[2].registry_no = f"KS-{day[:4]}/218"
        page = _notice_page(m, sent)
        style = Style(
            "Liberation Sans", size=11, title="Kallelse", header=(body.upper(), "KALLELSE  SIDA ##")
        )
        docs.append(Doc(stem, m, page, make, style, None, "hours after the matters; nobody called"))
    return docs


def _notice_page(m: Meeting, sent: str) -> list[Block]:
    hour, minute = (int(x) for x in (m.start or "").split(":"))
    at = hour * 60 + minute + 5
    table = [["", "Ärenden", "Diarienummer"]]
    for item in m.items:
        text = item.title
        if item.presenters:
            until = at + 20
            clock = f"(kl. {at // 60}.{at % 60:02d}–{until // 60}.{until % 60:02d})"
            text += f"\n{post(item.presenters[0])}\n{clock}"
            at = until
        table.append([item.number or "", text, item.registry_no or ""])
    when = f"{swedish.day(m.date or '', 'weekday').capitalize()}, klockan {(m.start or '').replace(':', '.')}"
    town = (m.body or "").split()[0].removesuffix("s")
    return [
        P(f"{m.organisation}"),
        H(1, f"Kallelse till {m.body}"),
        T([["Tid", when], ["Plats", m.place or ""]], [0.6, 4], "none"),
        room(6),
        T(table, [0.4, 4, 1.6], "none", head=True),
        P("Förhinder anmäls till sekreteraren, som kallar ersättare."),
        room(14),
        P(f"{town} {swedish.day(sent, 'den')}"),
        P(f"{m.chair}\nOrdförande"),
        P(f"{m.secretary}\nSekreterare"),
    ]


RESIDENTS = [
    (
        "brf_flojten_sakerhetsmote_2020-01-14",
        "odt",
        "Brf Flöjten",
        "Medlemsmötet",
        "medlemsmöte",
        "2020-01-14",
        "Östra skolan",
        "cirka 40 personer",
        ("kommunpolisen", "Länstrygg Försäkring"),
    ),
    (
        "hyresgaster_bjorkdal_boendemote_2017-10-05",
        "typst",
        "Hyresgästföreningen Björkdal",
        "Boendemötet",
        "boendemöte",
        "2017-10-05",
        "kvarterslokalen",
        "ett femtiotal boende",
        ("Björkdalshem", "nattvandrarna", "polisen"),
    ),
]


def sakerhetsmote() -> list[Doc]:
    """Memo of a meeting of residents with invited speakers; those who came are only counted."""
    docs = []
    for number, (stem, make, owner, body, kind, day, place, crowd, homes) in enumerate(RESIDENTS):
        folk = Folk(stem)
        m = Meeting("memo", owner, body, None, day, None, None, place)
        m.alternatives = {"body": [None]}
        guests = folk.titled(*homes)
        m.present = [Row(p, "guest") for p in guests]
        m.items = _resident_items(m, number, guests, kind)
        style = Style("Carlito", size=12, title="Minnesanteckningar")
        page = _resident_page(m, kind, crowd)
        docs.append(Doc(stem, m, page, make, style, None, "speakers by name, the rest as a number"))
    return docs


def _resident_items(m: Meeting, number: int, guests: list[Person], kind: str) -> list[Item]:
    following = ["2020-04-23", "2018-01-25"][number]
    m.next = Next(f"{swedish.day(following, 'weekday')} kl. 19.00", following, "19:00")
    lock = "Välj säkerhetsdörr i klass tre. Stöldmärkning med penna finns att låna av föreningen."
    walk = "Fler vuxna behövs på fredagar. Anmälan görs i kvarterslokalen."
    items = [
        Item(["Läget i området", "Hyresvärdens planer"][number], text=[STREET[3][1]]),
        Item(["Skydda hemmet", "Vuxna ute på kvällarna"][number], text=[lock if not number else walk]),
        *([Item("Läget enligt polisen", text=[STREET[0][1]])] * number),
        Item("Frågor", text=[MORE[0]]),
        Item("Nästa steg", text=[f"Nästa {kind} hålls {m.next.text}."]),
    ]
    if number:
        items[0].text = ["Portarna får nya lås före jul. Källargångarna målas vita."]
    for item, guest, verb in zip(items, guests, ("redogjorde", "berättade", "informerade"), strict=False):
        item.presenters.append(guest)
        item.text.insert(0, f"{guest} {verb}.")
    return items


def _resident_page(m: Meeting, kind: str, crowd: str) -> list[Block]:
    who = swedish.listing([f"{r.person} från {r.person.title}" for r in m.present], " samt ")
    return [
        P(f"{m.organisation}"),
        H(1, f"Minnesanteckningar från {kind} om säkerhet"),
        P(f"{swedish.day(m.date or '', 'weekday').capitalize()} i {m.place}"),
        P(f"I mötet deltog {crowd}."),
        P(f"**Inbjudna föredragshållare:** {who}."),
        *(block for item in m.items for block in (H(2, item.title), P(lines(*item.text)))),
    ]


FAMILIES = {
    "minoritetssamrad": minoritetssamrad,
    "dagordning": dagordning,
    "sakerhetsmote": sakerhetsmote,
}
