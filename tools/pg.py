#!/usr/bin/env python3
"""Run a command with DATABASE_URL set to a PostgreSQL of its own, in a temporary folder, gone afterwards.

    tools/pg.py -- .venv/bin/pytest --only-database

Run by root, the server runs as the user postgres (or nobody), since initdb refuses root.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

# A database that is thrown away need not survive a power cut.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "log_min_messages": "fatal",
}


PROGRAMS = ("initdb", "pg_ctl", "createdb")


def programs() -> Path:
    """The folder with the server's programs: on the path, as pg_config says, or the newest of Debian's."""
    folders = []
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
        folders.append(Path(said.stdout.strip()))
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parts[4].zfill(4))
    for folder in (*folders, *reversed(debian)):
        if all((folder / name).exists() for name in PROGRAMS):
            return folder
    sys.exit("pg.py: no PostgreSQL server here (initdb not found). On Debian: apt install postgresql")


def unprivileged() -> dict[str, Any]:
    """Keyword arguments for subprocess that step down from root; empty where nobody is root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    sys.exit("pg.py: run by root, but there is neither a user postgres nor nobody")


def run(command: Sequence[str]) -> int:
    bin_folder, step_down = programs(), unprivileged()
    home = Path(tempfile.mkdtemp(prefix="samsyn-pg-"))
    if step_down:
        os.chown(home, step_down["user"], step_down["group"])
    cluster = home / "cluster"

    def do(program: str, *args: str) -> None:
        subprocess.run(
            [bin_folder / program, *args], check=True, cwd=home, stdout=subprocess.DEVNULL, **step_down
        )

    settings = " ".join(f"-c {name}={value}" for name, value in OPTIONS.items())
    try:
        do(
            "initdb",
            "-D",
            str(cluster),
            "-U",
            "samsyn",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        )
        do(
            "pg_ctl",
            "start",
            "-D",
            str(cluster),
            "-w",
            "-l",
            str(home / "log"),
            "-o",
            f"{settings} -k {home}",
        )
        do("createdb", "-h", str(home), "-U", "samsyn", "samsyn")
        url = f"postgresql://samsyn@/samsyn?host={quote(str(home), safe='')}"
        return subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": url}).returncode
    finally:
        if (cluster / "postmaster.pid").exists():
            do("pg_ctl", "stop", "-D", str(cluster), "-m", "immediate")
        shutil.rmtree(home, ignore_errors=True)


def main(argv: Sequence[str]) -> int:
    command = list(argv[1:] if argv[:1] == ["--"] else argv)
    if not command:
        print(__doc__)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped as well
    try:
        return run(command)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
