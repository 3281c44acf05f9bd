"""A copy of the installation while it runs, in a folder of copies that share their originals:

    samsyn-backup             says what the folder is
    copies/<time>/            one copy: manifest.json, the database, files/ (keys and the rest of the folder)
    originals/ab/cdef…        by SHA-256; a later copy adds what is new
    erased.jsonl, newest      what has been destroyed, and the ledger's newest checkpoint, of all copies

First the files (so that the ledger's note is not newer than the copy of the log), then the database, then the
originals: each document of the copy has its file. A copy under way is called .part-… until it is whole; one
that was broken off is begun anew, and the originals that are there already stay."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn import __version__
from samsyn.core import keys, store
from samsyn.core.domain import backup_database, erasure, ledger
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import DestructionItem, Original

FORMAT = "samsyn-backup/1"
MARKER = "samsyn-backup"
# Of the data folder: what has its own way into the copy, can be made anew, or must not outlive its moment.
ELSEWHERE = frozenset({"originals", "cache", "destruction", "ballast", "restore.json"})
Tell = Callable[[str, int, int], None]  # step, done, total


@dataclass(slots=True)
class Made:
    """`missing` and `damaged` are hashes of originals that the copy's database names."""

    name: str
    originals: int = 0
    added: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)


def make(folder: Path, tell: Tell, *, keep_days: int | None = None) -> Made:
    """Add a copy to the folder, which is made if it is not there. With `keep_days`, older copies go, never
    the newest.

    Raises Conflict for a folder that holds something else or that somebody writes to, Invalid for one within
    the data folder, Forked when the ledger does not continue what it has signed, OSError, DatabaseError."""
    _prepare(folder)
    with _alone(folder):
        for left in (folder / "copies").glob(".part-*"):
            shutil.rmtree(left)
        name = f"{timezone.now():%Y-%m-%dT%H%M%SZ}"
        part = folder / "copies" / f".part-{name}"
        (part / "files").mkdir(parents=True)
        ledger.commit(
            [ledger.entry("export", None, None, kind="backup", purpose="operation", channel="command")]
        )
        sign_checkpoint()
        files = _files(part / "files")
        tell("database", 0, 1)
        copied = backup_database.copy(part)
        tell("database", 1, 1)
        made = Made(name, originals=len(copied.originals))
        _originals(folder, copied.originals, made, tell)
        (part / "originals.txt").write_text("".join(f"{one}\n" for one in sorted(copied.originals)), "ascii")
        _manifest(part, files, copied, made)
        flush_tree(part)
        part.rename(folder / "copies" / name)
        keys.flush_folder(folder / "copies")
        _beside(folder)
        made.pruned = _prune(folder, keep_days)
    return made


def copies(folder: Path) -> list[str]:
    """Names of the whole copies, the oldest first. Raises Invalid for a folder that is none of copies."""
    if not (folder / MARKER).is_file():
        raise Invalid(_("%(folder)s är ingen mapp med säkerhetskopior.") % {"folder": folder})
    return sorted(one.name for one in (folder / "copies").iterdir() if not one.name.startswith("."))


def original(folder: Path, digest: str) -> Path:
    return folder / "originals" / digest[:2] / digest[2:]


def digest_of(path: Path) -> str:
    with path.open("rb") as source:
        return file_digest(source, "sha256").hexdigest()


