"""Bytes in, layout or record out, in this process. Server and command line go through the sandbox instead."""

from __future__ import annotations

import hashlib
import logging
from importlib import import_module
from typing import Any

from . import sniff
from .errors import ReadError, TooLarge, UnknownType
from .layout import Layout
from .limits import DEFAULT, Budget, Limits

_SOURCES = {
    sniff.PDF: "pdf",
    sniff.DOCX: "docx",
    sniff.ODT: "odt",
    sniff.HTML: "html",
    sniff.MAIL: "mail",
    sniff.TEXT: "text",
    sniff.MARKDOWN: "markdown",
    sniff.GRAPH: "graph",
} | dict.fromkeys(sniff.IMAGES, "image")

MESSAGES = {
    "memory": "Dokumentet kräver för mycket minne. Det är sparat; dela upp det och läs om det.",
    "timeout": "Läsningen tog för lång tid och avbröts. Filen är sparad; dela upp den och läs om den.",
    "crashed": "Läsningen avbröts av ett fel i filen. Den är sparad; gör om den till PDF och läs om den.",
    "unreadable": "Dokumentet kunde inte tolkas. Det är sparat; rapportera felet eller läs det för hand.",
    "no_text": "Dokumentet innehåller ingen text. Det är sparat; kontrollera att rätt fil är inläst.",
    "too_large": "Läsningen gav mer text än vad som är tillåtet. Dokumentet är sparat; dela upp det.",
    "not_found": "Filen finns inte eller får inte öppnas. Kontrollera sökvägen och rättigheterna.",
}


def read_layout(data: bytes, limits: Limits = DEFAULT, budget: Budget | None = None) -> Layout:
    """The layout of a file's bytes, whose kind is told by the bytes alone. Raises ReadError."""
    budget = budget or Budget(limits)
    limits = budget.limits
    if len(data) > limits.bytes:
        size = f"{len(data) / 1e6:.0f} MB"
        raise TooLarge(f"Filen är {size}; högst {limits.bytes / 1e6:.0f} MB läses. Dela upp den.")
    kind = sniff.sniff(data)
    return read_kind(kind, data, budget)


def read_kind(kind: str, data: bytes, budget: Budget) -> Layout:
    """The layout of bytes whose kind is known, within what is left of a budget."""
    try:
        source = import_module(
            f".sources.{_SOURCES[kind]}", __package__
        )  # a text file must not wait for OpenCV
    except ModuleNotFoundError as error:
        raise UnknownType(f"Filer av slaget {kind} kan inte läsas i den här installationen.") from error
    layout: Layout = source.read(data, budget)
    return layout


def read_bytes(
    data: bytes, name: str, limits: Limits = DEFAULT, budget: Budget | None = None
) -> dict[str, Any]:
    """The record of a document, as in docs/reference/record.md; `error` says why if it cannot be read."""
    from .understand import understand

    try:
        budget = budget or Budget(limits)
        layout = read_layout(data, budget=budget)
        budget.start_understanding()
        if not any(page.lines for page in layout.pages):
            return failed(name, "no_text", data=data, pages=len(layout.pages))
        return understand(layout, sha256=hashlib.sha256(data).hexdigest(), file=name)
    except ReadError as error:
        return failed(name, error.code, str(error), data=data)
    except MemoryError:
        return failed(name, "memory", data=data)
    except Exception:  # whatever one document brings about must not cost the others; the log keeps the trace
        logging.getLogger(__name__).exception("reading failed")
        return failed(name, "unreadable", data=data)


def failed(
    name: str, code: str, message: str = "", *, data: bytes | None = None, pages: int = 0
) -> dict[str, Any]:
    """A record that says only why nothing could be read. `data` gives it the hash and kind of the bytes."""
    from .understand.record import empty_record

    sha256 = kind = None
    if data is not None:
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            kind = sniff.sniff(data)
        except ReadError:
            kind = None
    record: dict[str, Any] = empty_record(name, sha256, kind, pages)
    record["error"] = {"code": code, "message": message or MESSAGES[code]}
    return record


__all__ = ["ReadError", "failed", "read_bytes", "read_kind", "read_layout"]
