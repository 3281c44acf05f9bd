"""Turns topics into numbered items with registry numbers, decisions and presenters."""

import random
from collections.abc import Callable, Sequence

from .meeting import Item, Person
from .topics_council import Topic

INFORMS = [
    "informerar om ärendet",
    "redogör för läget",
    "presenterar underlaget",
    "berättar",
    "föredrar ärendet",
]


def pick(rng: random.Random, topics: Sequence[Topic], count: int) -> list[Topic]:
    """`count` topics in the order in which the list has them."""
    chosen = sorted(rng.sample(range(len(topics)), min(count, len(topics))))
    return [topics[i] for i in chosen]


def build(
    rng: random.Random,
    topics: Sequence[Topic],
    *,
    number: Callable[[int], str | None] = lambda i: None,
    registry: Callable[[int], str | None] = lambda i: None,
    decided: bool = True,
) -> list[Item]:
    """Items of the topics; `number` and `registry` get the place in the list from 0."""
    items = []
    for index, (title, text, decision) in enumerate(topics):
        body = [text] if text else []
        if decision and not decided:
            body.append(decision)
        stated = decision if decision and decided else None
        items.append(Item(title, number(index), registry(index), body, stated))
    return items


def present(item: Item, *people: Person, say: str | None = None) -> None:
    """Let people present an item; with `say` the text opens with "NN informerar …"."""
    item.presenters.extend(people)
    if say:
        names = " och ".join(p.name for p in people)
        item.text.insert(0, f"{names} {say}.")


def counter(first: int, pattern: str = "{}") -> Callable[[int], str]:
    """Numbers from `first` in a pattern."""
    return lambda index: pattern.format(first + index)
