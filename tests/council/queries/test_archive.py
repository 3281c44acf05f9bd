"""The archive's list: its order, its pages, and that a line shows nothing its reader may not see."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from samsyn.core.guard import labels_q, standing
from samsyn.core.models import Document, Level
from samsyn.council.queries import archive
from samsyn.council.queries.archive import SORTS, Filters
from samsyn.council.queries.lines import lines, listing
from tests.council.build import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(bring: Any) -> None:
    """Thirty papers, a third of them open to all, two of one day, one without a date."""
    days = [f"20{10 + n % 14}-0{1 + n % 9}-1{n % 3}" for n in range(29)] + [None]
    for start, level in ((0, "limited"), (10, "limited"), (20, "public")):
        bring({f"{n}.txt": record(date=days[n]) for n in range(start, start + 10)}, level=level)


@pytest.mark.parametrize("sort", SORTS)
def test_pages_hold_what_the_whole_list_holds_in_its_order(
    many: None, world: SimpleNamespace, sort: str
) -> None:
    asked = Filters(sort=sort)
    whole = [paper.pk for paper in archive.listed(world.siv, asked)]
    pages = [archive.listed_page(world.siv, asked, number) for number in (1, 2)]
    assert [row["pk"] for page in pages for row in page.object_list] == whole
    assert {page.paginator.count for page in pages} == {30}


def test_a_page_beyond_the_last_is_the_last(many: None, world: SimpleNamespace) -> None:
    page = archive.listed_page(world.siv, Filters(), 99)
    assert page.number == 2
    assert len(page.object_list) == 5


def test_each_reader_has_lines_and_a_count_of_their_own(many: None, world: SimpleNamespace) -> None:
    """The question is kept between requests: it must be the asker's own, whoever asked it first."""
    for account, count in ((world.siv, 30), (world.per, 10), (world.siv, 30), (AnonymousUser(), 0)):
        page = archive.listed_page(account, Filters(), 1)
        assert page.paginator.count == count
        assert len(page.object_list) == min(count, 25)


def test_a_question_with_no_answer_is_an_empty_page(many: None, world: SimpleNamespace) -> None:
    nothing = replace(Filters(), body="999999")
    assert archive.listed_page(world.siv, nothing, 3).object_list == []
    assert listing(Document.objects.filter(pk__in=())) is None


def test_a_label_that_changes_between_the_two_questions_hides_the_line(
    many: None, world: SimpleNamespace
) -> None:
    """The keys were asked for a moment ago; the row is judged by the label it has now."""
    asked = listing(Document.objects.filter(labels_q(world.siv)).order_by("pk"))
    who = standing(world.per)
    shown = {row["pk"] for row in lines(who, asked, 30)}
    assert shown == set(Document.objects.filter(level=Level.PUBLIC).values_list("pk", flat=True))


def test_what_is_taken_back_has_no_line(many: None, world: SimpleNamespace) -> None:
    asked = listing(Document.objects.filter(labels_q(world.siv)))
    Document.objects.update(removed_at="2026-01-01T00:00:00Z")
    assert lines(standing(world.siv), asked, 30) == []
    assert archive.newest(world.siv, 3) == []
