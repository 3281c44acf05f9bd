"""What stands beside a name: party, office, role, title, points, by link or in the room."""

from __future__ import annotations

import re

from .entry import Entry
from .entry_ranges import POINTS, expand_points
from .posts import office_of, party_of
from .text import clean, key

REMOTE = re.compile(
    r"^(?:via\s+|på\s+|per\s+|deltar\s+(?:via\s+|på\s+)?|deltog\s+(?:via\s+|på\s+)?|närvarande\s+(?:via\s+|på\s+)?)?(?:video)?(?:länk|distans|teams|digitalt|zoom|skype|telefon|webb|videolänk|remote(?:ly)?|on[ -]?line|digital\s+närvaro)(?:\s+via\s+\w+)?$",
    re.I,
)


IN_ROOM = re.compile(r"^(?:på\s+plats|fysiskt|i\s+rummet)$", re.I)


_FORMER = re.compile(r"^(?:fd|f\.d\.?|tidigare)\s", re.I)


ROLES = {
    "ledamot": "serving", "ordinarie": "serving", "ordinarie ledamot": "serving", "beslutande": "serving", "tjänstgörande ledamot": "serving", "led": "serving",
    "ersättare": "substitute", "ers": "substitute", "suppleant": "substitute", "ej tjänstgörande": "substitute", "ej tjänstgörande ersättare": "substitute", "icke tjänstgörande ersättare": "substitute", "ej tjg": "substitute", "ej tj": "substitute", "ej tjg ersättare": "substitute", "ej tjg ers": "substitute", "övriga ersättare": "substitute", "närvarande ersättare": "substitute", "icke tjänstgörande": "substitute", "suppl": "substitute",
    "tjänstgörande ersättare": "substitute_serving", "tjg ersättare": "substitute_serving", "tjg ers": "substitute_serving", "tj ers": "substitute_serving", "tjänstgörande": "substitute_serving", "tjg": "substitute_serving", "tj": "substitute_serving", "tj ersättare": "substitute_serving", "tjänstg ers": "substitute_serving", "tjänstg ersättare": "substitute_serving",
    "adjungerad": "guest", "gäst": "guest", "inbjuden": "guest", "åhörare": "guest", "inbjuden gäst": "guest", "adj": "guest",
    "tjänsteman": "official", "tjänsteperson": "official",
}  # fmt: skip


ABSENT = re.compile(
    r"^(?:frånvarande|förhinder|ej närvarande|anmält förhinder|förhindrad|frånv|sjuk|återbud|frånv\.|meddelat förhinder|absent)$",
    re.I,
)


_ONLY_A_DUTY = re.compile(
    r"sekr\.?$|vid |för|anteckna|skriver", re.I
)  # of the day, no post that somebody holds


_PRESENTS = re.compile(r"föredragande|föredragning|föredrar", re.I)
_OF_THE_DAY = re.compile(r"(?<=\w) (?:och|tillika|samt) (?:mötes)?sekreterare$", re.I)


def take_brackets(text: str, entry: Entry) -> str:
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
            take_detail(part, entry, bracket=True, alone=alone)
        return " , " if text[match.end() :].strip() else " "

    text = re.sub(r"\(([^()]*)\)", take, text)
    text = re.sub(
        r"\(\s*([A-ZÅÄÖ]{1,2}|[smcvlk]|sd|kd|mp|fp|1|I)\s*(?=$|,|\s)",
        take,
        text,
    )
    text = re.sub(r"\(([^()]*)$", take, text)
    return clean(re.sub(r"[()]", " ", text)).strip(" ,")


def take_detail(part: str, entry: Entry, *, bracket: bool = False, alone: bool = False) -> None:
    """Sort one expression beside a name into party, office, role, mode, points or title."""
    part = _OF_THE_DAY.sub("", clean(part).strip(" .,"))
    if (
        not part
        or _PRESENTS.fullmatch(part)
        or _FORMER.match(part)
        or re.match(r"^(?:p\.?g\.?a\.?|på grund av)\s", part, re.I)
    ):
        return
    if REMOTE.match(part):
        entry.remote = True
        return
    if IN_ROOM.match(part):
        entry.remote = False
        return
    party = party_of(f"({part})" if alone else part, bare=not alone)
    if alone and part in {"1", "I", "l", "|"}:
        party = "L"
    if party and entry.party is None and (bracket or party != "-") and part != "-" * (not alone):
        entry.party = party
        return
    if ABSENT.match(part):
        entry.absent = True
        return
    office = office_of(part)
    if office:
        entry.offices.append(office)
        if office == "secretary" and not _ONLY_A_DUTY.match(part):
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
            take_detail(rest, entry)
        return
    if re.fullmatch(r"[A-ZÅÄÖ](?:\s*(?:[-–,]|och)\s*[A-ZÅÄÖ])*", part) and entry.points:
        entry.points += expand_points(part)
        return
    if re.match(r"^jäv\b", part, re.I):
        return
    if re.search(r"\w", part) and not re.fullmatch(r"[\d.:§ -]+", part):
        entry.titles.append(part)
