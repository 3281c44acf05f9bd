"""Two installations witness each other by files: each cosigns the other's checkpoint after checking that it
continues the last one it saw, so neither can rewrite its log without the other being able to show it.

The file is one JSON object; `cosigned` holds checkpoints of others with our cosignature, and the one of the
installation that reads the file may be among them:

    {"format": "samsyn-witness/1", "log_key": …, "witness_key": …, "checkpoint": note,
     "proofs": {"<older size>": [base64, …]}, "cosigned": [note, …]}
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.core import keys
from samsyn.core.calc import merkle, notes
from samsyn.core.calc.notes import LOG, WITNESS, BadNote, Checkpoint, Key
from samsyn.core.domain import ledger
from samsyn.core.domain.checkpoints import Forked, continues, sign_checkpoint, with_cosignatures
from samsyn.core.domain.ledger_tree import StoredTree
from samsyn.core.domain.ledger_tree import size as log_size
from samsyn.core.errors import Invalid, Refused
from samsyn.core.models import LedgerCheckpoint, LedgerCosignature, LedgerPeer

FORMAT = "samsyn-witness/1"
MAX_FILE = 2_000_000  # bytes
PROOFS = 50  # newest cosigned checkpoints from which a proof is sent along


def offer(since: Iterable[int] = ()) -> dict[str, Any]:
    """What the other party is sent: our newest checkpoint, proofs that it continues older ones, and what we
    have cosigned. `since` asks for proofs from these sizes as well. Raises Forked."""
    newest = sign_checkpoint()
    cosigned = LedgerCheckpoint.objects.filter(cosignatures__isnull=False, size__lt=newest.size)
    sizes = set(cosigned.order_by("-size").values_list("size", flat=True).distinct()[:PROOFS])
    tree = StoredTree()
    return {
        "format": FORMAT,
        "log_key": str(keys.log_signer().key),
        "witness_key": str(keys.witness_signer().key),
        "checkpoint": with_cosignatures(newest),
        "proofs": {
            str(old): [notes.encode(step) for step in tree.consistency(old, newest.size)]
            for old in sorted(sizes | {old for old in since if 0 < old < newest.size})
        },
        "cosigned": list(LedgerPeer.objects.exclude(note="").order_by("pk").values_list("note", flat=True)),
    }


def receive(data: bytes, *, trust: bool = False) -> list[str]:
    """Check and cosign the other's checkpoint, and keep its cosignatures under ours. Returns sentences that
    say what was done.

    `trust` lets in a log that is not known yet; compare its fingerprint with the other party first. Raises
    Invalid for a file that is none, Refused for a log that is not trusted or has new keys, Forked when their
    log, or ours, does not continue what was seen: neither is cosigned then, and the refusal is in our
    ledger."""
    told, log_key, witness_key = _read(data)
    try:
        with ledger.durable():
            peer = _peer(log_key, witness_key, trust)
            return [_cosign(peer, told, log_key), *_collect(told.get("cosigned"), witness_key)]
    except Forked:
        known = LedgerPeer.objects.filter(origin=log_key.name).first()
        with ledger.durable():
            ledger.record("deny", None, known, channel="command", result="denied", policy="gate")
        raise


def _read(data: bytes) -> tuple[dict[str, Any], Key, Key]:
    try:
        told = json.loads(data) if len(data) <= MAX_FILE else None
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise BadNote("another format")
        log_key, witness_key = Key.parse(str(told["log_key"])), Key.parse(str(told["witness_key"]))
        if (log_key.kind, witness_key.kind) != (LOG, WITNESS):
            raise BadNote("keys of the wrong kind")
    except (ValueError, KeyError, RecursionError) as error:
        raise Invalid(_("Filen är inte ett utbyte mellan två loggar.")) from error
    if log_key.name == keys.log_signer().name:
        raise Invalid(_("Filen kommer från den här installationen själv."))
    return told, log_key, witness_key


def _peer(log_key: Key, witness_key: Key, trust: bool) -> LedgerPeer:
    """The party as we know it. Raises Refused for one we do not know, or not by these keys."""
    peer = LedgerPeer.objects.filter(origin=log_key.name).first()
    if peer is None:
        if not trust:
            raise Refused(
                _(
                    "%(name)s är inte känd. Jämför nycklarnas fingeravtryck med den andra parten"
                    " och kör om med --trust.\n"
                    "  logg:   %(log)s\n  vittne: %(witness)s"
                )
                % {"name": log_key.name, "log": log_key.fingerprint, "witness": witness_key.fingerprint}
            )
        return LedgerPeer.objects.create(
            origin=log_key.name, log_key=str(log_key), witness_key=str(witness_key)
        )
    if (peer.log_key, peer.witness_key) != (str(log_key), str(witness_key)):
        raise Refused(_("%(name)s kommer med andra nycklar än förut.") % {"name": log_key.name})
    return peer


def _cosign(peer: LedgerPeer, told: dict[str, Any], log_key: Key) -> str:
    try:
        new, signed = notes.open_checkpoint(str(told.get("checkpoint")), [log_key])
    except BadNote as error:
        raise Invalid(_("Kontrollpunkten är inte rätt undertecknad.")) from error
    if peer.note:
        seen = Checkpoint.parse(notes.read(peer.note)[0])
        _compare(seen, new, told, peer)
        if seen.size == new.size:
            return _("%(name)s: inget nytt sedan %(size)d poster.") % {"name": new.origin, "size": new.size}
    witness = keys.witness_signer()
    ours = notes.cosign(new.text, witness, int(timezone.now().timestamp()))
    peer.note = notes.write(new.text, [*(line for _key, line in signed), ours])
    peer.size = new.size
    peer.save()
    ledger.record("sign", None, peer, channel="command")
    return _("%(name)s: %(size)d poster medundertecknade.") % {"name": new.origin, "size": new.size}


def _compare(seen: Checkpoint, new: Checkpoint, told: dict[str, Any], peer: LedgerPeer) -> None:
    """Raises Forked, with both notes, if the new checkpoint does not continue the one we saw."""
    proofs = told.get("proofs")
    proof = proofs.get(str(seen.size)) if isinstance(proofs, dict) else None
    if seen.size not in (0, new.size) and new.size > seen.size and not isinstance(proof, list):
        raise Invalid(
            _("Beviset från %(size)d poster saknas. Be om: samsyn ledger witness export --since %(size)d")
            % {"size": seen.size}
        )
    try:
        steps = [notes.decode(str(step)) for step in proof or ()]
        if seen.size == new.size:
            steps = []
        merkle.verify_consistency(seen.size, new.size, steps, seen.root, new.root)
    except (merkle.BadProof, BadNote) as error:
        what = _("går tillbaka") if new.size < seen.size else _("är en annan än den vi har sett")
        raise Forked(
            _("%(name)s %(what)s och medundertecknas inte.\n\nSett förut:\n%(seen)s\nNu:\n%(new)s")
            % {"name": new.origin, "what": what, "seen": peer.note, "new": told["checkpoint"]}
        ) from error


def _collect(cosigned: Any, witness_key: Key) -> list[str]:
    """Keep the witness's lines under our checkpoints. Raises Forked if it has seen a log of ours that is not
    this."""
    said = []
    own = keys.log_signer().key
    for note in cosigned if isinstance(cosigned, list) else ():
        try:
            if Checkpoint.parse(notes.read(str(note))[0]).origin != own.name:
                continue
            checkpoint, signed = notes.open_checkpoint(str(note), [own, witness_key])
        except BadNote as error:
            raise Invalid(_("En medunderskrift i filen är inte rätt.")) from error
        continues(log_size(), StoredTree(), checkpoint.size, checkpoint.root)
        row = _own(checkpoint, [line for key, line in signed if key == own])
        for key, line in signed:
            if key == witness_key and line.time is not None:
                at = datetime.fromtimestamp(line.time, UTC)
                LedgerCosignature.objects.get_or_create(
                    checkpoint=row, key=str(key), defaults={"line": line.line, "at": at}
                )
                said.append(
                    _("%(name)s har medundertecknat våra %(size)d poster.")
                    % {"name": key.name, "size": checkpoint.size}
                )
    return said


def _own(checkpoint: Checkpoint, signed: list[notes.Signature]) -> LedgerCheckpoint:
    """Our row of it, made anew if a restored database lacks it; that the log continues it has been
    checked."""
    with transaction.atomic():
        row, _made = LedgerCheckpoint.objects.get_or_create(
            size=checkpoint.size,
            defaults={
                "root": checkpoint.root,
                "note": notes.write(checkpoint.text, signed),
                "at": timezone.now(),
            },
        )
    return row
