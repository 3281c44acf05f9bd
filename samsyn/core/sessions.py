"""The session engine: Django's rows, with the account beside the data (models/sign_in.py)."""

from __future__ import annotations

import secrets
import time
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Rows
from django.http import HttpRequest

from . import assurance
from .models import Session


class SessionStore(Rows):
    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)
        return row


SEEN, BEGUN = "seen", "begun"
SEEN_EVERY = 10 * 60  # seconds between notes, since each is a write


def begun(request: HttpRequest, **_more: object) -> None:
    """Whoever signs in, by whatever way, has just shown who it is; a stronger way says so afterwards."""
    now = time.time()
    request.session[assurance.LEVEL] = assurance.PASSWORD
    request.session[assurance.FRESH] = now
    request.session.pop(assurance.ADMIN, None)
    request.session[SEEN] = now
    request.session[BEGUN] = {
        "at": now,
        "id": secrets.token_urlsafe(12),  # names it on the page of sessions
        "agent": request.META.get("HTTP_USER_AGENT", "")[:300],
        "address": request.META.get("REMOTE_ADDR", ""),
    }


def seen(request: HttpRequest) -> None:
    """Note now and then that the session is in use, for the list of sessions."""
    now = time.time()
    if abs(now - float(request.session.get(SEEN, 0))) > SEEN_EVERY:
        request.session[SEEN] = now


def raised(request: HttpRequest, level: int) -> None:
    """The person has shown who they are at this step. The session gets a new key, as after a sign-in."""
    session = request.session
    session[assurance.LEVEL] = max(level, int(session.get(assurance.LEVEL, 0)))
    session[assurance.FRESH] = time.time()
    session.cycle_key()
