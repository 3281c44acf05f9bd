"""Checkpoints: the log signs its size and root, and never two that do not continue each other.

The newest note also lies in DATA/ledger/checkpoint, outside the database, so that a database put back from an
old copy is noticed here too, and not by the witnesses alone."""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.calc.notes import BadNote, Checkpoint
from samsyn.core.domain.ledger import durable, hold
from samsyn.core.domain.ledger_tree import StoredTree
from samsyn.core.errors import Conflict
from samsyn.core.models import LedgerCheckpoint, LedgerEntry


class Forked(Conflict):
    """Two checkpoints of one log that do not continue each other, or a log that has become shorter."""

    code = "ledger_forked"
    default = _("Loggen stämmer inte med en kontrollpunkt som redan är undertecknad.")


def sign_checkpoint() -> LedgerCheckpoint:
    """Sign the log as it is now; the newest checkpoint if nothing was added since. On disk when this returns,
    and so is every entry before it. Raises Forked if the log does not continue what was signed before."""
    signer = keys.log_signer()
    with durable():
        with connection.cursor() as cursor:
            head = hold(cursor)
        tree = StoredTree()
        if head.root() != tree.root(head.size):
            raise Forked(_("Loggens huvud stämmer inte med dess poster. Kör samsyn ledger verify."))
        last = LedgerCheckpoint.objects.order_by("-size").first()
        if last is not None:
            continues(head.size, tree, last.size, bytes(last.root))
        kept = last_kept()
        if kept is not None and kept.origin == signer.name:
            continues(head.size, tree, kept.size, kept.root)
        if last is not None and last.size == head.size:
            return last
        made = Checkpoint(signer.name, head.size, head.root())
        note = notes.write(made.text, [notes.sign(made.text, signer)])
        transaction.on_commit(partial(_keep, note))
        return LedgerCheckpoint.objects.create(size=made.size, root=made.root, note=note, at=timezone.now())


def continues(size: int, tree: StoredTree, old: int, root: bytes) -> None:
    """Raises Forked unless our log of `size` entries begins with the tree of `old` that has this root."""
    if size < old:
        raise Forked(
            _("Loggen har %(size)d poster men %(old)d är undertecknade: avkortad eller återställd.")
            % {"size": size, "old": old}
        )
    if tree.root(old) != root:
        raise Forked(_("Loggens %(old)d första poster är inte de som undertecknades.") % {"old": old})


def with_cosignatures(checkpoint: LedgerCheckpoint) -> str:
    """The note with the lines of all witnesses under it."""
    return checkpoint.note + "".join(checkpoint.cosignatures.order_by("pk").values_list("line", flat=True))


def prove(seq: int) -> dict[str, Any]:
    """That an entry is in the log, to be checked against a checkpoint: hashes in base64, lowest first. Signs
    a checkpoint if none holds the entry yet. Raises LookupError if there is no such entry."""
    row = LedgerEntry.objects.filter(seq=seq).first()
    if row is None:
        raise LookupError(seq)
    checkpoint = LedgerCheckpoint.objects.filter(size__gt=seq).order_by("size").last() or sign_checkpoint()
    return {
        "format": "samsyn-inclusion/1",
        "seq": seq,
        "size": checkpoint.size,
        "entry": row.body,
        "proof": [notes.encode(step) for step in StoredTree().inclusion(seq, checkpoint.size)],
        "checkpoint": with_cosignatures(checkpoint),
    }


# --- the note outside the database --------------------------------------------------------------------------
def last_kept() -> Checkpoint | None:
    """What DATA/ledger/checkpoint says; None if there is none. Raises Forked if it is damaged."""
    try:
        note = (keys.folder() / "checkpoint").read_text("utf-8")
    except FileNotFoundError:
        return None
    try:
        text, _signatures = notes.read(note)
        found = Checkpoint.parse(text)
        if found.origin == keys.log_signer().name:  # after a change of keys it is another log's
            notes.open_checkpoint(note, [keys.log_signer().key])
    except (BadNote, UnicodeDecodeError) as error:
        raise Forked(_("Filen ledger/checkpoint i datamappen är skadad.")) from error
    return found


def _keep(note: str) -> None:
    """Written aside and renamed: never half a note."""
    folder = keys.folder()
    handle, aside = tempfile.mkstemp(dir=folder, prefix=".checkpoint-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(note)
            out.flush()
            os.fsync(out.fileno())
        Path(aside).replace(folder / "checkpoint")
    except BaseException:  # also on Ctrl-C: no half file stays behind
        Path(aside).unlink(missing_ok=True)
        raise
    keys.flush_folder(folder)
