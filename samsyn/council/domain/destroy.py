"""What the council room tells the core so that a document can be destroyed: its kind and day, what hangs on
it, its traces in the index and on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from samsyn.core.keeping import Keeper, Traces
from samsyn.core.models import Document
from samsyn.council.calc.segments import is_leaf
from samsyn.council.calc.segments import terms as words_on
from samsyn.council.domain import indexing, lexicon
from samsyn.council.models import (
    Attendance,
    Block,
    Correction,
    FileState,
    ImportBatch,
    ImportFile,
    LexiconWord,
    Meeting,
    Reading,
)

PHRASES = 8
_END = 4  # bytes of a word that a page hardly ever leaves out; the pages that have them are read word by word
_CANDIDATES = 40
_FIVE_WORDS = re.compile(r"(?:\S+[ ]){4}\S+")
_SHORTEST, _LONGEST = 24, 80  # characters: long enough to be nobody else's, short enough for one page on disk


def describe(documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.annotate(
        its_kind=Coalesce(F("meeting__kind"), Value("")),
        its_body=Coalesce(F("body"), F("meeting__body")),
        its_day=F("meeting__date"),
        its_sure=_confirmed("date") & _confirmed("kind"),
    )


def _confirmed(key: str) -> Exists:
    said = (Correction.Action.CONFIRM, Correction.Action.SET)
    rows = Correction.objects.filter(document=OuterRef("pk"), key=key, action__in=said, undone_at=None)
    return Exists(rows)


def busy(document: Document) -> bool:
    return ImportFile.objects.filter(original=document.original_id, state=FileState.READING).exists()


# --- what only this document says ---------------------------------------------------------------------------
def traces(document: Document) -> Traces:
    blocks = list(Block.objects.filter(document=document).order_by("position"))
    candidates = list(dict.fromkeys(_phrases([block.text for block in blocks] + list(_strings(document)))))
    step = max(1, len(candidates) // _CANDIDATES)
    phrases = _nobody_elses(document, candidates[::step][:_CANDIDATES])[:PHRASES]
    others = Document.objects.exclude(pk=document.pk)
    for name in {document.name, document.title}:
        if len(name) > 8 and not others.filter(Q(name=name) | Q(title=name)).exists():
            phrases.append(name)
    return Traces(phrases, _terms(blocks))


def _strings(document: Document) -> Iterator[str]:
    """What items said in all readings, and what people wrote into them. Not the heads and warnings: those are
    worded alike in many documents, and no index says in which."""
    for reading in Reading.objects.filter(document=document):
        for row in reading.record.get("items") or []:
            yield from (str(row.get(name) or "") for name in ("title", "text", "decision"))
    rows = Correction.objects.filter(document=document, key__startswith="item")
    for value in rows.values_list("value", flat=True):
        yield from (str(one) for one in value.values()) if isinstance(value, dict) else [str(value or "")]


def _phrases(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for found in _FIVE_WORDS.finditer(text):
            if _SHORTEST <= len(found[0]) <= _LONGEST:
                yield found[0]


def _nobody_elses(document: Document, phrases: list[str]) -> list[str]:
    """Those that stand in no paragraph of another document."""
    if not phrases:
        return []
    said = reduce(or_, (Q(text__contains=phrase) for phrase in phrases))
    texts = Block.objects.exclude(document=document).filter(said).values_list("text", flat=True)
    others = "\f".join(texts.iterator())
    return [phrase for phrase in phrases if phrase not in others]


def _terms(blocks: Sequence[Block]) -> list[str]:
    """The longest stems that the installation knows from this document alone."""
    own = lexicon.count_words(block.text for block in blocks)
    known = dict(LexiconWord.objects.filter(stem__in=list(own)).values_list("stem", "count"))
    alone = [stem for stem, count in own.items() if known.get(stem) == count]
    alone = sorted(alone, key=lambda stem: (-len(stem), stem))[: 4 * PHRASES]
    keys = {block.pk for block in blocks}
    return [stem for stem in alone if _rows_with(stem) <= keys][:PHRASES]


def _rows_with(term: str) -> set[int]:
    """Index rows that have it in any column: a word of its own here may be part of a longer one elsewhere."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT rowid FROM council_search WHERE council_search @@ %s::tsquery", (f"'{term}'",)
            )
        else:
            cursor.execute("SELECT rowid FROM council_search WHERE council_search MATCH %s", (f'"{term}"',))
        return {int(key) for (key,) in cursor.fetchall()}


# --- taking it away -----------------------------------------------------------------------------------------
def erase(document: Document) -> set[int]:
    """Index, words, and the lines of imports; the rest hangs on the document and goes with it."""
    rows = Attendance.objects.filter(meeting__document=document)
    named = {pk for pair in rows.values_list("person", "proposed") for pk in pair if pk is not None}
    for value in Correction.objects.filter(document=document).values_list("value", flat=True):
        if isinstance(value, dict) and isinstance(value.get("person"), int):
            named.add(value["person"])
    indexing.forget(document)
    LexiconWord.objects.filter(count__lte=0).delete()
    lexicon.forget()
    files = ImportFile.objects.filter(
        Q(document=document) | Q(original=document.original_id, batch__organisation=document.organisation_id)
    )
    batches = set(files.values_list("batch", flat=True))
    files.delete()
    ImportBatch.objects.filter(pk__in=batches, files=None).delete()
    return named


def files(sha256: str) -> Iterator[Path]:
    """Page images, their sizes and the text of the layout: DATA/cache/<kind>/ab/cdef…-<name>."""
    yield from Path(settings.DATA, "cache").glob(f"*/{sha256[:2]}/{sha256[2:]}-*")


def tidy() -> None:
    """FTS5 marks words as gone and keeps them until its segments are merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO council_search(council_search) VALUES ('optimize')")


def indexed(terms: Sequence[str]) -> int:
    """How many of the terms the index still knows, or still spells on a page."""
    if not terms:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = (" | ".join(f"'{term}'" for term in terms),)
            cursor.execute("SELECT count(*) FROM council_search WHERE council_search @@ %s::tsquery", asked)
            return int(cursor.fetchone()[0])
        ends = [term.encode()[-_END:] for term in terms]
        some = " OR ".join(["instr(block, %s) > 0"] * len(ends))
        cursor.execute(f"SELECT id, block FROM council_search_data WHERE {some}", ends)  # noqa: S608
        spelled = {word for page, block in cursor if is_leaf(page) for word in words_on(bytes(block))}
    return len(spelled.intersection(terms))


KEEPER = Keeper(
    kinds=dict(Meeting.Kind.choices),
    describe=describe,
    traces=traces,
    erase=erase,
    files=files,
    tidy=tidy,
    indexed=indexed,
    busy=busy,
    tables=("council_search", LexiconWord._meta.db_table, ImportBatch._meta.db_table),
)
