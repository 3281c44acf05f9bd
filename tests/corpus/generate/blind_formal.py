"""Blind half: a joint committee, a preparatory committee of the assembly, a notice with its list."""

from . import swedish
from .blind_people import Folk, gone, hours, lines, matter, ranged, room, settled, tells
from .blind_topics import BOARD, EXTRA, SAFE
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .fresh_people import head, keeper, letter, numbered, post
from .meeting import Item, Meeting, Row

JOINT = [
    (
        "simpnas_sakerhetsnamnd_2019-04-18",
        "office",
        "Simpnäs kommun",
        "Lokala säkerhetsnämnden",
        "2019-04-18",
        "Kommunhuset, Simpsalen",
        33,
        "S MP L C V SB SD",
        ("V M", "SD SD"),
        "MP L SB",
    ),
    (
        "dalatrygg_gemensam_namnd_2023-02-09",
        "html",
        "Hedboda kommun",
        "Gemensamma nämnden för trygghet och beredskap",
        "2023-02-09",
        "Räddningsstationen i Hedboda, lektionssalen",
        1,
        "C S M KD S",
        ("S S",),
        "M V",
    ),
]


def sakerhetsnamnd() -> list[Doc]:
    """Minutes of a local safety board and of a joint committee; one seat is vacant."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, swaps, idle) in enumerate(JOINT):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "08:30", ["11:50", "11:15"][number], place)
        opened = ("Godkännande av dagordning", "", "Dagordningen godkänns.")
        topics = [SAFE[9], BOARD[0], SAFE[11], SAFE[5]] if not number else [BOARD[5], SAFE[2], BOARD[6]]
        m.items = numbered([opened, *topics, ("Delgivningar", "", "Delgivningarna noteras.")], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair"), *(Row(p) for p in seats[2:])]
        for pair in swaps:
            came, away = folk.parties(pair)
            m.present.append(Row(came, "substitute_serving", substitute_for=away.name))
            m.absent.append(gone(away))
        m.present.append(Row(folk.one(None, "S"), "substitute_serving"))
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        posts = ["säkerhetschef", "kärnkraftsinspektör", "nämndsekreterare"]
        posts = posts if not number else ["förvaltningschef", "beredskapssamordnare", "nämndsekreterare"]
        staff = folk.titled(*posts)
        m.present += [*(Row(p, "official") for p in staff[:2]), keeper(m, staff[2])]
        m.adjusters = [seats[1]]
        tells(m.items[1 + number], staff[1], "informerar")
        m.items[2].text.append(EXTRA[0])
        m.items[3].text.append(EXTRA[3])
        for index, item in enumerate(m.items):
            item.registry_no = f"{8 + index * 47:05d}/{day[:4]}"
        settled(m, 7)
        style = Style(
            "Carlito", size=11, title=f"Protokoll {body}", header=(body, "Sammanträdesprotokoll ##")
        )
        docs.append(Doc(stem, m, _joint_page(m), make, style, None, "stand-in on a vacant seat"))
    return docs


def _joint_page(m: Meeting) -> list[Block]:
    office = {"chair": ", Ordförande", "vice_chair": ", 1:e vice ordförande"}
    away = {r.person.name: r.person for r in m.absent}
    seats = []
    for row in m.by_role("serving", "substitute_serving"):
        text = letter(row.person) + office.get(row.office or "", "")
        if row.role == "substitute_serving":
            missing = row.substitute_for
            text += f" ersättare för {letter(away[missing])}" if missing else " ersättare på vakant plats"
        seats.append(text)
    idle = [f"{letter(r.person)} ej tjänstgörande" for r in m.by_role("substitute")]
    staff = [post(r.person) for r in m.by_role("official")]
    low, high = (m.paragraph_range or "").split("-")
    rows = [
        [
            "Plats och tid",
            f"{m.place}, {swedish.day(m.date or '', 'weekday')} kl. {hours(m, ':')}",
        ],
        ["Beslutande Ledamöter", lines(*seats)],
        ["Ersättare", lines(*idle)],
        ["Övriga deltagande", lines(*staff)],
        ["Utses att justera", letter(m.adjusters[0])],
        [
            "Justeringens plats och tid",
            f"Kommunkansliet, {swedish.day(m.adjusted or '', 'long')} klockan 10:00",
        ],
        ["Underskrifter", f"Sekreterare\n\n{m.secretary}    Paragrafer {low}–{high}"],
        ["", f"Ordförande\n\n{m.chair}"],
        ["", f"Justerare\n\n{m.adjusters[0]}"],
    ]
    proof = [
        ["Forum", m.body or ""],
        ["Sammanträdesdatum", m.date or ""],
        ["Datum för anslags uppsättande", m.posted or ""],
        ["Datum för anslags nedtagande", m.unposted or ""],
        ["Förvaringsplats för protokollet", f"Kommunkansliet, {m.organisation}"],
    ]
    contents = [[f"§ {i.number}", f"Dnr {i.registry_no}", i.title] for i in m.items]
    blocks: list[Block] = [
        P(f"**{m.organisation}**\n{m.body}"),
        T(rows, [1, 2.7], "rules"),
        P("**ANSLAGSBEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 2], "none"),
        Break(),
        P("**INNEHÅLLSFÖRTECKNING**"),
        T(contents, [0.6, 1.3, 4], "none"),
        Break(),
    ]
    return blocks + _joint_matters(m)


def _joint_matters(m: Meeting) -> list[Block]:
    blocks: list[Block] = []
    for item in m.items:
        blocks += [P(f"§ {item.number}    Dnr {item.registry_no}"), H(2, item.title)]
        blocks += [P(f"**{m.body} beslutar**"), P(item.decision or "")]
        if item.text:
            blocks += [P("**Beskrivning av ärendet**"), *matter(item)]
    return blocks


STARS = [
    (
        "trollvik_beredning_2015-11-18",
        "reportlab",
        "Trollviks kommun",
        "Fullmäktigeberedningen för trygghet",
        "2015-11-18",
        12,
        "S S M S V KD MP C M L S",
        "S M",
        "S V M",
    ),
    (
        "hasselby_demokratiberedning_2018-03-12",
        "odt",
        "Hasselåkra kommun",
        "Demokrati- och trygghetsberedningen",
        "2018-03-12",
        5,
        "M C S SD S L MP",
        "S C KD",
        "SD L",
    ),
]


def beredning() -> list[Doc]:
    """Minutes of a preparatory committee; those who decide stand in an annex, stand-ins with a star."""
    docs = []
    for number, (stem, make, owner, body, day, first, seated, swaps, idle) in enumerate(STARS):
        folk = Folk(stem)
        place = ["Stadshuset, sessionssalen", "Folkets park, Rotundan"][number]
        m = Meeting("minutes", owner, body, None, day, "18:00", ["20:35", "19:50"][number], place)
        topics = [SAFE[number * 7 + i] for i in range(4)]
        m.items = numbered([("Upprop", "Upprop förrättas.", ""), *topics, ("Övrigt", EXTRA[1], "")], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present += [Row(p, "substitute_serving") for p in folk.parties(swaps)]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        clerk, guest = folk.one(), folk.one("utredare")
        m.present += [keeper(m, clerk), Row(guest, "official")]
        m.adjusters = [seats[1], seats[3]]
        m.adjusted = ["2015-11-26", "2018-03-19"][number]
        tells(m.items[2], guest, "presenterar underlaget")
        m.items[3].text.append(EXTRA[0])
        m.items[1].text.append(EXTRA[3])
        style = Style("Caladea", size=11, title="Protokoll", header=("PROTOKOLL", "##"))
        docs.append(
            Doc(stem, m, _star_page(m, folk), make, style, None, "a star before stand-ins, in an annex")
        )
    return docs


def _star_page(m: Meeting, folk: Folk) -> list[Block]:
    idle = lines(*(letter(r.person) for r in m.by_role("substitute")))
    clerk, guest = (r.person for r in m.by_role("official"))
    low, high = (m.paragraph_range or "").split("-")
    one, two = m.adjusters
    when = swedish.day(m.adjusted or "", "weekday").capitalize()
    rows = [
        ["Tid och plats", f"{m.place}\nKl. {hours(m)}"],
        ["Beslutande", "Se förteckning bilaga 1"],
        ["Närvarande, ej tjänstgörande ersättare", idle],
        ["Övriga närvarande", f"{clerk}, sekr\n{guest}, {guest.title}"],
        ["Justerare", f"{one} och {two}"],
        ["Tid och plats för justering", f"{when} kl. 16.00, stadskansliet"],
        ["Underskrifter", f"Sekreterare\n\n{clerk}    Paragrafer {low}–{high}"],
        ["", f"Ordförande\n\n{m.chair}"],
        ["", f"Justerande\n\n{one}    {two}"],
    ]
    serving = m.by_role("serving", "substitute_serving")
    folk.rng.shuffle(serving)
    serving.sort(key=lambda r: r.office != "chair")
    listed = [
        [("*" if r.role == "substitute_serving" else "") + r.person.name, f"({r.person.party})"]
        for r in serving
    ]
    blocks: list[Block] = [
        P(f"**{m.organisation}**\n{m.body}\n{m.date}"),
        T(rows, [1, 2.3], "groups"),
        Break(),
        P(f"Bilaga 1. {m.body}s protokoll {m.date}"),
        P("**Beslutande**"),
        T(listed, [2.4, 1], "none"),
        P("* = tjänstgörande ersättare"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number}  {item.title}"), *matter(item)]
        if item.decision:
            blocks.append(P(f"Beslut: {item.decision}"))
    return blocks


CALLS = [
    (
        "horneryd_kallelse_bun_2018-06-18",
        "weasy",
        "Horneryds kommun",
        "Barn- och utbildningsnämnden",
        "BUN",
        "2018-06-18",
        "Konferensrummet, Mejerigatan 4",
        "M S C M S MP SD",
        "M KD S V",
        ("barn- och utbildningschef", "rektor", "närvarofrämjare", "utredare"),
    ),
    (
        "kallaker_kallelse_tryggrad_2024-09-02",
        "md",
        "Källåkers kommun",
        "Trygghetsberedningen",
        "TB",
        "2024-09-02",
        "Sessionssalen, kommunhuset",
        "S M V SD KD",
        "C L",
        ("säkerhetschef", "kommunpolis", "fritidschef"),
    ),
]


def foredragningslista() -> list[Doc]:
    """Notice of a meeting with those who are called, matters and who presents them."""
    docs = []
    for number, (stem, make, owner, body, short, day, place, seated, idle, posts) in enumerate(CALLS):
        folk = Folk(stem)
        m = Meeting("notice", owner, body, None, day, "18:00", None, place)
        seats, subs, staff = folk.parties(seated), folk.parties(idle), folk.titled(*posts)
        m.alternatives = {"chair": [None]}
        m.called = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.called += [*(Row(p) for p in seats[2:]), *(Row(p, "substitute") for p in subs)]
        m.called += [Row(p, "official") for p in staff]
        titles = [
            t for t, _, _ in ([BOARD[7], SAFE[6], SAFE[7], BOARD[0]], [SAFE[0], SAFE[4], SAFE[8]])[number]
        ]
        m.items = [Item("Upprop"), Item("Godkännande av föredragningslistan och val av justerare")]
        m.items += [Item(t, presenters=[p]) for t, p in zip(titles, [*staff[1:], staff[0]], strict=True)]
        m.items.append(Item("Delegationsbeslut", registry_no=f"{short} {day[:4]}/7"))
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
            if item.presenters:
                item.registry_no = f"{short} {day[:4]}/{41 + index * 19}"
        style = Style("Liberation Sans", size=11, title="Kallelse", header=("KALLELSE", "##"))
        docs.append(
            Doc(stem, m, _call_page(m, number), make, style, None, "called in a form, matters in a table")
        )
    return docs


def _call_page(m: Meeting, number: int) -> list[Block]:
    def of(role: str) -> list[Row]:
        return [r for r in m.called if r.role == role]

    office = {"chair": ", ordförande", "vice_chair": ", 1:e vice ordförande"}
    seats = [letter(r.person) + office.get(r.office or "", "") for r in of("serving")]
    subs, staff = [letter(r.person) for r in of("substitute")], [post(r.person) for r in of("official")]
    when = f"{swedish.day(m.date or '', 'weekday').capitalize()} kl 18:00"
    rows = [
        ["Plats och tid", f"{m.place}\n{when}"],
        ["Kallade ledamöter", lines(*seats)],
        ["Kallade ersättare", lines(*subs)],
        ["Övriga kallade", lines(*staff)],
    ]
    table = [["", "Ärende/Föredragande", "Dnr"]]
    for item in m.items:
        who = f"\n{item.presenters[0]}" if item.presenters else ""
        table.append([item.number or "", item.title + who, item.registry_no or ""])
    end = "Anmäl förhinder till kansliet. Ersättare tjänstgör i den ordning som fullmäktige har bestämt."
    title = [P("**KALLELSE**")] if number else []
    return [
        *title,
        P(f"{m.organisation}\n**{m.body}**"),
        T(rows, [1, 2.6], "none"),
        room(),
        H(2, "Föredragningslista"),
        T(table, [0.4, 4, 1.4], "rules", head=True),
        P(end),
    ]


FAMILIES = {
    "sakerhetsnamnd": sakerhetsnamnd,
    "beredning": beredning,
    "foredragningslista": foredragningslista,
}
