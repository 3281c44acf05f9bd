"""A document beside its facts, its original, its page images and its readings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samsyn.core import store
from samsyn.core.calc.numbers import is_key
from samsyn.core.domain import looks, stamps
from samsyn.core.errors import Hidden, Invalid
from samsyn.core.guard import labels_q, may, require, scope
from samsyn.core.models import Account, Body, Document
from samsyn.core.views.pages import me
from samsyn.council.calc.facts import Effective
from samsyn.council.domain import bodies, copies, imports, pictures, rereads, texts
from samsyn.council.domain.corrections import OFFICES, REASONS, ROLES
from samsyn.council.domain.materialise import effective_of
from samsyn.council.models import Entry, Meeting
from samsyn.council.parts import Partly, chip, document_for, hours, long_date
from samsyn.council.queries import facts, failures, warnings
from samsyn.council.queries.facts import FactRow, Group

# What a browser may show by itself. All else, HTML above all, is saved to disk.
INLINE = frozenset({"application/pdf", "text/plain", "image/png", "image/jpeg", "image/webp", "image/tiff"})
PAGES_AT_ONCE = 40
LINES = 24.0  # points: higher than one line of print
LONG = 120  # characters: a longer span is an item's, and its first line is mark enough
ADDED = frozenset({"header", "present", "absent", "presenters", "items"})


@dataclass(frozen=True, slots=True)
class TextRun:
    """A piece of the text; `row` is the fact that stands there, `also` the anchors of others in the same
    place."""

    text: str
    row: FactRow | None = None
    also: str = ""

    @property
    def html(self) -> SafeString:
        if self.row is None:
            return SafeString(escape(self.text))
        classes = f"{self.row.look} struck" if self.row.struck else self.row.look
        also = format_html(' data-also="{}"', self.also) if self.also else ""
        return format_html(
            '<mark class="{}" data-fact="{}"{}>{}</mark>', classes, self.row.anchor, also, self.text
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact's box on the page image: x, y, width, height. `others` are the anchors of other facts there."""

    row: FactRow
    box: list[float]
    others: list[str]

    @property
    def also(self) -> str:
        return " ".join(self.others)

    @property
    def wide(self) -> bool:
        """A box around what runs over a line's end covers its neighbours; it is drawn as an outline."""
        return self.box[3] > LINES and self.box[2] > LINES


@dataclass(slots=True)
class Sheet:
    """A page with its marks: an image with boxes, or text in runs."""

    number: int
    width: float = 0
    height: float = 0
    marks: list[Mark] = field(default_factory=list)
    runs: list[TextRun] = field(default_factory=list)

    @property
    def text(self) -> SafeString:
        """Made here: in a template, blanks between the runs would show."""
        return SafeString("".join(run.html for run in self.runs))


