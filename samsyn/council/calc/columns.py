"""The four columns of the search index for one paragraph, and the same as a PostgreSQL tsvector.

stems   every word, stemmed, in order: phrases are looked up here      weight A
parts   stems of the parts of compounds, and of definite forms         weight B
folded  stems without å, ä, ö, for OCR sources only                    weight C
words   words as written where they differ from their stem: prefix*    weight D

In a tsvector a word of folded is marked f., and w. marks what prefix* looks among: words and stems. Weights
rank. Marks decide what is found, since GIN knows words alone: to look for a weight is to open every row.
"""

from __future__ import annotations

from typing import NamedTuple

from samsyn.council.calc.compounds import Lexicon
from samsyn.council.calc.words import bare, fold, folded_stem, stem, tokens

# tsvector keeps positions up to 16,383; four columns beside each other must fit.
MAX_TOKENS = 3_500
_MARKS = (("A", ("", "w.")), ("B", ("",)), ("C", ("f.",)), ("D", ("w.",)))


class Columns(NamedTuple):
    stems: str
    parts: str
    folded: str
    words: str


def columns(text: str, lexicon: Lexicon, *, ocr: bool) -> Columns:
    """What is indexed of `text`: at most 3,500 words of it."""
    found = tokens(text)[:MAX_TOKENS]
    stems = [stem(token) for token in found]
    parts = {part for token in dict.fromkeys(found) for part in lexicon.parts(token)}
    parts = (parts | {shorter for root in set(stems) if (shorter := bare(root))}) - set(stems)
    words = dict.fromkeys(token for token, root in zip(found, stems, strict=True) if token != root)
    folded = [folded_stem(token) for token in found] if ocr else []
    if ocr:
        words = dict.fromkeys([*words, *(fold(token) for token in words)])
    return Columns(" ".join(stems), " ".join(sorted(parts)), " ".join(folded), " ".join(words))


def tsvector(row: Columns) -> str:
    """A tsvector literal. The columns get positions of their own: one position can carry one weight only."""
    places: dict[str, list[str]] = {}
    offset = 1
    for (weight, marks), column in zip(_MARKS, row, strict=True):
        found = column.split()
        for at, token in enumerate(found, offset):
            for mark in marks:
                places.setdefault(mark + token, []).append(f"{at}{weight}")
        offset += len(found) + 1
    return " ".join(f"'{token}':{','.join(at[:255])}" for token, at in places.items())
