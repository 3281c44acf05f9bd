"""Development half: notes sent by e-mail and summaries on the web."""

from . import swedish
from .blocks import Block, H, Li, P, Style, T
from .council import POSTS, Council, compose, with_title
from .document import Doc, email, render
from .formal import later
from .meeting import Item, Meeting, Next
from .topics_local import BRA, HALSA, SAMVERKAN

SENDER = "trygg@tallborg.example"
TO = ["alla@tallborg.example"]


def epost() -> list[Doc]:
    """Notes typed into an e-mail, or attached to one; first names with organisation in brackets."""
    docs = []
    for number, make in enumerate(["txt", "eml", "eml", "eml"]):
        day = ["2023-01-19", "2023-08-31", "2024-04-11", "2024-12-05"][number]
        stem = f"tallborg_samverkan_{day}"
        attached = [None, None, ".docx", ".pdf"][number]
        m, _ = compose(
            Council(
                stem,
                "Tallborgs kommun",
                "Samverkansgruppen",
                day,
                "13:15",
                "14:30",
                "Turkosa rummet",
                SAMVERKAN,
                size=6 + number,
                absent=2,
                secretary=None,
                count=5,
                number=lambda i: str(i + 1),
                kind="notes",
            )
        )
        m.secretary = m.present[1].person
        m.present[1].office = "secretary"
        m.present[1].role = "official"
        following = later(day, 35)
        text = f"{swedish.day(following, 'short')} kl 13.15 i samma rum"
        m.next = Next(text, following, "13:15", None, None, True)
        came = [f"{r.person.name} ({r.person.title})" for r in m.present]
        away = [f"{r.person.name} ({r.person.title})" for r in m.absent]
        lead = [
            P("Hej alla,"),
            P("Här kommer anteckningar från samverkansgruppens möte. Hör av er om något blivit fel."),
        ]
        blocks: list[Block] = [] if attached else [*lead]
        blocks += [
            H(1, "Anteckningar Samverkansgruppen, Tallborgs kommun"),
            P(f"Datum: {day}\nTid: kl 13.15-14.30\nPlats: Turkosa rummet"),
            P("Med på mötet:"),
            Li(came),
            P("Kunde inte vara med: " + swedish.listing(away)),
            P(f"Ordförande: {m.chair}\nAntecknade: {m.secretary}"),
        ]
        for item in m.items:
            blocks += [H(2, f"{item.number}) {item.title}"), *(P(t) for t in item.text)]
        blocks.append(P(f"Nästa gång ses vi {text}."))
        if not attached:
            blocks.append(P(f"Hälsningar\n{m.secretary}\n--\nTallborgs kommun | växel 0000-00 00 00"))
        style = Style("Carlito", title="Anteckningar", extra={"underline": "yes"})
        doc = Doc(
            stem,
            m,
            blocks,
            make,
            style,
            None,
            f"e-mail, notes {'in ' + attached if attached else 'in the body'}",
        )
        if make == "eml":
            doc.after = lambda data, d=doc, a=attached: _mail(d, a)
        docs.append(doc)
    return docs


def _mail(doc: Doc, attached: str | None) -> bytes:
    subject = f"Anteckningar från samverkansgruppen {doc.meeting.date}"
    if not attached:
        body = render("txt", doc.blocks, doc.style).decode()
        return email(doc, body, sender=SENDER, to=TO, subject=subject, attach=[])
    data = render("docx" if attached == ".docx" else "reportlab", doc.blocks, doc.style)
    body = f"Hej!\n\nAnteckningar från {doc.meeting.date}.\n\nHälsningar\n{doc.meeting.secretary}\n"
    return email(doc, body, sender=SENDER, to=TO, subject=subject, attach=[(f"anteckningar{attached}", data)])


BEFORE = """<header><nav><a href="/">Start</a> <a href="/omsorg">Omsorg och stöd</a>
<a href="/politik">Kommun och politik</a></nav>
<p class="crumb">Start / Kommun och politik / Snabbreferat</p>
<p>Webbplatsen använder kakor. <button>Jag förstår</button></p></header>"""
AFTER = """<footer><p>Sidan uppdaterades den {date}</p><p>Åsmundstorps kommun, kansliet, 0000-00 00 00</p>
<p>Dela sidan: <a href="#">E-post</a>
<a href="#">Skriv ut</a></p></footer>"""


