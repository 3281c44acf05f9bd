"""What kind of file some bytes are. The name is never asked: a .pdf may be a web page."""

from __future__ import annotations

import io
import json
import re
import zipfile

from .errors import Damaged, Empty, Encrypted, UnknownType

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
HTML = "text/html"
MAIL = "message/rfc822"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
GRAPH = "application/json"
PNG, JPEG, TIFF, WEBP, BMP = "image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp"
IMAGES = frozenset({PNG, JPEG, TIFF, WEBP, BMP})
LOCKED = "Dokumentet är låst med lösenord. Det är sparat; gör en kopia utan lösenord och läs in den."
KINDS = frozenset({PDF, DOCX, ODT, HTML, MAIL, TEXT, MARKDOWN, GRAPH}) | IMAGES

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"BM", BMP),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_HTML_TAG = re.compile(rb"<(?:p|div|table|h[1-6]|ul|ol|br|span|section|article)\b[^>]*>", re.I)
_MAIL_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|received|mime-version|return-path|message-id|delivered-to|content-type"
    rb"|content-transfer-encoding|reply-to|sender|x-[\w-]+|dkim-signature|authentication-results|user-agent"
    rb"|thread-topic|thread-index|accept-language|content-language|importance|in-reply-to|references)\s?:",
    re.I,
)
_MAIL_KEYS = re.compile(
    rb"^(?:mime-version|received|message-id|return-path|content-type|date)\s?:", re.I | re.M
)
_MARKDOWN_LINE = re.compile(r"^ {0,3}#{1,6}[ \t]*[^\s#]|^\s*\|?\s*:?-{3,}:?\s*\|", re.M)
_MARKDOWN_MARK = re.compile(r"~~\S.*?\S~~|\*\*\S[^*\n]*\*\*|^[^\S\n]*[-*][ \t]+\S|\]\(https?://", re.M)
_OTHER = (
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"GIF8", "GIF"),
    (b"%!PS", "PostScript"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"SQLite format 3", "SQLite"),
)


def sniff(data: bytes) -> str:
    """Media type of the bytes. Raises Empty, Encrypted, Damaged or UnknownType."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise Empty("Filen är tom. Det finns inget att läsa; be avsändaren om en ny.")
    if b"%PDF-" in data[:1024]:
        return PDF
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (kind != BMP or _is_bmp(data)):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return WEBP
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(data)
    if data.startswith(_OLE):
        raise _ole(data)
    for magic, name in _OTHER:
        if data.startswith(magic):
            raise _unknown(name)
    return _textual(data)


def _is_bmp(data: bytes) -> bool:
    return int.from_bytes(data[2:6], "little") <= len(data) + 4 and data[14:18] in (
        b"\x28\0\0\0",
        b"\x7c\0\0\0",
    )


def _unknown(name: str) -> UnknownType:
    return UnknownType(
        f"Filer av det här slaget kan inte läsas ({name}). Filen är sparad; gör om den till PDF eller DOCX."
    )


def _zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return DOCX
            if "content.xml" in names:
                mark = archive.read("mimetype")[:200] if "mimetype" in names else b""
                if mark.strip().startswith(ODT.encode()):
                    return ODT
            if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
                return DOCX
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Damaged(
            "Filen är ett skadat ZIP-arkiv, kanske avbruten vid kopiering. Den är sparad; hämta den på nytt."
        ) from error
    except Exception as error:  # zlib.error and struct.error reach here from hostile archives
        raise Damaged("Filen är ett skadat ZIP-arkiv. Den är sparad; hämta den på nytt.") from error
    raise _unknown("ZIP-arkiv")


def _ole(data: bytes) -> Exception:
    if _ENCRYPTED_PACKAGE in data:
        return Encrypted(LOCKED)
    return _unknown("äldre Office-fil")


def _textual(data: bytes) -> str:
    head = data[:8192]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _HTML_START.match(start) or (start.startswith(b"<") and len(_HTML_TAG.findall(head)) >= 2):
        return HTML
    if start.startswith(b"<?xml"):
        raise _unknown("XML")
    if _is_mail(start):
        return MAIL
    if start[:1] == b"{" and _is_graph(data):
        return GRAPH
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 4 > len(head)
    text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1", "replace")
    if wide and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode(
            "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be", "replace"
        )
    if wide and re.match(r"\ufeff?\s*<(?:!doctype html|html)\b", text, re.I):
        return HTML
    odd = sum(1 for char in text if (ord(char) < 32 and char not in "\t\n\r\f\x1b") or char == "\ufffd")
    if odd * 50 > len(text):
        raise _unknown("okänt innehåll")
    marks = len(_MARKDOWN_LINE.findall(text))
    if marks >= 2 or (marks and _MARKDOWN_MARK.search(text)) or re.search(r"~~\S[^~\n]*\S~~", text):
        return MARKDOWN
    return TEXT


def _is_mail(start: bytes) -> bool:
    if start.startswith(b"From ") and b"\n" in start:
        start = start.split(b"\n", 1)[1]
    head = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    lines = [line for line in head.splitlines() if line and line[:1] not in b" \t"]
    known = sum(1 for line in lines if _MAIL_HEADER.match(line))
    return known >= 2 and known * 3 >= len(lines) * 2 and bool(_MAIL_KEYS.search(head))


def _is_graph(data: bytes) -> bool:
    """JSON with a list of nodes, as meetings are sometimes published. Other JSON is mere text."""
    try:
        root = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(root, dict) and isinstance(root.get("nodes"), list)
