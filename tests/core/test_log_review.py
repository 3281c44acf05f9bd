"""Review of looks: drawn so that nobody can pick, judged by the right officer, asked and answered."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import keys
from samsyn.core.calc.sampling import draw
from samsyn.core.domain import clock, ledger, reviews
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.review_rules import Occasion, rules
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.ledger_jobs import run_draw
from samsyn.core.models import Account, Document, Job, LedgerEntry, LookDraw, LookSample, Original

DAY = date(2026, 11, 17)  # a Tuesday
ZONE = ZoneInfo("Europe/Stockholm")


@pytest.fixture
def officer(world: SimpleNamespace) -> Account:
    found: Account = world.oda
    return found


def document(world: SimpleNamespace, number: int = 0, level: str = "limited") -> Document:
    original = Original.objects.create(sha256=f"{number:064d}", media_type="text/plain", size=1)
    owner = world.organisation.norralv
    return Document.objects.create(
        original=original, organisation=owner, level=level, name=f"{number}.txt", title=f"Handling {number}"
    )


def at(hour: int, day: date = DAY) -> Any:
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), tick=False)


def looked(by: Account, *objects: Document, hour: int = 10, **details: Any) -> None:
    with at(hour):
        for one in objects:
            ledger.look(by, one, purpose="prevention", channel="page", **details)


def drawn(world: SimpleNamespace) -> LookDraw:
    with at(7, DAY + timedelta(days=1)):
        clock.vouch()
        return reviews.draw_day(world.organisation.norralv, DAY)


# --- the draw -----------------------------------------------------------------------------------------------
@given(st.binary(min_size=32, max_size=32), st.sets(st.integers(0, 10**9)), st.integers(0, 30), st.randoms())
def test_the_same_seed_draws_the_same(seed: bytes, numbers: set[int], count: int, rng: random.Random) -> None:
    shuffled = list(numbers)
    rng.shuffle(shuffled)
    found = draw(seed, shuffled, count, "random")
    assert found == draw(seed, sorted(numbers), count, "random")
    assert len(found) == min(count, len(numbers))
    assert set(found) <= numbers


def test_every_number_has_the_same_chance() -> None:
    hits = dict.fromkeys(range(50), 0)
    for round_ in range(2_000):
        for number in draw(round_.to_bytes(32, "big"), range(50), 5, "random"):
            hits[number] += 1
    assert min(hits.values()) > 140  # 200 expected, deviation 13
    assert max(hits.values()) < 260


def test_a_draw_can_be_made_again_from_the_ledger(world: SimpleNamespace, officer: Account) -> None:
    things = [document(world, number) for number in range(40)]
    looked(world.noor, *things)
    looked(world.per, *things)  # of another organisation, which has its own officer
    made = drawn(world)
    assert (made.occasions, made.samples.count()) == (40, reviews.RANDOM)
    firsts = LedgerEntry.objects.filter(who=keys.pseudonym_of(world.noor.pk), act="view")
    again = draw(bytes.fromhex(made.seed), firsts.values_list("seq", flat=True), reviews.RANDOM, "random")
    assert sorted(again) == list(made.samples.order_by("seq").values_list("seq", flat=True))
    assert bytes.fromhex(made.seed) == bytes(sign_checkpoint().root)


def test_one_object_on_one_day_is_one_occasion_and_lists_are_none(
    world: SimpleNamespace, officer: Account
) -> None:
    thing = document(world)
    looked(world.noor, thing, thing, thing)
    with at(11):
        ledger.look(world.noor, kind="list", count=25)
    with at(11, DAY + timedelta(days=1)):
        ledger.look(world.noor, thing)
    (sample,) = drawn(world).samples.all()
    assert (sample.times, sample.reasons, sample.who) == (3, "random", keys.pseudonym_of(world.noor.pk))


def test_a_day_that_is_not_over_is_not_drawn_from(world: SimpleNamespace, officer: Account) -> None:
    with at(12), pytest.raises(Invalid):
        reviews.draw_day(world.organisation.norralv, DAY)
    assert drawn(world).pk == drawn(world).pk
    assert LookDraw.objects.count() == 1


def test_rules_add_what_they_hold_for_and_no_more_than_their_share(
    world: SimpleNamespace, officer: Account
) -> None:
    things = [document(world, number) for number in range(60)]
    looked(world.noor, *things[:30])
    looked(world.noor, *things[30:], hour=23)
    with at(14):
        ledger.look(world.siv, kind="list", count=60, act="export", channel="export")
    made = drawn(world)
    reasons = [sample.reasons.split() for sample in made.samples.all()]
    late = [one for one in reasons if "hours" in one]
    assert len([one for one in late if "random" not in one]) <= reviews.BY_RULE
    assert len(late) >= reviews.BY_RULE
    assert sum("mass_export" in one for one in reasons) == 1


def test_what_is_embargoed_is_noticed(world: SimpleNamespace, officer: Account) -> None:
    from samsyn.core.models import Terms

    held, free = document(world, 1), document(world, 2)
    held.terms = Terms(embargo_until=DAY + timedelta(days=30)).shared()
    held.save()
    found = {rule.name: rule for rule in rules()}["embargo"]
    moment = datetime(2026, 11, 17, 10, tzinfo=ZONE)
    occasions = [
        Occasion(number, moment, moment, "w", "view", "core.document", one.pk)
        for number, one in enumerate((held, free))
    ]
    assert found.flags(occasions) == {0}


def test_the_job_draws_for_those_who_have_an_officer(world: SimpleNamespace, officer: Account) -> None:
    looked(world.noor, document(world))
    with at(7, DAY + timedelta(days=1)):
        clock.vouch()
        row = Job(kind="core.look_draw")
        run_draw(row)
        run_draw(row)
    assert {one.organisation for one in LookDraw.objects.all()} == {world.organisation.norralv}
    assert LookSample.objects.count() == 1
    assert Job.objects.filter(kind="core.look_draw").count() == 1


# --- verdicts -----------------------------------------------------------------------------------------------
def test_fine_ask_answer_report(world: SimpleNamespace, officer: Account) -> None:
    looked(world.noor, *(document(world, number) for number in range(3)))
    first, second, third = drawn(world).samples.order_by("pk")
    reviews.fine(officer, first.pk)
    question = reviews.ask(officer, second.pk, "Vilket ärende?")
    assert (question.to, reviews.unanswered(world.noor)) == (world.noor, 1)
    with pytest.raises(Hidden):
        reviews.answer(world.siv, question.pk, "Det var inte jag.")
    with pytest.raises(Invalid):
        reviews.answer(world.noor, question.pk, "  ")
    reviews.answer(world.noor, question.pk, "Inför mötet i rådet.")
    with pytest.raises(Conflict):
        reviews.answer(world.noor, question.pk, "En gång till.")
    assert [one.pk for one in reviews.waiting(officer)] == [second.pk, third.pk]  # answers first
    reviews.fine(officer, second.pk)
    reviews.report(officer, third.pk)
    for sample in (first, second, third):
        with pytest.raises(Conflict):
            reviews.report(officer, sample.pk)
    numbers = reviews.statistics(officer)
    assert (numbers["drawn"], numbers["reviewed"], numbers["asked"], numbers["answered"]) == (3, 3, 1, 1)
    assert (numbers["reported"], numbers["waiting"]) == (1, 0)
    acts = LedgerEntry.objects.filter(act="decide", kind__startswith="core.look")
    assert acts.count() == 4


def test_only_the_officer_of_the_organisation_and_never_ones_own(
    world: SimpleNamespace, officer: Account
) -> None:
    looked(world.noor, document(world, 1))
    looked(officer, document(world, 2))
    theirs, own = drawn(world).samples.order_by("pk")
    for other in (world.siv, world.admin, world.per, world.otto):
        with pytest.raises(Hidden):
            reviews.fine(other, theirs.pk)
    with pytest.raises(Refused):
        reviews.fine(officer, own.pk)
    assert [one.pk for one in reviews.waiting(officer)] == [theirs.pk]
    officer.roles.update(valid_until=DAY)
    with pytest.raises(Hidden):
        reviews.fine(officer, theirs.pk)


def test_the_statistics_name_nobody(world: SimpleNamespace, officer: Account) -> None:
    looked(world.noor, document(world))
    drawn(world)
    told = reviews.statistics(officer)
    assert all(value is None or isinstance(value, int) for value in told.values())


# --- the pages ----------------------------------------------------------------------------------------------
def test_the_page_shows_the_purpose_beside_the_look(
    world: SimpleNamespace, officer: Account, as_: Callable[[str], Client]
) -> None:
    looked(world.noor, document(world, 1))
    hidden = document(world, 2, level="room")
    looked(world.siv, hidden)
    drawn(world)
    page = as_("oda").get("/tillsyn/").content.decode()
    assert "Noor El-Amin såg Handling 1" in page
    assert "brottsförebyggande" in page
    assert "Handling 2" not in page  # which the officer may not see
    sample = LookSample.objects.exclude(who=keys.pseudonym_of(world.noor.pk)).get()
    page = as_("oda").get(f"/tillsyn/?nr={sample.pk}").content.decode()
    assert f"handling {hidden.pk}" in page
    assert "du får inte se vad den heter" in page
    last = LedgerEntry.objects.order_by("seq").last()
    assert last is not None
    assert (last.kind, last.object) == ("core.looksample", str(sample.pk))  # to review is a look as well


def test_one_press_each(world: SimpleNamespace, officer: Account, as_: Callable[[str], Client]) -> None:
    looked(world.noor, *(document(world, number) for number in range(3)))
    drawn(world)
    client, noor = as_("oda"), as_("noor")
    for said, state in (("fine", "fine"), ("ask", "asked"), ("report", "reported")):
        sample = reviews.waiting(officer)[0]
        assert client.post(f"/tillsyn/{sample.pk}/", {"verdict": said}).status_code == 302
        sample.refresh_from_db()
        assert sample.state == state
    assert client.post(f"/tillsyn/{sample.pk}/", {"verdict": "nonsense"}).status_code == 400
    page = noor.get("/fragor/").content.decode()
    assert "Varför behövde du se det här?" in page
    question = reviews.questions(world.noor)[0]
    assert noor.post(f"/fragor/{question.pk}/", {"answer": "Inför mötet."}).status_code == 302
    assert "Inför mötet." in client.get("/tillsyn/").content.decode()
    assert "fråga till dig" not in noor.get("/").content.decode()
    for name in ("siv", "otto"):
        assert as_(name).get("/tillsyn/").status_code == 403
        assert as_(name).post(f"/tillsyn/{sample.pk}/", {"verdict": "fine"}).status_code == 404
