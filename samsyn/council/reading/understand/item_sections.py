"""Items numbered by §."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from .agenda import Candidate, Head, best_chain
from .item_contents import contents_titles
from .item_titles import REGISTRY, REGISTRY_END, is_subhead, take_registry, title_goes_on
from .profiles import Profile
from .rows import Row
from .text import clean, fold, join_wrapped

SECTION = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäö]{0,7}\.?\s?)?(?:§+|paragraf|par\.)\s*(?P<a>\d{1,4}(?:\.\d{1,2}(?!\d))?(?:\s?(?-i:[a-h])\b)?)(?!\s*(?:[-–]|och\b|samt\b|,|kap))|(?P<b>\d{1,4})\s?§(?!\s*\d))(?:/\d\d+)?\s*[.:)]?\s*(?P<rest>.*)$",
    re.I,
)


SENTENCE_END = re.compile(r"[.!;]$")


def section_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """Headings "§ 27": the best rising chain of candidates; a contents list before them lends its titles."""
    found: list[Candidate] = []
    for at, row in enumerate(rows):
        if row.furniture or row.bullet or ("§" not in row.text and not row.key.startswith("par")):
            continue
        for cell in row.cells[:2]:
            match = SECTION.match(cell.text)
            if match and (
                cell is row.cells[0] or (row.cells[0].x0 > 0 and not row.cells[0].text[:1].islower())
            ):
                number = (match["a"] or match["b"]).replace(" ", "")
                rest = (
                    clean(
                        match["rest"] + " " + " ".join(c.text for c in row.cells[row.cells.index(cell) + 1 :])
                    )
                    if cell is row.cells[0]
                    else match["rest"]
                )
                if not _sentence_goes_on(rows, at, cell.text):
                    found.append((at, tuple(int(part) for part in re.findall(r"\d+", number)), number, rest))
                break
    if not found:
        return [], 0.0
    chain = best_chain(
        [(at, number) for at, number, _, _ in found],
        rows,
        [_head_weight(rows, at, rest) for at, _, _, rest in found],
    )
    contents = contents_titles(rows, found, chain)
    heads = [
        _section_head(
            rows,
            found[i],
            contents.get(found[i][2]),
            profile,
            found[chain[k + 1]][0] if k + 1 < len(chain) else len(rows),
        )
        for k, i in enumerate(chain)
    ]
    return heads, 2.0 + len(heads) if len(heads) > 1 else 1.5


def _sentence_goes_on(rows: Sequence[Row], at: int, text: str) -> bool:
    """A "§ 149" at the start of a line inside a sentence: the line before ends mid-sentence on the same page and close by."""
    if at == 0 or rows[at].gap > 0.9 or rows[at].page != rows[at - 1].page:
        return False
    before = rows[at - 1].text
    rest = re.sub(r"^\W*\d+\s*[.,]?\s*", "", text)
    return bool(
        (before.endswith((",", "–", "-")) and len(before) > 50 and rest[:1].islower())
        or (rest[:1].islower() and len(rest) > 0 and len(before) > 55)
    )


def _head_weight(rows: Sequence[Row], at: int, rest: str) -> float:
    """More for what stands alone, has a registry number, air above, or is bold; less for what reads on like a sentence."""
    row = rows[at]
    weight = 1.0
    if not rest or REGISTRY.match(rest):
        weight += 0.6
    if row.gap > 0.8 or at == 0 or rows[at - 1].page != row.page:
        weight += 0.3
    if row.bold or row.heading:
        weight += 0.5
    if rest[:1].islower() or len(rest) > 160 or (SENTENCE_END.search(rest) and len(rest) > 90):
        weight -= 0.6
    if re.search(r"\.{4,}|\s\d{1,3}$", rest) and len(rest) > 8:
        weight -= 0.5
    return weight


def _section_head(
    rows: Sequence[Row], one: Candidate, contents: str | None, profile: Profile, end: int
) -> Head:
    at, _, number, rest = one
    registry, rest = take_registry(rest)
    head = Head(at, number, "", 1, registry)
    parts = [rest] if rest else []
    ahead = at + 1
    while ahead < end and len(parts) < 7:
        row = rows[ahead]
        if row.furniture:
            ahead += 1
            continue
        text = row.text
        if not parts:
            registry, text = take_registry(text)
            head.registry = head.registry or registry
            if not text:
                ahead += 1
                continue
            if is_subhead(text) and row.gap < 3 and ahead > at + 1:
                break
        elif not title_goes_on(rows, ahead, parts, contents, profile):
            break
        parts.append(text)
        ahead += 1
    title = join_wrapped(parts)
    nr = REGISTRY_END.search(title)
    if nr and nr.start() > 3:
        head.registry, title = head.registry or nr["nr"] or nr["tail"], title[: nr.start()]
    head.title, head.taken = (
        title.strip(" .:") if not title.endswith("...") else title.strip(" ."),
        max(ahead - at, 1),
    )
    if not title and contents:
        head.title, head.confidence = contents, 0.85
    elif contents and fuzz.ratio(fold(contents), fold(head.title)) < 70:
        head.confidence = 0.8
    return head
