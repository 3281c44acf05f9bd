"""Development half: crime-prevention councils and a regional police council."""

import random

from . import agenda, swedish
from .blocks import Block, H, P, Sp, Style, T
from .council import POSTS, Council, compose, with_title
from .document import Doc
from .marks import ocr_damage
from .meeting import Item, Meeting, Next, Person, Row
from .names import People
from .topics_local import BRA, POLIS


def bra_lokal_tid() -> list[Doc]:
    """ "Lokal:" and "Tid:" lines, one "name, organisation" a line, two sharing one, form number."""
    docs = []
    for number, make in enumerate(["txt", "reportlab", "docx", "txt_flat_typst"]):
        day = ["2015-03-19", "2016-10-06", "2017-02-09", "2018-09-20"][number]
        stem = f"ekenaset_bra_{day}"
        m, _ = compose(
            Council(
                stem,
                "Ekenäsets kommun",
                "Brottsförebyggande rådet",
                day,
                "13:30",
                "15:45",
                "Sammanträdesrum Lommen, kommunhuset",
                BRA,
                size=8 + 2 * number,
                kind="memo",
                count=6,
            )
        )
        rows, secretary = m.by_role("serving"), m.present[-1].person
        twin = rows[3].person
        rows[4].person = type(twin)(rows[4].person.name, None, twin.title)
        lines = [with_title(rows[1].person), with_title(rows[2].person)]
        lines.append(f"{rows[3].person.name} och {rows[4].person.name}, {twin.title}")
        lines += [with_title(r.person) for r in rows[5:]]
        lines.insert(3, f"Ordförande: {with_title(rows[0].person)}")
        lines.append(f"Sekreterare: {with_title(secretary)}")
        blocks: list[Block] = [
            P("Ekenäsets kommun"),
            H(1, "Minnesanteckningar"),
            P("Brottsförebyggande rådet"),
            P(f"Lokal: {m.place}\nTid: {swedish.day(day, 'weekday')} kl. 13.30 - 15.45"),
            P("Närvarande: " + "\n".join(lines)),
        ]
        for index, item in enumerate(m.items):
            blocks += [H(2, item.title), *(P(t) for t in item.text)]
            if index == 2:
                blocks.append(P("EKN 1041, v2.0, 2012-05-11\n2 (3)", small=True))
        when = f"den {14 + number} december kl. 13.30"
        year = day[:4]
        m.next = Next(when, f"{year}-12-{14 + number}", "13:30", None, None, True)
        closing = Item("Nästa möte")
        m.items.append(closing)
        blocks += [H(2, "Nästa möte"), P(f"Nästa möte blir {when}.")]
        style = Style("Carlito", size=11.5, title="Minnesanteckningar", footer=("EKN 1041, v2.0", "#"))
        tests = "first name on the label's line; two people one organisation; labels inside the list"
        docs.append(Doc(stem, m, blocks, make, style, None, tests))
    return docs


def _crowd(rng: random.Random, names: list[str]) -> str:
    """Two to four people on a line without any separator."""
    lines, rest = [], names.copy()
    while rest:
        take = rng.randrange(2, 5)
        lines.append("  ".join(rest[:take]))
        rest = rest[take:]
    return "\n".join(lines)


def _police_items(
    m: Meeting, chair: Person, adjuster: Person, experts: list[Person], rng: random.Random
) -> None:
    opening = Item("Inledning", "1", None, [f"{chair.name} hälsade välkommen och öppnade mötet."])
    day_order = Item("Fastställande av dagordningen", "1.1", None, ["Dagordningen fastställdes."])
    choice = Item("Val av mötesjusterare", "1.2", None, [f"Till mötesjusterare utsågs {adjuster.name}."])
    topics = agenda.build(rng, agenda.pick(rng, POLIS, 5), number=agenda.counter(2), decided=False)
    for item, expert in zip(topics[1:], experts, strict=False):
        agenda.present(item, expert, say="informerade")
    m.items = [opening, day_order, choice, *topics]


