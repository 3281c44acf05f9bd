"""Words with places become lines: the same baseline is the same line, however far apart the columns stand."""

from __future__ import annotations

from samsyn.council.reading.layout import Line, Word

# Descent is about a fifth of a font's box, so this gives a baseline from the box alone.
_DESCENT = 0.2
# A § number on the middle of a two-line title lies half a line off both; it must keep a line of its own.
_SAME_LINE = 0.34
_SMALL = 0.75


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
            if base - row_base <= _SAME_LINE * min(height, row_height):
                row.append(word)
                if height > row_height:
                    rows[-1] = (base, height, row)
                continue
        rows.append((base, height, [word]))
    return [Line(sorted(row, key=_left), 0) for row in _with_indices(rows)]


def _with_indices(rows: list[tuple[float, float, list[Word]]]) -> list[list[Word]]:
    """The rows, with those of nothing but small raised or lowered marks put into the row beside them."""
    out: list[list[Word]] = []
    for place, (_, height, row) in enumerate(rows):
        if out and height < _SMALL * rows[place - 1][1] and _beside(out[-1], row):
            out[-1].extend(row)
        elif (
            place + 1 < len(rows)
            and height < _SMALL * rows[place + 1][1]
            and _beside(rows[place + 1][2], row)
        ):
            rows[place + 1][2].extend(row)
        else:
            out.append(row)
    return out


def _beside(row: list[Word], marks: list[Word]) -> bool:
    """Whether each mark is small, follows a word closely and is at most as high or low as that word's box."""
    for mark in marks:
        box = mark.box
        height, middle = box.y1 - box.y0, (box.y0 + box.y1) / 2
        if not any(
            height < _SMALL * (other.y1 - other.y0)
            and -1.0 <= box.x0 - other.x1 <= 0.3 * (other.y1 - other.y0)
            and other.y0 <= middle <= other.y1
            for other in (word.box for word in row)
        ):
            return False
    return True


def _first(pair: tuple[float, Word]) -> float:
    return pair[0]


def _left(word: Word) -> float:
    return word.box.x0
