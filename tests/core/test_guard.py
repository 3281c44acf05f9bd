"""The guard: the same answer in words and in the query, and nothing for those who have no business here."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from samsyn.core import guard
from samsyn.core.errors import Hidden, Refused
from samsyn.core.models import STRICTNESS, Account, Body, Document, Level, Original, Role, Seat, SignInFailure


@pytest.fixture
def documents(world: SimpleNamespace) -> list[Document]:
    """One document of each level, owner and circle."""
    owners = (world.organisation.norralv, world.organisation.lpo_norralv)
    circles = (None, world.body.norralvsradet, world.body.kommunstyrelsen)
    made = []
    for number, (level, owner, circle) in enumerate(product(STRICTNESS, owners, circles)):
        original = Original.objects.create(sha256=f"{number:064x}", media_type="text/plain", size=1)
        made.append(
            Document.objects.create(level=level, organisation=owner, circle=circle, original=original)
        )
    return made


@pytest.mark.parametrize("name", ["siv", "noor", "per", "admin", "otto"])
@pytest.mark.parametrize("action", ["view", "change"])
def test_query_and_words_agree(
    world: SimpleNamespace, documents: list[Document], name: str, action: str
) -> None:
    account = getattr(world, name)

    seen = set(guard.scope(account, Document, action))

    assert seen == {document for document in documents if guard.may(account, action, document)}
    assert seen == set(Document.objects.filter(guard.labels_q(account, action=action)))


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("siv", {"public", "network", "limited", "limited_org", "room"}),
        ("noor", {"public", "network", "limited", "limited_org"}),
        ("per", {"public", "network", "limited", "room"}),
        ("otto", {"public"}),
    ],
)
def test_who_sees_which_level_of_the_councils_papers(
    world: SimpleNamespace, documents: list[Document], name: str, levels: set[str]
) -> None:
    of_council = guard.scope(getattr(world, name), Document).filter(
        organisation=world.organisation.norralv, circle=world.body.norralvsradet
    )

    assert {document.level for document in of_council} == levels


def test_it_shows_nothing_to_nobody(world: SimpleNamespace, documents: list[Document]) -> None:
    world.siv.is_active = False

    for nobody in (None, AnonymousUser(), world.siv):
        assert not guard.scope(nobody, Document).exists()
        assert not guard.scope(nobody, Body).exists()
        assert not guard.may(nobody, "view", documents[0])


def test_a_role_counts_only_within_its_days(world: SimpleNamespace, documents: list[Document]) -> None:
    yesterday, tomorrow = date.today() - timedelta(days=1), date.today() + timedelta(days=1)
    limited = next(d for d in documents if d.level == Level.LIMITED_ORG)
    for start, end, allowed in (
        (None, yesterday, False),
        (tomorrow, None, False),
        (yesterday, tomorrow, True),
    ):
        Role.objects.filter(account=world.noor).update(valid_from=start, valid_until=end)
        assert bool(guard.may(world.noor, "view", limited)) is allowed


def test_refused_says_why_and_hidden_says_nothing(world: SimpleNamespace, documents: list[Document]) -> None:
    limited = next(d for d in documents if d.level == Level.LIMITED and d.circle == world.body.norralvsradet)
    room = next(d for d in documents if d.level == Level.ROOM and d.circle == world.body.norralvsradet)

    guard.require(world.per, "view", limited)
    with pytest.raises(Refused, match="granskare och sekreterare"):
        guard.require(world.per, "change", limited)
    with pytest.raises(Hidden):
        guard.require(world.noor, "change", room)


def test_bodies_are_seen_by_the_network_and_changed_by_administrators(world: SimpleNamespace) -> None:
    assert guard.scope(world.per, Body).count() == Body.objects.count()
    assert not guard.scope(world.per, Seat, "change").exists()
    assert guard.may(world.admin, "change", world.body.norralvsradet)
    assert not guard.scope(world.otto, Body).exists()


def test_an_account_sees_itself_only(world: SimpleNamespace) -> None:
    assert list(guard.scope(world.siv, Account)) == [world.siv]


def test_a_model_without_a_rule_is_an_error(world: SimpleNamespace) -> None:
    with pytest.raises(LookupError, match="SignInFailure"):
        guard.scope(world.admin, SignInFailure)


def test_standing_is_read_once_where_it_is_remembered(
    world: SimpleNamespace, django_assert_num_queries: object
) -> None:
    with guard.remembering():
        guard.standing(world.siv)
        with django_assert_num_queries(0):  # type: ignore[operator]
            guard.standing(world.siv)
        guard.forget()
        with django_assert_num_queries(1):  # type: ignore[operator]
            guard.standing(world.siv)


def test_a_worded_question_is_kept_and_its_answer_is_not(
    world: SimpleNamespace, documents: list[Document]
) -> None:
    made: list[guard.Standing] = []

    @guard.worded
    def seen(who: guard.Standing) -> QuerySet[Document]:
        made.append(who)
        return Document.objects.filter(guard.labels_for(who))

    siv, otto = guard.standing(world.siv), guard.standing(world.otto)
    before = {document.pk for document in seen(siv)}
    assert {document.pk for document in seen(otto)} < before
    Document.objects.filter(pk=min(before)).update(level=Level.ROOM, circle=None)
    assert {document.pk for document in seen(siv)} == before - {min(before)}
    assert made == [siv, otto]
    Role.objects.filter(account=world.siv).delete()
    assert set(seen(guard.standing(world.siv))) == set(seen(guard.standing(world.otto)))
    assert len(made) == 3
