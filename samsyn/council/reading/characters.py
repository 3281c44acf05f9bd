"""Characters as minutes mean them: ligatures, soft hyphens, invisible marks and strokes made plain."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufffe\uffff"))
_CONTROL = {code: None for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\f"}
_LIGATURES = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st",
    0x2010: "-", 0x2011: "-",
}  # fmt: skip
_HALVES = dict.fromkeys(range(0xD800, 0xE000))  # of characters that were cut in two; no text can hold them
_TABLE = {**_INVISIBLE, **_HALVES, **_CONTROL, **_LIGATURES}
_STROKES = "\u0335\u0336\u0337\u0338"
_STROKE = re.compile(f"[{_STROKES}]")
_SOFT_HYPHEN = re.compile(r"(?<=[^\W\d_])\u00ad(?=[^\W\d_])")
# What needs no work at all: nearly every word.
_PLAIN = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\xff\u2013\u2014\u2018-\u201e\u2022\u2026\u20ac]*")


def tidy(text: str, *, drawn: bool = False) -> str:
    """Text without invisible characters, composed (NFC). A soft hyphen between letters is invisible in
    running text but seen where characters are `drawn`; elsewhere (dates, bullets) it stands for a hyphen."""
    if _PLAIN.fullmatch(text):
        return text
    if "\u00ad" in text:
        text = (text if drawn else _SOFT_HYPHEN.sub("", text)).replace("\u00ad", "-")
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def take_strokes(text: str) -> tuple[str, float]:
    """Text without combining strokes (U+0335-0338) and the share of its visible characters that bore one."""
    if not _STROKE.search(text):
        return text, 0.0
    plain = _STROKE.sub("", text)
    bases = sum(1 for char in plain if not unicodedata.combining(char) and not char.isspace())
    struck = len(re.findall(rf"[^{_STROKES}\s][\u0300-\u0334]*[{_STROKES}]", text))
    return plain, min(1.0, struck / bases) if bases else 0.0
