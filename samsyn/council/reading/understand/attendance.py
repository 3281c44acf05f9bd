"""From the lists of a form to who was called, present, absent or in doubt, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from samsyn.council.reading.layout import Strike, Word

from .entry import Entry
from .fields import LISTS, Field, Form
from .list_chunks import chunk_of
from .lists import count_only, entries_of
from .names import looks_like_name
from .posts import KNOWN_PARTIES, is_organisation, is_title
from .strikes import Doubt, doubts
from .tables import Listed
from .text import fold

_OF_ASSOCIATIONS = re.compile(r"förening|organisation|förbund|övriga deltag", re.I)
_DUTY = re.compile(r"(?:mötes)?sekreteraren?", re.I)
_STAR_SERVES = re.compile(r"\*\s*=?\s*tj\w*\.?\s+ers", re.I)  # "* = tjänstgörande ersättare"
_LEADS = frozenset(["chair", "vice_chair", "second_vice_chair"])
_OUTSIDE = re.compile(
    r"revision|revisor|konsult|\bAB\b|byrå\b|advokat|åhörare|allmänhet|inbjuden|gäst\b", re.I
)


@dataclass(slots=True)
class Person:
    """A row of the record's lists before it is written out. `confidence` is that of the row as a whole."""

    entry: Entry
    role: str
    reason: str | None = None
    p_absent: float | None = None
    confidence: float = 0.95
    remote: bool | None = None
    replaces: str | None = None
    name: str = ""
    written: str = ""
    party: str | None = None
    office: str | None = None
    paragraphs: str | None = None
    from_: str | None = None
    until: str | None = None
    titles: list[str] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Attendance:
    """The people of one meeting, and what a person should be told about how they were read."""

    called: list[Person] = field(default_factory=list)
    present: list[Person] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    uncertain: list[Person] = field(default_factory=list)
    presenters: list[Person] = field(default_factory=list)
    warnings: list[tuple[str, str, Entry | None]] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)


def person(entry: Entry, role: str, *, confidence: float = 0.95, reason: str | None = None) -> Person:
    """A row from an entry, with the entry's own facts."""
    if _unplaced(entry):
        confidence = min(confidence, 0.87)
    told = role == "official" or any(len(post) > 12 for post in entry.posts)
    titles = [title for title in entry.titles if told or title not in entry.posts]
    if len(titles) > 1:  # a post, and what its holder did that day
        titles = [title for title in titles if not _DUTY.fullmatch(title)]
    return Person(
        entry, role, reason, confidence=confidence, remote=entry.remote, replaces=entry.replaces, name=entry.name,
        written=entry.as_written, party=entry.party, office=_office(entry), paragraphs=entry.paragraphs, from_=entry.from_,
        until=entry.until, titles=titles, words=entry.words,
    )  # fmt: skip


def _role_called(label: str) -> str | None:
    """As what people are called: "Kallade ersättare", "Övriga kallade"."""
    if re.search(r"ersättare|suppleant", label, re.I):
        return "substitute"
    return "official" if re.search(r"övriga|tjänste", label, re.I) else None


def _unplaced(entry: Entry) -> bool:
    """Whether something beside the name was only kept as written, or holds another name: the row may be two people."""
    loose = [title for title in entry.titles if not is_title(title) and not is_organisation(title)]
    return " " not in entry.name or any(
        looks_like_name(title) or any(map(str.isdigit, title)) for title in loose
    )


def _office(entry: Entry) -> str | None:
    order = ("chair", "vice_chair", "second_vice_chair", "secretary", "adjuster")
    return next((office for office in order if office in entry.offices), None)


def read_attendance(
    form: Form, listed: Sequence[Listed] = (), *, ocr_text: bool = False, ocr: bool = False
) -> Attendance:
    """All lists of the form. `ocr_text`: the characters are old OCR whose image is gone, so strokes can only be guessed."""
    got = Attendance()
    base = 0.85 if ocr or ocr_text else 0.95
    struck_list = False
    for row in listed:
        struck_list |= _place(row.kind, row.entry, got, base, None)
    for one in form.of(*LISTS):
        entries = entries_of(one, ocr=ocr or ocr_text)
        got.counts += [text for piece in one.pieces if count_only(text := chunk_of(piece).text)]
        suspects = doubts(entries, one) if ocr_text and one.kind in {"present", "serving"} else {}
        starred = any(_STAR_SERVES.match(piece.text) for piece in one.pieces)
        for entry in entries:
            if entry.party and entry.party not in KNOWN_PARTIES and _OF_ASSOCIATIONS.search(one.label):
                entry.titles.insert(0, entry.party)
                entry.party = None
            if one.kind == "called":
                entry.role = entry.role or _role_called(one.label)
            if starred and entry.starred:
                entry.role = "substitute_serving"
            struck_list |= _place(one.kind, entry, got, base, suspects.get(id(entry)))
    _chair_above_members(form, got, base)
    _secretary_among_lists(form, got, base)
    if struck_list or got.uncertain:
        _roster_is_called(got)
    _called_but_absent(got)
    _drop_doubles(got)
    _drop_served(got)
    return got


