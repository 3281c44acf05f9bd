"""Blocks and their search index: written together, in one place, for both databases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from samsyn.core.models import STRICTNESS, Document, Level, Place
from samsyn.council.calc.columns import columns, tsvector
from samsyn.council.calc.compounds import Lexicon
from samsyn.council.calc.paragraphs import Paragraph, paragraphs
from samsyn.council.calc.places import Gazetteer
from samsyn.council.domain import lexicon, texts
from samsyn.council.models import Block, BlockPlace, IndexState, Item, Meeting

_CHUNK = 2_000
_GROWN = 1.25


def replace(
    document: Document, meeting: Meeting | None, items: Sequence[Item], record: dict[str, Any]
) -> None:
    """Make the document's blocks what the record says. Blocks that already are so stay as they are."""
    found = _paragraphs(document, meeting, record)
    blocks = [_block(document, meeting, items, at, paragraph, record) for at, paragraph in enumerate(found)]
    old = list(Block.objects.filter(document=document).order_by("position"))
    if [_content(block) for block in old] == [_content(block) for block in blocks]:
        return
    _keep_labels(old, blocks)
    lexicon.learn(lexicon.count_words(b.text for b in blocks), lexicon.count_words(b.text for b in old))
    remove([block.pk for block in old])
    Block.objects.bulk_create(blocks)
    write(blocks)


def _paragraphs(document: Document, meeting: Meeting | None, record: dict[str, Any]) -> list[Paragraph]:
    if meeting is None:
        return []
    return paragraphs(record, texts.kept(document) if texts.needed(record) else "")


def _block(
    document: Document,
    meeting: Meeting | None,
    items: Sequence[Item],
    position: int,
    paragraph: Paragraph,
    record: dict[str, Any],
) -> Block:
    day = meeting.date if meeting else None
    return Block(
        level=document.level,
        organisation_id=document.organisation_id,
        circle_id=document.circle_id,
        terms_id=document.terms_id,
        document=document,
        meeting=meeting,
        item=items[paragraph.item] if paragraph.item is not None else None,
        body_id=meeting.body_id if meeting else None,
        date=day,
        quarter=day.year * 10 + (day.month + 2) // 3 if day else 0,
        kind=meeting.kind if meeting else "",
        ocr=texts.is_ocr(record),
        position=position,
        heading=paragraph.heading,
        text=paragraph.text,
    )


def _content(block: Block) -> tuple[Any, ...]:
    return (
        block.text,
        block.heading,
        block.item_id,
        block.body_id,
        block.date,
        block.kind,
        block.ocr,
        block.meeting_id,
        block.organisation_id,
    )


def _keep_labels(old: Iterable[Block], new: Iterable[Block]) -> None:
    """A paragraph with a stricter label of its own keeps it when it is written anew."""
    own = {block.text: block for block in old}
    for block in new:
        was = own.get(block.text)
        if was is not None and STRICTNESS.index(Level(was.level)) > STRICTNESS.index(Level(block.level)):
            block.level, block.circle_id, block.terms_id = was.level, was.circle_id, was.terms_id


def write(blocks: Sequence[Block]) -> None:
    """Index rows and named places for saved blocks that have none."""
    known = lexicon.lexicon()
    rows = [_row(block, known) for block in blocks]
    with connection.cursor() as cursor:
        cursor.executemany(_insert(), rows)
    gazetteer = Gazetteer(Place.objects.values_list("name", "pk"))
    BlockPlace.objects.bulk_create(
        BlockPlace(block=block, place_id=pk)
        for block in blocks
        for pk in gazetteer.named(f"{block.heading} {block.text}", ocr=block.ocr)
    )


def _row(block: Block, known: Lexicon) -> tuple[Any, ...]:
    row = columns(f"{block.heading}\n{block.text}", known, ocr=block.ocr)
    return (block.pk, tsvector(row)) if connection.vendor == "postgresql" else (block.pk, *row)


def _insert() -> str:
    if connection.vendor == "postgresql":
        return "INSERT INTO council_search (rowid, council_search) VALUES (%s, %s::tsvector)"
    return "INSERT INTO council_search (rowid, stems, parts, folded, words) VALUES (%s, %s, %s, %s, %s)"


def remove(keys: Sequence[int]) -> None:
    """Blocks and their index rows. The index has no foreign key, so it goes first."""
    for start in range(0, len(keys), 500):
        chunk = keys[start : start + 500]
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(chunk))
            cursor.execute(f"DELETE FROM council_search WHERE rowid IN ({marks})", list(chunk))  # noqa: S608
        Block.objects.filter(pk__in=chunk).delete()


def forget(document: Document) -> None:
    """Take a removed document out of search."""
    old = list(Block.objects.filter(document=document))
    lexicon.learn(lexicon.count_words(()), lexicon.count_words(block.text for block in old))
    remove([block.pk for block in old])


def outgrown() -> bool:
    """Has the corpus grown so much that older paragraphs would be split otherwise now?"""
    state = IndexState.objects.first()
    return lexicon.size() > _GROWN * (state.words if state else 0)


@transaction.atomic
def reindex() -> int:
    """Index all paragraphs anew with today's words and places. Returns how many."""
    lexicon.forget()
    BlockPlace.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM council_search")
    done = 0
    batch: list[Block] = []
    for block in Block.objects.order_by("pk").iterator(_CHUNK):
        batch.append(block)
        if len(batch) == _CHUNK:
            write(batch)
            done += len(batch)
            batch = []
    write(batch)
    IndexState.objects.update_or_create(pk=1, defaults={"words": lexicon.size()})
    return done + len(batch)
