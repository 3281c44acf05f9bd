"""Excerpts of raw text with the hits marked, made in Python from what the reader may see."""

from __future__ import annotations

from typing import NamedTuple

from samsyn.council.calc.query import Phrase, Query, Word
from samsyn.council.calc.words import bare, fold, folded_stem, spans, stem

WIDTH = 260


class Run(NamedTuple):
    """A piece of text; `hit` if it is to be marked."""

    text: str
    hit: bool


class Wanted:
    """What to mark: stems, folded stems and prefixes of a query, and the compounds that hold a stem."""

    def __init__(self, query: Query, *, ocr: bool = False) -> None:
        self.stems: set[str] = set()
        self.prefixes: tuple[str, ...] = ()
        self.ocr = ocr
        for term in query.terms():
            if isinstance(term, Phrase):
                self.stems.update(stem(token) for token in term.tokens)
            elif term.prefix:
                self.prefixes += (term.token,)
            else:
                self.stems |= {root for root in (stem(term.token), bare(stem(term.token))) if root}
        self.folded = {folded_stem(t) for term in query.terms() for t in _tokens(term)} if ocr else set()
        self._known: dict[str, bool] = {}

    def __call__(self, token: str) -> bool:
        """The same words come again in each of a page's excerpts."""
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._marks(token)
        return known

    def _marks(self, token: str) -> bool:
        root = stem(token)
        if (
            root in self.stems
            or bare(root) in self.stems
            or (self.prefixes and token.startswith(self.prefixes))
        ):
            return True
        if self.ocr and (
            folded_stem(token) in self.folded or fold(token).startswith(self.prefixes or ("\0",))
        ):
            return True
        return len(token) >= 8 and any(
            len(want) >= 4 and (root.startswith(want) or root.endswith(want)) for want in self.stems
        )


def _tokens(term: Word | Phrase) -> tuple[str, ...]:
    return term.tokens if isinstance(term, Phrase) else (term.token,)


def snippet(text: str, wanted: Wanted, width: int = WIDTH) -> list[Run]:
    """About `width` characters of `text` around where most hits stand, in runs; else its beginning."""
    hits = [(start, end) for token, start, end in spans(text) if wanted(token)]
    start, end = _window(text, hits, width)
    runs: list[Run] = []
    at = start
    if start > 0:
        runs.append(Run("… ", False))
    for first, last in hits:
        if first < start or last > end:
            continue
        if first > at:
            runs.append(Run(text[at:first], False))
        runs.append(Run(text[first:last], True))
        at = last
    runs.append(Run(text[at:end] + (" …" if end < len(text) else ""), False))
    return [run for run in runs if run.text]


def _window(text: str, hits: list[tuple[int, int]], width: int) -> tuple[int, int]:
    """Start and end at word borders."""
    if len(text) <= width:
        return 0, len(text)
    if not hits:
        return 0, _border(text, width)
    best = max(hits, key=lambda hit: (sum(hit[0] <= s <= hit[0] + width - 40 for s, _ in hits), -hit[0]))
    start = max(0, best[0] - 40)
    while 0 < start < best[0] and not text[start - 1].isspace():
        start += 1
    return start, _border(text, start + width)


def _border(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    cut = text.rfind(" ", max(0, at - 30), at)
    return cut if cut > 0 else at
