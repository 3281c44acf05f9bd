"""The compound splitter's knowledge, kept in the database and in this process."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import Sum

from samsyn.council.calc.compounds import MIN_PART, Lexicon
from samsyn.council.calc.words import stem, tokens
from samsyn.council.models import LexiconWord

_SECONDS = 60.0
_known: tuple[str, float, Lexicon] | None = None

_UPSERT = (
    "INSERT INTO council_lexiconword (stem, count) VALUES (%s, %s)"
    " ON CONFLICT (stem) DO UPDATE SET count = council_lexiconword.count + excluded.count"
)


def lexicon() -> Lexicon:
    """As it was at most a minute ago."""
    global _known
    name = str(connection.settings_dict["NAME"])
    now = time.monotonic()
    if _known is None or _known[0] != name or now - _known[1] > _SECONDS:
        rows = LexiconWord.objects.filter(count__gt=0).values_list("stem", "count")
        _known = (name, now, Lexicon(dict(rows)))
    return _known[2]


def forget() -> None:
    """Read it anew at the next need."""
    global _known
    _known = None


def count_words(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(stem(token) for token in tokens(text) if token.isalpha() and len(token) >= MIN_PART)
    return counts


def learn(gained: Counter[str], lost: Counter[str]) -> None:
    """Add and take away occurrences. Rows are touched in one order, so that two writers never wait for
    each other."""
    gained.subtract(lost)
    rows = sorted((word, count) for word, count in gained.items() if count)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(_UPSERT, rows)


def size() -> int:
    return LexiconWord.objects.aggregate(total=Sum("count"))["total"] or 0