def _chair_above_members(form: Form, got: Attendance, base: float) -> None:
    """ "Ordförande: Bo Ek" right above "Ledamöter: …", which does not repeat him: the two lists are one."""
    above: list[Field] = []
    for one, below in pairwise(form.fields):
        above = [*above, one] if one.kind in _LEADS else []
        if below.kind not in {"serving", "present"} or below.row.page != one.row.page:
            continue
        _lead(above, got, base)


def _lead(fields: Sequence[Field], got: Attendance, base: float) -> None:
    """Put those who lead, and are in no list, before the members."""
    for place, one in enumerate(fields):
        if entry := _first_unlisted(one, got):
            entry.offices.append(one.kind)
            got.present.insert(place, person(entry, "serving", confidence=base - 0.05))


def _first_unlisted(one: Field, got: Attendance) -> Entry | None:
    """The first name of the field, if it is a whole name that no list has."""
    known = {fold(row.name) for row in (*got.present, *got.absent, *got.uncertain, *got.called)}
    entry = next(iter(entries_of(one)), None)
    return entry if entry and " " in entry.name and fold(entry.name) not in known else None


def _secretary_among_lists(form: Form, got: Attendance, base: float) -> None:
    """ "Sekreterare: Eva Al" between the lists of the form: she was in the room. One who only signs is not listed."""
    here = {"present", "serving", "substitute", "substitute_serving", "official", "guest", "absent"}
    for before, one in pairwise(form.fields):
        told = one.kind == "secretary" and re.match(r"(?:mötes)?sekreterare", one.label, re.I)
        if not told or before.kind not in here or before.row.page != one.row.page or not got.present:
            continue
        if entry := _first_unlisted(one, got):
            entry.offices.append("secretary")
            got.present.append(person(entry, "official", confidence=base - 0.05))


def _place(kind: str, entry: Entry, got: Attendance, base: float, doubt: Doubt | None) -> bool:
    """Put one entry in the list it belongs to. True if a stroke through it says absent."""
    if entry.replaced_by and not entry.bracketed and kind in {"serving", "substitute_serving"}:
        entry.replaces, entry.replaced_by = (
            entry.replaced_by,
            None,
        )  # "Anna Ek C, ers Bo Al": she sits for him
    strike, share = _stroke(entry)
    if strike is Strike.DELETED and share > 0.5:
        got.warnings.append(
            ("deleted_text", f"{entry.name} är borttagen med spårad ändring och räknas inte med.", entry)
        )
        return False
    role = _role(kind, entry)
    if kind == "presenters":
        got.presenters.append(person(entry, "presenter", confidence=base))
        return False
    if kind == "called":
        got.called.append(person(entry, role, confidence=base))
        return False
    if kind == "absent" or entry.absent:
        got.absent.append(person(entry, role, confidence=base, reason="listed"))
        if entry.replaced_by:
            got.present.append(_substitute(entry, base))
        return False
    if (strike and share > 0.5) or doubt:
        _struck(entry, got, role, base, strike, doubt)
        return True
    row = person(entry, role, confidence=base - (0.12 if share > 0 else 0))
    got.present.append(row)
    if kind == "remote":
        row.remote = True
    if entry.replaces:
        got.absent.append(_replaced(entry, base))
    if entry.replaced_by:
        got.present.append(_substitute(entry, base))
        gone = person(entry, role, confidence=base - 0.1, reason="replaced")
        gone.paragraphs = entry.by_range
        if not entry.by_range:
            got.present.remove(row)
        got.absent.append(gone)
    return False


def _struck(
    entry: Entry, got: Attendance, role: str, base: float, strike: Strike | None, doubt: Doubt | None
) -> None:
    if strike in {None, Strike.PEN}:
        row = person(entry, role, confidence=0.5)
        row.p_absent = doubt.p_absent if doubt else 0.75
        if doubt:
            row.name = doubt.name
        got.uncertain.append(row)
    else:
        got.absent.append(person(entry, role, confidence=base, reason="struck"))
    if entry.replaced_by:
        substitute = _substitute(entry, base if strike else base - 0.1)
        substitute.replaces = doubt.name if doubt else entry.name
        got.present.append(substitute)


def _stroke(entry: Entry) -> tuple[Strike | None, float]:
    """The kind of stroke through the entry's name and the share of its letters that are struck."""
    names = set(re.findall(r"[\w'’-]+", entry.as_written))
    words = [word for word in entry.words if set(re.findall(r"[\w'’-]+", word.text)) & names] or entry.words
    letters = sum(len(word.text) for word in words)
    struck = [word for word in words if word.strike]
    if not letters or not struck:
        return None, 0.0
    return struck[0].strike, sum(len(word.text) for word in struck) / letters


