"""The guard: a point decision, wording a list's condition, and a guarded list beside the same one unguarded.

    python bench/guard.py [rows]                and    tools/pg.py -- .venv/bin/python bench/guard.py

A decision is asked of Cedar each time (nothing kept), for labels with and without terms. A list is the newest
50 of 100,000 documents, one in twenty of them with terms: once with the guard's condition inside and each row
judged again, once without either. The keys alone, and the count, say what the condition itself costs."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from unittest.mock import patch

os.environ["SAMSYN_DATA"] = tempfile.mkdtemp(prefix="samsyn-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from samsyn.core import guard  # noqa: E402
from samsyn.core.calc.labels import LEVELS, Limits  # noqa: E402
from samsyn.core.domain.world import build_world  # noqa: E402
from samsyn.core.guard import policy, residual  # noqa: E402
from samsyn.core.models import Account, Body, Document, Organisation, Original, Terms, joined  # noqa: E402
from samsyn.council.models import Entry  # noqa: E402
from samsyn.council.queries import lines  # noqa: E402

ROUNDS = 2_000
SHOWN = 50


def measured(what: Callable[[], object], rounds: int) -> list[float]:
    """Microseconds of each round, sorted."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        what()
        taken.append((time.perf_counter() - start) * 1e6)
    return sorted(taken)


def told(name: str, taken: list[float], unit: str = "µs", by: float = 1.0) -> float:
    middle, high = statistics.median(taken) / by, taken[int(len(taken) * 0.99)] / by
    print(f"{name:<44} p50 {middle:8.2f} {unit}   p99 {high:8.2f} {unit}")
    return middle


def build(rows: int) -> Account:
    call_command("migrate", verbosity=0)
    build_world({"siv": "bara-en-stund-8", "per": "bara-en-stund-8"})
    pick = random.Random(1)  # noqa: S311 - made-up rows
    owners, bodies = list(Organisation.objects.all()), [None, *Body.objects.all()]
    soon = timezone.localdate() + timedelta(days=30)
    terms = [
        Terms(audience=joined([f"o:{one.pk}"]), purposes=purposes, expires=day).shared()
        for one in owners
        for purposes in ("", ",prevention,")
        for day in (None, soon)
    ]
    terms += [Terms(embargo_until=soon, gate=body).shared() for body in bodies[1:]]
    with transaction.atomic():
        for start in range(0, rows, 5_000):
            originals = [
                Original(sha256=f"{start + n:064x}", media_type="text/plain", size=1) for n in range(5_000)
            ]
            Original.objects.bulk_create(originals)
            made = Document.objects.bulk_create(
                Document(
                    original=original,
                    title="Handling",
                    level=pick.choice(LEVELS),
                    organisation=pick.choice(owners[:3]),
                    circle=pick.choice(bodies),
                    terms=pick.choice(terms) if pick.random() < 0.05 else None,
                )
                for original in originals
            )
            Entry.objects.bulk_create(Entry(document=one, state=Entry.State.READ) for one in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Account.objects.get(username="siv")


def points(who: guard.Standing) -> None:
    pick = random.Random(2)  # noqa: S311 - made-up rows
    full = Limits(
        audience=frozenset({"o:1", "b:1"}),
        purposes=frozenset({"prevention"}),
        held=True,
        gate=1,
        gate_owner=1,
    )

    def plain() -> None:
        policy.ask(who, "view", pick.choice(LEVELS), pick.randint(1, 3), pick.randint(1, 3), None)

    def laden() -> None:
        policy.ask(who, "view", pick.choice(LEVELS), pick.randint(1, 3), pick.randint(1, 3), full)

    def kept() -> None:
        guard.decide(who, "view", level="limited", organisation=1, circle=1, limits=full)

    measured(plain, 100)
    told("point decision, label without terms", measured(plain, ROUNDS))
    told("point decision, label with terms", measured(laden, ROUNDS))
    kept()
    told("the same answered from memory", measured(kept, ROUNDS))


def wording(who: guard.Standing) -> None:
    def condition() -> None:
        residual._node.cache_clear()
        residual.condition(who, "view", "")

    told("a list's condition from the policies", measured(condition, 500), "ms", 1000)
    told("the same for a standing seen before", measured(lambda: guard.labels_for(who), 500), "ms", 1000)


def lists(who: guard.Standing) -> None:
    """As the archive makes them: the question worded once and kept, keys, then the lines of those keys."""
    kept = Document.objects.filter(removed_at=None, entry__isnull=False).order_by("-created", "-pk")
    guarded, plain = lines.listing(kept.filter(guard.labels_for(who))), lines.listing(kept)
    assert guarded is not None
    assert plain is not None

    def with_guard() -> None:
        assert len(lines.lines(who, guarded, SHOWN)) == SHOWN

    def without() -> None:
        with patch.object(lines, "seen", lambda _who, rows: list(rows)):
            assert len(lines.lines(who, plain, SHOWN)) == SHOWN

    with_guard()
    without()
    _beside(f"{SHOWN} newest as a list", with_guard, without)
    _beside(
        f"{SHOWN} newest, keys alone",
        lambda: lines._keys(guarded, SHOWN, 0),
        lambda: lines._keys(plain, SHOWN, 0),
    )
    _beside("how many there are", lambda: lines._count(guarded), lambda: lines._count(plain), rounds=5)


def _beside(name: str, one: Callable[[], object], other: Callable[[], object], rounds: int = 100) -> None:
    """In turns, since the machine has others on it."""
    pairs = [(measured(one, rounds), measured(other, rounds)) for _ in range(7)]
    told(f"{name}, guarded", pairs[-1][0], "ms", 1000)
    told(f"{name}, unguarded", pairs[-1][1], "ms", 1000)
    ratio = statistics.median(statistics.median(a) / statistics.median(b) for a, b in pairs)
    print(f"{f'{name}: guarded / unguarded':<44} {ratio:.2f}")


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    account = build(rows)
    who = guard.standing(account)
    assert date.min < who.day
    print(f"{connection.vendor}, {rows} documents")
    points(who)
    wording(who)
    lists(who)
    return 0


if __name__ == "__main__":
    sys.exit(main())
