from django.apps import AppConfig, apps


class CoreConfig(AppConfig):
    name = "samsyn.core"
    label = "core"

    def ready(self) -> None:
        from . import ledger_jobs  # noqa: F401 - registers its job
        from .calc.entry import allow

        allow(kinds=[model._meta.label_lower for model in apps.get_models()])
        allow(kinds=["search", "list", "session"], policies=["label", "rule", "role", "gate"])
