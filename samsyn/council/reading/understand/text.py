"""Small text tools shared by the understanding modules: normal form, folding, similarity, abbreviations."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = dict.fromkeys(map(ord, "‐‑‒−﹣－"), "-")


_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u2009\u200a\t"), " ")


_DROP = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060"), None)


_TABLE = {**_DASHES, **_SPACES, **_DROP}


_BETWEEN = re.compile(r"(?<=\w)\u00ad(?=\w)")


_RUNS = re.compile(r" {2,}")


_PUNCTUATION = re.compile(r"[^\w§ ]+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text: how lists of single words are written here."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The expressions of a text, parted by semicolons."""
    return frozenset(phrase.strip() for phrase in text.split(";"))


SMALL_WORDS = word_set("""och samt med i på av för till från om vid den det de en ett som är att""")


def clean(text: str) -> str:
    """The text in NFC with one kind of space and hyphen. A soft hyphen between digits or letters that some fonts use as a
    true hyphen ("2013\u00ad10\u00ad23") becomes one; others vanish."""
    if text.isascii():
        return _RUNS.sub(" ", text.replace("\t", " ")).strip()
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    if "\u00ad" in text:
        text = re.sub(r"(?<=\d)\u00ad(?=\d)|(?<=\s)\u00ad(?=\s)|^\u00ad", "-", text)
        text = _BETWEEN.sub("-" if _soft_is_hard(text) else "", text).replace("\u00ad", "")
    return _RUNS.sub(" ", text).strip()


def _soft_is_hard(text: str) -> bool:
    """A document typed with U+00AD for every hyphen shows it between digits or alone too."""
    return "aktivitets\u00ad" in text or bool(re.search(r"[A-ZÅÄÖ]\w+\u00ad[A-ZÅÄÖ]", text))


@lru_cache(maxsize=20000)
def fold(text: str) -> str:
    """Lower case without diacritics, hyphens or punctuation: for comparing names and labels that OCR has damaged."""
    stripped = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in stripped if not unicodedata.combining(char))
    return _RUNS.sub(" ", _PUNCTUATION.sub(" ", bare)).strip()


@lru_cache(maxsize=20000)
def key(text: str) -> str:
    """Lower case with å, ä, ö kept, punctuation gone: the form labels are looked up in."""
    return _RUNS.sub(" ", _PUNCTUATION.sub(" ", text.casefold())).strip()


def join_wrapped(parts: list[str]) -> str:
    """Lines of one wrapped title or cell joined: a word hyphenated at the line end is mended, a trailing "Barn-" before "och"
    keeps its hyphen, and a last lonely letter or two ("Överförmyndarnämnde" + "n") is glued on."""
    out = ""
    for part in (clean(part) for part in parts):
        if not part:
            continue
        if not out:
            out = part
        elif (
            out.endswith("-") and not re.match(r"(och|eller|samt|respektive)\b", part) and part[:1].islower()
        ):
            out = out[:-1] + part if out[-2:-1].isalpha() else out + part
        elif (
            out.endswith("-") and out[-2:-1].isalpha() and part[:1].isalpha() and not part.startswith("och ")
        ) or (
            len(part) <= 2
            and part.islower()
            and part not in SMALL_WORDS
            and re.search(r"(mn|nd|de|sen|rå|ti?)$", out)
        ):
            out += part
        else:
            out += " " + part
    return _RUNS.sub(" ", out).strip()


_TRAILING_TIME = re.compile(r"[\s,:–-]*(?:kl(?:ockan|\.)?\s*)?([01]?\d|2[0-4])[.:][0-5]\d\s*$", re.I)


def without_time(title: str) -> str:
    """A title without the clock time at its end: "Mötets öppnande 12:18"."""
    return _TRAILING_TIME.sub("", title).strip(" :–-") or title
