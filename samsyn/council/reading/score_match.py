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
    """Pairs (index in gold, index in read), one-to-one: same name first, then names alike but for diacritics.

    Where a person has several rows, those that agree in most attributes are paired first.
    """
    pairs: list[Pair] = []
    for key in (name_key, folded_key):
        used_gold, used_read = {g for g, _ in pairs}, {r for _, r in pairs}
        candidates = [
            (g, r)
            for g, want in enumerate(gold)
            for r, have in enumerate(read)
            if g not in used_gold and r not in used_read and key(_name(want)) == key(_name(have))
        ]
        candidates.sort(
            key=lambda pair: (_agreement(gold[pair[0]], read[pair[1]]), -pair[0], -pair[1]), reverse=True
        )
        pairs.extend(_greedy(candidates))
    return sorted(pairs)


def _name(row: Row) -> str:
    return str(row.get("name") or "")


def _agreement(want: Row, have: Row) -> tuple[bool, ...]:
    return tuple(same_value(field, want.get(field), have.get(field)) for field in ATTRIBUTES)


def pair_items(gold: Sequence[Row], read: Sequence[Row]) -> list[Pair]:
    """Pairs (index in gold, index in read), one-to-one: the same number, and titles alike to TITLE_ALIKE."""
    candidates = [
        (alike, g, r)
        for g, want in enumerate(gold)
        for r, have in enumerate(read)
        if _number(want) == _number(have)
        and (alike := titles_alike(want.get("title"), have.get("title"))) >= TITLE_ALIKE
    ]
    candidates.sort(key=lambda found: (-found[0], found[1], found[2]))
    return sorted(_greedy([(g, r) for _, g, r in candidates]))


def _number(item: Row) -> str | None:
    number = item.get("number")
    return None if number is None else str(number).strip()


def titles_alike(one: str | None, other: str | None) -> float:
    """How alike two titles are, 0 to 1; two missing titles are alike."""
    return float(fuzz.ratio(plain(one or ""), plain(other or "")) / 100)


def _greedy(candidates: Sequence[Pair]) -> Iterator[Pair]:
    """The candidates in order, each side used once."""
    gold_used: set[int] = set()
    read_used: set[int] = set()
    for g, r in candidates:
        if g not in gold_used and r not in read_used:
            gold_used.add(g)
            read_used.add(r)
            yield g, r
