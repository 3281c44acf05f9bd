"""Names of bodies and organisations as minutes print them: in heads, running heads, sentences and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .dates import find_dates
from .labels import match_label
from .profiles import Profile
from .rows import Row
from .text import clean, fold, join_wrapped, key

_END = (
    r"(?:nämnden?|styrelsen?|fullmäktige|utskott(?:et)?|rådet|råd|beredning(?:en)?|kommitt[ée](?:n)?|delegation(?:en)?|direktion(?:en)?|"
    r"presidium|presidiet|stämma(?:n)?|revision(?:en)?|grupp(?:en)?|samverkan|forum|nätverk(?:et)?|brå|samordningsförbund(?:et)?|parlament(?:et)?|"
    r"kommission(?:en)?|kollegium|kollegiet|jury(?:n)?|samrådet?)"
)
_KIND = re.compile(rf"^[\w-]*{_END}s?$", re.I)
_COUNCIL = re.compile(r"^(?:Regionpolisråd|Brottsförebyggande|BRÅ|Brå)$")
_LINKS = frozenset(
    [
        "och",
        "samt",
        "för",
        "i",
        "av",
        "med",
        "lokala",
        "kommunala",
        "strategiska",
        "regionala",
        "sociala",
        "gemensamma",
        "de",
        "det",
        "den",
        "vid",
        "till",
        "på",
        "mot",
    ]
)
_FOLLOWS = re.compile(r"(?:s|er|ar|or|nde|tet|het|ing|ete|a|skydd|frågor|arbete|-)$")
_TOO_SHORT = frozenset(["styrelse", "nämnd", "nämnden", "rådet", "forum", "samverkan", "utskott", "råd", "revision", "beredning", "brottsförebyggande", "presidium", "delegation", "direktion", "revisionen", "nätverk", "grupp", "gruppen", "utskottet", "beredningen", "arbetsgrupp", "råden"])  # fmt: skip
_WORDS = r"protokoll(?:et)?|anteckningar(?:na)?|mötesanteckningar|minnesanteckningar|snabbreferat|referat|notat|kallelse|möte|sammanträde|föredragningslista|minutes|notes"
_PAPER = re.compile(
    rf"^(?:\W*(?:utdrag ur\s+)?(?:sammanträdes|mötes|minnes|styrelse|dagordnings|besluts|samverkans|råds|justerat|öppet|preliminärt|digitalt|ordinarie|extra)*[-\s]*(?:{_WORDS})(?:sutdrag)?\b"
    r"(?:\s+(?:nr|nummer)\.?\s*\d+\S*)?(?:\s*[,:–-])?\s*(?:fört|förda|hållet|från|av|vid|med|i|för|över|till|of|from|the|meeting)*\b(?:\s+(?:vid|med|i|för|från))*\s*)+",
    re.I,
)
_PAPER_END = re.compile(rf"[\s,:–-]+(?:(?:sammanträdes|mötes|minnes)*(?:{_WORDS}))\W*$", re.I)
_PAGE_END = re.compile(r"\s+(?:sida?\s*)?\d+\s*(?:\(\d+\)|/\s*\d+)?$|\s*§.*$", re.I)
_WEEKDAY = re.compile(
    r"[\s,:(–-]*(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b)?[\s,]*(?:den\b)?\s*$", re.I
)
_GENITIVE = re.compile(
    rf"\b([\w-]*{_END})s\s+(?:ordinarie\s+|extra\s+)?(?:sammanträde|möte|protokoll|anteckningar)", re.I
)
MEETINGS = {
    "styrelsemöte": "Styrelsen", "styrelseprotokoll": "Styrelsen", "stormöte": "Stormötet", "årsmöte": "Årsmötet", "vårmöte": "Vårmötet", "höstmöte": "Höstmötet",
    "föreningsstämma": "Föreningsstämman", "årsstämma": "Årsstämman", "medlemsmöte": "Medlemsmötet", "bolagsstämma": "Bolagsstämman", "extrastämma": "Extrastämman",
}  # fmt: skip
_FIRST_PARTS = r"(?:Lilla|Östra|Västra|Norra|Södra|Stora|Upplands|Nya|Gamla|Sankt|Dals|Övre|Nedre|Kristi)"
_MUNICIPALITY = re.compile(
    rf"\b((?:{_FIRST_PARTS}[ -])?[A-ZÅÄÖ][\wåäöÅÄÖ-]+)\s+(kommun|stad|landsting|församling|pastorat|KOMMUN|STAD)(?:s|S)?\b"
)
_REGION = re.compile(
    r"\b((?:Polisregion|Region|Kommunalförbundet|Samordningsförbundet|Landstinget|Polismyndigheten i)\s+[A-ZÅÄÖ][\wåäö-]+(?:\s(?:och\s)?[A-ZÅÄÖ][a-zåäö-]+)?|[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?regionen)\b"
)
_HOUSING = re.compile(
    r"\b((?:Brf|BRF|HSB Brf|Bostadsrättsföreningen|Samfällighetsföreningen|Föreningen)\s+[A-ZÅÄÖ][\wåäö-]*(?:\s[A-ZÅÄÖ][\wåäö-]*)?(?:\s(?:nr\s)?\d+)?)"
)
_MEETING_OF = re.compile(
    rf"\b(?:{'|'.join(MEETINGS)})\s+(?:med|i|för|hos)\s+([A-ZÅÄÖ].{{2,45}}?)\s*(?:$|,|\bden\b|\d)", re.I
)
_NOT_A_HOME = frozenset(["en", "ett", "vår", "din", "denna", "varje", "respektive", "svenska", "sveriges", "annan", "övriga", "berörda", "trygg", "tobaksfri", "hållbar", "säker", "öppen", "grön", "hela", "ny", "vårt"])  # fmt: skip
_SHARING = re.compile(r"samverkanskretsen|begr[äa]nsad|endast mötets|^öppen$", re.I)


@dataclass(slots=True)
class Named:
    """A body or organisation with how sure, and where it was found."""

    value: str | None = None
    confidence: float = 0.0
    row: Row | None = None


@dataclass(slots=True)
class Heads:
    """The lines that may name the home and the body: the front before any list of people, and running heads."""

    front: list[Row] = field(default_factory=list)
    running: list[Row] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)


def head_lines(rows: Sequence[Row], profile: Profile, first_item: int) -> Heads:
    """Gather the lines; the front ends where the first list of people or item begins."""
    out = Heads(
        running=[row for row in rows if row.furniture], foot=[row for row in rows[-8:] if not row.furniture]
    )
    lists = {"present", "called", "serving", "absent", "official"}
    for at, row in enumerate(rows[:40]):
        match = match_label(row.cells[0].text, profile)
        if (match and match.kind in lists and (match.marked or at > 3)) or at >= max(first_item, 3):
            break
        out.front.append(row)
    return out


def find_home(heads: Heads, text: str, labelled: str | None) -> Named:
    """The organisation: a label, a head line, a running head, the notice board, or the only one the text names."""
    if labelled:
        return Named(labelled, 0.95)
    lines = [row for row in heads.front if len(row.text) < 120 and not _SHARING.search(row.text)]
    best = Named()
    for row in lines + heads.running:
        for cell in row.cells:
            name = _home_in(cell.text)
            if name:
                whole = fold(cell.text) == fold(name)
                sure = 0.95 if whole else 0.9
                if sure > best.confidence:
                    best = Named(name, sure, row)
    if best.value:
        return best
    association = _association(heads.front[:7])
    if association.value:
        return association
    board = re.search(r"([A-ZÅÄÖ][\wåäö-]+ (?:kommun|stad|regionen)s?) (?:digitala )?anslagstavla", text)
    if board:
        return Named(_base(board[1]), 0.88)
    for row in heads.foot:
        if (name := _home_in(row.text)) and len(row.text) < 90:
            return Named(name, 0.8, row)
    votes = Counter(name for match in _MUNICIPALITY.finditer(text) if (name := _municipality(match)))
    votes.update(match[1] for match in _REGION.finditer(text))
    if votes:
        top, count = votes.most_common(1)[0]
        others = [seen for name, seen in votes.items() if name != top]
        if not others or (count >= 3 and count >= 1.5 * max(others)):
            return Named(top, 0.72 if others else 0.75)
    return Named()


def _home_in(text: str) -> str | None:
    for pattern in (_HOUSING, _REGION):
        if match := pattern.search(text):
            name = re.sub(
                r"\s(?:PROTOKOLL|MINNESANTECKNINGAR|ANTECKNINGAR|SAMMANTRÄDESPROTOKOLL|Protokoll|Anteckningar|Minnesanteckningar|Styrelsen?)$",
                "",
                match[1],
            )
            return clean(name)
    match = _MUNICIPALITY.search(text)
    if match and (name := _municipality(match)):
        return name
    match = _MEETING_OF.search(text)
    return clean(match[1]) if match and not _is_body(match[1]) else None


def _municipality(match: re.Match[str]) -> str | None:
    name, kind = match[1], match[2].lower()
    if key(name.split()[-1]) in _NOT_A_HOME or re.search(r"(?:rådet|nämnden|styrelsen|brå)$", name, re.I):
        return None
    if name.isupper():
        name = name.title()
    return f"{name} {kind}"


def _base(name: str) -> str:
    return re.sub(r"(kommun|stad)s$", r"\1", clean(name))


def _association(rows: Sequence[Row]) -> Named:
    """An association's own name: before "vårmöte", beside "Mötesprotokoll", or alone at the top beside the date."""
    for at, row in enumerate(rows):
        match = re.match(rf"^(.+?)(s?) ({'|'.join(MEETINGS)})\b", row.text, re.I)
        if match and match[1][:1].isupper() and not _PAPER.match(match[1]):
            return Named(clean(match[1]), 0.88, row)
        bare = strip_paper(row.cells[0].text)
        dated = find_dates(row.cells[0].text)
        if dated and dated[0].start < 3:
            continue
        if (
            not bare
            or not re.search(r"[A-ZÅÄÖ]", bare)
            or len(bare) > 45
            or ":" in bare
            or not bare[:1].isalpha()
            or _body_of(bare)
            or _SHARING.search(bare)
        ):
            continue
        beside = (
            bare != clean(row.cells[0].text)
            or row.heading
            or len(row.cells) > 1
            or (at > 0 and _PAPER.match(rows[at - 1].text))
        )
        if (
            at <= 2
            and beside
            and not re.search(
                r"närvarande|kallade|deltagare|\btid\b|plats|delning|möte|protokoll|hej\b", key(bare)
            )
        ):
            return Named(bare, 0.85, row)
    return Named()


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
                where.setdefault(name, rows[at])
                votes[name] += weight
    if votes:
        top = max(votes, key=lambda name: (votes[name], len(name)))
        near = [other for other in votes if fold(other).startswith(fold(top)) and len(other) - len(top) <= 2]
        top = max(near, key=len, default=top)
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
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def _names_at(rows: Sequence[Row], at: int, profile: Profile, home: str | None) -> list[str]:
    row = rows[at]
    out = []
    for cell in row.cells[:3]:
        if _SHARING.search(cell.text) or ":" in cell.text or match_label(cell.text, profile):
            continue
        if name := _body_of(cell.text, home):
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
            if below[0].text[:1].islower() or parts[0].endswith(("-", " och", " för")):
                if name := _body_of(joined, home):
                    out.append(name)
                    break
    return out


