"""What a file is, by its bytes; its name is never asked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

OCTETS = "application/octet-stream"
_OPENING = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
)
_OFFICE = (
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
_OPEN_DOCUMENT = re.compile(r"application/(vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)")
_HTML = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:From|Received|Return-Path|MIME-Version|Message-ID|Delivered-To):",
    re.IGNORECASE,
)


def media_type(data: bytes) -> str:
    """The media type of `data`; text without other marks is text/plain, the rest application/octet-stream."""
    head = data[:4096]
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for opening, kind in _OPENING:
        if head.startswith(opening):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"PK\x03\x04"):
        return _zip(data)
    return _text(head)


def _zip(data: bytes) -> str:
    """Only the table of contents is read, so that a bomb stays folded."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                if _OPEN_DOCUMENT.fullmatch(said):  # anything else, such as text/html, may be a trap
                    return said
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return "application/zip"
    return next((kind for name, kind in _OFFICE if name in names), "application/zip")


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text/plain"
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if not bare or b"\x00" in bare:
        return OCTETS
    if _HTML.match(bare):
        return "text/html"
    if _MAIL.match(bare):
        return "message/rfc822"
    control = sum(byte < 9 or 13 < byte < 32 for byte in bare)
    return "text/plain" if control <= len(bare) // 200 else OCTETS
