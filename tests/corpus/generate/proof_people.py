"""Proof half: people of its own, and small helpers that its families share."""

import random

from .blind_people import Folk as Drawing
from .blocks import Block, P
from .fresh_people import letter
from .meeting import Item, Meeting, Person

GIVEN = """Alexandra Amelie Birgit Carola Charlotta Christina Denise Eleonor Elsa Evelina Filippa Gabriella
Gerda Helen Ida Ingegerd Isabella Jeanette Julia Kajsa Kicki Lisbeth Lotta Louise Margit Martina Matilda Nina
Pernilla Pia Ragnhild Sandra Sigrid Solveig Tina Vendela Victoria Ylva Åsa Anna-Karin Rose-Marie Albert
Axel Bengt Björne Carl Christian Conny Dennis Dick Edvin Eskil Evert Filip Folke Gert Glenn Gunnar Hans
Henning Ingvar Isak Jens Jerker Jimmy Jörgen Karl Kenneth Klas Lars Lennart Ludvig Marcus Mattias Morgan
Niklas Olle Ove Pontus Rickard Rune Samuel Sebastian Sixten Sture Tommy Urban Vidar Åke Örjan Carl-Johan"""
FAMILY = """Alm Andersson Aronsson Axelsson Berg Berggren Bergman Björklund Blom Boman Brandt Broman Claesson
Dahl Dahlberg Dahlström Ek Eklund Ekman Elfving Enström Fagerberg Forslund Fors Franzén Fredriksson
Friberg Gerhardsson Granberg Granath Grahn Hagberg Hagman Hallberg Hedberg Hedman Hermansson Hjalmarsson
Holmberg Holmgren Häggström Jansson Johnsson Josefsson Jönsson Kling Kjellgren Lantz Lilja Lind Lindberg
Lindholm Lindström Ljung Ljungberg Lund Lundberg Lundin Lundström Malm Melin Moberg Modin Nordström
Norén Ohlsson Olofsson Paulsson Rydberg Rönnberg Sahlin Sjödin Skog Stålberg Sundin Sundström Svärd
Söderlund Ternström Törnqvist Wahlström Wallgren Westberg Westerlund Wiberg Winberg Åström Öhman"""
WHOLE = [
    "Samira Haddad",
    "Goran Marković",
    "Parisa Ahmadi",
    "Heikki Laine",
    "Piotr Zieliński",
    "Nazdar Rashid",
    "Christina Ek Lundberg",
    "Eva Hagman-Lind",
    "Lars-Olof Forslund",
    "Tekle Ghebremariam",
    "Otto von Rehn",
    "Raija Saarinen",
]


class Folk(Drawing):
    """Draws people with distinct names."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random("proof " + seed)
        self.given, self.families, self.whole = GIVEN.split(), FAMILY.split(), WHOLE.copy()
        for names in (self.given, self.families, self.whole):
            self.rng.shuffle(names)


def span(meeting: Meeting, dash: str = "–") -> str:
    """ "12–19", the paragraphs of the meeting as printed."""
    return (meeting.paragraph_range or "").replace("-", dash)


def except_for(first: int, last: int, *left: int) -> str:
    """The paragraphs from first to last but for some: "12-14, 16-19"."""
    runs: list[list[int]] = []
    for n in (n for n in range(first, last + 1) if n not in left):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}-{r[-1]}" for r in runs)


def ruled(meeting: Meeting, rows: list[tuple[str, str]]) -> None:
    """Give items registry numbers by their place: [(index, number)]."""
    for index, number in rows:
        meeting.items[int(index)].registry_no = number


def paragraphs(item: Item) -> list[Block]:
    """The text of an item, a paragraph each."""
    return [P(t) for t in item.text]


def signature(label: str, person: Person | None, *, party: bool = True) -> str:
    """A line to sign on, with the name under it."""
    name = "" if person is None else letter(person) if party else person.name
    return f"{label}\n\n{name}"


def notice(meeting: Meeting, keep: str) -> list[list[str]]:
    """Rows of the proof that the adjustment was announced."""
    return [
        ["Organ", meeting.body or ""],
        ["Sammanträdesdatum", meeting.date or ""],
        ["Datum då anslaget sätts upp", meeting.posted or ""],
        ["Datum då anslaget tas ned", meeting.unposted or ""],
        ["Förvaringsplats för protokollet", keep],
    ]
