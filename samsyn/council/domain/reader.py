"""The reader as the archive uses it: in child processes with limits, never in the server's own."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import Any, Protocol

JOBS = max(1, (os.cpu_count() or 2) - 1)


class Pool(Protocol):
    """Files in, records out; a record with `error` for what cannot be read. Safe from several threads."""

    def read(self, data: bytes, name: str) -> dict[str, Any]: ...


def pool(jobs: int) -> AbstractContextManager[Pool]:
    """Child processes for reading, ended when the context is left."""
    from samsyn.council.reading.sandbox import Pool as Sandbox

    return Sandbox(jobs)
