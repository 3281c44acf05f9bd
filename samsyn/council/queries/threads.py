"""One subject through the meetings: what was said about it, when and where, oldest first."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, F

from samsyn.core.guard import labels_q
from samsyn.core.models import Account
from samsyn.council.calc.paragraphs import section_sign
from samsyn.council.calc.snippet import Run, Wanted, snippet
from samsyn.council.models import Block, BlockPlace, Meeting
from samsyn.council.queries.search import Question, matching

MOST = 300


@dataclass(slots=True)
class Stop:
    """A meeting on the way, with what it says of the subject."""

    meeting: Meeting | None
    title: str
    excerpts: list[tuple[Block, list[Run], list[Run]]] = field(default_factory=list)


def thread(account: Account, asked: Question) -> tuple[list[Stop], bool]:
    """Meetings in the order of time; True if there was more than 300 paragraphs and the latest are shown."""
    blocks = matching(account, asked).order_by(F("date").desc(nulls_last=True), "-pk")
    keys = list(blocks.values_list("pk", flat=True)[: MOST + 1])
    rows = (
        Block.objects.filter(labels_q(account), pk__in=keys[:MOST])
        .select_related("meeting__body", "document", "item")
        .order_by(F("date").asc(nulls_first=True), "document", "position")
    )
    plain, ocr = Wanted(asked.query), Wanted(asked.query, ocr=True)
    stops: dict[int, Stop] = {}
    for block in rows:
        meeting = block.meeting
        if meeting is not None:
            meeting.document = block.document  # its title may be asked for, and must not cost a query each
        stop = stops.setdefault(
            block.document_id, Stop(meeting, meeting.title if meeting else block.document.title)
        )
        wanted = ocr if block.ocr else plain
        heading = snippet(block.heading, wanted, 160)
        if heading and meeting and block.item:
            mark = section_sign(block.item.number, meeting.paragraph_range)
            heading = [Run(mark, False), *heading] if mark else heading
        stop.excerpts.append((block, heading, snippet(block.text, wanted, 320)))
    return list(stops.values()), len(keys) > MOST


def places(account: Account, most: int = 16) -> list[tuple[str, str, int, int]]:
    """Places named in most meetings the account may see: name, kind, number of meetings, of paragraphs."""
    rows = (
        BlockPlace.objects.filter(labels_q(account, "block__"))
        .values("place__name", "place__kind")
        .annotate(meetings=Count("block__document", distinct=True), paragraphs=Count("pk"))
        .order_by("-meetings", "place__name")[:most]
    )
    return [(r["place__name"], r["place__kind"], r["meetings"], r["paragraphs"]) for r in rows]
