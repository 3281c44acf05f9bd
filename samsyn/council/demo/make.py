"""Writes the made-up notes of Norrälvsrådet that the demonstration reads: python -m samsyn.council.demo.make

Nobody in them is real and nothing in them happened. Who is absent at a meeting comes from a fixed seed; absentees are
struck through in the standing roster, with their substitute after them, as such councils do. The PDF needs typst.
"""

from __future__ import annotations

import html
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEMBERS = ("Karin Lövsta", "Anders Frisk", "Mona Strandell", "Yusuf Halvars", "Per Hed", "Britt-Marie Ås",
           "Tomas Ek-Lund", "Lena Brännmo", "Noor El-Amin", "Siv Ahl", "Eva-Lena Sjöö", "Hamid Rostami")  # fmt: skip
SUBSTITUTES = {"Mona Strandell": "Ingegerd Norr", "Per Hed": "Jonas Vikmyr", "Lena Brännmo": "Olle Vinter"}
ALWAYS = {"Siv Ahl"}
HEADS = ("Ärende", "Omfattning/notering", "Föredragande")


@dataclass(frozen=True)
class Notes:
    """One meeting: day, room and its items as (title, text, presenter); `form` is the kind of file."""

    day: str
    room: str
    form: str
    following: str
    items: Sequence[tuple[str, str, str]]


