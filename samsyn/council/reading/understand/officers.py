"""Who chaired, who noted, who was chosen to adjust: by bracket, label, signature or sentence; the list's spelling wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from .agenda import Head
from .attendance import Attendance
from .elections import read_elections, read_sentences
from .facts import Header
from .fields import Field, Form, Piece
from .head_lines import MEETINGS
from .labels import match_label
from .names import looks_like_name
from .officer_names import PERSON, add_name, names_of, resolve
from .posts import office_of
from .profiles import Profile
from .rows import Row
from .text import fold

_SLASHED = re.compile(
    rf"^/?\s*(?P<who>{PERSON}),\s+(?P<office>[\w ]{{4,30}}?)\s*/?$"
)  # "/Bo Ek, ordförande/"
_CHOSEN = re.compile(rf"(?:väljer|valde|väljs|valdes|utser|utsåg|utses)\s+(?P<who>{PERSON})")


def set_officers(
    header: Header,
    form: Form,
    rows: Sequence[Row],
    people: Attendance,
    profile: Profile,
    heads: Sequence[Head],
) -> None:
    """Put `chair`, `secretary` and `adjusters` in the header, and the offices on the rows of those present."""
    listed = _listed(people)
    items_at = heads[0].at if heads else len(rows)
    for row in people.present:
        if row.office in {"chair", "secretary"} and not row.paragraphs:
            header.put(row.office, row.name, row.confidence, "list", row.entry.row)
    adjusters = [
        row.name for row in people.present if row.office == "adjuster" or "adjuster" in row.entry.offices
    ]
    _captions(header, rows, listed, adjusters)
    front = {id(row) for row in rows[:items_at]}
    _labelled(header, [one for one in form.of("chair", "secretary") if id(one.row) in front], listed)
    _loose_labels(header, rows, listed, profile, adjusters, items_at)
    _labelled(header, form.of("chair", "secretary"), listed)
    for one in form.of("adjusters"):
        if re.search(r"plats|tid", one.label, re.I):
            continue
        for name in names_of(one.pieces[:4], listed):
            add_name(adjusters, resolve(name, listed))
    read_elections(header, rows, heads, listed, adjusters)
    read_sentences(header, rows, listed, adjusters)
    _from_people(header, people)
    _signature_before_chair(header, rows, listed)
    _signers(header, form, listed, adjusters)
    adjusters = [name for name in adjusters if fold(name) != fold(header.value("chair") or "")]
    header.put("adjusters", adjusters, 0.93, "label")
    chair_came(header, people)
    _give_offices(header, people, adjusters)


def _labelled(header: Header, fields: Sequence[Field], listed: Sequence[str]) -> None:
    """Names after the labels, "Mötesordförande" before "Ordförande": a paper's annex may list who was elected for a year."""
    for one in sorted(fields, key=lambda one: not one.label.lower().startswith("möte")):
        names = names_of(one.pieces[:2], listed)
        if names:
            _offer(header, one.kind, names[0], listed, 0.94, "label", one.pieces[0].row)


def _listed(people: Attendance) -> list[str]:
    seen: dict[str, str] = {}
    for row in chain(people.present, people.called, people.uncertain, people.absent, people.presenters):
        seen.setdefault(fold(row.name), row.name)
    return list(seen.values())


def _offer(
    header: Header,
    name: str,
    who: str,
    listed: Sequence[str],
    confidence: float,
    method: str,
    row: Row | None,
) -> None:
    found = resolve(who, listed)
    if fold(found) != fold(who) and len(who.split()) > 1:
        header.warnings.append(
            ("signature_differs", f"”{who}” står i underskriften, ”{found}” i listan.", row)
        )
    header.put(name, found, confidence, method, row)


def _loose_labels(
    header: Header,
    rows: Sequence[Row],
    listed: list[str],
    profile: Profile,
    adjusters: list[str],
    items_at: int,
) -> None:
    """Labels inside the matters ("- Mötesordförande: Markus", "a. Mötesordförande") with the choice there or on the next line."""
    for at, row in enumerate(rows):
        if (
            row.furniture
            or len(row.text) > 120
            or not re.search(r"ordf|sekret|juster|protokoll|anteckn|chair", row.key)
        ):
            continue
        text = re.sub(r"^(?:[•*–—-]+|[a-z]\.|[a-z]\)|\d+\.|-)\s*", "", row.text)
        match = match_label(text, profile)
        if (
            not match
            or match.kind not in {"chair", "secretary", "adjusters"}
            or not (match.marked or at < items_at)
        ):
            continue
        rest = match.rest or ""
        names = names_of([Piece(rest, row, [])], listed) if rest else []
        if not names and at + 1 < len(rows):
            following = rows[at + 1].text
            chosen = _CHOSEN.search(following)
            names = [chosen["who"].strip(" .")] if chosen else []
        for name in names[: 1 if match.kind != "adjusters" else 4]:
            if match.kind == "adjusters":
                add_name(adjusters, resolve(name, listed))
            else:
                _offer(header, match.kind, name, listed, 0.9, "label", row)


