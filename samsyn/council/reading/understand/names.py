"""What a person's name looks like, and the parties, titles and offices that stand beside it."""

from __future__ import annotations

import re
from functools import lru_cache

from .given import is_given
from .posts import ORG, ORG_FIRST, is_title
from .text import key, word_set

PARTICLES = word_set(
    """von van af de la le di da do dos del der den ter ten el al bin ibn bint av du of zu y e und st"""
)


_PREFIXES = ("Mc", "Mac", "De", "La", "Le", "Du", "O'", "D'", "d'", "al-", "Al-", "El-", "el-", "von", "Fitz")


_TWO_IN_ONE = re.compile(r"[A-ZÅÄÖ][a-zåäöé]{2,}[A-ZÅÄÖ][a-zåäöé]{2,}$")  # "IngBritt"
_DEBRIS = re.compile(r"^(?=.*(?:&|\||-[A-ZÅÄÖ]|[a-zåäö][A-ZÅÄÖ]))[&\w][\w&|'’.-]{5,40}$")


_NOT_A_NAME = frozenset(
    map(
        key,
        word_set("""Måndag Tisdag Onsdag Torsdag Fredag Lördag Söndag Januari Februari September Oktober November December Kommunen
Polisen Regionen Protokoll Protokollet Anteckningar Sammanträde Sammanträdet Mötet Möte Sida Beslut Ärende Punkt
Paragraf Sekreterare Ordförande Justerare Närvarande Frånvarande Ledamöter Ersättare Övriga Ingen Inga Inget Alla
Samtliga Deltagare Förhinder Plats Tid Datum Rådhuset Stadshuset Kommunhuset Kommunstyrelsen Kommunfullmäktige Nämnden
Styrelsen Rådet Distans Teams Zoom Länk Via Kl Klockan Ajournering Justering Underskrift Bilaga Dagordning Kansliet
Kontoret Vakant Protokollsutdrag Sekretess Information Val Godkännande Nästa Föregående Lägesbild Ordinarie
Tjänstgörande Beslutande Kallade Föredragande Kommundirektör Region Kommun Stad Sveriges Socialnämnden Skolan Den Det
De Vi Han Hon Ett En Och Med Från Till Hela Mötesordförande Mötessekreterare Rösträknare Justeringsperson Grand Hotel
Campus Diarienummer Sammanträdesprotokoll Minnesanteckningar Tjänstepersoner Tjänstemän Jäv Röster Ja Nej Avstår Org
Svar Gäster Ledamot Handlingar Välkommen Mötets Vid Utdrag Sammanträdesdatum Paragrafer Utdragsbestyrkande Resultat
Förslag Revisor Revisorer Gymnasieskolan Grundskolan Anmält Föredragning Vice Sammanträdesrum Konferensrum Sal Salen
Rum Rummet Huset"""),
    )
)


@lru_cache(maxsize=20000)
def is_token(token: str) -> bool:
    """One word of a name in any European script: capital first, or an initial; parts after a hyphen or apostrophe likewise."""
    for prefix in _PREFIXES:
        if token.startswith(prefix) and len(token) > len(prefix) + 1 and token[len(prefix)].isupper():
            token = token[len(prefix) :]
            break
    if re.fullmatch(r"[^\W\d_]\.?(?:[.-][^\W\d_]\.?)*", token):
        return token[0].isupper()
    parts = re.split(r"[-'’´`/:]", token.rstrip("."))
    if not parts[0] or not all(part.isalpha() for part in parts if part) or len(parts[0]) < 1:
        return False
    if token.isupper():
        return len(token) > 2
    return parts[0][0].isupper() and all(
        part[1:].islower() or _TWO_IN_ONE.match(part) for part in parts if len(part) > 1
    )


@lru_cache(maxsize=20000)
def looks_like_name(text: str, *, loose: bool = False) -> bool:
    """One to five capitalised words, particles allowed between. `loose` takes OCR debris inside a word, too."""
    tokens = text.split()
    if loose and len(tokens) == 1 and _DEBRIS.match(text):
        return True
    if not tokens or len(tokens) > 6 or len(text) > 60 or key(tokens[0]) in _NOT_A_NAME:
        return False
    strong = 0
    for place, token in enumerate(tokens):
        if token.lower() in PARTICLES and 0 < place < len(tokens) - 1:
            continue  # "Birgitta De Geest", "Karin von Essen"
        if is_token(token):
            if key(token) in _NOT_A_NAME:
                return False
            strong += 1
        elif token.lower() in PARTICLES and 0 < place < len(tokens):
            continue
        elif loose and re.match(r"^[&\w|'’.-]+$", token) and not re.search(r"\d", token) and len(token) > 2:
            strong += token[:1].isupper()
        else:
            return False
    if strong == 0 or is_title(text) or (len(tokens) == 1 and len(text) < 2):
        return False
    if is_given(tokens[0]):
        return True
    return not ORG.search(tokens[-1]) and not (len(tokens) > 1 and ORG_FIRST.search(tokens[0]))


def split_run_on(text: str) -> list[str]:
    """Names that stand side by side without a separator: parted where a known given name follows a likely surname."""
    tokens = text.split()
    if len(tokens) < 4 or not looks_like_name(" ".join(tokens[:2])):
        return [text]
    parts: list[list[str]] = [[tokens[0]]]
    for token in tokens[1:]:
        if len(parts[-1]) >= 2 and is_given(token) and not is_given(parts[-1][-1]):
            parts.append([token])
        else:
            parts[-1].append(token)
    if any(len(part) < 2 for part in parts):
        return [text]
    return [" ".join(part) for part in parts]