MEETINGS = (
    Notes("2024-03-12", "Stora salen", "md", "11 juni 2024", (
        ("Inledning", "Mötet öppnades. Rådet påminns om att lägesbilden enligt lagen ska vara klar i juni.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Vintern har varit lugn. Stölder och rån sker främst på Klockartorget och vid Resecentrum, "
         "på fredagar och lördagar mellan 20 och 02. Narkotikaförsäljning förekommer i Älvparken.", "Per Hed"),
        ("Förslag om kamerabevakning", "Frågan om kamerabevakning av Klockartorget väcks. Kommunen utreder behov, "
         "integritet och kostnad. Företagarna välkomnar en prövning.", "Tomas Ek-Lund"),
        ("Övriga frågor", "Inga övriga frågor.", "Karin Lövsta"),
    )),
    Notes("2024-06-11", "Stora salen", "txt", "17 september 2024", (
        ("Föregående möte", "Anteckningarna från den 12 mars lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild för kommunen", "Kartläggningen är färdig. Tre områden föreslås prioriteras: otrygghet i centrum, "
         "rekrytering av unga och bedrägerier mot äldre. Åtgärdsplanen behandlas i kommunstyrelsen den 27 augusti.", "Noor El-Amin"),
        ("Trygghet på Björkhöjden", "Boende upplever otrygghet vid gångtunneln. Bostadsbolaget byter belysning och "
         "klipper ner buskar före hösten.", "Britt-Marie Ås"),
        ("Skolavslutningarna", "Fältgruppen, polisen och nattvandrarna samordnar sig i Älvparken den 13 juni.", "Hamid Rostami"),
    )),
    Notes("2024-09-17", "Stora salen", "docx", "3 december 2024", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Sommaren var relativt lugn. Motorburna ungdomar stör på Slaggens industriområde. "
         "På Klockartorget anmäls fler rån än förra året.", "Per Hed"),
        ("Kamerabevakning av Klockartorget", "Utredningen är klar. Behovet bedöms väga tyngre än intrånget om bevakningen "
         "begränsas till kvällar och helger. Kommunstyrelsen beslutar i oktober.", "Noor El-Amin"),
        ("Fördjupning: bedrägerier mot äldre", "Bedrägerier genom telefonsamtal ökar. Banker, hemtjänst och bibliotek "
         "sprider råd. En föreläsning hålls den 24 oktober på Campus.", "Jonas Vikmyr"),
    )),
    Notes("2024-12-03", "Stora salen och länk", "html", "11 mars 2025", (
        ("Föregående möte", "Föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Skadegörelsen vid Resecentrum har minskat sedan väktarna fick nya tider. "
         "Konfliktnivån mellan grupper bedöms som låg.", "Per Hed"),
        ("Medborgarlöften 2025", "Två löften föreslås: synlig närvaro på Klockartorget på helgkvällar och kontroll av "
         "mopeder på Slaggens industriområde.", "Jonas Vikmyr"),
        ("Föräldrastöd", "Föräldrar efterfrågar kunskap om spel och sociala medier. Skolan och Barnahus planerar en "
         "föräldrakväll om byggspel med chatt den 6 februari.", "Hamid Rostami"),
    )),
    Notes("2025-03-11", "Stora salen", "docx", "10 juni 2025", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Kamerorna på Klockartorget är i drift sedan januari. Det är för tidigt att säga om de "
         "har effekt. Försäljning av narkotika har synts vid Campus.", "Per Hed"),
        ("Uppföljning av åtgärdsplanen", "Nio av fjorton åtgärder är påbörjade. Belysningen på Björkhöjden är utbytt. "
         "Uppföljningen behandlas i socialnämnden den 20 maj innan den blir offentlig.", "Noor El-Amin"),
        ("Rapport från föräldrakvällen", "86 föräldrar kom. Flest frågor gällde krypterade grupper och hur barn "
         "kontaktas i spel.", "Hamid Rostami"),
    )),
    Notes("2025-06-10", "Stora salen", "html", "16 september 2025", (
        ("Föregående möte", "Föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Bedrägerier genom begagnathandel på nätet ökar kraftigt. Rånen på Klockartorget är "
         "färre än väntat för årstiden.", "Jonas Vikmyr"),
        ("Fördjupning: rekrytering av unga", "Rekryteringen sker i korta filmer och krypterade grupper. Uppdrag erbjuds "
         "öppet. Skolan behöver en väg att anmäla misstankar samma dag.", "Per Hed"),
        ("Krogar och narkotika", "En utbildning för krögare startar i höst med styrgrupp och arbetsgrupp.", "Tomas Ek-Lund"),
    )),
    Notes("2025-09-16", "Älvsalen", "pdf", "2 december 2025", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Två digitala områdespoliser är under utbildning. Sommarens fester i Älvparken "
         "var lugnare än i fjol.", "Per Hed"),
        ("Trygghetsmätningen", "Andelen som känner sig otrygga på Klockartorget sena kvällar har gått från 41 till 33 "
         "procent. Skillnaden kan bero på slumpen; fler svar behövs.", "Noor El-Amin"),
        ("Samverkan med skolan", "Två skolor prövar en gemensam väg för anmälan om rekrytering i byggspel med chatt.",
         "Eva-Lena Sjöö"),
    )),
    Notes("2025-12-02", "Stora salen", "docx", "10 mars 2026", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Hösten har varit lugn. Stölder ur bilar sker på pendelparkeringen vid Resecentrum.", "Per Hed"),
        ("Årshjul 2026", "Särskilt fokus för 2026 är brott i digitala miljöer. Lägesbilden uppdateras i mars.", "Siv Ahl"),
        ("Utbildning för krögare", "Den första utbildningsdagen hölls den 12 november med 31 deltagare.", "Tomas Ek-Lund"),
    )),
    Notes("2026-03-10", "Stora salen", "docx", "9 juni 2026", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild för kommunen", "Den nya lägesbilden visar att fysiska stölder och rån minskar medan digitala bedrägerier "
         "ökar. Kunskapen om den lokala digitala miljön är begränsad.", "Noor El-Amin"),
        ("Kamerorna på Klockartorget", "Ett år med kameror: 31 rån och stölder mot väntade 44. Fem av trettio jämförbara "
         "platser utan kamera föll lika mycket, så kameran är en möjlig men inte visad orsak.", "Noor El-Amin"),
        ("Fältgruppens vinter", "Fältgruppen mötte fler unga i Älvparken och på Strandängen. Tre ärenden lämnades till "
         "socialtjänsten.", "Hamid Rostami"),
    )),
    Notes("2026-06-09", "Stora salen och länk", "html", "22 september 2026", (
        ("Föregående möte", "Föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Bedrägerier genom betaltjänster riktas mot unga vuxna på Campus. På Klockartorget är "
         "läget oförändrat.", "Per Hed"),
        ("Fördjupning: barns utsatthet på nätet", "Brotten sker främst i sociala medier och i skjutspel med röstkanal. Skolan "
         "behöver arbeta stadigt med kunskap; enstaka polisbesök räcker inte.", "Eva-Lena Sjöö"),
        ("Sommarjobb på Björkhöjden", "40 unga får sommarjobb hos bostadsbolaget och kommunen.", "Britt-Marie Ås"),
    )),
    Notes("2026-09-22", "Stora salen", "docx", "8 december 2026", (
        ("Föregående möte", "Mötet öppnades och föregående anteckningar lades till handlingarna.", "Karin Lövsta"),
        ("Lägesbild från polisen", "Hösten har varit relativt lugn. Kamerorna på Klockartorget tycks ha haft avskräckande "
         "effekt. Tre skolor rapporterar samma slags rekryteringsförsök i ett byggspel med chatt.", "Per Hed"),
        ("Fördjupning: den digitala rekryteringen", "Rekrytering sker i hög grad via mobiltelefoner. Ett möte mellan digital "
         "områdespolis och skolans samordnare hålls den 26 november.", "Jonas Vikmyr"),
        ("Belysning vid Strandängens busstorg", "Gator och parker är tre veckor sena. Ny tid är den 13 oktober.", "Britt-Marie Ås"),
    )),
)  # fmt: skip


