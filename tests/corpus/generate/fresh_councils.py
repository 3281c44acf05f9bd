"""Fresh half: a borough's council, a regional police council, a council of a border municipality."""

from dataclasses import dataclass

from . import swedish
from .blocks import Block, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import later
from .fresh_people import Folk, filed, head, keeper, letter, numbered, post, told
from .fresh_topics import DETAIL, POLISEN, TRYGG
from .meeting import Item, Meeting, Next, Row
from .topics_council import Topic


@dataclass
class Borough:
    """What differs between the two documents of `stadsdelsrad`."""

    stem: str
    make: str
    organisation: str
    office: str
    body: str
    date: str
    start: str
    end: str
    place: str
    posts: tuple[str, ...]
    away: tuple[str, ...]
    topics: list[Topic]
    guest: str
    before: str
    other: str
    following: tuple[str, str]


BOROUGHS = [
    Borough(
        "lovstad_norra_bra_2015-09-22",
        "docx",
        "Lövstads stad",
        "Stadsdelsförvaltningen Norra",
        "Brottsförebyggande rådet Norra",
        "2015-09-22",
        "09:00",
        "11:10",
        "Stora sammanträdesrummet, Krukmakargatan 9",
        (
            "områdeschef skola",
            "förste vice ordförande stadsdelsnämnden Norra",
            "områdeschef fritid",
            "tf. områdeschef individ och familj",
            "polisen",
            "ungdomssamordnare",
            "AB Lövstadsbostäder",
        ),
        ("räddningstjänsten", "stadsdelschef"),
        TRYGG[0:3],
        "föreståndare Strandbadet",
        "2015-06-09",
        "Inga övriga frågor anmäls.",
        ("2015-11-24", "09:00"),
    ),
    Borough(
        "ekvalla_trygghetsrad_2021-10-07",
        "weasy",
        "Ekvalla kommun",
        "Kommunledningskontoret",
        "Trygghetsrådet",
        "2021-10-07",
        "13:15",
        "15:00",
        "Sessionssalen, Ekvalla stadshus",
        (
            "kommunstyrelsens presidium",
            "socialchef",
            "kommunpolis",
            "gymnasierektor",
            "fastighetschef",
            "Ekvallahem",
            "Köpmannaföreningen",
            "Svenska kyrkan",
        ),
        ("miljöchef", "fältgruppen"),
        TRYGG[3:8],
        "tillståndsenheten Polisen",
        "2021-06-03",
        "a) Julmarknaden: ordningsvakter är bokade.\nb) Rådets reglemente ses över i vår.",
        ("2021-12-02", "13:15"),
    ),
]


def _borough_items(b: Borough, m: Meeting, guest: Row) -> list[Item]:
    opening = (
        "Mötets öppnande och godkännande av dagordning",
        f"{m.chair} hälsar alla välkomna och förklarar mötet öppnat.",
        "Dagordningen godkänns.",
    )
    filing = f"Protokollet från {b.before} gås igenom och läggs till handlingarna."
    day, clock = b.following
    when = f"{swedish.day(day, 'den')} kl. {swedish.clock(clock)}"
    m.previous = filed(b.before, filing)
    m.next = Next(when, day, clock)
    items = numbered(
        [
            opening,
            ("Föregående mötes protokoll", filing, ""),
            *b.topics,
            ("Övriga frågor", b.other, ""),
            ("Nästa möte", f"Nästa möte hålls {when} i samma lokal.", ""),
        ],
        1,
    )
    told(items[2], m.present[4 if b.make == "docx" else 3].person, "redovisar läget")
    told(items[3], guest.person, "presenterar ärendet")
    items[3].text.append(DETAIL[1])
    items[4].text.append(DETAIL[3])
    return items