def _role(kind: str, entry: Entry) -> str:
    if kind == "official" and any(_OUTSIDE.search(title) for title in entry.titles):
        return "guest"
    if kind in {"substitute", "substitute_serving", "official", "guest"}:
        if kind == "substitute" and (entry.replaces or entry.role == "substitute_serving"):
            return "substitute_serving"
        if kind == "substitute" and entry.party is None and any(map(is_title, entry.titles)):
            return "official"  # "Ersättare: Bo Ek (S) samt nämndsekreterare Eva Al"
        return entry.role if entry.role and kind == "official" and entry.role != "serving" else kind
    if entry.replaces:
        return "substitute_serving"
    if entry.role:
        return entry.role
    return "serving"


def _substitute(entry: Entry, base: float) -> Person:
    """The one who came instead ("(ers. X)"): stands in brackets after the absent member."""
    who = entry.replaced_by or ""
    name = re.sub(r"\s*\([^)]*\)?", "", who).strip()
    words = [
        word
        for word in entry.words
        if set(re.findall(r"[\w'’|.-]+", word.text)) & set(re.findall(r"[\w'’|.-]+", who))
    ]
    row = Person(
        entry,
        "substitute_serving",
        confidence=base - 0.03,
        name=name,
        written=name,
        replaces=entry.name,
        words=words or entry.words,
    )
    match = re.search(r"\(([^)]+)\)", who)
    row.party = match[1].upper() if match and len(match[1]) <= 4 else None
    row.paragraphs = entry.by_range
    return row


def _replaced(entry: Entry, base: float) -> Person:
    """The member an entry says it replaces."""
    name = entry.replaces or ""
    words = [
        word
        for word in entry.words
        if set(re.findall(r"[\w'’-]+", word.text)) & set(re.findall(r"[\w'’-]+", name))
    ]
    row = Person(
        entry, "serving", "replaced", confidence=base, name=name, written=name, words=words or entry.words
    )
    row.party, row.office = entry.replaced_party, entry.replaced_office
    row.paragraphs, row.from_, row.until = entry.paragraphs, entry.from_, entry.until
    return row


def _roster_is_called(got: Attendance) -> None:
    """A roster in which the absent are struck through is a list of the called."""
    if got.called:
        return
    roster = [
        row
        for row in (*got.present, *got.absent, *got.uncertain)
        if row.role not in {"substitute_serving", "official", "guest"} and row.reason in {None, "struck"}
    ]
    roster.sort(
        key=lambda row: (row.entry.row.page, row.entry.row.line, row.words[0].box.x0 if row.words else 0)
    )
    for row in roster:
        twin = person(row.entry, row.role, confidence=row.confidence)
        twin.name = row.name
        got.called.append(twin)


def _called_but_absent(got: Attendance) -> None:
    """Called minus present, where both lists stand in the document."""
    if not got.called or not got.present:
        return
    known = {fold(row.name) for row in (*got.present, *got.absent, *got.uncertain)}
    first_names = {name.split(" ")[0] for name in known}
    for row in got.called:
        name = fold(row.name)
        if (
            name in known
            or (" " not in name and name in first_names)
            or any(_near(name, other) for other in known)
        ):
            continue
        twin = person(row.entry, row.role, confidence=row.confidence - 0.03, reason="called_not_present")
        got.absent.append(twin)


def _near(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2:
        return False
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other, score_cutoff=1) <= 1 and len(one) > 6


def _drop_served(got: Attendance) -> None:
    """A substitute who served, and whom the list of substitutes present names once more."""
    whole = {
        fold(row.name) for row in got.present if row.role == "substitute_serving" and not _for_a_while(row)
    }
    got.present = [
        row
        for row in got.present
        if row.role != "substitute" or _for_a_while(row) or fold(row.name) not in whole
    ]


def _for_a_while(row: Person) -> bool:
    return bool(row.paragraphs or row.from_ or row.until)


def _drop_doubles(got: Attendance) -> None:
    """The same person twice in one list with the same role and range is one row (a page break repeated the list's head)."""
    for name in ("called", "present", "absent", "uncertain", "presenters"):
        seen: dict[tuple[object, ...], Person] = {}
        for row in getattr(got, name):
            same = (fold(row.name), row.role, row.paragraphs, row.from_, row.until)
            if same in seen:
                seen[same].remote = seen[same].remote or row.remote
                seen[same].office = seen[same].office or row.office
                seen[same].party = seen[same].party or row.party
                continue
            seen[same] = row
        setattr(got, name, list(seen.values()))
