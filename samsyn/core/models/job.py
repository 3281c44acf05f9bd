"""Work done beside the pages. The table is the queue (see core/jobs.py)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .account import Account


class Job(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        RUNNING = "running", _("pågår")
        DONE = "done", _("klart")
        FAILED = "failed", _("misslyckades")
        CANCELLED = "cancelled", _("avbrutet")

    kind = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    requester = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="jobs")
    priority = models.SmallIntegerField(default=0)  # higher first
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)  # who holds the lease; a lost one writes nothing
    attempts = models.PositiveSmallIntegerField(default=0)
    cancel = models.BooleanField(default=False)  # asked to stop; the handler does so at its next step
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)
    updated = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=("state", "-priority", "id"), name="job_queue"),
            models.Index(fields=("updated",), name="job_updated"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED, self.State.CANCELLED)
