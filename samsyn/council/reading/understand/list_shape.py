"""How a list of people runs: one a line, or on and on, parted by commas or semicolons."""

from __future__ import annotations

import re

from .given import is_given
from .list_chunks import Chunk
from .list_spans import and_spans, comma_spans, is_full_name, name_before_post, plain_name, without_post
from .names import looks_like_name
from .posts import is_organisation, is_title

FIRST_NAME_AND_POST = re.compile(r"^([^\W\d_a-zåäö][a-zåäöé]+)(?:\s?[-–]\s?|\s)[a-zåäö ]+$")  # "Eva- kassör"
_JOINS_NEXT = re.compile(r"\s+(?:och|samt|and)$")
_AFTER_BRACKET = re.compile(  # "Bo Ek (S), Eva Al"
    r"\)(?:,| och| samt)\s+[^\W\d_a-zåäö][\w'’.-]*\s+[^\W\d_a-zåäö]"
)
_LONGEST_RUN = 2000


def is_comma_list(chunks: list[Chunk]) -> bool:
    """Whether names flow on, parted by commas, rather than stand one a line with a title after the comma."""
    joined = " ".join(chunk.text for chunk in chunks)
    parts = _parts_of(joined)
    names = [
        part
        for part in (
            name_before_post(FIRST_NAME_AND_POST.sub(r"\1", plain_name(without_post(part)))) for part in parts
        )
        if looks_like_name(plain_name(part), loose=True)
        and (" " in plain_name(part) or is_given(plain_name(part)) or len(chunks) == len(parts) == 1)
        and not is_organisation(plain_name(part))
        and not is_title(plain_name(part))
    ]
    if len(chunks) == 1:
        return len(names) >= 2 or bool(
            re.search(r"\w\s+och\s+[A-ZÅÄÖ]", joined)
            and ";" not in joined
            and len(names) >= 1
            and len(parts) > 2
        )
    if len(chunks) > 1 and _one_a_line(chunks):
        return False
    flows = any(chunk.text.endswith((",", " och", " samt")) or not _begins_person(chunk) for chunk in chunks)
    if flows and len(_AFTER_BRACKET.findall(joined)) >= 2 and len(names) > len(chunks):
        return True
    flowing = sum(len(chunk.text) > 58 for chunk in chunks[:-1])
    open_ends = sum(
        chunk.text.rstrip().endswith((",", ";", "-", " och", " samt"))
        or ((half := chunk.text.rpartition(", ")[2]).isalpha() and is_given(half) and half != chunk.text)
        or not re.search(r"[),]|\w{3}$", chunk.text)
        for chunk in chunks[:-1]
    )
    several = sum(
        len([part for part in _parts_of(_JOINS_NEXT.sub("", chunk.text)) if _surely_person(part)]) > 1
        for chunk in chunks
    )
    return len(parts) > len(chunks) and (
        several >= 0.6 * len(chunks)
        or (several >= 1 and max(open_ends, flowing) >= 0.5 * (len(chunks) - 1) and len(names) >= len(chunks))
    )


def is_semicolon_list(chunks: list[Chunk]) -> bool:
    """Whether the names flow on parted by semicolons, each with its own details: "Bo Ek, Polisen; Eva Al, Regionen"."""
    parts = [part for part in " ".join(chunk.text for chunk in chunks).split(";") if part.strip()]
    if any(chunk.row.bullet for chunk in chunks):
        return False
    return len(parts) >= max(2, len(chunks)) and all(is_full_name(part.split(",")[0]) for part in parts)


def _surely_person(part: str) -> bool:
    """Whether a part is a full name, apart from a post before it: no unit and no post alone."""
    name = without_post(plain_name(part))
    return looks_like_name(name) and " " in name and not is_title(name) and not is_organisation(name)


def _one_a_line(chunks: list[Chunk]) -> bool:
    """Whether each line begins with a person and goes on with nothing that must be one: "Eva Al (EA), Stora Hotellet"."""
    later = [without_post(part).split()[0] for chunk in chunks for part in _parts_of(chunk.text)[1:]]
    return (
        all(map(_begins_person, chunks))
        and not any(map(is_given, later))
        and not chunks[0].text.endswith(",")
    )


def _begins_person(chunk: Chunk) -> bool:
    return is_full_name(without_post(chunk.text.split(",")[0].split(" och ")[0]))


def _parts_of(text: str) -> list[str]:
    """A text parted at commas and at the "och" between two names."""
    spans = comma_spans(text)
    if len(text) < _LONGEST_RUN:  # parting at "och" costs the square of the length
        spans = [two for one in spans for two in and_spans(text, *one)]
    return [part for start, end in spans if (part := text[start:end].strip())]
