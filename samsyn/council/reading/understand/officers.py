"""Who chaired, who noted, who was chosen to adjust: by bracket, label, signature or sentence; the list's spelling wins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from rapidfuzz import fuzz

from .attendance import Attendance
from .bodies import MEETINGS
from .form import Form, Piece
from .header import Header
from .items import Head
from .labels import match_label
from .names import is_given, looks_like_name, office_of, split_run_on
from .profiles import Profile
from .rows import Row
from .text import clean, fold

_PERSON = r"[A-ZÅÄÖ][\w.'’-]+(?:\s+(?:von|van|de|af|la|el|al|den|der)\b)?(?:\s+[A-ZÅÄÖ][\w.'’-]+){0,4}"
_SENTENCES = (
    ("adjusters", rf"(?P<who>{_PERSON}(?:\s*\([^)]*\))?(?:(?:,| och)\s+{_PERSON}(?:\s*\([^)]*\))?)*)\s+(?:utsågs|utses|valdes|väljs|utsedd\w*|får i uppdrag)\b[^.]{{0,60}}?\b(?:att\b[^.]{{0,40}}\bjustera|till\b[^.]{{0,30}}\bjuster)"),
    ("adjusters", rf"(?:[Aa]tt (?:jämte ordföranden? )?justera (?:dagens )?protokoll(?:et)?\s+(?:jämte ordföranden?\s+)?(?:utse[sr]|utsågs|valdes|väljs|väljer mötet)|[Tt]ill (?:protokolls?|mötes)?juster(?:are|ingsman|ingsmän|ingspersoner|ingsperson)\b[^.:]{{0,45}}?\b(?:utsågs|utses|valdes|väljs|väljer mötet))\s*:?\s+(?P<who>{_PERSON}(?:\s*\([^)]*\))?(?:(?:,| och| samt)\s+{_PERSON}(?:\s*\([^)]*\))?)*)"),
    ("chair", rf"(?:[Tt]ill (?:mötes)?ordförande\b[^.:]{{0,40}}?\b(?:utsågs|utses|valdes|väljs|väljer (?:mötet|årsmötet|stämman)))\s*:?\s+(?P<who>{_PERSON})"),
    ("chair", rf"(?P<who>{_PERSON})\s+(?:utsågs|utses|valdes|väljs)\s+(?:att vara\s+|till\s+)(?:mötes)?ordförande"),
    ("secretary", rf"(?:[Tt]ill (?:mötes)?sekreterare\b[^.:]{{0,40}}?\b(?:utsågs|utses|valdes|väljs|väljer (?:mötet|årsmötet|stämman)))\s*:?\s+(?P<who>{_PERSON})"),
    ("secretary", rf"(?P<who>{_PERSON})\s+(?:utsågs|utses|valdes|väljs)\s+(?:att (?:vara\s+|föra\s+)|till\s+)(?:mötes)?(?:sekreterare|protokoll)"),
    ("secretary", rf"(?P<who>{_PERSON})\s+(?:för|förde|skriver|skrev|antecknade|antecknar)\s+(?:protokoll|anteckning|minnesanteckning)"),
    ("chair", rf"(?:ordföranden?,?\s+)(?P<who>{_PERSON}),?\s+(?:öppna|hälsa|inled|förklara)"),
)  # fmt: skip
_SENTENCES_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _SENTENCES)
_WELCOME = re.compile(
    rf"(?P<who>{_PERSON})(?:\s*\([^)]*\))?\s+(?:hälsade|hälsar|öppnade|öppnar|inledde\s+mötet|förklara(?:r|de)\s+mötet\s+öppnat|avslutade\s+mötet|tackade\s+för)"
)
_CHOSEN = re.compile(rf"(?:väljer|valde|väljs|valdes|utser|utsåg|utses)\s+(?P<who>{_PERSON})")


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
    for name in ("chair", "secretary"):
        for one in form.of(name):
            names = names_of(one.pieces[:2], listed)
            if names:
                _offer(header, name, names[0], listed, 0.94, "label", one.pieces[0].row)
    _loose_labels(header, rows, listed, profile, adjusters, items_at)
    for one in form.of("adjusters"):
        if re.search(r"plats|tid", one.label, re.I):
            continue
        for name in names_of(one.pieces[:4], listed):
            _add(adjusters, resolve(name, listed))
    _elections(header, rows, heads, listed, adjusters)
    _sentences(header, rows, listed, adjusters)
    _from_people(header, people)
    _signature_before_chair(header, rows, listed)
    _signers(header, form, listed, adjusters)
    adjusters = [name for name in adjusters if fold(name) != fold(header.value("chair") or "")]
    header.put("adjusters", adjusters, 0.93, "label")
    chair_came(header, people)
    _give_offices(header, people, adjusters)


def _listed(people: Attendance) -> list[str]:
    seen: dict[str, str] = {}
    for row in chain(people.present, people.called, people.uncertain, people.absent, people.presenters):
        seen.setdefault(fold(row.name), row.name)
    return list(seen.values())


def resolve(name: str, listed: Sequence[str]) -> str:
    """The list's spelling of a name: the same but for marks, one part left out, or a first name that only one can bear."""
    form = fold(name)
    tokens = form.split()
    for other in listed:
        if fold(other) == form:
            return other
    if len(tokens) == 1:
        near = [other for other in listed if tokens[0] in fold(other).split()[:1]]
        return near[0] if len(near) == 1 else name
    best, top = name, 86.0
    for other in listed:
        parts = fold(other).split()
        if (parts[-1] == tokens[-1] and (parts[0].split("-")[0][:3] == tokens[0][:3])) or set(tokens) <= set(
            parts
        ):
            return other
        score = fuzz.ratio(form, fold(other))
        if score > top:
            best, top = other, score
    return best


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


