"""A right that ends ends what is open, in whatever process it ended, within a second."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from samsyn.core import live, rights
from samsyn.core.models import Account, Document, Level, Original, Role, Terms
from tests.core.running import samsyn, shell
from tests.core.test_server import read_until, viewer

WORLD = """
from samsyn.core.domain.world import build_world
from samsyn.core.models import Account, Body, Document, Original, Role
build_world({"siv": "klockan-i-tornet-7", "per": "klockan-i-tornet-7"})
council = Body.objects.get(slug="norralvsradet")
original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
made = Document.objects.create(organisation=council.organisation, circle=council, original=original)
print(made.pk, Account.objects.get(username="per").pk, Account.objects.get(username="siv").pk)
"""
# Each in another process than the server; prints when it was done.
ENDS = {
    "account": "Account.objects.filter(pk={per}).update(is_active=False)",
    "role": "Role.objects.filter(account={per}).delete()",
    "role's day": "Role.objects.filter(account={per}).update(valid_until='2020-01-01')",
    "label": "Document.objects.filter(pk={document}).update(level='limited_org')",
    "circle": "cursor.execute('UPDATE core_document SET circle_id = NULL')",
    "audience": "Document.objects.filter(pk={document}).update(terms=Terms(audience=',a:{siv},').shared())",
}
CHANGE = """
import time
from django.db import connection
from samsyn.core.models import Account, Document, Role, Terms
cursor = connection.cursor()
{change}
print(time.time())
"""


def last_byte(sock: socket.socket) -> tuple[float, bytes]:
    """When the stream ended, and what came on the way."""
    said = b""
    while part := sock.recv(65536):
        said += part
        if said.endswith(b"0\r\n\r\n"):
            break
    return time.time(), said


@pytest.mark.slow
@pytest.mark.xdist_group("server")
def test_a_revoked_rights_stream_ends_within_a_second(tmp_path: Path) -> None:
    took: dict[str, float] = {}
    for name, change in ENDS.items():
        folder = tmp_path / name.replace("'", "").replace(" ", "-")
        with samsyn(folder, "serve", "--port", "0", until=b"svarar", SAMSYN_WORKERS="0") as server:
            document, per, siv = shell(folder, WORLD).split()
            theirs = viewer(server.port, f"document:{document}", int(per))
            other = viewer(server.port, f"document:{document}", int(siv))
            for sock in (theirs, other):
                read_until(sock, b"event: reset")
            code = CHANGE.format(change=change.format(document=document, per=per, siv=siv))
            done = float(shell(folder, code))
            at, said = last_byte(theirs)
            took[name] = at - done
            assert b"data" not in said
            other.settimeout(0.5)
            with pytest.raises(TimeoutError):  # who has kept the right goes on
                other.recv(10)
            again = viewer(server.port, f"document:{document}", int(per))  # a ticket of before opens nothing
            assert b"data" not in last_byte(again)[1].split(b"\r\n\r\n", 1)[1].replace(b"event: reset", b"")
            for sock in (theirs, other, again):
                sock.close()
    print({name: round(seconds, 2) for name, seconds in took.items()})
    assert max(took.values()) < 1.0, took


# --- the number ---------------------------------------------------------------------------------------------
CHANGES: dict[str, Callable[[SimpleNamespace], object]] = {
    "account closed": lambda w: Account.objects.filter(pk=w.per.pk).update(closed_at=timezone.now()),
    "account gone": lambda w: w.otto.delete(),
    "role changed": lambda w: Role.objects.filter(account=w.per).update(kind="admin"),
    "role gone": lambda w: Role.objects.filter(account=w.per).delete(),
    "label": lambda w: Document.objects.update(level=Level.ROOM),
    "terms": lambda w: Document.objects.update(terms=Terms(audience=",a:1,").shared()),
    "document out": lambda w: Document.objects.update(removed_at=timezone.now()),
    "document gone": lambda w: Document.objects.all().delete(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_of_a_right_raises_the_number(world: SimpleNamespace, name: str) -> None:
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
    Document.objects.create(organisation=world.organisation.norralv, original=original)
    before = rights.number()

    CHANGES[name](world)

    assert rights.number() > before


def test_what_takes_no_right_away_does_not(world: SimpleNamespace) -> None:
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
    made = Document.objects.create(organisation=world.organisation.norralv, original=original)
    before = rights.number()

    Account.objects.filter(pk=world.per.pk).update(last_login=timezone.now(), is_active=True)
    Document.objects.filter(pk=made.pk).update(title="Ny", level=made.level)

    assert rights.number() == before


def test_the_triggers_are_there_after_any_migration(db: None) -> None:
    """A later migration that makes a table anew on SQLite drops them; they are put back when it ends."""
    with connection.cursor() as cursor:
        rights.install()
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {row[0] for row in cursor.fetchall()}
    assert {f"{table}_rights_{happens.lower()}" for table, happens, _columns in rights.WATCHED} <= found


# --- the doubt ----------------------------------------------------------------------------------------------
def test_a_yes_from_before_the_doubt_is_none() -> None:
    async def story() -> None:
        viewer = live.Viewer(1, ("a:1",))
        viewer.doubt(5)
        viewer.judge(4, allowed=True)
        assert not viewer.sure
        viewer.judge(5, allowed=True)
        assert viewer.sure
        viewer.judge(6, allowed=False)
        assert viewer.left.is_set()

    import asyncio

    asyncio.run(story())
