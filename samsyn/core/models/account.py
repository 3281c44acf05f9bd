"""Who may sign in, and what they are to which organisation or body, from when until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from .body import Body
from .organisation import Organisation
from .person import Person

if TYPE_CHECKING:
    from samsyn.core.assurance import SignedIn

UNLIMITED = 4  # jobs and commands run on the server, where nobody signs in


class Account(AbstractUser):
    class Theme(models.TextChoices):
        AUTO = "auto", _("som datorn")
        PAPER = "paper", _("ljust")
        NIGHT = "night", _("mörkt")

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="accounts")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="sv")
    theme = models.CharField(max_length=10, choices=Theme, default=Theme.AUTO)
    closed_at = models.DateTimeField(null=True, blank=True)

    signed_in: SignedIn | None = None  # what the session says, on the account a request carries

    @property
    def assurance(self) -> int:
        """How sure we are that it is this person, 1–4 (core/assurance.py). Not of a session: no limit."""
        return UNLIMITED if self.signed_in is None else self.signed_in.level

    @property
    def in_admin_mode(self) -> bool:
        return self.signed_in is not None and self.signed_in.admin

    def __str__(self) -> str:
        return self.person.name if self.person else self.username


class Role(models.Model):
    """`organisation` is where the account belongs; `body` narrows the role to one table it sits at.

    Both days are included; None is open."""

    class Kind(models.TextChoices):
        READER = "reader", _("läsare")
        SECRETARY = "secretary", _("sekreterare")
        REVIEWER = "reviewer", _("granskare")
        PUBLISHER = "publisher", _("utgivare")
        ADMIN = "admin", _("administratör")
        OVERSIGHT = "oversight", _("granskare av visningar")

    account = models.ForeignKey(Account, models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="roles")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.READER)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account}: {self.get_kind_display()}, {self.body or self.organisation}"

    @staticmethod
    def valid_on(day: date) -> models.Q:
        return (models.Q(valid_from=None) | models.Q(valid_from__lte=day)) & (
            models.Q(valid_until=None) | models.Q(valid_until__gte=day)
        )


class SignInFailure(models.Model):
    """Failed sign-ins counted per key (a hash of name and address), within a window. No names are kept."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.count}"
