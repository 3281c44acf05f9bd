"""What stands beside a person's name: parties, titles, offices, organisations."""

from __future__ import annotations

import re
from functools import lru_cache

from .given import is_given
from .text import key

PARTY = re.compile(
    r"^(?:-|–|[A-ZÅÄÖ]{1,5}|[A-ZÅÄÖ][a-zåäö]{1,3}|[smcvlk]|sd|kd|mp|fp|fi|nyd|kds|vpk|apk|obunden|partilös|opol|vilde|pol\.?\s*vilde)$"
)


_ASSOCIATIONS = frozenset(
    [
        "PRO",
        "SPF",
        "RPG",
        "SKPF",
        "SPRF",
        "DHR",
        "HRF",
        "FUB",
        "SRF",
        "FAS",
        "NHR",
        "RSMH",
        "LRF",
        "BRIS",
        "FN",
    ]
)
_OWN_PARTY = re.compile(r"^(?=.*[A-ZÅÄÖ].*[A-ZÅÄÖ])[A-ZÅÄÖa-zåäö]{2,5}$")


KNOWN_PARTIES = frozenset(
    ["S", "M", "SD", "V", "C", "KD", "L", "MP", "FP", "FI", "NYD", "KDS", "VPK", "APK", "D", "-", "PI", "SPI"]
)


_PARTY_WORDS = {
    "socialdemokraterna": "S", "moderaterna": "M", "sverigedemokraterna": "SD", "vänsterpartiet": "V", "centerpartiet": "C",
    "kristdemokraterna": "KD", "liberalerna": "L", "miljöpartiet": "MP", "folkpartiet": "FP", "feministiskt initiativ": "FI",
    "moderata samlingspartiet": "M", "nya moderaterna": "M", "socialdemokratiska arbetarepartiet": "S",
}  # fmt: skip


_OFFICES = (
    (re.compile(r"^(?:2|andra?|andre)\s*[:.]?\s*(?:e|a|dre|:e|:a)?\s*v(?:ice|\.)?[\s.-]*ordf(?:öranden?|\.)?$", re.I), "second_vice_chair"),
    (re.compile(r"^(?:meeting )?chair(?:man|woman|person)?$", re.I), "chair"),
    (re.compile(r"^(?:vice|deputy)[ -]chair(?:man|woman|person)?$", re.I), "vice_chair"),
    (re.compile(r"^(?:secretary|minute[ -]?taker|minutes|notes)$", re.I), "secretary"),
    (re.compile(r"^(?:(?:1|förste?a?)\s*[:.]?\s*(?:e|a|ste|sta)?\s*)?v(?:ice|\.)?[\s.-]*ordf(?:öranden?|\.)?$", re.I), "vice_chair"),
    (re.compile(r"^(?:mötes|tjänstgörande |tjg\.? |tf\.? ?)?ordf(?:öranden?|\.)?(?: för mötet)?$", re.I), "chair"),
    (re.compile(r"^(?:mötes|nämnd|kommun|råds|protokolls?|styrelse|utskotts|ungdoms)?(?:sekr(?:eteraren?|\.)?|förare)$", re.I), "secretary"),
    (re.compile(r"^(?:antecknade|antecknar|för anteckningar|skriver|vid (?:anteckningarna|minnesanteckningarna|protokollet|pennan)|antecknare|förde (?:anteckningar(?:na)?|protokoll(?:et)?))$", re.I), "secretary"),
    (re.compile(r"^(?:protokolls?|mötes)?juster(?:are|ande|ingsperson|ingsman)?$", re.I), "adjuster"),
)  # fmt: skip


_TITLE_ENDS = re.compile(
    r"(?:(?:chef|sekreterare|direktör|ledare|handläggare|samordnare|strateg|ingenjör|arkitekt|jurist|inspektör|utredare|planerare|utvecklare)(?:e?n)?|ombud|konsult|rektor|"
    r"controller|ekonom|assistent|revisor|företrädare|polis|kurator|lärare|präst|komminister|kyrkoherde|pedagog|"
    r"sköterska|läkare|psykolog|ordförande|ordf|sekr|ledamot|ersättare|kommissarie|koordinator|administratör|registrator|vaktmästare|"
    r"projektör|analytiker|specialist|expert|forskare|doktor|professor|student|elev|representant|ansvarig|förvaltare|advokat|notarie|"
    r"föreståndare|verksamhetsutvecklare|kommunalråd|oppositionsråd|borgmästare|landshövding|tolk|kassör|suppleant|revisorssuppleant|"
    r"ceo|vd|manager|officer|adviser|tekniker|värd|värdinna|coach|stödjare|näringsidkare|handlare|krögare|ägare|gäst|åhörare|byggmästare|"
    r"redaktör|kommunikatör|informatör|bibliotekarie|kanslist|docent|mästare|åklagare|domare|rådman|fältare|socionom|fältassistent|brandman|brandinspektör|redovisare|kamrer|byråchef|konstnär|värdar|råd|praktikant)$",
    re.I,
)


