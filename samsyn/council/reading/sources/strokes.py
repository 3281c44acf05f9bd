"""Which words a stroke goes through. Borders, underlines, highlights are none: a strike is in the middle."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from samsyn.council.reading.layout import Box, Strike, Word

# A strike's middle lies in this part of the font's box, counted from its bottom.
LOW, HIGH = 0.28, 0.62
LONGEST_HEIGHT = 7.0
SHORTEST = 3.0
# Words with more than FULL of their width crossed are struck; less than PART is a touch from the word beside.
FULL, PART = 0.6, 0.25
# A rule that runs far beyond the words it meets belongs to the page.
_COVERED = 0.4


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin, level piece of drawing. `pen` is one drawn by hand: it may wobble and leave the middle."""

    box: Box
    kind: Strike = Strike.LINE
    pen: bool = False


def mark_struck(words: list[Word], strokes: list[Stroke]) -> None:
    """Set `strike` and `p_struck` of the words that the strokes go through."""
    if not strokes or not words:
        return
    order = sorted(words, key=lambda word: word.box.y0)
    tops = [word.box.y0 for word in order]
    tallest = max(word.box.y1 - word.box.y0 for word in words)
    crossed: dict[int, list[Stroke]] = {}
    for stroke in strokes:
        middle = (stroke.box.y0 + stroke.box.y1) / 2
        near = order[bisect_left(tops, middle - tallest) : bisect_right(tops, middle)]
        hit = [word for word in near if _crosses(stroke, word.box)]
        width = stroke.box.x1 - stroke.box.x0
        if hit and sum(_overlap(stroke.box, word.box) for word in hit) >= _COVERED * width:
            for word in hit:
                crossed.setdefault(id(word), []).append(stroke)
    for word in words:
        if found := crossed.get(id(word)):
            _strike(word, found)


def _crosses(stroke: Stroke, box: Box) -> bool:
    height = box.y1 - box.y0
    line = stroke.box
    if line.x1 <= box.x0 or line.x0 >= box.x1 or height <= 0:
        return False
    if not stroke.pen and line.y1 - line.y0 > 0.45 * height:
        return False
    place = (box.y1 - (line.y0 + line.y1) / 2) / height
    slack = 0.08 if stroke.pen else 0.0
    return LOW - slack <= place <= HIGH + slack


def _overlap(line: Box, box: Box) -> float:
    return min(line.x1, box.x1) - max(line.x0, box.x0)


def _strike(word: Word, strokes: list[Stroke]) -> None:
    box = word.box
    spans = sorted((max(box.x0, stroke.box.x0), min(box.x1, stroke.box.x1)) for stroke in strokes)
    covered, end = 0.0, box.x0
    for left, right in spans:
        covered += max(0.0, right - max(left, end))
        end = max(end, right)
    share = covered / max(box.x1 - box.x0, 0.1)
    if share < PART:
        return
    first = strokes[0]
    sure = 0.9 if first.pen else 0.99
    word.strike = first.kind
    word.p_struck = round(sure if share >= FULL else sure * share, 3)
