"""The outbox: with the act or not at all, in order per receiver, a day's outage loses and doubles nothing."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from samsyn.core import guard, store
from samsyn.core.domain import outbox
from samsyn.core.domain.outbox import Undelivered
from samsyn.core.errors import Conflict
from samsyn.core.models import Document, LedgerEntry, Level, OutboxMessage
from samsyn.core.postman import Postman

pytestmark = pytest.mark.django_db
State = OutboxMessage.State
START = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)


def put(receiver: str = "a@b.se", n: int = 0, **more: str) -> OutboxMessage:
    return outbox.put("mail", receiver, {"subject": f"nr {n}", "body": "…", "n": n}, **more)


class Carrier:
    """Takes messages, or does what `fault` says: a function of the message that may raise."""

    def __init__(self) -> None:
        self.taken: dict[str, list[int]] = defaultdict(list)
        self.tries = 0
        self.fault = lambda message: None

    def __call__(self, message: OutboxMessage) -> None:
        self.tries += 1
        self.fault(message)
        self.taken[message.receiver].append(message.content["n"])


def refuse(*, only: str = "", **how: bool) -> object:
    def fault(message: OutboxMessage) -> None:
        if not only or message.receiver == only:
            raise Undelivered("no", **how)

    return fault


@pytest.fixture
def carrier() -> Carrier:
    return Carrier()


def rounds(carrier: Carrier, clock: time_machine.Coordinates, hours: float, step: float = 300) -> None:
    """The postman's looks during so many hours."""
    postman = Postman("mail", carrier)
    for _ in range(int(hours * 3600 / step)):
        clock.shift(step)
        postman._next = 0.0  # its pause is by the counting clock, and at most one step long
        postman.round()


def test_a_message_is_kept_with_its_act_or_not_at_all() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_it_is_a_programmers_error() -> None:
    with pytest.raises(RuntimeError, match="in the transaction"):
        put()


@pytest.mark.parametrize("receiver", ["", "a@b.se\nBcc: c@d.se", "a\0"])
def test_a_receiver_that_could_be_a_header_is_refused(receiver: str) -> None:
    with pytest.raises(ValueError, match="nobody"):
        put(receiver)


def test_the_same_key_is_the_same_message(carrier: Carrier) -> None:
    assert put(key="invite:7") == put(key="invite:7", n=1)
    Postman("mail", carrier).round()
    assert put(key="invite:7").state == State.SENT
    assert carrier.taken == {"a@b.se": [0]}


def test_what_has_left_is_kept_without_content_for_a_month(carrier: Carrier) -> None:
    with time_machine.travel(START, tick=False) as clock:
        put()
        Postman("mail", carrier).round()
        assert OutboxMessage.objects.get().content == {}
        clock.shift(timedelta(days=29))
        assert outbox.forget_old() == 0
        clock.shift(timedelta(days=2))
        assert outbox.forget_old() == 1


def test_a_day_without_the_other_side_loses_and_doubles_nothing(carrier: Carrier) -> None:
    rng, sent = random.Random(3), defaultdict(list)
    with time_machine.travel(START, tick=False) as clock:
        carrier.fault = refuse(everyone=True)
        for hour in range(24):
            for n in range(10):
                to = f"{rng.randrange(7)}@b.se"
                put(to, hour * 10 + n)
                sent[to].append(hour * 10 + n)
            rounds(carrier, clock, 1)
        assert carrier.taken == {}
        assert carrier.tries <= 24 * 12 * 2  # it does not hammer at a closed door
        carrier.fault = lambda message: None
        rounds(carrier, clock, 0.5)
    assert carrier.taken == sent
    assert not OutboxMessage.objects.exclude(state=State.SENT).exists()


def test_failures_now_and_then_change_no_order(carrier: Carrier) -> None:
    rng, sent = random.Random(5), defaultdict(list)

    def sometimes(message: OutboxMessage) -> None:
        if rng.random() < 0.6:
            raise Undelivered("now and then", everyone=rng.random() < 0.3)

    carrier.fault = sometimes
    with time_machine.travel(START, tick=False) as clock:
        for n in range(80):
            to = f"{rng.randrange(4)}@b.se"
            put(to, n)
            sent[to].append(n)
        rounds(carrier, clock, 40)
    assert carrier.taken == sent


def test_one_that_cannot_leave_holds_its_receiver_only_and_dies_after_three_days(carrier: Carrier) -> None:
    carrier.fault = refuse(only="stuck@b.se")
    with time_machine.travel(START, tick=False) as clock:
        for n in range(3):
            put("stuck@b.se", n)
            put("well@b.se", n)
        rounds(carrier, clock, 1)
        assert carrier.taken == {"well@b.se": [0, 1, 2]}
        rounds(carrier, clock, 70)
        assert not OutboxMessage.objects.filter(state=State.DEAD).exists()
        rounds(carrier, clock, 2)
        dead = OutboxMessage.objects.get(state=State.DEAD, content__n=0)
        assert (dead.error, dead.content["n"]) == ("no", 0)


def test_the_next_ones_turn_comes_after_one_that_never_can(carrier: Carrier) -> None:
    def unknown(message: OutboxMessage) -> None:
        if message.content["n"] == 0:
            raise Undelivered("rcpt 550", permanent=True)

    carrier.fault = unknown
    put(n=0)
    put(n=1)
    Postman("mail", carrier).round()
    assert carrier.taken == {"a@b.se": [1]}
    assert OutboxMessage.objects.get(state=State.DEAD).error == "rcpt 550"


