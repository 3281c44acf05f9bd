"""Places, physical and digital alike: a square is a place, and so is a game where children are approached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A tree. `easting` and `northing` are SWEREF 99 TM (EPSG:3006) in metres, `uncertainty_m` the radius, in
    metres, within which the place lies; a digital place has an environment instead."""

    class Kind(models.TextChoices):
        PHYSICAL = "physical", _("fysisk")
        DIGITAL = "digital", _("digital")

    class Environment(models.TextChoices):
        GAME = "game", _("spel")
        SOCIAL = "social", _("socialt medium")
        MESSAGING = "messaging", _("meddelandetjänst")
        MARKETPLACE = "marketplace", _("marknadsplats")
        PAYMENT = "payment", _("betaltjänst")
        OTHER = "other", _("annan digital miljö")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    easting = models.FloatField(null=True, blank=True)
    northing = models.FloatField(null=True, blank=True)
    uncertainty_m = models.FloatField(null=True, blank=True)
    environment = models.CharField(max_length=20, choices=Environment, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True, uncertainty_m__isnull=True)
                | Q(
                    kind="physical",
                    easting__isnull=False,  # a check on what is unknown would pass
                    northing__isnull=False,
                    uncertainty_m__isnull=False,
                    easting__range=(200_000, 1_000_000),
                    northing__range=(6_000_000, 7_800_000),
                    uncertainty_m__gt=0,
                ),
                name="place_coordinates_whole_and_in_sweden",
            ),
            models.CheckConstraint(
                condition=Q(kind="physical", environment="") | (Q(kind="digital") & ~Q(environment="")),
                name="place_environment_iff_digital",
            ),
        ]

    def __str__(self) -> str:
        return self.name
