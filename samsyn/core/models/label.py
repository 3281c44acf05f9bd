"""The sharing label: who may see a thing. Levels follow docs/reference/labels, mapped to FIRST TLP 2.0."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.core.calc.labels import Limits

from .body import Body
from .organisation import Organisation


class Level(models.TextChoices):
    PUBLIC = "public", _("Öppen")
    NETWORK = "network", _("Samverkanskretsen")
    LIMITED = "limited", _("Begränsad delning")
    LIMITED_ORG = "limited_org", _("Begränsad delning – endast egen organisation")
    ROOM = "room", _("Endast mötets deltagare")


# From the widest to the strictest; what is derived takes the strictest of its sources.
STRICTNESS = (Level.PUBLIC, Level.NETWORK, Level.LIMITED, Level.LIMITED_ORG, Level.ROOM)

# The marks of FIRST TLP 2.0 are never translated.
TLP = {
    Level.PUBLIC: "TLP:CLEAR",
    Level.NETWORK: "TLP:GREEN",
    Level.LIMITED: "TLP:AMBER",
    Level.LIMITED_ORG: "TLP:AMBER+STRICT",
    Level.ROOM: "TLP:RED",
}


class Purpose(models.TextChoices):
    """What a person is here to do today. The ledger writes the same words."""

    PREVENTION = "prevention", _("brottsförebyggande")
    INCIDENT = "incident", _("händelse")
    FOLLOW_UP = "follow_up", _("uppföljning")
    OVERSIGHT = "oversight", _("tillsyn")
    DISCLOSURE = "disclosure", _("utlämnande")


class Terms(models.Model):
    """What a label says beyond level, owner and circle. Most things have none.

    A row is never changed: a label with other terms points at another row, and labels that say the same share
    one (`digest`). Only `opened_at` and `released_at` are set later, once, by an act: the gate's body has
    decided; the embargo is over. Both hold for all that waits for the same.

    Lists of words or parties are text between commas (",o:3,b:2,"), in order: few rows and the same on both
    databases."""

    class Basis(models.TextChoices):
        NONE = "", _("ingen bestämmelse angiven")
        OSL = "osl", _("offentlighets- och sekretesslagen")
        BDL = "bdl", _("brottsdatalagen")
        OTHER = "other", _("annan bestämmelse")

    digest = models.CharField(max_length=64, unique=True, editable=False)
    audience = models.TextField(blank=True, default="")
    purposes = models.CharField(max_length=100, blank=True, default="")
    basis = models.CharField(max_length=10, choices=Basis, blank=True, default="")
    provision = models.CharField(max_length=60, blank=True, default="")  # "10 kap. 18 a §"
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    assessed_on = models.DateField(null=True, blank=True)
    embargoed = models.BooleanField(default=False)
    embargo_until = models.DateField(null=True, blank=True)
    gate = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    matter = models.CharField(max_length=200, blank=True, default="")
    expires = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "terms"

    def __str__(self) -> str:
        return self.digest[:12]

    def content(self) -> str:
        """What makes these terms these, one line a field."""
        first = ("audience", "purposes", "basis", "provision", "assessed_by_id", "assessed_on")
        fields = (*first, "embargoed", "embargo_until", "gate_id", "matter", "expires")
        return "\n".join(f"{name}={getattr(self, name) or ''}" for name in fields)

    def shared(self) -> Terms | None:
        """The saved row that says the same; None if this says nothing."""
        self.embargoed = self.embargo_until is not None or self.gate_id is not None
        if self.content() == Terms().content():
            return None
        self.digest = sha256(self.content().encode()).hexdigest()
        found = Terms.objects.filter(digest=self.digest).first()
        if found is None:
            self.save()
        return found or self

    def limits(self) -> Limits:
        """As the guard reads them."""
        return Limits(
            audience=parted(self.audience),
            purposes=parted(self.purposes),
            held=self.embargoed and self.released_at is None,
            until=self.embargo_until,
            gate=self.gate_id,
            gate_owner=self.gate.organisation_id if self.gate else None,
            matter=self.matter,
            expires=self.expires,
        )


def joined(words: frozenset[str] | set[str] | list[str] | tuple[str, ...]) -> str:
    """As Terms keeps a set: ",a,b,"."""
    return f",{','.join(sorted(set(words)))}," if words else ""


def parted(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


class LabelledModel(models.Model):
    """Anything under a label: owned by an organisation, within the circle of at most one body.

    A model that has no label of its own but hangs on one that has says so with `guard_prefix`,
    for instance "document__" (see core/guard)."""

    guard_prefix: ClassVar[str] = ""

    level = models.CharField(max_length=20, choices=Level, default=Level.LIMITED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    terms = models.ForeignKey(Terms, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def tlp(self) -> str:
        return TLP[Level(self.level)]
