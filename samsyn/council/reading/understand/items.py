"""Finding the matters of a meeting: by §, by number, by heading, by table or by their look; the best-fitting scheme wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from .labels import match_label
from .profiles import Profile
from .rows import Row
from .text import clean, fold, join_wrapped, key, without_time

SECTION = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäö]{0,7}\.?\s?)?(?:§+|paragraf|par\.)\s*(?P<a>\d{1,4}(?:\.\d{1,2}(?!\d))?(?:\s?(?-i:[a-h])\b)?)(?!\s*(?:[-–]|och\b|samt\b|,|kap))|(?P<b>\d{1,4})\s?§(?!\s*\d))(?:/\d\d+)?\s*[.:)]?\s*(?P<rest>.*)$",
    re.I,
)
NUMBERED = re.compile(
    r"^(?:(?:punkt|ärende|pkt|item)\s+)?(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})\s*[.:)]?\s+(?P<rest>[^\s\d%].*|\d\d?\s?-?års.*|\d{4}\s.*)$|^(?:punkt|ärende|pkt)\s+(?P<m>\d{1,2})\s*[.:]?$",
    re.I,
)
REGISTRY = re.compile(
    r"^[(\[]?(?:(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende|d\.nr)\.?:?\s*)(?P<nr>[A-ZÅÄÖa-zåäö]{0,6}[ -]?\d{2,4}[-/.: ]\d+(?:[-/. ]\d+)*(?:\s?[A-ZÅÄÖ]{2,5})?)[)\]]?|"
    r"^[(\[]?(?P<bare>(?:[A-ZÅÄÖ]{2,6}[ -/]?)?(?:19|20)\d\d[-/.:]\d{1,6}(?:[-/. ]\d+)?(?:\s[A-ZÅÄÖ]{2,5})?|[A-ZÅÄÖ]{2,6}[ -]\d{4}[-/]\d+|[A-ZÅÄÖ]{2,5} \d{2,4}[-/]\d{2,5})[)\]]?(?=\s|$)",
)
REGISTRY_END = re.compile(
    r"\s*[(\[]?(?:dnr|diarienr|diarienummer|ärendenummer)\.?:?\s*(?P<nr>[A-ZÅÄÖa-zåäö]{0,6}[ -]?\d{2,4}[-/.:]\d+(?:[-/. ]\d+)*(?:\s[A-ZÅÄÖ]{2,5})?)[)\]]?\s*$|"
    r"\s*[(\[]?\b(?P<tail>(?-i:[A-ZÅÄÖ]{2,6})[ -/]?\d{4}[-/]\d{2,6}|(?-i:[A-ZÅÄÖ]{2,5}) \d{4}[./]\d{2,6})[)\]]?\s*$",
    re.I,
)
SUBHEADS = frozenset(
    key(word)
    for word in [
        "Ärendebeskrivning",
        "Ärendet",
        "Ärende",
        "Beslut",
        "Beredning",
        "Beslutsunderlag",
        "Expedieras till",
        "Yrkande",
        "Yrkanden",
        "Yttrande",
        "Förslag till beslut",
        "Bakgrund",
        "Sammanfattning",
        "Sammanfattning av ärendet",
        "\n    Beslutsgång",
        "Reservation",
        "Reservationer",
        "Protokollsanteckning",
        "Protokollsanteckningar",
        "Handling",
        "Handlingar",
        "Protokollsutdrag skickas till",
        "Protokollsutdrag",
        "Propositionsordning",
        "Omröstning",
        "Votering",
        "Anförande",
        "Anföranden",
        "Jäv",
        "Deltar ej",
        "\n    Förslag till beslut på sammanträdet",
        "Förslag på sammanträdet",
        "Beskrivning av ärendet",
        "Beslutet skickas till",
        "Skickas till",
        "Sändlista",
        "Underlag",
        "Ekonomiska konsekvenser",
        "Barnkonsekvensanalys",
        "Bilagor",
        "Bilaga",
        "Beslutet delges",
        "Delges",
        "Kopia till",
        "\n    Nämndens beslut",
        "Kommunstyrelsens beslut",
        "Kommunfullmäktiges beslut",
        "Arbetsutskottets beslut",
        "Styrelsens beslut",
        "Rådets beslut",
        "Beslut i kommunstyrelsen",
        "Tidigare behandling",
        "Tidigare beslut",
        "Motivering",
        "Skäl för beslut",
        "Skäl till beslut",
        "Förvaltningens förslag",
        "Förslag",
        "Diskussion",
        "Information",
        "Beslutet expedieras till",
        "\n    Kommunstyrelsen beslutar",
        "Nämnden beslutar",
        "Beslutet ska skickas till",
        "Ajournering",
        "Överläggning",
        "Muntlig föredragning",
        "Föredragande",
        "Föredragning",
        "Dagens sammanträde",
        "Inledning",
        "Sammanfattande bedömning",
        "Utdrag till",
        "Ärendets beredning",
        "Redogörelse",
        "Redogörelse för ärendet",
        "Uppdrag",
        "Konsekvenser",
        "Noteringar",
        "Åtgärd",
        "Åtgärder",
        "Beslutande",
        "Barnrättsperspektiv",
        "Finansiering",
        "Beslutsmotivering",
        "Lagrum",
        "Upplysningar",
    ]
)
_SENTENCE_END = re.compile(r"[.!;]$")
_CAPTION = re.compile(r"^(?:sid(?:a|an)?|bilaga|figur|tabell|diagram)\b", re.I)
_NOT_TITLE = re.compile(
    r"^(?:(?:\d{1,3}(?:[.,]\d+)?\s*(?:%|kr|mnkr|tkr|st|personer|ledamöter|röster|procent|miljoner|mkr)\b)|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\s+(?:19|20)\d\d)",
    re.I,
)


Candidate = tuple[
    int, tuple[int, ...], str, str
]  # row, number as figures, number as text, the rest of the row


@dataclass(slots=True)
class Head:
    """Where an item begins: the index of its first row, its number and title, and how many rows the heading takes."""

    at: int
    number: str | None
    title: str
    taken: int = 1
    registry: str | None = None
    confidence: float = 0.95
    presenters: list[str] = field(default_factory=list)
    attendance: bool = False


@dataclass(slots=True)
class Scheme:
    """One way of seeing the items, and how well it fits."""

    name: str
    heads: list[Head]
    score: float


def find_items(rows: Sequence[Row], profile: Profile) -> Scheme:
    """The items by the scheme that fits best; a scheme earlier in the profile's order wins a tie."""
    from .item_heads import bullet_items, heading_items, lettered_items, plain_items
    from .item_tables import table_items

    finders = {
        "section": section_items,
        "numbered": numbered_items,
        "table": table_items,
        "heading": heading_items,
        "plain": plain_items,
        "lettered": lettered_items,
        "bullets": bullet_items,
    }
    best = Scheme("none", [], 0.0)
    for place, name in enumerate(profile.items):
        heads, score = finders[name](rows, profile)
        score -= 0.1 * place
        if len(heads) and score > best.score:
            best = Scheme(name, heads, score)
        if best.score >= 5 and name in {"section", "table"}:
            break
    return best


