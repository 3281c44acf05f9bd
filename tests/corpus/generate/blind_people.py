"""Blind half: people of its own, and small helpers that its families share."""

import random

from . import swedish
from .blocks import Block, P, Sp
from .formal import later
from .meeting import Item, Meeting, Person, Row

GIVEN = """Viveka Gunnel Irene Mait Sonja Rigmor Elsie Monika Anette Beatrice Carolin Dagny Erika Fanny Gun
Harriet Ines Jannike Kerstin Lisbeth Madeleine Nina Pia Ritva Sanna Tilda Ulla-Britt Viktoria Wivi Ylva
Åse Ann-Britt Eva-Karin Inga-Britt Karin-Maria Lena-Maria Anna-Stina Bodil Cathrine Edit Gabriella Helga
Alf Axel Benny Curt Dag Eskil Ferdinand Greger Hasse Ingvar Jesper Kennet Lasse Marcus Nore Olle Pär Rune
Sebastian Tage Uno Vidar Wilhelm Yngve Zacharias Åke Östen Lars-Ola Per-Arne Stig-Olof Hans-Erik Bengt-Åke
Mattias Tor Rolf Kurt Jimmy Pontus Casper Ossian Sigvard Helge"""
FAMILY = """Alenius Agrell Bergqvist Boström Brolin Byström Cederholm Dellborg Ekdahl Elmgren Engdahl Fjellner
Frykman Gidlund Grankvist Hagström Hallgren Hedberg Helmersson Holmgren Högberg Jansson Jerneck Kempe
Klasson Lagerqvist Landin Larsbo Levander Lidström Linder Lundell Magnusson Malmberg Mellgren Modin
Mårdberg Nordlander Norell Nylander Olovsson Pehrson Pålsson Rahm Ringdahl Rosander Rydberg Salomonsson
Sandin Sjödin Skoog Stolt Sturesson Svanberg Säfström Thelander Torstensson Uggla Vestin Wahlberg Wester
Wretling Zander Åhlund Åsberg Ögren Öhrn Österlind"""
WHOLE = [
    "Nasrin Shahbazi",
    "Tomasz Zieliński",
    "Khadija Osman",
    "Mirza Begović",
    "Seppo Laaksonen",
    "Maria Teresa Campos",
    "Linh Pham",
    "Bashir al-Masri",
    "Carl-Fredrik von Dahn",
    "Ellinor Lund Ekdahl",
    "Anna Bergqvist-Holm",
    "Yohannes Tesfay",
    "Kaarina Mäkelä",
    "Louise af Sandeberg",
]


class Folk:
    """Draws people with distinct names, from other names than the other halves have."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random("blind " + seed)
        self.given, self.families, self.whole = GIVEN.split(), FAMILY.split(), WHOLE.copy()
        for names in (self.given, self.families, self.whole):
            self.rng.shuffle(names)

    def name(self) -> str:
        """One new name."""
        if self.rng.random() < 0.12:
            return self.whole.pop()
        return f"{self.given.pop()} {self.families.pop()}"

    def one(self, title: str | None = None, party: str | None = None) -> Person:
        """One person."""
        return Person(self.name(), party, title)

    def some(self, count: int) -> list[Person]:
        """People of whom only the names are told."""
        return [self.one() for _ in range(count)]

    def titled(self, *titles: str) -> list[Person]:
        """One person for each title."""
        return [self.one(title) for title in titles]

    def parties(self, letters: str) -> list[Person]:
        """One person for each of the parties, given as "S S M"."""
        return [self.one(None, letter) for letter in letters.split()]


def tells(item: Item, person: Person, verb: str) -> None:
    """Let a person present the item, in its first sentence: "NN, post, verb"."""
    item.presenters.append(person)
    post = f", {person.title}," if person.title else ""
    item.text.insert(0, f"{person.name}{post} {verb}.")


def ranged(meeting: Meeting) -> None:
    """Fill in the first and last paragraph."""
    meeting.paragraph_range = f"{meeting.items[0].number}-{meeting.items[-1].number}"


def settled(meeting: Meeting, days: int = 6) -> None:
    """Days of adjustment and of the notice about it."""
    day = meeting.date or ""
    meeting.adjusted, meeting.posted = later(day, days), later(day, days + 1)
    meeting.unposted = later(day, days + 23)


def few(paragraphs: str | None) -> str:
    """ "§ 12" or "§§ 12–14" as printed, or nothing."""
    if not paragraphs:
        return ""
    many = "-" in paragraphs or "," in paragraphs
    return ("§§ " if many else "§ ") + paragraphs.replace("-", "–")


def gone(person: Person, paragraphs: str | None = None) -> Row:
    """The row of a member who is replaced."""
    return Row(person, reason="replaced", paragraphs=paragraphs)


def missed(*people: Person) -> list[Row]:
    """Rows of those listed as absent."""
    return [Row(p, reason="listed") for p in people]


def hours(meeting: Meeting, mark: str = ".") -> str:
    """ "13.00–15.30"."""
    return swedish.span(meeting.start or "", meeting.end or "", mark)


def lines(*texts: str) -> str:
    """Lines of one paragraph; empty ones are left out."""
    return "\n".join(t for t in texts if t)


def matter(item: Item) -> list[Block]:
    """The text of an item, a paragraph each."""
    return [P(t) for t in item.text]


def room(points: float = 10) -> Block:
    """Empty room before the signatures."""
    return Sp(points)
