"""Later half: a committee and a board of a region."""

from . import swedish
from .blind_people import few, gone, hours, lines, matter, missed, ranged, room, settled
from .blind_people import tells as talks
from .blocks import Block, Break, H, P, Style, T
from .document import Doc
from .formal import spread
from .fresh_people import head, keeper, letter, numbered, post
from .later_people import Folk, signed, span
from .later_topics import DESK, MORE, STREET
from .meeting import Meeting, Row

COMMITTEES = [
    (
        "gasterdal_hallbarhetsnamnd_2019-10-16",
        "weasy",
        "Region Gästerdal",
        "Hållbarhetsnämnden",
        "2019-10-16",
        "Styrelserummet, Regionkontoret",
        114,
        "V S M S S SD C SJVP",
        "S M C",
        ("Hållbarhetsdirektör", "Nämndsekreterare", "Politisk sekreterare", "Avdelningschef", "Strateg"),
    ),
    (
        "norrmark_trafiknamnd_2022-05-11",
        "docx",
        "Region Norrmark",
        "Kollektivtrafiknämnden",
        "2022-05-11",
        "Sal Granen, Regionens hus",
        31,
        "M S KD S C L",
        "M SD",
        ("Trafikdirektör", "Nämndsekreterare", "Controller", "Trygghetssamordnare", "Enhetschef"),
    ),
]


def regionnamnd() -> list[Doc]:
    """Minutes of a region's committee; all posts stand in brackets."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, idle, posts) in enumerate(COMMITTEES):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "10:00", ["14:35", "12:15"][number], place)
        topics = [DESK[0], STREET[3], DESK[3], DESK[9]] if not number else [STREET[2], DESK[4], DESK[0]]
        opening = ("Val av justerare", "", "Föreslagen ledamot utses att justera protokollet.")
        m.items = numbered([opening, *topics, DESK[8]], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.present += [Row(seats[2], office="second_vice_chair"), *(Row(p) for p in seats[3:])]
        _region_shift(m, folk, first, first + len(m.items) - 1)
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        staff = folk.titled(*posts)
        m.present += [Row(staff[0], "official"), keeper(m, staff[1]), Row(staff[2], "official")]
        m.present.append(Row(staff[3], "official", paragraphs=f"{first + 2}, {first + 4}"))
        m.present.append(Row(staff[4], "official", paragraphs=str(first + 2)))
        m.adjusters = [seats[4]]
        talks(m.items[2], staff[3], "informerar")
        m.items[3].text.append(MORE[0])
        settled(m, 8)
        style = Style("Liberation Sans", size=10.5, title=body, header=(f"{owner}  PROTOKOLL", "##"))
        docs.append(
            Doc(stem, m, _region_page(m), make, style, None, "offices and posts in brackets; a shift")
        )
    return docs


def _region_shift(m: Meeting, folk: Folk, first: int, last: int) -> None:
    """One member is away, another leaves after the third matter."""
    away = folk.one(None, "S")
    m.present.append(Row(folk.one(None, "S"), "substitute_serving", substitute_for=away.name))
    leaving = m.present[5]
    came = folk.one(None, leaving.person.party)
    before, after = spread(first, first + 2), spread(first + 3, last)
    leaving.paragraphs = before
    m.present.append(Row(came, "substitute_serving", substitute_for=leaving.person.name, paragraphs=after))
    m.present.append(Row(came, "substitute", paragraphs=before))
    m.absent = [gone(away), gone(leaving.person, after)]


def _region_page(m: Meeting) -> list[Block]:
    office = {
        "chair": " (ordförande)",
        "vice_chair": " (vice ordförande)",
        "second_vice_chair": " (2:e vice ordförande)",
    }
    away = {r.person.name: letter(r.person) for r in m.absent}

    def seat(row: Row) -> str:
        swap = f" ersätter {away[row.substitute_for]}" if row.substitute_for else ""
        return f"{letter(row.person)}{office.get(row.office or '', '')}{swap} {few(row.paragraphs)}".strip()

    staff = [f"{r.person} ({r.person.title}) {few(r.paragraphs)}".strip() for r in m.by_role("official")]
    rows = [
        ["Plats och tid", f"{m.place} kl. {hours(m, ':')}"],
        ["Beslutande ledamöter", lines(*(seat(r) for r in m.by_role("serving", "substitute_serving")))],
        ["Ej tjänstgörande ersättare", lines(*(seat(r) for r in m.by_role("substitute")))],
        ["Övriga närvarande", lines(*staff)],
        ["Utses att justera", letter(m.adjusters[0])],
        ["Justeringens plats och tid", f"Regionkontoret, {m.adjusted}, 13:00"],
        *signed(m),
    ]
    proof = [
        ["Organ", m.body or ""],
        ["Datum för anslags uppsättande", m.posted or ""],
        ["Datum för anslags nedtagande", m.unposted or ""],
        ["Förvaringsplats för protokollet", "Regionens diarium"],
    ]
    listed = [[i.number or "", i.title] for i in m.items]
    blocks: list[Block] = [
        P(f"**{m.body}**\nSammanträdesdatum {m.date}"),
        T(rows, [1, 2.5], "groups"),
        P("**ANSLAG/BEVIS**\nProtokollet är justerat. Justeringen har tillkännagivits genom anslag."),
        T(proof, [1, 1.6], "none"),
        Break(),
        P("**ÄRENDELISTA**"),
        T(listed, [0.4, 5], "none"),
        Break(),
    ]
    for item in m.items:
        blocks += [H(2, f"§ {item.number} {item.title}"), P(f"**{m.body}s beslut**"), P(item.decision or "")]
        if item.text:
            blocks += [P("**Sammanfattning**"), *matter(item)]
    return blocks


BOARDS = [
    (
        "blankevik_regionstyrelse_2017-02-08",
        "typst",
        "Region Blankevik",
        "Regionstyrelsen",
        "2017-02-08",
        "Rådhuset, Almehamn",
        1,
        "S S M S MP M L",
        "S C",
        "S M",
        "KD SD",
    ),
    (
        "soderled_demokratiberedning_2024-09-25",
        "html",
        "Region Söderled",
        "Beredningen för trygghet och hälsa",
        "2024-09-25",
        "Folkets hus, Rosenvik",
        22,
        "M C S L SD S",
        "V",
        "V",
        "M S KD",
    ),
]


def regionstyrelse() -> list[Doc]:
    """Minutes of a region's board; each kind of people has a label of its own."""
    docs = []
    for number, (stem, make, owner, body, day, place, first, seated, off, swaps, idle) in enumerate(BOARDS):
        folk = Folk(stem)
        m = Meeting("minutes", owner, body, None, day, "09:00", ["11:15", "12:30"][number], place)
        topics = [DESK[2], DESK[3], DESK[7]] if not number else [STREET[10], STREET[4], DESK[6], DESK[4]]
        said = ("Information", "Datum för vårens utbildningsdagar har skickats ut.", "")
        chosen = ("Val av justerare", "", "Förslaget godkänns.")
        m.items = numbered([chosen, *topics, said, DESK[8]], first)
        ranged(m)
        seats = folk.parties(seated)
        m.present = [head(m, seats[0]), Row(seats[1], office="vice_chair")]
        m.present += [Row(seats[2], office="second_vice_chair"), *(Row(p) for p in seats[3:])]
        m.absent = missed(*folk.parties(off))
        m.present += [Row(p, "substitute_serving") for p in folk.parties(swaps)]
        m.present += [Row(p, "substitute") for p in folk.parties(idle)]
        posts = ["regiondirektör", "ekonomidirektör", "kanslichef"]
        posts = posts if not number else ["folkhälsochef", "kommunikatör", "beredningssekreterare"]
        staff = folk.titled(*posts)
        m.present += [*(Row(p, "official") for p in staff[:2]), keeper(m, staff[2])]
        m.adjusters = [seats[2]]
        talks(m.items[2], staff[1], "redogör för ärendet")
        m.items[1].text.append(MORE[0])
        for index, item in enumerate(m.items[1:-2]):
            item.registry_no = f"{501 + index * 32}-{335 + index * 41}-{day[:4]}"
        m.adjusted = ["2017-02-15", "2024-10-02"][number]
        style = Style("Carlito", size=11.5, title="Protokoll", header=(f"{body}", "##"))
        docs.append(Doc(stem, m, _board_page(m), make, style, None, "absent and serving under labels"))
    return docs


