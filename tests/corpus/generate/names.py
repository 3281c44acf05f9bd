"""Made-up people: a seeded generator with the kinds of names that Swedish attendance lists hold."""

import random
from dataclasses import replace

from .meeting import Person

GIVEN = [
    "Anna",
    "Karin",
    "Eva",
    "Maria",
    "Kristina",
    "Birgitta",
    "Elisabeth",
    "Lena",
    "Kerstin",
    "Ingrid",
    "Annika",
    "Helena",
    "Sofia",
    "Malin",
    "Emma",
    "Johanna",
    "Linda",
    "Camilla",
    "Åsa",
    "Ulrika",
    "Gunilla",
    "Inger",
    "Ulla",
    "Siv",
    "Maj",
    "Britta",
    "Ylva",
    "Tove",
    "Frida",
    "Elin",
    "Moa",
    "Saga",
    "Alva",
    "Ronja",
    "Märta",
    "Viola",
    "Lars",
    "Mikael",
    "Anders",
    "Johan",
    "Per",
    "Erik",
    "Karl",
    "Peter",
    "Thomas",
    "Jan",
    "Daniel",
    "Fredrik",
    "Hans",
    "Bengt",
    "Mats",
    "Andreas",
    "Stefan",
    "Sven",
    "Bo",
    "Nils",
    "Göran",
    "Magnus",
    "Jonas",
    "Rickard",
    "Håkan",
    "Ulf",
    "Leif",
    "Kjell",
    "Örjan",
    "Åke",
    "Tord",
    "Ivar",
    "Sixten",
    "Hampus",
    "Viktor",
    "Oskar",
    "Love",
    "Kim",
    "Robin",
    "Alexis",
    "Östen",
    "Ragnhild",
    "Görel",
    "Botvid",
    "Torkel",
    "Signe",
    "Aina",
    "Gerd",
]
DOUBLE_GIVEN = [
    "Karl-Erik",
    "Ann-Christine",
    "Eva-Lena",
    "Per-Olof",
    "Lars-Göran",
    "Britt-Marie",
    "Ann-Sofie",
    "Jan-Åke",
    "Sven-Olov",
    "Maj-Britt",
    "Karl-Johan",
    "Anna-Lisa",
    "Carl-Gustaf",
    "Marie-Louise",
    "Bo-Lennart",
]
FAMILY = [
    "Ekholm",
    "Dahlgren",
    "Sjöstrand",
    "Lindvik",
    "Bergmark",
    "Åkerlund",
    "Söderhäll",
    "Näslund",
    "Hedefalk",
    "Rönnqvist",
    "Wallgren",
    "Björkman",
    "Forsell",
    "Gradin",
    "Hägglöf",
    "Kvist",
    "Ljungdahl",
    "Mårdh",
    "Norgren",
    "Ödlund",
    "Palmér",
    "Qvarnström",
    "Ryding",
    "Stenvall",
    "Tjäder",
    "Uddén",
    "Vikner",
    "Wedholm",
    "Ylander",
    "Zetterblad",
    "Åström",
    "Ängsmark",
    "Öjebro",
    "Brännvall",
    "Cronlid",
    "Dunér",
    "Edfors",
    "Fahlstedt",
    "Grahn",
    "Hultblad",
    "Isberg",
    "Jernelöv",
    "Klingvall",
    "Lagerdal",
    "Modigh",
    "Nyblad",
    "Odelius",
    "Pålman",
    "Rosenvik",
    "Skoglund",
    "Thunström",
    "Ulvhammar",
    "Videll",
    "Westerdahl",
    "Åhlin",
    "Ärlebrandt",
    "Österdal",
    "Blom",
    "Fors",
    "Hed",
    "Kjellin",
    "Strid",
    "Törn",
    "Asp",
    "Rask",
    "Frisk",
    "Bratt",
    "Molin",
    "Lövdal",
    "Sandell",
    "Holmsten",
    "Granberg",
    "Fjällman",
    "Kroksjö",
    "Vänerdal",
    "Tallmo",
    "Bäckvall",
    "Stråhle",
    "Hellgren-Mo",
    "Norén",
    "Lidén",
    "Rosén",
    "Tapper",
    "Sköld",
]
COMMON = [
    "Andersson",
    "Johansson",
    "Karlsson",
    "Nilsson",
    "Eriksson",
    "Larsson",
    "Olsson",
    "Persson",
    "Svensson",
    "Gustafsson",
]
DOUBLE_FAMILY = [
    "Ekholm-Strid",
    "Lund Bergqvist",
    "Berg Nordahl",
    "Hallin-Olsson",
    "Nyström Vikner",
    "Karlsson Tjäder",
    "Falk af Ugglehult",
    "Åkerman-Dahl",
    "Sjö Wennerdal",
    "Holm Petterson",
]
FOREIGN = [
    "Pirkko Hämäläinen",
    "Juha-Pekka Määttä",
    "Aino Väisänen",
    "Kari Nieminen",
    "Raili Yli-Kangas",
    "Ahmad Al-Khatib",
    "Layla Al Hassan",
    "Omar El-Sayed",
    "Noor Abdulrahman",
    "Hussein bin Tariq",
    "Katarzyna Wiśniewska",
    "Piotr Kowalczyk",
    "Małgorzata Łukasik-Berg",
    "Zbigniew Szczepański",
    "Amina Warsame Jama",
    "Abdi Mohamud Farah",
    "Shirin Moradi",
    "Reza Tehrani Fard",
    "Dilan Aydın",
    "Çiğdem Öztürk",
    "Nguyen Thi Lan",
    "Somchai Phanit",
    "Carlos de la Vega",
    "Lucía Muñoz Ibarra",
    "Ana dos Santos",
    "Jovana Đorđević",
    "Zlatko Kovač",
    "Ieva Bērziņa",
    "Ólafur Þór Jónsson",
    "Kristín Ósk Ragnarsdóttir",
    "D'Angelo Rossi",
    "Siobhán O'Rourke",
    "Jean-Luc Mercier",
    "Wu Meilin",
    "Eleni Papadaki",
]
NOBLE = ["von Essling", "af Björkenhielm", "von der Heide", "de Brun", "Stiernros"]
PARTIES = ["S", "S", "S", "M", "M", "M", "SD", "SD", "V", "C", "KD", "L", "MP"]


