"""Held half: executive board in two columns, an assembly with roll call, a subcommittee, a joint board."""

from . import swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T, columns
from .document import Doc
from .formal import Board, compose, later, signs, without
from .marks import scan
from .meeting import Meeting, Row
from .topics_council import KS, SOCIAL


def _bare(row: Row) -> str:
    """ "Anna Ek S, ordf": party without brackets."""
    text = f"{row.person.name} {row.person.party}"
    text += {"chair": ", ordf", "vice_chair": ", v ordf"}.get(row.office or "", "")
    if row.substitute_for:
        text += f", ers {row.substitute_for}"
    return text + (f", {signs(row.paragraphs, '§§ ')}" if row.paragraphs else "")


def tva_spalter() -> list[Doc]:
    """Executive board: labels above their content, names in two columns, party without brackets."""
    docs = []
    for number, make in enumerate(["typst", "scan", "docx", "txt_layout_reportlab"]):
        day = ["2022-04-06", "2023-10-25", "2024-06-12", "2025-03-26"][number]
        stem = f"vanerhult_ks_{day}"
        m = compose(
            Board(
                stem,
                "Vänerhults kommun",
                "Kommunstyrelsen",
                day,
                "09:00",
                "12:20",
                "Sessionssalen",
                KS,
                size=15 - 2 * number,
                replaced=2,
                idle=4,
                listed=number % 2,
                first=101,
                count=5 if make == "scan" else 8,
                registry="{year}/{number:05d}",
                shift=number == 2,
                titles=("kommundirektör", "kommunikatör", "kanslichef"),
                parties=["S", "M", "SD", "C", "VP", "L", "-"],
            )
        )
        m.adjusted, m.posted, m.unposted = later(day, 5), later(day, 5), later(day, 27)
        low, high = (m.paragraph_range or "").split("-")
        serving = [_bare(r) for r in m.by_role("serving", "substitute_serving")]
        idle = [_bare(r) for r in m.by_role("substitute")]
        away = [_bare(r) for r in m.absent if r.reason == "listed"]
        blocks: list[Block] = [
            P("Vänerhults kommun\nKommunstyrelsen", "center"),
            H(1, "SAMMANTRÄDESPROTOKOLL"),
            P(f"**Sammanträdesdatum**   {day}", "center"),
            P("**Tid och plats**"),
            P(f"Kl 9.00-12.20, {m.place}", indent=14),
            P("**Beslutande**"),
            T(columns(serving), [1, 1], "none"),
            P("**Ej tjänstgörande ersättare**"),
            T(columns(idle), [1, 1], "none"),
        ]
        if away:
            blocks += [P("**Frånvarande**"), P("\n".join(away), indent=14)]
        others = [f"{r.person.name}, {r.person.title}" for r in m.by_role("official")]
        blocks += [
            P("**Övriga**"),
            T(columns(others), [1, 1], "none"),
            P("**Justerare**"),
            P(f"{m.adjusters[0]}", indent=14),
            P("**Plats och tid för justering**"),
            P(f"Digital signering {m.adjusted}", indent=14),
            P(f"**Paragrafer**   §§ {low}–{high}"),
            Sp(10),
            T(
                [
                    ["Ordförande", "Sekreterare", "Justerare"],
                    [f"\n{m.chair}", f"\n{m.secretary}", f"\n{m.adjusters[0]}"],
                ],
                [1, 1, 1],
                "box",
            ),
            H(3, "ANSLAGSBEVIS"),
            T(
                [
                    ["Anslaget uppsatt", m.posted],
                    ["Anslaget nedtas tidigast", m.unposted],
                    ["Protokollet förvaras", "Kansliet"],
                ],
                [1, 2],
                "grid",
                small=True,
            ),
            Break(),
        ]
        for item in m.items:
            right = f"Dnr {item.registry_no}" if item.registry_no else ""
            blocks += [T([[f"**Ks § {item.number}**", right]], [1, 1], "rules"), H(2, item.title)]
            blocks += [P("**Ärendebeskrivning**") if item.text else Sp(1), *(P(t) for t in item.text)]
            if item.text and "Motion" in item.title:
                blocks += [
                    P("**Yrkanden**"),
                    P("Oppositionen yrkar bifall till motionen. Ordföranden yrkar avslag."),
                ]
                blocks += [P("**Propositionsordning**"), P("Ordföranden ställer yrkandena mot varandra.")]
            if item.decision:
                blocks += [P("**Kommunstyrelsens beslut**"), P(item.decision)]
            if item.decision and item.registry_no:
                blocks += [
                    P("**Beslutsunderlag**"),
                    P(f"Tjänsteskrivelse {later(day, -21)}"),
                    P("**Expediering**"),
                    P("Akten"),
                ]
        scanned = make == "scan"
        after = (lambda data, s=stem: scan(data, s, noise=9)) if scanned else None
        style = Style(
            "Liberation Serif",
            "Liberation Sans Narrow",
            size=11,
            title="Kommunstyrelsen",
            header=("Kommunstyrelsen", f"{day}    sid #"),
            footer=("Sign", "Utdragets riktighet bestyrks"),
        )
        tests = "labels above content; two columns; party without brackets; ers NN; 'Ks §'" + (
            "; scan" if scanned else ""
        )
        docs.append(Doc(stem, m, blocks, "weasy" if scanned else make, style, after, tests))
    return docs


