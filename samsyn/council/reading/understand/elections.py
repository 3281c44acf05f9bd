"""Who was chosen to chair, note or adjust, as the matters tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agenda import Head
from .facts import Header
from .given import is_given
from .names import looks_like_name
from .officer_names import PERSON, add_name, full_names, resolve
from .rows import Row
from .text import clean

_SENTENCES = (
    ("adjusters", rf"(?P<who>{PERSON}(?:\s*\([^)]{{0,60}}\))?(?:(?:,| och)\s+{PERSON}(?:\s*\([^)]{{0,60}}\))?){{0,9}})\s+(?:utsågs|utses|valdes|väljs|utsedd\w*|får i uppdrag)\b[^.]{{0,60}}?\b(?:att\b[^.]{{0,40}}\bjustera|till\b[^.]{{0,30}}\bjuster)"),
    ("adjusters", rf"(?:[Aa]tt (?:jämte ordföranden? )?justera (?:dagens )?protokoll(?:et)?\s+(?:jämte ordföranden?\s+)?(?:utse[sr]|utsågs|valdes|väljs|väljer mötet)|[Tt]ill (?:protokolls?|mötes)?juster(?:are|ingsman|ingsmän|ingspersoner|ingsperson)\b[^.:]{{0,45}}?\b(?:utsågs|utses|valdes|väljs|väljer mötet))\s*:?\s+(?P<who>{PERSON}(?:\s*\([^)]{{0,60}}\))?(?:(?:,| och| samt)\s+{PERSON}(?:\s*\([^)]{{0,60}}\))?){{0,9}})"),
    ("chair", rf"(?:[Tt]ill (?:mötes)?ordförande\b[^.:]{{0,40}}?\b(?:utsågs|utses|valdes|väljs|väljer (?:mötet|årsmötet|stämman)))\s*:?\s+(?P<who>{PERSON})"),
    ("chair", rf"(?P<who>{PERSON})\s+(?:utsågs|utses|valdes|väljs)\s+(?:att vara\s+|till\s+)(?:mötes)?ordförande"),
    ("secretary", rf"(?:[Tt]ill (?:mötes)?sekreterare\b[^.:]{{0,40}}?\b(?:utsågs|utses|valdes|väljs|väljer (?:mötet|årsmötet|stämman)))\s*:?\s+(?P<who>{PERSON})"),
    ("secretary", rf"(?P<who>{PERSON})\s+(?:utsågs|utses|valdes|väljs)\s+(?:att (?:vara\s+|föra\s+)|till\s+)(?:mötes)?(?:sekreterare|protokoll)"),
    ("secretary", rf"(?P<who>{PERSON})\s+(?:för|förde|skriver|skrev|antecknade|antecknar)\s+(?:protokoll|anteckning|minnesanteckning)"),
    ("secretary", rf"(?P<who>{PERSON})\s+(?:antecknade|antecknar|noterade|took the minutes|kept the minutes|vid pennan)\s*(?:\.|$)"),
    ("chair", rf"(?P<who>{PERSON})\s+(?:ledde|leder|höll i|var ordförande för)\s+(?:mötet|sammanträdet|dagens)"),
    ("chair", rf"(?:[Mm]ötet|[Ss]ammanträdet) (?:leddes|leds|hölls)(?: i dag| idag)? av (?P<who>{PERSON})"),
    ("chair", rf"[Oo]rdförande (?:för mötet )?var (?P<who>{PERSON})"),
    ("secretary", rf"[Ss]ekreterare (?:var|är) (?P<who>{PERSON})"),
    ("chair", rf"jämte (?:tjänstgörande |mötes)?ordföranden?,? (?P<who>{PERSON})"),
    ("chair", rf"(?:[Oo]rdföranden?,?\s+)(?P<who>{PERSON})(?:\s*\([^)]{{1,12}}\))?,?\s+(?:öppna|hälsa|inled|förklara|ställer|ställde|finner|fann|frågar|konstaterar|tacka|avsluta)"),
)  # fmt: skip


_SENTENCES_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _SENTENCES)


_NOT_TODAY = re.compile(r"reserv|\bvice|nästa")  # chosen for another time, or in case
_ELECTED = {"adjusters": "juster", "chair": "ordförande", "secretary": "sekreterare"}


def read_sentences(header: Header, rows: Sequence[Row], listed: list[str], adjusters: list[str]) -> None:
    for at, row in enumerate(rows):
        if row.furniture or not re.search(
            r"juster|ordför|sekreter|protokoll|antec|hälsa|öppna|ledde|leder|höll i|noterade|minutes|pennan",
            row.key,
        ):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        apart = below is not None and (below.bold != row.bold or below.heading != row.heading)
        text = row.text + ("\n" if apart else " ") + (below.text if below else "")
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
                        add_name(adjusters, resolve(who, listed)) if len(adjusters) < 4 else None
                else:
                    header.put(name, resolve(who, listed), 0.88, "sentence", row)


def read_elections(
    header: Header, rows: Sequence[Row], heads: Sequence[Head], listed: list[str], adjusters: list[str]
) -> None:
    """An item "Val av justerare" or "Val av mötesordförande": the full names in its few lines are those chosen."""
    for at, head in enumerate(heads):
        title = head.title.lower()
        offices = [name for name, word in _ELECTED.items() if word in title]
        if (
            len(offices) != 1
            or _NOT_TODAY.search(title)
            or not re.match(r"(?:val|mötes|justering|utseende|protokoll|ordf|sekr)", title)
        ):
            continue
        stop = heads[at + 1].at if at + 1 < len(heads) else len(rows)
        text = " ".join(
            row.text
            for row in rows[head.at + head.taken : min(stop, head.at + head.taken + 4)]
            if not row.furniture
        )
        for who in full_names(text):
            if offices[0] == "adjusters":
                add_name(adjusters, resolve(who, listed))
            else:
                header.put(offices[0], resolve(who, listed), 0.9, "election", rows[head.at])
