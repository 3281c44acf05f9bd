"""The sharing label: who may see a thing. Levels follow docs/reference/labels, mapped to FIRST TLP 2.0."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class LabelledModel(models.Model):
    """Anything under a label: owned by an organisation, within the circle of at most one body.

    A model that has no label of its own but hangs on one that has says so with `guard_prefix`,
    for instance "document__" (see core/guard.py)."""

    guard_prefix: ClassVar[str] = ""

    level = models.CharField(max_length=20, choices=Level, default=Level.LIMITED)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    circle = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    @property
    def tlp(self) -> str:
        return TLP[Level(self.level)]
