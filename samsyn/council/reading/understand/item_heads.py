"""Items without numbers: by the headings a format states, or by short lines that look like headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .agenda import Head
from .bodies import body_of
from .form import STAFF
from .item_titles import is_subhead, title_goes_on
from .labels import match_label
from .list_spans import is_full_name
from .names import looks_like_name
from .profiles import Profile
from .rows import Row
from .text import join_wrapped, key, without_time, word_set

_FORM_KINDS = word_set("""called present serving substitute substitute_serving absent official guest remote presenters place_time time date
place paragraphs adjust_place adjusted posted unposted mode chair secretary adjusters vice_chair""")


_PAPER = re.compile(
    r"(?:i korthet|protokoll|anteckningar|minutes|notes|referat|kallelse|dagordning|ärendelista|innehåll|föredragningslista|^agenda$)",
    re.I,
)


_DATED = re.compile(r"^\W*(?:\w+dag(?:en)?\s+)?(?:den\s+)?\d{1,4}[\s:/.-]+(?:\w+|\d+)[\s/.-]+\d{2,4}\W*$")


_SIGNED = re.compile(
    r"^(?:vid protokollet|justeras?|justerat|underskrifter?|signatur|vid anteckningarna)\b", re.I
)


def is_form_label(text: str, profile: Profile) -> bool:
    """A heading that is a label of the form ("Närvarande", "Tid och plats"), not an item."""
    match = match_label(text, profile)
    return bool(match and match.kind in _FORM_KINDS and (not match.rest or match.marked))


def heading_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """Headings that the format states, at the level of the first item or above, less the paper's own title and the form."""
    heads = [(at, row) for at, row in enumerate(rows) if row.heading and not row.furniture]
    found = [(at, row) for at, row in heads if not _is_frame(rows, at, profile)]
    if not found:
        return [], 0.0
    counts = Counter(row.heading for _, row in found)
    opening = next(
        (row.heading for _, row in found if re.search(r"öppn|inledning|välkom|föregående", row.key)), None
    )
    top = opening or next(
        (level for level in sorted(counts) if counts[level] >= 2 or level == max(counts)), found[0][1].heading
    )
    items, at = [], -2
    for place, row in found:
        if row.heading > top or (
            place == at + 1 and rows[at].heading == row.heading and row.text[:1].islower()
        ):
            continue
        items.append(Head(place, None, without_time(join_wrapped([row.text])).rstrip(":"), 1, None, 0.92))
        at = place
    for head in items:
        _take_number(head)
    return items, (1.6 + 0.95 * len(items)) if len(items) > 1 else 0.6


def _take_number(head: Head) -> None:
    match = re.match(
        r"^(?:§\s*|(?i:punkt|ärende|fråga|item|p\.)\s+)?(\d{1,3}(?:\.\d{1,2})*|[A-ZÅÄÖ](?=[.)]))\s*[.:)]?\s+(\S.*)$",
        head.title,
    )
    if match and not re.match(r"^\d{4}|^\d{1,2}[.:][0-5]\d\s", head.title):
        head.number, head.title = match[1], match[2]


def _is_frame(rows: Sequence[Row], at: int, profile: Profile) -> bool:
    """The paper's title, a date, an attendance list, a signature: headings that are no items."""
    row = rows[at]
    text = row.text
    if is_form_label(text, profile) or _DATED.match(text) or _SIGNED.match(text):
        return True
    of_last_time = re.match(r"(?:föregående|förra)\b", text, re.I)
    if at == 0 or (at < 6 and not of_last_time and (_PAPER.search(text) or body_of(text))):
        return True
    if (
        at < 4
        and all(one.heading for one in rows[:at])
        and len(text.split()) < 4
        and rows[min(at + 1, len(rows) - 1)].heading
    ):
        return True
    return (
        is_subhead(text)
        and key(text) not in {"information", "inledning", "diskussion", "föredragning"}
        and row.heading > 1
        and not _any_bigger(rows, row)
    )


def _any_bigger(rows: Sequence[Row], row: Row) -> bool:
    return not any(0 < one.heading < row.heading for one in rows)


def plain_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """Short lines with air above and text below: bold ones, ones in capitals, or known titles; else all of that look."""
    candidates = [at for at, row in enumerate(rows) if _looks_like_head(rows, at, profile)]
    if not candidates:
        return [], 0.0
    strong = [
        at for at in candidates if rows[at].bold or rows[at].text.isupper() or _known(rows[at].text, profile)
    ]
    bold = sum(rows[at].bold for at in strong)
    if bold >= 2:
        chosen = [at for at in strong if rows[at].bold or _known(rows[at].text, profile)]
    elif len(strong) >= 2:
        chosen = (
            strong
            if sum(rows[at].text.isupper() for at in strong) >= 2
            else sorted({*strong, *_alike(rows, candidates, strong)})
        )
    else:
        chosen = candidates if len(candidates) >= 3 else strong
    heads = []
    for at in chosen:
        parts, ahead = [rows[at].text], at + 1
        while (
            rows[at].bold
            and ahead < len(rows)
            and ahead not in chosen
            and len(parts) < 3
            and title_goes_on(rows, ahead, parts, None)
        ):
            parts.append(rows[ahead].text)
            ahead += 1
        heads.append(
            Head(
                at,
                None,
                without_time(join_wrapped(parts)).rstrip(":"),
                ahead - at,
                None,
                0.75 if rows[at].bold else 0.65,
            )
        )
    return heads, 0.4 * len(heads) + (0.8 if bold >= 2 or len(strong) >= 2 else 0.0)


