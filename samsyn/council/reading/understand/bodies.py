"""Names of bodies and organisations as minutes print them, in heads, running heads and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from .profiles import Profile
from .rows import Row
from .text import clean, fold, join_wrapped, key

_END = (
    r"(?:nämnden?|styrelsen?|fullmäktige|utskott(?:et)?|rådet|råd|beredning(?:en)?|kommitt[ée](?:n)?|delegation(?:en)?|direktion(?:en)?|"
    r"presidium|presidiet|stämma(?:n)?|kyrkoråd(?:et)?|revision(?:en)?|styrgrupp(?:en)?|samverkansgrupp(?:en)?|arbetsgrupp(?:en)?|ledningsgrupp(?:en)?|samverkan|forum|nätverk(?:et)?|krets(?:en)?|brå|samordningsförbund(?:et)?|förbundsstyrelse(?:n)?|parlament(?:et)?)"
)
_KIND = re.compile(rf"^[\w-]*{_END}s?$", re.I)
_LINKS = frozenset("och samt för i av med lokala kommunala strategiska de det den vid till på".split())
_FOLLOWS = re.compile(r"(?:s|er|ar|or|nde|tet|het|ing|ete|a|skydd|frågor|arbete|-)$")
_PAPER = re.compile(
    r"^(?:\W*(?:utdrag ur\s+)?(?:sammanträdes|mötes|minnes|dagordnings|besluts|styrelse|samverkans|råds|kommitt[ée]|justerat|öppet|preliminärt)*[-\s]*(?:protokoll(?:et)?|anteckningar(?:na)?|mötesanteckningar|minnesanteckningar|snabbreferat|referat|notat|kallelse|möte|sammanträde)(?:sutdrag)?\b"
    r"(?:\s+(?:nr|nummer)\.?\s*\d+\S*)?(?:\s*[,:–-])?\s*(?:fört|förda|hållet|från|av|vid|med|i|för|över|till|sammanträde|sammanträdet|möte|mötet|ordinarie|extra)*\b(?:\s+(?:vid|med|i|för|från|sammanträde|möte|mötet))*\s*)+",
    re.I,
)
_DATE_TAIL = re.compile(
    r"[\s,:(–-]*(?:den\s+)?(?:\w+dag(?:en)?\s+)?(?:den\s+)?\d{1,4}[-/. ](?:\d{1,2}|\w+)[-/. ]\d{2,4}.*$|\s+\d{4}$|\s+\d+\s*\(\d+\)$|\s*§.*$"
)
MEETINGS = {
    "styrelsemöte": "Styrelsen", "stormöte": "Stormötet", "årsmöte": "Årsmötet", "vårmöte": "Vårmötet", "höstmöte": "Höstmötet",
    "föreningsstämma": "Föreningsstämman", "årsstämma": "Årsstämman", "medlemsmöte": "Medlemsmötet", "bolagsstämma": "Bolagsstämman", "extrastämma": "Extrastämman",
}  # fmt: skip
_ORGANISATION = re.compile(
    r"\b((?:Polisregion|Region|Kommunalförbundet|Samordningsförbundet|Landstinget|Brf|BRF|Bostadsrättsföreningen|Polismyndigheten)\s+[A-ZÅÄÖ][\wåäö&-]+(?:\s+[A-ZÅÄÖ][\wåäö-]+)?|"
    r"[A-ZÅÄÖ][\wåäö-]+(?:\s+[A-ZÅÄÖ][\wåäö-]+)?\s+(?:kommun|stad|församling|pastorat|studentkår|kår|förening|landsting|län)|[A-ZÅÄÖ][\wåäö]+(?:\s[A-ZÅÄÖ][\wåäö]+)?(?:regionen|föreningen|förbundet))s?\b"
)
_COUNCIL = re.compile(r"^(?:Regionpolisråd|Brottsförebyggande|BRÅ|Brå)$")
_TOO_SHORT = frozenset(
    "styrelse nämnd nämnden rådet forum samverkan utskott råd revision beredning brottsförebyggande presidium delegation direktion revisionen nätverk krets".split()
)
_FALSE = frozenset(
    "en ett vår din denna denna varje respektive svenska sveriges annan övriga berörda".split()
)


def find_body(
    rows: Sequence[Row], labelled: str | None, profile: Profile, heads: int
) -> tuple[str | None, float, Row | None]:
    """The body's name, how sure, and where: a label, a head line (wrapped ones joined), the paper's own sentence, or
    the kind of meeting. `heads` is how many of the first rows are searched."""
    if labelled:
        return labelled, 0.95, None
    joined = " ".join(row.text for row in rows[:60])
    for pattern, name in profile.body:
        for row in rows[:60]:
            if pattern.search(row.text):
                return name, 0.9, row
        if pattern.search(joined):
            return name, 0.9, None
    votes: Counter[str] = Counter()
    where: dict[str, Row] = {}
    for at, row in enumerate(rows):
        if at >= heads and not row.furniture:
            continue
        for name in _line_names(rows, at):
            if name not in where:
                where[name] = row
            votes[name] += 1 if at >= heads else 3
    if votes:
        top = max(votes, key=lambda name: (votes[name] + (2 if at_top(where[name], rows) else 0), len(name)))
        return _settle(top, votes), 0.93, where[top]
    for row in rows[:heads]:
        text = fold(row.text)
        for word, name in MEETINGS.items():
            if fold(word) in text and not row.furniture:
                return name, 0.85, row
    for row in rows[: max(heads, 12)]:
        found = _inside(row.text) if len(row.text) < 120 else None
        if found:
            return found, 0.75, row
    return None, 0.0, None


def at_top(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row is among the first dozen."""
    return any(one is row for one in rows[:12])


