"""Making and closing accounts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from samsyn.core import guard
from samsyn.core.domain import accounts
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Person

GOOD = "tolv-tranor-over-tornet"


def test_an_account_gets_a_person_and_a_role(world: SimpleNamespace) -> None:
    ola = accounts.create(
        "ola",
        GOOD,
        name="Ola Grip",
        organisation=world.organisation.norralv,
        body=world.body.norralvsradet,
        kind="secretary",
    )

    assert (str(ola), ola.check_password(GOOD)) == ("Ola Grip", True)
    assert guard.standing(ola).writes == {world.organisation.norralv.pk}
    assert guard.standing(ola).circles == {world.body.norralvsradet.pk}


@pytest.mark.parametrize(
    ("username", "password", "kind", "error"),
    [
        ("SIV", GOOD, "reader", Conflict),
        ("ola", "kort", "reader", Invalid),
        ("ola", "password1234", "reader", Invalid),
        ("ola", GOOD, "king", Invalid),
        ("ola grip!", GOOD, "reader", Invalid),
    ],
)
def test_bad_accounts_are_not_made(
    world: SimpleNamespace, username: str, password: str, kind: str, error: type[Exception]
) -> None:
    before = Account.objects.count(), Person.objects.count()
    with pytest.raises(error):
        accounts.create(
            username, password, name="Ola Grip", organisation=world.organisation.norralv, kind=kind
        )
    assert (Account.objects.count(), Person.objects.count()) == before


def test_a_closed_account_has_no_standing(world: SimpleNamespace) -> None:
    accounts.close(world.siv)

    assert guard.standing(world.siv) == guard.NOBODY
