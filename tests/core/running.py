"""The real server and worker as processes of their own, with a data folder of their own."""

from __future__ import annotations

import os
import re
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEY = "only-for-tests-" * 4


@dataclass
class Process:
    popen: subprocess.Popen[bytes]
    data: Path
    port: int = 0

    @property
    def pid(self) -> int:
        return self.popen.pid

    def threads(self) -> int:
        return len(list(Path(f"/proc/{self.pid}/task").iterdir()))

    def database_files(self) -> int:
        """Open descriptors on the database, its log and its shared memory."""
        found = 0
        for link in Path(f"/proc/{self.pid}/fd").iterdir():
            try:
                found += "samsyn.sqlite3" in str(link.readlink())
            except OSError:
                continue  # closed while we looked
        return found

    def stop(self, sign: int = signal.SIGTERM) -> float:
        """Seconds until it was gone."""
        start = time.monotonic()
        self.popen.send_signal(sign)
        self.popen.wait(10)
        return time.monotonic() - start


def environment(data: Path, **more: str) -> dict[str, str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DATABASE_"))
    }
    settings = {"DJANGO_SETTINGS_MODULE": "tests.core.slowjobs.settings", "PYTHONPATH": str(ROOT)}
    return clean | settings | {"SAMSYN_DATA": str(data), "SAMSYN_SECRET_KEY": KEY} | more


@contextmanager
def samsyn(data: Path, *words: str, until: bytes, **more: str) -> Iterator[Process]:
    """`samsyn WORDS` running, from when it has printed `until`."""
    popen = subprocess.Popen(
        [sys.executable, "-m", "samsyn", *words],
        env=environment(data, **more),
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    try:
        said = _wait_for(popen, until)
        port = re.search(rb"http://[^ ]*:(\d+)", said)
        yield Process(popen, data, int(port[1]) if port else 0)
    finally:
        if popen.poll() is None:
            popen.kill()
        popen.wait()
        if popen.stdout:
            popen.stdout.close()


def _wait_for(popen: subprocess.Popen[bytes], until: bytes) -> bytes:
    assert popen.stdout is not None
    said, end = b"", time.monotonic() + 60
    with selectors.DefaultSelector() as selector:
        selector.register(popen.stdout, selectors.EVENT_READ)
        while until not in said:
            if not selector.select(timeout=max(0.0, end - time.monotonic())):
                raise TimeoutError(f"{until!r} was not said, only {said!r}")
            part = os.read(popen.stdout.fileno(), 65536)
            if not part:
                raise RuntimeError(f"it ended with {popen.wait()}, having said {said!r}")
            said += part
    return said


def shell(data: Path, code: str) -> str:
    """What `samsyn manage shell -c CODE` prints."""
    command = [sys.executable, "-m", "samsyn", "manage", "shell", "--no-imports", "-c", code]
    done = subprocess.run(
        command, env=environment(data), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
