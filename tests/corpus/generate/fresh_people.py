"""Fresh half: people of its own, and small helpers that its families share."""

import random
from collections.abc import Sequence

from .meeting import Item, Meeting, Person, Row

GIVEN = """Marianne Susanne Pernilla Katarina Agneta Monica Charlotta Therese Jessica Matilda Ebba Wilma
Nathalie Solveig Berit Rebecka Hanna Josefin Louise Anneli Liselott Barbro Yvonne Eivor Carina Mona Sara
Cecilia Jenny Veronica Petra Marie Ellen Gunvor Ann-Marie Eva-Britt Anna-Karin Rose-Marie Lise-Lotte
Roger Kenneth Tommy Conny Patrik Joakim Henrik Niklas Tobias Martin Claes Olof Gunnar Ingemar Bertil
Sture Lennart Ronny Jerry Dennis Linus Emil Anton Filip Gustav Adam Elias Albin Rasmus Roland Egon
Lars-Erik Sven-Erik Jan-Erik Carl-Johan Per-Anders Karl-Gustav Börje Torsten Evert"""
FAMILY = """Lindgren Bergström Holmberg Wikström Sundqvist Nordin Hedlund Öberg Lundin Engström Sjöberg
Danielsson Håkansson Axelsson Fransson Mattsson Nyberg Viklund Lundholm Claesson Östlund Carlberg Dahl
Borg Falk Åberg Hallberg Strömberg Samuelsson Jönsson Pettersson Gunnarsson Abrahamsson Bengtsson
Eklund Löfgren Hellström Lundmark Nordström Söderberg Wallin Sandberg Isaksson Björklund Hermansson
Blomqvist Berggren Öhman Åkesson Arvidsson Mårtensson Ivarsson Elofsson Ek Ström Roos Wall Stål Uhlin
Edvinsson Zackrisson Ahlqvist Brodin Tornberg Malmkvist Rydell Kihlberg Ståhl Wennberg"""
YOUNG = """Alva Wilma Nora Elsa Tuva Selma Maja Liam Noah Hugo Leo Elliot Melker Alvin Theo Ella Iris Vera
Amir Aisha Noor Zeinab Moa Tindra Sixten Loke"""
WHOLE = [
    "Mehmet Yildirim",
    "Fatima Hashemi",
    "Goran Marković",
    "Hanan Saleh",
    "Yusuf Abdi Ali",
    "Milica Petrović",
    "Kim Tran",
    "Ewa Nowak",
    "Ali Reza Karimi",
    "Marjatta Koskela",
    "Leila Ben Salah",
    "Anna Hedlund Åberg",
    "Maria Lund-Ståhl",
    "Carl af Ekenstam",
    "Eva von Rosenborg",
    "Sanna Berg Östlund",
    "Rosmari Tapani",
    "Ibrahim Sesay",
]


class Folk:
    """Draws people with distinct names, from other names than the other halves have."""

    def __init__(self, seed: str, given: str = GIVEN) -> None:
        self.rng = random.Random("fresh " + seed)
        self.given, self.families, self.whole = given.split(), FAMILY.split(), WHOLE.copy()
        for names in (self.given, self.families, self.whole):
            self.rng.shuffle(names)

    def name(self) -> str:
        """One new name."""
        if self.rng.random() < 0.14:
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


def numbered(topics: Sequence[tuple[str, str, str]], first: int | None = None) -> list[Item]:
    """Items of the topics, numbered from `first` or not at all."""
    return [
        Item(title, None if first is None else str(first + i), None, [text] if text else [], decision or None)
        for i, (title, text, decision) in enumerate(topics)
    ]


def told(item: Item, person: Person, verb: str) -> None:
    """Open the item's text with a person who presents it: "NN, post, verb"."""
    item.presenters.append(person)
    post = f", {person.title}," if person.title else ""
    item.text.insert(0, f"{person.name}{post} {verb}.")


def keeper(meeting: Meeting, person: Person) -> Row:
    """The secretary's row, who is noted as such in the meeting too."""
    meeting.secretary = person
    return Row(person, "official", "secretary")


def head(meeting: Meeting, person: Person) -> Row:
    """The chair's row, who is noted as such in the meeting too."""
    meeting.chair = person
    return Row(person, "serving", "chair")


def post(person: Person) -> str:
    """ "Anna Ek, rektor"."""
    return f"{person.name}, {person.title}" if person.title else person.name


def letter(person: Person) -> str:
    """ "Anna Ek (S)"."""
    return f"{person.name} ({person.party})" if person.party else person.name


def filed(date: str, text: str) -> dict[str, str | None]:
    """The previous meeting as the record has it."""
    return {"date": date, "text": text, "link": None}
