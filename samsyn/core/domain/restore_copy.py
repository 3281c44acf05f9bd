"""Put a copy back where nothing is: checked by its hashes before, by the ledger after. What was destroyed
after the copy was made is destroyed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import gettext as _

from samsyn.core import keys
from samsyn.core.calc import notes
from samsyn.core.calc.notes import BadNote, Checkpoint, Key
from samsyn.core.domain import backup, backup_database, destruction, erasure, ledger
from samsyn.core.domain.backup import Tell
from samsyn.core.domain.ledger_check import Finding, verify
from samsyn.core.errors import Conflict, Invalid

UNDER_WAY = "restore.json"  # in the data folder: which copy is being put back
# What may lie in a new data folder: made by the program's start, and put there anew from the copy.
MADE_AT_START = frozenset({"secret.key", "ballast", UNDER_WAY})


class Older(Conflict):
    """The copy's ledger is shorter than one that was signed later: putting it back cuts the log."""

    code = "older"


@dataclass(slots=True)
class Restored:
    """`lost` entries stood in the ledger after the copy, as far as is known. `destroyed` documents had come
    back with the copy and are gone again."""

    name: str
    size: int = 0
    lost: int = 0
    destroyed: int = 0
    missing: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def check(folder: Path, name: str, tell: Tell) -> list[str]:
    """What is wrong with a copy, in sentences; nothing when it is whole."""
    told = manifest(folder, name)
    found = list(_wrong_files(folder / "copies" / name, told))
    expected = _expected(folder, name, told)
    for number, digest in enumerate(expected):
        tell("check", number, len(expected))
        path = backup.original(folder, digest)
        if not path.exists():
            found.append(_("Originalet %(name)s saknas.") % {"name": digest[:16]})
        elif backup.digest_of(path) != digest:
            found.append(_("Originalet %(name)s är inte vad det var.") % {"name": digest[:16]})
    tell("check", len(expected), len(expected))
    return found


def manifest(folder: Path, name: str) -> dict[str, Any]:
    """Raises Invalid where there is no such copy."""
    try:
        told = json.loads((folder / "copies" / name / "manifest.json").read_text("ascii"))
    except (OSError, ValueError) as error:
        raise Invalid(_("Det finns ingen hel kopia %(name)s.") % {"name": name}) from error
    if not isinstance(told, dict) or told.get("format") != backup.FORMAT:
        raise Invalid(_("Kopian har ett annat format."))
    return told


def _wrong_files(copy: Path, told: dict[str, Any]) -> Iterator[str]:
    expected = {told["database"]["file"]: told["database"]["sha256"]}
    expected |= {f"files/{name}": digest for name, digest in told["files"].items()}
    expected["originals.txt"] = told["originals"]["sha256"]
    for name, digest in expected.items():
        path = copy / name
        if not path.is_file():
            yield _("%(name)s saknas i kopian.") % {"name": name}
        elif backup.digest_of(path) != digest:
            yield _("%(name)s i kopian är inte vad det var.") % {"name": name}


def _expected(folder: Path, name: str, told: dict[str, Any]) -> list[str]:
    """Originals that must be there: not those that were missing already, nor those destroyed since."""
    lines = (folder / "copies" / name / "originals.txt").read_text("ascii").split()
    without = {*told["missing"], *told["damaged"]}
    destroyed = list(backup.destroyed(folder))
    return [
        one
        for one in lines
        if one not in without
        and (
            backup.original(folder, one).exists() or not any(erasure.proves(item, one) for item in destroyed)
        )
    ]


def _register(folder: Path) -> list[str]:
    path = folder / "erased.jsonl"
    return path.read_text("ascii").splitlines() if path.exists() else []


