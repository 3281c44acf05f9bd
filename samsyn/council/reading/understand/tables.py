"""People in tables: a column of names beside party, marks ("Närv." X, "Tjänstgör" X), organisation, post or remarks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .entries import parse_entry
from .entry import Entry
from .entry_details import IN_ROOM, REMOTE
from .labels import lookup, match_label
from .list_spans import is_full_name
from .names import looks_like_name
from .posts import office_of, party_of
from .profiles import Profile
from .rows import Cell, Row
from .text import clean, join_wrapped, key, phrase_set

_NAMES = phrase_set("""namn; person; deltagare; närvarande; ledamöter; ledamot; ersättare; beslutande; kallade; medlem; name; förtroendevald;
ordinarie; ledamöter och ersättare; representant; representanter; ordinarie ledamot; ordinarie representant""")


_COLUMNS = {
    "parti": "party", "partibeteckning": "party", "närv": "here", "närvarande": "here", "närvaro": "here", "när": "here", "här": "here",
    "tjänstgör": "serves", "tjg": "serves", "tjänstgörande": "serves", "tj": "serves", "tjänstg": "serves", "beslutande": "serves",
    "frånv": "away", "frånvarande": "away", "förhinder": "away", "ej närvarande": "away", "anmält förhinder": "away",
    "anmärkning": "note", "not": "note", "kommentar": "note", "anm": "note", "tid": "note", "kl": "note", "paragraf": "note", "ersätter": "for", "tjänstgör för": "for", "ersättare för": "for", "notering": "note", "ersätts av": "by", "tjänstgörande ersättare": "by", "ersättare vid mötet": "by", "ersättare": "by", "ersattes av": "by", "ersatt av": "by", "anm tjänstgörande ersättare": "by", "ersättare anm": "by", "deltog": "here", "nr": "skip", "plats": "skip",
    "organisation": "title", "funktion": "title", "titel": "title", "roll": "title", "befattning": "title", "uppdrag": "title", "verksamhet": "title", "representerar": "title", "förvaltning": "title", "enhet": "title", "arbetsplats": "title", "myndighet": "title", "tjänst": "title", "organization": "title", "role": "title", "distans": "remote", "länk": "remote", "digitalt": "remote", "e post": "skip", "telefon": "skip", "signatur": "skip", "sign": "skip", "ja": "skip", "nej": "skip", "avstår": "skip",
}  # fmt: skip


_YES = re.compile(r"^(?:x|ja|1|✓|✔|√|☒|☑|n|t|närv\w*|\*|•)$", re.I)


_NO = re.compile(r"^(?:-|–|—|nej|0|☐|f|frånv\w*|förhinder|anm\.? ?förh\w*)$", re.I)

_TELLING = frozenset(["here", "away", "serves"])  # columns that only a table of people has
_LEGEND = re.compile(r"^\w{1,2}\s*=\s")  # "N = närvarande, F = frånvarande"
_STAYED_AWAY = re.compile(r"förhinder|frånv|återbud|sjuk|ej närv", re.I)
_SERVES = re.compile(r"^t$|tjänstg|\btjg\b", re.I)
_SECTIONS = frozenset(["serving", "substitute", "substitute_serving", "official", "guest", "absent"])
_LISTED = frozenset(["serving", "substitute", "official", "guest", "called", "absent", "present", "remote"])


@dataclass(slots=True)
class Listed:
    """One person of a table: which list it belongs to (a label kind) and the entry."""

    kind: str
    entry: Entry


@dataclass(slots=True)
class Found:
    """What the tables gave, and the rows that are left for the form."""

    people: list[Listed] = field(default_factory=list)
    rest: list[Row] = field(default_factory=list)


def take_tables(rows: Sequence[Row], profile: Profile) -> Found:
    """Take attendance tables out of the form's rows."""
    found = Found()
    at = 0
    kind = "present"
    while at < len(rows):
        columns = _columns(rows[at], profile, rows[at + 1] if at + 1 < len(rows) else None) or _columns(
            rows[at], profile
        )
        if columns and _nothing_below(rows, at, profile):
            columns = None  # two labels side by side, the values under the second
        if not columns:
            label = lookup(rows[at].text.strip(" :"), profile)
            kind = label if label in {"present", "called", "absent", "official", "guest", "remote"} else kind
            found.rest.append(rows[at])
            at += 1
            continue
        at = _take(rows, at, columns, kind, profile, found)
    return found


def _nothing_below(rows: Sequence[Row], at: int, profile: Profile) -> bool:
    """Whether two labels of lists stand side by side ("Övriga närvarande | Ersättare") with values under the second only."""
    row, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    labels = [lookup(cell.text, profile) for cell in row.cells]
    if below is None or below.page != row.page or len(labels) != 2 or not set(labels) <= _LISTED:
        return False
    return below.cells[0].x0 >= row.cells[1].x0 - 5


