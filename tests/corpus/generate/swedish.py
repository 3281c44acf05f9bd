"""Swedish dates, clocks and small phrases, in the many ways that minutes write them."""

from collections.abc import Sequence
from datetime import date

MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = ["måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"]


def day(iso: str, form: str = "iso") -> str:
    """An ISO date in words. Forms: iso, long, den, weekday, slash, dots, short (no year)."""
    d = date.fromisoformat(iso)
    words = f"{d.day} {MONTHS[d.month - 1]}"
    forms = {
        "iso": iso,
        "long": f"{words} {d.year}",
        "den": f"den {words} {d.year}",
        "weekday": f"{DAYS[d.weekday()]}en den {words} {d.year}",
        "bare_weekday": f"{DAYS[d.weekday()]} {words} {d.year}",
        "slash": f"{d.day}/{d.month} {d.year}",
        "dots": f"{d.day}.{d.month}.{d.year}",
        "short": words,
        "compact": f"{d:%y%m%d}",
    }
    return forms[form]


def clock(hhmm: str, form: str = ".") -> str:
    """HH:MM with the given separator; form "h." drops a leading zero."""
    hours, minutes = hhmm.split(":")
    if form.startswith("h"):
        return f"{int(hours)}{form[1:]}{minutes}"
    return f"{hours}{form}{minutes}"


def span(start: str, end: str, form: str = ".", dash: str = "–") -> str:
    """Two clocks with a dash."""
    return f"{clock(start, form)}{dash}{clock(end, form)}"


def listing(words: Sequence[object], last: str = " och ") -> str:
    """ "a, b och c"."""
    texts = [str(w) for w in words]
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + last + texts[-1]
