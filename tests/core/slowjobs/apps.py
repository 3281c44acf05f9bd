from django.apps import AppConfig


class SlowJobs(AppConfig):
    name = "tests.core.slowjobs"

    def ready(self) -> None:
        from samsyn.core.tickets import allow

        allow("job", lambda account, key: True)  # any account that may sign in, whoever asked for the job
