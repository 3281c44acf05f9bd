"""The installation's signed word for what left it. No content: hashes, a label, a pseudonym."""

from __future__ import annotations

from django.db import models

from .account import Account


class ExportReceipt(models.Model):
    """`note` is a signed note (domain/receipts.py); the rest repeats what a list of them shows."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="receipts")
    at = models.DateTimeField()
    seq = models.PositiveBigIntegerField()  # of the ledger's entry
    level = models.CharField(max_length=20)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()  # bytes
    documents = models.PositiveIntegerField()  # how many are in it
    note = models.TextField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.pk}: {self.seq}"
