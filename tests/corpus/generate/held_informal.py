"""Held half: check-box lists, tables of matters, running-text attendance in mail, notices."""

import random

from . import agenda, swedish
from .blocks import Block, H, Li, P, Style, T
from .council import POSTS, SEATS, Council, compose, unlabelled_chair, with_title
from .document import Doc, email, render
from .formal import later
from .meeting import Item, Meeting, Next, Person, Row
from .names import People
from .topics_local import BRA, SAMVERKAN


def est_kryssrutor() -> list[Doc]:
    """Notes of a weekly situation meeting: ☒ and ☐ before each name, an action table."""
    docs = []
    for number, make in enumerate(["docx", "weasy", "txt", "html"]):
        day = ["2023-09-07", "2024-01-25", "2024-10-03", "2025-02-27"][number]
        stem = f"lillanger_est_{day}"
        m, _ = compose(
            Council(
                stem,
                "Lillångers kommun",
                "EST-gruppen",
                day,
                "09:30",
                None,
                None,
                SAMVERKAN,
                size=6 + number,
                absent=2 + number % 2,
                secretary=None,
                presenting=0,
                count=4,
                kind="memo",
                titled=True,
            )
        )
        unlabelled_chair(m)
        m.mode = ["remote", None, "in_person", "remote"][number]
        m.place = [None, "Lillen", "Lillen", None][number]
        where = ["Teams", "Lillen", "Fysiskt möte i Lillen", "Digitalt, Teams"][number]
        rng = random.Random(stem)
        everyone = [("☒", r) for r in m.present] + [("☐", r) for r in m.absent]
        rng.shuffle(everyone)
        everyone.sort(key=lambda pair: pair[1].person.title or "")
        m.present = [r for mark, r in everyone if mark == "☒"]
        m.absent = [r for mark, r in everyone if mark == "☐"]
        boxes = [f"{mark} {with_title(r.person)}" for mark, r in everyone]
        actions = [
            ["Åtgärd", "Ansvarig", "Klart"],
            ["Ronda gångtunneln", str(m.present[0].person), "v. 42"],
            ["Kontakta skolan", str(m.present[1].person), "snarast"],
        ]
        blocks: list[Block] = [
            H(2, "EST-möte"),
            T(
                [
                    ["Kommun", "Lillångers kommun"],
                    ["Grupp", "EST-gruppen"],
                    ["Datum och tid", f"{day} kl. 09:30"],
                    ["Var", where],
                ],
                [1, 3],
                "grid",
            ),
            P("Minnesanteckningar. Inga uppgifter om enskilda."),
            H(3, "Kryssa i närvarande"),
            P("\n".join(boxes)),
        ]
        for item in m.items:
            blocks += [H(3, item.title), *(P(t) for t in item.text)]
        m.items.append(Item("Åtgärder"))
        blocks += [H(3, "Åtgärder"), T(actions, [2, 2, 1], "grid", head=True)]
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                Style("DejaVu Sans", size=10, title="EST-möte"),
                None,
                "check boxes for presence; actions",
            )
        )
    return docs


def arendetabell() -> list[Doc]:
    """All of the notes is a table: Nr, Ärende, Anteckning, Ansvarig; attendance in its own rows above."""
    docs = []
    for number, make in enumerate(["docx", "office", "odt"]):
        day = ["2023-12-14", "2024-06-05", "2025-01-09"][number]
        stem = f"angsbro_sspf_{day}"
        m, _ = compose(
            Council(
                stem,
                "Ängsbro kommun",
                "Styrgrupp SSPF",
                day,
                "08:00",
                "09:30",
                "Rum 214, Kulturhuset",
                SAMVERKAN + BRA,
                size=6 + number,
                absent=2,
                presenting=0,
                count=6,
                number=agenda.counter(1),
                secretary="SSPF-koordinator",
            )
        )
        posts = [*POSTS]
        for row in m.by_role("serving") + m.absent:
            row.person = Person(row.person.name, None, posts.pop())
        following = later(day, 42)
        m.next = Next(
            f"{swedish.day(following, 'long')} kl 08.00-09.30, samma plats", following, "08:00", "09:30"
        )
        come = ", ".join(f"{r.person.name} ({r.person.title})" for r in m.by_role("serving"))
        facts = [
            ["Möte", "Styrgrupp SSPF, Ängsbro kommun"],
            ["Datum/tid/plats", f"{day}, 08.00-09.30, Rum 214, Kulturhuset"],
            ["Närvarande", come],
            ["Frånvarande", ", ".join(f"{r.person.name} ({r.person.title})" for r in m.absent)],
            ["Sammankallande", str(m.chair)],
            ["Anteckningar", f"{m.secretary} (SSPF-koordinator)"],
            ["Nästa möte", m.next.text],
        ]
        m.present = [r for r in m.present if r.role != "official"]
        rows = [["Nr", "Ärende", "Anteckning", "Ansvarig"]]
        rows += [
            [i.number or "", i.title, " ".join(i.text), random.Random(stem + i.title).choice(POSTS)]
            for i in m.items
        ]
        blocks: list[Block] = [
            H(1, "Mötesanteckningar"),
            T(facts, [1, 3.4], "grid"),
            P(""),
            T(rows, [0.5, 2, 4, 1.4], "grid", head=True),
        ]
        style = Style("Carlito", size=11, margin=50, title="Mötesanteckningar")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "items only in a table; noted by somebody outside the list",
            )
        )
    return docs


