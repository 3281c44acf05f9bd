"""One document goes: its rows with an entry in the ledger in one transaction, then its bytes, then traces.

Each step may be done twice, so a process that is killed in the middle is gone on from by the next."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from samsyn.core import keeping, live, store
from samsyn.core.calc.entry import commit
from samsyn.core.domain import ledger, residue
from samsyn.core.domain.retention import due
from samsyn.core.keys import flush_folder
from samsyn.core.models import DestructionItem, Document, Job, Person, Terms

State = DestructionItem.State


# --- the rows -----------------------------------------------------------------------------------------------
def rows(item: DestructionItem, *, again: bool = False) -> None:
    """Delete the document's rows and record it, or say on the item why not. `again`: it was destroyed before
    and has come back from a backup, so nothing is weighed anew. Raises DatabaseError, ProtectedError."""
    _remember(item)
    with transaction.atomic():
        document = Document.objects.select_for_update().filter(pk=item.object).first()
        stopped = State.KEPT if document is None else None if again else _stopped(item, document)
        if document is None or stopped is not None:
            item.state = stopped or State.KEPT
            item.save(update_fields=["state"])
            return
        _delete(item, document)
        _record(item, document, again=again)


def _stopped(item: DestructionItem, document: Document) -> DestructionItem.State | None:
    """Is there a hold now, or has the rule, the document or its day changed so that it is no longer due?"""
    found = next(due(document.organisation_id, timezone.localdate(), only=document.pk), None)
    if found is None or found.rule != item.rule_id or any(k.busy(document) for k in keeping.keepers()):
        return State.KEPT
    return State.HELD if found.held else None


def _delete(item: DestructionItem, document: Document) -> None:
    named: set[int] = set()
    for keeper in keeping.keepers():
        named |= keeper.erase(document)
    original = document.original
    Document.objects.get(pk=document.pk).delete()  # a copy: this one still says what it was
    if _unused(original):
        original.delete()
    for row in (*Person.objects.filter(pk__in=named), *Terms.objects.exclude(matter="")):
        if _unused(row):  # people nobody else names, and what an embargo waited for
            row.delete()
    item.document, item.sha256 = None, document.original_id


def _record(item: DestructionItem, document: Document, *, again: bool) -> None:
    item.state, item.erased_at, item.salt = State.ERASED, timezone.now(), secrets.token_hex(32)
    item.commitment = commit(bytes.fromhex(item.salt), content(item, document.original_id))
    item.save()
    item.seq = ledger.record(
        "erase",
        item.list.confirmed_by,
        kind=Document._meta.label_lower,
        object=item.object,
        organisation=document.organisation_id,
        level=str(document.level),
        policy="again" if again else "retention" if item.rule_id else "undone",
        channel="job",
        commitment=item.commitment,
    )
    DestructionItem.objects.filter(pk=item.pk).update(seq=item.seq)


def content(item: DestructionItem, sha256: str) -> bytes:
    """What the commitment binds: which document by its number and its bytes, by which rule, on which list.
    That no hold stood against it is the condition for there being an entry at all."""
    told = {
        "document": item.object,
        "due": item.due.isoformat(),
        "held": False,
        "list": item.list_id,
        "rule": item.rule_id,
        "sha256": sha256,
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode("ascii")


def proves(item: DestructionItem, sha256: str) -> bool:
    """Was it a file of this hash that the item destroyed? For somebody who has a copy and asks."""
    return bool(item.salt) and commit(bytes.fromhex(item.salt), content(item, sha256)) == item.commitment


def _unused(row: Model) -> bool:
    """Does nothing in the database point at the row any more?"""
    return not any(
        model._base_manager.filter(**{field: row.pk}).exists() for model, field in residue.pointing(type(row))
    )


# --- the bytes ----------------------------------------------------------------------------------------------
def files(item: DestructionItem) -> None:
    """The original and what was made of it, unless another document has the same bytes."""
    if item.sha256 and store.forget(item.sha256):
        for keeper in keeping.keepers():
            for path in keeper.files(item.sha256):
                path.unlink(missing_ok=True)
    _note(item)


def _note(item: DestructionItem) -> None:
    """A line beside the database, so that a database put back from an old copy can be told what to forget."""
    line = {
        "object": item.object,
        "due": item.due.isoformat(),
        "list": item.list_id,
        "rule": item.rule_id,
        "salt": item.salt,
        "commitment": item.commitment,
        "seq": item.seq,
    }
    path = register()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as out:
        out.write(json.dumps(line, sort_keys=True) + "\n")
        out.flush()
        os.fsync(out.fileno())
    flush_folder(path.parent)


def register() -> Path:
    """Numbers and commitments of all that was destroyed, a line of JSON each. No names."""
    return Path(settings.DATA, "erased.jsonl")


def returned(lines: Iterable[str]) -> list[DestructionItem]:
    """Of what these lines of the register say was destroyed, what is in the database again: unsaved items.

    A line counts only if its commitment fits the document's bytes, so a wrong or forged line destroys
    nothing. Lines that cannot be read are passed over."""
    told: dict[int, DestructionItem] = {}
    for line in lines:
        item = read(line)
        if item is not None:
            told[item.object] = item
    keys = sorted(told)
    back = []
    for start in range(0, len(keys), 500):
        for document in Document.objects.filter(pk__in=keys[start : start + 500]):
            item = told[document.pk]
            if proves(item, document.original_id):
                item.document = document
                back.append(item)
    return back


def read(line: str) -> DestructionItem | None:
    """A line of the register as an unsaved item; None if it cannot be read."""
    try:
        told = json.loads(line)
        if len(bytes.fromhex(told["salt"])) != 32:
            return None
        return DestructionItem(
            object=int(told["object"]),
            due=date.fromisoformat(told["due"]),
            list_id=told["list"],
            rule_id=told["rule"],
            salt=str(told["salt"]),
            commitment=str(told["commitment"]),
        )
    except (ValueError, TypeError, KeyError):
        return None


# --- the traces ---------------------------------------------------------------------------------------------
def finish(items: Sequence[DestructionItem]) -> None:
    """Make index, journal and free space forget too, look for the documents' own words, and say on the items
    what was found. Raises Temporary when somebody else is in the way."""
    for keeper in keeping.keepers():
        keeper.tidy()
    _forget_in_passing()
    residue.scrub()
    traces = {item.pk: _remembered(item) for item in items}
    found = residue.find(phrase for told in traces.values() for phrase in told.phrases)
    if found and residue.rewrite():
        found = residue.find(found)
    for item in items:
        told = traces[item.pk]
        item.looked_for = len(told.phrases) + len(told.terms)
        item.found = sum(found.get(phrase, 0) for phrase in told.phrases)
        item.found += sum(keeper.indexed(told.terms) for keeper in keeping.keepers())
        item.state, item.sha256 = State.DONE, ""
        item.save(update_fields=["looked_for", "found", "state", "sha256"])
        _path(item).unlink(missing_ok=True)


def _forget_in_passing() -> None:
    """What says names on its way: notes of jobs that are over, and events kept for those who come back."""
    over = (Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED)
    Job.objects.filter(state__in=over).exclude(note="", error="").update(note="", error="")
    live.hub.forget()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def _path(item: DestructionItem) -> Path:
    return Path(settings.DATA, "destruction", f"{item.pk}.json")


def forget_words(item: DestructionItem) -> None:
    """Of a document that stays."""
    _path(item).unlink(missing_ok=True)


def _remember(item: DestructionItem) -> None:
    """The document's own words lie in a file while it is destroyed, for the look afterwards: a process that
    is killed in between has forgotten them. The file is the last thing to go."""
    path = _path(item)
    document = Document.objects.filter(pk=item.object).first()
    if document is None or path.exists():
        return
    found = [keeper.traces(document) for keeper in keeping.keepers()]
    told = {
        "phrases": [phrase for one in found for phrase in one.phrases],
        "terms": [term for one in found for term in one.terms],
    }
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_suffix(".new")
    aside.touch(mode=0o600)
    aside.write_text(json.dumps(told), "ascii")
    aside.replace(path)


def _remembered(item: DestructionItem) -> keeping.Traces:
    try:
        told = json.loads(_path(item).read_text("ascii"))
    except FileNotFoundError:
        return keeping.Traces()
    return keeping.Traces(told["phrases"], told["terms"])
