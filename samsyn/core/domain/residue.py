"""Does a trace of a text lie in the database or on disk, and what to do where deleting is not enough.

SQLite overwrites what it deletes (`secure_delete`), but its journal holds earlier pages until it is emptied.
PostgreSQL leaves the old row in its file until the table is rewritten; its own journal and copies of it are
out of reach from here (docs/design/destruction.md says what that means)."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, NotSupportedError, connection
from django.db.models import ForeignObjectRel, Model
from django.utils.translation import gettext_lazy as _

from samsyn.core import keeping
from samsyn.core.errors import Temporary
from samsyn.core.models import Document, Job, Original, Person, Session

PATIENCE = 20.0  # seconds to wait for readers of the journal
ELSEWHERE = ("ledger", "destruction", "backup", "backups")  # keys; words in flight; copies have own rules


# --- scrubbing ----------------------------------------------------------------------------------------------
def scrub() -> None:
    """Empty the journal (SQLite) or rewrite the tables that held documents (PostgreSQL). Raises Temporary."""
    if connection.vendor == "sqlite":
        _checkpoint()
    else:
        _vacuum()


def rewrite() -> bool:
    """The stronger way, for when something was found all the same. False if there is none."""
    if connection.vendor != "sqlite":
        return False
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    _checkpoint()
    return True


def _checkpoint() -> None:
    until = time.monotonic() + PATIENCE
    while True:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
        if not busy:
            return
        if time.monotonic() > until:
            raise Temporary(_("Databasens journal används. Gallringen städar klart om en stund."))
        time.sleep(0.2)


def _vacuum() -> None:
    """FULL writes each table anew; ANALYZE takes its words out of the planner's statistics, which lie in a
    table of their own."""
    quote = connection.ops.quote_name
    _wait_for_older()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout TO '30s'")
            try:
                cursor.execute(f"VACUUM (FULL, ANALYZE) {', '.join(map(quote, tables()))}")
                _forget_statistics(cursor)
                _wait_for_older()
                cursor.execute("VACUUM FULL pg_statistic")  # passed over, with a warning, by who may not
            finally:
                cursor.execute("RESET lock_timeout")
    except DatabaseError as error:
        raise Temporary(_("Databasens tabeller används. Gallringen städar klart om en stund.")) from error


def _wait_for_older() -> None:
    """A row that an older transaction may still see is copied along when its table is rewritten: one of our
    database's, or one in any database of the server that has written, for our own snapshot knows of those."""
    older = (
        "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= %s::xid8 OR EXISTS (SELECT FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND age(backend_xmin) > age(%s::xid8::xid))"
    )
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text")
        (ours,) = cursor.fetchone()
        while True:
            cursor.execute(older, (ours, ours))
            if not cursor.fetchone()[0]:
                return
            if time.monotonic() > until:
                raise Temporary(_("Databasens tabeller används. Gallringen städar klart om en stund."))
            time.sleep(0.2)


def _forget_statistics(cursor: Any) -> None:
    """ANALYZE leaves what it knew of a table that has become empty. A column that is given its type anew is
    forgotten; one that a trigger names cannot be, and those hold labels, not text."""
    quote = connection.ops.quote_name
    cursor.execute(
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_stats s"
        " JOIN pg_class c ON c.relname = s.tablename AND c.relnamespace = s.schemaname::regnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname"
        " WHERE s.schemaname = current_schema() AND c.relname = ANY(%s) AND c.reltuples = 0"
        " AND a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'tsvector'::regtype)",
        (tables(),),
    )
    for table, column, kind in cursor.fetchall():
        with contextlib.suppress(NotSupportedError):
            cursor.execute(f"ALTER TABLE {quote(table)} ALTER {quote(column)} TYPE {kind}")


def pointing(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Models with a key to this one, hidden ones too, and the name of the key."""
    relations = [
        one for one in model._meta.get_fields(include_hidden=True) if isinstance(one, ForeignObjectRel)
    ]
    return [(one.related_model, one.field.name) for one in relations]


def tables() -> list[str]:
    """Those that hold something of documents: all that hang on one by a key, and what rooms name."""
    found = {Document._meta.db_table, Original._meta.db_table, Person._meta.db_table, Job._meta.db_table}
    found.add(Session._meta.db_table)  # messages to people name documents
    waiting: list[type[Model]] = [Document]
    seen: set[type[Model]] = {Document}
    while waiting:
        for model, _field in pointing(waiting.pop()):
            if model not in seen:
                seen.add(model)
                waiting.append(model)
                if model._meta.managed:
                    found.add(model._meta.db_table)
    for keeper in keeping.keepers():
        found.update(keeper.tables)
    return sorted(found)


# --- looking ------------------------------------------------------------------------------------------------
def find(phrases: Iterable[str]) -> dict[str, int]:
    """In how many places each phrase still lies, of those that do: tables of PostgreSQL, files of SQLite, and
    every file of the data folder but originals of documents that are still there."""
    wanted = {phrase: _forms(phrase) for phrase in phrases}
    found = Counter(_in_files(wanted))
    if connection.vendor == "postgresql":
        found.update(_in_tables(list(wanted)))
    return dict(found)


def _forms(phrase: str) -> list[str]:
    """As text, and as JSON writes it."""
    return sorted({phrase, *(json.dumps(phrase, ensure_ascii=ascii)[1:-1] for ascii in (True, False))})


def _files() -> Iterator[Path]:
    data = Path(settings.DATA)
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        yield from (Path(name + ending) for ending in ("", "-wal", "-journal"))
    for path in data.rglob("*"):
        inside = path.relative_to(data).parts
        if not path.is_file() or path.is_symlink() or inside[0] in ELSEWHERE:
            continue
        if inside[0] == "originals" and Original.objects.filter(pk="".join(inside[1:])).exists():
            continue
        if not path.name.startswith("samsyn.sqlite3"):
            yield path


def _in_files(wanted: dict[str, list[str]]) -> dict[str, int]:
    """Looked for by another process (core/search_files.py says why)."""
    if not wanted:
        return {}
    told = {"paths": [str(path) for path in _files()], "phrases": wanted}
    done = subprocess.run(
        [sys.executable, "-m", "samsyn.core.search_files"],
        input=json.dumps(told) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise Temporary
    return {str(phrase): int(count) for phrase, count in json.loads(done.stdout).items()}


def _in_tables(phrases: list[str]) -> Iterator[str]:
    """Once for each column of any table of ours in which the phrase stands."""
    if not phrases:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
            " AND data_type IN ('text', 'character varying', 'jsonb', 'json')"
        )
        quote = connection.ops.quote_name
        for table, column in cursor.fetchall():
            cursor.execute(
                f"SELECT DISTINCT needle FROM unnest(%s::text[]) AS needle JOIN {quote(table)} AS held"  # noqa: S608
                f" ON strpos(held.{quote(column)}::text, needle) > 0",
                (phrases,),
            )
            yield from [needle for (needle,) in cursor.fetchall()]
