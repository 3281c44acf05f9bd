"""The organisation a body belongs to, as minutes print it: municipality, region, association."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .bodies import body_of, is_body
from .dates import find_dates
from .head_lines import MEETINGS, MUNICIPALITY, PAPER, SHARING_WORDS, Heads, Named, municipality, strip_paper
from .rows import Row
from .text import clean, fold, key

_REGION = re.compile(
    r"\b((?:Polisregion|Region|Räddningstjänsten|Länsförbundet|Kommunförbundet|Regionförbundet|Räddningstjänstförbundet|Kommunalförbundet|Landstinget i|Samordningsförbundet|Landstinget|Polismyndigheten i)\s+[A-ZÅÄÖ][\wåäö-]+(?:\s(?:och\s)?[A-ZÅÄÖ][a-zåäö-]+)?(?:\slän\b)?|[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?regionen)\b"
)


_STATE = re.compile(  # on a line of its own
    r"(?:Länsstyrelsen (?:i )?[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?(?: län)?|"
    r"[A-ZÅÄÖ][\wåäö]+ (?:räddningstjänstförbund|räddningstjänst|kommunalförbund|samordningsförbund|kommunförbund|byalag|[a-zåäö]*förening)|"
    r"[A-ZÅÄÖ][\w&.-]+(?: [\w&.-]+){0,3} AB|"
    r"[A-ZÅÄÖ][a-zåäö]*(?:föreningen|klubben|sällskapet|samfälligheten) [A-ZÅÄÖ][\wåäö]+)$"
)


_HOUSING = re.compile(
    r"\b((?:Brf|BRF|HSB Brf|Bostadsrättsföreningen|Samfällighetsföreningen|Föreningen)\s+[A-ZÅÄÖ][\wåäö-]*(?:\s[A-ZÅÄÖ][\wåäö-]*)?(?:\s(?:nr\s)?\d+)?)"
)


_BY_LINK = re.compile(r"\b(?:teams|zoom|skype|distans|digitalt)\b", re.I)
_DEPARTMENT = re.compile(r"(?:kontoret|förvaltningen|avdelningen|enheten|staben|kansliet)\b", re.I)
_MEETING_OF = re.compile(
    rf"\b(?:{'|'.join(MEETINGS)})\s+(?:med|i|för|hos)\s+([A-ZÅÄÖ].{{2,45}}?)\s*(?:$|,|\bden\b|\d)", re.I
)


def find_home(heads: Heads, text: str, labelled: str | None, organ: str | None = None) -> Named:
    """The organisation: a label, a head line, a running head, the notice board, or the only one the text names."""
    if labelled:
        return Named(labelled, 0.95)
    lines = [row for row in heads.front if len(row.text) < 120 and not SHARING_WORDS.search(row.text)]
    for row in lines[:3]:
        if match := _STATE.match(row.cells[0].text):
            return Named(clean(match[0]), 0.93, row)
    best = Named()
    for row in lines + heads.running:
        for cell in row.cells:
            name = home_in(cell.text)
            if name:
                whole = fold(cell.text) == fold(name)
                sure = 0.95 if whole else 0.9
                if sure > best.confidence:
                    best = Named(name, sure, row)
    if best.value:
        return best
    authority = next((row for row in lines[:4] if row.cells[0].text == "Polismyndigheten"), None)
    if authority:
        return Named("Polismyndigheten", 0.85, authority)
    association = _association(heads.front[:7])
    if association.value:
        return association
    if organ and (name := home_in(organ)) and not is_body(organ):
        return Named(name, 0.85)
    board = re.search(r"([A-ZÅÄÖ][\wåäö-]+ (?:kommun|stad|regionen)s?) (?:digitala )?anslagstavla", text)
    if board:
        return Named(_base(board[1]), 0.88)
    for row in heads.foot:
        if (name := home_in(row.text)) and len(row.text) < 90:
            return Named(name, 0.8, row)
    votes = Counter(name for match in MUNICIPALITY.finditer(text) if (name := municipality(match)))
    votes.update(match[1] for match in _REGION.finditer(text))
    if votes:
        top, count = votes.most_common(1)[0]
        others = [seen for name, seen in votes.items() if name != top]
        if (not others and count > 1) or (count >= 3 and count >= 1.5 * max(others) and count >= sum(others)):
            return Named(top, 0.72 if others else 0.75)
    return Named()


def home_in(text: str) -> str | None:
    """The association, region or municipality that a line names."""
    for pattern in (_HOUSING, _REGION):
        if match := pattern.search(text):
            bare = re.sub(
                r"\s(?:PROTOKOLL|MINNESANTECKNINGAR|ANTECKNINGAR|SAMMANTRÄDESPROTOKOLL|Protokoll|Anteckningar|Minnesanteckningar|Styrelsen?)$",
                "",
                match[1],
            )
            return clean(bare)
    match = MUNICIPALITY.search(text)
    if match and (name := municipality(match)):
        return name
    match = _MEETING_OF.search(text)
    return clean(match[1]) if match and not is_body(match[1]) else None


def _base(name: str) -> str:
    return re.sub(r"(kommun|stad)s$", r"\1", clean(name))


def _association(rows: Sequence[Row]) -> Named:
    """An association's own name: before "vårmöte", beside "Mötesprotokoll", or alone at the top beside the date."""
    for at, row in enumerate(rows):
        match = re.match(rf"^(.+?)(s?) ({'|'.join(MEETINGS)})\b", row.text, re.I)
        if match and match[1][:1].isupper() and not PAPER.match(match[1]):
            return Named(clean(match[1]), 0.88, row)
        bare = strip_paper(row.cells[0].text)
        dated = find_dates(row.cells[0].text)
        if dated and (dated[0].start < 3 or ":" in row.text[: dated[0].start]):
            continue  # the date, or a label with it
        if (
            not bare
            or not re.search(r"[A-ZÅÄÖ]", bare)
            or len(bare) > 45
            or re.search(r"[:,\d]{1}.*\d|:", bare)
            or not re.match(r"[^\W\d_]{3}|[A-ZÅÄÖ]{2}\b", bare)
            or body_of(bare)
            or _DEPARTMENT.search(bare)
            or bare.lower().endswith("datum")
            or SHARING_WORDS.search(bare)
            or " – " in bare
            or _BY_LINK.search(bare)
        ):
            continue
        beside = (
            bare != clean(row.cells[0].text)
            or row.heading
            or len(row.cells) > 1
            or (at > 0 and PAPER.match(rows[at - 1].text))
            or (at == 0 and len(rows) > 1 and rows[1].bold and PAPER.match(rows[1].text))
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
