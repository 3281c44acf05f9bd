"""Witnessing over HTTP, c2sp.org/tlog-witness: we cosign what other logs post to us, post our own checkpoints
to the witnesses in SAMSYN_WITNESSES, and ask those whether their log still continues what we have seen.

Who may be witnessed is settled once, by file and telephone (`samsyn ledger witness import --trust`): whoever
answers proves itself by its key. A post may come from anybody, so it raises an alarm only if it holds two
signatures that contradict each other; what a log's own address says of itself is believed."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPException

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from samsyn.core import keys
from samsyn.core.calc import merkle, notes
from samsyn.core.calc.notes import BadNote, Checkpoint, Key
from samsyn.core.domain import ledger
from samsyn.core.domain.checkpoints import sign_checkpoint, with_cosignatures
from samsyn.core.domain.ledger_tree import StoredTree
from samsyn.core.models import LedgerCheckpoint, LedgerCosignature, LedgerPeer, LedgerWitness

MAX_BODY = 100_000  # bytes, of a request and of an answer
MAX_PROOF = 63  # lines
WAIT = 15  # seconds for an answer
SIZE_TYPE = "text/x.tlog.size"
Alarm, Fault = LedgerPeer.Alarm, LedgerWitness.Fault


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    text: str = ""
    media_type: str = "text/plain; charset=utf-8"


# --- we as witness ------------------------------------------------------------------------------------------
def add_checkpoint(data: bytes) -> Answer:
    """What a witness answers: 200 with our cosignature; 400 not readable; 403 not signed by the log; 404 a
    log we do not know; 409 another size (in the answer) or another root than we saw; 422 a proof that does
    not hold."""
    try:
        old, proof, note = parse(data)
        checkpoint = Checkpoint.parse(notes.read(note)[0])
    except (BadNote, ValueError):
        return Answer(HTTPStatus.BAD_REQUEST)
    with ledger.durable():
        peer = LedgerPeer.objects.select_for_update().filter(origin=checkpoint.origin).first()
        if peer is None:
            return Answer(HTTPStatus.NOT_FOUND)
        try:
            notes.open_checkpoint(note, [Key.parse(peer.log_key)])
        except BadNote:
            return Answer(HTTPStatus.FORBIDDEN)
        if old > checkpoint.size:
            return Answer(HTTPStatus.BAD_REQUEST)
        return _judge(peer, old, proof, checkpoint, note)


def _judge(peer: LedgerPeer, old: int, proof: list[bytes], new: Checkpoint, note: str) -> Answer:
    seen = _seen(peer)
    latest = seen.size if seen else 0
    if seen is not None and new.size == latest and new.root != seen.root:
        raise_alarm(peer, Alarm.FORKED, note)
        return _conflict(latest)
    if old != latest:
        return _conflict(latest)
    try:
        _continues(seen, new, proof)
    except merkle.BadProof:
        return Answer(HTTPStatus.UNPROCESSABLE_ENTITY)
    return Answer(HTTPStatus.OK, _cosign(peer, new, note))


def _seen(peer: LedgerPeer) -> Checkpoint | None:
    return Checkpoint.parse(notes.read(peer.note)[0]) if peer.note else None


def _continues(seen: Checkpoint | None, new: Checkpoint, proof: list[bytes]) -> None:
    """Raises BadProof unless the new checkpoint is shown to continue the one we saw."""
    if seen is not None and seen.size:
        merkle.verify_consistency(seen.size, new.size, proof, seen.root, new.root)
    elif proof:
        raise merkle.BadProof("a proof where none belongs")


def _cosign(peer: LedgerPeer, new: Checkpoint, note: str) -> str:
    """Our line under it. It is the last we have seen from now on."""
    line = notes.cosign(new.text, keys.witness_signer(), int(timezone.now().timestamp()))
    if new.size > peer.size or not peer.note:
        own = [signed for _key, signed in notes.open_checkpoint(note, [Key.parse(peer.log_key)])[1]]
        peer.note, peer.size = notes.write(new.text, [*own, line]), new.size
        peer.save()
        ledger.record("sign", None, peer, channel="api")
    return line.line


def _conflict(latest: int) -> Answer:
    return Answer(HTTPStatus.CONFLICT, f"{latest}\n", SIZE_TYPE)


def raise_alarm(peer: LedgerPeer, alarm: str, note: str) -> None:
    """Keep what a log has signed that it must not have, once; shown on a page and in health from then on."""
    if peer.alarm:
        return
    peer.alarm, peer.alarm_note, peer.alarm_at = alarm, note, timezone.now()
    peer.save()
    ledger.record("deny", None, peer, channel="api", result="denied", policy="gate")


def parse(data: bytes) -> tuple[int, list[bytes], str]:
    """(old size, proof, note) of a request's body. Raises ValueError, BadNote."""
    if len(data) > MAX_BODY:
        raise ValueError("too long")
    head, empty, note = data.decode("utf-8").partition("\n\n")
    first, *steps = head.split("\n")
    word, _blank, number = first.partition(" ")
    if not empty or word != "old" or number != str(int(number)) or int(number) < 0 or len(steps) > MAX_PROOF:
        raise ValueError("not a request to add a checkpoint")
    return int(number), [notes.decode(step) for step in steps], note


def newest() -> str | None:
    """Our newest checkpoint with its cosignatures, as c2sp.org/tlog-tiles serves it."""
    row = LedgerCheckpoint.objects.order_by("-size").first()
    return with_cosignatures(row) if row else None


def since(old: int) -> str | None:
    """Our newest checkpoint with the proof that it continues the one of `old` entries, in the form of a
    request to add it. Where we have fewer entries there is nothing to prove, and our checkpoint says so."""
    row = LedgerCheckpoint.objects.order_by("-size").first()
    return _request(old, row) if row else None


