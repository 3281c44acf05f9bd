"""Composes the meeting of an informal council: representatives of organisations, presenters, notes."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from . import agenda
from .meeting import Item, Meeting, Person, Row
from .names import People
from .topics_council import Topic

SEATS = [
    "kommunstyrelsen",
    "socialnämnden",
    "Polisen",
    "Räddningstjänsten",
    "Bostadsbolaget Hemtrygg",
    "gymnasieskolan",
    "fritidsförvaltningen",
    "Brottsofferjouren",
    "Företagarna",
    "Svenska kyrkan",
    "Idrottsrådet",
    "Frivården",
    "Region Mellansjö",
    "ungdomsrådet",
    "Nattvandrarna",
    "tekniska kontoret",
    "Handlarföreningen",
    "Kvinnojouren Linden",
    "miljökontoret",
    "Hyresgästföreningen",
    "Kollektivtrafiken",
    "biblioteken",
    "Försäkringskassan",
    "Arbetsförmedlingen",
]
POSTS = [
    "säkerhetssamordnare",
    "kommunpolis",
    "enhetschef",
    "rektor",
    "folkhälsostrateg",
    "fastighetschef",
    "fältsekreterare",
    "lokalpolisområdeschef",
    "verksamhetschef",
    "samordnare",
    "diakon",
    "trygghetsvärd",
    "utvecklingsledare",
]


@dataclass
class Council:
    """What to compose. `size` counts the chair and members but not the secretary."""

    seed: str
    organisation: str
    body: str
    date: str
    start: str | None
    end: str | None
    place: str | None
    topics: list[Topic]
    size: int = 10
    absent: int = 0
    count: int = 6
    kind: str = "notes"
    number: Callable[[int], str | None] = lambda i: None
    titled: bool = True
    presenting: int = 2
    secretary: str | None = "brottsförebyggande samordnare"
    decided: bool = False
    say: bool = True


def compose(council: Council) -> tuple[Meeting, People]:
    """The meeting and its source of further names. Titles are organisations (or posts) as printed."""
    rng, people = random.Random(council.seed), People(council.seed)
    topics = agenda.pick(rng, council.topics, council.count)
    items = agenda.build(rng, topics, number=council.number, decided=council.decided)
    meeting = Meeting(
        kind=council.kind,
        organisation=council.organisation,
        body=council.body,
        date=council.date,
        start=council.start,
        end=council.end,
        place=council.place,
        items=items,
    )
    seats = SEATS[:2] + rng.sample(SEATS[2:], len(SEATS) - 2)
    titles = [seats[i % len(seats)] for i in range(council.size + council.absent)]
    folk = [people.one(None, title if council.titled else None) for title in titles]
    meeting.chair = folk[0]
    meeting.present = [Row(folk[0], "serving", "chair"), *(Row(p) for p in folk[1 : council.size])]
    meeting.absent = [Row(p, "serving", reason="listed") for p in folk[council.size :]]
    if council.secretary:
        secretary = people.one(None, council.secretary)
        meeting.present.append(Row(secretary, "official", "secretary"))
        meeting.secretary = secretary
    _present(rng, council, meeting, items)
    return meeting, people


def _present(rng: random.Random, council: Council, meeting: Meeting, items: list[Item]) -> None:
    """Let some of those at the table present some of the items."""
    members = [r.person for r in meeting.by_role("serving") if not r.office]
    for item in rng.sample(items, min(council.presenting, len(items))):
        agenda.present(item, rng.choice(members), say=rng.choice(agenda.INFORMS) if council.say else None)


def with_title(person: Person) -> str:
    """ "Anna Ek, Polisen"."""
    return f"{person.name}, {person.title}" if person.title else person.name


def unlabelled_chair(meeting: Meeting) -> None:
    """The document does not say who chaired: neither may the gold."""
    meeting.chair = None
    for row in meeting.called + meeting.present:
        if row.office == "chair":
            row.office = None
