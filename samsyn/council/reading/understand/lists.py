"""A list of people as it stands on the page, one a line, with commas, in columns or run together, parted into entries."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable

from .entries import parse_entry
from .entry import Entry
from .entry_details import ROLES
from .fields import Field, Piece
from .given import is_given
from .list_chunks import Chunk, chunk_of, place
from .list_shape import FIRST_NAME_AND_POST, is_comma_list, is_semicolon_list
from .list_spans import (
    OFFICE_WORD,
    and_spans,
    comma_spans,
    is_full_name,
    name_before_post,
    person_spans,
    plain_name,
    run_on_spans,
    semicolon_spans,
    split_commas,
    without_post,
)
from .names import looks_like_name
from .posts import is_association, is_organisation, is_title, office_of
from .rows import Cell
from .text import SMALL_WORDS, clean, key

_COUNT_ONLY = re.compile(
    r"^(?:ca\.?\s*|cirka\s*|totalt\s*|samtliga\s*)?(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv)\s+(?:st\.?\s+)?(?:av\s+\d+\s+)?"
    r"(?:\w+\s+)?(?:ledamöter|ledamot|personer|person|medlemmar|medlem|deltagare|ersättare|åhörare|tjänstepersoner|tjänstemän|representanter|elever|röstberättigade|suppleanter|besökare)\b",
    re.I,
)


_TRAILING = re.compile(r"(?:[,(/&§-]|\b(?:och|samt|för|av|på|i|ersätter))$", re.I)


_BARE_PARTY = re.compile(r"(?<=\w)\s+(?:[A-ZÅÄÖ]{1,4}|[-–])$")  # "Anna Ek VP", "Bo Al -"
_MARK = re.compile(r"^(?:[xX✓✔√☒☑]|ja|nej|[-–]|n|f|\d{1,2}[.:]\d\d.*)$", re.I)


_HALF_A_NAME = re.compile(r"(?:\bför|\bersätter) [^\W\d_a-zåäö][\w-]+$")  # "tjänstgör för Christian"
_LONGEST_ENTRY = 8  # rows; what goes on longer is no person
_BULLET = re.compile(r"^\s*[•·▪◦‣*–—-]\s+")


def count_only(text: str) -> bool:
    """Attendance told by number, never people: "3 ledamöter", "34 medlemmar"."""
    return bool(_COUNT_ONLY.match(clean(text)))


def entries_of(field: Field, *, ocr: bool = False) -> list[Entry]:
    """The people of one field in order. What is no person (a count, a place, a sentence) is left out."""
    groups: list[list[Chunk]] = [[]]
    for piece in _apart(field.pieces):
        chunk = chunk_of(piece)
        if bare := _without_head(piece, chunk):
            groups.append([])
        if chunk.text and (not count_only(chunk.text) or _names_in(chunk.text) > 1):
            groups[-1].append(bare or chunk)
    return [entry for chunks in groups if chunks for entry in _entries(chunks, ocr)]


def _without_head(piece: Piece, chunk: Chunk) -> Chunk | None:
    """The people of "Polisen: Bo Ek och Eva Al" or of a row "Polisen | Bo Ek, Eva Al" without the unit they come from."""
    end = chunk.text.find(":") + 1
    if len(piece.cells) > 1 and not end:
        end = len(piece.cells[0].text) + 1
    head, people = _BULLET.sub("", chunk.text[:end]).strip(" :,"), chunk.text[end:].lstrip(" ,")
    party_list = head.startswith(("för ", "från "))  # "för kommunen: Bo Ek"
    person = (is_full_name(head) and not is_association(head.split(" ")[0])) or (
        is_title(head) and not party_list
    )
    if not end or not re.fullmatch(r"[^\d(),]{3,40}", head) or person:
        return None
    named = [is_full_name(part) for part in re.split(r",|;|\bsamt\b|\boch\b", people)]
    unit = party_list or is_association(head.split(" ")[0])
    unit = unit or (is_organisation(head) and not head.endswith("utskottet"))
    if office_of(head) or key(head) in ROLES or not named[0] or (sum(named) < 2 and not unit):
        return None
    start = len(chunk.text) - len(people)
    return Chunk(people, chunk.row, [(at - start, word) for at, word in chunk.words if at >= start])


def _entries(chunks: list[Chunk], ocr: bool) -> list[Entry]:
    chunks = _with_posts(chunks)
    if is_semicolon_list(chunks):
        return _from_run(chunks, ocr, semicolon_spans)
    if is_comma_list(chunks):
        return _from_run(chunks, ocr, comma_spans)
    return _from_lines(chunks, ocr)


def _with_posts(chunks: list[Chunk]) -> list[Chunk]:
    """A print that gave a column of names and then the column of their posts: each name with its post."""
    half = len(chunks) // 2
    names, posts = chunks[:half], chunks[half:]
    if half < 2 or len(chunks) % 2 or not all(is_full_name(chunk.text) for chunk in names):
        return chunks
    if not all(is_title(chunk.text) and not is_full_name(chunk.text) for chunk in posts):
        return chunks
    return [
        Chunk(
            f"{name.text}, {post.text}",
            name.row,
            [*name.words, *((len(name.text) + 2 + at, word) for at, word in post.words)],
        )
        for name, post in zip(names, posts, strict=True)
    ]


def _apart(pieces: list[Piece]) -> list[Piece]:
    """Rows with two columns of people as one piece a person; what a row left open goes on under it."""
    out: list[Piece] = []
    above: list[Piece] = []
    for piece in pieces:
        goes_on = [_column_above(cell, above) for cell in piece.cells]
        if len(piece.cells) > 1 and all(_is_person(cell.text) for cell in piece.cells) and not any(goes_on):
            above = [Piece(cell.text, piece.row, [cell]) for cell in piece.cells]
            out += above
        elif above and any(goes_on):
            rest = [cell for cell, one in zip(piece.cells, goes_on, strict=True) if one is None]
            for cell, one in zip(piece.cells, goes_on, strict=True):
                if one is not None:
                    one.cells.append(cell)
                    one.text = f"{one.text} {cell.text}"
            out += [Piece(cell.text, piece.row, [cell]) for cell in rest]
        else:
            above = []
            out.append(piece)
    return out


def _column_above(cell: Cell, above: list[Piece]) -> Piece | None:
    """The piece of the row above, in the cell's column, if that was left open: "ersättare för", "… för Thord"."""
    return next(
        (
            one
            for one in above
            if len(one.cells) == 1
            and abs(one.cells[0].x0 - cell.x0) < 4
            and (
                re.search(r"\b(?:för|ersätter)$", one.text)
                or (one.text.endswith("§") and cell.text[:1].isdigit())
                or (_HALF_A_NAME.search(one.text) and cell.text[:1].isupper())
            )
        ),
        None,
    )


