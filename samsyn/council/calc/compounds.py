"""Parts of Swedish compounds, learnt from the installation's own words.

"kamerabevakning" is also "kamera" and "bevakning". A careless splitter finds "verk" in "verksamhet", so the
last part must itself be a frequent word of the corpus, the first a known one, both of some length, and words
that only look like compounds stand in a stop list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from samsyn.council.calc.words import stem

MIN_WORD, MIN_PART = 8, 4
HEAD_COUNT, FIRST_COUNT = 3, 2

# Whole words and heads that must never be taken apart or split off.
_WHOLE = """verksamhet verksamheten verksamheter sammanträde sammanträdet sammanträden regering regeringen
 närvarande frånvarande föredragande tillsammans information ordförande ersättare ledamöter beslutande
 allmänheten möjlighet möjligheter säkerhet säkerheten verkställande framställning förutsättningar"""
_HEADS = (
    """ande ende ning ningar ingen inger samhet skap else elser aren arna erna orna erad erat ligt liga"""
)
STOP_WORDS = frozenset(_WHOLE.split())
STOP_HEADS = frozenset(_HEADS.split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often each stem occurs in a corpus."""

    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def grown_from(cls, texts: Iterable[list[str]]) -> Lexicon:
        """From lists of tokens. Words with digits are no parts."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(stem(token) for token in text if token.isalpha() and len(token) >= MIN_PART)
        return cls(counts)

    def knows(self, word: str, least: int) -> bool:
        return self.counts.get(stem(word), 0) >= least

    def parts(self, word: str) -> list[str]:
        """Stems of the parts of `word`, or an empty list if it is no compound: ["kamer", "bevak"].

        A part that is itself a compound gives its own parts too.
        """
        if len(word) < MIN_WORD or not word.isalpha() or word in STOP_WORDS:
            return []
        best = self._split(word)
        if best is None:
            return []
        first, head = best
        return [*(self.parts(first) or [stem(first)]), *(self.parts(head) or [stem(head)])]

    def _split(self, word: str) -> tuple[str, str] | None:
        """The split whose rarer part is most frequent. Linking -s belongs to neither part."""
        best: tuple[int, str, str] | None = None
        for at in range(MIN_PART, len(word) - MIN_PART + 1):
            head = word[at:]
            if head in STOP_HEADS or not self.knows(head, HEAD_COUNT):
                continue
            for first in self._firsts(word[:at]):
                score = min(self.counts[stem(first)], self.counts[stem(head)])
                if best is None or score > best[0]:
                    best = (score, first, head)
        return None if best is None else best[1:]

    def _firsts(self, text: str) -> list[str]:
        """The first part as it stands, or without a linking -s, if the corpus has such a word."""
        forms = [text]
        if text.endswith("s") and len(text) > MIN_PART:
            forms.append(text[:-1])
        return [form for form in forms if self.knows(form, FIRST_COUNT)]
