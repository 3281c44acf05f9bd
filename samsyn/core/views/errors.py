"""Error pages: what happened, what is kept, what to do. Programs that ask for JSON get a code."""

from __future__ import annotations

import sys
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from samsyn.core.assurance import StepUp
from samsyn.core.domain import space
from samsyn.core.errors import Hidden, Invalid, Refused, SamsynError, TooMany

TEMPLATES = {400: "core/400.html", 403: "core/403.html", 404: "core/404.html"}


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith(
        "application/json"
    )


def error_page(request: HttpRequest, error: SamsynError) -> HttpResponse:
    response: HttpResponse
    if isinstance(error, StepUp) and not wants_json(request):
        return _to_confirm(request)
    if wants_json(request):
        response = JsonResponse({"error": error.code, "message": str(error)}, status=error.status)
    else:
        template = TEMPLATES.get(error.status, "core/error.html")
        response = render(request, template, {"message": str(error), "code": error.code}, status=error.status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _to_confirm(request: HttpRequest) -> HttpResponse:
    """What was asked for comes after; what was posted is to be posted again, from the page it stood on."""
    referer = urlsplit(request.headers.get("Referer", ""))
    came_from = referer.path + (f"?{referer.query}" if referer.query else "")
    back = came_from if referer.netloc == request.get_host() else "/"
    to = request.get_full_path() if request.method in ("GET", "HEAD") else back
    address = f"{reverse('core:confirm')}?{urlencode({'next': to, 'back': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, Invalid())


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, Refused())


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return forbidden(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, Hidden())


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the session: they may be what is broken."""
    if space.noticed(sys.exc_info()[1]):
        return _disk_full(request)
    if wants_json(request):
        return JsonResponse({"error": "error"}, status=500)
    return HttpResponse(render_to_string("core/500.html"), status=500)


def _disk_full(request: HttpRequest) -> HttpResponse:
    """Met outside the pages themselves, as when a session is to be saved."""
    error = space.Full()
    if wants_json(request):
        return JsonResponse({"error": error.code, "message": str(error)}, status=error.status)
    return HttpResponse(render_to_string("core/500.html", {"message": str(error)}), status=error.status)
