"""The ledger as files, in the layout of c2sp.org/tlog-tiles, for whoever checks it without this installation.

checkpoint              the newest note, with the witnesses' lines
checkpoints/<size>      older notes: those with witnesses, and the last of each day
keys.txt                the log's public key, then its witnesses', one a line
tile/<level>/<number>   256 hashes; tile/entries/<number> 256 entries; .p/<n> holds the last n
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from samsyn.core import keys
from samsyn.core.calc.tiles import bundle, levels, tile_path, widths
from samsyn.core.domain.checkpoints import sign_checkpoint, with_cosignatures
from samsyn.core.domain.ledger_tree import Broken, StoredTree
from samsyn.core.errors import Conflict
from samsyn.core.models import LedgerCheckpoint, LedgerCosignature, LedgerEntry


def export(folder: Path) -> int:
    """Write the ledger to a folder that is empty or not there. Returns the number of entries.

    Raises Conflict when the folder holds something, Forked when the log does not continue what it has signed,
    Broken when a part is missing, OSError."""
    if folder.exists() and any(folder.iterdir()):
        raise Conflict(_("Mappen är inte tom."))
    newest = sign_checkpoint()
    tree = StoredTree()
    for level in levels(newest.size):
        for number, width in widths(newest.size, level):
            _write(folder / tile_path(level, number, width), b"".join(tree.row(level, number)[:width]))
            tree.forget()
    for number, width in widths(newest.size):
        _write(folder / tile_path("entries", number, width), _bundle(number * 256, width))
    for row in _older(newest):
        _write(folder / "checkpoints" / str(row.size), with_cosignatures(row).encode())
    witnesses = LedgerCosignature.objects.order_by("key").values_list("key", flat=True).distinct()
    own = str(keys.log_signer().key)
    _write(folder / "keys.txt", "".join(f"{key}\n" for key in (own, *witnesses)).encode())
    _write(folder / "checkpoint", with_cosignatures(newest).encode())  # last: who sees it finds the rest
    return newest.size


def _bundle(start: int, width: int) -> bytes:
    rows = LedgerEntry.objects.filter(seq__gte=start, seq__lt=start + width).order_by("seq")
    bodies = list(rows.values_list("body", flat=True))
    if len(bodies) != width:
        raise Broken(f"entries are missing after {start}")
    return bundle(body.encode("ascii") for body in bodies)


def _older(newest: LedgerCheckpoint) -> list[LedgerCheckpoint]:
    days: dict[str, int] = {}
    for size, at in LedgerCheckpoint.objects.order_by("size").values_list("size", "at"):
        days[f"{at:%Y-%m-%d}"] = size
    cosigned = set(LedgerCosignature.objects.values_list("checkpoint__size", flat=True))
    own = keys.log_signer().name
    rows = LedgerCheckpoint.objects.filter(size__lt=newest.size, note__startswith=f"{own}\n").order_by("size")
    return [row for row in rows if row.size in cosigned or row.size in days.values()]


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
