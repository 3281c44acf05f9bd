"""One person as a list states them: "Irene Jonsson (S) §§99-110 ersätter Peter Norlander (S)" taken apart."""

from __future__ import annotations

import re

from samsyn.council.reading.layout import Word

from .entry import Entry
from .entry_details import ABSENT, REMOTE, ROLES, take_brackets, take_detail
from .entry_ranges import take_ranges
from .given import is_given
from .names import looks_like_name
from .posts import CAPITAL_POST, KNOWN_PARTIES, is_association, is_organisation, is_title, office_of, party_of
from .rows import Row
from .text import clean, key

_NAME = r"[^\W\d_][\w.’'|-]*(?:\s+[^\W\d_][\w.’'|-]*){0,4}"


REPLACES = re.compile(
    rf"[,;(\s–-]*\b(?:som\s+)?(?:tj(?:änst)?g?\.?\s*(?:ers(?:ättare|\.)?)?\s*(?:för)|tjänstgör\s+(?:i\s+stället\s+)?för|tjänstgörande\s+(?:ersättare\s+)?för|ersätter|ersättare\s+för|ersatte|"
    rf"ers\.?\s*för|i\s?stället\s+för|istf\.?|vikarie(?:rar)?\s+för|in\s+för|suppleant\s+för|för)\s+(?P<who>{_NAME}(?:\s*[,]?\s*\([^)]{{1,12}}\))*)\s*(?P<tail>\)?.*)$",
    re.I,
)


REPLACED_BY = re.compile(
    rf"[\s,;–-]*(?<![\wåäö])\(?\s*\b(?:ers(?:ättare|ätts\s+av|attes\s+av|\.)?|ersatt\s+av|ersattes\s+av|vikarie)\s*:?\s+(?P<who>{_NAME}(?:\s*\([^)]{{1,12}}\))?)\s*\)?(?P<tail>.*)$",
    re.I,
)


_REMOTE_TAIL = re.compile(r"[\s,–-]+(?:via\s+|på\s+)?(?:länk|distans|teams|digitalt|videolänk)$", re.I)


_UNIT_LAST = re.compile(
    r"[A-ZÅÄÖ]\w{2,}(?:förbundet|föreningen|rådet|skolan|polisen|myndigheten|förvaltningen|stiftelsen)$"
)
_VACANT = re.compile(r"[,\s]*\bersättare (?:på|för) vakant(?: plats)?", re.I)
_TICK_OR_NUMBER = re.compile(r"[xX✓✔√*]|\d+")
_FROM_HOME = re.compile(r"(?<=\w) (?:från|for|from) (?!punkt|kl|och med)(?=\w)")  # "Bo Ek från Polisen"
_SEVERAL = re.compile(r"\w{4}(?:er|ar|or|liv|are|arna|erna|na)$|:$")
_PARTY_FIRST = re.compile(  # "S Bo Ek"
    rf"(?P<party>{'|'.join(sorted(filter(str.isalpha, KNOWN_PARTIES), key=len, reverse=True))})\s+(?P<given>[^\W\d_]+)[\w-]*\s+[^\W\d_a-zåäö]"
)
_TICKED = re.compile(r"(?<=\w)\s+[xX✓✔√]$")  # "Bo Ek X", ticked off as present
_POST_AFTER_HYPHEN = re.compile(r"([^\W\d_]+)\s?[-–]\s?(?=[a-zåäö])")  # "Kerstin- internetansvarig"


def parse_entry(text: str, row: Row, words: list[Word], *, loose: bool = False) -> Entry | None:
    """The person in `text`, or None if there is none. `loose` allows OCR debris in names."""
    starred = bool(re.match(r"^\s*\*(?=[^\W\d_])", text))
    unticked = re.match(r"^\s*(?:☐|□|\[\s?\])", text)
    text = re.sub(r"^\s*(?:[☐□☒☑✓✔]|\[[\sxX]?\])\s*", "", text)
    text = re.sub(r"^[\s•·▪◦‣*–—☐☒✓✔√>-]+|^\(?\d{1,2}[.)]\s+(?=[^\W\d_])", "", clean(text)).strip(" ,;")
    if not text or not re.search(r"[^\W\d_]{2}", text) or re.match(r"För [A-ZÅÄÖ]", text):
        return None  # nothing, or the head "För Barn- och utbildningsnämnden"
    if (letters := _PARTY_FIRST.match(text)) and is_given(letters["given"]):
        text = f"{text[letters.end('party') :].strip()} ({letters['party']})"
    if (hyphened := _POST_AFTER_HYPHEN.match(text)) and is_given(hyphened[1]):
        text = f"{hyphened[1]}, {text[hyphened.end() :]}"
    vacant = _VACANT.search(text)
    text = _VACANT.sub("", text)
    entry = Entry("", "", row, words, absent=bool(unticked), starred=starred)
    entry.role = "substitute_serving" if vacant else None
    text = take_ranges(_take_replaced(text, entry), entry)
    text = take_brackets(text, entry)
    if _REMOTE_TAIL.search(text):
        entry.remote, text = True, _REMOTE_TAIL.sub("", text)
    text = _FROM_HOME.sub(", ", text, count=1)
    parts = [part.strip() for part in re.split(r",|;|\s[–—/-]\s|\s?:\s|\s?\|\s", text) if part.strip()]
    if not parts or (text.endswith(".") and len(text.split()) > 5 and not is_given(text.split()[0])):
        return None  # nothing, or a sentence
    if (
        len(parts) > 1
        and ":" in text
        and (is_title(parts[0]) or not looks_like_name(parts[0]) or " " not in parts[0])
        and looks_like_name(parts[1])
        and len(parts[1].split()) > 1
    ):
        parts = [parts[1], parts[0], *parts[2:]]  # "Kårordförande: Ulrika Björkman"
    name = _name_part(_TICKED.sub("", parts[0]), entry, loose)
    if not name:
        return None
    for part in parts[1:]:
        take_detail(part, entry)
    if " " not in name.strip() and not is_given(name) and _SEVERAL.search(name):
        return None  # a head inside the list: "Kommunrepresentanter", "Näringsliv"
    entry.name = name.strip(" .,'|*_")
    entry.as_written = name.strip()
    if entry.party and len(entry.party) > 1 and entry.party == _initials(entry.name):
        entry.party = None  # "Desirée Alström (DA)": how the notes call her
    entry.plain = len(parts) == 1 and entry.party is None
    return entry


