"""Review of looks: what was drawn from a day of the ledger, what an officer said of each, and what was asked.

Who reads or writes them: core/domain/reviews.py. Names stand nowhere: a look has its author's pseudonym."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .organisation import Organisation


class LookDraw(models.Model):
    """One organisation's draw from one day. Whoever has the ledger can draw the same again: the seed is the
    root of the first checkpoint that holds all of the day."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    day = models.DateField()
    size = models.PositiveBigIntegerField()  # of that checkpoint
    seed = models.CharField(max_length=64)  # its root, hexadecimal
    occasions = models.PositiveIntegerField()  # there were, among which was drawn
    drawn = models.DateTimeField()

    class Meta:
        ordering = ("-day", "organisation")
        constraints = [models.UniqueConstraint(fields=("organisation", "day"), name="look_draw_once")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.day}"


class LookSample(models.Model):
    """One look to review: all that one account saw of one object on one day, named by its first entry."""

    class State(models.TextChoices):
        OPEN = "open", _("att granska")
        ASKED = "asked", _("frågad")
        ANSWERED = "answered", _("besvarad")
        FINE = "fine", _("utan anmärkning")
        REPORTED = "reported", _("rapporterad")

    WAITING: ClassVar = (State.OPEN, State.ANSWERED)

    draw = models.ForeignKey(LookDraw, models.PROTECT, related_name="samples")
    seq = models.PositiveBigIntegerField()  # of the ledger's entry
    times = models.PositiveIntegerField(default=1)  # how often that day
    who = models.CharField(max_length=32)  # the pseudonym, as in the entry
    reasons = models.CharField(max_length=120)  # words between blanks: "random hours"
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("draw__day", "pk")
        constraints = [models.UniqueConstraint(fields=("draw", "seq"), name="look_sample_once")]
        indexes = [models.Index(fields=("state", "draw"), name="look_sample_state")]

    def __str__(self) -> str:
        return f"{self.draw_id}: {self.seq}"


class LookQuestion(models.Model):
    """What the officer asks about a look, and what the person answers."""

    sample = models.OneToOneField(LookSample, models.CASCADE, related_name="question")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="look_questions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField(blank=True)  # beside the standing question; may be empty
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.sample_id}"
