"""Health in a word, figures in OpenMetrics, and the page of whoever runs the installation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import assurance, operation_commands
from samsyn.core.calc import openmetrics
from samsyn.core.calc.openmetrics import Family, Histogram
from samsyn.core.domain import clock_watch, figures, health, ledger
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.guard import policy
from samsyn.core.jobs import enqueue
from samsyn.core.models import Account, AdminPeriod, ClockMark, Job, LedgerEntry, OutboxMessage
from tests.core.openmetrics import parse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _data(settings: pytest.FixtureRequest) -> None:
    settings.DATA.mkdir()  # type: ignore[attr-defined]
    settings.BALLAST_MB = 0  # type: ignore[attr-defined]


def found(name: str) -> health.Check:
    return next(check for check in health.checks() if check.name == name)


def dead_letter(receiver: str = "siv@norralv.example") -> OutboxMessage:
    now = timezone.now()
    return OutboxMessage.objects.create(
        key=receiver,
        channel="mail",
        receiver=receiver,
        content={"subject": "hemligt ärende", "body": "…"},
        state="dead",
        error="rcpt 550",
        since=now,
        not_before=now,
        attempts=4,
    )


# --- the word -----------------------------------------------------------------------------------------------
def test_a_new_installation_is_well(client: Client) -> None:
    answer = client.get("/halsa/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert answer.content.decode().splitlines()[0] == "ok", answer.content.decode()
    assert {line.split(": ")[1].split()[0] for line in answer.content.decode().splitlines()[1:]} == {"ok"}


def test_strangers_get_the_word_alone(client: Client) -> None:
    assert client.get("/halsa/", REMOTE_ADDR="192.0.2.7").content == b"ok\n"
    assert client.get("/halsa/", REMOTE_ADDR="192.0.2.7", headers={"accept": "application/json"}).json() == {
        "state": "ok",
        "checks": {},
    }


@pytest.mark.parametrize(
    ("how", "trusted"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "192.0.2.7"}, False),
        ({"REMOTE_ADDR": ""}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"}, False),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer a-long-token"}, True),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "}, False),
        ({"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer a-long-tokem"}, False),
    ],
)
def test_who_may_see_more(
    client: Client, settings: pytest.FixtureRequest, how: dict[str, str], trusted: bool
) -> None:
    settings.METRICS_TOKEN = "a-long-token"  # type: ignore[attr-defined]
    assert (client.get("/matt/", **how).status_code == 200) is trusted
    assert (b"database" in client.get("/halsa/", **how).content) is trusted


def test_without_a_token_nobody_has_it(client: Client) -> None:
    assert client.get("/matt/", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_a_database_that_is_away_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("could not connect to server at 10.0.0.7 as samsyn")

    monkeypatch.setattr(Account.objects, "exists", away)
    answer = client.get("/halsa/")
    assert answer.status_code == 503
    assert answer.content.decode() == "failed\ndatabase: failed OperationalError\n"


# --- the checks ---------------------------------------------------------------------------------------------
def test_jobs_that_wait_too_long(world: SimpleNamespace) -> None:
    enqueue("test.none")
    assert found("jobs").state == "ok"
    Job.objects.update(not_before=timezone.now() - timedelta(hours=3))
    assert (found("jobs").state, "3 h" in found("jobs").text) == ("degraded", True)
    assert health.job_lag() == pytest.approx(3 * 3600, abs=60)


def test_letters_that_wait_or_died() -> None:
    row = dead_letter()
    assert (found("outbox").state, found("outbox").text) == ("degraded", "1 meddelanden gick inte fram.")
    OutboxMessage.objects.update(state="waiting")
    assert found("outbox").state == "ok"
    OutboxMessage.objects.update(since=timezone.now() - timedelta(hours=2))
    assert found("outbox").state == "degraded"
    row.delete()
    assert found("outbox").state == "ok"


def test_a_ledger_nobody_signs() -> None:
    ledger.commit([ledger.entry("view", None, None)])
    assert found("ledger").state == "ok"
    sign_checkpoint()
    assert "alla undertecknade" in found("ledger").text


def test_entries_left_unsigned_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.commit([ledger.entry("view", None, None)])
    later = timezone.now() + timedelta(hours=1)
    monkeypatch.setattr(health.timezone, "now", lambda: later)
    assert found("ledger").state == "degraded"


def test_a_writer_that_has_stopped_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert found("writer").state == "ok"
    monkeypatch.setattr(ledger, "writer_alive", lambda: False)
    assert found("writer").state == "failed"


def test_a_clock_that_has_jumped() -> None:
    assert found("clock").state == "ok"
    clock_watch.tick()
    ClockMark.objects.update(drift=-7200.0)
    row = ClockMark.objects.get()
    ClockMark.objects.update(trusted=row.trusted + 7200)
    assert (found("clock").state, found("clock").text) == ("degraded", "Går 2 h efter.")


def test_copies_are_asked_for_after_a_week(world: SimpleNamespace) -> None:
    assert (found("backup").state, found("backup").text) == ("ok", "Ingen är gjord.")
    Account.objects.update(date_joined=timezone.now() - timedelta(days=8))
    assert found("backup").state == "degraded"
    ledger.commit([ledger.entry("export", None, None, kind="backup", channel="command")])
    assert found("backup").state == "ok"


def test_the_command_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert operation_commands.health(SimpleNamespace()) == 0  # type: ignore[arg-type]
    dead_letter()
    assert operation_commands.health(SimpleNamespace()) == 1  # type: ignore[arg-type]
    assert "degraded  Utgående post: 1 meddelanden gick inte fram." in capsys.readouterr().out


# --- the figures --------------------------------------------------------------------------------------------
def test_figures_are_openmetrics_and_count(client: Client, world: SimpleNamespace) -> None:
    for _ in range(3):
        client.get("/logga-in/")
    refused = client.generic("PROPFIND", "/logga-in/").status_code
    enqueue("test.none")
    dead_letter()
    answer = client.get("/matt/")
    assert answer.headers["Content-Type"] == openmetrics.CONTENT_TYPE
    told = parse(answer.content.decode())

    assert told["samsyn_requests"].type == "counter"
    assert told["samsyn_requests"].value("_total", method="GET", status="200") >= 3
    assert told["samsyn_requests"].value("_total", method="other", status=str(refused)) >= 1
    assert told["samsyn_jobs"].value(state="waiting") == 1
    assert told["samsyn_outbox_messages"].value(channel="mail", state="dead") == 1
    assert told["samsyn_guard_alarms"].value("_total") == policy.faults()
    assert told["samsyn_ledger_entries"].value("_total") == LedgerEntry.objects.count()
    assert told["process_resident_memory_bytes"].value() > 10_000_000
    assert told["samsyn_health"].value(check="outbox") == 1
    durations = told["samsyn_request_duration_seconds"]
    assert durations.value("_bucket", le="+Inf") == durations.value("_count") > 3


def test_no_figure_names_anybody(client: Client, world: SimpleNamespace) -> None:
    dead_letter("siv@norralv.example")
    text = client.get("/matt/").content.decode()
    assert not re.search(r"siv|norralv|hemlig", text)


labels = st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=8), max_size=2)


@given(st.lists(st.tuples(labels, st.floats(allow_nan=False, allow_infinity=False)), max_size=6))
def test_whatever_is_written_can_be_read(samples: list[tuple[dict[str, str], float]]) -> None:
    kept = {tuple(sorted(names.items())): (names, value) for names, value in samples}
    family = Family("a_thing", "gauge", 'what "it" is\\')
    for names, value in kept.values():
        family.add(value, **names)
    told = parse(openmetrics.write([family]))["a_thing"]
    assert all(told.value(**names) == value for names, value in kept.values())


@given(st.lists(st.floats(min_value=0, max_value=20), min_size=1))
def test_a_histogram_counts_each_once(values: list[float]) -> None:
    histogram = Histogram((0.5, 1.0, 5.0))
    for value in values:
        histogram.observe(value)
    family = histogram.fill(Family("it_seconds", "histogram", "how long", "seconds"))
    told = parse(openmetrics.write([family]))["it_seconds"]
    for bound in (0.5, 1.0, 5.0):
        assert told.value("_bucket", le=repr(bound)) == sum(value <= bound for value in values)
    assert told.value("_count") == told.value("_bucket", le="+Inf") == len(values)
    assert told.value("_sum") == pytest.approx(sum(values))


def test_a_family_is_written_once_and_ends_with_its_unit() -> None:
    with pytest.raises(ValueError, match="two families"):
        openmetrics.write([Family("a", "gauge", "x"), Family("a", "gauge", "x")])
    with pytest.raises(ValueError, match="unit"):
        openmetrics.write([Family("a", "gauge", "x", "seconds")])


def test_every_family_has_its_help() -> None:
    assert all(family.help for family in figures.families())


# --- the page -----------------------------------------------------------------------------------------------
@pytest.fixture
def admin(as_: Callable[[str], Client], world: SimpleNamespace) -> Client:
    """Admin in administrator mode."""
    client, now = as_("admin"), timezone.now()
    until = now + timedelta(minutes=10)
    period = AdminPeriod.objects.create(account=world.admin, reason="tillsyn", started_at=now, until=until)
    session = client.session
    session[assurance.LEVEL] = 2
    session[assurance.ADMIN] = {"period": period.pk, "until": until.timestamp()}
    session.save()
    return client


def test_the_page_is_for_administrators(as_: Callable[[str], Client]) -> None:
    assert as_("siv").get("/drift/").status_code == 404
    assert as_("siv").post("/drift/klocka/").status_code == 404
    assert as_("admin").get("/drift/").status_code == 302  # by way of administrator mode


def test_the_page_says_how_it_is_and_nothing_of_the_letters(admin: Client) -> None:
    row = dead_letter()
    text = admin.get("/drift/").content.decode()
    assert "1 meddelanden gick inte fram." in text
    assert "rcpt 550" in text
    assert row.receiver not in text
    assert "hemligt" not in text


def test_a_dead_letter_is_tried_again_or_thrown_away_by_a_press(admin: Client) -> None:
    first, second = dead_letter("a@b.se"), dead_letter("c@d.se")
    assert admin.post(f"/drift/post/{first.pk}/forsok/").status_code == 302
    assert admin.post(f"/drift/post/{second.pk}/slang/").status_code == 302
    assert admin.post(f"/drift/post/{second.pk}/slang/").status_code == 409
    assert admin.post(f"/drift/post/{second.pk}/las/").status_code == 404
    assert admin.post("/drift/post/99999/slang/").status_code == 404
    assert admin.get(f"/drift/post/{second.pk}/slang/").status_code == 405
    assert list(OutboxMessage.objects.order_by("pk").values_list("state", flat=True)) == [
        "waiting",
        "dropped",
    ]


def test_a_press_says_that_the_clock_is_right(admin: Client) -> None:
    clock_watch.tick()
    row = ClockMark.objects.get()
    ClockMark.objects.update(trusted=row.trusted - 7200, drift=7200.0)
    assert "Klockan går rätt" in admin.get("/drift/").content.decode()
    assert admin.post("/drift/klocka/").status_code == 302
    assert "Klockan går rätt" not in admin.get("/drift/").content.decode()
    assert LedgerEntry.objects.filter(kind="core.clockmark", act="decide").count() == 1
