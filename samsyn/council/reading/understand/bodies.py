"""Names of bodies and organisations as minutes print them: in heads, running heads, sentences and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from .head_lines import MEETINGS, MUNICIPALITY, PAPER, SHARING_WORDS, Heads, Named, municipality, strip_paper
from .labels import match_label
from .profiles import Profile
from .rows import Row
from .text import fold, join_wrapped, key, word_set

_END = (
    r"(?:nämnd(?:en)?|styrelsen?|fullmäktige|utskott(?:et)?|rådet|råd|beredning(?:en)?|kommitt[ée](?:n)?|delegation(?:en)?|direktion(?:en)?|"
    r"presidium|presidiet|stämma(?:n)?|revision(?:en)?|grupp(?:en)?|samverkan|forum|nätverk(?:et)?|brå|group|network|partnership|parlament(?:et)?|"
    r"ungdomsting(?:et)?|council|committee|board|assembly|kommission(?:en)?|kollegium|kollegiet|jury(?:n)?|samrådet?)"
)


_KIND = re.compile(rf"^(?!\w*området)[\w-]*{_END}s?$", re.I)


_OF = re.compile(rf"^[\w-]*{_END}s$", re.I)
_SAYS = re.compile(
    r"^(?:representant|ledam[oö]|ersättare|företrädare|beslut|godkän|konstater|antar|föreslår|ställer|anser|diskuter|har$|är$|ska$|kan$)",
    re.I,
)


_COUNCIL = re.compile(r"^(?:Regionpolisråd|Brottsförebyggande|BRÅ|Brå)$")


_LINKS = word_set(
    """och samt för i av med lokala kommunala strategiska regionala sociala gemensamma de det den vid till på mot"""
)


_FOLLOWS = re.compile(r"(?:s|er|ar|or|nde|tet|het|ing|ete|a|skydd|frågor|arbete|-)$")


_TOO_SHORT = frozenset(["styrelse", "nämnd", "nämnden", "rådet", "forum", "samverkan", "utskott", "råd", "revision", "beredning", "brottsförebyggande", "presidium", "delegation", "direktion", "revisionen", "nätverk", "grupp", "gruppen", "utskottet", "beredningen", "arbetsgrupp", "råden", "council", "committee", "board", "assembly", "group", "network", "partnership"])  # fmt: skip


_GENITIVE = re.compile(
    rf"\b([\w-]{{0,60}}{_END})s\s+(?:ordinarie\s+|extra\s+)?(?:sammanträde|möte|protokoll|anteckningar)", re.I
)


def find_body(heads: Heads, labelled: str | None, profile: Profile, home: str | None) -> Named:
    """The body: a label, the profile's own, a head line (wrapped ones joined), a running head, or the kind of meeting."""
    if labelled:
        return Named(labelled, 0.95)
    for pattern, name in profile.body:
        for row in heads.front:
            if pattern.search(row.text):
                return Named(name, 0.9, row)
    votes: Counter[str] = Counter()
    where: dict[str, Row] = {}
    for weight, rows in ((4, heads.front), (1, heads.running)):
        for at in range(len(rows)):
            for name in _names_at(rows, at, profile, home):
                if home and fold(name) == fold(home):
                    continue  # a joint board names its association first; the body is what met in it
                where.setdefault(name, rows[at])
                votes[name] += weight
    if votes:
        top = max(votes, key=lambda name: (votes[name], len(name)))
        near = [other for other in votes if fold(other).startswith(fold(top)) and len(other) - len(top) <= 2]
        top = max(near, key=len, default=top)
        if top.isupper():  # the same in lower case elsewhere tells which of its words are names
            top = next((other for other in votes if not other.isupper() and fold(other) == fold(top)), top)
        return Named(_cased(top), 0.93, where[top])
    for row in heads.front:
        if match := _GENITIVE.search(row.text):
            return Named(_cased(match[1]), 0.88, row)
    for row in heads.front:
        for word, name in MEETINGS.items():
            if fold(word) in fold(row.text):
                return Named(name, 0.85, row)
    for row in heads.front:
        if len(row.text) < 120 and (inside := _inside(row.text)):
            return Named(_cased(inside), 0.75, row)
    return Named()


def _cased(name: str) -> str:
    """Capitals brought down ("FOLKHÄLSORÅDET"), a small first letter raised ("regionpolisråd Fjäll")."""
    words = [word.capitalize() if word.isupper() and len(word) > 4 else word for word in name.split()]
    if name.isupper():
        words = [
            words[0],
            *(word if word[:1].isupper() and at else word.lower() for at, word in enumerate(words[1:], 1)),
        ]
    if words and _OF.match(words[-1]):
        words[-1] = words[-1][:-1]  # "Kyrkorådets protokoll"
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _names_at(rows: Sequence[Row], at: int, profile: Profile, home: str | None) -> list[str]:
    row = rows[at]
    out = []
    for cell in row.cells[:3]:
        if SHARING_WORDS.search(cell.text) or ":" in cell.text or match_label(cell.text, profile):
            continue
        if name := body_of(cell.text, home):
            out.append(name)
            continue
        parts = [cell.text]
        for ahead in range(at + 1, min(at + 3, len(rows))):
            below = [
                c
                for c in rows[ahead].cells
                if abs(c.x0 - cell.x0) < 40 or abs((c.x0 + c.x1) - (cell.x0 + cell.x1)) < 30
            ]
            if not below or rows[ahead].gap > 0.9 or rows[ahead].page != row.page:
                break
            parts.append(below[0].text)
            joined = join_wrapped(parts)
            goes_on = below[0].text[:1].islower() or parts[0].endswith(("-", " och", " för"))
            if goes_on and (name := body_of(joined, home)):
                out.append(name)
                break
    return out


