"""A document and its original: the bytes lie on disk under their own hash, the row says what they are."""

from __future__ import annotations

from django.db import models

from .account import Account
from .body import Body
from .label import LabelledModel


class Original(models.Model):
    """Bytes nobody changes. `media_type` comes from the bytes, never from a name; `size` is in bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.sha256


class Document(LabelledModel):
    """The same bytes are one document in an organisation. `removed_at` is the undo of an import."""

    original = models.ForeignKey(Original, models.PROTECT, related_name="documents")
    name = models.CharField(max_length=255)  # the file's name when it came
    title = models.CharField(max_length=300, blank=True)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="documents")
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("organisation", "original"), name="document_once_per_organisation"
            )
        ]
        indexes = [
            models.Index(fields=("organisation", "level", "circle", "terms"), name="document_label"),
            models.Index(fields=("created", "id"), name="document_newest"),
        ]

    def __str__(self) -> str:
        return self.title or self.name