def _alike(rows: Sequence[Row], candidates: list[int], strong: list[int]) -> list[int]:
    first = min(strong)
    return [at for at in candidates if at >= first and not _SIGNED.match(rows[at].text)]


def _known(text: str, profile: Profile) -> bool:
    form = key(without_time(text))
    return any(
        form == key(title) or (len(title) > 9 and form.startswith(key(title))) for title in profile.titles
    )


def _looks_like_head(rows: Sequence[Row], at: int, profile: Profile) -> bool:
    row = rows[at]
    text = row.text
    if re.search(r"[a-zåäö]\. [A-ZÅÄÖ]", text) or _is_name_list(text):
        return False
    if (
        row.furniture
        or row.bullet
        or row.table
        or not 3 < len(text) < 90
        or len(row.cells) > 1
        or not (text[0].isupper() or text[0].isdigit())
    ):
        return False
    if (
        text.endswith((".", ",", ";"))
        or _DATED.match(text)
        or (_PAPER.search(text) and at < 8)
        or is_form_label(text, profile)
        or _SIGNED.match(text)
    ):
        return False
    following = next((one for one in rows[at + 1 : at + 4] if not one.furniture), None)
    if following is None or (
        looks_like_name(text) and not row.bold and not _known(text, profile) and " " in text
    ):
        return False
    if STAFF.match(text) and is_full_name(following.text.split(",")[0]) and "," in following.text:
        return False  # "Från Länsstyrelsen" over those who came from there
    apart = at == 0 or row.gap > 0.6 or rows[at - 1].page != row.page or row.bold
    if not apart:
        return False
    if row.bold or text.isupper() or _known(text, profile):
        return True
    if following.gap < 0.6:
        return not _short(following)
    sentence = following.text.endswith(".") or len(following.text) > 60
    return len(text) < 62 and sentence and len(following.text) > len(text) + 4 and row.gap > 0.6


def _short(row: Row) -> bool:
    return len(row.text) < 25 and not row.text.endswith(".") and not row.bullet


_LETTER = re.compile(r"^(?P<n>[A-ZÅÄÖ])[.)/]\s+(?P<rest>[A-ZÅÄÖ\d].{2,120})$")


_BULLET_TITLE = re.compile(r"^(?:[-•–*]\s+)?(?P<title>[A-ZÅÄÖ][^.!?]{3,110})\.\s+(?=[A-ZÅÄÖ\d])")


def lettered_items(rows: Sequence[Row]) -> tuple[list[Head], float]:
    """Headings "A. Title", "B. Title" … in the order of the alphabet, each standing apart."""
    heads: list[Head] = []
    for at, row in enumerate(rows):
        match = None if row.furniture or row.bullet else _LETTER.match(row.text)
        if (
            match and ord(match["n"]) == ord(heads[-1].number or "@") + 1
            if heads
            else match and match["n"] == "A"
        ):
            assert match
            heads.append(Head(at, match["n"], without_time(match["rest"]).rstrip(" .:"), 1, None, 0.9))
    apart = [
        head
        for head in heads
        if rows[head.at].gap > 0.5 or rows[head.at].bold or rows[head.at].heading or head.at == 0
    ]
    return (heads, 0.9 + 0.9 * len(heads)) if len(heads) > 1 and len(apart) > 0.6 * len(heads) else ([], 0.0)


def bullet_items(rows: Sequence[Row]) -> tuple[list[Head], float]:
    """A summary told in bullets, "Title. What was said": the first sentence of each is the title."""
    if heads := told_agenda(rows):
        return heads, 0.5 * len(heads)
    heads = []
    for at, row in enumerate(rows):
        if row.furniture or not (row.bullet or re.match(r"^[-•–*] ", row.text)):
            continue
        match = _BULLET_TITLE.match(row.text)
        if not match and at + 1 < len(rows) and not rows[at + 1].bullet and rows[at + 1].gap < 0.4:
            match = _BULLET_TITLE.match(f"{row.text} {rows[at + 1].text}")
        if match:
            heads.append(Head(at, None, match["title"], 0, None, 0.75))
    return (heads, 0.35 * len(heads)) if len(heads) >= 3 else ([], 0.0)


_AGENDA = re.compile(
    r"^(?:på (?:dagordningen|agendan)\b.*|dagordning|agenda|mötets punkter|vi (?:pratade|talade) om)\s*:$",
    re.I,
)


def told_agenda(rows: Sequence[Row]) -> list[Head]:
    """The bullets under "På dagordningen stod:" in a report that tells the rest in running text."""
    start = next(
        (
            at
            for at, row in enumerate(rows)
            if _AGENDA.match(row.text if row.text.endswith(":") else f"{row.text}:")
        ),
        None,
    )
    heads = []
    for at in range(start + 1 if start is not None else len(rows), len(rows)):
        if not rows[at].bullet or len(rows[at].text) > 120:
            break
        heads.append(Head(at, None, rows[at].text.strip(" ."), 1, None, 0.85))
    return heads if len(heads) > 1 else []


def _is_name_list(text: str) -> bool:
    """A line of names parted by commas: it goes on a list of people, whatever air stands above it."""
    parts = [part.strip() for part in text.rstrip(",").split(",")]
    return len(parts) > 4 or (len(parts) > 2 and all(looks_like_name(part, loose=True) for part in parts[:3]))
