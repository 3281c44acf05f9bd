"""Finding the matters of a meeting: by §, by number, by heading, by table or by their look; the best-fitting scheme wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from .agenda import Head, Scheme
from .item_heads import bullet_items, heading_items, lettered_items, plain_items, told_agenda
from .item_numbers import numbered_items
from .item_sections import section_items
from .item_tables import table_items
from .profiles import Profile
from .rows import Row

Finder = Callable[[Sequence[Row], Profile], tuple[list[Head], float]]


def _alone(find: Callable[[Sequence[Row]], tuple[list[Head], float]]) -> Finder:
    """A finder that needs no profile, in the form of those that do."""
    return lambda rows, _: find(rows)


_CLOCK_FIRST = re.compile(r"^(?:kl\.?\s*)?\d{1,2}[.:]\d\d(?:\s?[-–]\s?\d{1,2}[.:]\d\d)?[:,]?\s+(?=\D)")
FINDERS: dict[str, Finder] = {
    "section": _alone(section_items),
    "numbered": numbered_items,
    "table": table_items,
    "heading": heading_items,
    "plain": plain_items,
    "lettered": _alone(lettered_items),
    "bullets": _alone(bullet_items),
}


def find_items(rows: Sequence[Row], profile: Profile) -> Scheme:
    """The items by the scheme that fits best; a scheme earlier in the profile's order wins a tie."""
    best = Scheme("none", [], 0.0)
    for place, name in enumerate(profile.items):
        heads, score = FINDERS[name](rows, profile)
        score -= 0.1 * place
        if heads and score > best.score:
            best = Scheme(name, heads, score)
        if best.score >= 5 and name in {"section", "table"}:
            break
    told = told_agenda(rows) if best.name in {"heading", "plain", "bullets", "none"} else []
    if len(told) + 1 >= len(best.heads) and told:
        best = Scheme("bullets", told, best.score)
    for head in best.heads:
        head.title = _CLOCK_FIRST.sub("", head.title) or head.title
    return best
