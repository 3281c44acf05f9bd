"""`samsyn backup | restore | clock | health`: for whoever runs the installation."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from .domain import backup as copying
from .domain import clock as time_kept
from .domain import clock_watch, restore_copy
from .domain import health as condition
from .errors import Invalid, SamsynError
from .keys import DamagedKey


def clock(options: argparse.Namespace) -> int:
    """Exit codes: 0 the clock is trusted, 1 it is not."""
    if options.what == "confirm":
        clock_watch.confirm(None)
    found = time_kept.state()
    print(f"Klockan visar  {_time(found.wall)}")
    print(f"Säkert är      {_time(found.trusted)}")
    if found.steady:
        print("Klockan är att lita på.")
        return 0
    way = "före" if found.ahead > 0 else "efter"
    print(
        f"Klockan går {timedelta(seconds=round(abs(found.ahead)))} {way} det som är säkert. Det som har ett"
        " datum öppnas inte på den. Jämför med en annan klocka; stämmer den: samsyn clock confirm"
    )
    return 1


def _time(moment: object) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"  # type: ignore[arg-type]


STEPS = {"database": "Databasen", "originals": "Originalen", "check": "Kontroll"}


def bar(step: str, done: int, total: int) -> None:
    """One line on a terminal, written over; nothing elsewhere."""
    if not sys.stderr.isatty() or (done < total and done % 25):
        return
    part = done / total if total else 1.0
    drawn = "█" * round(part * 30)
    end = "\n" if done >= total else ""
    print(
        f"\r{STEPS[step]:<11} {drawn:<30} {part:4.0%}  {done}/{total}", end=end, file=sys.stderr, flush=True
    )


def backup(options: argparse.Namespace) -> int:
    """Exit codes: 0 whole, 1 not possible, 3 made, but originals were missing or damaged."""
    try:
        if options.check:
            return _check(options.folder)
        made = copying.make(options.folder, bar, keep_days=options.keep)
    except (SamsynError, OSError, DamagedKey) as error:
        print(f"samsyn: {error}", file=sys.stderr)
        return 1
    print(f"Kopia {made.name}: databasen och {made.originals} original, {made.added} nya.")
    for name in made.pruned:
        print(f"Borttagen, för gammal: {name}")
    for what, digests in (("saknas", made.missing), ("är skadade", made.damaged)):
        if digests:
            print(
                f"{len(digests)} original {what}: {', '.join(one[:16] for one in digests)}", file=sys.stderr
            )
    return 3 if made.missing or made.damaged else 0


def _check(folder: Path) -> int:
    worst = 0
    for name in copying.copies(folder):
        found = restore_copy.check(folder, name, bar)
        worst = max(worst, 3 if found else 0)
        print(f"{name}: {'hel' if not found else ' '.join(found)}")
    return worst


def _notes(path: Path) -> list[str]:
    """Checkpoints in a file: a note, or what a witness sends, which holds several. Whose they are is seen
    later."""
    text = path.read_text("utf-8")
    if not text.startswith("{"):
        return [text]
    try:
        return [str(note) for note in json.loads(text)["cosigned"]]
    except (ValueError, KeyError, TypeError) as error:
        raise Invalid(f"{path}: ingen kontrollpunkt") from error


def restore(options: argparse.Namespace) -> int:
    """Exit codes: 0 put back and whole, 1 not possible, 3 put back, but something is missing or wrong."""
    try:
        names = copying.copies(options.folder)
        if not names:
            raise OSError(f"{options.folder} innehåller ingen hel kopia")
        held = [note for path in options.witnessed for note in _notes(path)]
        done = restore_copy.restore(
            options.folder, options.copy or names[-1], bar, witnessed=held, new_log=options.new_log
        )
    except (SamsynError, OSError, DamagedKey) as error:
        print(f"samsyn: {error}", file=sys.stderr)
        return 1
    print(f"Kopian {done.name} är tillbaka: {done.size} poster i loggen.")
    if done.destroyed:
        print(f"{done.destroyed} handlingar som gallrats efter kopian är gallrade igen.")
    if done.lost:
        print(f"{done.lost} poster ur den gamla loggen finns inte här. En ny logg har börjat efter den.")
    for one in done.missing:
        print(f"Originalet {one[:16]} kunde inte läggas tillbaka.", file=sys.stderr)
    for found in done.findings:
        print(f"{found.what}: {found.text}", file=sys.stderr)
    if not time_kept.state().steady:
        print("Kopian vet inte hur länge den legat. Stäm av klockan: samsyn clock confirm")
    return 3 if done.missing or done.findings else 0


def health(_options: argparse.Namespace) -> int:
    """Exit codes: 0 well, 1 degraded, 2 failed."""
    found = condition.checks()
    for check in found:
        print(f"{check.state:<9} {check.title}: {check.text}")
    return condition.ORDER.index(condition.overall(found))
