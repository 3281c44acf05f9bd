"""Development half: municipal boards with form fields, tables of marks, a region, Finland."""

from typing import Any

from . import swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T, columns, form
from .document import Doc
from .formal import OFFICES, Board, compose, later, signs, without
from .marks import scan
from .meeting import Meeting, Row
from .topics_council import FINLAND, REGION, SOCIAL, TEKNIK


def _member(row: Row, *, title: bool = True) -> str:
    """ "Anna Ek (S), ordförande" or "Bo Ek (M) tjg. ers. för Cia Dal (M)"."""
    text = f"{row.person.name} ({row.person.party})"
    if row.office in OFFICES and title:
        text += f", {OFFICES[row.office]}"
    if row.substitute_for:
        text += f" tjg. ers. för {row.substitute_for}"
    if row.remote:
        text += ", på distans"
    return text + (f", {signs(row.paragraphs)}" if row.paragraphs else "")


def _official(row: Row) -> str:
    text = f"{row.person.name}, {row.person.title}"
    return text + (f", {signs(row.paragraphs)}" if row.paragraphs else "")


def _front(m: Meeting, clocks: str, justering: str) -> list[Block]:
    """The boxed first page."""
    rows = form("Plats och tid", [m.place or "", clocks])
    rows += form("Beslutande", [_member(r) for r in m.by_role("serving", "substitute_serving")])
    rows += form("Närvarande ersättare", [_member(r) for r in m.by_role("substitute")] or ["-"])
    rows += form("Övriga närvarande", [_official(r) for r in m.by_role("official")])
    rows += form("Utses att justera", [p.name for p in m.adjusters])
    rows += form("Justeringens plats och tid", [justering])
    dots = "." * 42
    signatures = [["Underskrifter", "", ""]]
    low, high = (m.paragraph_range or "").split("-")
    for label, person in (
        ("Sekreterare", m.secretary),
        ("Ordförande", m.chair),
        ("Justerande", m.adjusters[0]),
    ):
        beside = f"Paragrafer {low} - {high}" if label == "Sekreterare" else ""
        signatures += [[label, dots, beside], ["", str(person), ""]]
    return [T(rows, [1, 3], "groups"), T(signatures, [1, 2.2, 1.4], "box")]


def _notice(m: Meeting) -> list[Block]:
    """The proof that the adjustment was posted."""
    rows = [
        ["Organ", m.body or "", "", ""],
        ["Sammanträdesdatum", m.date or "", "", ""],
        ["Datum då anslaget sätts upp", m.posted or "", "Datum då anslaget tas ned", m.unposted or ""],
        ["Förvaringsplats för protokollet", "Kommunkansliet", "", ""],
        ["Underskrift", "." * 30, "", ""],
    ]
    return [
        H(3, "BEVIS"),
        P("Justeringen har tillkännagivits genom anslag", small=True),
        T(rows, [1.6, 1.2, 1.4, 1], "box", small=True),
    ]


def _paragraphs(m: Meeting, own: str) -> list[Block]:
    """The items of the board with number and registry number above the title."""
    out: list[Block] = [Break()]
    for item in m.items:
        out.append(P(f"**§ {item.number}**" + (f"    Dnr {item.registry_no}" if item.registry_no else "")))
        out.append(H(2, item.title))
        if item.decision:
            out += [H(3, f"{own} beslut"), P(item.decision)]
        if item.text:
            out += [H(3, "Sammanfattning av ärendet"), *(P(t) for t in item.text)]
        if item.registry_no:
            out += [H(3, "Beslutsunderlag"), P(f"Tjänsteskrivelse daterad {later(m.date or '', -14)}")]
            out += [H(3, "Expedieras till"), P("Ekonomikontoret\nAkten")]
        out += [Sp(6), P("_" * 40, small=True)]
    return out