def strip_paper(text: str) -> str:
    """A head line without the paper's kind, date, page and weekday."""
    text = _PAPER.sub("", clean(text), count=1)
    found = find_dates(text)
    if found:
        text = _WEEKDAY.sub("", text[: found[0].start]) or text[found[0].end :]
    text = _PAPER_END.sub("", _PAGE_END.sub("", text))
    return re.sub(r"\s+(?:19|20)\d\d$", "", text).strip(" ,:–-|=")


def _body_of(text: str, home: str | None = None) -> str | None:
    """The body a head line names, its municipality taken off ("Trygghetsrådet i Kvarnsele kommun")."""
    bare = strip_paper(text)
    match = _MUNICIPALITY.search(bare)
    name = _municipality(match) if match else None
    if match and name and (home is None or fold(name) == fold(home) or match.end() == len(bare)):
        left = re.sub(r"[\s,]*(?:\bi|\bför|,|–|-)?\s*$", "", bare[: match.start()]).strip(" ,–-") or bare[
            match.end() :
        ].strip(" ,–-")
        if left and _is_body(left):
            return left
    return bare if _is_body(bare) else None


def _is_body(text: str) -> bool:
    if (
        not 3 <= len(text) < 80
        or text.endswith((".", ":", ","))
        or ("," in text and not re.search(r"- ?,|, \w+-? och", text))
        or key(text) in _TOO_SHORT
    ):
        return False
    words = text.split()
    if not words[0][:1].isupper() and not re.match(
        r"(?:regionpolisråd|kommun|region|social|kyrko)\w*\b", text
    ):
        return False
    kinds = [
        at
        for at, word in enumerate(words)
        if _KIND.match(word.strip(",")) or _COUNCIL.match(word) or word.lower() == "regionpolisråd"
    ]
    if not kinds or len(words) > 11:
        return False
    before = all(
        word[:1].isupper() or word.strip(",") in _LINKS or word.endswith(("-", "a", "s", "-,")) or word == "/"
        for word in words[: kinds[0]]
    )
    after = all(
        word[:1].isupper() or word in _LINKS or _FOLLOWS.search(word.strip(",")) or word == "kommun"
        for word in words[kinds[-1] + 1 :]
    )
    return (
        before
        and after
        and not (
            len(words) > 1
            and kinds == [len(words) - 1]
            and words[-1] in {"forum", "samverkan"}
            and words[0].istitle()
            and len(words) > 3
        )
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
        and not _PAPER.match(word)
        and (word in {"och", "samt"} or word.endswith(("-", "ala", "ande", "iska")) or word[:1].isupper())
    )
