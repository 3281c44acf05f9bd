"""Items numbered "5." or "1.1"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agenda import Candidate, Head, best_chain
from .item_sections import SENTENCE_END
from .item_titles import REGISTRY_END, take_registry, title_goes_on
from .labels import match_label
from .profiles import Profile
from .rows import Row
from .text import clean, join_wrapped, without_time

NUMBERED = re.compile(
    r"^(?:(?:punkt|ärende|pkt|item)\s+)?(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})\s*[.:)]?\s+(?P<rest>[^\s\d%].*|\d\d?\s?-?års.*|\d{4}\s.*)$|^(?:punkt|ärende|pkt)\s+(?P<m>\d{1,2})\s*[.:]?$",
    re.I,
)


_NOT_TITLE = re.compile(
    r"^(?:(?:\d{1,3}(?:[.,]\d+)?\s*(?:%|kr|mnkr|tkr|st|personer|ledamöter|röster|procent|miljoner|mkr)\b)|(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|nov|dec)[a-z]*\s+(?:19|20)\d\d)",
    re.I,
)


def numbered_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """Headings "5. Title" or "1.1 Title": the heaviest rising chain of short, capital-led lines at the left."""
    left: dict[int, float] = {}
    for row in rows:
        if not row.furniture:
            left[row.page] = min(row.x0, left.get(row.page, row.x0))
    found = [one for at, row in enumerate(rows) if (one := _candidate(at, row))]
    if len(found) < 2:
        return [], 0.0
    weights = [_weight(rows[at], rest, left[rows[at].page]) for at, _, _, rest in found]
    chain = best_chain([(at, number) for at, number, _, _ in found], rows, weights)
    chain = _same_left(rows, found, chain)
    if len(chain) < 2 or (len(chain) < 3 and found[chain[0]][1] != (1,)) or found[chain[0]][1][0] > 4:
        return [], 0.0
    ends = [found[i][0] for i in chain[1:]] + [len(rows)]
    heads = [_numbered_head(rows, found[i], end, profile) for i, end in zip(chain, ends, strict=True)]
    quality = sum(weights[i] for i in chain) / len(chain)
    return heads, 1.0 + len(heads) * min(1.0, max(0.2, quality))


def _candidate(at: int, row: Row) -> Candidate | None:
    if row.furniture or not (
        row.text[:1].isdigit() or row.key.startswith(("punkt", "ärende ", "pkt", "item"))
    ):
        return None
    match = NUMBERED.match(row.text)
    if not match or _NOT_TITLE.match(row.text) or _NOT_TITLE.match(match["rest"] or ""):
        return None
    number, rest = match["n"] or match["m"], clean(match["rest"] or "")
    figures = tuple(int(part) for part in number.split("."))
    if rest[:1].islower() or len(rest) > 170 or figures[0] > 60 or number.startswith("0"):
        return None
    return at, figures, number, rest


def _weight(row: Row, rest: str, left: float) -> float:
    """More for what is bold or has air above; less for long sentences, contents lines and what stands indented."""
    weight = 1.0 + 0.5 * bool(row.bold or row.heading) + 0.3 * (row.gap > 0.6)
    if SENTENCE_END.search(rest) and len(rest) > 70:
        weight -= 0.7
    if re.search(r"\.{4,}\s*\d*$", rest):
        weight -= 0.6
    return weight - min(1.0, max(0.0, (row.x0 - left) / 90))


def _same_left(rows: Sequence[Row], found: list[Candidate], chain: list[int]) -> list[int]:
    """Only the chain's main indentation: a nested list that happens to go on counting is not the agenda."""
    top = [i for i in chain if len(found[i][1]) == 1]
    if not top:
        return chain
    x = sorted(rows[found[i][0]].x0 for i in top)[len(top) // 2]
    return [
        i
        for i in chain
        if abs(rows[found[i][0]].x0 - x) < 40 or len(found[i][1]) > 1 or not rows[found[i][0]].real
    ]


def _numbered_head(rows: Sequence[Row], one: Candidate, end: int, profile: Profile) -> Head:
    at, _, number, rest = one
    head = Head(at, number, "", 1, None, 0.93)
    head.registry, rest = take_registry(rest)
    parts, ahead = [rest] if rest else [], at + 1
    while ahead < end and len(parts) < 4:
        row = rows[ahead]
        if row.furniture:
            ahead += 1
            continue
        if parts and not title_goes_on(rows, ahead, parts, None):
            break
        parts.append(row.text)
        ahead += 1
    head.title, head.taken = without_time(join_wrapped(parts)), ahead - at
    if (registry := REGISTRY_END.search(head.title)) and registry.start() > 3:
        head.registry = head.registry or registry["nr"] or registry["tail"]
        head.title = head.title[: registry.start()]
    match = match_label(head.title, profile)
    head.attendance = bool(
        match
        and match.marked
        and match.kind in {"called", "present", "serving", "absent", "substitute"}
        and (match.rest or match.kind == "called")
    )
    head.title = (
        head.title.strip(" .:")
        if not head.title.endswith(("etc.", "m.m.", "mm."))
        else head.title.strip(" :")
    )
    return head
