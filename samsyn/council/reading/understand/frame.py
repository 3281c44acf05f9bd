"""Which rows are the form before and after the matters, and which are the matters."""

from __future__ import annotations

import re

from .agenda import Head, Scheme
from .fields import LISTS
from .item_heads import is_form_label
from .labels import match_label
from .list_spans import is_full_name
from .posts import office_of
from .profiles import Profile
from .rows import Row

_SIGNATURE = re.compile(
    r"^(?:vid protokollet|vid anteckningarna|antecknat av|justeras?|justerat|underskrifter?|signaturer|protokollförare|vid pennan|bilaga [a-z0-9]\b|anslag/bevis|bevis om)\b",
    re.I,
)


_ANNEX = re.compile(
    r"^(?:bilaga \w+ )?(?:närvarolista|deltagarlista|uppropslista|närvaro och \w+lista|närvaro(?:lista)? vid (?:mötet|sammanträdet))$"
)


def form_rows(
    rows: list[Row], scheme: Scheme, profile: Profile
) -> tuple[list[Row], list[Row], list[list[Row]]]:
    """The rows before the first item without the contents list, the signature rows after the last, and lists of people that
    stand as items of their own ("1. Kallade: …"), which are then no items."""
    heads = _after_lists(rows, scheme.heads, profile)
    attendance: list[list[Row]] = []
    kept: list[Head] = []
    for k, head in enumerate(heads):
        stop = heads[k + 1].at if k + 1 < len(heads) else len(rows)
        listed = head.title and is_form_label(head.title, profile) and _is_list(head.title, profile)
        if head.attendance or (listed and _names_people(rows[head.at + head.taken : stop])):
            attendance.append(_without_number(rows[head.at : stop], head))
        else:
            kept.append(head)
    scheme.heads = kept
    first = kept[0].at if kept else len(rows)
    first = min([first, *(head.at for head in heads)]) if heads else first
    front = rows[:first]
    last = kept[-1].at if kept else 0
    back = back_rows(rows, last)
    if kept and (annex := annex_at(rows, last)) is not None:
        front = front + rows[annex:]
        back = [row for row in back if row not in rows[annex:]]
    return front, back, attendance


def _after_lists(rows: list[Row], heads: list[Head], profile: Profile) -> list[Head]:
    """The items without headings that stand before the first list of people: those head the paper, not a matter."""

    for at in range(min(60, len(rows)) - 1, 0, -1):
        match = match_label(rows[at].text, profile)
        if (
            match
            and match.marked
            and match.kind in {"present", "serving", "called"}
            and not rows[at].furniture
        ):
            early = [head for head in heads if head.at < at]
            if any(head.number and at < head.at + head.taken for head in early):
                continue  # "§ 24 Upprop": the title of a matter
            if early and len(early) <= 2 and len(heads) > len(early):
                return heads[len(early) :]
    return heads


def _names_people(rows: list[Row]) -> bool:
    """Whether people are named in the rows: "§ 5 Upprop / Upprop förrättas." is a matter, not a list."""
    return any(is_full_name(cell.text.split(",")[0]) for row in rows for cell in row.cells)


def _is_list(title: str, profile: Profile) -> bool:

    match = match_label(title, profile)
    return bool(match and match.kind in LISTS and match.kind != "presenters")


def _without_number(rows: list[Row], head: Head) -> list[Row]:
    """The rows of an item that is a list, its number taken off the first word."""
    first = rows[0]
    if head.number and first.cells[0].words and re.match(r"^§?\s*\d+[.):]?$", first.cells[0].words[0].text):
        if len(first.cells[0].words) > 1:
            first.cells[0].words = first.cells[0].words[1:]
        elif len(first.cells) > 1:
            first.cells = first.cells[1:]
    return rows


def annex_at(rows: list[Row], last: int) -> int | None:
    """Where a list of those present begins that stands after the last matter, None if there is none."""
    return next(
        (at for at in range(last + 1, len(rows)) if _ANNEX.match(rows[at].key) and not rows[at].furniture),
        None,
    )


def _are_offices(row: Row) -> bool:
    """Whether the row is the head of a signature block in columns: "Ordförande  Sekreterare  Justerare"."""
    return len(row.cells) > 1 and all(office_of(cell.text) for cell in row.cells)


def back_rows(rows: list[Row], last: int) -> list[Row]:
    """The rows from the signature block on, if there is one after the last item's head."""
    for at in range(last + 1, len(rows)):
        if not rows[at].furniture and _SIGNATURE.match(rows[at].text) and len(rows[at].text) < 90:
            return rows[at:]
    under = [
        at
        for at in range(last + 1, len(rows) - 1)
        if _are_offices(rows[at]) and not _are_offices(rows[at + 1])
    ]
    if under:
        return rows[under[-1] :]
    tail = [
        at
        for at in range(max(last + 1, len(rows) - 14), len(rows))
        if rows[at].key
        in {
            "ordförande",
            "sekreterare",
            "mötesordförande",
            "mötessekreterare",
            "mötesordförande mötessekreterare",
        }
        or rows[at].key.startswith("ordförande sekreterare")
    ]
    return rows[tail[0] :] if tail else []
