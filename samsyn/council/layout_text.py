"""A child process of its own: a document's bytes on stdin, the text of its layout on stdout.

The spans of a record count in this text. It is made under the same limits as a reading.
"""

from __future__ import annotations

import subprocess
import sys

from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.limits import DEFAULT

_SECONDS = 120.0
_NOT_READ = 3


def text(data: bytes) -> str:
    """The text, empty if the child could not make it (it is only shown and searched, never relied on)."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "samsyn.council.layout_text"],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout[: DEFAULT.output].decode("utf-8", "replace") if done.returncode == 0 else ""


def main() -> int:
    from samsyn.council.reading.read import read_layout
    from samsyn.council.reading.worker import confine

    confine(DEFAULT)
    try:
        layout = read_layout(sys.stdin.buffer.read())
    except (ReadError, MemoryError):
        return _NOT_READ
    sys.stdout.buffer.write(layout.text().encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
