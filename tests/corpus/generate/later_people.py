"""Later half: people of its own, and small helpers that its families share."""

import random

from .blind_people import Folk as Drawing
from .blocks import Block, H, P
from .fresh_people import letter
from .meeting import Item, Meeting

GIVEN = """Agnes Alva Amanda Britta Camilla Carina Cecilia Daniella Ebba Elin Emelie Emma Frida Gerd Gunilla
Hanna Hedvig Inger Ingela Jenny Jessica Johanna Josefine Karolina Katarina Kristin Lina Linnea
Lovisa Magdalena Malin Marianne Mikaela Mona Petra Rebecka Sara Sofia Stina Susanne Therese Ulrika
Veronica Ann-Sofie Britt-Marie Maj-Lis Adam Albin Anders Andreas Anton Arne Bertil Björn Bo Christer
Daniel David Elias Emil Erik Fredrik Gustav Göran Hampus Hugo Håkan Jan Joakim Joel Johan Jonas Kent
Kjell Leif Linus Lucas Magnus Martin Mats Mikael Nils Oscar Patrik Per Peter Robert Roger Roland
Simon Staffan Stefan Sven Thomas Tobias Torbjörn Ulf Viktor Lars-Göran Sven-Erik"""
FAMILY = """Ahlström Almqvist Arvidsson Backlund Bengtsson Berglund Bergström Björk Blomqvist Borg Carlsson
Dahlgren Danielsson Edlund Ekström Eliasson Engström Eriksson Falk Forsberg Fransson Gunnarsson
Gustafsson Hansson Hedlund Hellström Henriksson Holm Hultman Isaksson Ivarsson Jakobsson Johansson
Jonsson Karlsson Kjellberg Kvist Larsson Lindahl Lindgren Lindqvist Lundgren Lundqvist Löfgren
Martinsson Mattsson Molin Månsson Nilsson Norberg Nordin Norman Nyberg Nyström Olsson Palm Persson
Pettersson Rosén Samuelsson Sandberg Sjöberg Sjögren Stenberg Strand Ström Sundberg Svensson
Söderberg Thorsson Viklund Wallin Wikström Åberg Åkesson Öberg Östlund"""
WHOLE = [
    "Amina Warsame",
    "Darko Petrović",
    "Leila Hosseini",
    "Jari Virtanen",
    "Marek Kowalski",
    "Sirwan Aziz",
    "Elisabet Borg Lindahl",
    "Katarina Öberg-Falk",
    "Per-Olof Nyström",
    "Fatma Yıldız",
    "Henrik von Essling",
    "Tuula Niemi",
]


class Folk(Drawing):
    """Draws people with distinct names, most of them as common as names are."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random("later " + seed)
        self.given, self.families, self.whole = GIVEN.split(), FAMILY.split(), WHOLE.copy()
        for names in (self.given, self.families, self.whole):
            self.rng.shuffle(names)


def span(meeting: Meeting, dash: str = "–") -> str:
    """ "12–19", the paragraphs of the meeting as printed."""
    return (meeting.paragraph_range or "").replace("-", dash)


def signed(meeting: Meeting, *, parties: bool = True) -> list[list[str]]:
    """Rows of a form with those who sign."""
    write = letter if parties else str
    chair = write(meeting.chair) if meeting.chair else ""
    return [
        ["Underskrifter", f"Sekreterare\n\n{meeting.secretary}    Paragrafer {span(meeting)}"],
        ["", f"Ordförande\n\n{chair}"],
        *(["", f"Justerande\n\n{write(person)}"] for person in meeting.adjusters),
    ]


def notes(items: list[Item], level: int = 2, mark: str = "") -> list[Block]:
    """Each item as a heading with its text; `mark` stands after the number."""
    blocks: list[Block] = []
    for item in items:
        number = f"{item.number}{mark} " if item.number else ""
        blocks += [H(level, number + item.title), *(P(t) for t in item.text)]
        if item.decision:
            blocks.append(P(f"**Beslut:** {item.decision}"))
    return blocks