@require_safe
@looks.shows(of="core.document")
def document(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    try:
        found = document_for(account, pk)
    except Partly:  # what they may see of it stands there
        return redirect("council:meeting", pk=Meeting.objects.get(document=pk).pk)
    looks.at(request, found)
    held = effective_of(found)
    context = column(
        account, found, held, edit=request.GET.get("ratta", ""), add=request.GET.get("lagg-till", "")
    )
    if request.headers.get("X-Requested-With") == "samsyn":
        return render(request, "council/_facts.html", context)
    context |= {
        "meeting": getattr(found, "meeting", None),
        "label": chip(found.level),
        "day": long_date(found.meeting.date) if hasattr(found, "meeting") else "",
        "hours": hours(found.meeting.start, found.meeting.end) if hasattr(found, "meeting") else "",
        "sheets": sheets(found, context["groups"]),
        "more_pages": max(0, found.entry.pages - PAGES_AT_ONCE),
        "here": request.path,
    }
    return render(request, "council/document.html", context)


def column(
    account: Account, document: Document, held: Effective, *, edit: str = "", add: str = ""
) -> dict[str, Any]:
    """What the facts column needs, on the page and when it is sent alone."""
    change = may(account, "change", document)
    meeting: Meeting | None = getattr(document, "meeting", None)
    entry = Entry.objects.get(document=document)
    proposals = []
    if change and meeting is not None and meeting.body is None and meeting.body_name:
        proposals = bodies.proposals(account, document, meeting.body_name)
    return {
        "document": document,
        "entry": entry,
        "failed": entry.state == Entry.State.FAILED,
        "failure": failures.sentence(entry.error_code, entry.message),
        "warnings": warnings.sentences(entry.warnings),
        "groups": facts.groups(held),
        "missing": facts.missing(held) if change else [],
        "open": held.open,
        "reviewed": held.reviewed,
        "sure": sum(fact.open and fact.sure for fact in held.facts),
        "may_change": bool(change),
        "why_not": "" if change else change.reason,
        "edit": edit if change else "",
        "add": add if change and add in dict(facts.GROUPS) else "",
        "proposals": proposals,
        "add_groups": [pair for pair in facts.GROUPS if pair[0] in ADDED],
        "inline": document.original.media_type in INLINE,
        "unbound": meeting is not None and meeting.body is None,
        "body_name": meeting.body_name if meeting else "",
        "roles": [(role, facts.ROLES[role] or _("ledamot")) for role in ROLES if role != "presenter"],
        "offices": [(office, facts.OFFICES[office]) for office in OFFICES],
        "reasons": [(reason, facts.REASONS[reason]) for reason in REASONS],
        "kinds": Meeting.Kind.choices,
        "modes": Meeting.Mode.choices,
        "lists": [
            (name, title) for name, title in facts.GROUPS if name in ("present", "absent", "uncertain")
        ],
    }


def sheets(document: Document, groups: list[Group]) -> list[Sheet]:
    """The document's pages with the facts marked where they stand."""
    # Who was called stands where the present and absent stand; one mark a name is enough.
    rows = [row for group in groups if group.name != "called" for row in group.rows if not row.rejected]
    sizes = pictures.sizes(document)
    if sizes:
        return _image_sheets(sizes, rows)
    if document.entry.state == Entry.State.FAILED:
        return []
    text = texts.text_of(document)
    return [Sheet(1, runs=_runs(text, rows))] if text else []


def _image_sheets(sizes: list[tuple[float, float]], rows: list[FactRow]) -> list[Sheet]:
    found = []
    for number, (width, height) in enumerate(sizes[:PAGES_AT_ONCE], 1):
        marks: dict[tuple[float, ...], Mark] = {}
        for row in rows:
            if row.page == number and row.box:
                place = marks.setdefault(tuple(row.box), Mark(row, _svg(row.box), []))
                if place.row is not row:
                    place.others.append(row.anchor)
        ordered = sorted(marks.values(), key=lambda mark: -mark.box[2] * mark.box[3])
        found.append(Sheet(number, width, height, marks=ordered))
    return found


def _svg(box: list[float]) -> list[float]:
    """x, y, width, height with a little air."""
    x0, y0, x1, y1 = box
    return [round(x0 - 1.5, 1), round(y0 - 1, 1), round(x1 - x0 + 3, 1), round(y1 - y0 + 2, 1)]


def _runs(text: str, rows: list[FactRow]) -> list[TextRun]:
    """The text cut where facts begin and end. Where two overlap the shorter wins, and the longer keeps
    its beginning."""
    taken: list[tuple[int, int, list[FactRow]]] = []
    spans = [
        (row.span[0], row.span[1], row)
        for row in rows
        if row.span and 0 <= row.span[0] < row.span[1] <= len(text)
    ]
    for start, end, row in sorted(spans, key=lambda one: one[1] - one[0]):
        same = next((one for one in taken if one[:2] == (start, end)), None)
        if same is not None:
            same[2].append(row)
            continue
        line = text.find("\n", start, end)
        end = line if line > start and end - start > LONG else end
        end = min([end, *(one[0] for one in taken if start < one[0] < end)])
        if all(end <= one[0] or start >= one[1] for one in taken):
            taken.append((start, end, [row]))
    runs: list[TextRun] = []
    at = 0
    for start, end, found in sorted(taken, key=lambda one: one[0]):
        runs += [
            TextRun(text[at:start]),
            TextRun(text[start:end], found[0], " ".join(r.anchor for r in found[1:])),
        ]
        at = end
    return [*runs, TextRun(text[at:])]


@require_safe
@looks.shows("file", of="core.document")
def original(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The file under its true type; nothing in it runs. As it came if its label is open, else a copy with the
    stamp on it."""
    account = me(request)
    found = document_for(account, pk)
    looks.at(request, found)
    media_type, name, size = found.original.media_type, copies.file_name(found), found.original.size
    response: HttpResponse | FileResponse
    if stamps.needed(found.level):
        stamp = stamps.make(account, found.level, found.organisation, looks.purpose_of(request))
        copy = copies.stamped(found, stamp)
        media_type, name, size = copy.media_type, copy.name, len(copy.data)
        response = HttpResponse(copy.data)
    else:
        response = FileResponse(store.open(found.original_id))
    shown = media_type in INLINE and "ladda-ner" not in request.GET
    response["Content-Type"] = f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type
    response["Content-Length"] = str(size)
    name = quote(name)
    response["Content-Disposition"] = f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    )
    return response


@require_safe
@looks.shows("file", of="core.document")
def page_image(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One page as an image. The browser may keep it but asks each time: its label may have been raised.

    Within a page that shows the label it is the bare page; opened or saved by itself it carries the stamp."""
    account = me(request)
    found = document_for(account, pk)
    looks.at(request, found)
    image = pictures.page(found, number)
    response = HttpResponse(image, content_type=pictures.MEDIA_TYPE)
    response["X-Content-Type-Options"] = "nosniff"
    response["Vary"] = "Sec-Fetch-Dest"
    # Without TLS browsers do not say what they fetch it for.
    shown_as = request.headers.get("Sec-Fetch-Dest", "" if settings.HTTPS else "image")
    if stamps.needed(found.level) and shown_as != "image":
        stamp = stamps.make(account, found.level, found.organisation, looks.purpose_of(request))
        response.content = copies.stamped_bytes(image, pictures.MEDIA_TYPE, "", stamp).data
        response["Cache-Control"] = "private, no-store"
        return response
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
@looks.shows(of="core.document")
def readings(request: HttpRequest, pk: int) -> HttpResponse:
    """All readings of a document and what each changed."""
    account = me(request)
    found = document_for(account, pk)
    looks.at(request, found)
    rows = [
        (reading, [_difference(change) for change in changes]) for reading, changes in rereads.history(found)
    ]
    context = {"document": found, "readings": rows, "may_change": bool(may(account, "change", found))}
    return render(request, "council/readings.html", context)


def _difference(change: Any) -> dict[str, str]:
    """A difference in words."""

    def words(value: Any) -> str:
        if change.group == "header" or value is None:
            return facts.text_of("header", change.key, value)
        if change.before is not None and change.after is not None:
            return "; ".join(f"{name}: {one if one is not None else '–'}" for name, one in value.items())
        return facts.text_of(change.group, change.key, value)

    label = (
        facts.LABELS.get(change.key) or f"{dict(facts.GROUPS).get(change.group, '')}: {_subject(change.key)}"
    )
    return {"label": str(label), "before": words(change.before), "after": words(change.after)}


def _subject(key: str) -> str:
    """ "karin östh" out of "person:present:karin östh:1"."""
    return (
        key.split(":", 2)[-1].rsplit(":", 1)[0]
        if key.startswith("person:")
        else key.split(":", 1)[-1].rsplit(":", 1)[0]
    )


@require_POST
@looks.shows_nothing(of="core.document")
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = document_for(account, pk)
    changes = len(rereads.reread(account, found))
    if changes:
        text = ngettext(
            "Läst igen: %(n)d uppgift skiljer sig.", "Läst igen: %(n)d uppgifter skiljer sig.", changes
        )
        messages.success(request, text % {"n": changes})
    else:
        messages.info(request, _("Läst igen. Läsningen säger detsamma som förut."))
    return redirect("council:readings", pk=pk)


@require_POST
@looks.shows_nothing(of="core.document")
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Out of the archive, with a press to take it back."""
    account = me(request)
    found = document_for(account, pk)
    require(account, "change", found)
    imports.remove(found, account)
    said = _("%(name)s är borttagen ur arkivet. Filen finns kvar.") % {"name": found.title}
    messages.success(request, said, extra_tags=reverse("council:restore", args=[pk]))
    return redirect("council:review")


@require_POST
@looks.shows_nothing(of="core.document")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = Document.objects.filter(labels_q(account, action="change"), pk=pk).first()
    if found is None:
        raise Hidden
    imports.restore(found, account)
    return redirect("council:document", pk=pk)


@require_POST
@looks.shows_nothing(of="core.document")
def bind_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose one of our bodies, or make the one the document names."""
    account = me(request)
    found = document_for(account, pk)
    chosen = request.POST.get("body", "")
    if request.POST.get("create"):
        body = bodies.create(account, found, request.POST["create"])
        messages.success(request, _("%(body)s är upplagt och kopplat till mötet.") % {"body": body.name})
    elif is_key(chosen):
        picked = scope(account, Body).filter(pk=int(chosen)).first()
        if picked is None:
            raise Hidden
        bodies.bind(account, found, picked)
        messages.success(request, _("Mötet är kopplat till %(body)s.") % {"body": picked.name})
    elif chosen == "ingen":
        bodies.bind(account, found, None)
    else:
        raise Invalid
    return redirect("council:document", pk=pk)
