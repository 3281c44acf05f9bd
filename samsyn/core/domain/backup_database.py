"""The database's part of a copy: SQLite by its own online copying, PostgreSQL by its programs pg_dump and
pg_restore. What the copy holds of originals and ledger is read in the same moment."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from samsyn.core.calc.merkle import CompactRange
from samsyn.core.errors import Conflict, Invalid

ORIGINALS = "SELECT sha256 FROM core_original ORDER BY sha256"
HEAD = "SELECT size, hashes FROM core_ledgerhead WHERE id = 1"


@dataclass(frozen=True, slots=True)
class Copied:
    """`size` and `root` are of the ledger in the copy."""

    engine: str
    path: Path
    originals: list[str]
    size: int
    root: bytes


def copy(folder: Path) -> Copied:
    """Copy the database into the folder while others use it. Raises DatabaseError, Invalid, OSError."""
    return _dump(folder) if connection.vendor == "postgresql" else _copy_file(folder)


def put_back(engine: str, path: Path) -> None:
    """Raises Invalid for a copy of the other engine, Conflict unless the database is empty."""
    if engine != connection.vendor:
        raise Invalid(
            _("Kopian är från %(theirs)s, men DATABASE_URL säger %(ours)s.")
            % {"theirs": engine, "ours": connection.vendor}
        )
    require_empty()
    if engine == "postgresql":
        # One transaction: all of it or nothing.
        _run(
            "pg_restore",
            "--no-owner",
            "--exit-on-error",
            "--single-transaction",
            "--dbname",
            _name(),
            str(path),
        )
        return
    connection.close()
    aside = _file().with_suffix(".restored")
    shutil.copyfile(path, aside)
    aside.chmod(0o600)
    with aside.open("rb") as source:
        os.fsync(source.fileno())
    aside.replace(_file())


def remove() -> None:
    """A database that was being put back and did not come to its end. With PostgreSQL it is for whoever owns
    the server."""
    connection.close()
    for path in files():
        path.unlink(missing_ok=True)


def require_empty() -> None:
    """Raises Conflict when the database holds tables."""
    if connection.vendor == "sqlite":
        filled = _file().exists() and _file().stat().st_size > 0
    else:
        filled = bool(connection.introspection.table_names())
    if filled:
        raise Conflict(_("Databasen är inte tom. Inget skrivs över."))


def files() -> list[Path]:
    """The database's own files in the data folder; none with PostgreSQL."""
    if connection.vendor != "sqlite":
        return []
    return [_file().with_name(_file().name + end) for end in ("", "-wal", "-shm", "-journal")]


def _file() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


# --- SQLite -------------------------------------------------------------------------------------------------
def _copy_file(folder: Path) -> Copied:
    """In one step, which sees the database of one moment and holds up no writer."""
    target = folder / "database.sqlite3"
    with (
        closing(sqlite3.connect(f"{_file().absolute().as_uri()}?mode=ro", uri=True, timeout=20)) as ours,
        closing(sqlite3.connect(target)) as theirs,
    ):
        ours.backup(theirs)
        theirs.execute("PRAGMA journal_mode=DELETE")
        (sound,) = theirs.execute("PRAGMA quick_check(1)").fetchone()
        if sound != "ok":
            raise Conflict(_("Kopian av databasen är inte hel: %(why)s") % {"why": sound})
        named = [row[0] for row in theirs.execute(ORIGINALS)]
        size, root = _head(theirs.execute(HEAD).fetchone())
    target.chmod(0o600)
    return Copied("sqlite", target, named, size, root)


def _head(row: Any) -> tuple[int, bytes]:
    tree = CompactRange() if row is None else CompactRange.load(row[0], bytes(row[1]))
    return tree.size, tree.root()


# --- PostgreSQL ---------------------------------------------------------------------------------------------
def _dump(folder: Path) -> Copied:
    """pg_dump sees the same moment as our own questions, by a snapshot that it is given."""
    target = folder / "database.dump"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(ORIGINALS)
        named = [row[0] for row in cursor.fetchall()]
        cursor.execute(HEAD)
        size, root = _head(cursor.fetchone())
        made = ("--format=custom", "--no-owner", f"--snapshot={snapshot}", "--file", str(target), _name())
        _run("pg_dump", *made)
    target.chmod(0o600)
    return Copied("postgresql", target, named, size, root)


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(program: str, *words: str) -> None:
    """Raises Invalid with what the program said. The password goes by the environment, never on the line."""
    said: dict[str, Any] = connection.settings_dict
    given = {
        "PGHOST": said["HOST"],
        "PGPORT": said["PORT"],
        "PGUSER": said["USER"],
        "PGPASSWORD": said["PASSWORD"],
    }
    given |= {
        f"PG{name.upper()}": str(value) for name, value in said["OPTIONS"].items() if name.startswith("ssl")
    }
    env = {"PATH": os.defpath, "LANG": "C.UTF-8"} | {
        name: str(value) for name, value in given.items() if value
    }
    try:
        subprocess.run([program, *words], env=env, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise Invalid(_("Programmet %(name)s finns inte här.") % {"name": program}) from error
    except subprocess.CalledProcessError as error:
        raise Invalid(f"{program}: {error.stderr.strip()[-500:]}") from error
