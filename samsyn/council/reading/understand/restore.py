"""Putting å, ä and ö back into common words that old OCR has stripped of them. Names are never touched."""

from __future__ import annotations

import re
from functools import cache

from .profiles import load
from .text import fold

_MORE = """sammanträdesrum sammanträdesrummet sammanträdessal rådhuset rådssalen fullmäktigesalen kommunfullmäktige nämnden rådet
polishuset möte mötesrum föreningen förvaltning förvaltningen socialförvaltningen kommunstyrelsen Umeå Umebrå brottsförebyggande brå
folkhälsorådet hälsa år våning våningen huset kyrkogården församlingshemmet bygdegården Västerås Örebro Malmö Göteborg Jönköping
Linköping Norrköping Sundsvall Östersund Skellefteå Luleå Piteå Växjö Gävle Borås Västra Östra Södra Norra"""


@cache
def _words() -> dict[str, str]:
    words = {word for label in load("general").labels for word in label.split()}
    words |= {word for title in load("general").titles for word in title.split()} | set(_MORE.split())
    known = {fold(word): word for word in words if re.search(r"[åäöÅÄÖ]", word)}
    return {form: word for form, word in known.items() if len(form) > 2}


def restored(text: str) -> str:
    """The text with each known word spelled in full Swedish, its capital kept."""

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if re.search(r"[åäöÅÄÖ]", word):
            return word
        known = _words().get(fold(word))
        if known is None:
            return word
        return known if known[0].isupper() or word[0].islower() else known[0].upper() + known[1:]

    return re.sub(r"\w+", mend, text)
