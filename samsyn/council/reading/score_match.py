"""Compare what a person labelled with what the reader found: names, people rows, item rows, values."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

Row = Mapping[str, Any]
Pair = tuple[int, int]

# What is compared on two rows of the same person; the first ones weigh most when several rows compete.
ATTRIBUTES = ("role", "paragraphs", "substitute_for", "party", "remote", "title")
TITLE_ALIKE = 0.9

_DASHES = re.compile(r"[-‐‑‒–—−]")
_SPACES = re.compile(r"\s+")
_CLOCK = r"(?:[01]?\d|2[0-3])[.:][0-5]\d"
_LAST_CLOCK = re.compile(rf"(?<=\S)\s+\(?(?:kl(?:ockan)?\.?\s*)?{_CLOCK}(?:\s*-\s*{_CLOCK})?\)?$")


def plain(text: str) -> str:
    """Text for comparison: one case, one kind of dash and space, no soft hyphens, no debris at the edges."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").casefold()
    return _SPACES.sub(" ", _DASHES.sub("-", text)).strip(" .,;:")


def name_key(name: str) -> str:
    """A name for comparison: "Ann-Lie  Olsson" and "ann lie olsson" have the same key; å, ä, ö, é count."""
    return _SPACES.sub(" ", plain(name).replace("-", " ")).strip()


def folded_key(name: str) -> str:
    """The name key with diacritics removed: the second chance of a name that OCR stripped."""
    decomposed = unicodedata.normalize("NFKD", name_key(name))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same person's, diacritics being forgiven. Two missing names are the same."""
    if not one or not other:
        return not one and not other
    return folded_key(one) == folded_key(other)


def stated(record: Mapping[str, Any], field: str) -> Any:
    """The value of a field, or None when it is not stated; "next_meeting.date" looks inside."""
    value: Any = record
    for part in field.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return None if value in ("", []) else value


def right_values(gold: Mapping[str, Any], field: str) -> list[Any]:
    """All that is right for a field of a labelled record or row: the label, then its alternatives."""
    more = (gold.get("alternatives") or {}).get(field) or ()
    return [stated(gold, field), *more, *(gold.get(f"{field}_alternatives") or ())]


def is_right(gold: Mapping[str, Any], field: str, have: Any) -> bool:
    """Whether a value that was read says the same as the label, or as one of its alternatives."""
    return any(same_value(field, value, have) for value in right_values(gold, field))


def is_optional(gold: Row) -> bool:
    """Whether a labelled row may be read or left out, neither being held for or against the reader."""
    return bool(gold.get("optional"))


def same_value(field: str, one: Any, other: Any) -> bool:
    """Whether two values of a header field or a row's attribute say the same thing."""
    if field in {"chair", "secretary", "substitute_for"}:
        return same_name(one, other)
    if field == "adjusters":
        return sorted(map(folded_key, one or [])) == sorted(map(folded_key, other or []))
    if field in {"paragraphs", "paragraph_range"}:
        return _numbers(one) == _numbers(other)
    if field == "adjournments":
        return [(a.get("from"), a.get("until")) for a in one or []] == [
            (a.get("from"), a.get("until")) for a in other or []
        ]
    if isinstance(one, str) and isinstance(other, str):
        return plain(one) == plain(other)
    return bool(one == other)


def _numbers(value: Any) -> str:
    return re.sub(r"[§\s]", "", plain(str(value))) if value else ""


def pair_people(gold: Sequence[Row], read: Sequence[Row]) -> list[Pair]:
    """Pairs (index in gold, index in read), one-to-one.

    The labelled name is tried first, then its alternatives, then all of them without diacritics. Where a
    person has several rows, those not optional, then those that agree in most attributes, are paired first.
    """
    pairs: list[Pair] = []
    for key, names in ((name_key, _labelled_name), (name_key, _right_names), (folded_key, _right_names)):
        used_gold, used_read = {g for g, _ in pairs}, {r for _, r in pairs}
        candidates = [
            (g, r)
            for g, want in enumerate(gold)
            for r, have in enumerate(read)
            if g not in used_gold and r not in used_read and key(_name(have)) in map(key, names(want))
        ]
        candidates.sort(key=lambda pair: (_agreement(gold[pair[0]], read[pair[1]]), -pair[0], -pair[1]))
        candidates.reverse()
        pairs.extend(_greedy(candidates))
    return sorted(pairs)


def _name(row: Row) -> str:
    return str(row.get("name") or "")


def _labelled_name(want: Row) -> list[str]:
    return [_name(want)]


def _right_names(want: Row) -> list[str]:
    return [str(name or "") for name in right_values(want, "name")]


def _agreement(want: Row, have: Row) -> tuple[bool, ...]:
    return not is_optional(want), *(is_right(want, field, stated(have, field)) for field in ATTRIBUTES)


def pair_items(gold: Sequence[Row], read: Sequence[Row]) -> list[Pair]:
    """Pairs (index in gold, index in read), one-to-one: the same number, and titles alike to TITLE_ALIKE."""
    candidates = [
        (is_optional(want), -alike, g, r)
        for g, want in enumerate(gold)
        for r, have in enumerate(read)
        if _number(have.get("number")) in map(_number, right_values(want, "number"))
        and (alike := _title_alike(want, have)) >= TITLE_ALIKE
    ]
    return sorted(_greedy([(g, r) for *_, g, r in sorted(candidates)]))


def _number(value: Any) -> str | None:
    return None if value is None else str(value).strip()


def _title_alike(want: Row, have: Row) -> float:
    return max(titles_alike(title, have.get("title")) for title in right_values(want, "title"))


def title_key(title: str) -> str:
    """A title for comparison: as a name, and without a clock time at the end ("Mötets öppnande 12:18")."""
    return name_key(_LAST_CLOCK.sub("", plain(title)))


def titles_alike(one: str | None, other: str | None) -> float:
    """How alike two titles are, 0 to 1; two missing titles are alike."""
    return float(fuzz.ratio(title_key(one or ""), title_key(other or "")) / 100)


def _greedy(candidates: Sequence[Pair]) -> Iterator[Pair]:
    """The candidates in order, each side used once."""
    gold_used: set[int] = set()
    read_used: set[int] = set()
    for g, r in candidates:
        if g not in gold_used and r not in read_used:
            gold_used.add(g)
            read_used.add(r)
            yield g, r