def body_of(text: str, home: str | None = None) -> str | None:
    """The body a head line names, its municipality taken off ("Trygghetsrådet i Kvarnsele kommun")."""
    if "/" in text or " – " in text:
        for part in re.split(r"\s+[/–]\s+", text):  # "Trygghetsrådet / Turvallisuusneuvosto"
            bare = strip_paper(part)
            bare = bare[:1].upper() + bare[1:]
            if part != text and is_body(bare):
                return bare
    bare = strip_paper(text)
    if home and bare.startswith(f"{home} ") and is_body(bare[len(home) :].strip()):
        return bare[len(home) :].strip()  # "Region Norr Folkhälsoutskottet"
    match = MUNICIPALITY.search(bare)
    name = municipality(match) if match else None
    if match and name and (home is None or fold(name) == fold(home) or match.end() == len(bare)):
        left = re.sub(r"[\s,]*(?:\bi|\bför|,|–|-)?\s*$", "", bare[: match.start()]).strip(" ,–-") or bare[
            match.end() :
        ].strip(" ,–-")
        if left and is_body(left):
            return left
    return bare if is_body(bare) else None


def is_body(text: str) -> bool:
    """Whether a text is the name of a body: a word for one ("rådet"), with words before and after that can belong to it."""
    words = text.split()
    if not words or key(text) in _TOO_SHORT or _no_name(text, words):
        return False
    kinds = [
        at
        for at, word in enumerate(words)
        if _KIND.match(word.strip(",")) or _COUNCIL.match(word) or word.lower() == "regionpolisråd"
    ]
    if not kinds or len(words) > 11 or not all(map(_leads_to, words[: kinds[0]])):
        return False
    plain_end = kinds == [len(words) - 1] and words[-1] in {"forum", "samverkan"}
    return _goes_with(words, kinds) and not (plain_end and words[0].istitle() and len(words) > 3)


def _no_name(text: str, words: list[str]) -> bool:
    """What cannot be a name: too short or long, a sentence, a list, a beginning in lower case."""
    if not 3 <= len(text) < 80 or text.endswith((".", ":", ",")) or words[0] == "Länsstyrelsen":
        return True
    if "," in text and not re.search(r"- ?,|, \w+-? och", text):
        return True
    low = not words[0][:1].isupper() and not re.match(
        r"(?:regionpolisråd|kommun|region|social|kyrko)\w*\b", text
    )
    return low or words[-1] in _LINKS or any(_SAYS.match(word) for word in words[1:])


def _leads_to(word: str) -> bool:
    """Whether a word may stand before the word for the body ("Lokala brottsförebyggande")."""
    return (
        word[:1].isupper()
        or word.strip(",") in _LINKS
        or word.endswith(("-", "a", "s", "e", "-,"))
        or word == "/"
    )


def _goes_with(words: list[str], kinds: list[int]) -> bool:
    """Whether the words after the word for the body belong to its name."""
    tail = words[kinds[0] + 1 :]
    said = " ".join(tail)
    if 1 < len(tail) < 6 and tail[0] in {"för", "mot", "kring"} and not re.search(r"\d|\bden$", said):
        return True  # "Beslutsgruppen för Levande centrum"
    if words[0].lower().endswith(("grupp", "gruppen")) and 0 < len(tail) < 4 and tail[0][:1].isupper():
        return True  # "Projektgrupp Trygga stråk"
    tail = words[kinds[-1] + 1 :]
    if 1 < len(tail) < 5 and "och" in tail[1:-1] and all(word.islower() for word in tail):
        return True  # "Samverkansgruppen polis och kommun"
    return all(
        word[:1].isupper()
        or word in _LINKS
        or _FOLLOWS.search(word.strip(","))
        or word == "kommun"
        or before_it in {"mot", "för", "kring"}  # "Nätverket mot våld"
        for before_it, word in pairwise(words[kinds[-1] :])
    )


def _inside(text: str) -> str | None:
    """A body named inside a short head line ("… sammanträde med Folkhälsorådet den 4 maj")."""
    words = [word.strip(".,:;()") for word in text.split()]
    for at, word in enumerate(words):
        if not (_KIND.match(word) or _COUNCIL.match(word)) or key(word) in _TOO_SHORT:
            continue
        start = at
        while start > 0 and _leads(words[start - 1]):
            start -= 1
        name = " ".join(words[start : at + 1])
        if name[:1].isupper():
            return name
    return None


def _leads(word: str) -> bool:
    return (
        len(word) > 1
        and not PAPER.match(word)
        and (word in {"och", "samt"} or word.endswith(("-", "ala", "ande", "iska")) or word[:1].isupper())
    )