def _prepare(folder: Path) -> None:
    data = Path(settings.DATA).resolve()
    if folder.resolve() == data or data in folder.resolve().parents:
        raise Invalid(_("Kopian kan inte ligga i datamappen: den går förlorad med den."))
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise Conflict(_("%(folder)s innehåller något annat. Inget skrivs över.") % {"folder": folder})
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / MARKER).write_text(f"{FORMAT}\n", "ascii")
    (folder / "copies").mkdir(exist_ok=True, mode=0o700)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / MARKER).open() as marker:
        try:
            fcntl.flock(marker, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Conflict(
                _("En annan säkerhetskopiering pågår i %(folder)s.") % {"folder": folder}
            ) from error
        yield


def _files(target: Path) -> dict[str, str]:
    """Copy keys and the rest of the data folder. Returns path -> hash."""
    data, found = Path(settings.DATA), {}
    own = {path.name for path in backup_database.files()}
    for path in sorted(data.rglob("*")):
        inside = path.relative_to(data)
        if inside.parts[0] in ELSEWHERE | own or path.name.startswith(".") or not path.is_file():
            continue
        (target / inside).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(path, target / inside)
        (target / inside).chmod(0o600)
        found[str(inside)] = digest_of(target / inside)
    return found


def _originals(folder: Path, digests: list[str], made: Made, tell: Tell) -> None:
    for number, digest in enumerate(digests):
        tell("originals", number, len(digests))
        target = original(folder, digest)
        if target.exists():
            continue
        try:
            data = store.path(digest).read_bytes()
        except FileNotFoundError:
            if Original.objects.filter(
                pk=digest
            ).exists():  # else it was destroyed since the database was read
                made.missing.append(digest)
            continue
        if sha256(data).hexdigest() != digest:
            made.damaged.append(digest)
            continue
        write(target, data)
        made.added += 1
    tell("originals", len(digests), len(digests))


def write(target: Path, data: bytes) -> None:
    """Whole or not at all, and on disk."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = target.with_name(f".new-{target.name}")
    with aside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    aside.chmod(0o440)
    aside.replace(target)


def _manifest(part: Path, files: dict[str, str], copied: backup_database.Copied, made: Made) -> None:
    told: dict[str, Any] = {
        "format": FORMAT,
        "made": made.name,
        "samsyn": __version__,
        "engine": copied.engine,
        "database": {"file": copied.path.name, "sha256": digest_of(copied.path)},
        "files": files,
        "originals": {"count": made.originals, "sha256": digest_of(part / "originals.txt")},
        "ledger": {"origin": keys.log_signer().name, "size": copied.size, "root": copied.root.hex()},
        "missing": made.missing,
        "damaged": made.damaged,
    }
    (part / "manifest.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "ascii")


def flush_tree(folder: Path) -> None:
    """All that lies in it is on disk when this returns."""
    for path in folder.rglob("*"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# --- what stands beside all copies --------------------------------------------------------------------------
def _beside(folder: Path) -> None:
    """An old copy does not know what was destroyed or signed after it; the folder does."""
    for ours, theirs in ((erasure.register(), "erased.jsonl"), (keys.folder() / "checkpoint", "newest")):
        if ours.exists():
            shutil.copyfile(ours, folder / f".{theirs}")
            (folder / f".{theirs}").replace(folder / theirs)


def _prune(folder: Path, keep_days: int | None) -> list[str]:
    """Drop copies that are too old, and originals that no copy names or that have been destroyed. Returns
    the copies' names."""
    *older, _newest = copies(folder)
    limit = "" if keep_days is None else f"{timezone.now() - timedelta(days=keep_days):%Y-%m-%dT%H%M%SZ}"
    gone = [name for name in older if name < limit]
    for name in gone:
        shutil.rmtree(folder / "copies" / name)
    named = {
        digest
        for name in copies(folder)
        for digest in (folder / "copies" / name / "originals.txt").read_text("ascii").split()
    }
    gone_for_good = list(destroyed(folder))
    for path in (folder / "originals").glob("??/*"):
        digest = path.parent.name + path.name
        if digest not in named or _is_destroyed(digest, gone_for_good):
            path.unlink()
    return gone


def destroyed(folder: Path) -> Iterator[DestructionItem]:
    """What the folder's register says, as unsaved items with their proofs."""
    register = folder / "erased.jsonl"
    if register.exists():
        for line in register.read_text("ascii").splitlines():
            item = erasure.read(line)
            if item is not None:
                yield item


def _is_destroyed(digest: str, items: list[DestructionItem]) -> bool:
    """By its proof, so that an original that merely disappeared is kept here."""
    if not items or Original.objects.filter(pk=digest).exists():
        return False
    return any(erasure.proves(item, digest) for item in items)
