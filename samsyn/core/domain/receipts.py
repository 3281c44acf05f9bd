"""Receipts for exports: a note signed by the installation that says what left, from what, for whom and when.

    samsyn/receipt/<16 signs>           the key's name
    v1
    at 2026-11-22T07:46:00Z
    log samsyn/log/<16 signs>           the ledger, and the number of the entry in it
    entry 4711
    who <pseudonym>
    label limited TLP:AMBER
    purpose prevention
    left sha256:<hex> 10324 application/pdf
    from 17 sha256:<hex>                a line for each document: its number and its original's hash
    of 900 sha256:<hex>                 with more than 500: how many there are, and a hash over all such lines

The signature is Ed25519 as under the ledger's checkpoints (calc/notes.py), by a key of its own: a key should
sign one kind of statement. Whoever has the file that left and the public key can check both without us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from django.utils import timezone

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.models import TLP, Account, Document, ExportReceipt, Level

MOST = 500  # documents named one by one
_FORM = re.compile(
    r"(?P<key>\S+)\nv1\nat (?P<at>[0-9T:-]{19}Z)\nlog (?P<log>\S+)\nentry (?P<entry>0|[1-9][0-9]*)\n"
    r"who (?P<who>[0-9a-f]{32})\nlabel (?P<label>\S+) (?P<tlp>\S+)\npurpose (?P<purpose>[a-z_]*)\n"
    r"left sha256:(?P<sha256>[0-9a-f]{64}) (?P<size>[0-9]+) (?P<media_type>\S+)\n"
    r"(?P<sources>(?:from [0-9]+ sha256:[0-9a-f]{64}\n)*(?:of [0-9]+ sha256:[0-9a-f]{64}\n)?)"
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt says once its signature is checked. `sources` pairs document numbers and hashes."""

    key: str
    at: str
    log: str
    entry: int
    who: str
    label: str
    purpose: str
    sha256: str
    size: int
    sources: tuple[tuple[int, str], ...]

    def fits(self, data: bytes) -> bool:
        """Is this the file that left?"""
        return len(data) == self.size and sha256(data).hexdigest() == self.sha256


def give(
    account: Account,
    documents: Sequence[Document],
    data: bytes,
    *,
    seq: int,
    level: str,
    purpose: str,
    media_type: str,
) -> ExportReceipt:
    """Sign and keep a receipt for `data`, made of these documents and about to leave. `seq` is the number of
    the ledger's entry for it."""
    signer, at = keys.receipt_signer(), timezone.now()
    text = "\n".join(
        (
            signer.name,
            "v1",
            f"at {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"log {keys.log_signer().name}",
            f"entry {seq}",
            f"who {keys.pseudonym_of(account.pk)}",
            f"label {level} {TLP[Level(level)]}",
            f"purpose {purpose}",
            f"left sha256:{sha256(data).hexdigest()} {len(data)} {media_type.partition(';')[0]}",
            *_sources(documents),
            "",
        )
    )
    return ExportReceipt.objects.create(
        account=account,
        at=at,
        seq=seq,
        level=level,
        media_type=media_type.partition(";")[0],
        size=len(data),
        documents=len(documents),
        note=notes.write(text, [notes.sign(text, signer)]),
    )


def _sources(documents: Sequence[Document]) -> list[str]:
    """Beyond MOST documents the first of them, and a hash over the lines of all."""
    lines = [f"from {one.pk} sha256:{one.original_id}" for one in documents]
    if len(lines) <= MOST:
        return lines
    every = sha256("".join(f"{line}\n" for line in lines).encode("ascii")).hexdigest()
    return [*lines[:MOST], f"of {len(lines)} sha256:{every}"]


def verify(note: str, key: notes.Key | None = None) -> Receipt:
    """What a receipt says, if `key` (else this installation's) has signed it. Raises BadNote."""
    text, signatures = notes.read(note)
    trusted = key or keys.receipt_signer().key
    found = _FORM.fullmatch(text)
    if found is None or found["key"] != trusted.name or len(signatures) != 1:
        raise notes.BadNote("that is no receipt of this installation")
    notes.check(text, signatures[0], trusted)
    datetime.strptime(found["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    lines = [line for line in found["sources"].splitlines() if line.startswith("from ")]
    return Receipt(
        key=found["key"],
        at=found["at"],
        log=found["log"],
        entry=int(found["entry"]),
        who=found["who"],
        label=found["label"],
        purpose=found["purpose"],
        sha256=found["sha256"],
        size=int(found["size"]),
        sources=tuple((int(line.split()[1]), line.split("sha256:")[1]) for line in lines),
    )
