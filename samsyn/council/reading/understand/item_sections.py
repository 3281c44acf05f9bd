"""Items numbered by §."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from .agenda import Candidate, Head, best_chain
from .item_contents import contents_titles
from .item_titles import REGISTRY, REGISTRY_END, is_subhead, take_registry, title_goes_on
from .rows import Row
from .text import clean, fold, join_wrapped

SECTION = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäö]{0,7}\.?\s?)?(?:§+|paragraf|par\.)\s*(?P<a>\d{1,4}(?:\.\d{1,2}(?!\d))?(?:\s?(?-i:[a-h])\b)?)(?!\s*(?:[-–](?! [A-ZÅÄÖ])|och\b|samt\b|,|kap))|(?P<b>\d{1,4})\s?§(?!\s*\d))(?:/\d\d+)?\s*[.:)–-]?\s*(?P<rest>.*)$",
    re.I,
)


_EXTRACT = re.compile(
    r"^protokollsutdrag|\bprotokollsutdrag$|^utdrag ur |^utdrag$|sammanträdesprotokollsutdrag"
)


_ABBREVIATED = re.compile(r"^[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{1,4} (?P<a>\d{1,4})(?=\s+(?:Dnr|Diarienr)\b)")
SENTENCE_END = re.compile(r"[.!;]$")


def section_items(rows: Sequence[Row]) -> tuple[list[Head], float]:
    """Headings "§ 27": the best rising chain of candidates; a contents list before them lends its titles."""
    found = [one for at in range(len(rows)) if (one := _candidate(rows, at))]
    if not found:
        return [], 0.0
    weights = [_head_weight(rows, at, rest) for at, _, _, rest in found]
    listed = _listed(rows, found)
    body = [i for i in range(len(found)) if i not in listed]
    chain = [body[i] for i in best_chain([found[i][:2] for i in body], rows, [weights[i] for i in body])]
    contents = contents_titles(rows, found, chain)
    ends = [found[i][0] for i in chain[1:]] + [len(rows)]
    heads = [
        _section_head(rows, found[i], contents.get(found[i][2]), end)
        for i, end in zip(chain, ends, strict=True)
    ]
    extract = any(_EXTRACT.search(row.key) for row in rows[:12])  # one matter taken out of the minutes
    return heads, 2.0 + len(heads) + 5.0 * extract if len(heads) > 1 or extract else 1.5


def _listed(rows: Sequence[Row], found: Sequence[Candidate]) -> set[int]:
    """The candidates that make up a contents list: at least three that rise close under each other, of which two or more
    come again later. A copy that lacks its last pages has more matters in its list than in its body."""
    start = 0
    for i in range(1, len(found) + 1):
        if i < len(found) and found[i][1] > found[i - 1][1] and found[i][0] - found[i - 1][0] <= 4:
            continue
        run = range(start, i)
        numbers = {found[k][1] for k in run}
        again = {number for _, number, _, _ in found[i:]} & numbers
        close = found[i - 1][0] - found[start][0] <= 2.2 * (len(run) - 1)
        if len(run) >= 3 and close and len(again) >= 2 and not _told(rows, found[start][0], found[i - 1][0]):
            return set(run)
        start = i
    return set()


def _told(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether sentences stand between two rows: then it is short matters, not a list of them."""
    return sum(row.text.endswith(".") and len(row.text) > 20 for row in rows[first:last]) > 1


def _candidate(rows: Sequence[Row], at: int) -> Candidate | None:
    """The row as the head of an item: "§ 27" in its first cell, or in its second beside a margin note."""
    row = rows[at]
    if row.furniture or row.bullet:
        return None
    if match := _ABBREVIATED.match(row.text):  # "Kun 12 Dnr KUN 2009/14"
        return at, (int(match["a"]),), match["a"], row.text[match.end("a") :].strip()
    if "§" not in row.text and not row.key.startswith("par"):
        return None
    for place, cell in enumerate(row.cells[:2]):
        match = SECTION.match(cell.text)
        if not match or (place and (row.x0 <= 0 or row.cells[0].text[:1].islower())):
            continue
        if _sentence_goes_on(rows, at, cell.text):
            return None
        number = (match["a"] or match["b"]).replace(" ", "")
        rest = match["rest"]
        if place == 0:
            rest = clean(f"{rest} {' '.join(other.text for other in row.cells[1:])}")
        return at, tuple(int(part) for part in re.findall(r"\d+", number)), number, rest
    return None


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


def _section_head(rows: Sequence[Row], one: Candidate, contents: str | None, end: int) -> Head:
    at, _, number, rest = one
    registry, rest = take_registry(rest)
    head = Head(at, number, "", 1, registry)
    parts = [rest] if rest else []
    ahead = at + 1
    while ahead < end and len(parts) < 7:
        row = rows[ahead]
        text = "" if row.furniture else row.text
        if text and not parts:
            registry, text = take_registry(text)
            head.registry = head.registry or registry
            if is_subhead(text) and row.gap < 3 and ahead > at + 1:
                break
        elif text and not title_goes_on(rows, ahead, parts, contents):
            break
        if text:
            parts.append(text)
        ahead += 1
    head.taken = max(ahead - at, 1)
    _entitle(head, join_wrapped(parts), contents)
    return head


def _entitle(head: Head, title: str, contents: str | None) -> None:
    """Give the head its title, or the contents list's if it has none of its own."""
    nr = REGISTRY_END.search(title)
    if nr and nr.start() > 3:
        head.registry, title = head.registry or nr["nr"] or nr["tail"], title[: nr.start()]
    head.title = title.strip(" .") if title.endswith("...") else title.strip(" .:")
    if not title and contents:
        head.title, head.confidence = contents, 0.85
    elif contents and fuzz.ratio(fold(contents), fold(head.title)) < 70:
        head.confidence = 0.8