CAPITAL_POST = re.compile(  # "Brottsförebyggare ", "Tf. kommunchef ", "Ordf. Siljebo Turism "
    r"(?:[A-ZÅÄÖ][\w-]{3,}(?:are|or|ör|chef|ist|ant|ing|man|ledare|ombud|värd|sekreterare|direktör|strateg|nom|rist)(?:e?n)? |"
    r"[A-ZÅÄÖ][a-zåäö]+ (?:chef|direktör|samordnare|strateg|handläggare) |(?:Tf|Bitr|Stf|Adm)\.? (?:[a-zåäö-]+ )?|Ordf\.? (?:[A-ZÅÄÖ]\w+ ){1,3})(?=[^\W\d_a-zåäö])"
)


ORG = re.compile(
    r"(?:nämnden?|förvaltning(?:en)?|kontoret?|kommun(?:en|s)?|region(?:en)?|polis(?:en|myndigheten|region|område)?|ab|skola(?:n)?|skolan|bostäder|avdelning(?:en)?|"
    r"församling(?:en)?|kyrka(?:n)?|tjänst(?:en)?|tjänster|verket|styrelse(?:n)?|enhet(?:en)?|förening(?:en)?|hem|gruppen?|rådet|utskott(?:et)?|förbund(?:et)?|partiet|"
    r"räddningstjänst(?:en)?|försvar(?:et)?|byrån?|institutet|universitet(?:et)?|högskolan?|myndighet(?:en)?|fastigheter|företagarna|handel(?:n)?|museet|centrum|"
    r"university|college|municipality|department|agency|office|council|police|hospital|authority|barnahus|vården|omsorgen|kansli(?:et)?|regionen|länsstyrelsen|socialtjänsten|kriminalvården|frivården|skolverket|brå|bup|lpo|bolag(?:et)?|sjukhus(?:et)?|"
    r"elevhälsan|fältarna|ungdomsmottagningen|fritid(?:en)?|arbetsförmedlingen|försäkringskassan|tullverket|skatteverket|konsult|securitas|avarn|samhällsbyggnad|socialjouren|stab(?:en)?|folkhälsa|bolaget|stiftelsen|jouren|[a-zåäö]{4,}arna|biblioteken?|kollektivtrafiken|kyrkan|banken|butiken|klubben)$",
    re.I,
)


ORG_FIRST = re.compile(
    r"(?:bolaget|stiftelsen|jouren|föreningen|förbundet|kyrkan|skolan|kontoret|myndigheten|polisen|hemmet|butiken|klubben|arna|region|kommun|gruppen|enheten|nämnden|biblioteken?|området?|distrikt(?:et)?|förvaltning(?:en)?|tjänsten|verket|styrelsen|avdelning(?:en)?|sektion(?:en)?|centrum|församling(?:en)?|universitet(?:et)?|högskolan?|gymnasiet|bostäder|university|college|municipality|county|department|office|agency|city)$",
    re.I,
)


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
    return bool(words) and (any(ORG.search(word) for word in words) or (text.isupper() and len(text) > 1))


def office_of(text: str) -> str | None:
    """The office an expression names in full: "2:e vice ordförande", "ordf.", "nämndsekreterare"."""
    form = text.strip(" .,;()")
    for pattern, office in _OFFICES:
        if pattern.match(form) or pattern.match(form + "."):
            return office
    return None


def is_association(text: str) -> bool:
    """The letters of an association that sends people to councils ("PRO", "FUB"): no party."""
    return text in _ASSOCIATIONS


def party_of(text: str, *, bare: bool = False) -> str | None:
    """The party of "(S)", "s", "Moderaterna", "-"; None if it is none. `bare`: without brackets only known letters count."""
    form = text.strip(" ().,").replace("–", "-")
    if form in {"X", "x"} or form in _ASSOCIATIONS:
        return None  # ticked off in a column, or an association's letters
    if text.strip() in {"(-)", "(–)", "-"} or form == "-":
        return "-"
    if key(form) in _PARTY_WORDS:
        return _PARTY_WORDS[key(form)]
    if form.upper() in KNOWN_PARTIES:
        return form.upper()
    if bare or not (PARTY.match(form) or _OWN_PARTY.match(form)) or len(form) > 5:
        return None
    return form.upper()