def _roll(m: Meeting) -> list[list[str]]:
    """The roll call: one row a seat, with who serves instead."""
    instead = {r.substitute_for: r for r in m.by_role("substitute_serving")}
    offices = {"chair": "ordförande", "vice_chair": "1:e vice ordf.", "second_vice_chair": "2:e vice ordf."}
    seats = m.by_role("serving") + [r for r in m.absent if not r.paragraphs]
    seats[3:] = sorted(seats[3:], key=lambda r: r.person.name)
    rows = [["Nr", "Ledamot", "Parti", "Närvaro", "Tjänstgörande ersättare"]]
    for number, r in enumerate(seats, 1):
        gone = r in m.absent
        stay = "frånv." if gone else f"närv. {signs(r.paragraphs)}".strip()
        sub = instead.get(r.person.name)
        text = f"{sub.person.name} {signs(sub.paragraphs)}".strip() if sub else ""
        name = r.person.name + (f", {offices[r.office]}" if r.office else "")
        rows.append([str(number), name, r.person.party or "", stay, text])
    return rows


def fullmaktige() -> list[Doc]:
    """Municipal assembly: roll call of 31 to 49 seats over pages, two adjournments, two adjusters."""
    docs = []
    for number, make in enumerate(["weasy", "txt_layout_weasy", "office"]):
        day = ["2022-11-28", "2023-06-19", "2024-12-16"][number]
        stem = f"askervik_kf_{day}"
        m = compose(
            Board(
                stem,
                "Askerviks kommun",
                "Kommunfullmäktige",
                day,
                "17:30",
                "22:10",
                "Folkets hus, Stora salongen",
                KS,
                size=[31, 49, 39][number],
                replaced=[4, 8, 5][number],
                idle=6,
                listed=[1, 3, 2][number],
                first=88,
                count=10,
                registry="KS {year}/{number}",
                shift=True,
                adjusters=2,
                titles=("kommundirektör", "sekreterare"),
                offices=("chair", "vice_chair", "second_vice_chair"),
                parties=["S", "S", "M", "M", "SD", "SD", "C", "V", "KD", "L", "MP", "AskP"],
            )
        )
        m.adjusters = [r.person for r in m.by_role("serving") if not r.office and not r.paragraphs][:2]
        m.adjusted, m.posted = later(day, 8), later(day, 9)
        m.adjournments = [("19:15", "19:45", "kl. 19.15–19.45"), ("20:50", "21:05", "kl. 20.50–21.05")]
        for row in m.absent:
            row.reason = row.reason if row.paragraphs else "listed"
        low, high = (m.paragraph_range or "").split("-")
        idle = ", ".join(f"{r.person.name} ({r.person.party})" for r in m.by_role("substitute"))
        facts = [
            ["Plats", m.place or ""],
            ["Tid", f"{swedish.day(day, 'weekday')} kl. 17.30–22.10"],
            ["Ajourneringar", "kl. 19.15–19.45 och kl. 20.50–21.05"],
            ["Justerare", swedish.listing(m.adjusters)],
            ["Justeras", f"{m.adjusted}, stadshuset"],
            ["Anslaget", m.posted],
            ["Paragrafer", f"{low}–{high}"],
        ]
        blocks: list[Block] = [
            H(1, "Protokoll kommunfullmäktige"),
            T(facts, [1, 4], "rules"),
            H(2, "Närvaro- och uppropslista"),
            T(_roll(m), [0.5, 3, 0.8, 1.6, 2.6], "grid", True, True),
            P(f"**Ej tjänstgörande ersättare:** {idle}"),
            P(
                "**Tjänstemän:** "
                + ", ".join(f"{r.person.name} ({r.person.title})" for r in m.by_role("official"))
            ),
            Sp(16),
            P(f"Ordförande  {m.chair}"),
            P(f"Sekreterare  {m.secretary}"),
            Break(),
        ]
        for item in m.items:
            blocks.append(
                H(
                    2,
                    f"§ {item.number}   {item.title}"
                    + (f" (Dnr {item.registry_no})" if item.registry_no else ""),
                )
            )
            if item.decision:
                blocks += [H(3, "Kommunfullmäktiges beslut"), P(item.decision)]
            if item.text:
                blocks += [H(3, "Ärendet"), *(P(t) for t in item.text)]
        style = Style(
            "Carlito",
            size=11,
            colour="#004B87",
            title="Kommunfullmäktige",
            header=("Askerviks kommun", "Protokoll  #"),
        )
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "roll call over pages; frånv. with a substitute; adjournments",
            )
        )
    return docs