class People:
    """Draws people who share no name and, but for the common ones, no family name."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)
        self.seen: set[str] = set()
        self.families = FAMILY + DOUBLE_FAMILY
        self.rng.shuffle(self.families)
        self.foreign = FOREIGN.copy()
        self.rng.shuffle(self.foreign)

    def name(self) -> str:
        """One new name of any kind."""
        while True:
            name = self._any()
            if name not in self.seen:
                self.seen.add(name)
                return name

    def _any(self) -> str:
        rng, kind = self.rng, self.rng.random()
        if kind < 0.17 and self.foreign:
            return self.foreign.pop()
        given = rng.choice(DOUBLE_GIVEN) if kind < 0.30 else rng.choice(GIVEN)
        if kind > 0.97:
            return f"{given[0]}. {rng.choice(COMMON)}"
        if kind > 0.93:
            return f"{given} {rng.choice('ABCEHKMNT')} {rng.choice(COMMON)}"
        if kind > 0.90:
            return f"{given} {rng.choice(NOBLE)}"
        if kind > 0.78 or not self.families:
            return f"{given} {rng.choice(COMMON)}"
        return f"{given} {self.families.pop()}"

    def one(self, party: str | None = None, title: str | None = None) -> Person:
        """One person with the given party and title."""
        return Person(self.name(), party, title)

    def members(self, count: int, parties: list[str] | None = None) -> list[Person]:
        """`count` people with parties, the largest parties first."""
        pool = parties or PARTIES
        drawn = [self.rng.choice(pool) for _ in range(count)]
        return [self.one(party) for party in sorted(drawn, key=pool.index)]

    def titled(self, *titles: str) -> list[Person]:
        """One person for each title."""
        return [self.one(None, title) for title in titles]


def with_party(person: Person, party: str | None) -> Person:
    """The same person under another party."""
    return replace(person, party=party)
