"""Bytes in, layout or record out, in this process. Server and command line go through the sandbox instead."""

from __future__ import annotations

from importlib import import_module

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


def read_layout(data: bytes, name: str = "", limits: Limits = DEFAULT) -> Layout:
    """The layout of a file's bytes. The kind is told by the bytes, never by `name`. Raises ReadError."""
    del name
    if len(data) > limits.bytes:
        size = f"{len(data) / 1e6:.0f} MB"
        raise TooLarge(f"Filen är {size}; högst {limits.bytes / 1e6:.0f} MB läses. Dela upp den.")
    kind = sniff.sniff(data)
    return read_kind(kind, data, Budget(limits))


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


__all__ = ["ReadError", "read_kind", "read_layout"]