def _initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isupper()]
    return (parts[0][0] + parts[-1][0]).upper() if len(parts) > 1 else ""


def _take_replaced(text: str, entry: Entry) -> str:
    match = REPLACES.search(text)
    if (
        match
        and match.start() > 2
        and looks_like_name(_bare(match["who"]), loose=True)
        and (match["who"][0].isupper())
    ):
        entry.replaces = _bare(match["who"])
        entry.replaced_party = _bracket_party(match["who"] + match["tail"])
        who, _, last = entry.replaces.rpartition(" ")
        if (bare := _bare_party(entry.replaces.split())) or is_association(last):
            entry.replaces, entry.replaced_party = who, entry.replaced_party or bare
        for bracket in re.findall(r"\(([^)]*)\)", match["who"] + match["tail"]):
            entry.replaced_office = office_of(bracket) or entry.replaced_office
        tail = re.sub(r"^\s*(?:,?\s*\([^)]*\)|\))+", " ", match["tail"])
        return text[: match.start()] + " " + tail
    match = REPLACED_BY.search(text)
    if (
        match
        and match.start() > 2
        and looks_like_name(_bare(match["who"]), loose=True)
        and match["who"][0].isupper()
    ):
        entry.replaced_by = clean(match["who"])
        entry.bracketed = "(" in text[match.start() : match.start("who")]
        return text[: match.start()] + " " + match["tail"].lstrip(" )")
    return text


def _bare(who: str) -> str:
    return clean(re.sub(r"\([^)]*\)?", " ", who)).strip(" .,;")


def _bracket_party(text: str) -> str | None:
    return next(
        (party for found in re.findall(r"\(([^)]*)\)", text) if (party := party_of(f"({found})"))), None
    )


def _name_part(part: str, entry: Entry, loose: bool) -> str | None:
    """The name in the first expression; a post before or after it without a comma goes to the entry."""
    part = _unit_and_post_off(part.strip(" ."), entry)
    tokens = part.split()
    whole = looks_like_name(part, loose=loose)
    party = _bare_party(tokens) if tokens else None
    if party and (whole or (len(tokens) > 2 and looks_like_name(" ".join(tokens[:-1])))):
        if entry.party is None:
            entry.party = party
        elif whole:
            return part
        return " ".join(tokens[:-1])
    return part if whole else _name_first(tokens, entry) or _name_last(tokens, entry)


def _unit_and_post_off(part: str, entry: Entry) -> str:
    """ "Socialchef Bo Ek", "Eva Al PRO" without the post or the unit, which go to the entry."""
    unit = part.rpartition(" ")[2]
    if part.count(" ") > 1 and (is_association(unit) or _UNIT_LAST.search(unit)):
        take_detail(unit, entry)
        part = part.rpartition(" ")[0]
    if post := CAPITAL_POST.match(part):
        rest = part[post.end() :]
        if not is_given(post[0].split()[0]) and looks_like_name(rest) and is_given(rest.split()[0]):
            take_detail(post[0].strip(), entry)
            part = rest
    return part


def _name_first(tokens: list[str], entry: Entry) -> str | None:
    """The name that the tokens begin with, if what follows it can be said of a person."""
    for count in range(min(5, len(tokens) - 1), 0, -1):
        head, tail = " ".join(tokens[:count]), " ".join(tokens[count:])
        enough = count > 1 or office_of(tail) or (is_given(head) and tail.islower())
        if looks_like_name(head) and enough and _said_of_a_person(tail):
            if not _TICK_OR_NUMBER.fullmatch(tail):
                take_detail(tail, entry)
            return head
    return None


def _said_of_a_person(tail: str) -> bool:
    if office_of(tail) or key(tail) in ROLES or party_of(tail, bare=True):
        return True
    if REMOTE.match(tail) or ABSENT.match(tail) or _TICK_OR_NUMBER.fullmatch(tail):
        return True
    return tail[0].islower() and (is_title(tail) or is_organisation(tail)) and len(tail) < 60


def _name_last(tokens: list[str], entry: Entry) -> str | None:
    """The full name that the tokens end with, if a post stands before it."""
    for count in range(1, min(5, len(tokens))):
        head, tail = " ".join(tokens[:count]), " ".join(tokens[count:])
        if not looks_like_name(tail) or " " not in tail:
            continue
        lower = head.islower() and is_given(tail.split()[0])
        if lower or office_of(head) or is_title(head) or key(head) in ROLES:
            take_detail(head, entry)
            return tail
    return None


def _bare_party(tokens: list[str]) -> str | None:
    """A party that stands last without brackets: "Malin Ängsmark C", "Sven Rönnqvist -"."""
    last = tokens[-1]
    if (
        last in {"X", "x"}
        or is_association(last)
        or len(tokens) < 3
        or not re.fullmatch(r"[A-ZÅÄÖ]{1,4}|-|–", last)
    ):
        return None
    return "-" if last in "-–" else last