# --- putting back -------------------------------------------------------------------------------------------
def restore(
    folder: Path, name: str, tell: Tell, *, witnessed: Iterable[str] = (), new_log: bool = False
) -> Restored:
    """`witnessed` are notes of this log's checkpoints from elsewhere. `new_log` begins a new log where the
    copy's ends, with a new key; without it a copy older than what is known to be signed is not put back.

    Raises Conflict unless data folder and database are empty (or this was begun before), Invalid for a copy
    that is not whole, Older, OSError, DatabaseError."""
    told = manifest(folder, name)
    _require_empty(folder, name)
    wrong = list(_wrong_files(folder / "copies" / name, told))
    if wrong:
        raise Invalid(" ".join(wrong))
    done = Restored(name, size=told["ledger"]["size"])
    notes_of_it = (note for note in (*witnessed, _newest(folder)) if note)
    held = [note for note in notes_of_it if _signed(note).origin == told["ledger"]["origin"]]
    done.lost = max([0, *(_signed(note).size - done.size for note in held)])
    if done.lost and not new_log:
        raise Older(
            _(
                "Kopian har %(size)d poster i loggen, men %(more)d till är undertecknade efter den."
                " Att fortsätta på samma logg vore att klippa av den, och vittnen vägrar."
                " Ta en nyare kopia, eller börja en ny logg efter den gamla: --new-log"
            )
            % {"size": done.size, "more": done.lost}
        )
    data = Path(settings.DATA)
    data.mkdir(parents=True, exist_ok=True)
    (data / UNDER_WAY).write_text(json.dumps({"copy": name}), "ascii")
    _put_originals(folder, _expected(folder, name, told), done, tell)
    _put_files(folder / "copies" / name / "files")
    backup_database.put_back(told["engine"], folder / "copies" / name / told["database"]["file"])
    _come_alive(folder, done, held, new_log=new_log)
    (data / UNDER_WAY).unlink()
    return done


def _require_empty(folder: Path, name: str) -> None:
    backup.copies(folder)
    data = Path(settings.DATA)
    begun = data / UNDER_WAY
    if begun.exists() and json.loads(begun.read_text("ascii")) != {"copy": name}:
        raise Conflict(_("En annan kopia är på väg att läggas tillbaka här."))
    if not begun.exists() and data.exists() and {one.name for one in data.iterdir()} - MADE_AT_START:
        raise Conflict(_("Datamappen är inte tom. Inget skrivs över."))
    if begun.exists():
        backup_database.remove()
    backup_database.require_empty()


def _put_originals(folder: Path, digests: list[str], done: Restored, tell: Tell) -> None:
    for number, digest in enumerate(digests):
        tell("originals", number, len(digests))
        target = Path(settings.DATA, "originals", digest[:2], digest[2:])
        if target.exists():
            continue  # from an attempt that was broken off: written whole or not at all
        source = backup.original(folder, digest)
        if not source.exists() or backup.digest_of(source) != digest:
            done.missing.append(digest)
            continue
        backup.write(target, source.read_bytes())
    tell("originals", len(digests), len(digests))


def _put_files(files: Path) -> None:
    for path in files.rglob("*"):
        target = Path(settings.DATA) / path.relative_to(files)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            target.chmod(0o600)
    keys.forget()


def _come_alive(folder: Path, done: Restored, held: list[str], *, new_log: bool) -> None:
    """The database of the copy's version is brought up to this one's, checked, and told what happened."""
    call_command("migrate", interactive=False, verbosity=0)
    trusted: list[Key] = []
    if done.lost and new_log:
        trusted, held = [keys.log_signer().key], [note for note in held if _signed(note).size <= done.size]
        keys.begin_new_log()
    done.findings = verify(held, trusted).findings
    ledger.commit([ledger.entry("change", None, None, kind="backup", purpose="operation", channel="command")])
    lines = _register(folder)
    done.destroyed = destruction.again(lines)
    kept = erasure.register()
    known = kept.read_text("ascii").splitlines() if kept.exists() else []
    kept.write_text("".join(f"{line}\n" for line in dict.fromkeys([*lines, *known])), "ascii")


def _newest(folder: Path) -> str:
    path = folder / "newest"
    return path.read_text("utf-8") if path.exists() else ""


def _signed(note: str) -> Checkpoint:
    """Raises Invalid for what is no note."""
    try:
        return Checkpoint.parse(notes.read(note)[0])
    except BadNote as error:
        raise Invalid(_("En kontrollpunkt går inte att läsa.")) from error


def age(name: str) -> datetime:
    """When a copy was made, by its name."""
    return datetime.strptime(name, "%Y-%m-%dT%H%M%SZ").replace(tzinfo=UTC)