def _board_page(m: Meeting) -> list[Block]:
    office = {
        "chair": ", ordförande",
        "vice_chair": ", 1:e vice ordförande",
        "second_vice_chair": ", 2:e vice ordförande",
    }
    seats = [letter(r.person) + office.get(r.office or "", "") for r in m.by_role("serving")]
    when = f"{swedish.day(m.date or '', 'weekday')} kl {hours(m)}"
    adjusted = swedish.day(m.adjusted or "", "long")
    rows = [
        ["Tid och plats", f"{when}\n{m.place}"],
        ["Närvarande", lines(*seats)],
        ["Frånvarande", lines(*(letter(r.person) for r in m.absent))],
        ["Tjänstgörande ersättare", lines(*(letter(r.person) for r in m.by_role("substitute_serving")))],
        ["Ersättare", lines(*(letter(r.person) for r in m.by_role("substitute")))],
        ["Övriga", lines(*(post(r.person) for r in m.by_role("official")))],
        ["Paragrafer", span(m)],
    ]
    signs = [
        ["Vid protokollet", f"\n{m.secretary}\nSekreterare"],
        [f"Justerat {adjusted}", f"\n{m.chair}\nOrdförande"],
        ["", f"\n{m.adjusters[0]}\nJusterare"],
    ]
    contents = "\n".join(f"§ {i.number} {i.title} ... 3" for i in m.items)
    blocks: list[Block] = [
        P(f"{m.organisation}\n**{m.body}**\nSammanträdesprotokoll {m.date}"),
        P(f"**Ärendeförteckning**\n{contents}"),
        Break(),
        T(rows, [1, 2.4], "none"),
        room(14),
        T(signs, [1, 2.4], "none"),
        Break(),
    ]
    for item in m.items:
        blocks.append(H(2, f"§ {item.number} {item.title}"))
        blocks += [P(f"Dnr {item.registry_no}")] if item.registry_no else []
        blocks += matter(item)
        if item.decision:
            blocks += [P(f"{m.body} beslutar"), P(item.decision)]
    return blocks


FAMILIES = {"regionnamnd": regionnamnd, "regionstyrelse": regionstyrelse}
