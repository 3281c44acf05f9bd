"""What is to leave the installation, kept until it has (core/domain/outbox.py)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    class Channel(models.TextChoices):
        MAIL = "mail", _("e-post")
        CHAT = "chat", _("chatt")
        WITNESS = "witness", _("vittne")

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        SENDING = "sending", _("sänds")
        SENT = "sent", _("sänt")
        DEAD = "dead", _("gick inte fram")
        DROPPED = "dropped", _("slängt")

    key = models.CharField(max_length=64, unique=True)  # the same message is never put here twice
    channel = models.CharField(max_length=10, choices=Channel)
    receiver = models.CharField(max_length=300)  # address, room, other installation: order is kept for each
    level = models.CharField(max_length=20, blank=True)  # sharing label of what it is about
    content = models.JSONField(default=dict)  # emptied when the message has left
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()  # when it was put here, or tried anew by hand
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=80, blank=True)
    error = models.CharField(max_length=100, blank=True)  # a code; never what the other side said
    created = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("channel", "state", "receiver", "id"), name="outbox_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