def _request(old: int, row: LedgerCheckpoint) -> str:
    proof = StoredTree().consistency(old, row.size) if 0 < old < row.size else []
    return "\n".join([f"old {old}", *map(notes.encode, proof), "", row.note])


# --- we as log ----------------------------------------------------------------------------------------------
def exchange() -> list[LedgerWitness]:
    """Have every configured witness cosign our newest checkpoint. Returns how it went with each."""
    checkpoint = sign_checkpoint()
    found = []
    for url in settings.WITNESSES:
        row, _made = LedgerWitness.objects.get_or_create(url=url)
        row.tried_at = timezone.now()
        row.fault, row.said = _ask(row, checkpoint)
        if row.fault != Fault.AWAY:
            _watch(url)
        if not row.fault:
            row.done_at, row.size = row.tried_at, checkpoint.size
        row.save()
        found.append(row)
    LedgerWitness.objects.exclude(url__in=settings.WITNESSES).delete()
    return found


def _ask(row: LedgerWitness, checkpoint: LedgerCheckpoint) -> tuple[str, str]:
    """(fault, what was said). Asks again from the size the witness names, once."""
    old = row.size if row.size <= checkpoint.size else 0
    answer = _post(row.url, old, checkpoint)
    if answer.status == HTTPStatus.CONFLICT:
        latest = answer.text.strip()
        if not latest.isdecimal() or len(latest) > 12:
            return Fault.REFUSES, "409"
        if int(latest) > checkpoint.size:
            return Fault.RESTORED, latest
        if int(latest) == old:  # the same size, and still a conflict: another root
            return Fault.FORKED, latest
        answer = _post(row.url, int(latest), checkpoint)
    if answer.status == HTTPStatus.OK:
        return _keep(checkpoint, answer.text)
    if answer.status in (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT):
        return Fault.FORKED, str(answer.status)
    return (Fault.AWAY if answer.status == 0 else Fault.REFUSES), answer.text[:300] or str(answer.status)


def _watch(url: str) -> None:
    """Ask the log behind the address whether it still continues what we have cosigned; raise the alarm if it
    says itself that it does not."""
    try:
        origin = _fetch(f"{url}/checkpoint").text.partition("\n")[0]
        peer = LedgerPeer.objects.filter(origin=origin).first()
        if peer is None:
            return
        _old, proof, note = parse(_fetch(f"{url}/since/{peer.size}").text.encode())
        new, _signed = notes.open_checkpoint(note, [Key.parse(peer.log_key)])
    except (BadNote, ValueError):  # not readable, or not the log's own word: that is no evidence
        return
    with ledger.durable():
        peer = LedgerPeer.objects.select_for_update().get(pk=peer.pk)
        seen = _seen(peer)
        if seen is not None and new.size < seen.size:
            raise_alarm(peer, Alarm.RESTORED, note)
            return
        try:
            _continues(seen, new, proof)
        except merkle.BadProof:
            raise_alarm(peer, Alarm.FORKED, note)


def _post(url: str, old: int, checkpoint: LedgerCheckpoint) -> Answer:
    return _fetch(f"{url}/add-checkpoint", _request(old, checkpoint).encode())


def _fetch(url: str, data: bytes | None = None) -> Answer:
    """A GET, or a POST of `data`. Status 0 if nobody answers."""
    headers = {"Content-Type": "text/plain; charset=utf-8", "User-Agent": "samsyn"}
    asked = urllib.request.Request(url, data=data, headers=headers)  # noqa: S310 - the operator's, see env.py
    try:
        with _opener.open(asked, timeout=WAIT) as answer:
            return Answer(answer.status, answer.read(MAX_BODY).decode("utf-8", "replace"))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.read(MAX_BODY).decode("utf-8", "replace"))
    except (OSError, ValueError, HTTPException) as error:  # no connection, a timeout, or that is not HTTP
        return Answer(0, type(error).__name__)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A witness answers itself; whoever sends us on is asked nothing."""

    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))


def _keep(checkpoint: LedgerCheckpoint, lines: str) -> tuple[str, str]:
    """Keep the cosignatures of witnesses we know; all others are passed over, as C2SP says."""
    try:
        text, signatures = notes.read(checkpoint.note + lines)
    except BadNote:
        return Fault.REFUSES, "not a signature"
    known = [Key.parse(key) for key in LedgerPeer.objects.values_list("witness_key", flat=True)]
    kept = [_kept(checkpoint, text, signature, known) for signature in signatures]
    return ("", "") if any(kept) else (Fault.UNKNOWN, "")


def _kept(checkpoint: LedgerCheckpoint, text: str, signature: notes.Signature, known: Sequence[Key]) -> bool:
    key = next((one for one in known if (one.name, one.key_id) == (signature.name, signature.key_id)), None)
    if key is None or signature.time is None:
        return False
    try:
        notes.check(text, signature, key)
    except BadNote:
        return False
    with transaction.atomic():
        LedgerCosignature.objects.get_or_create(
            checkpoint=checkpoint,
            key=str(key),
            defaults={"line": signature.line, "at": datetime.fromtimestamp(signature.time, UTC)},
        )
    return True


# --- for pages and health -----------------------------------------------------------------------------------
def alarms() -> list[LedgerPeer | LedgerWitness]:
    """Logs that have shown two histories or gone back, and witnesses that say so of ours."""
    faulty = LedgerWitness.objects.filter(fault__in=(Fault.FORKED, Fault.RESTORED))
    return [*LedgerPeer.objects.exclude(alarm=""), *faulty]