def kommun_ruta() -> list[Doc]:
    """SAMMANTRÄDESPROTOKOLL with boxed fields, proof of posting, scan among them."""
    wanted: list[tuple[str, str, dict[str, Any]]] = [
        ("granfors_tn_2024-03-12", "weasy", {"size": 11, "replaced": 2, "shift": True}),
        ("granfors_tn_2024-05-14", "scan", {"size": 7, "replaced": 1, "count": 4, "idle": 2}),
        ("granfors_tn_2024-09-10", "txt_layout_weasy", {"size": 13, "replaced": 1, "idle": 5, "shift": True}),
        ("granfors_tn_2025-02-11", "docx", {"size": 9, "replaced": 0, "idle": 0}),
    ]
    docs = []
    for stem, make, more in wanted:
        day = stem[-10:]
        m = compose(
            Board(
                stem,
                "Granfors kommun",
                "Tekniska nämnden",
                day,
                "13:15",
                "16:40",
                "Kommunhuset, sammanträdesrum Älgen",
                TEKNIK,
                titles=("förvaltningschef", "ekonom", "nämndsekreterare"),
                registry="TN {year}/{number}",
                presenters=("gatuingenjör", "va-chef"),
                **more,
            )
        )
        clocks = "kl. 13.15-16.40"
        if stem.endswith("09-10"):
            m.adjournments = [("14:30", "14:45", "ajournering kl. 14.30-14.45")]
            clocks += ", ajournering kl. 14.30-14.45"
        if stem.endswith("02-11"):
            m.present[3].remote, m.mode = True, "hybrid"
        m.adjusted, m.posted, m.unposted = later(day, 6), later(day, 7), later(day, 29)
        head = [
            T(
                [
                    [
                        "**Granfors kommun**\nTekniska nämnden",
                        f"**SAMMANTRÄDESPROTOKOLL**\nSammanträdesdatum\n{day}",
                    ]
                ],
                [1.3, 1],
                "none",
            )
        ]
        style = Style(
            "Liberation Sans",
            size=10,
            header=("Granfors kommun", "Blad ##"),
            footer=("Justerandes sign.", "Utdragsbestyrkande"),
            title="Sammanträdesprotokoll",
        )
        blocks = [
            *head,
            *_front(m, clocks, f"Kommunkansliet {m.adjusted}"),
            *_notice(m),
            *_paragraphs(m, "Tekniska nämndens"),
        ]
        scanned = make == "scan"
        after = (lambda data, s=stem: scan(data, s)) if scanned else None
        tests = "boxed form; tjg. ers. för; §§ of a shift; dnr; posting dates" + ("; scan" if scanned else "")
        docs.append(Doc(stem, m, blocks, "typst" if scanned else make, style, after, tests))
    return docs


def _mark_table(m: Meeting, board: Board, recused: str | None) -> T:
    """Members and substitutes with marks for presence and service."""
    rows = [["Ledamöter", "Parti", "Närv.", "Tjänstgör", "Anmärkning"]]
    absent = {r.person.name: r for r in m.absent if r.role == "serving"}
    for r in m.by_role("serving"):
        office = {"chair": "ordf.", "vice_chair": "v. ordf."}.get(r.office or "", "")
        note = f"jäv § {recused}" if recused and r.paragraphs else office
        rows.append([r.person.name, r.person.party or "", "X", "X", note])
    for r in absent.values():
        rows.append([r.person.name, r.person.party or "", "-", "", ""])
    rows.append(["**Ersättare**", "", "", "", ""])
    for r in m.by_role("substitute_serving"):
        rows.append([r.person.name, r.person.party or "", "X", "X", f"för {r.substitute_for}"])
    for r in m.by_role("substitute"):
        rows.append([r.person.name, r.person.party or "", "X", "", ""])
    for r in m.absent:
        if r.role == "substitute":
            rows.append([r.person.name, r.person.party or "", "-", "", ""])
    return T(rows, [2.6, 0.8, 0.7, 1, 2.2], "grid", head=True)


