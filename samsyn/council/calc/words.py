"""Words as the search index sees them: tokens, stems, and a folded form for OCR text that lost its å, ä, ö.

Both databases get the same stems from here, so that both find the same paragraphs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

MAX_TOKEN = 64
_TOKEN = re.compile(r"[^\W_]+")
_stemmer = snowballstemmer.stemmer("swedish")

# Words that say nothing alone. They stay in the index (phrases need them) and leave a query that has others.
_STOP = """och i att en som det på är av för med till den har de inte om ett han men var sig från vi så kan
 när under också efter hur nu då där vid eller även samt sin sitt sina detta denna dessa dem vara blir blev
 ska skulle kommer mot mellan över ut upp in genom hade"""
STOP_WORDS = frozenset(_STOP.split())


def tokens(text: str) -> list[str]:
    """Runs of letters and digits, lower case, composed (NFC), soft hyphens dropped; at most 64 characters."""
    return [match[:MAX_TOKEN] for match in _TOKEN.findall(_plain(text))]


def spans(text: str) -> list[tuple[str, int, int]]:
    """(token, start, end) in characters of `text` itself, for marking hits in a snippet."""
    return [(_plain(m.group())[:MAX_TOKEN], m.start(), m.end()) for m in _SPAN.finditer(text)]


# A soft hyphen inside a word must not split it when positions in the raw text are wanted.
_SPAN = re.compile(r"[^\W_](?:[^\W_]|\xad(?=[^\W_])|[\u0300-\u036f])*")


def _plain(text: str) -> str:
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.replace("\xad", "")).lower()


@lru_cache(maxsize=200_000)
def stem(token: str) -> str:
    """Swedish stem of one token: "bevakningen" and "bevakning" are the same."""
    return str(_stemmer.stemWord(token))


# Definite forms that the Swedish stemmer leaves as they are: kameran, brottet, mötena, miljön.
_DEFINITE = re.compile(r"(?<=...)an$|(?<=..)et$|(?<=..[eiouyåäö])n$")
_FORMLESS = "annan innan sedan medan samman ingen egen någon mycket vilket även igen"
_NO_FORMS = frozenset(_FORMLESS.split())


@lru_cache(maxsize=200_000)
def bare(root: str) -> str:
    """The stem without a definite ending that the stemmer does not know, or "" if it has none.

    It is looser than the stem ("planen" is not the only word in -n), so it counts less than the stem does.
    """
    match = None if root in _NO_FORMS else _DEFINITE.search(root)
    if match is None:
        return ""
    shorter = stem(root[:-2] if match[0] == "et" else root[:-1])
    return shorter if shorter != root else ""


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Without marks: å, ä -> a; ö, ø -> o; é -> e. Only OCR text is compared like this."""
    spread = unicodedata.normalize("NFD", text.replace("ø", "o").replace("æ", "a"))
    return "".join(char for char in spread if not unicodedata.combining(char))


def folded_stem(token: str) -> str:
    return stem(fold(token))
