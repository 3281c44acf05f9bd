"""Small things that many pages show: dates in words, label chips, pages of a list. Cached, for lists have
many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from html import escape
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samsyn.core.assurance import require_fresh_for
from samsyn.core.errors import Refused
from samsyn.core.guard import labels_q, not_found, require, scope
from samsyn.core.models import Account, Document
from samsyn.council.calc.snippet import Run
from samsyn.council.domain import own_labels
from samsyn.council.models import Item, Meeting


def long_date(day: date | None) -> str:
    """ "tisdag 9 december 2025", in the reader's language."""
    return _date(day, "l j F Y", get_language()) if day else ""


def short_date(day: date | None) -> str:
    """ "9 december 2025"."""
    return _date(day, "j F Y", get_language()) if day else ""


def time_element(day: date | None) -> SafeString:
    """The same for people and for programs; empty if it is not known."""
    return _time_element(day, get_language()) if day else SafeString("")


@lru_cache(maxsize=20_000)
def _time_element(day: date, language: str | None) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), _date(day, "j F Y", language))


@lru_cache(maxsize=20_000)
def _date(day: date, form: str, language: str | None) -> str:  # noqa: ARG001 - the language is part of the key
    return date_format(day, form)


def address_of(name: str, pk: int) -> str:
    """`reverse(name, args=[pk])` for an address that ends in the key: a list asks for dozens."""
    return f"{_before_key(name, get_script_prefix())}{pk}/"


@lru_cache(maxsize=16)
def _before_key(name: str, prefix: str) -> str:  # noqa: ARG001 - the prefix is part of the key
    return reverse(name, args=[0]).removesuffix("0/")


def hours(start: time | None, end: time | None) -> str:
    """ "kl. 15.00–16.30" in Swedish, "15:00–16:30" in English; empty if neither is known."""
    form = "%H.%M" if (get_language() or "sv").startswith("sv") else "%H:%M"
    known = [clock.strftime(form) for clock in (start, end) if clock]
    return _("kl. %(hours)s") % {"hours": "–".join(known)} if known else ""


def chip(level: str) -> SafeString:
    """The sharing label's chip."""
    return _chip(level, get_language())


@lru_cache(maxsize=64)
def _chip(level: str, language: str | None) -> SafeString:  # noqa: ARG001 - the language is part of the key
    return render_to_string("core/_label.html", {"level": level})


def marked(runs: Iterable[Run]) -> SafeString:
    """An excerpt as HTML, hits in <mark>. Made here: a template would put blanks between its runs."""
    return SafeString(
        "".join(f"<mark>{escape(run.text)}</mark>" if run.hit else escape(run.text) for run in runs)
    )


def options(choices: Iterable[tuple[str, Any]], chosen: str) -> SafeString:
    """The options of a select after its first, empty one. Made here: a template takes ten times as long."""
    return SafeString("".join(_option(value, str(text), value == chosen) for value, text in choices))


def _option(value: str, text: str, chosen: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(text)}</option>'


class Partly(Refused):
    """The account may see the meeting, but not all that the document holds."""

    default = gettext_lazy(
        "En del av handlingen har en strängare etikett. Det du får se står på mötets sida."
    )


class Counted(Paginator):  # type: ignore[type-arg] # not subscriptable when run
    """Pages of something that is already counted and cut."""

    def __init__(self, total: int, size: int) -> None:
        super().__init__([], size)
        self._total = total

    @property
    def count(self) -> int:
        return self._total

    def at(self, number: int, rows: list[Any]) -> Page[Any]:
        """The page of that number, with its rows."""
        return Page(rows, max(1, min(number, self.num_pages)), self)


def number_of(text: str | None) -> int:
    """A page number from an address; 1 for anything else."""
    return min(int(text), 100_000) if text and text.isdecimal() and len(text) < 7 and int(text) > 0 else 1


def document_for(account: Account, pk: int) -> Document:
    """Raises Hidden (Refused, if it may be told why) unless it is in the archive and the account may see it,
    and Partly if one of its items has a stricter label: original, images and record show all of it."""
    related = ("original", "organisation", "circle", "terms", "body", "meeting__body", "entry")
    kept = Document.objects.filter(removed_at=None, pk=pk)
    document = kept.filter(labels_q(account)).select_related(*related).first()
    if document is None:
        raise not_found(account, kept.first())
    require(account, "view", document)
    require_fresh_for(account, document.level)
    if not own_labels.whole(account, document):
        raise Partly
    return document


def meeting_for(account: Account, pk: int) -> Meeting:
    """Raises Hidden unless its document is in the archive and the account may see it."""
    rows = Meeting.objects.filter(labels_q(account), pk=pk, document__removed_at=None)
    meeting = rows.select_related("body", "document__entry", "organisation").first()
    if meeting is None:
        raise not_found(account, Meeting.objects.filter(pk=pk, document__removed_at=None).first())
    require_fresh_for(account, meeting.level)
    return meeting


def items_for(account: Account, meeting: Meeting) -> QuerySet[Item]:
    """The meeting's items that the account may see."""
    return scope(account, Item).filter(meeting=meeting)