# -- by § ------------------------------------------------------------------------------------------------------------


def section_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """ "§ 27" headings: the best rising chain of candidates, where a contents list earlier lends its titles."""
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
    contents = _contents(rows, found, chain)
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
    if rest[:1].islower() or len(rest) > 160 or (_SENTENCE_END.search(rest) and len(rest) > 90):
        weight -= 0.6
    if re.search(r"\.{4,}|\s\d{1,3}$", rest) and len(rest) > 8:
        weight -= 0.5
    return weight


def best_chain(
    found: list[tuple[int, tuple[int, ...]]], rows: Sequence[Row], weights: list[float]
) -> list[int]:
    """Indexes of the candidates on the heaviest rising chain. Steps of one cost nothing, gaps a little; a candidate gains by
    the text between it and the next candidate, so the body beats the contents list."""
    best: list[float] = []
    back: list[int] = []
    ends = [at for at, _ in found[1:]] + [len(rows)]
    worth = [
        weight + min(2.0, 0.12 * (end - at - 1))
        for weight, (at, _), end in zip(weights, found, ends, strict=True)
    ]
    for i, (_, number) in enumerate(found):
        top, link = worth[i], -1
        for j in range(max(0, i - 250), i):
            step = _step(found[j][1], number)
            if step is None:
                continue
            gain = best[j] + worth[i] - step
            if gain > top:
                top, link = gain, j
        best.append(top)
        back.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    return chain[::-1]


