"""Held half: a student union and notes that mix English and Swedish."""

import random

from . import agenda, swedish
from .blocks import Block, H, Li, P, Sp, Style, T
from .document import Doc
from .formal import later
from .meeting import Item, Meeting, Next, Person, Row
from .names import People
from .topics_local import ENGLISH, KAR

POSTS = [
    "Kårordförande",
    "Vice kårordförande",
    "Ekonomiansvarig",
    "Utbildningsansvarig",
    "Sociala utskottet",
    "Näringslivsansvarig",
    "Internationella utskottet",
    "Ledamot",
    "Ledamot",
]


def studentkar() -> list[Doc]:
    """Student union board: post before the name, adjungerade, who comes and goes by item, nested numbers."""
    docs = []
    for number, make in enumerate(["md", "typst", "html", "txt"]):
        day = ["2022-10-18", "2023-11-29", "2024-02-13", "2025-04-22"][number]
        stem = f"norrkaren_styrelse_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting("minutes", "Norrkåren", "Styrelsen", None, day, "17:17", "19:42", "Kårhuset, Pelarsalen")
        board = [people.one(None, post) for post in POSTS[: 6 + number]]
        m.chair, m.secretary, m.adjusters = board[0], board[3], [board[2]]
        m.present = [Row(p) for p in board[:-1]]
        m.present[0].office, m.present[3].office = "chair", "secretary"
        m.present[4].start = "§ 4"
        m.absent = [Row(board[-1], "serving", reason="listed")]
        guest = people.one(None, "Inspektor")
        m.present.append(Row(guest, "guest", until="§ 6"))
        topics = agenda.build(rng, agenda.pick(rng, KAR[1:-1], 5), decided=True)
        m.items = [
            Item("Mötets öppnande", text=[f"{board[0]} öppnade mötet kl. 17:17."]),
            Item("Formalia"),
            Item("Val av justerare", "2.1", text=[f"{board[2]} valdes."]),
            Item("Adjungeringar", "2.2", text=[f"{guest} adjungerades."]),
            *topics,
            Item("Mötets avslutande", text=[f"{board[0]} avslutade mötet kl. 19:42."]),
        ]
        count = 0
        for item in m.items:
            if item.number is None:
                count += 1
                item.number = str(count)
        m.paragraph_range = f"1-{count}"
        lines = [
            f"{p.title}: {p.name}" + (" (fr.o.m. § 4)" if i == 4 else "") for i, p in enumerate(board[:-1])
        ]
        blocks: list[Block] = [
            H(1, "Styrelseprotokoll Norrkåren"),
            P(f"{day}, Kårhuset, Pelarsalen"),
            H(2, "Närvarande"),
            Li(lines),
            H(2, "Adjungerade"),
            Li([f"Inspektor: {guest} (t.o.m. § 6)"]),
            H(2, "Frånvarande"),
            Li([f"{board[-1].title}: {board[-1].name}"]),
            P(f"Mötesordförande: {board[0]}\nMötessekreterare: {board[3]}"),
        ]
        for item in m.items:
            blocks += [
                H(3 if "." in (item.number or "") else 2, f"§ {item.number} {item.title}"),
                *(P(t) for t in item.text),
            ]
            if item.decision:
                blocks.append(P(f"**Beslut:** {item.decision}"))
        blocks += [
            Sp(20),
            T(
                [["Sekreterare", "Ordförande", "Justerare"], [str(board[3]), str(board[0]), str(board[2])]],
                [1, 1, 1],
                "none",
            ),
        ]
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                Style("Linux Biolinum O", size=11.5, title="Styrelseprotokoll"),
                None,
                "post before name; fr.o.m. §; nested numbers; adjungerad; clocks only in the items",
            )
        )
    return docs


def engelska() -> list[Doc]:
    """Project notes, labels in English or both languages, names of many origins."""
    docs = []
    for number, make in enumerate(["docx", "weasy", "txt", "md"]):
        day = ["2023-03-30", "2023-10-12", "2024-05-02", "2025-03-13"][number]
        stem = f"saferoads_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting(
            "minutes",
            None,
            "Steering group SafeRoads",
            None,
            day,
            "09:00",
            "10:30",
            ["Room 3", None, "Room 3", "Library"][number],
        )
        orgs = [
            "Stensjö kommun",
            "Polisregion Älvdal",
            "University of Stensjö",
            "Region Östsjö",
            "Municipality of Hällbro",
        ]
        folk = [people.one(None, orgs[i % len(orgs)]) for i in range(7 + number)]
        m.chair, m.secretary = folk[0], folk[1]
        away = [people.one(None, orgs[i]) for i in range(2)]
        m.present = [Row(p) for p in folk]
        m.present[0].office, m.present[1].office, m.present[1].role = "chair", "secretary", "official"
        m.absent = [Row(p, "serving", reason="listed") for p in away]
        m.mode = ["hybrid", "remote", None, None][number]
        if number == 0:
            m.present[2].remote = m.present[5].remote = True
        m.items = agenda.build(rng, agenda.pick(rng, ENGLISH, 6), number=agenda.counter(1))
        agenda.present(m.items[1], folk[3], say="reported")
        following = later(day, 42)
        form = ["long", "iso", "short", "den"][number]
        m.next = Next(
            f"{swedish.day(following, form)}, 09:00-10:30", following, "09:00", "10:30", None, form == "short"
        )
        place = ["Room 3 / on line", "On line (Zoom)", "Room 3", "Library"][number]

        def line(r: Row) -> str:
            tail = {"chair": " (chair)", "secretary": " (minutes)"}.get(r.office or "", "")
            return f"{with_org(r.person)}{tail}" + (" (on line)" if r.remote else "")

        heads = [("Present", "Apologies"), ("Närvarande / Present", "Förhinder / Apologies")][number % 2]
        blocks: list[Block] = [
            H(1, "Minutes – Steering group SafeRoads"),
            P(f"Date: {day}\nTime: 09:00-10:30\nPlace: {place}"),
            P(f"**{heads[0]}:**"),
            Li([line(r) for r in m.present]),
            P(f"**{heads[1]}:** " + "; ".join(with_org(p) for p in away)),
        ]
        for item in m.items:
            blocks += [H(2, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
            if item.decision:
                blocks.append(P(f"Decision: {item.decision}"))
        blocks.append(P(f"Next meeting / Nästa möte: {m.next.text}"))
        style = Style("Liberation Sans", size=11, language="en", title="Minutes")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "English labels, Swedish matter; no organisation of its own",
            )
        )
    return docs


def with_org(person: Person) -> str:
    """ "Anna Ek, Polisen"."""
    return f"{person.name}, {person.title}"


FAMILIES = {"studentkar": studentkar, "engelska": engelska}
