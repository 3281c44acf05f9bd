"""Held half: regional police council, public-health councils (clocks; flattened OCR), pensioners' council."""

import random

from . import agenda, swedish
from .blocks import Block, Break, H, Li, P, Sp, Style, T
from .council import Council, compose
from .document import Doc
from .formal import later
from .marks import ocr_damage
from .meeting import Item, Meeting, Next, Person, Row
from .names import People
from .topics_local import BRA, HALSA, PENSION, POLIS


def polis_ledamoter() -> list[Doc]:
    """Regional police council: members, people from the police, invited and excused under own heads."""
    docs = []
    for number, make in enumerate(["weasy", "docx", "reportlab", "txt_flat_typst", "scan_typst"]):
        day = ["2022-03-14", "2023-10-16", "2024-05-13", "2025-06-02", "2025-09-22"][number]
        stem = f"polisregion_alvdal_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting(
            "minutes",
            "Polisregion Älvdal",
            "Regionpolisrådet",
            None,
            day,
            "13:00",
            "15:30",
            "Konferens Gripen, Stensjö",
        )
        chair = people.one(None, "regionpolischef")
        members, away = people.members(9 + number), people.members(3)
        police = people.titled("biträdande regionpolischef", "kommunikationschef", "regionkansliet")
        guests = people.titled("länspolismästare emerita", "forskare, Mellansjö högskola")
        m.chair, m.secretary, m.adjusters = chair, police[-1], [members[0], members[4]]
        m.present = [
            Row(chair, "serving", "chair"),
            *(Row(p) for p in members),
            *(Row(p, "official") for p in police),
        ]
        m.present[-1].office = "secretary"
        m.present += [Row(guests[1], "guest")]
        m.absent = [Row(p, "serving", reason="listed") for p in away]
        if number in (0, 3):
            m.mode = "hybrid"
            m.present[3].remote = m.present[5].remote = True
        items = agenda.build(rng, agenda.pick(rng, POLIS, 6), decided=False)
        opening = Item(
            "Öppnande och val av justerare",
            None,
            None,
            [f"Ordföranden öppnade mötet. Till justerare valdes {swedish.listing(m.adjusters)}."],
        )
        agenda.present(items[1], police[0], say="redovisade")
        agenda.present(items[3], guests[1], say="presenterade en studie")
        following = f"{day[:4]}-12-02"
        when = swedish.day(following, "weekday")[:-5] + " kl. 13.00 i Näsholm"
        closing = Item("Nästa möte", None, None, [f"Nästa sammanträde äger rum {when}."])
        m.next = Next(when, following, "13:00", None, "Näsholm", True)
        m.items = [opening, *items, closing]

        def line(r: Row) -> str:
            return f"{r.person.name} ({r.person.party})" + (" – Skype" if r.remote else "")

        blocks: list[Block] = [
            P("Polismyndigheten\nPolisregion Älvdal", small=True),
            H(1, "Regionpolisrådet – protokoll"),
            P(f"{swedish.day(day, 'bare_weekday').capitalize()} klockan 13.00 till 15.30. {m.place}."),
            P(f"**Ordförande**\n{chair.name}, regionpolischef"),
            P("**Ledamöter**\n" + "\n".join(line(r) for r in m.by_role("serving") if not r.office)),
            P(
                "**Från Polismyndigheten**\n"
                + "\n".join(f"{p.name}, {p.title}" for p in police[:-1])
                + f"\n{police[-1].name}, regionkansliet (sekreterare)"
            ),
            P(f"**Inbjuden**\n{guests[1].name}, {guests[1].title}"),
            P("**Anmält förhinder**\n" + "\n".join(f"{p.name} ({p.party})" for p in away)),
        ]
        for index, item in enumerate(m.items):
            item.number = f"{index + 1}"
            blocks += [H(2, f"{item.number}.\t{item.title}"), *(P(t) for t in item.text)]
        blocks += [
            Sp(20),
            T(
                [
                    ["Protokollförare", "Ordförande"],
                    [f"\n{police[-1].name}", f"\n{chair.name}"],
                    ["\nJusterare", "\nJusterare"],
                    [f"\n{m.adjusters[0]}", f"\n{m.adjusters[1]}"],
                ],
                [1, 1],
                "none",
            ),
        ]
        style = Style("Liberation Sans", size=10.5, colour="#003366", title="Regionpolisrådet")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "two adjusters; '– Skype' per person; invited guest; year inferred",
            )
        )
    return docs


