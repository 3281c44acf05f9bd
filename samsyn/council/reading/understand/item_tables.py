"""Items as rows of a table "Ärende | Omfattning/notering | Föredragande": stated, printed, or flattened by old OCR."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from samsyn.council.reading.layout import Box, Word

from .agenda import Head
from .given import is_given
from .names import looks_like_name
from .profiles import Profile
from .rows import Cell, Row
from .text import clean, fold, join_wrapped, key, phrase_set

_FIRST = phrase_set(
    """ärende; ärenden; punkt; rubrik; fråga; ämne; dagordningspunkt; område; item; nr; ärendepunkt; vad"""
)


_MIDDLE = phrase_set("""omfattning; notering; omfattning notering; anteckning; anteckningar; innehåll; beslut; diskussion; kommentar;
\nbeskrivning; sammanfattning; noteringar; ansvarig; information; notes; vad sades; anteckning beslut; decision;
discussion; action; notes and decisions; decisions""")


_LAST = {"föredragande", "ansvarig", "vem", "presentatör", "föredragning", "presenter", "namn", "ansvar"}


def table_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """The rows under the table's head, a new item where the first column begins anew."""
    for at, row in enumerate(rows[:200]):
        columns = _head_columns(row)
        if columns:
            heads = _stated(rows, at, columns) if row.table else _printed(rows, at, columns)
            if heads:
                return heads, 3.0 + len(heads)
        elif _flattened_head(row):
            heads = _flattened(rows, at, profile)
            if heads:
                return heads, 2.5 + len(heads)
    return [], 0.0


def _head_columns(row: Row) -> list[str] | None:
    """The roles of the columns, if the row is a table's head: "item", "text", "who" or "number"."""
    if not 2 <= len(row.cells) <= 5:
        return None
    kinds = []
    for cell in row.cells:
        form = key(cell.text)
        kinds.append(
            "number"
            if form in {"nr", "punkt"} and cell is row.cells[0] and len(row.cells) > 2
            else "item"
            if form in _FIRST
            else "who"
            if form in _LAST and cell is row.cells[-1]
            else "text"
            if form in _MIDDLE
            else ""
        )
    if "item" in kinds and ("text" in kinds or "who" in kinds) and sum(map(bool, kinds)) >= len(kinds) - 1:
        return kinds
    return None


def _flattened_head(row: Row) -> bool:
    form = fold(row.text)
    return bool(re.match(r"^arenden? (omfattning|notering|anteckning|innehall)", form)) and len(form) < 60


def _stated(rows: Sequence[Row], at: int, kinds: list[str]) -> list[Head]:
    """A table that the format states: one item a table row."""
    assert rows[at].table
    table = rows[at].table[0]  # type: ignore[index]
    groups: dict[int, list[int]] = {}
    for place in range(at + 1, len(rows)):
        where = rows[place].table
        if where and where[0] == table and where[1] != rows[at].table[1]:  # type: ignore[index]
            groups.setdefault(where[1], []).append(place)
    heads = []
    for places in groups.values():
        texts = {kind: _column(rows, places, index) for index, kind in enumerate(kinds)}
        title = join_wrapped(texts.get("item") or [])
        if not title:
            continue
        number = clean(" ".join(texts.get("number") or [])).strip(". §") or None
        head = Head(places[0], number, title, 0, None, 0.95, _names(texts.get("who") or []))
        _numbered_title(head)
        head.body = [
            part for place in places if (part := _only(rows[place], _of_kind(rows[place], kinds, "text")))
        ]
        heads.append(head)
    return heads


def _of_kind(row: Row, kinds: list[str], kind: str) -> list[Cell]:
    """The cells of a stated table's row that stand in columns of that kind."""
    return [
        cell
        for cell, index in zip(row.cells, row.columns, strict=False)
        if index < len(kinds) and kinds[index] == kind
    ]


def _only(row: Row, cells: list[Cell]) -> Row | None:
    """The row with nothing but those cells, or None if there are none."""
    if not cells:
        return None
    text = clean(" ".join(cell.text for cell in cells))
    return replace(row, cells=cells, text=text, key=key(text), table=None)


def _column(rows: Sequence[Row], places: list[int], column: int) -> list[str]:
    out = []
    for place in places:
        row = rows[place]
        out += [cell.text for cell, index in zip(row.cells, row.columns, strict=False) if index == column]
    return out


