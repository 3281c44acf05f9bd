"""Search over 50,000 paragraphs with the label policy inside, beside bare FTS5 over the same stems, in one
run.

    python bench/search.py [paragraphs]

Wall time per query at the query layer (hits with excerpts and count), 30 questions, after one warm-up round.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

os.environ["SAMSYN_DATA"] = tempfile.mkdtemp(prefix="samsyn-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "samsyn.settings"
os.environ["SAMSYN_ASSURANCE"] = ""  # as in the demonstration: the account signs in with a password alone

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from samsyn.core.domain.world import build_world  # noqa: E402
from samsyn.core.models import Account, Body, Document, Organisation, Original  # noqa: E402
from samsyn.council.calc import query as language  # noqa: E402
from samsyn.council.domain import indexing, lexicon  # noqa: E402
from samsyn.council.models import Attendance, Block, Entry, Meeting  # noqa: E402
from samsyn.council.queries.facets import facets  # noqa: E402
from samsyn.council.queries.search import expressions, question, search  # noqa: E402

PER_DOCUMENT = 20
QUESTIONS = (
    "kommun",
    "polisen",
    "kameror",
    "bedrägerier",
    "trafikolycka umeå",
    "personbil lastbil",
    "åtgärdsplaner",
    '"anmält förhinder"',
    '"val av justerare"',
    "rån OR stöld",
    "brand -bil",
    "misshandel kvinna",
    "polis*",
    "trafik*",
    "ordförande",
    "man",
    "bevakning",
    "plan",
    "justering digital",
    "ungdomar narkotika",
    "knivar",
    "skolan elever",
    "budget 2026",
    "klockarbacken",
    "motorcykel",
    "anhållen häktad",
    "till sjukhus",
    "larm",
    "fordon skador",
    "anmälan upprättas",
)


def sentences(shared: Path) -> list[str]:
    texts: list[str] = []
    with gzip.open(shared / "data/events/polisen_events_2024H1.ndjson.gz", "rt", encoding="utf-8") as lines:
        texts += [json.loads(line).get("summary", "") for line in lines]
    with (shared / "data/events/umea_event_pages_2024H1.ndjson").open(encoding="utf-8") as lines:
        texts += [" ".join(str(v) for v in json.loads(line).values() if isinstance(v, str)) for line in lines]
    texts += [path.read_text("utf-8") for path in sorted((shared / "data/minutes").rglob("*.txt"))]
    found = {" ".join(piece.split()) for text in texts for piece in re.split(r"(?<=[.!?])\s+|\n\s*\n", text)}
    return sorted(piece for piece in found if 20 < len(piece) < 600)


def build(count: int, shared: Path) -> Account:
    call_command("migrate", verbosity=0)
    build_world({"siv": "x" * 20})
    rng = random.Random(7)  # noqa: S311 - a fixed corpus, no secrets
    pieces = sentences(shared)
    norralv, other = Organisation.objects.get(slug="norralv"), Organisation.objects.get(slug="region-alvland")
    bodies = list(Body.objects.all())
    labels = [(norralv, "limited"), (norralv, "limited"), (other, "limited"), (other, "public")]
    with transaction.atomic():
        blocks: list[Block] = []
        for number in range(count // PER_DOCUMENT):
            owner, level = rng.choice(labels)
            blocks += document(number, owner, level, rng.choice(bodies), rng, pieces)
        Block.objects.bulk_create(blocks, batch_size=2000)
        lexicon.learn(lexicon.count_words(block.text for block in blocks), lexicon.count_words(()))
    start = time.process_time()
    indexing.reindex()
    print(f"index of {count} paragraphs built in {time.process_time() - start:.1f} s CPU")
    return Account.objects.get(username="siv")


def document(
    number: int, owner: Organisation, level: str, body: Body, rng: random.Random, pieces: list[str]
) -> list[Block]:
    original = Original.objects.create(sha256=f"{number:064x}", media_type="text/plain", size=1)
    paper = Document.objects.create(organisation=owner, level=level, original=original, name=f"{number}.txt")
    day = date(2015, 1, 1) + timedelta(days=rng.randrange(4300))
    meeting = Meeting.objects.create(
        document=paper, organisation=owner, level=level, body=body, date=day, year=day.year, kind="minutes"
    )
    Entry.objects.create(
        document=paper, state=Entry.State.READ, day=day, pages=1, open_facts=number % 3, reviewed_facts=9
    )
    names = [f"{first} {last}" for first in ("Siv", "Per", "Åsa", "Noor") for last in ("Ahl", "Hed", "Nyrén")]
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, key=str(at), position=at, list="present", name=name, name_key=name.casefold()
        )
        for at, name in enumerate(rng.sample(names, 8))
    )
    quarter = day.year * 10 + (day.month + 2) // 3
    return [
        Block(
            document=paper,
            meeting=meeting,
            organisation=owner,
            level=level,
            body=body,
            date=day,
            quarter=quarter,
            kind="minutes",
            position=at,
            heading="",
            text=" ".join(rng.sample(pieces, 2)),
        )
        for at in range(PER_DOCUMENT)
    ]


def bare(text: str) -> int:
    """FTS5 alone over the same index: ranked keys and a count, no labels, no rows, no excerpts."""
    match = expressions(language.parse(text)).fts5
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH hits AS MATERIALIZED (SELECT rowid, bm25(council_search, 10.0, 2.0, 6.0, 0.0) AS rank"
            " FROM council_search WHERE council_search MATCH %s)"
            " SELECT rowid, (SELECT count(*) FROM hits) FROM hits ORDER BY rank LIMIT 20",
            [match],
        )
        return len(cursor.fetchall())


def _ask(account: Account, text: str) -> object:
    return search(account, question({"q": text}))


def measure(work: Callable[[str], object], rounds: int = 5) -> list[float]:
    """Milliseconds of each question and round."""
    taken: list[float] = []
    for lap in range(rounds + 1):
        for text in QUESTIONS:
            start = time.perf_counter()
            work(text)
            if lap:
                taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def slowest(account: Account, most: int = 5) -> None:
    """Which questions take longest, for whoever wants to know why."""
    best = {}
    for text in QUESTIONS:
        laps = []
        for _ in range(3):
            start = time.perf_counter()
            _ask(account, text)
            laps.append((time.perf_counter() - start) * 1000)
        best[text] = min(laps)
    for text in sorted(QUESTIONS, key=lambda one: -best[one])[:most]:
        print(f"  {text:<24} {best[text]:6.2f} ms")


def row(name: str, taken: list[float]) -> str:
    return (
        f"{name:<44} p50 {statistics.median(taken):6.2f}  p90 {taken[int(len(taken) * 0.9)]:6.2f}"
        f"  p99 {taken[int(len(taken) * 0.99)]:6.2f} ms"
    )


def main() -> int:
    shared = Path(settings.SHARED)
    if not shared.is_dir():
        print(f"no example data at {shared}", file=sys.stderr)
        return 2
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    account = build(count, shared)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    connection.close()  # as a server finds it: what was just written is no longer apart in the log
    hits = [search(account, question({"q": text})).total for text in QUESTIONS]
    print(
        f"{connection.vendor}, {count} paragraphs, {len(QUESTIONS)} questions,"
        f" median {statistics.median(hits):.0f} hits,"
        f" most {max(hits)}"
    )
    slowest(account)
    print(row("search (labels inside, count, excerpts)", measure(lambda t: _ask(account, t))))
    print(row("facets and time line", measure(lambda t: facets(account, question({"q": t})), rounds=2)))
    if connection.vendor == "sqlite":
        print(row("bare FTS5 (no labels, rows or excerpts)", measure(bare)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