def snabbreferat() -> list[Doc]:
    """Web summary: no attendance at all, bullets or headings as items, citizen promises below."""
    docs: list[Doc] = []
    for number, make in enumerate(["html", "html", "weasy", "txt"]):
        day = ["2023-11-14", "2024-02-27", "2024-09-03", "2025-01-21"][number]
        stem = f"asmundstorp_snabbreferat_{day}"
        m, _ = compose(
            Council(
                stem,
                "Åsmundstorps kommun",
                "Folkhälsorådet",
                day,
                None,
                None,
                None,
                HALSA if number % 2 else BRA,
                size=1,
                secretary=None,
                count=6,
                kind="summary",
                presenting=0,
            )
        )
        m.present, m.chair = [], None
        promises = [
            "Fler poliser till fots i centrum på fredagar",
            "Belysning i gångtunneln före höstlovet",
            "Öppen fritidsgård på jullovet",
        ]
        blocks: list[Block] = [
            H(1, f"Folkhälsorådet {swedish.day(day, 'long')} – snabbreferat"),
            P("Här kan du läsa ett kort referat från mötet. Det justerade protokollet publiceras senare."),
        ]
        if number in (0, 3):
            blocks.append(Li([f"**{i.title}.** {' '.join(i.text)}" for i in m.items]))
        else:
            for item in m.items:
                blocks += [H(2, item.title), *(P(t) for t in item.text)]
        if number in (0, 1):
            m.items.append(Item("Medborgarlöften", text=promises))
            blocks += [H(2, "Medborgarlöften"), Li(promises)]
        _frame(m, docs, stem, blocks, make, day)
    return docs


def _frame(m: Meeting, docs: list[Doc], stem: str, blocks: list[Block], make: str, day: str) -> None:
    extra = (
        {"before": BEFORE, "after": AFTER.format(date=swedish.day(later(day, 1), "long"))}
        if make != "txt"
        else {}
    )
    style = Style(
        "DejaVu Sans", size=10, colour="#006B5E", title="Snabbreferat - Åsmundstorps kommun", extra=extra
    )
    if make == "txt":
        blocks.append(P("Åsmundstorps kommun"))
    docs.append(
        Doc(
            stem,
            m,
            blocks,
            make,
            style,
            None,
            "no attendance: nobody may be invented; web furniture around it",
        )
    )


def operativ_grupp() -> list[Doc]:
    """Short notes with initials and posts in a table; what was agreed and by whom."""
    docs = []
    for number, make in enumerate(["docx", "weasy", "html"]):
        day = ["2023-05-04", "2024-05-16", "2025-03-20"][number]
        stem = f"rosenvik_operativ_{day}"
        m, _ = compose(
            Council(
                stem,
                "Rosenviks kommun",
                "Operativa gruppen",
                day,
                "10:00",
                "11:00",
                None,
                SAMVERKAN,
                size=4 + 2 * number,
                absent=1,
                secretary=None,
                count=4,
                presenting=0,
                titled=False,
                kind="memo",
            )
        )
        m.mode = "remote"
        for row, post in zip(m.present + m.absent, POSTS, strict=False):
            row.person = type(row.person)(row.person.name, None, post)
        m.chair = m.present[0].person
        rows = [["Närvarande", "Funktion"], *([r.person.name, r.person.title or ""] for r in m.present)]
        away = m.absent[0]
        agreed = [
            ["Vad", "Vem", "När"],
            ["Boka belysningsrond", m.present[1].person.name, "v. 40"],
            ["Informera föräldrar", m.present[2].person.name, "löpande"],
        ]
        blocks: list[Block] = [
            T(
                [
                    ["**Rosenviks kommun**", "Minnesanteckningar"],
                    ["Operativa gruppen", f"{day} 10:00-11:00, digitalt via Teams"],
                ],
                [1, 1.4],
                "box",
            ),
            T(rows, [1, 1], "rules", head=True),
            P(f"Frånvarande: {with_title(away.person)}"),
            P(f"Mötesledare: {m.chair}"),
        ]
        for item in m.items:
            blocks += [
                H(3, item.title),
                Li([s.strip().rstrip(".") + "." for t in item.text for s in t.split(". ")]),
            ]
        m.items.append(Item("Överenskommet"))
        blocks += [H(3, "Överenskommet"), T(agreed, [2, 2, 1], "grid", head=True)]
        style = Style("Carlito", size=11, title="Minnesanteckningar")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "digital for all; posts in a table; an action table that is no attendance",
            )
        )
    return docs


FAMILIES = {"epost": epost, "snabbreferat": snabbreferat, "operativ_grupp": operativ_grupp}
