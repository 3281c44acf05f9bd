"""The lines that name the home and the body, and what is stripped from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .dates import find_dates
from .labels import match_label
from .profiles import Profile
from .rows import Row
from .text import clean, key

_WORDS = r"protokoll(?:et)?|anteckningar(?:na)?|mötesanteckningar|minnesanteckningar|snabbreferat|referat|notat|kallelse|(?:telefon|video|teams)?mötet?|träff(?:en)?|sammanträdet?|föredragningslista|minutes|notes"


PAPER = re.compile(
    rf"^(?:\W*(?:utdrag ur\s+)?(?:sammanträdes|mötes|minnes|styrelse|dagordnings|besluts|samverkans|råds|justerat|öppet|preliminärt|digitalt|ordinarie|extra)*[-\s]*(?:{_WORDS})(?:sutdrag)?\b"
    r"(?:\s+(?:nr|nummer)\.?\s*\d+\S*)?(?:\s*[,:–-])?\s*(?:fört|förda|hållet|från|av|vid|med|i|för|över|till|of|from|the|meeting)*\b(?:\s+(?:vid|med|i|för|från)\b)*\s*)+",
    re.I,
)


_LONGEST = 250  # a head line is shorter, and the patterns below cost the square of the length
_PAPER_END = re.compile(rf"[\s,:–-]+(?:(?:sammanträdes|mötes|minnes)*(?:{_WORDS}))\W*$", re.I)


_PAGE_END = re.compile(r"\s+(?:sida?\s*)?\d+\s*(?:\(\d+\)|/\s*\d+)?$|\s*§.*$", re.I)


_WEEKDAY = re.compile(
    r"[\s,:(–-]*(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b)?[\s,]*(?:den\b)?\s*$", re.I
)


SHARING_WORDS = re.compile(r"samverkanskretsen|begr[äa]nsad|endast mötets|^öppen$", re.I)


_FIRST_PARTS = r"(?:Lilla|Östra|Västra|Norra|Södra|Stora|Upplands|Nya|Gamla|Sankt|Dals|Övre|Nedre|Kristi)"


MUNICIPALITY = re.compile(
    rf"\b((?:{_FIRST_PARTS}[ -])?[A-ZÅÄÖ][\wåäöÅÄÖ-]{{1,40}})\s+(kommun|stad|landsting|församling|pastorat|KOMMUN|STAD)(?:s|S)?\b"
)


_NOT_A_HOME = frozenset(["en", "ett", "vår", "din", "denna", "varje", "respektive", "svenska", "sveriges", "annan", "övriga", "berörda", "trygg", "tobaksfri", "hållbar", "säker", "öppen", "grön", "hela", "ny", "vårt"])  # fmt: skip


MEETINGS = {
    "styrelsemöte": "Styrelsen", "styrelsesammanträde": "Styrelsen", "styrelseprotokoll": "Styrelsen", "stormöte": "Stormötet", "årsmöte": "Årsmötet", "vårmöte": "Vårmötet", "höstmöte": "Höstmötet",
    "föreningsstämma": "Föreningsstämman", "årsstämma": "Årsstämman", "medlemsmöte": "Medlemsmötet", "bolagsstämma": "Bolagsstämman", "extrastämma": "Extrastämman",
}  # fmt: skip


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
    out = Heads(running=_running(rows), foot=[row for row in rows[-8:] if not row.furniture])
    lists = {"present", "called", "serving", "absent", "official"}
    for at, row in enumerate(rows[:40]):
        match = match_label(row.cells[0].text, profile)
        if (match and match.kind in lists and (match.marked or at > 3)) or at >= max(first_item, 3):
            break
        out.front.append(row)
    return out


def strip_paper(text: str) -> str:
    """A head line without the paper's kind, date, page and weekday."""
    text = clean(text)
    if len(text) > _LONGEST:
        return text
    text = re.sub(r"^Till (?:ledamöterna|medlemmarna|deltagarna|samtliga|alla|er) i ", "", text)
    if (paper := PAPER.match(text)) and paper.end() < len(text):
        text = text[paper.end() :]
        text = text[:1].upper() + text[1:]  # "träff med nätverket för samordnare"
    found = find_dates(text)
    if found:
        text = _WEEKDAY.sub("", text[: found[0].start]) or text[found[0].end :]
    text = re.sub(r"\s+den(?:\s+\d{1,2})?$", "", _PAPER_END.sub("", _PAGE_END.sub("", text)))
    text = re.sub(r"\s*\([A-ZÅÄÖ]{2,6}\)$", "", text)  # "Brottsförebyggande rådet (BRÅ)"
    return re.sub(r"\s+(?:19|20)\d\d$", "", text).strip(" ,:–-|=")


def municipality(match: re.Match[str]) -> str | None:
    name, kind = match[1], match[2].lower()
    if key(name.split()[-1]) in _NOT_A_HOME or re.search(r"(?:rådet|nämnden|styrelsen|brå)$", name, re.I):
        return None
    if name.isupper():
        name = name.title()
    return f"{name} {kind}"


def _running(rows: Sequence[Row]) -> list[Row]:
    """Running heads: the furniture, and the first lines of each later page (a scan's noise hides that they are alike)."""
    out, page, count = [], 1, 0
    for row in rows:
        page, count = (page, count + 1) if row.page == page else (row.page, 0)
        if row.furniture or (page > 1 and count < 4):
            out.append(row)
    return out
