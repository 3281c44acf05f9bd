"""The parts of destruction that need no archive: live events, bytes that race, registers that are forged."""

from __future__ import annotations

import json
import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from samsyn.core import live, relay, store
from samsyn.core.domain import destruction, erasure
from samsyn.core.models import DestructionList, Document, Original


@pytest.mark.django_db
def test_another_process_has_destroyed_something_and_the_server_keeps_no_event(
    world: SimpleNamespace,
) -> None:
    listening = relay.Relay()
    live.publish("job:1", {"note": "hemlig.txt"})
    listening._forget_destroyed()
    assert live.hub._rings
    row = DestructionList.objects.create(organisation=world.organisation.norralv, ran_at=timezone.now())
    listening._forget_destroyed()
    assert live.hub._rings == {}
    live.publish("job:1", {"note": "annan.txt"})
    listening._forget_destroyed()
    assert live.hub._rings  # the same list is not news twice
    row.delete()


@pytest.mark.django_db
def test_a_viewer_who_returns_after_it_is_told_to_begin_anew() -> None:
    hub = live.Hub()
    before = hub.position()
    hub.publish("job:1", {"note": "hemlig.txt"})
    hub.forget()
    first = hub.join(live.Viewer(1, ("job:1",)), before)
    assert b"event: reset" in first
    assert b"hemlig" not in first


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_bytes_that_are_read_in_while_they_are_destroyed_are_there_or_gone_never_half() -> None:
    """Whoever has a row has its bytes, however the two threads meet."""
    data, stop = b"samma byte om igen", threading.Event()
    digest = store.put(data).pk

    def destroy() -> None:
        while not stop.is_set():
            Original.objects.filter(pk=digest).delete()
            store.forget(digest)
        connection.close()

    thread = threading.Thread(target=destroy)
    thread.start()
    kept = 0
    try:
        until = time.monotonic() + 3
        while time.monotonic() < until:
            store.put(data)
    finally:
        stop.set()
        thread.join()
    for _ in range(20):
        store.put(data)
        kept += store.path(digest).exists() and Original.objects.filter(pk=digest).exists()
    assert kept == 20
    assert not store.forget(digest)
    Original.objects.all().delete()
    assert store.forget(digest)
    assert not store.path(digest).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"salt": "00" * 32},
        {"commitment": "0" * 64},
        {"due": "2020-01-02"},
        {"object": "x"},
        {"salt": 7},
        {"rule": 99},
    ],
)
def test_a_forged_line_of_the_register_destroys_nothing(
    world: SimpleNamespace, change: dict[str, Any]
) -> None:
    found = Document.objects.create(
        organisation=world.organisation.norralv, original=store.put(b"bytes"), name="x"
    )
    line = {"object": found.pk, "due": "2020-01-01", "list": 1, "rule": None, "salt": "ab" * 32, "seq": 1}
    item = erasure.read(json.dumps(line | {"commitment": ""}))
    assert item is not None
    right = line | {
        "commitment": erasure.commit(bytes.fromhex("ab" * 32), erasure.content(item, found.original_id))
    }
    assert [one.object for one in erasure.returned([json.dumps(right)])] == [found.pk]
    assert erasure.returned([json.dumps(right | change), "skräp", "[]", "null"]) == []
    assert destruction.again(["{"]) == 0