def _numbered_title(head: Head) -> None:
    match = re.match(r"^§?\s*(\d{1,3}(?:\.\d+)?)[.:)]?\s+(\D.*)$", head.title)
    if match and head.number is None:
        head.number, head.title = match[1], match[2]


def _printed(rows: Sequence[Row], at: int, kinds: list[str]) -> list[Head]:
    """A table known by where its columns stand. A new item begins where the number column has a number, or where the first
    column has text after a row without any, after more air than inside a cell, or beside the next presenter's name."""
    starts = [cell.x0 for cell in rows[at].cells]
    places = [
        place
        for place in range(at + 1, _table_end(rows, at, starts, kinds[0] == "number"))
        if not rows[place].furniture and not _head_columns(rows[place])
    ]
    split = {place: dict(zip(kinds, _into(rows[place], starts), strict=True)) for place in places}
    inside = sorted(rows[place].gap for place in places if not split[place]["item"])
    air = inside[len(inside) // 2] + 0.12 if inside else 0.9
    heads: list[Head] = []
    titles: list[list[str]] = []
    who: list[list[str]] = []
    quiet = True
    for place in places:
        cells = split[place]
        numbered = cells.get("number") or []
        if "number" in kinds:
            begins = bool(numbered) and bool(re.match(r"^\d", numbered[0].text))
        else:
            named = (
                bool(who)
                and bool(who[-1])
                and bool(cells.get("who"))
                and looks_like_name(cells["who"][0].text)
            )
            begins = bool(cells["item"]) and (
                not heads
                or ((quiet or rows[place].gap > air or named) and not cells["item"][0].text[:1].islower())
            )
        if begins:
            heads.append(
                Head(place, numbered[0].text.strip(" .") if numbered else None, "", 0, None, 0.88, body=[])
            )
            titles.append([])
            who.append([])
        if heads:
            titles[-1] += [cell.text for cell in cells["item"]]
            who[-1] += [cell.text for cell in cells.get("who") or []]
            if part := _only(rows[place], cells.get("text") or []):
                assert heads[-1].body is not None
                heads[-1].body.append(part)
        quiet = not cells["item"]
    for head, title, names in zip(heads, titles, who, strict=True):
        head.title = join_wrapped(title)
        head.presenters = _names(names)
        _numbered_title(head)
    return [head for head in heads if head.title]


def _table_end(rows: Sequence[Row], at: int, starts: list[float], numbered: bool) -> int:
    """Where the printed table stops: at a line of the paper's end that stands in the first column alone."""
    for place in range(at + 1, len(rows)):
        row = rows[place]
        alone = len(row.cells) == 1 and row.x0 < starts[0] + 8
        over = starts[1] if numbered and not row.text[:1].isdigit() else starts[-1]
        if alone and (_AFTER_TABLE.match(row.key) or row.cells[0].x1 > over + 8):
            return place  # the paper's end, or a line that runs over all columns
    return len(rows)


_AFTER_TABLE = re.compile(r"^(antecknat av|vid protokollet|vid anteckningarna|nästa möte|justeras)")


def _into(row: Row, starts: list[float]) -> list[list[Cell]]:
    """The row's words by column. Words that a narrow cell has pushed together ("TrygghetsmätningenSvarsfrekvensen") are
    parted where the next column begins."""
    columns: list[list[Word]] = [[] for _ in starts]
    for word in (part for whole in row.words for part in _parted(whole, starts)):
        columns[max((i for i, x in enumerate(starts) if word.box.x0 >= x - 6), default=0)].append(word)
    return [[Cell(words)] if words else [] for words in columns]


def _parted(word: Word, starts: list[float]) -> list[Word]:
    box = word.box
    crossed = [x for x in starts[1:] if box.x0 < x - 6 and box.x1 > x + 12]
    seam = re.search(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", word.text)
    if not crossed or not seam:
        return [word]
    left, right = word.text[: seam.start()], word.text[seam.start() :]
    return [
        replace(word, text=left, box=Box(box.x0, box.y0, crossed[0], box.y1)),
        replace(word, text=right, box=Box(crossed[0], box.y0, box.x1, box.y1)),
    ]


def _names(parts: list[str]) -> list[str]:
    """The presenters' column as names: parted at commas, "och" and line breaks that begin a new full name."""
    if not parts:
        return []
    text = join_wrapped(parts)
    names = [clean(name) for name in re.split(r",|;|/|\boch\b|&", text) if clean(name)]
    return [name for name in names if len(name) < 60]


def _flattened(rows: Sequence[Row], at: int, profile: Profile) -> list[Head]:
    """A three-column table whose columns old OCR has run together. Blocks parted by air alternate: title, text and presenter
    mixed line by line, or each as a block of its own. Titles are told by the profile's known ones or by standing short and
    alone; presenters are the names at the ends."""
    blocks = _blocks(rows, at + 1)
    heads: list[Head] = []
    for number, block in enumerate(blocks):
        text = join_wrapped([rows[i].text for i in block])
        if re.match(r"^(antecknat av|vid protokollet|vid anteckningarna)", key(rows[block[0]].text)):
            break
        mixed = _mixed_title(rows, block, profile)
        if len(block) < 3 and key(text) in {key(title) for title in profile.titles}:
            heads.append(Head(block[0], None, text, len(block), None, 0.75))
        elif mixed:
            heads.append(Head(block[0], None, mixed[0], 0, None, 0.6, mixed[1]))
        elif (looks_like_name(text, loose=True) and len(text.split()) > 1 and is_given(text.split()[0])) or (
            len(block) == 1 and re.search(r"\bkansli(et)?$", text)
        ):
            if heads and not heads[-1].presenters:
                heads[-1].presenters = [text]
        elif _stands_alone(rows, block, text, blocks[number + 1] if number + 1 < len(blocks) else None):
            parts = [rows[i].text for i in block]
            heads.append(Head(block[0], None, _mend(join_wrapped(parts)), len(block), None, 0.7))
    return heads


def _mend(title: str) -> str:
    return re.sub(r"(\w{6,}nin) (g)\b", r"\1\2", title)


def _blocks(rows: Sequence[Row], start: int) -> list[list[int]]:
    blocks: list[list[int]] = []
    for at in range(start, len(rows)):
        if rows[at].furniture or re.match(r"https?://", rows[at].text):
            continue
        if not blocks or rows[at].gap > 0.6 or rows[at].page != rows[at - 1].page or rows[at - 1].furniture:
            blocks.append([])
        blocks[-1].append(at)
    return blocks


def _stands_alone(rows: Sequence[Row], block: list[int], text: str, after: list[int] | None) -> bool:
    if (
        after is None
        or len(block) > 4
        or len(text) > 110
        or text.endswith((".", ","))
        or not text[:1].isupper()
    ):
        return False
    return max(len(rows[i].text) for i in block) < 34 and len(rows[after[0]].text) > 20


def _mixed_title(rows: Sequence[Row], block: list[int], profile: Profile) -> tuple[str, list[str]] | None:
    """A known title whose words begin the block's first lines, each line going on with the text column."""
    lines = [rows[i].text for i in block[:4]]
    for title in sorted(profile.titles, key=len, reverse=True):
        taken = _consume(fold(title).split(), [line.split() for line in lines])
        if taken is None:
            continue
        written = join_wrapped(
            [" ".join(line.split()[:count]) for line, count in zip(lines, taken, strict=False) if count]
        )
        rests = [
            " ".join(line.split()[count:]) for line, count in zip(lines, [*taken, 0, 0, 0, 0], strict=False)
        ]
        if len(rests[0].split()) < 3 or not rests[0][:1].isupper():
            continue
        return written.strip(" ."), _name_at_ends(rests)
    return None


def _consume(words: list[str], lines: list[list[str]]) -> list[int] | None:
    """How many words of each line make up the title in order; None if they do not."""
    taken, at = [], 0
    for number, line in enumerate(lines):
        count = 0
        below = fold(lines[number + 1][0]) if number + 1 < len(lines) and lines[number + 1] else ""
        while at < len(words) and count < len(line) and fuzz.ratio(fold(line[count]), words[at]) >= 80:
            if below == words[at] and fold(line[count]) != words[at]:
                break
            count += 1
            at += 1
        taken.append(count)
        if at == len(words):
            return taken
        if not count:
            return None
    return None


def _name_at_ends(lines: list[str]) -> list[str]:
    """A name that stands at the end of one line, or divided over the ends of the first two."""
    ends = [line.split() for line in lines if line]
    for words in ends[:1]:
        tail = " ".join(words[-2:]).strip("| ")
        if looks_like_name(tail) and len(words) > 3 and words[-2][0].isupper():
            return [tail]
    if (
        len(ends) > 1
        and len(ends[0]) > 3
        and ends[0][-1][:1].isupper()
        and ends[1]
        and ends[1][-1][:1].isupper()
    ):
        name = f"{ends[0][-1]} {ends[1][-1]}".strip("| ")
        if looks_like_name(name):
            return [name]
    return []