def _add(names: list[str], name: str) -> None:
    if name and fold(name) not in {fold(one) for one in names}:
        names.append(name)


def _side_by_side(text: str, listed: Sequence[str]) -> list[str]:
    """Two signatures that a flattened print has put beside each other, parted where the list knows both."""
    known = {fold(name) for name in listed}
    words = text.split()
    for at in range(2, len(words) - 1):
        left, right = " ".join(words[:at]), " ".join(words[at:])
        if fold(left) in known and fold(right) in known:
            return [left, right]
    return split_run_on(text)


def names_of(pieces: Sequence[Piece], listed: Sequence[str] = ()) -> list[str]:
    """The plain names in a label's value: brackets, dotted lines and titles gone; a sentence gives none."""
    names: list[str] = []
    for piece in pieces:
        cells = piece.cells if len(piece.cells) > 1 else []
        texts = [cell.text for cell in cells] or [piece.text]
        for text in texts:
            text = re.sub(r"\([^)]*\)?|[._…]{3,}|\bDigitalt signerat.*$|\bellektroniskt.*$", " ", text)
            for part in re.split(r",|;|/|\boch\b|\bsamt\b|&|\s[–-]\s", text):
                part = clean(re.sub(r"§.*$|\bersättare\b.*$", "", part)).strip(" .:'")
                words = part.split()
                if looks_like_name(part) and (len(words) > 1 or is_given(part)):
                    names += _side_by_side(part, listed)
                elif names and not names[-1:] == [part] and piece is not pieces[0]:
                    return names
    return names


def _loose_labels(
    header: Header,
    rows: Sequence[Row],
    listed: list[str],
    profile: Profile,
    adjusters: list[str],
    items_at: int,
) -> None:
    """ "­ Mötesordförande: Markus" and the like inside the matters; "a. Mötesordförande" with the choice on the next line."""
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
                _add(adjusters, resolve(name, listed))
            else:
                _offer(header, match.kind, name, listed, 0.9, "label", row)


def _sentences(header: Header, rows: Sequence[Row], listed: list[str], adjusters: list[str]) -> None:
    for at, row in enumerate(rows):
        if row.furniture or not re.search(r"juster|ordför|sekreter|protokoll|anteck|hälsa|öppna", row.key):
            continue
        text = row.text + " " + (rows[at + 1].text if at + 1 < len(rows) else "")
        for name, pattern in _SENTENCES_COMPILED:
            match = pattern.search(text)
            if not match or match.start() >= len(row.text):
                continue
            found = [
                clean(re.sub(r"\([^)]*\)", "", part)).strip(" .")
                for part in re.split(r",| och | samt ", match["who"])
            ]
            for who in [
                one for one in found if looks_like_name(one) and (len(one.split()) > 1 or is_given(one))
            ]:
                if name == "adjusters":
                    if not adjusters or at:
                        _add(adjusters, resolve(who, listed)) if len(adjusters) < 4 else None
                else:
                    header.put(name, resolve(who, listed), 0.88, "sentence", row)
    for row in rows:
        if "chair" in header.facts:
            return
        match = None if row.furniture else _WELCOME.search(row.text)
        if (
            match
            and looks_like_name(match["who"])
            and len(match["who"].split()) > 1
            and not is_dated(match["who"])
        ):
            header.put("chair", resolve(match["who"], listed), 0.75, "welcome", row)


