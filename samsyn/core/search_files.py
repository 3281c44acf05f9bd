"""A process of its own that looks for phrases in files: the database's among them.

Why not in ours: SQLite's locks belong to a process and a file, and the system lets go of all of them when the
process closes that file, whoever in it opened it. Another process would then take the database for unused,
clear its journal away, and what we write next would be lost (sqlite.org/howtocorrupt.html, 2.2).

On stdin a line of JSON, {"paths": […], "phrases": {"words": ["one form", …]}}; on stdout {"words": files}."""

from __future__ import annotations

import json
import mmap
import sys
from collections import Counter
from pathlib import Path


def look(path: Path, phrases: dict[str, list[bytes]]) -> list[str]:
    """Those of the phrases that lie in the file in one of their forms."""
    try:
        with path.open("rb") as source:
            if path.stat().st_size == 0:
                return []
            with mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return [
                    name for name, forms in phrases.items() if any(data.find(form) >= 0 for form in forms)
                ]
    except FileNotFoundError:  # it went while we looked
        return []


def main() -> None:
    told = json.loads(sys.stdin.readline())
    phrases = {name: [form.encode() for form in forms] for name, forms in told["phrases"].items()}
    found: Counter[str] = Counter()
    for path in told["paths"]:
        found.update(look(Path(path), phrases))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
