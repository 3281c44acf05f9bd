"""Imports: a batch of files dropped together, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.core.models import Body, Document, Job, Level, Organisation, Original


class FileState(models.TextChoices):
    WAITING = "waiting", _("väntar")
    READING = "reading", _("läses")
    DONE = "done", _("inläst")
    SAME = "same", _("fanns redan")
    FAILED = "failed", _("kunde inte läsas")
    UNDONE = "undone", _("borttagen igen")


class ImportBatch(models.Model):
    """Files read in together, with the label their documents get unless they state one themselves."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="import_batches")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="import_batches")
    level = models.CharField(max_length=20, choices=Level, default=Level.LIMITED)
    circle = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created", "-id"]

    def __str__(self) -> str:
        return f"{self.organisation} {self.created:%Y-%m-%d %H:%M}"


class ImportFile(models.Model):
    """One file of a batch. The bytes are kept from the first moment, whatever becomes of the reading."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="files")
    name = models.CharField(max_length=500)
    original = models.ForeignKey(Original, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.WAITING)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="import_files"
    )
    # True if this file brought the document into the archive, so that undoing the batch takes it out again.
    brought = models.BooleanField(default=False)
    error_code = models.CharField(max_length=40, blank=True, default="")
    message = models.TextField(blank=True, default="")
    # The job that reads it. If that job no longer runs, the file waits for the next.
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["batch", "state"], name="council_file_state")]

    def __str__(self) -> str:
        return self.name
