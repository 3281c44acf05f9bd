"""What machines read of a document, what people corrected, and the document's line in the archive."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from samsyn.core.models import Document


class Reading(models.Model):
    """A record as docs/reference/record.md states it, never changed. The newest is `current`."""

    guard_prefix = "document__"

    document = models.ForeignKey(Document, models.CASCADE, related_name="readings")
    reader_version = models.CharField(max_length=40)
    record = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)
    current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(current=True), name="council_one_current_reading"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.reader_version}"


class Correction(models.Model):
    """What a person said of one fact. Rows are never changed but for `undone_at`: undo is a line too."""

    guard_prefix = "document__"

    class Action(models.TextChoices):
        CONFIRM = "confirm"
        SET = "set"
        REJECT = "reject"
        ADD = "add"

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    key = models.CharField(max_length=300)
    action = models.CharField(max_length=8, choices=Action.choices)
    value = models.JSONField(null=True, blank=True)
    was = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["document", "key"], name="council_correction_key")]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


class Entry(models.Model):
    """A document's line in archive and queue: whether it could be read, and how much waits for a person."""

    guard_prefix = "document__"

    class State(models.TextChoices):
        READ = "read"
        FAILED = "failed"

    document = models.OneToOneField(Document, models.CASCADE, related_name="entry")
    state = models.CharField(max_length=8, choices=State.choices)
    error_code = models.CharField(max_length=40, blank=True, default="")
    message = models.TextField(blank=True, default="")
    # The meeting's day, the first of all days without one: the archive is listed by it.
    day = models.DateField(default=date.min)
    pages = models.PositiveIntegerField(default=0)
    reviewed_facts = models.PositiveIntegerField(default=0)
    open_facts = models.PositiveIntegerField(default=0)
    doubtful_facts = models.PositiveIntegerField(default=0)
    least_confidence = models.FloatField(default=1.0)
    warnings = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(
                fields=["state", "least_confidence", "-doubtful_facts", "id"], name="council_entry_order"
            ),
            # The key of the document is in it: the list skips to its page without a look at the table.
            models.Index(fields=["day", "id", "document"], name="council_entry_list"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.state}"
