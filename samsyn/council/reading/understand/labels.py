"""Finding the labels of a form ("Plats och tid", "Ej tjänstgörande ersättare", "Justerare:") at the start of a cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .given import is_given
from .names import looks_like_name
from .profiles import Profile
from .text import key

_DELEGATION = re.compile(r"^(?:Från|För|Representanter (?:för|från)|Företrädare för)\s+[^:]{2,60}:\s*")


# "Närvarande var Bo Ek och Eva Ros", "Förhinder hade anmälts av Bo Ek": a list told as a sentence
_COPULA = re.compile(
    r"^(?:vid (?:mötet|sammanträdet)\s+)?(?:var|är|were|was|hade|har|(?:hade |har )?(?:anmälts|anmält|meddelats|lämnats) av|from|av)\s+(?=[^\W\d_a-zåäö])"
)
_IN_TWO_LANGUAGES = re.compile(r"\s*[/|–-]\s*([^:]{3,40}?)\s*:\s*")  # "Förhinder / Apologies: …"
_OTHER_LANGUAGE = re.compile(r"/\s*[^\W\d]{3,30}(?: [^\W\d]{2,20})?")  # "Närvarande / Läsnä"
_WORD = re.compile(r"[^\W_]+(?:[:.&/-][^\W_]+)*|§+")


@dataclass(frozen=True, slots=True)
class Match:
    """A label: its `kind`, the text after it (may be empty), and whether it ended with a colon or filled the cell."""

    kind: str
    rest: str
    marked: bool
    label: str


_NAMES_A_THING = frozenset(("organ", "body_name", "organisation", "label", "mode", "place", "time"))


def match_label(text: str, profile: Profile, *, ocr: bool = False) -> Match | None:
    """The longest label of the profile that `text` begins with, or None. Without a colon the rest must not read on as a
    sentence: it is empty, or begins with a capital, a digit, "§" or a bracket."""
    if not text or len(text) > 400:
        return None
    if delegation := _DELEGATION.match(text):
        names = re.sub(r"\([^)]*\)", "", text[delegation.end() :]).split(",")[0].strip(" .")
        if looks_like_name(names) and len(names.split()) > 1:
            return Match("present", text[delegation.end() :].strip(), True, delegation[0])
    words = list(_WORD.finditer(text[:90]))
    for count in range(min(len(words), profile.longest_label), 0, -1):
        end = words[count - 1].end()
        kind = lookup(text[words[0].start() : end], profile, ocr)
        if kind is None and len(text) < 60 and not text.endswith("."):
            whole = count == len(words) or text[end : end + 1] == ":"
            kind = _by_words(text[words[0].start() : end]) if whole else None
        if not kind or words[0].start() > 3:
            continue
        tail = text[end:]
        if (
            count == 1
            and is_given(words[0][0])
            and looks_like_name(re.split(r"[,(§|]", text[words[0].start() :])[0].strip())
        ):
            return None  # "Dag Hagström (S)" is a person, no day
        colon = re.match(r"\s*(?:\([^)]{0,40}\))?\s*[:=]\s*", tail)
        if colon:
            return Match(kind, tail[colon.end() :].strip(), True, text[:end])
        twice = _IN_TWO_LANGUAGES.match(tail)
        if twice and lookup(twice[1], profile, ocr) == kind:
            return Match(kind, tail[twice.end() :].strip(), True, text[: end + twice.end()])
        rest = re.sub(r"^\s*\([^)]{0,60}\)\s*$", "", tail).strip()
        if words[0][0][0].islower():
            return None  # the middle of a sentence or of a wrapped title
        if not rest or re.fullmatch(r"[\s._…?\-–—/]*", rest):
            return Match(kind, "", True, text[:end])
        if (told := _COPULA.sub("", rest)) != rest and _person_follows(told):
            return Match(kind, told.rstrip("."), True, text[:end])
        if _OTHER_LANGUAGE.fullmatch(rest) and len(text) < 50:
            return Match(kind, "", True, text)
        if rest[0] in ")/,;.-–—" or (
            kind in profile.needs_mark and not (kind not in _NAMES_A_THING and _person_follows(rest))
        ):
            continue
        if (
            rest[0].isupper()
            or rest[0].isdigit()
            or rest[0] in "§(•☐☒"
            or re.match(r"(kl\b|klockan\b)", rest)
        ):
            return Match(kind, rest, False, text[:end])
    return None


_FAMILIES = (
    (
        re.compile(
            r"frånvarande|(?:inte|ej) möjlighet att|förhind|förhinder|återbud|(?:ej|inte) (?:närvarande|deltagit)|ej med\b",
            re.I,
        ),
        "absent",
    ),
    (re.compile(r"(?:ej|icke|inte) (?:tjänstgörande|beslutande)", re.I), "substitute"),
    (re.compile(r"tjänstgörande (?:ersättare|suppleant)", re.I), "substitute_serving"),
    (re.compile(r"\b(?:tjänstepersoner|tjänstemän|sekretariat)\b", re.I), "official"),
    (
        re.compile(r"närvarande.*(?:ersättare|suppleanter)|(?:ersättare|suppleanter).*närvarande", re.I),
        "substitute",
    ),
    (re.compile(r"\b(?:kallade|inkallade)\b", re.I), "called"),
    (re.compile(r"\b(?:gäster|inbjudna|adjungerade)\b", re.I), "guest"),
    (re.compile(r"^[\w-]+s (?:ersättare|suppleanter)$", re.I), "substitute"),
    (re.compile(r"^[\w-]+s (?:ledamöter)$", re.I), "serving"),
    (re.compile(r"^[\w-]+s (?:representanter|företrädare|deltagare)$", re.I), "present"),
    (re.compile(r"^representanter (?:från|för)\b", re.I), "present"),
    (re.compile(r"^fackliga (?:organisationer|ombud)$", re.I), "official"),
    (re.compile(r"\b(?:närvarande|deltagare|deltagande|närvaro|närvarolista)\b", re.I), "present"),
)


_A_MATTER = re.compile(
    r"^(?:val|avsägelse|entledigande|fyllnadsval|kompletteringsval|arvode|information|redovisning|rapport|motion|svar|uppföljning|anmälan|utse|beslut|ansökan|inbjudan|fråga|godkänn|fastställ|arbets|nomine|adjungering)",
    re.I,
)


def _by_words(label: str) -> str | None:
    """The kind of a list's head that no profile knows, by the words in it ("Närvarande från kommunen")."""
    first = label.split()[0]
    if (
        len(label.split()) > 5
        or re.search(r"[(:,;]", label)
        or not first[0].isupper()
        or is_given(first)
        or _A_MATTER.match(label)
    ):
        return None
    return next((kind for pattern, kind in _FAMILIES if pattern.search(label)), None)


def _person_follows(rest: str) -> bool:
    """Whether the value is a name and nothing but that, as where a form was flattened: "Beslutande Ida Ek (M) (ordförande)"."""
    plain = re.sub(r"\([^)]*\)|§.*$|\bersätter\b.*$|,.*$|\s(?:och|samt|and)\s.*$", " ", rest)
    return len(plain.split()) in range(2, 6) and looks_like_name(" ".join(plain.split()))


def lookup(label: str, profile: Profile, ocr: bool = False) -> str | None:
    """The kind of a label text, exactly; in OCR also with one or two letters wrong or the rings and dots lost."""
    kind = profile.labels.get(key(label))
    if kind or not ocr or len(label) < 4:
        return kind
    return profile.near_label(label)