def _step(before: tuple[int, ...], after: tuple[int, ...]) -> float | None:
    """The cost of going from one number to the next, None if it does not rise."""
    if after <= before:
        return None
    if len(before) == len(after) == 1:
        gap = after[0] - before[0]
        return 0.0 if gap == 1 else (0.5 + 0.15 * gap if gap <= 12 else None)
    if after[: len(before)] == before and len(after) == len(before) + 1:
        return 0.0 if after[-1] == 1 else 1.5
    shared = min(len(before), len(after))
    if (
        len(after) <= len(before)
        and after[: len(after) - 1] == before[: len(after) - 1]
        and after[-1] == before[len(after) - 1] + 1
    ):
        return 0.0
    return 1.2 if after[:shared] > before[:shared] and after[0] - before[0] <= 3 else None


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
        elif not _title_goes_on(rows, ahead, parts, contents, profile):
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


def take_registry(text: str) -> tuple[str | None, str]:
    """A registry number at the start of a heading, and what is left."""
    match = REGISTRY.match(text)
    if not match:
        return None, text
    return clean(match["nr"] or match["bare"]), text[match.end() :].strip(" ,:–-")


def is_subhead(text: str) -> bool:
    """A heading inside an item ("Ärendebeskrivning", "Beslut")."""
    form = key(text)
    return form in SUBHEADS or bool(re.fullmatch(r"[\w -]{3,40}s? beslut(?:ar)?", form))


def _title_goes_on(
    rows: Sequence[Row], ahead: int, parts: list[str], contents: str | None, profile: Profile
) -> bool:
    """Whether a row belongs to a wrapped title: with a contents list, if it brings the title nearer to that; without, if the
    look stays and nothing says that the body begins."""
    row, before = rows[ahead], rows[ahead - 1]
    if is_subhead(row.text) or row.bullet or re.match(r"^[•▪–\-*]\s|^[A-ZÅÄÖ]/|^att\b|^\d+[.)]\s", row.text):
        return False
    if contents:
        have, more = join_wrapped(parts), join_wrapped([*parts, row.text])
        goal = fold(contents)
        if len(fold(have)) >= len(goal) * 0.97:
            return False
        return bool(fuzz.ratio(fold(more), goal) > fuzz.ratio(fold(have), goal)) and row.gap < 1.6
    marked = (row.bold and before.bold) or (row.heading and before.heading)
    if row.gap > (1.35 if marked and row.real else 0.75) or row.page != before.page:
        return False
    if (
        abs(row.height - before.height) > 0.12 * before.height
        or row.bold != before.bold
        or bool(row.heading) != bool(before.heading)
    ):
        return False
    if row.real and (before.bold or before.heading):
        return len(parts) < 5
    widest = max(
        (one.box.x1 for one in rows[max(0, ahead - 15) : ahead + 15] if one.page == row.page), default=0
    )
    full = before.box.x1 > 0.72 * widest
    return (
        full
        and (
            row.text[:1].islower()
            or parts[-1].endswith(("-", "–", ",", " och", " samt", " för", " av", " i", " till", " på"))
        )
        and len(row.text) < 90
    )


# -- the contents list ----------------------------------------------------------------------------------------------------


def _contents(rows: Sequence[Row], found: list[Candidate], chain: list[int]) -> dict[str, str]:
    """Titles by number from a contents list before the first item. Numbers there stand on the title's first line, or, where
    wrapped titles are centred on their number, on the middle one; which of both is told by what adds up."""
    if not chain:
        return {}
    first = found[chain[0]][0]
    used = set(chain)
    listed = [one for i, one in enumerate(found) if i not in used and one[0] < first]
    if len(listed) < 2 or len(listed) < 0.5 * len(chain):
        return {}
    start = listed[0][0]
    while (
        start > 0
        and not rows[start - 1].furniture
        and rows[start - 1].page == rows[start].page
        and rows[start].gap < 1.2
        and _could_be_upper(rows[start - 1])
    ):
        start -= 1
    start = max(start, listed[0][0] - 4)
    numbers = {at: (number, rest) for at, _, number, rest in listed}
    return _centred(rows, start, first, numbers) or _topped(rows, start, first, numbers)


def _could_be_upper(row: Row) -> bool:
    return (
        len(row.cells) == 1
        and len(row.text) > 18
        and not re.search(
            r"^\d{4}-\d\d-\d\d|protokoll$|innehåll|ärendelista|dagordning|föredragningslista|^ärende",
            row.text,
            re.I,
        )
    )


