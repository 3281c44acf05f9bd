"""Where one person ends and the next begins in running text: commas, "och", columns that a print has lost."""

from __future__ import annotations

import re
from itertools import pairwise

from .entries import REPLACES
from .given import is_given
from .names import PARTICLES, is_token, looks_like_name, split_run_on
from .posts import CAPITAL_POST, is_organisation, is_title
from .text import clean

_NEXT_PERSON = re.compile(
    r"(?:\)|\(\w{1,3}|\b(?:vice )?ordförande|\bordf\.?|\bsekreterare)\s+(?:['|]\s+)?(?=[^\W\d_a-zåäö])"
)


_POST_FIRST = re.compile(r"^(?:(?:[A-ZÅÄÖ]{2,5}-)?[a-zåäö.:-]{2,}\s+){1,4}(?=[^\W\d_a-zåäö])")
_HOME_BETWEEN = re.compile(r"\([^)]*\),\s[^,()]+\([^)]*\)\s*$")  # "Eva Al (EA), Stora Hotellet (ordf.)"
_IN_PLACE_OF = re.compile(
    r"\s*(?:tjänstgör(?:ande)? |tjg\.? |ersättare )?(?:för|ersätter) (?=[^\W\d_a-zåäö])"
)
_LONGEST_NAME = 300  # characters, with posts
_REMOTE = re.compile(r"\s(?:via|på) (?:länk|distans|teams|zoom|skype)\s*$", re.I)
OFFICE_WORD = re.compile(r"\b(?:vice )?ordförande\b|\bsekreterare\b|\bordf\b|'")


def plain_name(part: str) -> str:
    part = re.sub(r"\s(?:ersätter|i stället för|tjänstgör för|från(?! punkt| kl))\s.*$", " ", part)
    return clean(re.sub(r"\([^)]*\)?|(?:\b(?:ej|fr\.?o\.?m\.?|t\.?o\.?m\.?)\s*)?§.*$", " ", part)).strip(
        " .,"
    )


def without_post(part: str) -> str:
    """A name without the post in lower case before it: "biträdande regionpolischef Bo Ek"."""
    part = part.lstrip()
    if len(part) > _LONGEST_NAME:
        return part  # no person, and a long run of capitals costs the square of its length
    return CAPITAL_POST.sub("", _POST_FIRST.sub("", part), count=1)


def name_before_post(part: str) -> str:
    """The name in "Anders Sörlin kommunpolis"; any other text as it is."""
    words = part.split()
    if (
        len(words) > 2
        and is_given(words[0])
        and is_token(words[1])
        and words[2].islower()
        and words[2] not in PARTICLES
    ):
        return " ".join(words[:2])
    return part


def split_commas(text: str) -> list[str]:
    """Parted at commas and semicolons outside brackets."""
    return [text[start:end] for start, end in comma_spans(text)]


def comma_spans(text: str) -> list[tuple[int, int]]:
    spans, depth, start = [], 0, 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif (
            char in ",;" and (depth == 0 or _never_closed(text, at)) and not _IN_PLACE_OF.match(text, at + 1)
        ):
            spans.append((start, at))
            start = at + 1
    spans.append((start, len(text)))
    return spans


def semicolon_spans(text: str) -> list[tuple[int, int]]:
    """Where the parts between semicolons stand."""
    ends = [match.start() for match in re.finditer(";", text)]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))


def _never_closed(text: str, at: int) -> bool:
    after = text.find(")", at)
    return after < 0 or 0 <= text.find("(", at) < after


def and_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A comma part parted at "och"/"samt"/"&" where both sides are names."""
    spans = [(start, end)]
    for match in re.finditer(r"\s+(?:och|samt|&|and)\s+", text[start:end]):
        low, high = spans[-1]
        at, after = start + match.start(), start + match.end()
        left = without_post(plain_name(_REMOTE.sub("", text[low:at])))
        right = without_post(plain_name(text[after:high]))
        right_name = right.split(",")[0]
        if (
            looks_like_name(left, loose=True)
            and not left.endswith("-")
            and (looks_like_name(right_name, loose=True) or looks_like_name(" ".join(right_name.split()[:2])))
            and not is_organisation(left.split()[-1])
        ):
            spans[-1:] = [(low, at), (after, high)]
    return spans


def run_on_spans(part: str, offset: int) -> list[tuple[int, int]]:
    if REPLACES.search(part):
        return [(offset, offset + len(part))]
    names = split_run_on(part.strip()) if "(" not in part else [part.strip()]
    if len(names) < 2:
        cuts = [m.end() for m in _NEXT_PERSON.finditer(part)]
        ends = [0, *cuts, len(part)]
        parts = [(low, high) for low, high in pairwise(ends) if part[low:high].strip()]
        if len(parts) > 1 and all(
            is_full_name(OFFICE_WORD.sub("", plain_name(part[low:high])).strip()) for low, high in parts
        ):
            return [(offset + low, offset + high) for low, high in parts]
        return [(offset, offset + len(part))]
    spans, at = [], 0
    for name in names:
        at = part.index(name, at)
        spans.append((offset + at, offset + at + len(name)))
        at += len(name)
    return spans


def person_spans(text: str) -> list[tuple[int, int]]:
    """Where the people of one line stand: usually one; several joined by "och", columns or nothing at all."""
    first = comma_spans(text)[0]
    spans = and_spans(text, *first)
    if len(spans) > 1:
        return [*spans[:-1], (spans[-1][0], len(text))]
    several = "," not in text or (text.count("(") > 1 and not _HOME_BETWEEN.search(text))
    runs = run_on_spans(text, 0) if several else [(0, len(text))]
    if len(runs) > 1:
        return runs
    parts = comma_spans(text)
    names = [text[low:high].strip() for low, high in parts]
    if len(parts) > 1 and "ersätter" not in text and all(map(is_full_name, names)):
        given = [is_given(name.split()[0]) for name in names]
        if any(given[1:]) or not given[0]:
            return parts  # and not "Eva Al, Stora Hotellet"
    return [(0, len(text))]


def is_full_name(part: str) -> bool:
    plain = plain_name(part)
    return (
        looks_like_name(plain)
        and len(plain.split()) > 1
        and not is_title(plain)
        and not is_organisation(plain.split()[-1])
    )
