"""One person as a list states them: "Irene Jonsson (S) §§99-110 ersätter Peter Norlander (S)" taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..layout import Word
from .names import is_organisation, is_title, looks_like_name, office_of, party_of
from .rows import Row
from .text import clean, key

_NAME = r"[^\W\d_][\w.’'|-]*(?:\s+[^\W\d_][\w.’'|-]*){0,4}"
REPLACES = re.compile(
    rf"[,;(\s–-]*\b(?:som\s+)?(?:tj(?:änst)?g?\.?\s*(?:ers(?:ättare|\.)?)?\s*(?:för)|tjänstgör\s+(?:i\s+stället\s+)?för|tjänstgörande\s+(?:ersättare\s+)?för|ersätter|ersättare\s+för|ersatte|"
    rf"ers\.?\s*för|i\s?stället\s+för|istf\.?|vikarie(?:rar)?\s+för|in\s+för|suppleant\s+för|för)\s+(?P<who>{_NAME}(?:\s*[,]?\s*\([^)]{{1,12}}\))*)\s*(?P<tail>\)?.*)$",
    re.I,
)
REPLACED_BY = re.compile(
    rf"[\s,;–-]*(?<![\wåäö])\(?\s*\b(?:ers(?:ättare|ätts\s+av|attes\s+av|\.)?|ersatt\s+av|ersattes\s+av|vikarie)\s*:?\s+(?P<who>{_NAME}(?:\s*\([^)]{{1,12}}\))?)\s*\)?(?P<tail>.*)$",
    re.I,
)
_SECTIONS = re.compile(
    r"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+|beslutar\s+|tjänstgör(?:ande)?\s+|vid\s+|under\s+|del\s+av\s+)?(?P<mode>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|tom\.?|till\s+och\s+med|till|ej|jäv|inte)?\s*"
    r"(?:§+|paragraf(?:erna)?)\s*(?P<range>\d+[a-z]?(?:\s*(?:[-–—,]|och|samt|to?m|t\.o\.m\.)\s*(?:§+\s*)?\d+[a-z]?)*(?P<open>\s*[-–—](?=\s*(?:[),;]|$)))?)\s*\)?",
    re.I,
)
_CLOCK = r"(?:kl(?:ockan|\.)?\s*)?([01]?\d|2[0-4])[.:]([0-5]\d)"
_UNTIL = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:t\.?\s?o\.?\s?m\.?|tom\.?|till(?:\s+och\s+med)?|lämnade(?:\s+mötet)?|gick|avvek|-)\s*{_CLOCK}\s*\)?",
    re.I,
)
_FROM = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|anlände|kom|ankom|anslöt|ansluter)\s*{_CLOCK}\s*\)?",
    re.I,
)
_BETWEEN = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:mellan\s+|från\s+)?{_CLOCK}\s*(?:[-–—]|till|och)\s*{_CLOCK}\s*\)?",
    re.I,
)
_POINT = r"(?:punkt|p\.|ärende|item|punkten)\s*(?P<n>[A-ZÅÄÖ]\b|\d+[a-z]?\b)"
_FROM_POINT = re.compile(
    rf"[,;]?\s*\(?\s*(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|anlände(?:\s+(?:vid|till|under))?|kom(?:\s+(?:vid|till|under))?)\s+{_POINT}\s*\)?",
    re.I,
)
_UNTIL_POINT = re.compile(
    rf"[,;]?\s*\(?\s*(?:t\.?\s?o\.?\s?m\.?|tom\.?|till(?:\s+och\s+med)?|lämnade(?:\s+(?:vid|efter|under))?)\s+{_POINT}\s*\)?",
    re.I,
)
POINTS = re.compile(
    r"^(?:punkt(?:erna)?|p\.|§+|ärende|pkt\.?|punkt/er)\s*(?P<points>[A-ZÅÄÖ0-9][\w.]*(?:\s*(?:[-–,&]|och|samt)\s*(?:§\s*)?[A-ZÅÄÖ0-9][\w.]{0,3}(?![\wåäö]))*)\s*[,.]?\s*",
    re.I,
)
_REMOTE = re.compile(
    r"^(?:via\s+|på\s+|per\s+|deltar\s+(?:via\s+|på\s+)?|deltog\s+(?:via\s+|på\s+)?|närvarande\s+(?:via\s+|på\s+)?)?(?:video)?(?:länk|distans|teams|digitalt|zoom|skype|telefon|webb|videolänk|remote|online|digital\s+närvaro)(?:\s+via\s+\w+)?$",
    re.I,
)
_REMOTE_TAIL = re.compile(r"[\s,–-]+(?:via\s+|på\s+)?(?:länk|distans|teams|digitalt|videolänk)$", re.I)
_IN_ROOM = re.compile(r"^(?:på\s+plats|fysiskt|i\s+rummet)$", re.I)
_FORMER = re.compile(r"^(?:fd|f\.d\.?|tidigare)\s", re.I)
ROLES = {
    "ledamot": "serving", "ordinarie": "serving", "ordinarie ledamot": "serving", "beslutande": "serving", "tjänstgörande ledamot": "serving", "led": "serving",
    "ersättare": "substitute", "ers": "substitute", "suppleant": "substitute", "ej tjänstgörande": "substitute", "ej tjänstgörande ersättare": "substitute", "icke tjänstgörande ersättare": "substitute", "ej tjg": "substitute", "ej tj": "substitute", "ej tjg ersättare": "substitute", "ej tjg ers": "substitute", "övriga ersättare": "substitute", "närvarande ersättare": "substitute", "icke tjänstgörande": "substitute", "suppl": "substitute",
    "tjänstgörande ersättare": "substitute_serving", "tjg ersättare": "substitute_serving", "tjg ers": "substitute_serving", "tj ers": "substitute_serving", "tjänstgörande": "substitute_serving", "tjg": "substitute_serving", "tj": "substitute_serving", "tj ersättare": "substitute_serving", "tjänstg ers": "substitute_serving", "tjänstg ersättare": "substitute_serving",
    "adjungerad": "guest", "gäst": "guest", "inbjuden": "guest", "åhörare": "guest", "inbjuden gäst": "guest", "adj": "guest",
    "tjänsteman": "official", "tjänsteperson": "official",
}  # fmt: skip
_ABSENT = re.compile(
    r"^(?:frånvarande|förhinder|ej närvarande|anmält förhinder|förhindrad|frånv|sjuk|återbud|frånv\.|meddelat förhinder|absent)$",
    re.I,
)


@dataclass(slots=True)
class Entry:
    """A person as written in one place."""

    name: str
    as_written: str
    row: Row
    words: list[Word]
    party: str | None = None
    offices: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    role: str | None = None
    remote: bool | None = None
    replaces: str | None = None
    replaced_office: str | None = None
    replaced_party: str | None = None
    replaced_by: str | None = None
    paragraphs: str | None = None
    from_: str | None = None
    until: str | None = None
    points: list[str] = field(default_factory=list)
    absent: bool = False
    recused_at: str | None = None
    bracketed: bool = True
    by_range: str | None = None
    plain: bool = True
    share_title: bool = False


def parse_entry(text: str, row: Row, words: list[Word], *, loose: bool = False) -> Entry | None:
    """The person in `text`, or None if there is none. `loose` allows OCR debris in names."""
    unticked = re.match(r"^\s*(?:☐|□|\[\s?\])", text)
    text = re.sub(r"^\s*(?:[☐□☒☑✓✔]|\[[\sxX]?\])\s*", "", text)
    text = re.sub(r"^[\s•·▪◦‣*–—☐☒✓✔√>-]+|^\(?\d{1,2}[.)]\s+(?=[^\W\d_])", "", clean(text)).strip(" ,;")
    if not text or not re.search(r"[^\W\d_]{2}", text):
        return None
    entry = Entry("", "", row, words, absent=bool(unticked))
    text = _take_ranges(_take_replaced(text, entry), entry)
    text = _take_brackets(text, entry)
    if _REMOTE_TAIL.search(text):
        entry.remote, text = True, _REMOTE_TAIL.sub("", text)
    parts = [part.strip() for part in re.split(r",|;|\s[–—/-]\s|\s?:\s|\s?\|\s", text) if part.strip()]
    if not parts:
        return None
    if (
        len(parts) > 1
        and ":" in text
        and (is_title(parts[0]) or not looks_like_name(parts[0]) or " " not in parts[0])
        and looks_like_name(parts[1])
        and len(parts[1].split()) > 1
    ):
        parts = [parts[1], parts[0], *parts[2:]]  # "Kårordförande: Ulrika Björkman"
    name = _name_part(parts[0], entry, loose)
    if not name:
        return None
    for part in parts[1:]:
        _take_detail(part, entry)
    entry.name = name.strip(" .,'|*_")
    entry.as_written = name.strip()
    entry.plain = len(parts) == 1 and entry.party is None
    return entry


def _take_replaced(text: str, entry: Entry) -> str:
    match = REPLACES.search(text)
    if (
        match
        and match.start() > 2
        and looks_like_name(_bare(match["who"]), loose=True)
        and (match["who"][0].isupper())
    ):
        entry.replaces = _bare(match["who"])
        entry.replaced_party = _bracket_party(match["who"] + match["tail"])
        for bracket in re.findall(r"\(([^)]*)\)", match["who"] + match["tail"]):
            entry.replaced_office = office_of(bracket) or entry.replaced_office
        tail = re.sub(r"^\s*(?:,?\s*\([^)]*\)|\))+", " ", match["tail"])
        return text[: match.start()] + " " + tail
    match = REPLACED_BY.search(text)
    if (
        match
        and match.start() > 2
        and looks_like_name(_bare(match["who"]), loose=True)
        and match["who"][0].isupper()
    ):
        entry.replaced_by = clean(match["who"])
        entry.bracketed = "(" in text[match.start() : match.start("who")]
        return text[: match.start()] + " " + match["tail"].lstrip(" )")
    return text


def _bare(who: str) -> str:
    return clean(re.sub(r"\([^)]*\)?", " ", who)).strip(" .,;")


def _bracket_party(text: str) -> str | None:
    return next(
        (party for found in re.findall(r"\(([^)]*)\)", text) if (party := party_of(f"({found})"))), None
    )


def _take_ranges(text: str, entry: Entry) -> str:
    """Cut §-ranges, clock times and "från punkt B" out of the text into the entry."""
    match = _SECTIONS.search(text)
    while match:
        mode = key(match["mode"] or "").replace(" ", "")
        numbers = re.sub(
            r"\s*(?:och|samt)\s*",
            ", ",
            re.sub(r"\s*[–—-]\s*|\s*t\.?o\.?m\.?\s*", "-", match["range"].replace("§", "")),
        )
        numbers = re.sub(r"\s*,\s*", ", ", numbers).strip(" -")
        if mode.startswith("fr") or (match["open"] and not mode):
            entry.from_ = f"§ {numbers}"
        elif mode in {"tom", "till", "tillochmed"}:
            entry.until = f"§ {numbers}"
        elif mode in {"ej", "jäv", "inte"}:
            entry.recused_at = numbers
        else:
            entry.paragraphs = f"{entry.paragraphs}, {numbers}" if entry.paragraphs else numbers
        text = text[: match.start()] + " " + text[match.end() :]
        match = _SECTIONS.search(text)
    for pattern in (_BETWEEN, _UNTIL, _FROM):
        if match := pattern.search(text):
            hours = match.groups()
            if pattern is not _UNTIL:
                entry.from_ = f"{int(hours[0]):02d}:{hours[1]}"
            if pattern is not _FROM:
                entry.until = f"{int(hours[-2]):02d}:{hours[-1]}"
            text = text[: match.start()] + " " + text[match.end() :]
    for pattern in (_FROM_POINT, _UNTIL_POINT):
        if match := pattern.search(text):
            if pattern is _FROM_POINT:
                entry.from_ = f"punkt {match['n']}"
            else:
                entry.until = f"punkt {match['n']}"
            text = text[: match.start()] + " " + text[match.end() :]
    return clean(text)


def _take_brackets(text: str, entry: Entry) -> str:
    """Cut bracket groups out of the text: party, office, role, mode, points, title. A missing end bracket is borne."""

    def take(match: re.Match[str]) -> str:
        inner = match[1].strip(" ,")
        if not inner:
            return " "
        points = POINTS.match(inner)
        if points:
            entry.points += expand_points(points["points"])
            inner = inner[points.end() :].strip(" ,")
        alone = bool(party_of(f"({inner})")) or inner in {"1", "I", "l", "|"}
        for part in [inner] if alone else re.split(r"\s*[,;]\s+", inner):
            _take_detail(part, entry, bracket=True, alone=alone)
        return " , " if text[match.end() :].strip() else " "

    text = re.sub(r"\(([^()]*)\)", take, text)
    text = re.sub(
        r"\(\s*([A-ZÅÄÖ]{1,2}|[smcvlk]|sd|kd|mp|fp|1|I)\s*(?=$|,|\s)",
        lambda m: take(re.match(r"\((.*)\)", f"({m[1]})")) or " ",
        text,
    )  # type: ignore[arg-type]
    text = re.sub(r"\(([^()]*)$", take, text)
    return clean(re.sub(r"[()]", " ", text)).strip(" ,")


def _take_detail(part: str, entry: Entry, *, bracket: bool = False, alone: bool = False) -> None:
    """Sort one expression beside a name into party, office, role, mode, points or title."""
    part = clean(part).strip(" .,")
    if not part or _FORMER.match(part) or re.match(r"^(?:p\.?g\.?a\.?|på grund av)\s", part, re.I):
        return
    if _REMOTE.match(part):
        entry.remote = True
        return
    if _IN_ROOM.match(part):
        entry.remote = False
        return
    party = party_of(f"({part})" if alone else part, bare=not alone)
    if alone and part in {"1", "I", "l", "|"}:
        party = "L"
    if party and entry.party is None and (bracket or party != "-") and part != "-" * (not alone):
        entry.party = party
        return
    if _ABSENT.match(part):
        entry.absent = True
        return
    office = office_of(part)
    if office:
        entry.offices.append(office)
        if office == "secretary":
            entry.posts.append(part)
            entry.titles.append(part)
        return
    role = ROLES.get(key(part))
    if role:
        entry.role = role
        return
    points = POINTS.match(part)
    if points:
        entry.points += expand_points(points["points"])
        rest = part[points.end() :].strip(" ,")
        if rest:
            _take_detail(rest, entry)
        return
    if re.fullmatch(r"[A-ZÅÄÖ](?:\s*(?:[-–,]|och)\s*[A-ZÅÄÖ])*", part) and entry.points:
        entry.points += expand_points(part)
        return
    if re.match(r"^jäv\b", part, re.I):
        return
    if re.search(r"\w", part) and not re.fullmatch(r"[\d.:§ -]+", part):
        entry.titles.append(part)


def expand_points(text: str) -> list[str]:
    """ "A-E, G och H" as ["A", "B", …]; "4, 5" as ["4", "5"]."""
    out: list[str] = []
    for part in re.split(r"\s*(?:,|&|och|samt)\s*", text.replace("–", "-")):
        ends = [end.strip(" §.") for end in part.split("-")]
        if len(ends) == 2 and all(len(end) == 1 and end.isalpha() for end in ends):
            out += [chr(code) for code in range(ord(ends[0]), ord(ends[1]) + 1)]
        elif len(ends) == 2 and all(end.isdigit() for end in ends) and int(ends[1]) - int(ends[0]) < 40:
            out += [str(number) for number in range(int(ends[0]), int(ends[1]) + 1)]
        elif ends[0]:
            out.append(part.strip(" §."))
    return out


def _name_part(part: str, entry: Entry, loose: bool) -> str | None:
    """The name in the first expression; a post before or after it without a comma goes to the entry."""
    part = part.strip(" .")
    if looks_like_name(part, loose=loose):
        tokens = part.split()
        party = _bare_party(tokens)
        if party and entry.party is None:
            entry.party = party
            return " ".join(tokens[:-1])
        return part
    tokens = part.split()
    if len(tokens) > 2 and (party := _bare_party(tokens)) and looks_like_name(" ".join(tokens[:-1])):
        entry.party = entry.party or party
        return " ".join(tokens[:-1])
    for count in range(min(5, len(tokens) - 1), 0, -1):
        head, tail = " ".join(tokens[:count]), " ".join(tokens[count:])
        if (
            looks_like_name(head)
            and (count > 1 or office_of(tail))
            and (
                office_of(tail)
                or key(tail) in ROLES
                or _REMOTE.match(tail)
                or _ABSENT.match(tail)
                or party_of(tail, bare=True)
                or (tail[0].islower() and (is_title(tail) or is_organisation(tail)) and len(tail) < 60)
                or re.fullmatch(r"[xX✓✔√*]|\d+", tail)
            )
        ):
            if not re.fullmatch(r"[xX✓✔√*]|\d+", tail):
                _take_detail(tail, entry)
            return head
    for count in range(1, min(5, len(tokens))):
        head, tail = " ".join(tokens[:count]), " ".join(tokens[count:])
        if (
            (office_of(head) or is_title(head) or key(head) in ROLES)
            and looks_like_name(tail)
            and len(tail.split()) >= 2
        ):
            _take_detail(head, entry)
            return tail
    return None


def _bare_party(tokens: list[str]) -> str | None:
    """ "Malin Ängsmark C", "Hampus Öjebro VP", "Sven Rönnqvist -": a party that stands last without brackets."""
    last = tokens[-1]
    if len(tokens) < 3 or not re.fullmatch(r"[A-ZÅÄÖ]{1,4}|-|–", last):
        return None
    return "-" if last in "-–" else last
