"""What signing in leaves behind: sessions, second factors, invitations, identities elsewhere, administrator
mode."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from .account import Account, Role
from .body import Body
from .organisation import Organisation


class Session(AbstractBaseSession):
    """Django's session with its account as a column, so that one account's sessions are found at once."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type:
        from samsyn.core.sessions import SessionStore

        return SessionStore


class Factor(models.Model):
    """Something an account proves itself with beside its password.

    `secret`: of an app the shared secret, sealed; of a passkey its public key; of a recovery code nothing.
    `key`: what finds it: a passkey's id or a recovery code's hash. `counter`: the newest step or signature
    count that was used; an older one is a replay."""

    class Kind(models.TextChoices):
        APP = "app", _("kodapp")
        PASSKEY = "passkey", _("passnyckel")
        RECOVERY = "recovery", _("reservkod")

    account = models.ForeignKey(Account, models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=60, blank=True)
    key = models.CharField(max_length=1400, unique=True)
    secret = models.BinaryField(default=b"")
    counter = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name or self.get_kind_display()


class Identity(models.Model):
    """Who the account is at a provider of single sign-on: the provider's address and its name for the
    person."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once")]

    def __str__(self) -> str:
        return self.issuer


class Invitation(models.Model):
    """A place that waits for a person who has the code, of which only a hash is kept. Without an organisation
    it is the first administrator's, who names one."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Role.Kind, default=Role.Kind.READER)
    valid_until = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(Account, models.CASCADE, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.name


class AdminPeriod(models.Model):
    """Once in administrator mode: who, when, why."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="admin_periods")
    reason = models.CharField(max_length=300)
    started_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account}, {self.started_at:%Y-%m-%d %H:%M}"