def _is_person(text: str) -> bool:
    if re.match(r"(?:ersätter|ersättare för|tjänstgör|för)\b", text, re.I):
        return False
    name = OFFICE_WORD.sub("", plain_name(text.split(",")[0])).strip()
    bare = _BARE_PARTY.sub("", name)
    if is_full_name(bare) and bare != name:
        return True
    return is_full_name(name) and (is_given(name.split()[0]) or bool(re.search(r"\(\w{1,4}\)?", text)))


def _names_in(text: str) -> int:
    return sum(
        looks_like_name(plain_name(part)) and len(plain_name(part).split()) > 1 for part in split_commas(text)
    )


def _from_run(chunks: list[Chunk], ocr: bool, spans: Callable[[str], list[tuple[int, int]]]) -> list[Entry]:
    """The people of text that flows on over the lines, parted as `spans` says."""
    text, words, rows = "", [], []
    for chunk in chunks:
        if text and not (
            text.endswith("-") and chunk.text[:1].isupper() and len(text) > 1 and text[-2].isalpha()
        ):
            text += " "
        rows.append((len(text), chunk.row))
        words += [(len(text) + at, word) for at, word in chunk.words]
        text += chunk.text
    whole = Chunk(text, chunks[0].row, words)
    entries: list[Entry] = []
    for start, end in spans(text):
        for low, high in and_spans(text, start, end):
            row = rows[bisect(rows, low + 1, key=place) - 1][1]
            part = text[low:high]
            for name_low, name_high in run_on_spans(part, low):
                entry = parse_entry(text[name_low:name_high], row, whole.part(name_low, name_high), loose=ocr)
                if entry and not (entries and _only_detail(text[name_low:name_high].split(",")[0])):
                    entries.append(entry)
                elif entries and part.strip() and len(part) < 80:
                    _attach(entries[-1], part)
    return entries


