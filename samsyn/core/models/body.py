"""Bodies that meet (council, board, committee) and the seats in them over time."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samsyn.core.rules import BadRules, Rules, rules_for

from .organisation import Organisation
from .person import Person


class Body(models.Model):
    """The rules hang here: the kind gives the defaults, `own_rules` what differs (see core/rules.py)."""

    class Kind(models.TextChoices):
        STRATEGIC_COUNCIL = "strategic_council", _("strategiskt råd")
        REGIONAL_POLICE_COUNCIL = "regional_police_council", _("regionpolisråd")
        ASSEMBLY = "assembly", _("fullmäktige")
        BOARD = "board", _("styrelse")
        COMMITTEE = "committee", _("nämnd eller utskott")
        ASSOCIATION = "association", _("förening")
        OTHER = "other", _("annat organ")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    own_rules = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("organisation", "slug"), name="body_slug_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> Rules:
        return rules_for(self.kind, self.own_rules)

    def clean(self) -> None:
        try:
            rules_for(self.kind, self.own_rules)
        except BadRules as error:
            raise ValidationError({"own_rules": str(error)}) from error


class Seat(models.Model):
    """A chair at the table: for a person, for an organisation (whoever it sends), or both."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("ordförande")
        VICE_CHAIR = "vice_chair", _("vice ordförande")
        MEMBER = "member", _("ledamot")
        SUBSTITUTE = "substitute", _("ersättare")
        CO_OPTED = "co_opted", _("adjungerad")
        SECRETARY = "secretary", _("sekreterare")

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="seats")
    party = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=20, choices=Role, default=Role.MEMBER)
    order = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("body", "order", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(organisation__isnull=False),
                name="seat_has_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} ({self.get_role_display()})"