def marktabell() -> list[Doc]:
    """Attendance as a table with X and - in columns; a recusal in the margin column."""
    wanted = [("docx", 9, 2, 3), ("office", 15, 3, 5), ("odt", 7, 1, 2), ("weasy", 21, 4, 7)]
    docs = []
    for number, (make, size, replaced, idle) in enumerate(wanted):
        day = ["2023-11-21", "2024-02-06", "2024-06-04", "2025-01-28"][number]
        stem = f"vallmora_socn_{day}"
        board = Board(
            stem,
            "Vallmora kommun",
            "Socialnämnden",
            day,
            "08:30",
            "11:45",
            "Stora salen, Folkets hus",
            SOCIAL,
            size=size,
            replaced=replaced,
            idle=idle,
            first=1 + 17 * number,
            count=6,
            titles=("socialchef", "sekreterare"),
            parties=["S", "S", "M", "M", "SD", "C", "V", "KD", "VB"],
        )
        m = compose(board)
        for row in m.absent:
            row.reason = "listed"
        spare = m.by_role("substitute")[-1]
        m.present.remove(spare)
        m.absent.append(Row(spare.person, "substitute", reason="listed"))
        recused = None
        if number in (1, 3):
            recused = str(board.first + 2)
            members = [r for r in m.by_role("serving") if not r.office and r.person not in m.adjusters]
            low, high = (m.paragraph_range or "").split("-")
            members[0].paragraphs = without(int(low), int(high), int(recused))
            m.items[2].text.append(
                f"{members[0].person.name} deltar inte i handläggningen av ärendet på grund av jäv."
            )
        m.adjusted = later(day, 3)
        facts = [
            ["Nämnd", "Socialnämnden", "Datum", swedish.day(day, "bare_weekday")],
            ["Tid", "08:30 - 11:45", "Plats", m.place or ""],
            ["Ordförande", str(m.chair), "Sekreterare", str(m.secretary)],
            ["Justerare", str(m.adjusters[0]), "Justeringsdag", m.adjusted],
        ]
        style = Style(
            "Carlito", size=11, header=("Vallmora kommun", "Sida ##"), colour="#2B4C7E", title="Protokoll"
        )
        blocks: list[Block] = [
            H(1, "Protokoll Socialnämnden"),
            T(facts, [1, 2, 1, 2], "grid"),
            H(2, "Närvaro"),
            _mark_table(m, board, recused),
            H(2, "Tjänstemän"),
        ]
        blocks.append(Li([_official(r) for r in m.by_role("official")]))
        blocks.append(Break())
        for item in m.items:
            blocks += [H(2, f"§ {item.number} {item.title}"), *(P(t) for t in item.text)]
            if item.decision:
                blocks.append(P(f"**Beslut:** {item.decision}"))
        docs.append(
            Doc(stem, m, blocks, make, style, None, "X and - marks; absent substitutes; recusal in a column")
        )
    return docs


def region() -> list[Doc]:
    """A region: members in two columns, absent ones and non-serving substitutes under own heads."""
    docs = []
    for number, make in enumerate(["reportlab", "reportlab", "txt_flat_reportlab", "typst"]):
        day = ["2022-05-18", "2023-03-22", "2024-04-17", "2025-05-21"][number]
        stem = f"region_mellansjo_hsn_{day}"
        m = compose(
            Board(
                stem,
                "Region Mellansjö",
                "Hälso- och sjukvårdsnämnden",
                day,
                "09:00",
                "15:10",
                "Regionens hus, sal A, Tallborg",
                REGION,
                size=13 + 2 * number,
                replaced=number,
                idle=3,
                listed=2,
                first=45,
                count=8,
                registry="HSN {year}-{number:04d}",
                titles=("hälso- och sjukvårdsdirektör", "ekonomichef", "nämndsekreterare"),
                offices=("chair", "vice_chair", "second_vice_chair"),
                presenters=("verksamhetschef psykiatri", "utredare"),
            )
        )
        m.adjusted = later(day, 9)
        low, high = (m.paragraph_range or "").split("-")
        members = []
        for r in m.by_role("serving", "substitute_serving"):
            office = {
                "chair": "ordförande",
                "vice_chair": "1:e vice ordförande",
                "second_vice_chair": "2:e vice ordförande",
            }
            text = f"{r.person.name} ({r.person.party})" + (
                f", {office[r.office]}" if r.office in office else ""
            )
            members.append(text + (f", ersätter {r.substitute_for}" if r.substitute_for else ""))
        away = [f"{r.person.name} ({r.person.party})" for r in m.absent if r.reason == "listed"]
        style = Style(
            "Liberation Serif",
            "Liberation Sans",
            size=11,
            margin=70,
            title="Protokoll",
            colour="#7A1F3D",
            header=("Region Mellansjö", f"PROTOKOLL   {day}   #"),
        )
        blocks: list[Block] = [
            H(1, "Hälso- och sjukvårdsnämnden"),
            T(
                [
                    ["Datum", swedish.day(day, "den")],
                    ["Tid", "09:00–15:10"],
                    ["Plats", m.place or ""],
                    ["Paragrafer", f"{low}–{high}"],
                ],
                [1, 4],
                "none",
            ),
            H(3, "Närvarande ledamöter"),
            T(columns(members), [1, 1], "none"),
            H(3, "Frånvarande ledamöter"),
            P("\n".join(away)),
            H(3, "Närvarande ej tjänstgörande ersättare"),
            P("\n".join(f"{r.person.name} ({r.person.party})" for r in m.by_role("substitute"))),
            H(3, "Övriga närvarande"),
            P("\n".join(_official(r) for r in m.by_role("official"))),
            Sp(20),
            T(
                [
                    ["Vid protokollet", "Justerat den " + swedish.day(m.adjusted, "long")],
                    ["\n\n" + str(m.secretary), ""],
                    ["", ""],
                    [f"\n{m.chair}\nordförande", f"\n{m.adjusters[0]}\njusterare"],
                ],
                [1, 1],
                "none",
            ),
            Break(),
            H(2, "Innehåll"),
            T([[f"§ {i.number}", i.title] for i in m.items], [1, 7], "none"),
            Break(),
        ]
        for item in m.items:
            blocks.append(H(2, f"§ {item.number}  {item.title}"))
            if item.registry_no:
                blocks.append(P(f"Diarienummer {item.registry_no}", small=True))
            blocks += [P(t) for t in item.text]
            if item.decision:
                blocks += [H(3, "Beslut"), P(item.decision)]
            if item.registry_no:
                blocks += [
                    H(3, "Beslutsunderlag"),
                    Li([f"Tjänsteutlåtande {later(day, -20)}", "Protokollsutdrag från presidiet"]),
                ]
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "two columns of members; contents list; ersätter; en dashes",
            )
        )
    return docs