def _captions(header: Header, rows: Sequence[Row], listed: list[str], adjusters: list[str]) -> None:
    """Signatures with the office under the name ("Maria Hed  Omar El-Sayed" / "sekreterare  justerare")."""
    tail = [row for row in rows[-60:] if not row.furniture]
    for row in [row for row in rows[:60] if not row.furniture] + tail:
        if match := _SLASHED.match(row.text):
            office = office_of(match["office"])
            if office == "adjuster":
                add_name(adjusters, resolve(match["who"], listed))
            elif office in {"chair", "secretary"}:
                header.put(office, resolve(match["who"], listed), 0.92, "signature", row)
    last = max(
        (at for at, row in enumerate(tail) if all(office_of(cell.text) for cell in row.cells)), default=None
    )
    below = (
        re.sub(r"\s*\([^)]*\)", "", tail[last + 1].cells[0].text)
        if last is not None and last + 1 < len(tail)
        else ""
    )
    if last is None or looks_like_name(below):
        return  # the last office stands over a name: labels, not captions
    for above, row in pairwise(tail):
        offices = [office_of(cell.text) for cell in row.cells]
        if not all(offices) or len(above.cells) != len(offices) or row.text.endswith(":"):
            continue
        names = [cell.text for cell in above.cells]
        if not all(looks_like_name(name) and len(name.split()) > 1 for name in names):
            continue
        for name, office in zip(names, offices, strict=True):
            if office == "adjuster":
                add_name(adjusters, resolve(name, listed))
            elif office in {"chair", "secretary"}:
                if (
                    header.facts.get(office)
                    and header.facts[office].method == "label"
                    and not {fold(header.value(office))} & set(map(fold, listed))
                ):
                    del header.facts[office]
                header.put(office, resolve(name, listed), 0.9, "signature", above)


def _signers(header: Header, form: Form, listed: list[str], adjusters: list[str]) -> None:
    """Names under "Justerat den …" in a signature block: whoever is neither chair nor secretary adjusted."""
    if adjusters:
        return
    known = {fold(name) for name in listed}
    for one in form.of("adjusted", "adjusters"):
        for name in names_of([piece for piece in one.pieces if not piece.inline][:5], listed):
            who = resolve(name, listed)
            if fold(who) in known and fold(who) not in {
                fold(header.value("chair") or ""),
                fold(header.value("secretary") or ""),
            }:
                add_name(adjusters, who)


def _from_people(header: Header, people: Attendance) -> None:
    for row in people.present:
        for title in row.titles:
            if (
                re.search(
                    r"\b(?:nämnd|kommun|råds|mötes|styrelse|utskotts|förvaltnings)?sekret(?:erare|etare)\b",
                    title,
                    re.I,
                )
                and "secretary" not in header.facts
            ):
                header.put("secretary", row.name, 0.8, "title", row.entry.row)


def _signature_before_chair(header: Header, rows: Sequence[Row], listed: list[str]) -> None:
    """A signature block whose first name has lost its label: the one who signs before the chair kept the minutes."""
    if "secretary" in header.facts:
        return
    for at in range(max(0, len(rows) - 25), len(rows) - 1):
        if (
            rows[at + 1].key in {"ordförande", "justeras", "justerare"}
            and looks_like_name(rows[at].text)
            and len(rows[at].text.split()) > 1
        ):
            name = resolve(rows[at].text, listed)
            if name != header.value("chair"):
                header.put("secretary", name, 0.8, "signature", rows[at])
                return


def chair_came(header: Header, people: Attendance) -> None:
    """A chair who stands only among the called opened the meeting: present after all."""
    chair = fold(header.value("chair") or "")
    for row in [
        one for one in people.absent if one.reason == "called_not_present" and fold(one.name) == chair
    ]:
        people.absent.remove(row)
        row.reason, row.confidence, row.office = None, 0.85, "chair"
        people.present.insert(0, row)


def _give_offices(header: Header, people: Attendance, adjusters: list[str]) -> None:
    wanted: dict[str, str] = {fold(name): "adjuster" for name in adjusters}
    for office in ("secretary", "chair"):
        if header.value(office):
            wanted[fold(header.value(office))] = office
    taken: set[str] = set()
    elected_board = header.value("body") in {None, *MEETINGS.values()}
    for row in people.present:
        held = wanted.get(fold(row.name))
        free = row.office is None or (held in {"chair", "secretary"} and row.office == "adjuster")
        if held and free and fold(row.name) not in taken:
            row.office = held
        if row.office == "secretary" and row.role == "serving" and row.party is None and not elected_board:
            row.role = "official"
        if held:
            taken.add(fold(row.name))