def roster(notes: Notes, rng: random.Random) -> list[tuple[str, bool, str]]:
    """(name, struck, substitute) for each member: two to four are absent, never one who presents."""
    there = ALWAYS | {presenter for _title, _text, presenter in notes.items}
    absent = set(rng.sample([name for name in MEMBERS if name not in there], rng.randint(2, 4)))
    return [(name, name in absent, SUBSTITUTES.get(name, "") if name in absent else "") for name in MEMBERS]


def opening(notes: Notes) -> list[str]:
    mode = "Fysiskt möte och länk" if "länk" in notes.room else "Fysiskt möte"
    return [
        "Anteckningar",
        f"Tid: {notes.day}, kl. 15.00–16.30",
        f"{mode}, {notes.room.removesuffix(' och länk')}",
    ]


def closing(notes: Notes) -> list[str]:
    return [f"Nästa möte: {notes.following} kl. 15.00", "Antecknat av: Siv Ahl"]


def _marked(people: list[tuple[str, bool, str]], left: str, right: str) -> str:
    return ", ".join(
        f"{left}{name}{right}{f' (ers. {other})' if other else ''}" if struck else name
        for name, struck, other in people
    )


def as_markdown(notes: Notes, people: list[tuple[str, bool, str]]) -> bytes:
    lines = [
        "Begränsad delning",
        "",
        "# Norrälvsrådet",
        "",
        *opening(notes),
        "",
        "## Närvarande",
        _marked(people, "~~", "~~"),
        "",
    ]
    for title, text, presenter in notes.items:
        lines += [f"## {title}", f"{text} Föredragande: {presenter}.", ""]
    return "\n".join([*lines, *closing(notes), ""]).encode()


def as_text(notes: Notes, people: list[tuple[str, bool, str]]) -> bytes:
    present = [other or name for name, struck, other in people if not struck or other]
    absent = [name for name, struck, _other in people if struck]
    lines = ["Norrälvsrådet", "", *opening(notes), "", "Närvarande:", *present, "", "Förhinder:", *absent, ""]
    for number, (title, text, presenter) in enumerate(notes.items, 1):
        lines += [f"{number} {title}", "", f"{text} {presenter} föredrog.", ""]
    return "\n".join([*lines, *closing(notes), ""]).encode()


def as_html(notes: Notes, people: list[tuple[str, bool, str]]) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in item) + "</tr>\n" for item in notes.items
    )
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in opening(notes))
    end = "".join(f"<p>{html.escape(line)}</p>\n" for line in closing(notes))
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>Norrälvsrådet {notes.day}</title></head><body>\n'
        f"<p>Begränsad delning</p>\n<h1>Norrälvsrådet</h1>\n{body}<p>Närvarande:</p>\n<p>{_marked(people, '<s>', '</s>')}</p>\n"
        f"<table>\n<tr>{heads}</tr>\n{rows}</table>\n{end}</body></html>\n"
    ).encode()


def as_docx(notes: Notes, people: list[tuple[str, bool, str]], path: Path) -> None:
    import docx

    paper = docx.Document()
    paper.add_paragraph("Begränsad delning")
    paper.add_heading("Norrälvsrådet", 1)
    for line in [*opening(notes), "Närvarande:"]:
        paper.add_paragraph(line)
    names = paper.add_paragraph()
    for at, (name, struck, other) in enumerate(people):
        names.add_run(name).font.strike = struck or None
        names.add_run((f" (ers. {other})" if other else "") + ("." if at == len(people) - 1 else ", "))
    table = paper.add_table(rows=1, cols=3)
    for cells in (HEADS, *notes.items):
        row = table.rows[0] if cells is HEADS else table.add_row()
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for line in closing(notes):
        paper.add_paragraph(line)
    paper.save(str(path))


def as_pdf(notes: Notes, people: list[tuple[str, bool, str]], path: Path) -> None:
    import typst

    rows = "".join("".join(f"[{cell}]," for cell in item) for item in notes.items)
    heads = "".join(f"[*{head}*]," for head in HEADS)
    text = "\n\n".join(
        ['#set document(title: "Norrälvsrådet")', '#set text(lang: "sv", size: 11pt)', "#align(right)[Begränsad delning]",
         "= Norrälvsrådet", *opening(notes), "Närvarande:", _marked(people, "#strike[", "]") + ".",
         f"#table(columns: (1fr, 2.4fr, 1fr), {heads}{rows})", *closing(notes)]
    )  # fmt: skip
    path.write_bytes(typst.compile(text.encode()))


def main() -> None:
    rng = random.Random(2026)  # noqa: S311 - a fixed, made-up world
    plain = {"md": as_markdown, "txt": as_text, "html": as_html}
    drawn = {"docx": as_docx, "pdf": as_pdf}
    for notes in MEETINGS:
        people = roster(notes, rng)
        path = HERE / f"norralvsradet_{notes.day}.{notes.form}"
        if notes.form in plain:
            path.write_bytes(plain[notes.form](notes, people))
        else:
            drawn[notes.form](notes, people, path)


if __name__ == "__main__":
    main()
