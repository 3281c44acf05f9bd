from django.apps import AppConfig, apps

# When the disk is full: what destroys, what lets people in to do so, and what shows how it is.
GOES_ON = [
    f"core:{name}"
    for name in (
        *("sign_in", "second_step", "passkey_options", "passkey", "sso", "sso_back", "sign_out"),
        *("confirm", "confirmed", "admin_mode", "leave_admin_mode"),
        *("retention", "propose", "destruction_list", "destruction_act"),
        *("operation", "operation_letter", "confirm_clock", "health", "metrics"),
    )
]
JOBS_GO_ON = ("core.destroy", "core.retention", "core.checkpoint")


class CoreConfig(AppConfig):
    name = "samsyn.core"
    label = "core"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_migrate

        from . import (
            boxes,  # noqa: F401 - the start page learns of them
            ledger_jobs,  # noqa: F401 - registers its job
            retention_jobs,  # noqa: F401 - and theirs
            sessions,
        )
        from .calc.entry import allow
        from .domain import space
        from .guard import policy
        from .rights import install

        space.goes_on(*GOES_ON, *JOBS_GO_ON)
        post_migrate.connect(install, sender=self)
        user_logged_in.connect(sessions.begun)
        allow(kinds=[model._meta.label_lower for model in apps.get_models()])
        allow(kinds=["search", "list", "session", "backup"], policies=["label", "rule", "role", "gate"])
        allow(policies=policy.names())  # raises BadPolicy: with a fault in the policies nothing starts
        allow(policies=["retention", "undone", "again"])  # why something was destroyed
