"""A stricter label for one item of a document. The rows of item and paragraphs carry what follows from it
(domain/materialise.py); this is where it is kept while they are written anew."""

from __future__ import annotations

from django.db import models

from samsyn.core.models import Body, Document, Level, Terms


class PartLabel(models.Model):
    """Never wider than its document's. The owner is the document's."""

    guard_prefix = "document__"

    document = models.ForeignKey(Document, models.CASCADE, related_name="part_labels")
    key = models.CharField(max_length=300)  # of the item, as a correction names it
    level = models.CharField(max_length=20, choices=Level)
    circle = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "key"], name="council_part_label_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.key}: {self.level}"
