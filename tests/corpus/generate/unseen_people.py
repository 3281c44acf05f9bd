"""Unseen half: people of its own, and small helpers that its families share."""

import random

from . import swedish
from .blocks import Block, H, P
from .meeting import Item, Meeting, Person, Row

GIVEN = """Ingela Marika Annelie Ewa Gunvi Majken Elsy Lillemor Siv-Britt Ann-Louise Catarina Desirée Felicia
Ida Jeanette Kajsa Klara Lovisa Mikaela Nadja Olivia Paulina Regina Stina Tora Ulla-Karin Vendela Yasmine
Zandra Ågot Ann-Catrine Birgit Doris Ester Gerda Hjördis Inga-Lill Jorun Lisbet Maj-Lis Nanna Petronella
Albert Arvid Christer Crister David Ernst Fritz Georg Harald Hjalmar Isak Jakob Jens Jörgen Kaj Kristoffer
Ludvig Malte Micael Nicklas Ola Otto Paul Ragnar Robert Samuel Simon Staffan Thore Urban Valter Verner
Per-Erik Nils-Olov Sven-Åke Hans-Olof Karl-Arne Bo-Göran Alexander Björn Christian Edvin Glenn Krister"""
FAMILY = """Adolfsson Almgren Alström Berglind Bjerke Bodin Bohlin Brattberg Carlstedt Dahlin Edman Ekeroth
Enqvist Fagerberg Fjällström Forsell Furberg Grahn Gullberg Haglund Hamrin Hellqvist Hjelm Hjort Hult
Jakobsson Jarlsson Kjellberg Kullberg Ledin Lilja Lindfors Ljung Lundvall Löwenberg Mohlin Molander Norberg
Norlund Nygren Näsman Oskarsson Palmgren Rehn Risberg Rosengren Rönnqvist Sahlin Segerström Selander
Skoglund Stenmark Sundell Svedberg Söderlund Tapper Thorén Tjernström Ulander Vallgren Wedin Westerlund
Wiberg Wikander Åström Ödlund Österberg Östman"""
WHOLE = [
    "Shirin Rostami",
    "Dragan Ilić",
    "Amina Warsame",
    "Päivi Lehtonen",
    "José Rivera Soto",
    "Thi Hoa Nguyen",
    "Samir El Haddad",
    "Birgitta af Wetterstedt",
    "Erik von Platen Lind",
    "Maria Hagberg Nilsson",
    "Zofia Wiśniewska",
    "Abdi Hassan",
    "Ann Sandell Frisk",
    "Jan-Olov Per-Ers",
]


class Folk:
    """Draws people with distinct names, from other names than the other halves have."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random("unseen " + seed)
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

    def titled(self, *titles: str) -> list[Person]:
        """One person for each title."""
        return [self.one(title) for title in titles]

    def parties(self, letters: str) -> list[Person]:
        """One person for each of the parties, given as "S S M"."""
        return [self.one(None, letter) for letter in letters.split()]


def initials(person: Person, taken: set[str]) -> str:
    """Two or three letters that stand for somebody in the notes."""
    parts = person.name.replace("-", " ").split()
    short = (parts[0][0] + parts[-1][0]).upper()
    if short in taken:
        short = (parts[0][:2] + parts[-1][0]).upper()
    taken.add(short)
    return short


def tells(item: Item, person: Person, verb: str, *, first: bool = True) -> None:
    """Let a person present the item, in its first sentence: "NN, post, verb"."""
    item.presenters.append(person)
    post = f", {person.title}," if person.title else ""
    sentence = f"{person.name}{post} {verb}."
    item.text.insert(0 if first else len(item.text), sentence)


def spoken(iso: str, clock: str, word: str = "kl.") -> str:
    """ "torsdagen den 6 juni 2019 kl. 17.00"."""
    return f"{swedish.day(iso, 'weekday')} {word} {swedish.clock(clock)}"


def absent(*people: Person, role: str = "serving") -> list[Row]:
    """Rows of those listed as absent."""
    return [Row(p, role, reason="listed") for p in people]


def signed(label: str, person: Person | None, gap: int = 2) -> str:
    """A line of signature: label, room, name."""
    return f"{label}{chr(10) * gap}{person}"


def ranged(meeting: Meeting) -> None:
    """Fill in the first and last paragraph."""
    numbers = [i.number for i in meeting.items if i.number]
    meeting.paragraph_range = f"{numbers[0]}-{numbers[-1]}"


def decided(item: Item, label: str) -> list[Block]:
    """The decision under its label, if there is one."""
    return [H(3, label), P(item.decision)] if item.decision else []