def polis_kallade() -> list[Doc]:
    """Called against present; parties in lower case, OCR "(1)", a lost bracket; chair only called."""
    docs = []
    for number, make in enumerate(["txt_layout_weasy", "txt", "weasy"]):
        day = ["2019-11-05", "2020-12-01", "2021-05-25"][number]
        stem = f"polisregion_fjall_{day}"
        rng, people = random.Random(stem), People(stem)
        chair = people.one(None, "regionpolischef")
        members = people.members(14 + number, ["S", "M", "SD", "L", "C", "V", "KD"])
        gone = set(rng.sample(range(len(members)), 4))
        experts = people.titled("chef regionala operativa enheten", "stabschef", "regionkansliet")
        remote = number > 0
        m = Meeting("minutes", "Polisregion Fjäll", "Regionpolisråd Fjäll", None, day, "10:00", "12:00")
        m.place, m.mode = (None, "remote") if remote else ("Polishuset, Vallmora", None)
        m.chair, m.secretary = chair, experts[-1]
        m.adjusters = [next(p for i, p in enumerate(members) if i not in gone)]
        m.called = [Row(chair, "serving", "chair"), *(Row(p) for p in members)]
        m.present = [
            Row(chair, "serving", "chair"),
            *(Row(p) for i, p in enumerate(members) if i not in gone),
        ]
        m.present += [Row(p, "official") for p in experts]
        m.present[-1].office = "secretary"
        m.absent = [Row(members[i], "serving", reason="called_not_present") for i in sorted(gone)]
        _police_items(m, chair, m.adjusters[0], experts[:2], rng)

        def party(p: Person, spoil: bool) -> str:
            text = f"{p.name} ({(p.party or '').lower()})"
            if not spoil:
                return text
            return text.replace("(l)", "(1)") if p.party == "L" else text.removesuffix(")")

        called = [
            f"{chair.name} ordförande",
            *(party(p, spoil=i == 3 or p.party == "L") for i, p in enumerate(members)),
        ]
        came = [party(p, spoil=False) for i, p in enumerate(members) if i not in gone]
        place = "Skype, samtliga ledamöter deltar på distans" if remote else m.place
        blocks: list[Block] = [
            P("Polisregion Fjäll"),
            H(1, "Protokoll från möte med regionpolisråd Fjäll"),
            T([["Datum", day], ["Tid", "10:00-12:00"], ["Plats", place or ""]], [1, 5], "none"),
            H(3, "Kallade"),
            P(_crowd(rng, called)),
            H(3, "Närvarande ledamöter"),
            P(_crowd(rng, came)),
            H(3, "Övriga deltagare"),
            P("\n".join(with_title(p) for p in experts)),
        ]
        for item in m.items:
            blocks += [
                H(3 if "." in (item.number or "") else 2, f"{item.number} {item.title}"),
                *(P(t) for t in item.text),
            ]
        blocks += [
            Sp(24),
            P(f"Vid protokollet\n\n{experts[-1].name}"),
            P(f"Ordförande\n\n{chair.name}"),
            P(f"Mötesjusterare\n\n{m.adjusters[0].name}"),
        ]
        after = None
        if make.startswith("txt_layout"):
            after = lambda data, s=stem: ocr_damage(data.decode(), s, letters=False).encode()  # noqa: E731
        style = Style("Liberation Serif", size=11, title="Protokoll", header=("Polismyndigheten", "#"))
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                after,
                "called minus present; crowded lines; chair present by the text",
            )
        )
    return docs


def bra_tvaspalt() -> list[Doc]:
    """Table Namn | Organisation; Ej närvarande and Anmält förhinder; numbered headings."""
    docs = []
    for number, make in enumerate(["docx", "odt", "html", "weasy", "scan_office"]):
        day = ["2023-02-15", "2023-09-13", "2024-05-22", "2025-02-05", "2025-05-14"][number]
        stem = f"ronnhamn_tryggratt_{day}"
        m, people = compose(
            Council(
                stem,
                "Rönnhamns kommun",
                "Lokala BRÅ",
                day,
                "09:00",
                "11:30",
                "Brandstationen, lektionssalen",
                BRA,
                size=9 + number,
                absent=3,
                number=agenda.counter(1),
                secretary=POSTS[number],
                count=7,
            )
        )
        rows = [["Namn", "Organisation"]]
        for r in m.present:
            mark = {"chair": " (ordf.)", "secretary": " (sekr.)"}.get(r.office or "", "")
            rows.append([r.person.name + mark, r.person.title or ""])
        guest = people.one(None, "Stiftelsen Ung kraft")
        m.present.append(Row(guest, "guest"))
        agenda.present(m.items[4], guest, say="berättade om sitt arbete")
        first, *others = m.absent
        m.mode = ["in_person", None, "hybrid", None, None][number]
        if m.mode == "hybrid":
            m.present[4].remote = True
            rows[5][0] += " (via Teams)"
        facts = [f"**Datum:** {swedish.day(day, 'long')}", "**Tid:** 9.00–11.30", f"**Plats:** {m.place}"]
        if m.mode == "in_person":
            facts.append("**Mötesform:** Fysiskt möte")
        blocks: list[Block] = [
            H(1, "Anteckningar Lokala BRÅ Rönnhamns kommun"),
            P("\n".join(facts)),
            H(2, "Deltagare"),
            T(rows, [1, 1], "grid", head=True),
            P(f"**Gäst:** {with_title(guest)}"),
            P(f"**Ej närvarande:** {first.person.name}, {first.person.title}"),
            P("**Anmält förhinder:** " + "; ".join(with_title(r.person) for r in others)),
        ]
        previous = swedish.day("2023-01-11", "den")
        m.previous = {
            "date": "2023-01-11",
            "text": f"Anteckningarna från {previous} lades till handlingarna.",
            "link": None,
        }
        m.items.insert(0, Item("Föregående anteckningar", "1", None, [str(m.previous["text"])]))
        for index, item in enumerate(m.items):
            item.number = str(index + 1)
            blocks += [H(2, f"{item.number}. {item.title}"), *(P(t) for t in item.text)]
        blocks.append(P(f"Vid anteckningarna\n{m.secretary}"))
        style = Style("Caladea", "Carlito", colour="#1F4E79", title="Anteckningar Lokala BRÅ")
        docs.append(
            Doc(stem, m, blocks, make, style, None, "table of two columns; two heads for absence; a guest")
        )
    return docs


FAMILIES = {"bra_lokal_tid": bra_lokal_tid, "polis_kallade": polis_kallade, "bra_tvaspalt": bra_tvaspalt}
