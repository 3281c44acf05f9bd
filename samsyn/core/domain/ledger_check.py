"""Check the whole ledger in the database: every entry, tile, checkpoint and cosignature, against each other
and against what others have witnessed. Names the first entry that is wrong, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from django.db import connection
from django.utils.translation import gettext as _

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.calc.merkle import CompactRange, fold
from samsyn.core.calc.notes import BadNote, Checkpoint, Key
from samsyn.core.calc.tiles import LEVELS, WIDTH
from samsyn.core.domain.checkpoints import Forked, last_kept
from samsyn.core.models import (
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEntry,
    LedgerHead,
    LedgerPeer,
    LedgerTile,
)

PAGE = 32 * WIDTH  # entries read at a time

What = Literal[
    "changed",
    "removed",
    "reordered",
    "truncated",
    "restored",
    "forked",
    "columns",
    "tile",
    "head",
    "signature",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """`seq` is the first entry that is wrong, where one can be named."""

    what: What
    text: str
    seq: int | None = None


@dataclass(slots=True)
class Report:
    size: int = 0  # entries found whole, from the first on
    root: bytes = b""
    checkpoints: int = 0
    cosignatures: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, what: What, text: str, seq: int | None = None) -> None:
        self.findings.append(Finding(what, text, seq))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A root somebody has vouched for; `outside` the database, so that an old copy of it cannot agree by
    itself."""

    size: int
    root: bytes
    outside: bool


def verify(witnessed: Iterable[str] = (), trusted: Iterable[Key] = ()) -> Report:
    """`witnessed` are notes of our checkpoints as others hold them; `trusted` are earlier keys of this
    log."""
    report = Report()
    own = [keys.log_signer().key, *trusted]
    outside = list(_outside(report, own, witnessed))  # before the snapshot, for they lag behind the database
    with _snapshot():
        marks = sorted([*_signed(report, own), *outside], key=lambda mark: mark.size)
        walk = _Walk(report, marks)
        with _beside(_columns, walk.count) as columns:
            walk.entries()
            if all(found.seq is None for found in report.findings):
                walk.upper_tiles()
                _head(report, walk.tree)
                _say_columns(report, columns())
        walk.unreached()
    report.size, report.root = walk.tree.size, walk.tree.root()
    return report


@contextmanager
def _snapshot() -> Iterator[None]:
    """See the database as it is now, while others go on appending."""
    if connection.in_atomic_block:
        yield
        return
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if postgresql else "BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


