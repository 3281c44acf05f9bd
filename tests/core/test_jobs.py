"""Jobs: claimed once, resumed when their worker dies, stepping back when they fail, stopped when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from samsyn.core import jobs, live, workers
from samsyn.core.errors import Conflict, Invalid, Temporary
from samsyn.core.jobs import claim, enqueue, job, progress, run_pending
from samsyn.core.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch) -> Callable[[jobs.Handler], None]:
    """`handler(function)` makes it the handler of kind "test"."""
    jobs.discover()  # else the rooms' handlers would be registered in the copy and lost with it
    monkeypatch.setattr(jobs, "_handlers", dict(jobs._handlers))
    return lambda function: job("test")(function) and None


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    events: list[tuple[str, Any]] = []
    monkeypatch.setattr(live, "publish", lambda topic, data: events.append((topic, data)))
    return events


def later(row: Job, **change: timedelta) -> None:
    """Move a job's clock: `later(row, lease_until=-LEASE)`."""
    Job.objects.filter(pk=row.pk).update(**{name: timezone.now() + delta for name, delta in change.items()})


def fresh(row: Job) -> Job:
    return Job.objects.get(pk=row.pk)


def test_it_runs_in_order_of_priority_and_keeps_the_result(handler: Any, world: SimpleNamespace) -> None:
    order: list[str] = []
    handler(lambda row: order.append(row.args["name"]) or {"name": row.args["name"]})
    for name, priority in (("first", 0), ("second", 0), ("urgent", 5)):
        enqueue("test", {"name": name}, world.siv, priority=priority)

    assert run_pending() == 3
    assert order == ["urgent", "first", "second"]
    assert [(row.state, row.result) for row in Job.objects.order_by("pk")] == [
        ("done", {"name": "first"}),
        ("done", {"name": "second"}),
        ("done", {"name": "urgent"}),
    ]


def test_it_does_not_start_before_its_time(handler: Any) -> None:
    handler(lambda row: None)
    row = enqueue("test", delay=timedelta(hours=1))

    assert run_pending() == 0
    later(row, not_before=-timedelta(seconds=1))
    assert run_pending() == 1


def test_one_job_is_claimed_by_one_worker() -> None:
    enqueue("test")

    first, second = claim("anna"), claim("bo")

    assert first is not None
    assert (first.worker, first.attempts, second) == ("anna", 1, None)