def _tokens(
    rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]
) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    last = max(numbers)
    for at in range(start, min(end, last + 4)):
        row = rows[at]
        if row.furniture or not row.text:
            continue
        if at in numbers:
            out.append(("§" + numbers[at][0], strip_leader(numbers[at][1])))
        elif at > last and (row.gap > 1.0 or row.page != rows[last].page):
            break
        else:
            out.append(("", strip_leader(row.text)))
    return out


def strip_leader(text: str) -> str:
    """A contents line without dotted leaders and page number."""
    return re.sub(r"\s*(?:\.{3,}|…|_{3,})\s*\d*\s*$", "", text).strip()


def _centred(
    rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]
) -> dict[str, str]:
    tokens = _tokens(rows, start, end, numbers)
    titles: dict[str, str] = {}
    upper: list[str] = []
    at = 0
    while at < len(tokens):
        mark, text = tokens[at]
        if not mark:
            upper.append(text)
            at += 1
            continue
        lower = [one for m, one in tokens[at + 1 : at + 1 + len(upper)] if not m]
        if len(lower) != len(upper) or (not text and not upper):
            return {}
        titles[mark[1:]] = join_wrapped([*upper, text, *lower])
        at += 1 + len(lower)
        upper = []
    return {} if upper else titles


def _topped(rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]) -> dict[str, str]:
    titles: dict[str, list[str]] = {}
    mark = ""
    for name, text in _tokens(rows, start, end, numbers):
        if name:
            mark = name[1:]
            titles[mark] = [text] if text else []
        elif mark:
            titles[mark].append(text)
    return {number: join_wrapped(parts) for number, parts in titles.items()}


# -- by number ----------------------------------------------------------------------------------------------------------


def numbered_items(rows: Sequence[Row], profile: Profile) -> tuple[list[Head], float]:
    """ "5. Title" or "1.1 Title": the heaviest rising chain of short, capital-led lines at the left."""
    found: list[Candidate] = []
    weights: list[float] = []
    for at, row in enumerate(rows):
        if row.furniture or not (
            row.text[:1].isdigit() or row.key.startswith(("punkt", "ärende ", "pkt", "item"))
        ):
            continue
        match = NUMBERED.match(row.text)
        if not match:
            continue
        number, rest = match["n"] or match["m"], clean(match["rest"] or "")
        if (
            _NOT_TITLE.match(row.text)
            or rest[:1].islower()
            or len(rest) > 170
            or (int(number.split(".")[0]) > 60)
            or number.startswith("0")
        ):
            continue
        weight = (
            1.0
            + (0.5 if row.bold or row.heading else 0)
            + (0.3 if row.gap > 0.6 else 0)
            - (0.7 if _SENTENCE_END.search(rest) and len(rest) > 70 else 0)
        )
        weight -= 0.6 if re.search(r"\.{4,}\s*\d*$", rest) else 0
        weight -= min(1.0, max(0.0, (row.x0 - _left(rows, row)) / 90))
        found.append((at, tuple(int(part) for part in number.split(".")), number, rest))
        weights.append(weight)
    if len(found) < 2:
        return [], 0.0
    chain = best_chain([(at, number) for at, number, _, _ in found], rows, weights)
    chain = _same_left(rows, found, chain)
    if len(chain) < 2 or (len(chain) < 3 and found[chain[0]][1] != (1,)) or found[chain[0]][1][0] > 4:
        return [], 0.0
    heads = []
    for k, i in enumerate(chain):
        at, _, number, rest = found[i]
        end = found[chain[k + 1]][0] if k + 1 < len(chain) else len(rows)
        head = _numbered_head(rows, at, number, rest, end, profile)
        heads.append(head)
    quality = sum(weights[i] for i in chain) / len(chain)
    return heads, 1.0 + len(heads) * min(1.0, max(0.2, quality))


def _left(rows: Sequence[Row], row: Row) -> float:
    return min(one.x0 for one in rows if one.page == row.page and not one.furniture)


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


def _numbered_head(rows: Sequence[Row], at: int, number: str, rest: str, end: int, profile: Profile) -> Head:
    head = Head(at, number, "", 1, None, 0.93)
    head.registry, rest = take_registry(rest)
    parts, ahead = [rest] if rest else [], at + 1
    while ahead < end and len(parts) < 4:
        row = rows[ahead]
        if row.furniture:
            ahead += 1
            continue
        if parts and not _title_goes_on(rows, ahead, parts, None, profile):
            break
        parts.append(row.text)
        ahead += 1
    head.title, head.taken = without_time(join_wrapped(parts)), ahead - at
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