def halsorad_klockslag() -> list[Doc]:
    """Presence ending at a clock time, adjournment in the time field, FP, employers, dotted contents."""
    docs = []
    for number, make in enumerate(["typst", "office", "txt_layout_weasy"]):
        day = ["2013-11-20", "2014-05-07", "2015-02-11"][number]
        stem = f"gardhult_folkhalsa_{day}"
        rng, people = random.Random(stem), People(stem)
        name = "Rådet för folkhälso- och brottsförebyggande arbete"
        m = Meeting("minutes", "Gärdhults kommun", name, None, day, "13:00", "16:05", "Sammanträdesrum Ask")
        m.adjournments = [("14:30", "14:50", "ajournering kl. 14.30-14.50")]
        members = people.members(7 + number, ["S", "M", "FP", "C", "FP", "V"])
        officials = people.titled(
            "folkhälsosamordnare, Gärdhults kommun",
            "områdeschef, Landstinget",
            "kommunpolis, Polisen",
            "sekreterare, Gärdhults kommun",
        )
        m.chair, m.secretary, m.adjusters = members[0], officials[-1], [members[2]]
        m.present = [Row(p) for p in members] + [Row(p, "official") for p in officials]
        m.present[0].office, m.present[-1].office = "chair", "secretary"
        m.present[3].until, m.present[-3].until = "15:10", "14:30"
        if number:
            m.present[4].start = "13:40"
        gone = people.one("M")
        instead = people.one("M")
        m.present.insert(len(members), Row(instead, "substitute_serving", substitute_for=gone.name))
        m.absent = [Row(gone, "serving", reason="replaced")]
        topics = agenda.pick(rng, sorted(HALSA + BRA), 7)
        m.items = agenda.build(rng, topics, number=agenda.counter(1))

        def line(r: Row) -> str:
            tail = f" ({r.person.party})" if r.person.party else f", {r.person.title}"
            tail += ", ordförande" if r.office == "chair" else ""
            tail += f", ersätter {r.substitute_for}" if r.substitute_for else ""
            tail += f", fr.o.m. kl. {swedish.clock(r.start)}" if r.start else ""
            return r.person.name + tail + (f", t.o.m. kl. {swedish.clock(r.until)}" if r.until else "")

        facts = [
            ["Plats", m.place or ""],
            ["Tid", "Kl. 13.00-16.05, ajournering kl. 14.30-14.50"],
            ["Ledamöter", "\n".join(line(r) for r in m.present if r.person.party)],
            ["Tjänstemän", "\n".join(line(r) for r in m.by_role("official"))],
            ["Justerare", str(m.adjusters[0])],
        ]
        dots = [
            [
                f"{i.number}  {i.title} " + "." * (70 - len(i.title) if len(i.title) < 60 else 6),
                str(2 + n // 4),
            ]
            for n, i in enumerate(m.items)
        ]
        blocks: list[Block] = [
            P("GÄRDHULTS KOMMUN"),
            H(2, f"Protokoll {day}"),
            P(f"**{name}**"),
            T(facts, [1, 4], "none"),
            H(3, "Innehållsförteckning"),
            T(dots, [9, 1], "none"),
            Break(),
        ]
        for item in m.items:
            blocks += [H(3, f"{item.number}  {item.title}"), *(P(t) for t in item.text)]
            if item.decision:
                blocks.append(P(f"Beslut: {item.decision}"))
        blocks += [
            Sp(30),
            P(f"Vid protokollet\n\n\n{m.secretary}"),
            P(f"Justeras\n\n\n{m.chair}\t\t\t{m.adjusters[0]}"),
        ]
        style = Style("Liberation Serif", size=12, title="Protokoll", header=("", "Sida #/4"))
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "t.o.m. kl.; adjournment in the time field; FP; dotted leaders",
            )
        )
    return docs


SCRIBBLE = ["~/v~;z 'Q-", "!L-.. (lJ_", "fYc'7-", "/(/~ ."]


