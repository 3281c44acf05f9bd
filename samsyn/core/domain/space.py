"""Room on the disk. A full one would stop even destruction, for a database needs room to forget: so a reserve
lies there, the ballast, and is given up when the disk is full. What it frees is for destroying and for
nothing else; other writing is refused until there is room again, and reading goes on."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samsyn.core.errors import SamsynError

log = logging.getLogger(__name__)

TIMES = 2  # the ballast is made where there is room for it so many times over
_freeing: ContextVar[bool] = ContextVar("space_freeing", default=False)


class Full(SamsynError):
    code = "disk_full"
    status = 507
    permanent = False
    default = _(
        "Disken är full. Det går att läsa och att gallra, men inget nytt tas emot förrän det finns plats."
    )


@dataclass(frozen=True, slots=True)
class Space:
    """In bytes; `ballast` is what lies in reserve now, `wanted` what should."""

    free: int
    size: int
    ballast: int
    wanted: int

    @property
    def full(self) -> bool:
        """The reserve has been given up, or there was never room for it, and there is none now."""
        return self.wanted > 0 and self.ballast < self.wanted and self.free < self.wanted * TIMES


def state() -> Space:
    """Raises OSError."""
    here = os.statvfs(settings.DATA)
    try:
        ballast = _path().stat().st_size
    except FileNotFoundError:
        ballast = 0
    return Space(here.f_bavail * here.f_frsize, here.f_blocks * here.f_frsize, ballast, wanted())


def wanted() -> int:
    return int(settings.BALLAST_MB) * 1_000_000


def is_full() -> bool:
    """May nothing new be written now?"""
    try:
        return state().full
    except FileNotFoundError:  # there is no data folder yet
        return False


def keep() -> None:
    """Lay the reserve up if it is missing and there is room. Raises OSError."""
    found = state()
    if found.wanted == 0 or found.ballast >= found.wanted or found.full:
        return
    aside = _path().with_name(".ballast")
    with aside.open("wb") as out:
        os.posix_fallocate(out.fileno(), 0, found.wanted)  # blocks, not a hole
    aside.replace(_path())


def release() -> None:
    """Give the reserve up."""
    try:
        _path().unlink()
    except FileNotFoundError:
        return
    log.error("the disk is full: the reserve of %d bytes has been given up", wanted())


def noticed(error: BaseException | None) -> bool:
    """Was it the full disk that failed? Then the reserve is given up, and the next try may go better."""
    while error is not None:
        if _says_full(error):
            release()
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_full(error: BaseException) -> bool:
    """As the system, SQLite (13 is SQLITE_FULL) and PostgreSQL (class 53, disk_full) say it."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return getattr(error, "sqlite_errorcode", None) == 13 or getattr(error, "sqlstate", None) == "53100"


def _path() -> Path:
    return Path(settings.DATA, "ballast")


# --- what may go on -----------------------------------------------------------------------------------------
_going_on: set[str] = set()


def goes_on(*views: str) -> None:
    """Names of addresses that are answered when the disk is full, and jobs that are run: what destroys, and
    what lets people in to do so."""
    _going_on.update(views)


def going_on() -> frozenset[str]:
    return frozenset(_going_on)


@contextmanager
def reserved() -> Iterator[None]:
    """Around a request or job: whoever opens the reserve within has it until the end."""
    token = _freeing.set(False)
    try:
        yield
    finally:
        _freeing.reset(token)


def open_reserve() -> None:
    """What is done from here on may use the room that the reserve has left."""
    _freeing.set(True)


def closed() -> bool:
    """Is it full, and this not what the reserve is for?"""
    return not _freeing.get() and is_full()
