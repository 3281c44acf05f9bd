"""The heading of an item: registry numbers, sub-headings that are none, and where a wrapped title ends."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from .rows import Row
from .text import clean, fold, join_wrapped, key, phrase_set

REGISTRY = re.compile(
    r"^[(\[]?(?:(?i:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende|d\.nr)\.?:?\s*)(?P<nr>[A-ZÅÄÖa-zåäö]{0,6}[ -]?\d{2,6}[-/.: ]\d+(?:[-/. ]\d+)*(?:\s?[A-ZÅÄÖ]{2,5})?)[)\]]?|"
    r"^[(\[]?(?P<bare>(?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,5}[ -/]?)?(?:19|20)\d\d[-/.:]\d{1,6}(?:[-/. ]\d+)?(?:\s[A-ZÅÄÖ]{2,5})?|[A-ZÅÄÖ]{2,6}[ -]\d{4}[-/]\d+|[A-ZÅÄÖ]{2,5} \d{2,4}[-/]\d{2,5})[)\]]?(?=\s|$)",
)


REGISTRY_END = re.compile(
    r"\s*[(\[]?(?:dnr|diarienr|diarienummer|ärendenummer)\.?:?\s*(?P<nr>[A-ZÅÄÖa-zåäö]{0,6}[ -]?\d{2,4}[-/.:]\d+(?:[-/. ]\d+)*(?:\s[A-ZÅÄÖ]{2,5})?)[)\]]?\s*$|"
    r"\s*[(\[]?\b(?P<tail>(?-i:[A-ZÅÄÖ]{2,6})[ -/]?\d{4}[-/]\d{1,6}|(?-i:[A-ZÅÄÖ]{2,5}) \d{4}[./]\d{2,6})[)\]]?\s*$",
    re.I,
)


SUBHEADS = frozenset(
    map(
        key,
        phrase_set("""Ärendebeskrivning; Ärendet; Ärende; Beslut; Beredning; Beslutsunderlag; Expedieras till; Yrkande; Yrkanden; Yttrande;
Förslag till beslut; Bakgrund; Sammanfattning; Sammanfattning av ärendet; Beslutsgång; Reservation; Reservationer;
Protokollsanteckning; Protokollsanteckningar; Handling; Handlingar; Protokollsutdrag skickas till; Protokollsutdrag;
Propositionsordning; Omröstning; Votering; Anförande; Anföranden; Jäv; Deltar ej; Förslag till beslut på sammanträdet;
Förslag på sammanträdet; Beskrivning av ärendet; Beslutet skickas till; Skickas till; Sändlista; Underlag;
Ekonomiska konsekvenser; Barnkonsekvensanalys; Bilagor; Bilaga; Beslutet delges; Delges; Kopia till; Nämndens beslut;
Kommunstyrelsens beslut; Kommunfullmäktiges beslut; Arbetsutskottets beslut; Styrelsens beslut; Rådets beslut;
Beslut i kommunstyrelsen; Tidigare behandling; Tidigare beslut; Motivering; Skäl för beslut; Skäl till beslut;
Förvaltningens förslag; Förslag; Diskussion; Information; Beslutet expedieras till; Kommunstyrelsen beslutar;
Nämnden beslutar; Beslutet ska skickas till; Ajournering; Överläggning; Muntlig föredragning; Föredragande;
Föredragning; Dagens sammanträde; Inledning; Sammanfattande bedömning; Utdrag till; Ärendets beredning; Redogörelse;
Redogörelse för ärendet; Uppdrag; Konsekvenser; Noteringar; Åtgärd; Åtgärder; Beslutande; Barnrättsperspektiv;
Finansiering; Beslutsmotivering; Lagrum; Upplysningar"""),
    )
)


_BEGINS_TEXT = re.compile(r"^[•▪–\-*]\s|^[A-ZÅÄÖ]/|^att\b|^\d+[.)]\s|^(?i:diarienummer|dnr)\b")
_OPEN_ENDS = ("-", "–", ",", " och", " samt", " för", " av", " i", " till", " på")


def take_registry(text: str) -> tuple[str | None, str]:
    """A registry number at the start of a heading, and what is left."""
    match = REGISTRY.match(text)
    if not match:
        return None, text
    return clean(match["nr"] or match["bare"]), text[match.end() :].strip(" ,:–-")


def is_subhead(text: str) -> bool:
    """A heading inside an item ("Ärendebeskrivning", "Beslut")."""
    form = key(text)
    return form in SUBHEADS or bool(re.fullmatch(r"[\w -]{3,40}s? beslut(?:ar|ade)?", form))


def title_goes_on(rows: Sequence[Row], ahead: int, parts: list[str], contents: str | None) -> bool:
    """Whether a row belongs to a wrapped title: with a contents list, if it brings the title nearer to that; without, if the
    look stays and nothing says that the body begins."""
    row, before = rows[ahead], rows[ahead - 1]
    if is_subhead(row.text) or row.bullet or _BEGINS_TEXT.match(row.text):
        return False
    if parts and parts[-1].endswith(_OPEN_ENDS) and row.gap < 0.75 and _same_look(row, before):
        return True
    if contents:
        return _nearer(parts, row, fold(contents))
    marked = (row.bold and before.bold) or (row.heading and before.heading)
    if row.gap > (1.35 if marked and row.real else 0.75) or row.page != before.page:
        return False
    if not _same_look(row, before):
        return False
    if row.real and (before.bold or before.heading):
        return len(parts) < 5
    around = rows[max(0, ahead - 15) : ahead + 15]
    widest = max((one.box.x1 for one in around if one.page == row.page), default=0)
    if before.box.x1 <= 0.72 * widest or len(row.text) >= 90:
        return False
    return row.text[:1].islower() or parts[-1].endswith(_OPEN_ENDS)


def _nearer(parts: list[str], row: Row, goal: str) -> bool:
    have, more = fold(join_wrapped(parts)), fold(join_wrapped([*parts, row.text]))
    if len(have) >= len(goal) * 0.97:
        return False
    return fuzz.ratio(more, goal) > fuzz.ratio(have, goal) and row.gap < 1.6


def _same_look(row: Row, before: Row) -> bool:
    return (
        abs(row.height - before.height) <= 0.12 * before.height
        and row.bold == before.bold
        and bool(row.heading) == bool(before.heading)
    )
