"""The clock that opens things: no jump, restart or restored copy makes it later than is certain."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import operation_commands
from samsyn.core.calc import clock as calc
from samsyn.core.calc.clock import Mark
from samsyn.core.domain import clock, clock_watch
from samsyn.core.models import ClockJump, ClockMark, LedgerEntry

START = datetime(2026, 11, 22, 6, 0, tzinfo=UTC).timestamp()
HOUR, DAY, YEAR = 3600.0, 86400.0, 365 * 86400.0


@dataclass
class Machine:
    """The two clocks in the hand of the test."""

    wall: float = START
    count: float = 500.0
    start: str = "first"
    truth: float = field(default=START)

    def passes(self, seconds: float) -> None:
        self.wall += seconds
        self.count += seconds
        self.truth += seconds

    def jumps(self, seconds: float) -> None:
        self.wall += seconds

    def restarts(self, off: float, name: str = "second") -> None:
        self.passes(off)
        self.count, self.start = 5.0, name
        clock.forget()


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, db: None) -> Machine:
    made = Machine()
    monkeypatch.setattr(clock, "wall_now", lambda: made.wall)
    monkeypatch.setattr(clock, "count_now", lambda: made.count)
    monkeypatch.setattr(clock, "start_name", lambda: made.start)
    clock.forget()
    clock_watch.tick()
    return made


def trusted() -> float:
    return clock.trusted_now().timestamp()


def test_a_steady_clock_is_trusted(machine: Machine) -> None:
    for _ in range(50):
        machine.passes(60)
        machine.jumps(0.02)  # as a time server draws it
        assert clock_watch.tick() == 0.0
        assert trusted() == pytest.approx(machine.wall, abs=1e-5)
    assert not ClockJump.objects.exists()
    assert clock.state().steady


@pytest.mark.parametrize("jump", [3.0, HOUR, DAY, YEAR])
def test_a_jump_forward_opens_nothing_early(machine: Machine, jump: float) -> None:
    machine.passes(30)
    machine.jumps(jump)
    assert trusted() <= machine.truth + 3  # before anybody has looked
    assert clock_watch.tick() == pytest.approx(jump)
    machine.passes(DAY)
    clock_watch.tick()
    assert machine.truth - 100 <= trusted() <= machine.truth + 100
    assert ClockJump.objects.count() == 1
    assert clock.state().ahead == pytest.approx(jump, abs=100)


def test_a_jump_backward_opens_nothing_early_and_is_seen(machine: Machine) -> None:
    machine.passes(60)
    machine.jumps(-DAY)
    assert clock_watch.tick() == pytest.approx(-DAY)
    assert trusted() == pytest.approx(machine.wall, abs=1e-5)
    assert clock.state().ahead == pytest.approx(-DAY)


def test_when_it_comes_back_it_is_trusted_again(machine: Machine) -> None:
    for jump in (YEAR, -YEAR):
        machine.jumps(jump)
        machine.passes(60)
        clock_watch.tick()
    assert clock.state().steady
    assert trusted() == pytest.approx(machine.truth, abs=1e-5)
    assert [row.seconds for row in ClockJump.objects.order_by("pk")] == pytest.approx([YEAR, -YEAR])


def test_a_jump_is_in_the_ledger(machine: Machine) -> None:
    machine.jumps(DAY)
    clock_watch.tick()
    last = LedgerEntry.objects.order_by("seq").last()
    assert last is not None
    assert (last.kind, last.act) == ("core.clockjump", "change")


def test_a_jump_while_the_process_is_away_is_seen_by_the_next(machine: Machine) -> None:
    clock.forget()
    machine.passes(HOUR)
    machine.jumps(YEAR)
    assert trusted() <= machine.truth + 10  # only the database was asked; nothing has ticked
    assert clock_watch.tick() == pytest.approx(YEAR)


@pytest.mark.parametrize(("off", "believed"), [(120.0, True), (HOUR - 5, True), (DAY, False), (YEAR, False)])
def test_after_a_restart_only_a_short_absence_is_believed(
    machine: Machine, off: float, believed: bool
) -> None:
    machine.restarts(off)
    clock_watch.tick()
    assert clock.state().steady is believed
    assert trusted() <= machine.truth + 1e-5
    assert (trusted() > machine.wall - 1e-5) is believed


def test_a_jump_is_not_washed_away_by_a_restart(machine: Machine) -> None:
    machine.jumps(YEAR)
    clock_watch.tick()
    machine.restarts(60)
    clock_watch.tick()
    machine.passes(60)
    clock_watch.tick()
    assert trusted() <= machine.truth + 1e-5


def test_a_machine_that_starts_in_the_past_is_trusted_when_it_knows_the_time(machine: Machine) -> None:
    machine.restarts(60)
    machine.jumps(-YEAR)
    clock_watch.tick()
    assert trusted() == pytest.approx(machine.wall, abs=1e-5)
    machine.passes(30)
    machine.jumps(YEAR)
    clock_watch.tick()
    assert trusted() <= machine.truth + 1e-5


def test_a_restored_database_does_not_know_how_long_it_lay(machine: Machine) -> None:
    machine.restarts(40 * DAY, "another machine")
    assert trusted() <= START + HOUR
    clock_watch.confirm(None)
    assert trusted() == pytest.approx(machine.wall, abs=1e-5)


def test_confirming_trusts_the_wall_and_stands_in_the_ledger(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.jumps(DAY)
    clock_watch.tick()
    assert operation_commands.clock(argparse.Namespace(what="show")) == 1
    assert "1 day, 0:00:00 före" in capsys.readouterr().out
    assert operation_commands.clock(argparse.Namespace(what="confirm")) == 0
    assert trusted() == pytest.approx(machine.wall, abs=1e-5)
    assert LedgerEntry.objects.filter(act="decide", kind="core.clockmark").count() == 1


def test_two_who_look_at_once_record_one_jump(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.jumps(DAY)
    stale = clock.judge()
    clock_watch.tick()
    monkeypatch.setattr(clock, "judge", lambda: stale)
    assert clock_watch.tick() == 0.0
    assert ClockJump.objects.count() == 1
    assert ClockMark.objects.count() == 1


def test_today_is_the_installations_day(machine: Machine) -> None:
    machine.passes(datetime(2026, 11, 22, 23, 30, tzinfo=UTC).timestamp() - machine.wall)
    clock_watch.tick()
    assert clock.trusted_today() == date(2026, 11, 23)


def test_the_real_clocks_with_a_wall_that_is_set(db: None) -> None:
    """The counting clock is the machine's own; only the wall travels."""
    clock.forget()
    clock_watch.tick()
    today = clock.trusted_today()
    with time_machine.travel(datetime(2031, 1, 8, 12, tzinfo=UTC)):
        assert clock.trusted_today() == today
        assert clock_watch.tick() > YEAR
        assert clock.trusted_today() == today
    assert clock_watch.tick() < -YEAR
    assert clock.state().steady
    with time_machine.travel(datetime(2020, 1, 1, 12, tzinfo=UTC)):
        assert clock.trusted_today() == date(2020, 1, 1)


steps = st.lists(
    st.tuples(
        st.sampled_from(["pass", "jump", "tick", "restart"]),
        st.floats(min_value=-3 * YEAR, max_value=3 * YEAR),
    ),
    max_size=40,
)


@given(steps)
def test_whatever_happens_it_is_never_later_than_the_truth(told: list[tuple[str, float]]) -> None:
    """But for what time servers may draw a clock by, and an hour a restart."""
    wall = truth = START
    count, looks, restarts = 0.0, 1, 0
    mark, ran = Mark(wall, count), 0.0
    for what, by in told:
        if what == "pass":
            passed = abs(by) / 1000
            wall, truth, count, ran = wall + passed, truth + passed, count + passed, ran + passed
        elif what == "jump":
            wall += by
        elif what == "tick":
            mark, _jumped = calc.look(mark, wall, count)
            looks += 1
        else:
            count, restarts = 0.0, restarts + 1
            mark, _jumped = calc.restarted(mark, wall, count)
        allowed = looks * calc.STEADY + calc.SLEW * ran + restarts * (calc.RESTART + calc.STEADY)
        assert calc.now(mark, wall, count) <= truth + allowed + 0.01
