"""`samsyn import PATH…`: folders from the command line, read here and now with a line of progress."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from samsyn.core.errors import SamsynError
from samsyn.core.guard import WRITERS, standing
from samsyn.core.jobs import run_pending
from samsyn.core.models import Account, Body, Level, Organisation
from samsyn.council.domain import imports
from samsyn.council.models import FileState, ImportBatch

EVERY = 25


def from_command_line(options: argparse.Namespace) -> int:
    """Exit code: 0 all read, 2 wrong use, 3 some could not be read."""
    try:
        batch = _start(options)
    except (SamsynError, LookupError) as error:
        print(f"samsyn import: {error}", file=sys.stderr)
        return 2
    refused = 0
    for number, (name, path) in enumerate(_files(options.paths), 1):
        try:
            imports.add(batch, name, path.read_bytes())
        except (OSError, SamsynError) as error:
            print(f"{path}: {error}", file=sys.stderr)
            refused += 1
        if number % EVERY == 0:
            print(f"\r{number} filer mottagna", end="", file=sys.stderr, flush=True)
    imports.run(batch)
    run_pending()
    return _report(batch, refused)


def _start(options: argparse.Namespace) -> ImportBatch:
    """All that may be wrong is found before a batch is made. Raises LookupError, or what `start` raises."""
    for path in options.paths:
        if not Path(path).exists():
            raise LookupError(f"{path} finns inte")
    if options.level not in Level.values:
        raise LookupError(f"det finns ingen etikett {options.level!r}; välj {_list(Level.values)}")
    account = _account(options.account)
    circle = _body(options.body, options.organisation) if options.body else None
    return imports.start(account, _owner(account, options.organisation, circle), options.level, circle)


def _account(username: str | None) -> Account:
    """The one named, else the only one that may import."""
    if username:
        account = Account.objects.filter(username=username).first()
        if account is None:
            raise LookupError(f"det finns inget konto {username!r}")
        return account
    writers = Account.objects.filter(roles__kind__in=WRITERS).distinct().order_by("username")
    able = [account for account in writers if standing(account).writes]
    if len(able) == 1:
        return able[0]
    if not able:
        raise LookupError("inget konto får läsa in handlingar; lägg till ett med samsyn add account")
    raise LookupError(f"säg vem som läser in: --account {_list(account.username for account in able)}")


def _body(slug: str, organisation: str | None) -> Body:
    """Slugs are unique within an organisation only."""
    found = Body.objects.filter(slug=slug).select_related("organisation")
    if len(found) > 1:
        found = found.filter(organisation__slug=organisation or "")
        if not found:
            raise LookupError(f"flera organisationer har ett organ {slug!r}; säg vilken med --organisation")
    if not found:
        raise LookupError(f"det finns inget organ {slug!r}")
    return found[0]


def _owner(account: Account, slug: str | None, circle: Body | None) -> Organisation:
    """The one named; else the body's, if the account may write there; else the only one where it may."""
    if slug:
        named = Organisation.objects.filter(slug=slug).first()
        if named is None:
            raise LookupError(f"det finns ingen organisation {slug!r}")
        return named
    able = list(Organisation.objects.filter(pk__in=standing(account).writes).order_by("slug"))
    if circle is not None and circle.organisation in able:
        return circle.organisation
    if len(able) == 1:
        return able[0]
    if not able:
        raise LookupError(f"{account.username} får inte läsa in handlingar i någon organisation")
    raise LookupError(f"säg vem som äger handlingarna: --organisation {_list(one.slug for one in able)}")


def _list(words: Iterable[str]) -> str:
    return ", ".join(words)


def _files(paths: list[str]) -> Iterator[tuple[str, Path]]:
    """Name in the archive and path, sorted; hidden files and folders are left out."""
    for given in map(Path, paths):
        if not given.is_dir():
            yield given.name, given
            continue
        for path in sorted(given.rglob("*")):
            inside = path.relative_to(given)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield f"{given.name}/{inside.as_posix()}", path


def _report(batch: ImportBatch, refused: int) -> int:
    counts = imports.counts(batch)
    print(
        f"\r{counts['total']} filer: {counts[FileState.DONE]} inlästa, {counts[FileState.SAME]} fanns redan,"
        f" {counts[FileState.FAILED]} kunde inte läsas",
        file=sys.stderr,
    )
    for file in batch.files.filter(state=FileState.FAILED):
        print(f"{file.name}: {file.message}", file=sys.stderr)
    return 3 if refused or counts[FileState.FAILED] else 0
