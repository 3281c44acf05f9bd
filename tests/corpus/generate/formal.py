"""Composes the meeting of a board with members, substitutes and officials; families only lay it out."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import agenda
from .meeting import Item, Meeting, Person, Row
from .names import People
from .topics_council import Topic

OFFICES = {"chair": "ordförande", "vice_chair": "vice ordförande", "second_vice_chair": "2:e vice ordförande"}


@dataclass
class Board:
    """What to compose. Counts are people; `titles` are the officials, the last of whom keeps the minutes."""

    seed: str
    organisation: str
    body: str
    date: str
    start: str
    end: str
    place: str | None
    topics: list[Topic]
    size: int = 11
    replaced: int = 1
    idle: int = 3
    listed: int = 0
    titles: tuple[str, ...] = ("förvaltningschef", "nämndsekreterare")
    first: int = 12
    count: int = 7
    registry: str | None = None
    parties: list[str] | None = None
    offices: tuple[str, ...] = ("chair", "vice_chair")
    adjusters: int = 1
    shift: bool = False
    presenters: tuple[str, ...] = ()
    kind: str = "minutes"
    extra: dict[str, str] = field(default_factory=dict)


def later(iso: str, days: int) -> str:
    """The ISO date some days later."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


def spread(first: int, last: int) -> str:
    """ "12-25", or "12" for a single paragraph."""
    return str(first) if first == last else f"{first}-{last}"


def without(first: int, last: int, gone: int) -> str:
    """The paragraphs from first to last without one of them."""
    parts = []
    if gone > first:
        parts.append(spread(first, gone - 1))
    if gone < last:
        parts.append(spread(gone + 1, last))
    return ", ".join(parts)


def compose(board: Board) -> Meeting:
    """The meeting: seats, who replaces whom, officials, items, adjusting."""
    rng, people = random.Random(board.seed), People(board.seed)
    items = _items(board, rng)
    last = board.first + len(items) - 1
    meeting = Meeting(
        kind=board.kind,
        organisation=board.organisation,
        body=board.body,
        date=board.date,
        start=board.start,
        end=board.end,
        place=board.place,
        items=items,
        paragraph_range=spread(board.first, last),
    )
    seats = people.members(board.size, board.parties)
    rng.shuffle(seats)
    _seat(board, meeting, seats, people)
    if board.shift:
        _shift(meeting, people, board.first, last, rng)
    meeting.present += [Row(people.one(p.party), "substitute") for p in rng.sample(seats, board.idle)]
    meeting.absent += [
        Row(people.one(p.party), "serving", reason="listed") for p in rng.sample(seats, board.listed)
    ]
    officials = people.titled(*board.titles)
    meeting.present += [Row(p, "official") for p in officials]
    if officials:
        meeting.present[-1].office, meeting.secretary = "secretary", officials[-1]
    guests = people.titled(*board.presenters)
    for person, item in zip(guests, rng.sample(items[1:], len(guests)), strict=True):
        meeting.present.append(Row(person, "official", paragraphs=item.number))
        agenda.present(item, person, say=rng.choice(agenda.INFORMS))
    meeting.present.sort(key=lambda r: r.office == "secretary")
    return meeting


def _items(board: Board, rng: random.Random) -> list[Item]:
    topics = agenda.pick(rng, board.topics, board.count)
    numbers = rng.sample(range(11, 480), len(topics))
    plain_titles = ("Meddelanden", "Delegationsbeslut", "Övriga frågor", "Fastställande av dagordning")

    def registry(index: int) -> str | None:
        if not board.registry or topics[index][0] in plain_titles:
            return None
        return board.registry.format(year=board.date[:4], number=numbers[index])

    return agenda.build(rng, topics, number=agenda.counter(board.first), registry=registry)


def _seat(board: Board, meeting: Meeting, seats: list[Person], people: People) -> None:
    """Members in order; the last ones are replaced."""
    for office, person in zip(board.offices, seats, strict=False):
        meeting.present.append(Row(person, "serving", office))
    meeting.chair = seats[0]
    meeting.adjusters = [seats[1 + i] for i in range(board.adjusters)]
    staying = seats[len(board.offices) : board.size - board.replaced]
    meeting.present += [Row(p) for p in staying]
    for gone in seats[board.size - board.replaced :]:
        instead = people.one(gone.party)
        meeting.present.append(Row(instead, "substitute_serving", substitute_for=gone.name))
        meeting.absent.append(Row(gone, "serving", reason="replaced"))


def _shift(meeting: Meeting, people: People, first: int, last: int, rng: random.Random) -> None:
    """A member leaves midway; a substitute who sat idle until then takes over."""
    cut = rng.randrange(first + 1, last)
    plain = [
        r
        for r in meeting.present
        if r.role == "serving" and not r.office and r.person not in meeting.adjusters
    ]
    row = rng.choice(plain)
    row.paragraphs = spread(first, cut)
    instead = people.one(row.person.party)
    after = spread(cut + 1, last)
    meeting.present.append(
        Row(instead, "substitute_serving", substitute_for=row.person.name, paragraphs=after)
    )
    meeting.present.append(Row(instead, "substitute", paragraphs=spread(first, cut)))
    meeting.absent.append(Row(row.person, "serving", reason="replaced", paragraphs=after))


def signs(paragraphs: str | None, mark: str = "§§ ", dash: str = "-", one: str = "§ ") -> str:
    """Paragraphs as printed: "§§ 12-18" or "§ 14"."""
    if not paragraphs:
        return ""
    many = "-" in paragraphs or "," in paragraphs
    return (mark if many else one) + paragraphs.replace("-", dash)