def test_steps_back_double_up_to_a_quarter_of_an_hour(carrier: Carrier) -> None:
    carrier.fault = refuse()
    steps = []
    with time_machine.travel(START, tick=False) as clock:
        put()
        for _ in range(10):
            Postman("mail", carrier).round()
            step = OutboxMessage.objects.get().not_before - timezone.now()
            steps.append(step.total_seconds())
            clock.shift(step)
    assert steps == [10, 20, 40, 80, 160, 320, 640, 900, 900, 900]


def test_a_channel_that_is_away_is_left_alone(carrier: Carrier) -> None:
    carrier.fault = refuse(everyone=True)
    for n in range(20):
        put(f"{n}@b.se", n)
    postman = Postman("mail", carrier)
    assert (postman.round(), postman.round()) == (1, 0)


def test_a_carrier_with_a_fault_harms_one_message_at_a_time(carrier: Carrier) -> None:
    def broken(message: OutboxMessage) -> None:
        if message.content["n"] == 0:
            raise KeyError("secret")

    carrier.fault = broken
    put("a@b.se", 0)
    put("c@d.se", 1)
    Postman("mail", carrier).round()
    assert carrier.taken == {"c@d.se": [1]}
    assert OutboxMessage.objects.get(state=State.WAITING).error == "KeyError"


def test_a_killed_postmans_message_is_taken_when_its_lease_ends_and_it_writes_no_more(
    carrier: Carrier,
) -> None:
    with time_machine.travel(START, tick=False) as clock:
        put()
        first = outbox.claim("mail", "one")
        assert first is not None
        assert outbox.claim("mail", "two") is None
        clock.shift(outbox.LEASE + timedelta(seconds=1))
        second = outbox.claim("mail", "two")
        assert second is not None
        outbox.deliver(first, carrier)
        assert OutboxMessage.objects.get().state == State.SENDING
        outbox.deliver(second, carrier)
        assert OutboxMessage.objects.get().state == State.SENT


def test_a_dead_letter_is_tried_anew_or_thrown_away_once(carrier: Carrier, world: SimpleNamespace) -> None:
    carrier.fault = refuse(permanent=True)
    rows = [put(f"{n}@b.se", n) for n in range(2)]
    Postman("mail", carrier).round()
    outbox.retry(world.admin, rows[0])
    outbox.drop(world.admin, rows[1])
    for again in (outbox.retry, outbox.drop):
        with pytest.raises(Conflict):
            again(world.admin, rows[1])
    carrier.fault = lambda message: None
    Postman("mail", carrier).round()
    assert carrier.taken == {"0@b.se": [0]}
    assert list(OutboxMessage.objects.order_by("pk").values_list("state", "content")) == [
        (State.SENT, {}),
        (State.DROPPED, {}),
    ]
    assert LedgerEntry.objects.filter(kind="core.outboxmessage", act="change").count() == 2


# --- letters about something under a label ------------------------------------------------------------------
@pytest.fixture
def letter_to_per(world: SimpleNamespace, settings: pytest.FixtureRequest) -> tuple[Document, OutboxMessage]:
    settings.CARRIERS = {"mail": "somewhere"}  # type: ignore[attr-defined]
    settings.ADDRESS = "https://samsyn.example.se/"  # type: ignore[attr-defined]
    world.per.email = "per@polisen.example"
    world.per.save()
    document = Document.objects.create(
        title="Hemlig rubrik",
        original=store.put(b"Hemlig text"),
        level=Level.LIMITED,
        organisation=world.organisation.norralv,
        circle=world.body.norralvsradet,
    )
    row = outbox.tell(world.per, document, "Ett protokoll\nväntar.", f"/arkiv/{document.pk}/")
    assert row is not None
    return document, row


def test_a_letter_carries_the_mark_and_a_link_and_nothing_of_the_content(
    letter_to_per: tuple[Document, OutboxMessage],
) -> None:
    document, row = letter_to_per
    assert row.content["subject"] == "[TLP:AMBER] Ett protokoll väntar."
    assert f"https://samsyn.example.se/arkiv/{document.pk}/" in row.content["body"]
    assert "TLP:AMBER" in row.content["body"]
    assert document.title not in str(row.content)
    assert row.level == Level.LIMITED


def test_what_was_hidden_before_it_left_does_not_leave(
    letter_to_per: tuple[Document, OutboxMessage], carrier: Carrier
) -> None:
    document, row = letter_to_per
    Document.objects.filter(pk=document.pk).update(level=Level.LIMITED_ORG)
    guard.forget()
    Postman("mail", carrier).round()
    row.refresh_from_db()
    assert (carrier.tries, row.state, row.error, row.content) == (0, State.DROPPED, "label", {})


def test_what_was_destroyed_before_it_left_does_not_leave(
    letter_to_per: tuple[Document, OutboxMessage], carrier: Carrier
) -> None:
    document, _row = letter_to_per
    document.delete()
    Postman("mail", carrier).round()
    assert carrier.tries == 0


def test_a_note_is_in_the_receivers_language(world: SimpleNamespace, settings: pytest.FixtureRequest) -> None:
    settings.CARRIERS, settings.ADDRESS = {"mail": "x"}, "https://a.se/"  # type: ignore[attr-defined]
    assert outbox.note(world.per, gettext_lazy("Sidan finns inte."), "/fragor/") is None  # no address
    world.per.email, world.per.language = "per@b.se", "en"
    row = outbox.note(world.per, gettext_lazy("Sidan finns inte."), "/fragor/")
    assert row is not None
    assert row.content["subject"] == "There is no such page."
    assert row.content["body"].endswith("\n\nhttps://a.se/fragor/")


def test_without_mail_nothing_is_put(world: SimpleNamespace) -> None:
    assert outbox.mail("a@b.se", "Hej", "…") is None
    assert not OutboxMessage.objects.exists()
