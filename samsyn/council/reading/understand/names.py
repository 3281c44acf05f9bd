"""What a person's name looks like, and the parties, titles and offices that stand beside it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .profiles import FOLDER
from .text import fold, key

PARTICLES = frozenset(
    [
        "von",
        "van",
        "af",
        "de",
        "la",
        "le",
        "di",
        "da",
        "do",
        "dos",
        "del",
        "der",
        "den",
        "ter",
        "ten",
        "el",
        "al",
        "bin",
        "ibn",
        "bint",
        "av",
        "du",
        "of",
        "zu",
        "y",
        "e",
        "und",
        "st",
    ]
)
_PREFIXES = ("Mc", "Mac", "De", "La", "Le", "Du", "O'", "D'", "d'", "al-", "Al-", "El-", "el-", "von", "Fitz")
_DEBRIS = re.compile(r"^(?=.*(?:&|\||-[A-ZÅÄÖ]|[a-zåäö][A-ZÅÄÖ]))[&\w][\w&|'’.-]{5,40}$")
PARTY = re.compile(
    r"^(?:-|–|[A-ZÅÄÖ]{1,5}|[A-ZÅÄÖ][a-zåäö]{1,3}|[smcvlk]|sd|kd|mp|fp|fi|nyd|obunden|partilös|opol|vilde|pol\.?\s*vilde)$"
)
_OWN_PARTY = re.compile(r"^(?=.*[A-ZÅÄÖ].*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö]{2,5}$")
KNOWN_PARTIES = frozenset(
    ["S", "M", "SD", "V", "C", "KD", "L", "MP", "FP", "FI", "NYD", "D", "-", "PI", "SPI"]
)
_PARTY_WORDS = {
    "socialdemokraterna": "S", "moderaterna": "M", "sverigedemokraterna": "SD", "vänsterpartiet": "V", "centerpartiet": "C",
    "kristdemokraterna": "KD", "liberalerna": "L", "miljöpartiet": "MP", "folkpartiet": "FP", "feministiskt initiativ": "FI",
    "moderata samlingspartiet": "M", "nya moderaterna": "M", "socialdemokratiska arbetarepartiet": "S",
}  # fmt: skip

_OFFICES = (
    (re.compile(r"^(?:2|andra?|andre)\s*[:.]?\s*(?:e|a|dre|:e|:a)?\s*v(?:ice|\.)?[\s.-]*ordf(?:örande|\.)?$", re.I), "second_vice_chair"),
    (re.compile(r"^(?:(?:1|förste?a?)\s*[:.]?\s*(?:e|a|ste|sta)?\s*)?v(?:ice|\.)?[\s.-]*ordf(?:örande|\.)?$", re.I), "vice_chair"),
    (re.compile(r"^(?:mötes|tjänstgörande |tjg\.? |tf\.? ?)?ordf(?:örande|\.)?(?: för mötet)?$", re.I), "chair"),
    (re.compile(r"^(?:mötes|nämnd|kommun|råds|protokolls?|styrelse|utskotts|ungdoms)?(?:sekr(?:eterare|\.)?|förare)$", re.I), "secretary"),
    (re.compile(r"^(?:protokolls?|mötes)?juster(?:are|ande|ingsperson|ingsman)?$", re.I), "adjuster"),
)  # fmt: skip

_TITLE_ENDS = re.compile(
    r"(?:chef(?:en)?|sekreterare|direktör|ledare|handläggare|samordnare|strateg|ombud|ingenjör|arkitekt|jurist|konsult|inspektör|rektor|"
    r"controller|ekonom|assistent|utredare|planerare|utvecklare|revisor|företrädare|polis|kurator|lärare|präst|komminister|kyrkoherde|pedagog|"
    r"sköterska|läkare|psykolog|ordförande|ordf|sekr|ledamot|ersättare|kommissarie|koordinator|administratör|registrator|vaktmästare|"
    r"projektör|analytiker|specialist|expert|forskare|doktor|professor|student|elev|representant|ansvarig|förvaltare|advokat|notarie|"
    r"föreståndare|verksamhetsutvecklare|kommunalråd|oppositionsråd|borgmästare|landshövding|tolk|kassör|suppleant|revisorssuppleant|"
    r"ceo|vd|manager|officer|adviser|tekniker|värd|värdinna|coach|stödjare|näringsidkare|handlare|krögare|ägare|gäst|åhörare|byggmästare|"
    r"redaktör|kommunikatör|informatör|bibliotekarie|fältare|socionom|fältassistent|brandman|brandinspektör|redovisare|kamrer|byråchef|konstnär|värdar|råd|praktikant)$",
    re.I,
)
_ORG = re.compile(
    r"(?:nämnden?|förvaltning(?:en)?|kontoret?|kommun(?:en|s)?|region(?:en)?|polis(?:en|myndigheten|region|område)?|ab|skola(?:n)?|skolan|bostäder|avdelning(?:en)?|"
    r"församling(?:en)?|kyrka(?:n)?|tjänst(?:en)?|tjänster|verket|styrelse(?:n)?|enhet(?:en)?|förening(?:en)?|hem|gruppen?|rådet|utskott(?:et)?|förbund(?:et)?|partiet|"
    r"räddningstjänst(?:en)?|försvar(?:et)?|byrån?|institutet|universitet(?:et)?|högskolan?|myndighet(?:en)?|fastigheter|företagarna|handel(?:n)?|museet|centrum|"
    r"barnahus|vården|omsorgen|kansli(?:et)?|regionen|länsstyrelsen|socialtjänsten|kriminalvården|frivården|skolverket|brå|bup|lpo|bolag(?:et)?|sjukhus(?:et)?|"
    r"elevhälsan|fältarna|ungdomsmottagningen|fritid(?:en)?|arbetsförmedlingen|försäkringskassan|tullverket|skatteverket|konsult|securitas|avarn|samhällsbyggnad|socialjouren|stab(?:en)?|folkhälsa|bolaget|stiftelsen|jouren|[a-zåäö]{4,}arna|biblioteken?|kollektivtrafiken|kyrkan|banken|butiken|klubben)$",
    re.I,
)
_ORG_FIRST = re.compile(
    r"(?:bolaget|stiftelsen|jouren|föreningen|förbundet|kyrkan|skolan|kontoret|myndigheten|polisen|hemmet|butiken|klubben|arna|region|kommun|gruppen|enheten|nämnden|biblioteken?)$",
    re.I,
)
_NOT_A_NAME = frozenset(
    key(word)
    for word in [
        "Måndag",
        "Tisdag",
        "Onsdag",
        "Torsdag",
        "Fredag",
        "Lördag",
        "Söndag",
        "Januari",
        "Februari",
        "September",
        "Oktober",
        "November",
        "December",
        "Kommunen",
        "Polisen",
        "Regionen",
        "Protokoll",
        "Protokollet",
        "Anteckningar",
        "Sammanträde",
        "Sammanträdet",
        "Mötet",
        "Möte",
        "Sida",
        "Beslut",
        "Ärende",
        "Punkt",
        "Paragraf",
        "Sekreterare",
        "Ordförande",
        "Justerare",
        "Närvarande",
        "Frånvarande",
        "Ledamöter",
        "Ersättare",
        "Övriga",
        "Ingen",
        "Inga",
        "Inget",
        "Alla",
        "Samtliga",
        "Deltagare",
        "Förhinder",
        "Plats",
        "Tid",
        "Datum",
        "Rådhuset",
        "Stadshuset",
        "Kommunhuset",
        "Kommunstyrelsen",
        "Kommunfullmäktige",
        "Nämnden",
        "Styrelsen",
        "Rådet",
        "Distans",
        "Teams",
        "Zoom",
        "Länk",
        "Via",
        "Kl",
        "Klockan",
        "Ajournering",
        "Justering",
        "Underskrift",
        "Bilaga",
        "Dagordning",
        "Kansliet",
        "Kontoret",
        "Vakant",
        "Protokollsutdrag",
        "Sekretess",
        "Information",
        "Val",
        "Godkännande",
        "Nästa",
        "Föregående",
        "Lägesbild",
        "Ordinarie",
        "Tjänstgörande",
        "Beslutande",
        "Kallade",
        "Föredragande",
        "Kommundirektör",
        "Region",
        "Kommun",
        "Stad",
        "Sveriges",
        "Socialnämnden",
        "Skolan",
        "Den",
        "Det",
        "De",
        "Vi",
        "Han",
        "Hon",
        "Ett",
        "En",
        "Och",
        "Med",
        "Från",
        "Till",
        "Hela",
        "Mötesordförande",
        "Mötessekreterare",
        "Rösträknare",
        "Justeringsperson",
        "Grand",
        "Hotel",
        "Campus",
        "Diarienummer",
        "Sammanträdesprotokoll",
        "Minnesanteckningar",
        "Tjänstepersoner",
        "Tjänstemän",
        "Jäv",
        "Röster",
        "Ja",
        "Nej",
        "Avstår",
        "Org",
        "Svar",
        "Gäster",
        "Ledamot",
        "Handlingar",
        "Välkommen",
        "Mötets",
        "Vid",
        "Utdrag",
        "Sammanträdesdatum",
        "Paragrafer",
        "Utdragsbestyrkande",
        "Resultat",
        "Förslag",
        "Revisor",
        "Revisorer",
        "Gymnasieskolan",
        "Grundskolan",
        "Anmält",
        "Föredragning",
        "Vice",
        "Sammanträdesrum",
        "Konferensrum",
        "Sal",
        "Salen",
        "Rum",
        "Rummet",
        "Huset",
    ]
)


@cache
def given_names() -> frozenset[str]:
    """Common given names in Sweden, folded: used only to part names that stand without a separator."""
    return frozenset(fold(name) for name in (FOLDER / "given_names.txt").read_text(encoding="utf-8").split())


def is_given(token: str) -> bool:
    """Whether the token, or the first part of a double name, is a known given name."""
    form = fold(token)
    return form in given_names() or form.split(" ")[0] in given_names()


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
    return parts[0][0].isupper() and all(part[1:].islower() for part in parts if len(part) > 1)


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
    return not _ORG.search(tokens[-1]) and not (len(tokens) > 1 and _ORG_FIRST.search(tokens[0]))


@lru_cache(maxsize=8000)
def is_title(text: str) -> bool:
    """A post or profession ("tf. enhetschef SU Stockholm", "Controller"), told by its endings."""
    words = re.findall(r"[\w:.-]+", text)
    if not words:
        return False
    if (
        re.match(
            r"^(?:tf|t\.f|tillf|bitr|biträdande|stf|vice|1:e|2:e|chef|vd|kommunal|enhets|områdes|lokal)\b\.?",
            text,
            re.I,
        )
        and text[0].islower()
    ):
        return True
    return any(_TITLE_ENDS.search(word) for word in words) and not (
        len(words) > 1 and is_given(words[0]) and not _TITLE_ENDS.search(words[0])
    )


@lru_cache(maxsize=8000)
def is_organisation(text: str) -> bool:
    """A unit, authority, firm or association by its ending."""
    words = re.findall(r"[\w&-]+", text)
    return bool(words) and (any(_ORG.search(word) for word in words) or (text.isupper() and len(text) > 1))


def office_of(text: str) -> str | None:
    """The office an expression names in full: "2:e vice ordförande", "ordf.", "nämndsekreterare"."""
    form = text.strip(" .,;()")
    for pattern, office in _OFFICES:
        if pattern.match(form) or pattern.match(form + "."):
            return office
    return None


def party_of(text: str, *, bare: bool = False) -> str | None:
    """The party of "(S)", "s", "Moderaterna", "-"; None if it is none. `bare`: without brackets only known letters count."""
    form = text.strip(" ().,").replace("–", "-")
    if text.strip() in {"(-)", "(–)", "-"} or form == "-":
        return "-"
    if key(form) in _PARTY_WORDS:
        return _PARTY_WORDS[key(form)]
    if form.upper() in KNOWN_PARTIES:
        return form.upper()
    if bare or not (PARTY.match(form) or _OWN_PARTY.match(form)) or len(form) > 5:
        return None
    return form.upper()


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
