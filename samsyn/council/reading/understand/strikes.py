"""Names that a lost stroke may have damaged: old OCR without its image only ever gives "possibly absent".

A stroke through a printed name shows in OCR as a hyphen where the space was, a lost space, a letter gone wrong. A true
double name ("Eva-Lena") holds a hyphen of its own. Measured on 170 names elsewhere: right 9 times of 10, but a third to
a half of the struck names leave no mark, so what is found is a doubt and what is not found proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from .entry import Entry
from .fields import Field
from .given import given_names, is_given
from .names import PARTICLES
from .text import fold


@dataclass(frozen=True, slots=True)
class Doubt:
    """How likely the person was struck through, and the name without the debris."""

    p_absent: float
    name: str


def doubts(entries: list[Entry], one: Field) -> dict[int, Doubt]:
    """Doubts by `id(entry)`. Weak marks (one odd letter) count only in a list that has strong ones or "(ers. X)"."""
    found: dict[int, Doubt] = {}
    strong = 0
    weak: list[tuple[Entry, Doubt]] = []
    text = one.text
    for entry in entries:
        marks = _marks(entry.as_written)
        replaced = entry.replaced_by is not None
        if not marks and not replaced:
            continue
        p = 1 - 0.9 * (0.3**replaced)
        p = 1 - (1 - max(marks, default=0.0)) * (0.2 if replaced else 1.0)
        doubt = Doubt(round(min(p, 0.97), 2), tidy(entry.as_written))
        if p >= 0.8:
            strong += 1
            found[id(entry)] = doubt
        else:
            weak.append((entry, doubt))
    if strong >= 2 or "(ers" in text:
        found.update({id(entry): doubt for entry, doubt in weak})
    return found


def _marks(name: str) -> list[float]:
    """The strength of each trace of a stroke in a name as OCR gave it."""
    out: list[float] = []
    tokens = name.split()
    for token in tokens:
        parts = [part for part in token.split("-") if part]
        hyphened = len(parts) > 1
        if hyphened and len(tokens) == 1:
            given = is_given(parts[0])
            out.append(0.92 if len(parts) > 2 or not (given and is_given(parts[1])) else 0.55)
        if re.search(r"[a-zåäö][A-ZÅÄÖ]", token) and not re.match(r"(Mc|Mac|De|La|Le)[A-Z]", token):
            out.append(0.9)
        if re.search(r"[&|_=~]", token[:-1]) or (token[0].islower() and token not in PARTICLES):
            out.append(0.93)
    first = tokens[0].split("-")[0]
    if len(tokens) > 1 and not is_given(tokens[0]) and len(first) > 4 and _near_given(first):
        out.append(0.7)
    return out


def _near_given(token: str) -> bool:
    """One wrong first letter away from a known given name ("Yrban"): a stroke begins there."""
    form = fold(token)
    return any(
        len(name) == len(form) and name[1:] == form[1:] and Levenshtein.distance(name, form) == 1
        for name in given_names()
    )


def tidy(name: str) -> str:
    """The name with the hyphens that stand for spaces taken out: "Ann-Christine-Gradin" as "Ann-Christine Gradin"."""
    name = re.sub(r"(?<=\w)\|(?=\w)", "l", name).strip(" -")
    name = (
        re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", name.strip("&|_=~ "))
        if " " not in name and "-" not in name
        else name
    )
    tokens = name.split()
    if len(tokens) == 1 and "-" in name:
        parts = name.split("-")
        if len(parts) > 2 and is_given(parts[0]) and is_given(parts[1]):
            return f"{parts[0]}-{parts[1]} {' '.join(parts[2:])}"
        return " ".join(parts)
    return " ".join(tokens)