def stadsdelsrad() -> list[Doc]:
    """Minutes of a borough's crime-prevention council and of a municipality's safety council."""
    docs = []
    for b in BOROUGHS:
        folk = Folk(b.stem)
        m = Meeting("minutes", b.organisation, b.body, None, b.date, b.start, b.end, b.place)
        seats = folk.titled(*b.posts)
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present[1].until, m.present[3].start = "punkt 5", "punkt 3"
        m.present.append(keeper(m, folk.one("nämndsekreterare")))
        guest = Row(folk.one(b.guest), "guest", until="punkt 4")
        m.present.append(guest)
        m.absent = [Row(p, reason="listed") for p in folk.titled(*b.away)]
        m.items = _borough_items(b, m, guest)
        docs.append(Doc(b.stem, m, _borough_page(b, m), b.make, _borough_style(b), None, "ranges in points"))
    return docs


def _borough_style(b: Borough) -> Style:
    plain = b.make == "docx"
    return Style(
        "Carlito" if plain else "Liberation Serif",
        "Carlito" if plain else "Liberation Sans",
        title=f"Protokoll {b.body}",
        header=(f"PROTOKOLL {b.date}", "Sida ##"),
        colour="#1F3864" if plain else "#000000",
    )


def _seat(row: Row) -> str:
    ends = {"chair": ", mötesordförande"}.get(row.office or "", "")
    if row.until:
        ends += f", t.o.m. {row.until}"
    if row.start:
        ends += f", fr.o.m. {row.start}"
    return post(row.person) + ends