# --- entries and tiles --------------------------------------------------------------------------------------
class _Walk:
    def __init__(self, report: Report, marks: list[_Mark]) -> None:
        self.report, self.marks = report, marks
        self.tree = CompactRange()
        self.roots: list[bytes] = []  # of the full tiles of level 0
        self.count = LedgerEntry.objects.count()

    def entries(self) -> None:
        """From the first on, until one is wrong."""
        for start, rows in _pages():
            leaves = [sha256(b"\x00" + row[2].encode()).digest() for row in rows]
            good = self._first_bad(start, rows, leaves)
            stored = dict(
                LedgerTile.objects.filter(
                    level=0, number__gte=start // WIDTH, number__lt=(start + PAGE) // WIDTH
                ).values_list("number", "hashes")
            )
            for at in range(0, good, WIDTH):
                self._tile(start + at, leaves[at : min(at + WIDTH, good)], stored)
            if good < len(rows):
                return

    def _first_bad(self, start: int, rows: list[tuple[int, bytes, str]], leaves: list[bytes]) -> int:
        """How many of the rows are good. Says what is wrong with the first that is not."""
        seqs = range(start, start + len(rows))
        if (
            [row[0] for row in rows] == list(seqs)
            and [row[1] for row in rows] == leaves
            and all(f'"seq":{seq},' in row[2] for seq, row in zip(seqs, rows, strict=True))
        ):
            return len(rows)  # all at once, since nearly always it is so
        for at, ((seq, leaf, body), real) in enumerate(zip(rows, leaves, strict=True)):
            wanted = start + at
            if seq == wanted and leaf == real and f'"seq":{wanted},' in body:
                continue
            if seq != wanted:
                self.report.add("removed", _("Post %(seq)d saknas.") % {"seq": wanted}, wanted)
            elif f'"seq":{wanted},' in body:
                self.report.add("changed", _("Post %(seq)d är ändrad.") % {"seq": wanted}, wanted)
            elif _elsewhere(wanted):
                self.report.add("reordered", _("Post %(seq)d har bytt plats.") % {"seq": wanted}, wanted)
            else:
                self.report.add(
                    "removed", _("Post %(seq)d är borttagen eller ändrad.") % {"seq": wanted}, wanted
                )
            return at
        return len(rows)

    def _tile(self, start: int, leaves: list[bytes], stored: dict[int, Any]) -> None:
        """Add up to 256 leaves to the tree; compare with the stored tile and the marks on the way."""
        number = start // WIDTH
        for mark in self._due(start + len(leaves)):
            part = self.tree.copy()
            part.extend(leaves[: mark.size - start])
            self._compare(mark, part.root())
        if len(leaves) < WIDTH:
            self.tree.extend(leaves)
            return
        self.roots.append(fold(leaves))
        self.tree.append_subtree(LEVELS, self.roots[-1])
        if bytes(stored.get(number, b"")) != b"".join(leaves):
            self.report.add("tile", _("Ruta 0/%(number)d stämmer inte med posterna.") % {"number": number})

    def _due(self, until: int) -> list[_Mark]:
        """Marks within what is added now, the last leaf included."""
        due = [mark for mark in self.marks if mark.size <= until]
        self.marks = self.marks[len(due) :]
        return due

    def _compare(self, mark: _Mark, root: bytes) -> None:
        if mark.root != root:
            self.report.add(
                "forked",
                _("De första %(size)d posterna är inte de som undertecknades.") % {"size": mark.size},
            )

    def unreached(self) -> None:
        """Marks beyond the last entry: the end is gone. If only those outside the database know of it, the
        database is an old copy."""
        if any(found.seq is not None for found in self.report.findings) or not self.marks:
            return
        most = self.marks[-1].size
        whole = {"size": most, "count": self.count}
        if all(mark.outside for mark in self.marks) and not self.report.findings:
            self.report.add(
                "restored",
                _("Databasen har %(count)d poster men %(size)d är bevittnade: en äldre kopia.") % whole,
                self.count,
            )
        else:
            self.report.add(
                "truncated",
                _("Loggen slutar efter %(count)d poster men %(size)d är undertecknade.") % whole,
                self.count,
            )

    def upper_tiles(self) -> None:
        """Each level over the one below, from the roots that were just computed."""
        level, roots = 0, self.roots
        while True:
            kept = LedgerTile.objects.filter(level=level).order_by("number").values_list("number", "root")
            if [(number, bytes(root)) for number, root in kept.iterator()] != list(enumerate(roots)):
                self.report.add("tile", _("Rutorna på nivå %(level)d stämmer inte.") % {"level": level})
                return
            level, below = level + 1, roots
            if not below:
                return
            roots = [fold(below[at : at + WIDTH]) for at in range(0, len(below) - WIDTH + 1, WIDTH)]
            for number, hashes in (
                LedgerTile.objects.filter(level=level).values_list("number", "hashes").iterator()
            ):
                if bytes(hashes) != b"".join(below[number * WIDTH : (number + 1) * WIDTH]):
                    self.report.add(
                        "tile",
                        _("Ruta %(level)d/%(number)d stämmer inte.") % {"level": level, "number": number},
                    )
                    return


def _pages() -> Iterator[tuple[int, list[tuple[int, bytes, str]]]]:
    """Pages of (seq, leaf, body), and the number each should begin with."""
    start, after = 0, -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT seq, leaf, body FROM core_ledgerentry WHERE seq > %s ORDER BY seq LIMIT %s",
                (after, PAGE),
            )
            rows = cursor.fetchall()
            if not rows:
                return
            yield start, rows
            start, after = start + len(rows), rows[-1][0]


def _elsewhere(seq: int) -> bool:
    """Does another row hold the entry that should stand here?"""
    return LedgerEntry.objects.filter(body__contains=f'"seq":{seq},').exists()


