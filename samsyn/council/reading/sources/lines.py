"""Words with places become lines: the same baseline is the same line, however far apart the columns stand."""

from __future__ import annotations

from samsyn.council.reading.layout import Line, Word

# Descent is about a fifth of a font's box, so this gives a baseline from the box alone.
_DESCENT = 0.2
# A § number on the middle of a two-line title lies half a line off both; it must keep a line of its own.
_SAME_LINE = 0.34


def build_lines(words: list[Word]) -> list[Line]:
    """Lines from the top down, each with its words from left to right. Numbers are set later."""
    rows: list[tuple[float, float, list[Word]]] = []
    marked = sorted(
        ((word.box.y1 - _DESCENT * (word.box.y1 - word.box.y0), word) for word in words), key=_first
    )
    for base, word in marked:
        height = word.box.y1 - word.box.y0
        if rows:
            row_base, row_height, row = rows[-1]
            tolerance = _SAME_LINE * min(height, row_height)
            if base - row_base <= tolerance or _is_raised(word, row, row_height):
                row.append(word)
                if height > row_height:
                    rows[-1] = (base, height, row)
                continue
        rows.append((base, height, [word]))
    return [Line(sorted(row, key=_left), 0) for _, _, row in rows]


def _first(pair: tuple[float, Word]) -> float:
    return pair[0]


def _left(word: Word) -> float:
    return word.box.x0


def _is_raised(word: Word, row: list[Word], row_height: float) -> bool:
    """A small index letter beside the row's last word."""
    box, last = word.box, row[-1].box
    height = box.y1 - box.y0
    if height > 0.75 * row_height or not -1.0 <= box.x0 - last.x1 <= 0.3 * row_height:
        return False
    return last.y0 <= (box.y0 + box.y1) / 2 <= last.y1
