"""Plain text in any encoding: form feeds part pages, spaces place columns, old OCR text is told apart."""

from __future__ import annotations

import codecs
import re

from samsyn.council.reading.layout import Layout, Method, Notice
from samsyn.council.reading.limits import Budget

from .flow import Flow, plain

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
_SWEDISH = re.compile(r"[åäöÅÄÖéÉ§–]")
_ODD = re.compile(r"[^\w\s\x20-\x7e§–—”“’•é…·°½€£®©«»]|[\x80-\x9fðÐþÞ†‡ŠšŒœŽž¿¡≈√∆]")
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_STOPWORDS = re.compile(r"\b(?:och|att|som|av|till|med|det|den|ett|om|har|inte|vid|samt|ska)\b")
_LETTER = re.compile(r"[^\W\d_]")


def decode(data: bytes) -> str:
    """Text of the bytes: by byte order mark, UTF-8, UTF-16 without a mark, or the eight-bit set with most
    Swedish letters. Never fails: what no set explains becomes U+FFFD."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text:
        return text
    if data.count(0) * 4 > len(data):
        return data.decode(
            "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be", "replace"
        )
    lossy = data.decode("utf-8", "replace")
    valid = len(re.findall(r"[\u0080-\ufffc]", lossy))
    if valid > 4 * lossy.count("\ufffd"):
        return lossy
    return max((data.decode(name, "replace") for name in _EIGHT_BIT), key=_likely)


def _likely(text: str) -> int:
    sample = text[:20_000]
    return len(_SWEDISH.findall(sample)) - 2 * len(_ODD.findall(sample))


def looks_like_ocr(text: str) -> bool:
    """Whether Swedish text lost its å, ä and ö on the way: some 5 % of the letters in running text."""
    sample = text[:50_000]
    letters = len(_LETTER.findall(sample))
    words = len(sample.split())
    if letters < 400 or len(_STOPWORDS.findall(sample)) < 0.04 * words:
        return False
    return len(re.findall("[åäöÅÄÖ]", sample)) < 0.015 * letters


def find_links(text: str) -> list[str]:
    """Web addresses in the text, each once, in order."""
    return list(dict.fromkeys(link.rstrip(".,;") for link in _LINK.findall(text)))


def from_text(text: str, budget: Budget, media_type: str = "text/plain") -> Layout:
    """Layout of text whose spaces and form feeds carry the layout."""
    flow = Flow(budget)
    chunks = text.rstrip("\f\n\r ").split("\f")
    for chunk in chunks[: budget.limits.pages]:
        flow.new_page()
        for line in chunk.splitlines():
            flow.add(plain(line.expandtabs(8)))
    layout = Layout(media_type, flow.done(), find_links(text))
    if len(chunks) > budget.limits.pages:
        why = f"Texten har {len(chunks)} sidor; de första {budget.limits.pages} är lästa."
        layout.notices.append(Notice("limit_reached", f"{why} Dela upp den för att läsa resten."))
    if looks_like_ocr(text):
        for page in layout.pages:
            page.method = Method.OCR_TEXT
    layout.number_lines()
    return layout


def read(data: bytes, budget: Budget) -> Layout:
    return from_text(decode(data), budget)