def _sentence(m: Meeting) -> str:
    """Attendance in running text, people of one organisation together."""
    groups: dict[str, list[str]] = {}
    for r in m.present:
        groups.setdefault(r.person.title or "", []).append(r.person.name)
    parts = [f"{swedish.listing(names)} från {org}" for org, names in groups.items()]
    return f"På mötet deltog {swedish.listing(parts, ' samt ')}."


def brev_lopande() -> list[Doc]:
    """A letter or mail with attendance in a sentence and bold lead words for items."""
    docs = []
    for number, make in enumerate(["txt", "eml", "docx", "eml"]):
        day = ["2022-12-01", "2023-06-08", "2024-03-21", "2025-05-06"][number]
        stem = f"bjorkhyttan_natverk_{day}"
        m, _ = compose(
            Council(
                stem,
                "Björkhyttans kommun",
                "Nätverket mot våld",
                day,
                "15:00",
                "16:30",
                "Träffen",
                BRA,
                size=7 + number,
                absent=2,
                secretary=None,
                presenting=1,
                count=5,
                kind="notes",
            )
        )
        unlabelled_chair(m)
        seats = SEATS[2:]
        for index, row in enumerate(m.present + m.absent):
            row.person = Person(row.person.name, None, seats[(index // 2 + number) % len(seats)])
        m.secretary = m.present[0].person
        m.present[0].office, m.present[0].role = "secretary", "official"
        away = swedish.listing([p.person for p in m.absent])
        when = f"{day} klockan 15.00–16.30"
        blocks: list[Block] = [
            H(2, "Anteckningar från Nätverket mot våld, Björkhyttans kommun"),
            P(f"Vi träffades på Träffen {when}."),
            P(_sentence(m)),
            P(f"{away} hade anmält förhinder."),
            P(f"{m.secretary} antecknade."),
        ]
        for item in m.items:
            blocks.append(P(f"**{item.title}**\n" + " ".join(item.text)))
        style = Style("Carlito", size=11.5, title="Anteckningar")
        doc = Doc(
            stem, m, blocks, make, style, None, "attendance in running text: A och B från X samt C från Y"
        )
        if make == "eml":
            doc.after = lambda data, d=doc, n=number: _forwarded(d, attach=n == 3)
        docs.append(doc)
    return docs


def _forwarded(doc: Doc, *, attach: bool) -> bytes:
    """A forwarded mail: the notes are quoted below the header lines, or attached as PDF."""
    lead = "Hej, för kännedom!\n\n-----Ursprungligt meddelande-----\nSkickat: måndag\nTill: Alla\n\n"
    text = lead + render("txt", doc.blocks, doc.style).decode()
    files = [("bilaga.pdf", render("typst", doc.blocks, doc.style))] if attach else []
    body = "Hej, för kännedom! Se bilagan.\n" if attach else text
    return email(
        doc,
        body,
        sender="kansli@bjorkhyttan.example",
        to=["styrelsen@bjorkhyttan.example"],
        subject="VB: anteckningar",
        attach=files,
    )


def kallelse() -> list[Doc]:
    """A notice: who is called and what will be dealt with; nobody is present yet."""
    docs = []
    for number, make in enumerate(["typst", "docx", "html"]):
        day = ["2024-02-14", "2024-09-11", "2025-05-07"][number]
        stem = f"strandaker_kallelse_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting(
            "notice", "Strandåkers kommun", "Trygghetsrådet", None, day, "14:00", "16:00", "Sjömanskyrkan"
        )
        members = people.members(6 + number)
        m.called = [Row(p) for p in members] + [
            Row(Person(people.name(), None, t)) for t in rng.sample(SEATS[2:], 4)
        ]
        m.items = agenda.build(
            rng, [(t, "", "") for t, _, _ in agenda.pick(rng, BRA, 6)], number=agenda.counter(1)
        )
        m.items = [Item("Mötets öppnande", "1"), *m.items]
        expert = people.one(None, "Polisen")
        m.items[2].presenters = [expert]
        lines = []
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
            lines.append([item.number, item.title, f"{expert}, Polisen" if item.presenters else ""])
        rows = [
            f"{r.person.name} ({r.person.party})" if r.person.party else with_title(r.person)
            for r in m.called
        ]
        blocks: list[Block] = [
            P("Strandåkers kommun"),
            H(1, "Kallelse till Trygghetsrådet"),
            P(f"Tid: {swedish.day(day, 'weekday')} kl. 14.00–16.00\nPlats: Sjömanskyrkan"),
            H(3, "Kallade"),
            Li(rows),
            H(3, "Ärenden"),
            T([["Nr", "Ärende", "Föredragande"], *lines], [0.5, 4, 2], "rules", head=True),
            P("Anmäl förhinder till kansliet senast dagen före mötet."),
            P("Välkomna!"),
        ]
        style = Style("Liberation Sans", size=11, colour="#14532D", title="Kallelse")
        docs.append(Doc(stem, m, blocks, make, style, None, "a notice: called only; no presence, no absence"))
    return docs


FAMILIES = {
    "est_kryssrutor": est_kryssrutor,
    "arendetabell": arendetabell,
    "brev_lopande": brev_lopande,
    "kallelse": kallelse,
}
