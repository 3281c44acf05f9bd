"""Organisations: municipalities, the police, regions, associations. They own what is labelled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("kommun")
        POLICE = "police", _("polis")
        REGION = "region", _("region")
        ASSOCIATION = "association", _("förening")
        OTHER = "other", _("annan")

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
