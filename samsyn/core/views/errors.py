"""Error pages: what happened, what is kept, what to do. Programs that ask for JSON get a code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from samsyn.core.errors import Hidden, Invalid, Refused, SamsynError, TooMany

TEMPLATES = {400: "core/400.html", 403: "core/403.html", 404: "core/404.html"}


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith(
        "application/json"
    )


def error_page(request: HttpRequest, error: SamsynError) -> HttpResponse:
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"error": error.code, "message": str(error)}, status=error.status)
    else:
        template = TEMPLATES.get(error.status, "core/error.html")
        response = render(request, template, {"message": str(error), "code": error.code}, status=error.status)
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


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
    if wants_json(request):
        return JsonResponse({"error": "error"}, status=500)
    return HttpResponse(render_to_string("core/500.html"), status=500)
