"""The commands that need Django: serve, worker, demo, import, ledger, manage."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samsyn.settings")


def run(options: argparse.Namespace) -> int:
    """Returns the exit code."""
    import django

    if getattr(options, "demo", False):  # its passwords are public: a code beside them would protect nothing
        os.environ.setdefault("SAMSYN_ASSURANCE", "")
    django.setup()
    commands = {
        "serve": serve,
        "worker": worker,
        "demo": demo,
        "import": bring,
        "add": add,
        "close": close,
        "ledger": ledger,
        "receipt": receipt,
        "clock": clock,
        "health": health,
        "backup": backup,
        "restore": restore,
    }
    return commands[options.command](options)


def manage(words: list[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["samsyn manage", *words])
    return 0


def migrate() -> None:
    """Bring the database up to date; quick when it is."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Databasen uppdateras …", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def serve(options: argparse.Namespace) -> int:
    from django.db import connections
    from django.utils import timezone

    from samsyn import server
    from samsyn.core import ledger_jobs, retention_jobs
    from samsyn.core.domain import invitations
    from samsyn.core.models import Session

    try:
        sock = server.listen(options.host, options.port)
    except OSError as error:
        print(
            f"samsyn: {options.host}:{options.port} går inte att lyssna på: {error.strerror}.",
            file=sys.stderr,
        )
        print(f"Välj en annan port: samsyn serve --port {options.port + 1}", file=sys.stderr)
        return 1
    migrate()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    ledger_jobs.schedule()
    retention_jobs.at_start()
    if options.demo:
        _demo()
    code = invitations.first()
    connections.close_all()
    host = f"[{options.host}]" if ":" in options.host else options.host
    port = sock.getsockname()[1]  # the one the system chose, if 0 was asked for
    print(f"\nSamsyn svarar på http://{host}:{port}  (Ctrl-C stannar)\n", flush=True)
    if code is not None:
        print("Här finns inga konton. Den första administratören öppnar, en gång och inom ett dygn:")
        print(f"  http://{host}:{port}/inbjudan/?kod={code}\n", flush=True)
    server.serve([sock])
    return 0


def worker(options: argparse.Namespace) -> int:
    from samsyn.core.watchman import Watchman
    from samsyn.core.workers import Worker

    migrate()
    threads: list[Watchman | Worker] = [Watchman(), *(Worker() for _ in range(max(1, options.threads)))]
    for thread in threads:
        thread.start()
    print(f"Arbetar av kön med {len(threads) - 1} i taget (Ctrl-C stannar).", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    for thread in threads:
        thread.stop()
    for thread in threads:
        thread.join(timeout=2)
    return 0


def demo(_options: argparse.Namespace) -> int:
    migrate()
    _demo()
    return 0


def _demo() -> None:
    from samsyn.core.domain.demo import ACCOUNTS, build

    if build():
        print("Demonstrationen är byggd: Norrälv, en påhittad kommun.")
    print("\nKonton att prova med (bara i demonstrationen):")
    for account in ACCOUNTS:
        print(f"  {account.username:<6} {account.password:<24} {account.about}")
    sys.stdout.flush()


def bring(options: argparse.Namespace) -> int:
    if not find_spec("samsyn.council.domain.imports"):
        print("samsyn: den här installationen har inget arkiv.", file=sys.stderr)
        return 1
    migrate()
    imports = importlib.import_module("samsyn.council.domain.imports")
    return int(imports.from_command_line(options))


def add(options: argparse.Namespace) -> int:
    from samsyn.core import registry

    migrate()
    return registry.add(options)


def close(options: argparse.Namespace) -> int:
    from samsyn.core import registry

    migrate()
    return registry.close(options)


def ledger(options: argparse.Namespace) -> int:
    from samsyn.core import ledger_commands

    migrate()
    return ledger_commands.ledger(options)


def clock(options: argparse.Namespace) -> int:
    from samsyn.core import operation_commands

    migrate()
    return operation_commands.clock(options)


def backup(options: argparse.Namespace) -> int:
    from samsyn.core import operation_commands

    migrate()
    return operation_commands.backup(options)


def restore(options: argparse.Namespace) -> int:
    from samsyn.core import operation_commands

    return operation_commands.restore(options)  # into a database that is not even made yet


def health(options: argparse.Namespace) -> int:
    from samsyn.core import operation_commands

    migrate()
    return operation_commands.health(options)


def receipt(options: argparse.Namespace) -> int:
    from samsyn.core import receipt_commands

    return receipt_commands.receipt(options)
