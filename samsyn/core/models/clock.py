"""What is known of the time: the last trusted moment of each running machine, and the jumps that were seen
(core/domain/clock.py)."""

from __future__ import annotations

from django.db import models


class ClockMark(models.Model):
    """One a start of a machine: process clocks mean nothing beyond it."""

    start = models.CharField(max_length=40, unique=True)  # names the start; random
    trusted = models.FloatField()  # seconds since 1970
    count = models.FloatField()  # seconds since the machine started
    drift = models.FloatField(default=0.0)  # seconds the wall stood ahead

    def __str__(self) -> str:
        return f"{self.start[:8]}: {self.trusted:.0f}"


class ClockJump(models.Model):
    noted = models.DateTimeField()  # by the wall, after the jump
    trusted = models.DateTimeField()  # what was believed instead
    seconds = models.FloatField()  # forward is more than 0

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.seconds:+.0f} s"

    @property
    def length(self) -> int:
        """Whole seconds, whichever way."""
        return round(abs(self.seconds))