def halsorad_ocr() -> list[Doc]:
    """Old OCR of a form: labels twice, once damaged; all names first, then all posts; scribble."""
    docs = []
    for number in range(3):
        day = ["2012-05-09", "2013-02-20", "2013-09-18"][number]
        stem = f"karlshyttan_folkhalsorad_{day}"
        m, _ = compose(
            Council(
                stem,
                "Karlshyttans kommun",
                "Folkhälsorådet",
                day,
                "14:00",
                "16:15",
                "Klosterrummet",
                HALSA,
                size=6 + number,
                absent=2,
                kind="minutes",
                secretary="folkhälsoplanerare",
                presenting=0,
                count=5,
                titled=False,
                number=agenda.counter(10 + 8 * number),
                decided=True,
            )
        )
        low, high = int(m.items[0].number or 0), int(m.items[-1].number or 0)
        m.paragraph_range = f"{low}-{high}"
        posts = [
            "ordförande",
            "ledamot",
            "skolchef",
            "socialchef",
            "ledamot",
            "vårdcentralschef",
            "ledamot",
            "kommunpolis",
        ]
        for row, post in zip(m.by_role("serving"), posts, strict=False):
            row.person = Person(row.person.name, None, post)
        m.adjusters = [m.present[1].person]
        m.adjusted = later(day, 4)
        names = [r.person.name for r in m.present]
        titles = [r.person.title or "" for r in m.present]
        blocks: list[Block] = [
            P("KARLSHYTTANS KOMMUN\nKARLSHYTTANS KO~MUN"),
            P("Folkhälsorådet"),
            P("SAMMANTRÄDESPROTOKOLL\nSAMMANTRADESPROTOKOLl"),
            P(f"Sammanträdesdatum\n{day}\nSida\n1 (3)"),
            P("Plats och tid\nPlats odi tid"),
            P("Klosterrummet, kl 14.00-16.15"),
            P("Närvarande\nNarvarande"),
            P("\n".join(names)),
            P("\n".join(titles)),
            P("Förhindrade\nForhindrade"),
            P("\n".join(r.person.name for r in m.absent)),
            P("Utses att justera\nUtses att jusiera"),
            P(str(m.adjusters[0])),
            P(f"Justeringens plats och tid\nKommunhuset {m.adjusted}"),
            P(f"Paragrafer {low}-{high}"),
            P(f"Sekreterare\n{SCRIBBLE[number]}\n{m.secretary}"),
            P(f"Ordförande\n{SCRIBBLE[number + 1]}\n{m.chair}"),
            P(f"Justerande\n{SCRIBBLE[0]}\n{m.adjusters[0]}"),
        ]
        for item in m.items:
            blocks += [P(f"§ {item.number}"), P(item.title), *(P(t) for t in item.text)]
            if item.decision:
                blocks += [P("Beslut"), P(item.decision)]
        after = lambda data, s=stem: ocr_damage(data.decode(), s, letters=False, specks=0.0008).encode()  # noqa: E731
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                "txt",
                Style(),
                after,
                "labels twice; names first and posts after; Förhindrade; scribble",
            )
        )
    return docs


def pensionarsrad() -> list[Doc]:
    """Pensioners' council: people grouped by organisation, a line each with commas."""
    docs = []
    for number, make in enumerate(["docx", "typst", "odt", "scan_weasy"]):
        day = ["2023-02-27", "2024-03-18", "2024-11-25", "2025-02-24"][number]
        stem = f"hallbro_kpr_{day}"
        rng, people = random.Random(stem), People(stem)
        m = Meeting(
            "minutes",
            "Hällbro kommun",
            "Kommunala pensionärsrådet",
            None,
            day,
            "13:30",
            "15:40",
            "Träffpunkt Gläntan",
        )
        groups = {
            org: [people.one() for _ in range(rng.randrange(1, 5))]
            for org in ("PRO Hällbro", "SPF Seniorerna Bruket", "RPG", "SKPF avdelning 12")
        }
        politicians = people.members(3, ["S", "M", "C"])
        officials = people.titled("socialchef", "äldreomsorgschef", "nämndsekreterare")
        m.chair, m.secretary = politicians[0], officials[-1]
        m.adjusters = [groups["PRO Hällbro"][0]]
        m.present = [Row(p) for p in politicians] + [Row(p) for g in groups.values() for p in g]
        m.present[0].office = "chair"
        m.present += [Row(p, "official") for p in officials]
        m.present[-1].office = "secretary"
        away = [people.one(), people.one()]
        m.absent = [Row(p, "serving", reason="listed") for p in away]
        m.items = agenda.build(
            rng, agenda.pick(rng, PENSION, 6), number=agenda.counter(1 + 7 * number), decided=False
        )
        agenda.present(m.items[0], officials[0], say="informerar")
        m.paragraph_range = f"{m.items[0].number}-{m.items[-1].number}"
        lines = [f"**Från nämnderna:** {', '.join(f'{p.name} ({p.party})' for p in politicians)}"]
        lines += [f"**Från {org}:** {', '.join(p.name for p in folk)}" for org, folk in groups.items()]
        lines.append("**Tjänstepersoner:** " + ", ".join(f"{p.name} ({p.title})" for p in officials))
        lines.append(f"**Anmält förhinder:** {away[0]} (RPG) och {away[1]} (PRO Hällbro)")
        blocks: list[Block] = [
            P("Hällbro kommun"),
            H(1, "Kommunala pensionärsrådet"),
            P(f"Protokoll {swedish.day(day, 'long')}, kl. 13.30-15.40, Träffpunkt Gläntan"),
            *(P(x) for x in lines),
            P(f"Ordförande: {m.chair}. Justerare: {m.adjusters[0]}."),
        ]
        for item in m.items:
            blocks += [H(3, f"§{item.number}. {item.title}"), Li([s for t in item.text for s in [t]])]
        blocks.append(P(f"Vid protokollet {m.secretary}"))
        style = Style("Linux Biolinum O" if make == "typst" else "Carlito", size=12, title="Pensionärsrådet")
        docs.append(
            Doc(
                stem,
                m,
                blocks,
                make,
                style,
                None,
                "grouped by organisation; chair named below the lists; large print",
            )
        )
    return docs


FAMILIES = {
    "polis_ledamoter": polis_ledamoter,
    "halsorad_klockslag": halsorad_klockslag,
    "halsorad_ocr": halsorad_ocr,
    "pensionarsrad": pensionarsrad,
}
