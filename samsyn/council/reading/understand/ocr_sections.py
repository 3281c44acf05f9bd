"""The sign "§" as OCR misreads it ("829", "$29", "S 29", "8829-37"), put back where the numbers that can be trusted allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from samsyn.council.reading.layout import Line, Method, Page, Word

_LOOKALIKE = "S$&8B5s"
_SURE = re.compile(r"^§+(\d{1,3})(?:[-–](\d{1,3}))?\)?[.:,]?$")
_BROKEN = re.compile(rf"^[{_LOOKALIKE}§]{{1,2}}(\d{{1,3}})(?:[-–](\d{{1,3}}))?[.:,]?$")
_ALONE = frozenset(("8", "S", "$", "5", "&", "88", "SS", "8$", "$8", "$$", "88§", "S§"))
_NUMBER = re.compile(r"^\d{1,3}(?:[-–]\d{1,3})?[.:,]?$")


def mend_sections(pages: Sequence[Page]) -> None:
    """Mend the words of all pages read by OCR, in place: at the start of a line, after "Paragrafer", and at a line's end
    behind a bracket or comma. A number is only taken for a § if the document's sure ones make it likely."""
    lines = [line for page in pages if page.method is Method.OCR for line in page.lines if line.words]
    span = _span(lines)
    for line in lines:
        line.words = [_mended(line.words, at, span) for at in range(len(line.words))]


def _span(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The lowest and highest § of the document: from signs that were read right and from the line "Paragrafer …"."""
    numbers: list[int] = []
    for line in lines:
        texts = [word.text for word in line.words]
        labelled = any(text.lower().startswith("paragraf") for text in texts)
        for at, text in enumerate(texts):
            joined = text + texts[at + 1] if text in ("§", "§§") and at + 1 < len(texts) else text
            if match := _SURE.match(joined):
                numbers += [int(group) for group in match.groups() if group]
            elif labelled and (ends := _range(text)):
                numbers += ends
    if len(numbers) < 2:
        numbers = _rising(lines)
    return (min(numbers), max(numbers)) if len(numbers) > 1 else None


def _rising(lines: Sequence[Line]) -> list[int]:
    """Where no sign was read right: three or more lines whose first word, its first character taken off, counts up by one."""
    best: list[int] = []
    run: list[int] = []
    for line in lines:
        match = re.match(rf"^[{_LOOKALIKE}]\s?(\d{{1,3}})[.:]?$", line.words[0].text)
        if not match or len(line.words) < 2 or not line.words[1].text[:1].isupper():
            continue
        number = int(match[1])
        run = [*run, number] if run and number == run[-1] + 1 else [number]
        best = max(best, run, key=len)
    return best if len(best) >= 3 else []


def _range(text: str) -> list[int]:
    """ "8829-37" as [29, 37]: one or two wrong signs taken off so that the range rises."""
    for wrong in (2, 1, 0):
        match = re.match(r"^(\d{1,3})[-–](\d{1,3})[.,]?$", text[wrong:])
        head = text[:wrong]
        if match and all(char in _LOOKALIKE + "§" for char in head) and int(match[1]) < int(match[2]):
            return [int(match[1]), int(match[2])]
    return []


def _mended(words: Sequence[Word], at: int, span: tuple[int, int] | None) -> Word:
    word = words[at]
    before = words[at - 1].text if at else ""
    opens = at == 0 or before.endswith((",", ")")) or before.lower().startswith("paragraf") or before in "=:"
    if not opens or ("§" in word.text[:1] and _SURE.match(word.text)):
        return word
    if word.text in _ALONE and at + 1 < len(words) and _NUMBER.match(words[at + 1].text):
        following = int(re.match(r"\d+", words[at + 1].text)[0])  # type: ignore[index]
        likely = span is None or span[0] - 2 <= following <= span[1] + 2
        return replace(word, text="§") if likely and (at == 0 or span) else word
    if before.lower().startswith("paragraf") or before in ("=", ":"):
        ends = _range(word.text)
        return replace(word, text=f"§§{ends[0]}-{ends[1]}") if ends else word
    match = _BROKEN.match(word.text)
    if not match or not (span or word.text[0] in "$&S"):
        return word
    if span and not span[0] - 2 <= int(match[1]) <= span[1] + 2:
        return word
    if word.text.isdigit() and not span:
        return word
    tail = f"-{match[2]}" if match[2] else ""
    return replace(word, text=f"§{match[1]}{tail}")