def _columns(row: Row, profile: Profile, below: Row | None = None) -> list[str] | None:
    """The kinds of the columns if the row is the head of a table of people; heads broken over two rows are joined."""
    if not 2 <= len(row.cells) <= 8:
        return None
    texts = [cell.text for cell in row.cells]
    if below is not None and below.bold and row.bold and len(below.cells) < len(row.cells):
        for cell in below.cells:
            near = min(range(len(texts)), key=lambda i: abs(row.cells[i].x0 - cell.x0))
            texts[near] = f"{texts[near]} {cell.text}"
    kinds = []
    for at, text in enumerate(texts):
        form = key(text)
        name = form in _NAMES or lookup(text, profile) in {
            "serving",
            "substitute",
            "present",
            "called",
            "official",
        }
        kinds.append(
            "name"
            if name and "name" not in kinds and (at == 0 or form not in _COLUMNS)
            else _COLUMNS.get(form, "")
        )
    if set(kinds) & _TELLING and kinds.count("") == 1 and not lookup(texts[kinds.index("")], profile):
        kinds[kinds.index("")] = "title"  # "Skola/enhet": whatever else is said of people
    if "name" not in kinds or not all(kinds) or not set(kinds) - {"name", "skip"}:
        return None
    return kinds


@dataclass(slots=True)
class _Table:
    """A table of people being read: its head, the kinds of its columns, the list its rows belong to, and the rows so far."""

    head: Row
    columns: list[str]
    section: str
    profile: Profile
    lines: list[tuple[str, Row, list[list[Cell]]]] = field(default_factory=list)

    @property
    def names(self) -> int:
        return self.columns.index("name")

    def take(self, row: Row, above: Row) -> bool:
        """Take in one row; False if the table is over before it."""
        same_page = row.page == (self.lines[-1][1].page if self.lines else self.head.page)
        if self._left(row, above, same_page) or _LEGEND.match(row.text):
            return False
        if not self.head.table and self.lines and _columns(row, self.profile):
            return False  # another table, with its own columns
        if self._second_head(row):
            return True
        label = lookup(row.text.strip(" :"), self.profile)
        if label in _SECTIONS or _columns(row, self.profile):
            self.section = label or lookup(row.cells[0].text, self.profile) or self.section
            return bool(self.head.table) or label not in {"official", "guest", "absent"}
        return self._person(row, same_page)

    def _left(self, row: Row, above: Row, same_page: bool) -> bool:
        """Whether the row says that the table has been left."""
        if self.head.table:
            return row.table is None or row.table[0] != self.head.table[0]
        if row.heading or row.text.rstrip().endswith(":"):
            return True
        apart = row.gap > 2.2 and not above.furniture
        if same_page and (apart or row.x0 < self.head.cells[0].x0 - 15):
            return True
        told = match_label(row.text, self.profile)
        return bool(told and told.rest and told.marked)

    def _second_head(self, row: Row) -> bool:
        """The lower row of a head that is broken over two."""
        if self.lines or not row.bold or not self.head.bold:
            return False
        named = any(looks_like_name(cell.text) for cell in row.cells)
        return not named and _columns(self.head, self.profile, row) is not None

    def _person(self, row: Row, same_page: bool) -> bool:
        cells = _into(row, [cell.x0 for cell in self.head.cells], self.head)
        named = cells[self.names]
        whole = bool(named) and "(" in named[0].text and is_full_name(named[0].text)
        if self.lines and (not named or (_only_goes_on(cells, self.columns) and not whole)):
            for have, more in zip(self.lines[-1][2], cells, strict=True):
                have += more
            return True
        if not same_page and len(row.cells) < 3 and not (named and looks_like_name(named[0].text)):
            return True  # a running head
        if not named:
            return False
        if len(row.cells) == 1 and not looks_like_name(re.sub(r"\([^)]*\)|,.*", "", row.text).strip()):
            return False
        self.lines.append((self.section, row, cells))
        return True


def _take(rows: Sequence[Row], at: int, columns: list[str], kind: str, profile: Profile, found: Found) -> int:
    """Read the table whose head is row `at`; where it ends."""
    head = rows[at]
    section = lookup(head.cells[columns.index("name")].text, profile) or kind
    table = _Table(head, columns, section if section in _LISTED else kind, profile)
    at += 1
    while at < len(rows) and (
        rows[at].furniture or (not _list_begins(rows, at, table) and table.take(rows[at], rows[at - 1]))
    ):
        at += 1
    for where, row, cells in table.lines:
        _add(where, row, cells, columns, found)
    return at


def _list_begins(rows: Sequence[Row], at: int, table: _Table) -> bool:
    """Whether the row heads a plain list under the table, without its columns: "Ersättare, ej tjänstgörande"."""
    if table.head.table or lookup(rows[at].text.strip(" :"), table.profile) not in _SECTIONS:
        return False
    below = rows[at + 1] if at + 1 < len(rows) else None
    return below is not None and len(below.cells) == 1 and is_full_name(below.text) and "(" in below.text