def _borough_page(b: Borough, m: Meeting) -> list[Block]:
    people = [r for r in m.present if r.role != "guest"]
    guests = m.by_role("guest")
    blocks: list[Block] = [
        P(f"**{b.organisation}**\n{b.office}"),
        Sp(6),
        H(1, f"{b.body}"),
        T(
            [
                ["**Sammanträdesdag:**", b.date],
                ["**Tid:**", swedish.span(b.start, b.end, "h.", " – ")],
                ["**Plats:**", b.place],
            ],
            [1, 3],
            "none",
        ),
        P("**Närvarande**\n" + "\n".join(_seat(r) for r in people)),
        P("**Anmält förhinder**\n" + "\n".join(post(r.person) for r in m.absent)),
        P("**Adjungerad**\n" + "\n".join(_seat(r) for r in guests)),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(P(f"**Beslut:** {item.decision}"))
    return [
        *blocks,
        Sp(18),
        P(f"Vid protokollet\n\n{m.secretary}"),
        P(f"Justeras\n\n{m.chair}"),
    ]


COUNCILS = [
    (
        "polisregion_nordost_2019-05-21",
        "office",
        "Polisregion Nordost",
        "Regionpolisråd Nordost",
        "2019-05-21",
        ("10:00", "14:30"),
        "polishuset i Stensele, rum Ripan",
        "S S M SD C V KD",
        "M L",
        "2019-09-17",
    ),
    (
        "polisregion_inland_2024-02-13",
        "docx",
        "Polisregion Inland",
        "Regionpolisråd Inland",
        "2024-02-13",
        ("09:30", "12:00"),
        "Hotell Kronan, Backfors",
        "S M M SD SD L MP",
        "C S",
        "2024-05-28",
    ),
]
SUBHEADS = [
    "**Personal**\nSjukfrånvaron är lägre än i fjol. Två lokalpolisområden har vakanta chefstjänster.",
    "**Ekonomi**\nRegionen håller sin budget efter april.",
]


def polisradsminnen() -> list[Doc]:
    """Memo of a regional police council."""
    docs = []
    for number, (stem, make, region, body, day, clocks, place, came, gone, following) in enumerate(COUNCILS):
        folk, (start, end) = Folk(stem), clocks
        m = Meeting("memo", region, body, None, day, start, end, place)
        chief = folk.one("regionpolischef")
        members = folk.parties(came)
        police = folk.titled("biträdande regionpolischef", "kanslichef", "regionutvecklare")
        guest = folk.one("docent")
        m.present = [head(m, chief), *(Row(p) for p in members), *(Row(p, "official") for p in police[:2])]
        m.present += [keeper(m, police[2]), Row(guest, "guest")]
        if number:
            m.mode, m.present[3].remote, m.present[6].remote = "hybrid", True, True
        m.absent = [Row(p, reason="listed") for p in folk.parties(gone)]
        when = f"den {swedish.day(following, 'short')} kl. 10.00"
        m.next = Next(when, following, "10:00", None, None, True)
        first = "Regionpolischefen öppnade mötet. Inga synpunkter lämnades på dagordningen."
        topics = [("Inledning", first, ""), *POLISEN[number : number + 4]]
        m.items = numbered(
            [*topics, ("Nästa möte", f"Rådet träffas nästa gång {when}. Plats meddelas i kallelsen.", "")], 1
        )
        told(m.items[1], police[0], "redogjorde för läget")
        told(m.items[3], guest, "berättade om en pågående studie")
        m.items[2 + number].text.append(DETAIL[1])
        m.items[1].text += SUBHEADS[: 2 - number]
        page, style = _police_page(m, region, number), _police_style(region)
        docs.append(Doc(stem, m, page, make, style, None, "sentences"))
    return docs


def _police_style(region: str) -> Style:
    return Style("Liberation Sans", size=10.5, title=f"Minnesanteckningar {region}", footer=(region, "#"))


def _police_page(m: Meeting, region: str, number: int) -> list[Block]:
    members = [r for r in m.by_role("serving") if not r.office]
    names = [letter(r.person) + (" på länk" if r.remote else "") for r in members]
    police = [f"{r.person.title} {r.person.name}" for r in m.by_role("official")]
    guest = m.by_role("guest")[0].person
    day = m.date or ""
    written = later(day, 0 if number else 3)
    blocks: list[Block] = [
        T(
            [
                ["**Polismyndigheten**", "**Minnesanteckningar**", ""],
                [region, f"Datum\n{written}", f"Diarienr\nA{214 + number}.087/{day[:4]}"],
            ],
            [1.4, 1, 1],
            "none",
            small=True,
        ),
        H(1, f"Möte med {m.body} {swedish.day(day, 'den')}"),
        P(f"Klockan {swedish.span(m.start or '', m.end or '')}, {m.place}"),
        P(f"**Ordförande:** regionpolischef {m.chair}"),
        P(f"**Närvarande ledamöter:** {swedish.listing(names)}"),
        P(f"**Återbud:** {swedish.listing([letter(r.person) for r in m.absent])}"),
        P(f"**Från polisregionen:** {', '.join(police[:-1])} samt {police[-1]} (vid anteckningarna)"),
        P(f"**Gäst:** {guest.title} {guest.name}"),
    ]
    for item in m.items:
        blocks += [H(3, f"Punkt {item.number}. {item.title}"), *(P(t) for t in item.text)]
    return blocks


BORDER = [
    (
        "rajakyla_trygghetsrad_2018-11-15",
        "docx",
        "Trygghetsrådet",
        "Turvallisuusneuvosto",
        "2018-11-15",
        TRYGG[9:12],
    ),
    (
        "rajakyla_folkhalsorad_2023-03-14",
        "weasy",
        "Folkhälsorådet",
        "Kansanterveysneuvosto",
        "2023-03-14",
        TRYGG[12:15],
    ),
]
FINNISH = {
    "Nattvandring och föräldranärvaro": "Yöpartiointi ja vanhempien läsnäolo",
    "Skadegörelse och klotter, andra tertialet": "Ilkivalta ja töhryt, toinen vuosikolmannes",
    "Utbildningsdag om hedersrelaterat våld och förtryck": "Koulutuspäivä kunniaan liittyvästä väkivallasta",
    "Medborgardialog på biblioteket": "Asukaskeskustelu kirjastossa",
    "Bedrägerier mot äldre": "Ikäihmisiin kohdistuvat petokset",
    "Frivårdens arbete med återfallsförebyggande program": "Kriminaalihuollon ohjelmat",
}
PLACES = ["kommunstyrelsen", "Polisen", "Rajakylä skola", "äldreomsorgen", "Finska föreningen", "Tullverket"]


def gransrad() -> list[Doc]:
    """Minutes of councils in a bilingual border municipality."""
    docs = []
    for number, (stem, make, body, suomi, day, topics) in enumerate(BORDER):
        folk = Folk(stem)
        m = Meeting("minutes", "Rajakylä kommun", body, None, day, "14:00", "15:45", "Rajasali")
        seats = folk.titled(*PLACES[: 5 + number])
        m.present = [head(m, seats[0]), *(Row(p) for p in seats[1:])]
        m.present.append(keeper(m, folk.one("samordnare")))
        away = folk.titled("räddningstjänsten", "Företagarna")[: 1 + number]
        m.absent = [Row(p, reason="listed") for p in away]
        m.adjusters = [seats[2]]
        following = ["2019-02-21", "2023-05-23"][number]
        m.next = Next(f"{following} kl. 14.00", following, "14:00")
        titles = [(f"{t} / {FINNISH[t]}", text, decision) for t, text, decision in topics]
        choice = "Val av justerare / Pöytäkirjantarkastajan valinta"
        chosen = (choice, f"Till justerare valdes {seats[2]}.", "")
        m.items = numbered(
            [
                ("Mötets öppnande / Kokouksen avaus", "Ordföranden öppnade mötet.", ""),
                chosen,
                *titles,
                ("Nästa möte / Seuraava kokous", f"{m.next.text}, samma plats / sama paikka.", ""),
                ("Mötets avslutande / Kokouksen päättäminen", "Ordföranden tackade och avslutade mötet.", ""),
            ],
            1,
        )
        told(m.items[2], seats[1], "informerade")
        font = "DejaVu Sans" if number else "Caladea"
        style = Style(font, size=10, title=f"Protokoll {body}", colour="#234F1E")
        docs.append(Doc(stem, m, _border_page(m, suomi), make, style, None, "labels in two languages"))
    return docs


def _border_page(m: Meeting, suomi: str) -> list[Block]:
    rows = [
        ["Tid / Aika", f"{m.date} kl./klo 14.00–15.45"],
        ["Plats / Paikka", m.place or ""],
        ["Ordförande / Puheenjohtaja", post(m.present[0].person)],
        ["Närvarande / Läsnä", "\n".join(post(r.person) for r in m.by_role("serving")[1:])],
        ["Frånvarande / Poissa", "\n".join(post(r.person) for r in m.absent)],
        ["Sekreterare / Sihteeri", post(m.present[-1].person)],
    ]
    blocks: list[Block] = [
        P("**RAJAKYLÄ KOMMUN**\nRAJAKYLÄN KUNTA"),
        H(1, f"PROTOKOLL / PÖYTÄKIRJA\n{m.body} / {suomi}"),
        T(rows, [2, 5], "rules"),
    ]
    for item in m.items:
        blocks += [H(2, f"{item.number}. {item.title}")]
        blocks.append(Li(item.text) if len(item.text) > 1 else P("".join(item.text)))
        if item.decision:
            blocks.append(P(f"Beslut / Päätös: {item.decision}"))
    sign = [
        ["Ordförande / Puheenjohtaja", "Sekreterare / Sihteeri", "Justeras / Tarkastettu"],
        [f"\n\n{m.chair}", f"\n\n{m.secretary}", f"\n\n{m.adjusters[0]}"],
    ]
    return [*blocks, Sp(14), T(sign, [1, 1, 1], "none", small=True)]


FAMILIES = {"stadsdelsrad": stadsdelsrad, "polisradsminnen": polisradsminnen, "gransrad": gransrad}