def _captions(header: Header, rows: Sequence[Row], listed: list[str], adjusters: list[str]) -> None:
    """Signatures with the office under the name ("Maria Hed  Omar El-Sayed" / "sekreterare  justerare")."""
    tail = [row for row in rows[-60:] if not row.furniture]
    last = max(
        (at for at, row in enumerate(tail) if all(office_of(cell.text) for cell in row.cells)), default=None
    )
    if last is None or (last + 1 < len(tail) and looks_like_name(tail[last + 1].cells[0].text)):
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
                _add(adjusters, resolve(name, listed))
            elif office in {"chair", "secretary"}:
                if (
                    header.facts.get(office)
                    and header.facts[office].method == "label"
                    and not {fold(header.value(office))} & set(map(fold, listed))
                ):
                    del header.facts[office]
                header.put(office, resolve(name, listed), 0.9, "signature", above)


def _elections(
    header: Header, rows: Sequence[Row], heads: Sequence[Head], listed: list[str], adjusters: list[str]
) -> None:
    """An item "Val av justerare" or "Val av mötesordförande": the full names in its few lines are those chosen."""
    for at, head in enumerate(heads):
        title = head.title.lower()
        offices = [name for name, word in _ELECTED.items() if word in title]
        if len(offices) != 1 or not re.match(r"(?:val|mötes|justering|utseende|protokoll|ordf|sekr)", title):
            continue
        stop = heads[at + 1].at if at + 1 < len(heads) else len(rows)
        text = " ".join(
            row.text
            for row in rows[head.at + head.taken : min(stop, head.at + head.taken + 4)]
            if not row.furniture
        )
        for who in _full_names(text):
            if offices[0] == "adjusters":
                _add(adjusters, resolve(who, listed))
            else:
                header.put(offices[0], resolve(who, listed), 0.9, "election", rows[head.at])


_ELECTED = {"adjusters": "juster", "chair": "ordförande", "secretary": "sekreterare"}


def _full_names(text: str) -> list[str]:
    out = []
    text = re.sub(r"\([^)]*\)", "", text)
    text = re.sub(r"jämte (?:mötes)?ordföranden?,? [^.,]{0,3}", "", text)
    for match in re.finditer(_PERSON, text):
        words = match[0].strip(" .").split()
        while words and (words[0] in _SENTENCE_WORDS or words[0].lower().endswith(("des", "gs"))):
            words = words[1:]
        name = " ".join(words)
        if len(words) > 1 and looks_like_name(name):
            out.append(name)
    return out


_SENTENCE_WORDS = frozenset(
    [
        "Till",
        "Mötet",
        "Valdes",
        "Utsågs",
        "Att",
        "Som",
        "Årsmötet",
        "Stämman",
        "Styrelsen",
        "Nämnden",
        "Rådet",
        "Ordföranden",
        "Ordförande",
        "Sekreterare",
        "Justerare",
        "Beslut",
    ]
)


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
                _add(adjusters, who)


def is_dated(text: str) -> bool:
    """Whether a supposed name begins with a word of sentence starts."""
    return text.split()[0] in {"Ordföranden", "Ordförande", "Mötet", "Sekreteraren", "Polisen", "Rådet"}


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
        office = wanted.get(fold(row.name))
        if (
            office
            and (row.office is None or (office in {"chair", "secretary"} and row.office == "adjuster"))
            and fold(row.name) not in taken
        ):
            row.office = office
        if row.office == "secretary" and row.role == "serving" and row.party is None and not elected_board:
            row.role = "official"
        if office:
            taken.add(fold(row.name))
