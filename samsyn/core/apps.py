from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    name = "samsyn.core"
    label = "core"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from . import (
            boxes,  # noqa: F401 - the start page learns of them
            ledger_jobs,  # noqa: F401 - registers its job
            retention_jobs,  # noqa: F401 - and theirs
            sessions,
        )
        from .calc.entry import allow
        from .guard import policy

        user_logged_in.connect(sessions.begun)
        allow(kinds=[model._meta.label_lower for model in apps.get_models()])
        allow(kinds=["search", "list", "session", "backup"], policies=["label", "rule", "role", "gate"])
        allow(policies=policy.names())  # raises BadPolicy: with a fault in the policies nothing starts
        allow(policies=["retention", "undone", "again"])  # why something was destroyed
