"""`samsyn clock`, and what else whoever runs the installation asks for."""

from __future__ import annotations

import argparse
from datetime import timedelta

from django.utils import timezone

from .domain import clock as time_kept
from .domain import clock_watch


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