def utskott() -> list[Doc]:
    """Five people, lower-case party after a comma, recusal, part of the people at a distance."""
    docs = []
    for number, make in enumerate(["odt", "weasy", "txt_raw_office", "docx"]):
        day = ["2022-02-08", "2023-05-30", "2024-09-17", "2025-01-14"][number]
        stem = f"tvasjo_ksau_{day}"
        m = compose(
            Board(
                stem,
                "Tvåsjö kommun",
                "Kommunstyrelsens arbetsutskott",
                day,
                "08:30",
                "10:15",
                "KS-rummet",
                KS,
                size=5,
                replaced=number % 2,
                idle=1,
                first=30 + number,
                count=6,
                registry="KS {year}/{number}",
                titles=("kommunchef", "ekonomichef", "kommunsekreterare"),
                parties=["S", "M", "C", "V", "KD"],
            )
        )
        low, high = (m.paragraph_range or "").split("-")
        lone = m.by_role("serving")[2]
        recused = str(int(low) + 3)
        if number in (1, 2):
            lone.paragraphs = without(int(low), int(high), int(recused))
        if number in (0, 2):
            m.mode, m.by_role("serving")[1].remote = "hybrid", True
        lines = []
        for r in m.by_role("serving", "substitute_serving"):
            text = f"{r.person.name}, {(r.person.party or '').lower()}"
            text += {"chair": ", ordförande", "vice_chair": ", vice ordförande"}.get(r.office or "", "")
            text += f", ersätter {r.substitute_for}" if r.substitute_for else ""
            text += f", ej § {recused} p.g.a. jäv" if r.paragraphs else ""
            lines.append(text + (" (via länk)" if r.remote else ""))
        idle = [
            f"{r.person.name}, {(r.person.party or '').lower()}, ersättare, ej tjänstgörande"
            for r in m.by_role("substitute")
        ]
        officials = [f"{r.person.name}, {r.person.title}" for r in m.by_role("official")]
        blocks: list[Block] = [
            P("Tvåsjö kommun"),
            H(2, "Protokoll Kommunstyrelsens arbetsutskott"),
            P(f"Datum: {day}\nTid: 8.30-10.15\nPlats: KS-rummet\nParagrafer: {low}-{high}"),
            H(3, "Närvarande"),
            P("\n".join(lines + idle)),
            H(3, "Tjänstepersoner"),
            P("\n".join(officials)),
            P(f"Justerare: {m.adjusters[0]}"),
            Sp(4),
        ]
        for item in m.items:
            dnr = f" Dnr {item.registry_no} " if item.registry_no else " "
            blocks.append(P(f"**AU § {item.number}{dnr}– {item.title}**"))
            blocks += [P(t) for t in item.text]
            if item.decision:
                blocks += [P("Arbetsutskottets beslut:"), P(item.decision, indent=12)]
        blocks += [
            Sp(20),
            P(f"{m.chair}\t\t{m.adjusters[0]}\t\t{m.secretary}\nordförande\t\tjusterare\t\tsekreterare"),
        ]
        style = Style("Caladea", size=11, title="Protokoll")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "party 's' after a comma; § , dnr and title on one line; recusal; link",
            )
        )
    return docs


