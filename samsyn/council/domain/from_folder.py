"""`samsyn import PATH…`: folders from the command line, read here and now with a line of progress."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from samsyn.core.errors import SamsynError
from samsyn.core.guard import standing
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
    for number, (name, path) in enumerate(_files(options.paths), 1):
        try:
            imports.add(batch, name, path.read_bytes())
        except (OSError, SamsynError) as error:
            print(f"{path}: {error}", file=sys.stderr)
        if number % EVERY == 0:
            print(f"\r{number} filer mottagna", end="", file=sys.stderr, flush=True)
    imports.run(batch)
    run_pending()
    return _report(batch)


def _start(options: argparse.Namespace) -> ImportBatch:
    account = Account.objects.filter(username=options.account).first()
    if account is None:
        raise LookupError(f"det finns inget konto {options.account!r}")
    circle = None
    if options.body:
        circle = Body.objects.filter(slug=options.body).order_by("pk").first()
        if circle is None:
            raise LookupError(f"det finns inget organ {options.body!r}")
    wanted = getattr(options, "organisation", None)
    if wanted:
        owner = Organisation.objects.filter(slug=wanted).first()
    elif circle is not None:
        owner = circle.organisation
    else:
        owner = Organisation.objects.filter(pk__in=standing(account).writes).order_by("pk").first()
    if owner is None:
        raise LookupError("säg vilken organisation som äger handlingarna")
    level = options.level if options.level in Level.values else ""
    return imports.start(account, owner, level, circle)


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


def _report(batch: ImportBatch) -> int:
    counts = imports.counts(batch)
    print(
        f"\r{counts['total']} filer: {counts[FileState.DONE]} inlästa, {counts[FileState.SAME]} fanns redan,"
        f" {counts[FileState.FAILED]} kunde inte läsas",
        file=sys.stderr,
    )
    for file in batch.files.filter(state=FileState.FAILED):
        print(f"{file.name}: {file.message}", file=sys.stderr)
    return 3 if counts[FileState.FAILED] else 0