def test_a_claim_lost_to_another_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between looking and taking, another worker takes the row: the count of changed rows is 0."""
    row, other = enqueue("test"), enqueue("test")
    looked = Job.objects.filter(pk=row.pk).first()

    def first_look(queryset: Any) -> Job | None:
        monkeypatch.undo()
        Job.objects.filter(pk=row.pk).update(
            state="running", attempts=1, lease_until=timezone.now() + jobs.LEASE
        )
        return looked

    monkeypatch.setattr("django.db.models.query.QuerySet.first", first_look)
    taken = claim("bo")

    assert taken == other


def test_a_lapsed_lease_is_taken_over_and_the_old_worker_writes_nothing(handler: Any) -> None:
    row = enqueue("test")
    old = claim("anna")
    assert old is not None
    later(row, lease_until=-timedelta(seconds=1))

    new = claim("bo")

    assert new is not None
    assert (new.worker, new.attempts) == ("bo", 2)
    assert not jobs.renew(old)
    assert jobs.renew(new)
    with pytest.raises(jobs.LeaseLost):
        progress(old, 1, 1)
    handler(lambda row: {"by": row.worker})
    jobs.run(old)
    assert fresh(row).state == "running"
    jobs.run(new)
    assert fresh(row).result == {"by": "bo"}


def test_leases_of_dead_workers_are_released() -> None:
    enqueue("test")
    enqueue("test")
    claim(f"{workers.identity()}/here")
    gone = workers.identity().replace(":", ":999999", 1)
    claim(f"{gone}/there")

    assert jobs.release(workers.is_dead) == 1
    again = claim("bo")
    assert again is not None
    assert again.attempts == 2
    assert claim("bo") is None


def test_a_failing_job_steps_back_and_then_gives_up(handler: Any, caplog: pytest.LogCaptureFixture) -> None:
    def fails(row: Job) -> None:
        raise RuntimeError("boom")

    handler(fails)
    bad = enqueue("test")
    waits = []
    for _attempt in range(jobs.MAX_ATTEMPTS):
        assert run_pending() == 1
        now = fresh(bad)
        waits.append((now.state, round((now.not_before - timezone.now()).total_seconds(), -1)))
        later(bad, not_before=timedelta(0))

    assert waits[:2] == [("waiting", 10), ("waiting", 120)]
    assert (fresh(bad).state, fresh(bad).error) == ("failed", "RuntimeError: boom")
    assert len(caplog.records) == 3


def test_poison_does_not_stop_the_queue(handler: Any, caplog: pytest.LogCaptureFixture) -> None:
    def picky(row: Job) -> None:
        if row.args["bad"]:
            raise RuntimeError("boom")

    handler(picky)
    bad, good = enqueue("test", {"bad": True}), enqueue("test", {"bad": False})

    assert run_pending() == 2
    assert (fresh(bad).state, fresh(good).state) == ("waiting", "done")


@pytest.mark.parametrize(("error", "state"), [(Invalid("nej"), "failed"), (Temporary("vänta"), "waiting")])
def test_our_errors_say_whether_to_try_again(handler: Any, error: Exception, state: str) -> None:
    def fails(row: Job) -> None:
        raise error

    handler(fails)
    row = enqueue("test")
    run_pending()

    assert (fresh(row).state, fresh(row).error) == (state, str(error))


def test_a_job_whose_worker_dies_each_time_is_given_up() -> None:
    row = enqueue("test")
    for _attempt in range(jobs.MAX_ATTEMPTS):
        assert claim("anna")
        later(row, lease_until=-timedelta(seconds=1))

    run_pending()

    assert fresh(row).state == "failed"
    assert "gave up" in fresh(row).error


def test_an_unknown_kind_fails_and_says_so(handler: Any) -> None:
    row = enqueue("nonsense")
    run_pending()

    assert (fresh(row).state, fresh(row).error) == ("failed", "no handler for 'nonsense'")


def test_cancelling_what_waits_and_what_runs(handler: Any) -> None:
    steps: list[int] = []

    def stops(row: Job) -> None:
        for step in range(1, 4):
            steps.append(step)
            if step == 2:
                jobs.cancel(row)
            progress(row, step, 3)
            row.updated -= jobs.PROGRESS_EVERY

    handler(stops)
    waiting = enqueue("test")
    jobs.cancel(waiting)
    running = enqueue("test")
    run_pending()

    assert fresh(waiting).state == "cancelled"
    assert fresh(running).state == "cancelled"
    assert steps == [1, 2]
    with pytest.raises(Conflict):
        jobs.cancel(running)


def test_progress_is_written_sparingly_and_told_on_commit(
    handler: Any, heard: list[tuple[str, Any]], run_on_commit: Any
) -> None:
    def steps(row: Job) -> None:
        for step in range(1, 1001):
            progress(row, step, 1000, f"nr {step}")

    handler(steps)
    row = enqueue("test")
    with run_on_commit():
        run_pending()
        assert heard == []

    told = [data for topic, data in heard if topic == f"job:{row.pk}"]
    assert len(told) < 50
    assert told[-1] == {
        "job": row.pk,
        "kind": "test",
        "state": "done",
        "done": 1000,
        "total": 1000,
        "note": "nr 1000",
        "error": "",
    }


def test_two_handlers_for_one_kind_are_a_mistake(handler: Any) -> None:
    handler(lambda row: None)
    with pytest.raises(ValueError, match="two handlers"):
        handler(lambda row: None)


def test_a_worker_is_dead_only_when_that_is_certain() -> None:
    own = workers.identity()
    world, _, rest = own.partition(":")
    pid, _, started = rest.partition(":")

    assert not workers.is_dead(f"{own}/samsyn-worker-1")
    assert workers.is_dead(f"{world}:{pid}:{int(started) - 1}/samsyn-worker-1")  # the number was used again
    assert workers.is_dead(f"{world}:4194999:1/x")
    assert not workers.is_dead("other-kernel:4194999:1/x")
    assert not workers.is_dead("anna")


@pytest.mark.django_db(transaction=True)
def test_a_worker_thread_runs_jobs_and_stops(handler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.3))
    handler(lambda row: {"by": row.worker.rpartition("/")[2]})
    row = enqueue("test")
    worker = workers.Worker()
    worker.start()
    try:
        for _look in range(100):
            if fresh(row).is_over:
                break
            worker.stopping.wait(0.05)
    finally:
        worker.stop()
        worker.join(timeout=5)

    assert not worker.is_alive()
    assert fresh(row).result == {"by": worker.name}


@pytest.mark.django_db(transaction=True)
def test_the_heartbeat_keeps_a_long_job(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.3))
    enqueue("test")
    row = claim("anna")
    assert row is not None
    beat = workers.Heartbeat(row)
    beat.start()
    try:
        beat.over.wait(0.9)
        assert claim("bo") is None
    finally:
        beat.stop()
    assert not beat.is_alive()


@pytest.fixture(autouse=True)
def _quiet_bell() -> Iterator[None]:
    yield
    jobs.awake.clear()
