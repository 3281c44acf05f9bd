"""What a clock that can be set may be trusted with. Two clocks are compared: the wall's, which people and
programs set, and the one that counts since the machine started, which nobody sets.

A mark is a moment that was trusted. From it the counting clock says how late it can be at most now; what the
wall says beyond that is a jump, and is not believed. What it says before that is believed: earlier is safe,
for nothing opens early by it."""

from __future__ import annotations

from dataclasses import dataclass

STEADY = 2.0  # seconds the clocks may differ by between two looks
SLEW = 0.001  # and this share of the time between: time servers draw a clock by half of it at most
RESTART = 3600.0  # seconds a machine may have been off without anybody vouching for the time


@dataclass(frozen=True, slots=True)
class Mark:
    """`trusted` in seconds since 1970; `count` what the counting clock said then; `drift` how far ahead of
    `trusted` the wall stood, 0 when they agreed."""

    trusted: float
    count: float
    drift: float = 0.0


def slack(elapsed: float) -> float:
    return STEADY + SLEW * max(0.0, elapsed)


def now(mark: Mark, wall: float, count: float) -> float:
    """The latest moment that is certain to have come, on the machine where the mark was made."""
    elapsed = count - mark.count
    return min(wall, mark.trusted + elapsed + slack(elapsed))


def look(mark: Mark, wall: float, count: float) -> tuple[Mark, float]:
    """The next mark on the same machine, and by how many seconds the wall has jumped since the last one (0.0:
    not at all). When it comes back to what was counted, it is trusted again."""
    elapsed = count - mark.count
    expected = mark.trusted + elapsed
    drift = wall - expected
    jumped = drift - mark.drift if abs(drift - mark.drift) > slack(elapsed) else 0.0
    if abs(drift) <= slack(elapsed):
        return Mark(wall, count), jumped
    return Mark(expected, count, drift), jumped


def restarted(last: Mark, wall: float, count: float) -> tuple[Mark, float]:
    """The first mark after the machine has started anew, or on another machine. Nobody has counted since the
    last one, so a short absence is believed and a long one is not: it cannot be told from a jump."""
    ahead = wall - last.trusted
    if -STEADY <= ahead <= RESTART:
        return Mark(wall, count), 0.0
    return Mark(last.trusted, count, ahead), ahead
