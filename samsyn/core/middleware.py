"""Around every page: security headers, the account's language, one reading of its standing, readable
errors."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.http.request import RawPostDataException
from django.utils import translation

from . import assurance, guard, metrics, sessions
from .domain import admin_mode, ledger, looks, space
from .errors import Invalid, SamsynError, TooLarge
from .models import Account
from .views.errors import error_page

Next = Callable[[HttpRequest], HttpResponseBase]

# Nothing inline, nothing from elsewhere. A view that shows a stored file sets its own, stricter one.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
PERMISSIONS_POLICY = ", ".join(
    (
        *(
            f"{one}=()"
            for one in ("camera", "microphone", "geolocation", "payment", "usb", "display-capture")
        ),
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
    )
)


class SecurityHeaders:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and "Cache-Control" not in headers:
            # No cache, shared or the browser's own, keeps what somebody may see: the next at this machine is
            # another. Files and page pictures say for themselves how long.
            headers["Cache-Control"] = "private, no-store"
        return response


class Methods:
    """No page takes anything but GET, HEAD and POST, so a form that forgets to say so does not either."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return self.get_response(request)


class SignedIn:
    """The account of a request knows its session: how sure it is, how fresh, in administrator mode or not."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            request.user.signed_in = assurance.read(request.session)
            sessions.seen(request)
        return self.get_response(request)


class AdminMode:
    """While it is on, each page asked for is a line in the ledger, or is not shown."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        if isinstance(request.user, Account) and request.user.in_admin_mode:
            try:
                admin_mode.step(request, request.user)
            except ledger.LedgerUnavailable as error:
                return error_page(request, error)
        return None


class Measured:
    """Outermost: how many pages were answered, how, and in what time."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        metrics.request(request.method or "", response.status_code, time.perf_counter() - began)
        return response


class Room:
    """When the disk is full, pages are read and things destroyed, and nothing else is taken in."""

    READS = frozenset({"GET", "HEAD", "OPTIONS"})

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with space.reserved():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        match = request.resolver_match
        if match is not None and match.view_name in space.going_on():
            space.open_reserve()
        elif request.method not in self.READS and space.is_full():
            return error_page(request, space.Full())
        return None


class UploadLimit:
    """Nobody may fill the disk: large bodies are refused before a byte of them is read, and nearly all bodies
    from those who have not signed in."""

    ANONYMOUS = 1_000_000  # bytes
    FILES = 10  # of the largest size, in one request

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or ""
        size = int(length[:15]) if length.isdecimal() else 0  # a longer number is too large all the same
        if size > self.ANONYMOUS:
            most = settings.UPLOAD_MB * 1_000_000 * self.FILES if request.user.is_authenticated else 0
            if size > most:
                return error_page(request, TooLarge())
        return self.get_response(request)


class Texts:
    """Nobody types a null character and PostgreSQL keeps none: what holds one is refused."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        sent = [*request.GET.lists(), *(request.POST.lists() if request.method == "POST" else ())]
        if any("\0" in text for name, values in sent for text in (name, *values)):
            return error_page(request, Invalid())
        return None


class AccountLanguage:
    """A signed-in person's own choice goes before the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or "sv"
        return self.get_response(request)


class GuardMemory:
    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        purpose = request.session.get("purpose", "") if request.user.is_authenticated else ""
        with guard.remembering(), guard.acting_for(purpose) as stated:
            request.purpose = stated  # type: ignore[attr-defined] # the ledger reads it there
            return self.get_response(request)


class Errors:
    """Our own errors become a page (or JSON, for programs) with the status they carry."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if space.noticed(exception):
            return error_page(request, space.Full())
        if isinstance(exception, RawPostDataException):  # a form with files where something else is read
            return error_page(request, Invalid())
        return error_page(request, exception) if isinstance(exception, SamsynError) else None


class Looks:
    """Nothing is shown that does not stand in the ledger: what the view named is written down before its
    answer goes out, and if that fails the answer does not. Views that declare nothing do not run."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with ledger.around("page", lambda: looks.purpose_of(request)):
            response = self.get_response(request)
            try:
                looks.write(request, response)
            except ledger.LedgerUnavailable as error:
                for close in getattr(
                    response, "_resource_closers", ()
                ):  # `close` would end the request itself
                    close()
                return error_page(request, error)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], keys: dict[str, Any]
    ) -> None:
        looks.begin(request, view, keys)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, SamsynError):
            looks.refused(request, exception)
