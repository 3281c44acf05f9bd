#!/usr/bin/env python3
"""Gather the strings to translate into samsyn/locale and compile them.

tools/messages.py            gather, compile
tools/messages.py --check    fail if a compiled file is older in content than its source
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "samsyn" / "locale"


def check() -> int:
    """Compile each .po aside and compare it with the .mo that lies beside it."""
    if shutil.which("msgfmt") is None:
        print("messages: msgfmt (gettext) is missing; translations are not checked", file=sys.stderr)
        return 0
    stale = []
    for source in sorted(LOCALE.rglob("*.po")):
        compiled = source.with_suffix(".mo")
        with tempfile.NamedTemporaryFile() as aside:
            subprocess.run(["msgfmt", "--check-format", "-o", aside.name, source], check=True)
            if not compiled.exists() or compiled.read_bytes() != Path(aside.name).read_bytes():
                stale.append(source.relative_to(ROOT))
    for path in stale:
        print(f"messages: {path} has changed since it was compiled; run make messages", file=sys.stderr)
    return 1 if stale else 0


def gather() -> int:
    command = [
        ROOT / ".venv/bin/samsyn",
        "manage",
        "makemessages",
        "-l",
        "en",
        "--no-location",
        "--no-obsolete",
    ]
    with tempfile.TemporaryDirectory() as data:
        environment = os.environ | {"SAMSYN_DATA": data}
        subprocess.run(command, check=True, cwd=ROOT / "samsyn", env=environment)
    for source in sorted(LOCALE.rglob("*.po")):
        subprocess.run(["msgfmt", "--check-format", "-o", source.with_suffix(".mo"), source], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else gather())
