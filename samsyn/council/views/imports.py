"""Reading in: drop one file or a thousand, watch them become documents, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.core import tickets
from samsyn.core.calc.numbers import is_key
from samsyn.core.domain import looks
from samsyn.core.errors import Invalid, Refused
from samsyn.core.guard import labels_q, may, scope, standing
from samsyn.core.models import Account, Body, Job, Level, Organisation
from samsyn.core.views.pages import me
from samsyn.council.domain import imports, rereads
from samsyn.council.models import FileState, ImportBatch
from samsyn.council.parts import chip
from samsyn.council.queries import failures

SHOWN = 200
LISTED = 50


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows()
def start(request: HttpRequest) -> HttpResponse:
    """The form; a POST makes the batch and takes the files that came along (all of them without a script)."""
    account = me(request)
    owners = list(Organisation.objects.filter(pk__in=standing(account).writes))
    if not owners:
        raise Refused(
            _("Du behöver vara granskare eller sekreterare i en organisation för att läsa in handlingar.")
        )
    if request.method == "POST" and "reread" in request.POST:
        rereads.reread_all(account)
        return redirect(f"{reverse('council:import')}#reread")
    if request.method == "POST":
        batch = _start(account, owners, request)
        for file in request.FILES.getlist("files"):
            imports.add(batch, file.name or "", file.read())
        imports.run(batch)
        url = reverse("council:batch", args=[batch.pk])
        if request.headers.get("X-Requested-With") == "samsyn":
            looks.at(request, batch)
            return JsonResponse({"url": url, "files": reverse("council:batch_files", args=[batch.pk])})
        return redirect(url)
    batches = list(scope(account, ImportBatch).select_related("organisation", "account__person")[:10])
    looks.at_list(request, len(batches), {batch.level for batch in batches})
    context = {
        "owners": owners,
        "levels": [(level, text, chip(level)) for level, text in Level.choices],
        "circles": scope(account, Body).filter(pk__in=standing(account).circles),
        "batches": [(batch, imports.counts(batch)) for batch in batches],
    }
    return render(request, "council/import.html", context | _rereading(account))


def _rereading(account: Account) -> dict[str, Any]:
    """The newest rereading: under way with progress, or what it changed."""
    if not rereads.organisations(account):
        return {"may_reread": False}
    job = rereads.latest(account)
    under_way = job is not None and not job.is_over
    live = ""
    if job is not None and under_way:
        live = tickets.address(account, f"job:{job.pk}")
        job.refresh_from_db()  # what happened before the ticket was made is in the row
    done = job is not None and job.state == Job.State.DONE
    count = (job.result or {}).get("changed", 0) if job is not None and done else 0
    differing = rereads.changed(account, job, LISTED) if job is not None and count else []
    return {
        "may_reread": True,
        "job": job,
        "under_way": under_way,
        "live": live,
        "done": done,
        "changed": count,
        "differing": differing,
        "more": max(0, count - len(differing)),
    }


def _start(account: Account, owners: list[Organisation], request: HttpRequest) -> ImportBatch:
    wanted = request.POST.get("organisation", "")
    owner = next((o for o in owners if str(o.pk) == wanted), owners[0] if not wanted else None)
    if owner is None:
        raise Refused
    circle = None
    if picked := request.POST.get("circle", ""):
        circle = scope(account, Body).filter(pk=int(picked)).first() if is_key(picked) else None
        if circle is None:
            raise Invalid(_("Välj vilket organ som utgör kretsen."))
    return imports.start(account, owner, request.POST.get("level", Level.LIMITED), circle)


@require_POST
@looks.shows_nothing(of="council.importbatch")
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """A few more files of a batch. The last request says `done`, but reading starts with the first."""
    batch = imports.batch_for(me(request), pk)
    added = 0
    errors: list[dict[str, str]] = []
    names = request.POST.getlist("paths")
    for at, file in enumerate(request.FILES.getlist("files")):
        name = names[at] if at < len(names) and names[at] else file.name or ""
        try:
            imports.add(batch, name, file.read())
            added += 1
        except Invalid as error:
            errors.append({"name": name, "message": str(error)})
    imports.run(batch)
    return JsonResponse({"added": added, "errors": errors, "counts": imports.counts(batch)})


@require_safe
@looks.shows(of="council.importbatch")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = imports.batch_for(account, pk)
    looks.at(request, found)
    return render(request, "council/batch.html", _state(account, found))


@require_safe
@looks.shows(of="council.importbatch")
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes while files are read."""
    account = me(request)
    found = imports.batch_for(account, pk)
    looks.at(request, found)
    return render(request, "council/_batch.html", _state(account, found))


def _state(account: Account, batch: ImportBatch) -> dict[str, Any]:
    job = Job.objects.filter(kind=imports.JOB, args={"batch": batch.pk}).order_by("-pk").first()
    live = (
        tickets.address(account, f"job:{job.pk}")
        if job and job.requester_id == account.pk and not job.is_over
        else ""
    )
    counts = imports.counts(batch)
    # A document may have a stricter label than its batch: its file's name is for those who see the document.
    seen = Q(document=None) | labels_q(account, "document__")
    rows = batch.files.filter(seen).select_related("document").order_by("pk")
    return {
        "batch": batch,
        "job": job,
        "live": live,
        "counts": counts,
        "left": counts[FileState.WAITING] + counts[FileState.READING],
        "others": counts["total"] - counts[FileState.FAILED],
        "failed": [
            (file, failures.sentence(file.error_code, file.message))
            for file in rows.filter(state=FileState.FAILED)[:SHOWN]
        ],
        "files": rows.exclude(state=FileState.FAILED)[:SHOWN],
        "failed_hidden": max(0, counts[FileState.FAILED] - SHOWN),
        "hidden": max(0, counts["total"] - counts[FileState.FAILED] - SHOWN),
        "label": chip(batch.level),
    }


@require_POST
@looks.shows_nothing(of="council.importbatch")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    done = imports.undo(account, imports.batch_for(account, pk))
    said = ngettext("%(n)d handling är borttagen.", "%(n)d handlingar är borttagna.", done.removed) % {
        "n": done.removed
    }
    messages.success(request, said)
    for document, reason in [pair for pair in done.kept if may(account, "view", pair[0])][:20]:
        messages.warning(
            request, _("%(name)s ligger kvar: %(reason)s.") % {"name": document.title, "reason": reason}
        )
    return redirect("council:batch", pk=pk)
