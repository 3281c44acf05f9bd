"""A person the records speak of. Not a register: name only, no number, no address."""

from __future__ import annotations

from typing import Any

from django.db import models

from samsyn.core.calc.names import sort_name


class Person(models.Model):
    name = models.CharField(max_length=200)
    sort_name = models.CharField(max_length=200, db_index=True, blank=True)

    class Meta:
        ordering = ("sort_name", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.sort_name:
            self.sort_name = sort_name(self.name)
        super().save(*args, **kwargs)