def _settle(name: str, votes: Counter[str]) -> str:
    """The longest form seen of a name that a narrow column has broken ("Överförmyndarnämnde" / "n")."""
    near = [other for other in votes if fold(other).startswith(fold(name)) and len(other) - len(name) <= 2]
    return max(near, key=len, default=name)


def _line_names(rows: Sequence[Row], at: int) -> list[str]:
    row = rows[at]
    out = []
    for cell in row.cells[:3]:
        text = _without_paper(cell.text)
        if _is_body(text):
            out.append(text)
            continue
        parts = [cell.text]
        for ahead in range(at + 1, min(at + 3, len(rows))):
            below = [
                c
                for c in rows[ahead].cells
                if abs(c.x0 - cell.x0) < 40 or abs((c.x0 + c.x1) - (cell.x0 + cell.x1)) < 30
            ]
            if not below or rows[ahead].gap > 0.9:
                break
            parts.append(below[0].text)
            joined = _without_paper(join_wrapped(parts))
            if _is_body(joined) and (below[0].text[:1].islower() or parts[0].endswith(("-", " och", " för"))):
                out.append(joined)
                break
    return out


def _without_paper(text: str) -> str:
    text = _PAPER.sub("", clean(text), count=1)
    return _DATE_TAIL.sub("", text).strip(" ,:–-|")


def _is_body(text: str) -> bool:
    if not 3 < len(text) < 80 or not text[:1].isupper() or text.endswith((".", ":")):
        return False
    if key(text) in _TOO_SHORT:
        return False
    return _body_words(text.split())


def _body_words(words: list[str]) -> bool:
    """Whether the words are a body's name: one word of a body's kind, link words and names before it, a field or name after."""
    kinds = [at for at, word in enumerate(words) if _KIND.match(word.strip(",")) or _COUNCIL.match(word)]
    if not kinds or len(words) > 11:
        return False
    first, last = kinds[0], kinds[-1]
    before = all(
        word[:1].isupper() or word.strip(",") in _LINKS or word.endswith(("-", "a", "s", "-,")) or word == "/"
        for word in words[:first]
    )
    after = all(
        word[:1].isupper() or word in _LINKS or _FOLLOWS.search(word.strip(",")) for word in words[last + 1 :]
    )
    return before and after


