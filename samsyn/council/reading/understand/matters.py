"""The items' own text: what was decided, who presented, and the meetings and dates they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .agenda import Head
from .attendance import Attendance
from .given import is_given
from .item_titles import is_subhead
from .names import looks_like_name
from .officer_names import PERSON, resolve
from .rows import Row
from .text import clean, fold, join_wrapped, word_set

_DECISION = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäöA-ZÅÄÖ-]*(?:\s(?:och|[\wåäö-]+))?(?:s|ns|ts|ets)?\s)?beslut(?:ar)?(?:\s+(?:att|i [\wåäö -]+))?|(?:nämnden|kommunstyrelsen|kommunfullmäktige|styrelsen|rådet|utskottet|årsmötet|mötet|stämman)\s+(?:beslutar|beslutade)(?:\s+att)?)\s*:?$",
    re.I,
)


_DECISION_INLINE = re.compile(r"^Beslut(?:et)?\s*:\s*(\S.*)$")


_VERB = (
    r"(?:informera(?:r|de)|redovisa(?:r|de)|redogjorde|redogör|presentera(?:r|de)|föredra(?:r|git)|föredrog|berätta(?:r|de)|rapportera(?:r|de)|återkoppla(?:r|de)|"
    r"föreläs(?:er|te)|visa(?:r|de)(?: och berätta(?:r|de))?|gav en (?:kort )?(?:lägesbild|rapport|information|presentation|genomgång|överblick|redogörelse|uppdatering)|ger en (?:kort )?(?:lägesbild|rapport|information|presentation|genomgång|överblick|redogörelse|uppdatering)|"
    r"går igenom|gick igenom|lyfter läget|beskriver|beskrev|höll en föredragning|lämna(?:r|de) (?:en |sin )?(?:kort )?(?:redogörelse|rapport|lägesrapport|lägesbild|information|överblick)|reported|presented|informed|introduced|gave an? (?:update|overview|report|presentation)|drog ärendet|föredragande var|deltog och informerade|inled(?:er|de) med en)"
)


_WITH_TITLE = rf"{PERSON}(?:\s*\([^)]{{1,40}}\))?(?:(?:,\s+(?:[A-ZÅÄÖ]\w+ )?[a-zåäö][^.,]{{2,60}}){{1,2}}(?:,\s+[A-ZÅÄÖ]\w+(?:en|et))?,)?"


_PRESENTS = re.compile(
    rf"(?P<who>{_WITH_TITLE}(?:(?:,|\s+och|\s+samt)\s+(?:[a-zåäö-]{{5,40}} ){{0,2}}{_WITH_TITLE}){{0,9}})(?: från (?:[\w-]+ ){{0,3}}[\w-]+)?,?\s+{_VERB}\b(?!\s+sig\b)"
)


_PRESENTER_LABEL = re.compile(
    r"^(?:föredragande|föredragning(?: av)?|föredrar|presentation(?: av)?|rapportör)\s*:\s*(?P<who>.{3,160})$",
    re.I,
)


_ANNOUNCED = re.compile(  # in a notice: "Bo Ek, utredare (kl. 15.35-16.00)"
    rf"^(?P<who>{PERSON}),\s+[a-zåäö][\w åäö,-]{{2,50}}(?:\(kl[^)]*\))?$"
)
_STARTERS = word_set("""Ordföranden Ordförande Mötet Nämnden Rådet Polisen Kommunen Regionen Förvaltningen Vidare Därefter Under Efter Även
Vid Sekreteraren Förvaltningschefen Kommundirektören Styrelsen Utredningen Rapporten""")


@dataclass(slots=True)
class Matter:
    """One item with its text and what was taken out of it."""

    head: Head
    row: Row
    text: str = ""
    decision: str | None = None
    presenters: list[str] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)


def read_matters(rows: Sequence[Row], heads: Sequence[Head], people: Attendance, end: int) -> list[Matter]:
    """The items with text, decision and presenters. `end` is where the last item's text stops (signatures follow)."""
    names = list(
        {fold(row.name): row.name for row in (*people.present, *people.presenters, *people.called)}.values()
    )
    out = []
    for k, head in enumerate(heads):
        stop = heads[k + 1].at if k + 1 < len(heads) else end
        matter = Matter(head, rows[head.at])
        matter.lines = [row for row in rows[head.at + head.taken : max(stop, head.at)] if not row.furniture]
        if head.body is not None:
            matter.lines = head.body
        elif head.taken == 0:
            matter.lines = [row for row in rows[head.at : stop] if not row.furniture]
        matter.text = paragraphs(matter.lines)
        matter.decision = _decision(matter.lines)
        matter.presenters = [resolve(name, names) for name in head.presenters] or _presenters(matter, names)
        out.append(matter)
    return out