def _only_detail(part: str) -> bool:
    plain = plain_name(part)
    if (told := FIRST_NAME_AND_POST.match(plain)) and is_given(told[1]):
        return False
    if is_full_name(without_post(plain)) and without_post(plain) != plain:
        return False
    if name_before_post(plain) != plain:
        return False
    return bool(office_of(plain)) or is_title(plain) or (is_organisation(plain) and len(plain.split()) < 4)


def _attach(entry: Entry, part: str) -> None:
    """Take a comma part that is no person as a detail of the person before it."""
    more = parse_entry(f"{'Xx'} Yy, {part.strip()}", entry.row, [])
    if more:
        entry.party = entry.party or more.party
        entry.offices += more.offices
        entry.titles += more.titles
        entry.role = entry.role or more.role
        entry.remote = more.remote if entry.remote is None else entry.remote
        entry.points += more.points
        entry.absent = entry.absent or more.absent
        entry.plain = False


def _from_lines(chunks: list[Chunk], ocr: bool) -> list[Entry]:
    entries: list[Entry] = []
    for group in _groups(chunks):
        text, words = "", []
        for chunk in group:
            if text:
                text += "" if text.endswith("-") and chunk.text[:1].isupper() else " "
            words += [(len(text) + at, word) for at, word in chunk.words]
            text += chunk.text
        whole = Chunk(text, group[0].row, words)
        for low, high in person_spans(text):
            entry = parse_entry(text[low:high], group[0].row, whole.part(low, high), loose=ocr)
            if entry and not _MARK.match(entry.name):
                entries.append(entry)
        _share_titles(text, entries)
    return entries


def _share_titles(text: str, entries: list[Entry]) -> None:
    """In "Anna Ek och Bo Al, Polisen" the unit after the last name is that of both."""
    if " och " in text.split(",")[0] and len(entries) >= 2 and entries[-1].row is entries[-2].row:
        last, before = entries[-1], entries[-2]
        if last.titles and not before.titles and before.plain:
            before.titles = list(last.titles)


def _groups(chunks: list[Chunk]) -> list[list[Chunk]]:
    """Lines gathered to entries: a line goes on from the one before if that is left open or this one cannot begin a person."""
    groups: list[list[Chunk]] = []
    for chunk in chunks:
        text = _BULLET.sub("", chunk.text)
        if groups and _goes_on(groups[-1], chunk, text):
            groups[-1].append(chunk)
        else:
            groups.append([chunk])
    return groups


def _goes_on(group: list[Chunk], chunk: Chunk, text: str) -> bool:
    if chunk.row.bullet or _BULLET.match(chunk.text) or len(group) >= _LONGEST_ENTRY:
        return False
    before = " ".join(one.text for one in group)
    if before.count("(") > before.count(")") and text.count(")") > text.count("("):
        return True
    if (_TRAILING.search(before) and not is_full_name(text.split(",")[0])) or before.endswith(
        ("ersätter", "för")
    ):
        return True
    if _HALF_A_NAME.search(before) and looks_like_name(plain_name(text)) and " " not in plain_name(text):
        return True
    if text[:1] in "(§" or (
        text[:1].islower()
        and text.split(" ")[0] not in {"von", "van", "de", "af", "al"}
        and text.split(" ")[0] not in SMALL_WORDS - {"för", "och"}
    ):
        return True
    plain = plain_name(text)
    one_word = len(plain.split()) == 1 and looks_like_name(plain)
    alone = looks_like_name(plain_name(before)) and len(plain_name(before).split()) == 1
    return (
        one_word
        and not alone
        and chunk.row.gap < 0.5
        and len(group) == 1
        and len(before) > 24
        and "(" in text
        and "(" not in before
    )
