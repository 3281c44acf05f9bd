"""What has been done to labels: each change with its reason and the persons, and so the editions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .account import Account
from .body import Body
from .document import Document
from .label import TLP, Level, Terms


class LabelChange(models.Model):
    """A change of one label, in force or waiting for a second person. A change in force is never rewritten.

    `part` is the key of the document's item, empty for the whole. `edition` counts what is in force."""

    class Kind(models.TextChoices):
        STRICTER = "stricter", _("skärpt")
        WIDER = "wider", _("sänkt")
        OPENED = "opened", _("behandling antecknad")
        RELEASED = "released", _("embargo släppt")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("väntar på en andra person")
        DONE = "done", _("gäller")
        REFUSED = "refused", _("avslagen")
        WITHDRAWN = "withdrawn", _("återtagen")

    document = models.ForeignKey(Document, models.CASCADE, related_name="label_changes")
    part = models.CharField(max_length=300, blank=True, default="")
    part_name = models.CharField(max_length=300, blank=True, default="")
    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State)
    edition = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True, default="")
    widens = models.CharField(max_length=100, blank=True, default="")  # words of calc/labels.widened

    level_before = models.CharField(max_length=20, choices=Level)
    circle_before = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    terms_before = models.ForeignKey(Terms, models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(max_length=20, choices=Level)
    circle = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, blank=True, related_name="+")

    by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(
                fields=("document", "part"),
                condition=models.Q(state="proposed"),
                name="label_change_one_waiting",
            ),
            models.UniqueConstraint(fields=("document", "edition"), name="label_change_edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}: {self.level_before} → {self.level} ({self.state})"

    @property
    def tlp(self) -> str:
        return TLP[Level(self.level)]


class Rights(models.Model):
    """One row: a number that triggers raise whenever an account, a role or a label changes (core/rights.py).
    Whoever holds something open looks at it."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "rights"

    def __str__(self) -> str:
        return str(self.number)
