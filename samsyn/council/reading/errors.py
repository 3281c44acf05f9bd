"""Errors of reading.

ReadError
 ├── Empty            zero bytes
 ├── UnknownType      no reader knows these bytes
 ├── Encrypted        needs a password
 ├── Damaged          the format's own rules are broken
 ├── TooLarge         over a stated limit (bytes, pages, pixels, expansion)
 └── Unavailable      an outside program (Tesseract) is missing
"""

from __future__ import annotations


class ReadError(Exception):
    """A file that cannot be read. `code` is one of the error codes in record.schema.json; the text is
    Swedish, for people."""

    code = "unreadable"


class Empty(ReadError):
    code = "empty"


class UnknownType(ReadError):
    code = "unknown_type"


class Encrypted(ReadError):
    code = "encrypted"


class Damaged(ReadError):
    code = "damaged"


class TooLarge(ReadError):
    code = "too_large"


class Unavailable(ReadError):
    code = "ocr_missing"