def paragraphs(rows: Sequence[Row]) -> str:
    """Rows as text: lines of one paragraph joined, paragraphs parted by a line break."""
    blocks: list[list[str]] = []
    last: Row | None = None
    for row in rows:
        new = (
            last is None
            or row.bullet
            or row.heading
            or row.gap > 0.6
            or is_subhead(row.text)
            or is_subhead(last.text)
            or re.match(r"^[•▪*–-]\s|^\d+[.)]\s|^att\s", row.text)
        )
        if new or (row.page != last.page and last.text.endswith(".")):  # type: ignore[union-attr]
            blocks.append([])
        blocks[-1].append(row.text)
        last = row
    return "\n".join(join_wrapped(block) for block in blocks)


def _decision(rows: Sequence[Row]) -> str | None:
    """All under the heading "Beslut" up to the next heading; of several such headings the last one counts."""
    start = None
    for at, row in enumerate(rows):
        if _DECISION.match(row.text) and len(row.text) < 60 and (not row.text[:1].islower()):
            if start is None or not re.search(r"beslut(?:ar|ade)", row.text, re.I):
                start = at
        elif match := _DECISION_INLINE.match(row.text):
            return clean(match[1])
    if start is None:
        return None
    taken = []
    for row in rows[start + 1 :]:
        if (
            is_subhead(row.text)
            and not _DECISION.match(row.text)
            and not re.match(r"förslag till beslut i\b", row.key)
        ):
            break
        taken.append(row)
    return paragraphs(taken) or None


def _presenters(matter: Matter, names: list[str]) -> list[str]:
    found: list[str] = []
    for row in matter.lines:
        match = _PRESENTER_LABEL.match(row.text)
        if match:
            for part in re.split(r",|;|\boch\b|\bsamt\b", re.sub(r"\([^)]*\)", "", match["who"])):
                if looks_like_name(clean(part)) and len(clean(part).split()) > 1:
                    _add_presenter(found, resolve(clean(part), names))
    first = matter.lines[0].text if matter.lines else ""
    if looks_like_name(first) and len(first.split()) > 1 and is_given(first.split()[0]):
        _add_presenter(found, resolve(first, names))
    elif (match := _ANNOUNCED.match(first)) and looks_like_name(match["who"]):
        _add_presenter(found, resolve(match["who"].strip(" ."), names))
    for match in _PRESENTS.finditer(matter.text):
        who = re.sub(r"\([^)]*\)", "", match["who"])
        who = re.sub(r",\s+(?:[A-ZÅÄÖ]\w+ )?[a-zåäö][^.,]{2,60},?", ",", who)
        for part in re.split(r",|\s+och\s+|\s+samt\s+", who):
            name = clean(part).strip(" .")
            tokens = _without_post(name.split(), names)
            while tokens and tokens[0].islower():
                tokens = tokens[1:]
            name = " ".join(tokens)
            if not looks_like_name(name):
                continue
            if len(tokens) > 1 or resolve(name, names) != name:
                _add_presenter(found, resolve(name, names))
    return found


def _without_post(tokens: list[str], names: list[str]) -> list[str]:
    """ "Ekonomichef Bo Ek": the words that are a name, by the lists of people or by a given name."""
    while tokens and tokens[0] in _STARTERS:
        tokens = tokens[1:]
    known = {fold(name) for name in names}
    for at in range(len(tokens) - 1):
        if fold(" ".join(tokens[at:])) in known:
            return tokens[at:]
    while len(tokens) > 2 and is_given(tokens[1]) and not is_given(tokens[0]):
        tokens = tokens[1:]
    return tokens


def _add_presenter(names: list[str], name: str) -> None:
    if fold(name) not in {fold(one) for one in names}:
        names.append(name)
