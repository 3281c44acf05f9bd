"""What OCR made of pens and of print it read twice: rows that say nothing, or say the row above again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from .labels import lookup
from .profiles import Profile
from .rows import Row
from .text import fold

_PEN = re.compile(r"[~^\\{}|<>!;'\"_=]")
_SAYS = re.compile(r"[^\W\d_]{3}|§|\d{2}|^[•▪*–-]")
_ALIKE = 80.0  # of 100: a letter in five or so may differ


def mark_scribble(rows: Sequence[Row]) -> None:
    """Mark the rows that hold a pen's strokes ("~/v~;z 'Q-") as furniture: no word, no number, signs that no print has."""
    for row in rows:
        if 2 < len(row.text) < 40 and _PEN.search(row.text) and not _SAYS.search(row.text):
            row.furniture = True


def mark_echoes(rows: Sequence[Row], profile: Profile) -> None:
    """Mark the rows that repeat the label or the capitals above them with a letter or two wrong: a text layer printed twice."""
    for above, row in pairwise(rows):
        if above.furniture or not 3 < len(row.text) < 60 or re.search(r"\d", row.text):
            continue
        head = above.text.isupper() or lookup(above.text, profile) is not None
        known = lookup(row.text, profile) is not None
        if head and not known and fuzz.ratio(fold(above.text), fold(row.text)) >= _ALIKE:
            row.furniture = True
