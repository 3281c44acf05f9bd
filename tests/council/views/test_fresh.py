"""What asks that one has just shown who one is: taking out, and what only a meeting's participants see."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from samsyn.core import assurance
from samsyn.core.models import Document
from tests.council.build import item


def stale(client: Client) -> None:
    session = client.session
    session[assurance.FRESH] = time.time() - 301
    session.save()


@pytest.fixture
def room(document: Callable[..., Document], world: Any) -> Document:
    """A document for those at the table of Norrälvsrådet, as Siv is."""
    made = document(items=[item("1", "Belysning", "Den lyser igen.")])
    for row in (made, made.meeting):
        row.level, row.circle = "room", world.body.norralvsradet
        row.save()
    return made


def pages(of: Document) -> tuple[str, ...]:
    meeting = of.meeting.pk
    return (
        *(f"/arkiv/{of.pk}/{part}" for part in ("", "original/", "lasningar/")),
        *(f"/moten/{meeting}/", f"/api/v1/documents/{of.pk}/", f"/api/v1/meetings/{meeting}/"),
    )


def test_the_strictest_label_opens_to_the_fresh_only(siv: Client, room: Document) -> None:
    for address in pages(room):
        answer = siv.get(address)
        assert answer.status_code == 200, address
        for close in getattr(answer, "_resource_closers", ()):
            close()
    stale(siv)
    for address in pages(room):
        answer = siv.get(address)
        if address.startswith("/api/"):
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "step_up")
        else:
            assert answer.headers["Location"].startswith("/bekrafta/"), address


def test_other_labels_open_all_day_and_leave_to_the_fresh_only(
    siv: Client, document: Callable[..., Document]
) -> None:
    made = document()
    stale(siv)
    assert siv.get(f"/arkiv/{made.pk}/").status_code == 200
    for address in (f"/arkiv/{made.pk}/export/json/", "/arkiv/export/json/", f"/arkiv/{made.pk}/paket/"):
        assert siv.get(address).headers["Location"].startswith("/bekrafta/"), address


def test_what_is_hidden_is_not_told_by_asking_to_confirm(
    as_: Callable[[str], Client], room: Document
) -> None:
    noor = as_("noor")  # not at the table
    stale(noor)
    for address in (f"/arkiv/{room.pk}/", f"/arkiv/{room.pk}/export/json/"):
        assert noor.get(address).status_code == 404