def _inside(text: str) -> str | None:
    """A body named inside a short head line ("… sammanträde med Folkhälsorådet den 4 maj")."""
    words = [word.strip(".,:;()") for word in text.split()]
    for at, word in enumerate(words):
        if not (_KIND.match(word) or _COUNCIL.match(word)) or key(word) in _TOO_SHORT:
            continue
        start = at
        while (
            start > 0
            and (
                words[start - 1] in {"och", "samt"}
                or words[start - 1].endswith("-")
                or words[start - 1][:1].isupper()
                or words[start - 1].endswith(("ala", "ande", "iska"))
            )
            and len(words[start - 1]) > 1
            and not _PAPER.match(words[start - 1])
        ):
            start -= 1
        name = " ".join(words[start : at + 1])
        if name[:1].isupper():
            return name
    return None


def find_organisation(
    rows: Sequence[Row], text: str, labelled: str | None, heads: int
) -> tuple[str | None, float, Row | None]:
    """The home of the body: a label, a head line, or the municipality or region that the text names most."""
    if labelled:
        return labelled, 0.95, None
    for row in rows[:heads]:
        match = _ORGANISATION.search(row.text)
        if match and not _false(match[1]) and len(row.text) < 90:
            return base_form(match[1]), 0.92, row
    association = _association(rows[:heads])
    if association:
        return association
    votes = Counter(
        base_form(match[1])
        for match in _ORGANISATION.finditer(text)
        if not _false(match[1]) and re.search(r"kommun|stad$|^Region|^Polisregion", match[1])
    )
    if votes:
        top, count = votes.most_common(1)[0]
        runner = votes.most_common(2)[1][1] if len(votes) > 1 else 0
        if (
            count >= 3
            and count >= 1.5 * runner
            or re.search(rf"{re.escape(top)}s? (?:digitala )?anslagstavla", text)
        ):
            board = re.search(
                rf"({'|'.join(re.escape(name) for name in votes)})s? (?:digitala )?anslagstavla", text
            )
            return (base_form(board[1]) if board else top), 0.85 if board else 0.75, None
    return None, 0.0, None


def base_form(name: str) -> str:
    """ "Alingsås kommuns" as "Alingsås kommun"."""
    name = clean(name)
    name = re.sub(
        r"^(?:I|För|Vid|Av|Inom|Från|Till|Hos|Enligt|Sammanträdesprotokoll|Protokoll) (?=[A-ZÅÄÖ])", "", name
    )
    return re.sub(r"(kommun|stad|förening|församling|landsting)s$", r"\1", name)


def _false(name: str) -> bool:
    first = name.split()[0]
    return key(first) in _FALSE or bool(re.match(r"(?:Region (?:och|är)|Polisen|Hela)", name))


def _association(rows: Sequence[Row]) -> tuple[str, float, Row] | None:
    """An association's own name: before "vårmöte", beside "Mötesprotokoll", or alone at the top beside the date."""
    for at, row in enumerate(rows[:6]):
        match = re.match(rf"^(.+?)s? ({'|'.join(MEETINGS)})\b", row.text, re.I)
        if match and match[1][:1].isupper() and not _PAPER.match(match[1]):
            return (
                re.sub(r"s$", "", match[1])
                if row.text[len(match[1]) : len(match[1]) + 1] != "s"
                else match[1],
                0.88,
                row,
            )
        for cell in row.cells[:1]:
            bare = _without_paper(cell.text)
            if (
                not bare
                or bare[0].isdigit()
                or not re.search(r"[A-ZÅÄÖ]", bare)
                or len(bare) > 45
                or ":" in bare
                or _is_body(bare)
                or not bare[:1].isalpha()
            ):
                continue
            if at <= 2 and (
                bare != clean(cell.text)
                or row.heading
                or len(row.cells) > 1
                or (at > 0 and _PAPER.match(rows[at - 1].text))
            ):
                if not re.search(
                    r"^\w+dag\b|närvarande|kallade|deltagare|tid\b|plats|delning", key(bare)
                ) and not re.search(r"\b(?:möte|protokoll)\b", key(bare)):
                    return bare, 0.85, row
    return None