def _only_goes_on(cells: list[list[Cell]], columns: list[str]) -> bool:
    """A wrapped row: nothing in the columns that every person has."""
    filled = {kind for kind, column in zip(columns, cells, strict=True) if column}
    marks = {kind for kind in columns if kind in {"party", "here", "serves", "away"}} or (
        {"title"} if columns[0] == "title" else set()
    )
    return bool(marks) and not filled & marks


def _into(row: Row, starts: list[float], head: Row) -> list[list[Cell]]:
    out: list[list[Cell]] = [[] for _ in starts]
    for number, cell in enumerate(row.cells):
        if not head.table and row.page != head.page and len(row.cells) <= len(starts):
            index = number  # a print lays out each page anew: the order holds, the places do not
        elif head.table and row.columns and head.columns:
            place = row.columns[number]
            index = head.columns.index(place) if place in head.columns else len(starts) - 1
        else:
            index = max((i for i, x in enumerate(starts) if cell.x1 > x + 1 and cell.x0 >= x - 14), default=0)
        out[index].append(cell)
    return out


def _add(section: str, row: Row, cells: list[list[Cell]], columns: list[str], found: Found) -> None:
    """One row of the table as a person, with what its other columns say."""
    text: dict[str, str] = {}
    for kind, column in zip(columns, cells, strict=True):
        said = _said(column) if kind == "name" else clean(" ".join(cell.text for cell in column))
        text[kind] = f"{text[kind]}, {said}".strip(" ,") if kind in text else said
    words = [word for column in cells for cell in column for word in cell.words]
    name_words = [word for cell in cells[columns.index("name")] for word in cell.words]
    entry = parse_entry(text["name"], row, name_words or words)
    if entry is None:
        return
    entry.party = entry.party or (party_of(f"({text['party']})") if text.get("party") else None)
    for note in filter(None, (text.get("note"), text.get("title"))):
        _note(entry, note, row, is_title=note == text.get("title"))
    if text.get("for"):
        entry.replaces = clean(re.sub(r"\([^)]*\)", "", text["for"]))
    if (by := text.get("by")) and office_of(by):  # "Anm. / tjänstgörande ersättare" beside the chair
        entry.offices.append(str(office_of(by)))
        by = ""
    if by:
        entry.replaced_by = clean(re.sub(r"§.*$", "", by)).strip(" ,")
        entry.by_range = re.sub(r"^[^§]*§+\s*|\s", "", by).replace("–", "-") if "§" in by else None
    if text.get("remote") and _YES.match(text["remote"]):
        entry.remote = True
    found.people.append(Listed(_kind(section, text, columns, entry), entry))


def _said(column: list[Cell]) -> str:
    """A name and what stands right of it; a line that the column broke goes on under its own beginning."""
    stacks: list[list[Cell]] = []
    for cell in column:
        under = next((stack for stack in stacks if abs(stack[0].x0 - cell.x0) < 4), None)
        if under is None:
            stacks.append([cell])
        else:
            under.append(cell)
    return clean(" ".join(join_wrapped([cell.text for cell in stack]) for stack in stacks))


def _note(entry: Entry, note: str, row: Row, *, is_title: bool) -> None:
    """A column of remarks, read as if it stood after the name."""
    joint = " " if note.startswith(("för ", "ersätter")) else ", "
    more = parse_entry(f"Xx Yy{joint}{note}", row, [])
    if not more:
        return
    entry.offices += more.offices
    unread = is_title and not more.titles and not more.offices and not more.role
    entry.titles += [note] if unread else more.titles
    entry.posts += more.posts
    entry.replaces = entry.replaces or more.replaces
    entry.role = entry.role or more.role
    entry.remote = more.remote if entry.remote is None else entry.remote
    entry.paragraphs = entry.paragraphs or more.paragraphs
    entry.from_ = entry.from_ or more.from_
    entry.until = entry.until or more.until
    entry.recused_at = more.recused_at
    entry.absent |= more.absent


def _kind(section: str, text: dict[str, str], columns: list[str], entry: Entry) -> str:
    here = text.get("here", "").rstrip(".")
    if REMOTE.match(here) or IN_ROOM.match(here):
        entry.remote = not IN_ROOM.match(here)
    away = "away" in columns and bool(_YES.match(text.get("away", "").rstrip(".")))
    if section != "called" and "§" in here and not _NO.match(here.split()[0]):
        entry.paragraphs = entry.paragraphs or re.sub(r"^[^§]*§+\s*", "", here).replace("–", "-").strip()
        return section
    if section in {"present", "serving"} and entry.role == "substitute" and _SERVES.search(here):
        entry.role = "substitute_serving"
    if "here" in columns and _STAYED_AWAY.search(here):
        entry.role = entry.role or ("substitute" if section == "substitute" else "serving")
        return "absent"
    if away or ("here" in columns and not _YES.match(here)) or entry.absent:
        if "here" in columns and here and not _NO.match(here):
            return section  # a clock time or remark in the column: present
        entry.role = entry.role or ("substitute" if section == "substitute" else "serving")
        return "absent"
    if section == "substitute":
        return "substitute_serving" if _YES.match(text.get("serves", "")) or entry.replaces else "substitute"
    return section