def finland() -> list[Doc]:
    """Municipal board in Swedish-speaking Finland: no parties, personal substitutes, protokolljusterare."""
    docs = []
    for number, make in enumerate(["weasy", "txt", "office"]):
        day = ["2023-02-13", "2024-08-26", "2025-03-10"][number]
        stem = f"sundholm_ks_{day}"
        m = compose(
            Board(
                stem,
                "Sundholms kommun",
                "Kommunstyrelsen",
                day,
                "18:00",
                "20:35",
                "Kommungården",
                FINLAND,
                size=9,
                replaced=1,
                idle=0,
                listed=number,
                first=45,
                count=9,
                adjusters=2,
                titles=("fullmäktiges ordförande", "ekonomichef", "kommundirektör, protokollförare"),
            )
        )
        m.present = [r for r in m.present if r.role != "substitute"]
        for listed in (m.present, m.absent):
            for row in listed:
                row.person = type(row.person)(row.person.name, None, row.person.title)
        low, high = (m.paragraph_range or "").split("-")
        names = []
        for r in m.by_role("serving", "substitute_serving"):
            tail = f", {OFFICES[r.office]}" if r.office in OFFICES else ""
            names.append(
                r.person.name + tail + (f" (ersättare för {r.substitute_for})" if r.substitute_for else "")
            )
        away = [r.person.name for r in m.absent if r.reason == "listed"]
        rows = form("Tid", [f"{swedish.day(day, 'dots')} kl. 18.00–20.35"]) + form("Plats", ["Kommungården"])
        rows += form("Närvarande", names) + form("Frånvarande", away or ["–"])
        rows += form("Övriga närvarande", [_official(r) for r in m.by_role("official")])
        rows += form("Paragrafer", [f"§ {low}–{high}"])
        rows += form("Protokolljusterare", [swedish.listing(m.adjusters)])
        rows += form("Underskrifter", [f"{m.chair}", "ordförande", f"{m.secretary}", "protokollförare"])
        blocks: list[Block] = [
            P("**SUNDHOLMS KOMMUN**    MÖTESPROTOKOLL"),
            H(2, "Kommunstyrelsen"),
            T(rows, [1, 3], "grid"),
        ]
        blocks.append(Break())
        for item in m.items:
            blocks += [
                H(3, f"§ {item.number}  {item.title.upper() if number == 0 else item.title}"),
                *(P(t) for t in item.text),
            ]
            if item.decision:
                blocks.append(P(f"KST § {item.number}. Beslut: {item.decision}"))
        style = Style(
            "Linux Libertine O", size=11.5, header=("Sundholms kommun", "#"), title="Mötesprotokoll"
        )
        if number == 0:
            for item in m.items:
                item.title = item.title.upper()
        docs.append(
            Doc(stem, m, blocks, make, style, None, "Finland: no parties; two protokolljusterare; 13.2.2023")
        )
    return docs


FAMILIES = {"kommun_ruta": kommun_ruta, "marktabell": marktabell, "region": region, "finland": finland}
