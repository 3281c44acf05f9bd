"""Receipts for what one has taken out: one's own, to keep beside the file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.core.domain import looks
from samsyn.core.errors import Hidden
from samsyn.core.keys import receipt_signer
from samsyn.core.models import ExportReceipt

from .pages import me

SHOWN = 100


@require_safe
@looks.shows_nothing()
def receipts(request: HttpRequest) -> HttpResponse:
    """The newest first. They say what left by hash and number, never by name."""
    rows = ExportReceipt.objects.filter(account=me(request))[:SHOWN]
    return render(request, "core/receipts.html", {"rows": rows, "key": str(receipt_signer().key)})


@require_safe
@looks.shows_nothing()
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    row = ExportReceipt.objects.filter(account=me(request), pk=pk).first()
    if row is None:
        raise Hidden
    response = HttpResponse(row.note, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="samsyn-kvitto-{row.seq}.txt"'
    return response
