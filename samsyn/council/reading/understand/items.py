"""Finding the matters of a meeting: by §, by number, by heading, by table or by their look; the best-fitting scheme wins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agenda import Scheme
from .item_heads import bullet_items, heading_items, lettered_items, plain_items
from .item_numbers import numbered_items
from .item_sections import section_items
from .profiles import Profile
from .rows import Row

_CAPTION = re.compile(r"^(?:sid(?:a|an)?|bilaga|figur|tabell|diagram)\b", re.I)


def find_items(rows: Sequence[Row], profile: Profile) -> Scheme:
    """The items by the scheme that fits best; a scheme earlier in the profile's order wins a tie."""
    from .item_tables import table_items

    finders = {
        "section": section_items,
        "numbered": numbered_items,
        "table": table_items,
        "heading": heading_items,
        "plain": plain_items,
        "lettered": lettered_items,
        "bullets": bullet_items,
    }
    best = Scheme("none", [], 0.0)
    for place, name in enumerate(profile.items):
        heads, score = finders[name](rows, profile)
        score -= 0.1 * place
        if len(heads) and score > best.score:
            best = Scheme(name, heads, score)
        if best.score >= 5 and name in {"section", "table"}:
            break
    return best
