"""The council room as a Django application."""

from __future__ import annotations

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "samsyn.council"
    label = "council"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Råd"

    def ready(self) -> None:
        # The registries of jobs, start-page boxes and the demo world learn of this room by these imports.
        from samsyn.council import hooks  # noqa: F401