def _head(report: Report, tree: CompactRange) -> None:
    head = LedgerHead.objects.filter(pk=1).first() or LedgerHead()
    if head.size > tree.size:
        report.add(
            "truncated",
            _("Loggen slutar efter %(count)d poster men ska ha %(size)d.")
            % {"count": tree.size, "size": head.size},
            tree.size,
        )
    elif (head.size, bytes(head.hashes)) != (tree.size, tree.dump()):
        report.add("head", _("Loggens huvud stämmer inte med posterna."))


@contextmanager
def _beside(work: Callable[[int], int | None], until: int) -> Iterator[Callable[[], int | None]]:
    """The database works at one question while we hash: on a connection of its own, which sees the same rows,
    for none below `until` is ever changed. Within somebody's transaction it would not, and is asked last."""
    if connection.in_atomic_block:
        yield lambda: work(until)
        return

    def there() -> int | None:
        try:
            return work(until)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(there).result


def _columns(until: int) -> int | None:
    """The first entry of which the columns, by which entries are found, say something else than its body."""
    find = "strpos" if connection.vendor == "postgresql" else "instr"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seq FROM core_ledgerentry WHERE seq < %s AND ("  # noqa: S608 - one of two names
            f'{find}(body, \'{{"act":"\' || act || \'","at":"\' || at || \'",\') <> 1'
            f" OR {find}(body, '\"kind\":\"' || kind || '\",') = 0"
            f" OR {find}(body, '\"who\":\"' || who || '\"}}') = 0"
            f" OR {find}(body, '\"object\":' || CASE WHEN object = '' THEN 'null'"
            " WHEN length(object) = 32 THEN '\"' || object || '\"' ELSE object END || ',') = 0"
            ") ORDER BY seq LIMIT 1",
            (until,),
        )
        found = cursor.fetchone()
    return None if found is None else int(found[0])


def _say_columns(report: Report, seq: int | None) -> None:
    if seq is not None:
        report.add("columns", _("Post %(seq)d: sökfälten säger annat än posten.") % {"seq": seq}, seq)


# --- checkpoints and witnesses ------------------------------------------------------------------------------
def _signed(report: Report, own: list[Key]) -> Iterator[_Mark]:
    """Our own checkpoints, their signatures checked."""
    witnesses = set(LedgerPeer.objects.values_list("witness_key", flat=True))
    for row in LedgerCheckpoint.objects.order_by("size").iterator():
        report.checkpoints += 1
        try:
            checkpoint, _found = notes.open_checkpoint(row.note, own)
            if (checkpoint.size, checkpoint.root) != (row.size, bytes(row.root)):
                raise BadNote("the row says something else")
        except BadNote:
            report.add(
                "signature", _("Kontrollpunkten vid %(size)d är inte rätt undertecknad.") % {"size": row.size}
            )
        yield _Mark(row.size, bytes(row.root), outside=False)
    for line in LedgerCosignature.objects.select_related("checkpoint").order_by("pk").iterator():
        report.cosignatures += 1
        try:
            text, signatures = notes.read(line.checkpoint.note + line.line)
            notes.check(text, signatures[-1], Key.parse(line.key))
            known = line.key in witnesses
        except BadNote:
            known = False
        if not known:
            size = line.checkpoint.size
            report.add(
                "signature", _("En medunderskrift vid %(size)d är fel eller av en okänd.") % {"size": size}
            )


def _outside(report: Report, own: list[Key], witnessed: Iterable[str]) -> Iterator[_Mark]:
    """What lies outside the database: the note in the data folder, and notes that others hold."""
    names = {key.name for key in own}
    found: list[Checkpoint] = []
    try:
        kept = last_kept()
        found += [kept] if kept is not None and kept.origin in names else []
    except Forked as error:
        report.add("signature", str(error))
    for note in witnessed:
        try:
            found.append(notes.open_checkpoint(note, own)[0])
        except BadNote:
            report.add(
                "signature", _("En bevittnad kontrollpunkt är inte rätt undertecknad av den här loggen.")
            )
    for checkpoint in found:
        yield _Mark(checkpoint.size, checkpoint.root, outside=True)
