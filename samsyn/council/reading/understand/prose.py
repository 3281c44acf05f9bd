"""Attendance told in sentences, where a paper has no list: "Vi som var med var …", "… hade anmält förhinder"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .fields import LISTS, Field, Form, Piece
from .officer_names import PERSON, full_names
from .rows import Row
from .text import join_wrapped

_HERE = re.compile(
    r"\b(?:närvarande|närvarade|deltog|deltagare|på plats|var med|medverkade|kom till mötet|present|attended|took part)\b",
    re.I,
)
_AWAY = re.compile(
    r"\b(?:förhinder|förhindrad\w*|frånvarande|saknade\w*|kunde (?:inte|ej)|återbud|sjuk\w*|apologies|absent|unable)\b",
    re.I,
)
_REMOTE = re.compile(
    r"\b(?:via (?:länk|teams|zoom|video)|på (?:länk|distans)|digitalt|online|remotely)\b", re.I
)
_LEAD = re.compile(
    r"^\W*(?:(?:vid|på|under) mötet|var|är|följande|alltså|were|was|by|:)?[\s,:]*(?:var|är|:)?\s*", re.I
)
_TOLD_AWAY = re.compile(
    rf"^\W*(?P<who>[^.:]{{5,160}}?),?\s+(?:hade|har|fick|var|är|kunde)\s+[^.:]{{0,40}}?{_AWAY.pattern}", re.I
)
_STOPS = re.compile(r"(?<=[a-zåäöé\d)])[.!](?=\s+[A-ZÅÄÖ]|\s*$)")
_REPLACED = re.compile(rf"(?P<gone>{PERSON})[^.]{{0,60}}?\b(?:ersattes|ersätts|ersatt) av (?P<came>{PERSON})")
_FROM = re.compile(
    rf"(?P<who>{PERSON}(?:(?:,| och| samt| and) {PERSON}){{0,9}}) (?:från|för|from) (?P<home>[^,.;]+?)"
    r"\s*(?=,|;|\boch\b|\bsamt\b|\band\b|$)"
)
_JOINT = re.compile(r"(?:,| och| samt| and) ")


def prose_fields(rows: Sequence[Row]) -> list[Field]:
    """The lists of people that the sentences of these rows (the paper's front) amount to."""
    fields: list[Field] = []
    for row, sentence in _sentences([row for row in rows if not row.furniture]):
        names = full_names(sentence)
        if not names:
            continue
        if _AWAY.search(sentence):
            replaced = {
                match["gone"].strip(" ."): match["came"].strip(" .") for match in _REPLACED.finditer(sentence)
            }
            gone = [name for name in names if name not in replaced.values()]
            parts = [f"{name} (ers. {replaced[name]})" if name in replaced else name for name in gone]
            fields += [_field("absent", part, row) for part in parts]
        elif match := _HERE.search(sentence):
            text = _list_in(sentence, match)
            fields.append(_field("remote" if _REMOTE.search(sentence) else "present", text, row))
    return fields


def take_told_absences(form: Form) -> None:
    """Move sentences that stand among the people of a list ("Bo Ek, Polisen, hade fått förhinder.") to a list of the absent."""
    for one in form.of(*LISTS):
        told = [(piece, match) for piece in one.pieces if (match := _TOLD_AWAY.match(piece.text))]
        for piece, match in told:
            if one.kind != "absent" and full_names(match["who"]):
                one.pieces.remove(piece)
                form.fields.append(
                    Field(
                        "absent",
                        "",
                        piece.row,
                        one.x0,
                        True,
                        pieces=[replace(piece, text=match["who"], spoken=True)],
                    )
                )


def _list_in(sentence: str, word: re.Match[str]) -> str:
    """The part of the sentence that names people: after the colon or the word, or before it."""
    after = sentence[word.end() :]
    if ":" in after:
        after = after.split(":", 1)[1]
    text = after if full_names(after) else sentence[: word.start()]
    return _FROM.sub(_each_with_home, _LEAD.sub("", text)).strip(" .")


def _each_with_home(match: re.Match[str]) -> str:
    """ "Bo Ek och Eva Al från Polisen" with the home beside each."""
    return ", ".join(f"{name.strip()} ({match['home']})" for name in _JOINT.split(match["who"])) + " "


def _field(kind: str, text: str, row: Row) -> Field:
    return Field(kind, "", row, row.x0, True, pieces=[Piece(text, row, [], spoken=True)])


def _sentences(rows: Sequence[Row]) -> list[tuple[Row, str]]:
    """Sentences with the row they begin on; air between rows ends a sentence, too."""
    blocks: list[list[Row]] = []
    for row in rows:
        if not blocks or row.gap > 0.6 or row.page != blocks[-1][-1].page:
            blocks.append([])
        blocks[-1].append(row)
    out: list[tuple[Row, str]] = []
    for block in blocks:
        text = join_wrapped([row.text for row in block])
        starts, at = [], 0
        for row in block:
            found = text.find(row.text[:12], at)
            at = found if found >= 0 else at
            starts.append((at, row))
        begin = 0
        for stop in [*(match.end() for match in _STOPS.finditer(text)), len(text)]:
            if sentence := text[begin:stop].strip():
                out.append((next(row for place, row in reversed(starts) if place <= begin), sentence))
            begin = stop
    return out
