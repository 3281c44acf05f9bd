"""The reader as the archive uses it: in child processes with limits, never in the server's own."""

from __future__ import annotations

import atexit
import os
import threading
from contextlib import AbstractContextManager
from typing import Any, Protocol

from samsyn import __version__

JOBS = max(1, (os.cpu_count() or 2) - 1)
VERSION = f"samsyn {__version__}"
_lock = threading.Lock()
_drawing: Drawing | None = None


class Pool(Protocol):
    """Files in, records or the text of their layout out; a record with `error` for what cannot be
    read, a ReadError for a text. Safe from several threads."""

    def read(self, source: bytes, name: str = "") -> dict[str, Any]: ...

    def text(self, source: bytes) -> str: ...


class Drawing(Protocol):
    """Pages as images. Safe from several threads."""

    def sizes(self, source: bytes) -> list[tuple[float, float]]: ...

    def render(self, source: bytes, page: int, width: int, media_type: str) -> bytes | None: ...


def pool(jobs: int) -> AbstractContextManager[Pool]:
    """Child processes for reading, ended when the context is left."""
    from samsyn.council.reading.sandbox import Pool as Sandbox

    return Sandbox(jobs)


def drawing() -> Drawing:
    """One child that stays between pages: starting it costs more than drawing does."""
    global _drawing
    with _lock:
        if _drawing is None:
            from samsyn.council.reading.sandbox import Pool as Sandbox

            found = Sandbox(1)
            atexit.register(found.close)
            _drawing = found
        return _drawing
