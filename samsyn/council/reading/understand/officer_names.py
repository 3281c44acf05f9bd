"""Names in labels, signatures and sentences, and their spelling in the lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from .fields import Piece
from .given import is_given
from .names import looks_like_name, split_run_on
from .text import clean, fold, word_set

_CAPITAL = "".join(
    filter(str.isupper, map(chr, range(0x250)))
)  # of every Latin alphabet: Łukasik, Þór, Čapek
_WORD = rf"[{_CAPITAL}](?:\.(?:[{_CAPITAL}]\.)?|[\w'’-]{{0,40}})"  # a full stop only after an initial: it ends a sentence
_PART = rf"(?:\s+(?:von|van|de|af|la|el|al|den|der|av)(?=\s)){{0,2}} +{_WORD}"
# Every part is bounded: an unbounded one makes a long line of capitals cost the square of its length.
PERSON = rf"(?<!\w){_WORD}(?:{_PART}){{0,4}}"


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
        if score > top and _same_but_for_slips(tokens, parts):
            best, top = other, score
    return best


def _same_but_for_slips(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each part differs by no more letters than a slip of print does: Persson and Eriksson are two people."""
    return len(one) != len(other) or all(
        Levenshtein.distance(a, b) <= max(1, len(a) // 3) for a, b in zip(one, other, strict=True)
    )


def add_name(names: list[str], name: str) -> None:
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
            text = re.sub(r"\bParagraf(?:er)?\b.*$", " ", text)
            for part in re.split(r",|;|/|\boch\b|\bsamt\b|&|\s[–-]\s", text):
                part = clean(re.sub(r"§.*$|\bersättare\b.*$", "", part)).strip(" .:'")
                words = part.split()
                if looks_like_name(part) and (len(words) > 1 or is_given(part)):
                    names += _side_by_side(part, listed)
                elif names and names[-1:] != [part] and piece is not pieces[0]:
                    return names
    return names


_SENTENCE_WORDS = word_set("""Till Mötet Valdes Utsågs Att Som Årsmötet Stämman Styrelsen Nämnden Rådet Ordföranden Ordförande Sekreterare Justerare
Beslut""")


def full_names(text: str) -> list[str]:
    out = []
    text = re.sub(r"\([^)]*\)", "", text)
    text = re.sub(rf"jämte (?:tjänstgörande |mötes)?ordföranden?(?:,? {PERSON}(?:\s*\([^)]*\))?)?", "", text)
    for match in re.finditer(PERSON, text):
        words = match[0].strip(" .").split()
        while words and (words[0] in _SENTENCE_WORDS or words[0].lower().endswith(("des", "gs"))):
            words = words[1:]
        name = " ".join(words)
        if len(words) > 1 and looks_like_name(name):
            out.append(name)
    return out