def samordningsforbund() -> list[Doc]:
    """A joint board of four authorities: the employer stands where others have a party."""
    docs = []
    for number, make in enumerate(["reportlab", "docx", "html"]):
        day = ["2023-03-24", "2024-06-14", "2025-02-21"][number]
        stem = f"samordning_{day}"
        m = compose(
            Board(
                stem,
                "Samordningsförbundet Östsjö",
                "Styrelsen",
                day,
                "09:00",
                "11:30",
                "Försäkringskassan, Hällbro",
                SOCIAL,
                size=6 + number,
                replaced=1,
                idle=2,
                listed=1,
                first=1 + 9 * number,
                count=6,
                titles=("förbundschef", "verksamhetsutvecklare", "sekreterare"),
            )
        )
        parts = [
            "Region Östsjö",
            "Försäkringskassan",
            "Arbetsförmedlingen",
            "Hällbro kommun",
            "Sälsjö kommun",
        ]
        known: dict[str, str] = {}
        for rows in (m.present, m.absent):
            for index, row in enumerate(rows):
                if row.role != "official":
                    part = known.setdefault(row.person.name, parts[index % len(parts)])
                    row.person = type(row.person)(row.person.name, None, part)
        m.mode = ["in_person", None, "remote"][number]
        m.place = None if number == 2 else m.place
        low, high = (m.paragraph_range or "").split("-")

        def line(r: Row) -> str:
            text = f"{r.person.name}, {r.person.title}"
            text += {"chair": " (ordförande)", "vice_chair": " (vice ordförande)"}.get(r.office or "", "")
            return text + (f" (tjänstgör för {r.substitute_for})" if r.substitute_for else "")

        where = ["Fysiskt möte, " + (m.place or ""), m.place or "", "Digitalt möte via Zoom"][number]
        blocks: list[Block] = [
            H(1, "Protokoll styrelsemöte"),
            P("**Samordningsförbundet Östsjö**"),
            T(
                [
                    ["Dag", swedish.day(day, "den")],
                    ["Tid", "09.00 – 11.30"],
                    ["Plats", where],
                    ["§§", f"{low} – {high}"],
                ],
                [1, 5],
                "rules",
            ),
            H(3, "Ledamöter"),
            Li([line(r) for r in m.by_role("serving")]),
            H(3, "Ersättare"),
            Li([line(r) for r in m.by_role("substitute_serving", "substitute")]),
            H(3, "Förhinder"),
            Li([line(r) for r in m.absent if r.reason == "listed"]),
            H(3, "Adjungerade tjänstepersoner"),
            Li([f"{r.person.name}, {r.person.title}" for r in m.by_role("official")]),
        ]
        for item in m.items:
            blocks += [H(3, f"§ {item.number} {item.title}"), *(P(t) for t in item.text)]
            if item.decision:
                blocks += [P("Styrelsen beslutar"), P(item.decision, indent=12)]
        blocks += [
            P(f"Vid protokollet: {m.secretary}"),
            P(f"Justerat av {m.chair} (ordförande) och {m.adjusters[0]} (justerare)"),
        ]
        style = Style("Liberation Sans", size=10.5, colour="#A14A00", title="Styrelsemöte")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "employer for party; serving and idle substitutes under one head",
            )
        )
    return docs


FAMILIES = {
    "tva_spalter": tva_spalter,
    "fullmaktige": fullmaktige,
    "utskott": utskott,
    "samordningsforbund": samordningsforbund,
}
