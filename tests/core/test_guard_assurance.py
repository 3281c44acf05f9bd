"""A sign-in that is not sure enough for a level sees nothing of that level, in any way of asking."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samsyn.core import assurance, guard
from samsyn.core.models import Document, Original
from tests.core.guard_matrix import build
from tests.core.guard_oracle import allowed

ASKED = {"limited": 2, "limited_org": 2, "room": 3}


@pytest.mark.django_db
def test_point_list_and_oracle_agree_at_every_step(settings: Any) -> None:
    settings.ASSURANCE = ASKED
    matrix, today, met = build(limit=120), timezone.localdate(), set()
    for account, someone in matrix.people:
        for step in (1, 2, 3, 4):
            account.signed_in = assurance.SignedIn("", step, 0, 1, time.time() + 600)  # in administrator mode
            who = guard.standing(account)
            for action in ("view", "change"):
                listed = set(guard.scope(account, Document, action).order_by().values_list("pk", flat=True))
                for row, sheet in matrix.sheets:
                    right = allowed(someone, action, sheet, "prevention", today)
                    right = right and ASKED.get(sheet.level, 1) <= step
                    met.add((right, sheet.level, step))
                    said = guard.may(account, action, row)
                    assert (bool(said), row.pk in listed) == (right, right), (who, sheet)
    assert {(True, "room", 3), (False, "room", 2), (True, "limited", 2), (False, "limited", 1)} <= met


def test_the_refused_learn_what_is_missing(world: SimpleNamespace, settings: Any) -> None:
    settings.ASSURANCE = ASKED
    asked = {"level": "limited", "organisation": world.organisation.norralv.pk, "circle": None}
    for step, policy, told in ((1, "forbid.assurance", True), (2, "view.limited.own", True)):
        world.siv.signed_in = assurance.SignedIn("", step, 0, None, 0)
        said = guard.decide(guard.standing(world.siv), "view", **asked)
        assert (said.policy, said.told) == (policy, told)
    world.per.signed_in = assurance.SignedIn("", 1, 0, None, 0)  # not his even with two steps: not told
    said = guard.decide(guard.standing(world.per), "view", **asked)
    assert (bool(said), said.told) == (False, False)


def test_what_runs_on_the_server_has_no_limit(world: SimpleNamespace, settings: Any) -> None:
    settings.ASSURANCE = ASKED
    assert world.siv.signed_in is None
    assert guard.standing(world.siv).sure == {"public", "network", "limited", "limited_org", "room"}


def test_a_request_carries_what_its_session_is_sure_of(
    as_: Callable[[str], Client], world: SimpleNamespace, settings: Any
) -> None:
    original = Original.objects.create(sha256="1" * 64, media_type="text/plain", size=1)
    Document.objects.create(original=original, level="limited", organisation=world.organisation.norralv)
    settings.ASSURANCE = ASKED
    client = as_("siv")
    for step, seen in ((1, False), (2, True)):
        session = client.session
        session[assurance.LEVEL] = step
        session.save()
        asked = client.get("/konto/").wsgi_request
        assert guard.scope(asked.user, Document).exists() is seen


def test_the_start_page_says_what_a_surer_sign_in_would_show(siv: Client, settings: Any) -> None:
    assert "loggar in säkrare" not in siv.get("/").content.decode()
    settings.ASSURANCE = ASKED
    assert "loggar in säkrare" in siv.get("/").content.decode()
