"""E-mail: the attachment that is minutes, or else the message itself."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage, Message
from typing import NamedTuple

from samsyn.council.reading import read as reading
from samsyn.council.reading.characters import tidy
from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.layout import Layout, Line, Notice
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import IMAGES, MAIL, sniff

from .text import decode

_MINUTES = re.compile(r"protokoll|anteckning|n[äa]rvarande|justera|beslut|§\s*\d|fr[åa]nvar", re.I)
_NAME = re.compile(r"protokoll|anteckning|minutes|minnes", re.I)
_MOST_PARTS = 200
_CLEARLY = 2


class _Part(NamedTuple):
    name: str
    kind: str
    data: bytes


def read(data: bytes, budget: Budget) -> Layout:
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf \t\r\n"), policy=email.policy.default)
        parts = _attachments(message)
        body = _body(message)
        subject = tidy(" ".join(str(message.get("subject") or "").split()))[:300]
    except (ValueError, LookupError, AttributeError, TypeError, IndexError, KeyError, RecursionError):
        # The library raises all of these on headers that break its grammar; the text is still there to read.
        return _whole(data, budget)
    layout = _choose(parts, body, subject, budget)
    layout.media_type = MAIL
    layout.number_lines()
    return layout


def _whole(data: bytes, budget: Budget) -> Layout:
    layout = reading.read_kind("text/plain", data, budget)
    layout.media_type = MAIL
    return layout


def _attachments(message: Message) -> list[_Part]:
    """Files in the message that can be read by their bytes, in order, those of forwarded mail included."""
    found = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        name = str(part.get_filename() or "")
        if part.is_multipart() or (not name and part.get_content_maintype() == "text"):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes):
            continue
        try:
            found.append(_Part(name or "namnlös", sniff(data), data))
        except ReadError:
            continue
    return found


def _body(message: Message) -> tuple[str, bytes]:
    """Kind and bytes of the message's own text: plain if there is one, else HTML."""
    if isinstance(message, EmailMessage) and (part := message.get_body(("plain", "html"))) is not None:
        data = part.get_payload(decode=True)
        if isinstance(data, bytes):
            charset = part.get_content_charset() or ""
            try:
                text = data.decode(charset) if charset else decode(data)
            except (LookupError, UnicodeDecodeError):
                text = decode(data)
            return part.get_content_type(), text.encode("utf-8", "replace")
    return "text/plain", b""


def _choose(parts: list[_Part], body: tuple[str, bytes], subject: str, budget: Budget) -> Layout:
    """The most minutes-like of the attachments; the body only if none is, or if there is none."""
    read: list[tuple[float, str, Layout]] = []
    files = [part for part in parts if part.kind not in IMAGES] or parts
    for part in files[:20]:
        if part.kind == MAIL:
            continue
        try:
            layout = reading.read_kind(part.kind, part.data, budget)
        except ReadError:
            continue
        read.append((_score(layout) + 3 * bool(_NAME.search(part.name)), part.name, layout))
    own = _message(body, subject, budget)
    best = max(read, key=lambda one: one[0], default=None)
    if best is None or _score(own) > best[0] + _CLEARLY:
        skipped, layout = [name for _, name, _ in read], own
    else:
        skipped, layout = [name for _, name, other in read if other is not best[2]], best[2]
    unread = len(parts) - len(read)
    if skipped or (unread and parts):
        names = ", ".join(f"”{name}”" for name in skipped[:5]) or f"{unread} bilaga/bilagor"
        layout.notices.append(
            Notice(
                "attachment_skipped", f"Ur e-brevet är en fil läst. Inte lästa: {names}. Läs in dem för sig."
            )
        )
    layout.title = layout.title or subject
    return layout


def _message(body: tuple[str, bytes], subject: str, budget: Budget) -> Layout:
    kind, data = body
    if kind == "text/html" and data.strip():
        layout = reading.read_kind("text/html", b"\xef\xbb\xbf" + data, budget)
    else:
        head = f"{subject}\n\n".encode("utf-8", "replace") if subject else b""
        layout = reading.read_kind("text/plain", head + data, budget)
    return layout


def _score(layout: Layout) -> float:
    lines: list[Line] = [line for page in layout.pages[:4] for line in page.lines[:80]]
    return sum(1 for line in lines if _MINUTES.search(line.text))
