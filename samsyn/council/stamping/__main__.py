"""The child: a line of JSON with media type and lines, then the file, on stdin; the stamped copy on stdout.

Exit codes: 0 stamped, 3 the kind has no place for a stamp or the file is damaged."""

from __future__ import annotations

import json
import os
import sys

from samsyn.council.reading.limits import DEFAULT
from samsyn.council.reading.worker import confine


def main() -> int:
    confine(DEFAULT)
    out = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):  # what C libraries print does not belong in the file
        os.dup2(silence, number)
    from .formats import stamped

    told = json.loads(sys.stdin.buffer.readline())
    try:
        made = stamped(sys.stdin.buffer.read(), told["media_type"], told["lines"])
    except Exception:  # noqa: BLE001 - a damaged file fails in any library's own way; then it gets a cover sheet
        made = None
    if made is None:
        return 3
    out.write(made)
    out.flush()
    return 0


if __name__ == "__main__":
    os._exit(main())  # without tearing down what C libraries hold
