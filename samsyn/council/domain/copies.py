"""Copies of files on their way out: stamped in a child process, or behind a cover sheet where nothing can be
stamped. The original itself is never touched."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass

from samsyn.core import store
from samsyn.core.domain.stamps import Stamp
from samsyn.core.errors import Temporary
from samsyn.core.models import Document

SECONDS = 60
COVER = "LÄS FÖRST.txt"


@dataclass(frozen=True, slots=True)
class Copy:
    """What goes out. `name` is the file's; a cover sheet makes it a package."""

    data: bytes
    media_type: str
    name: str


def stamped(document: Document, stamp: Stamp) -> Copy:
    """Raises Hidden if the original is gone, Temporary if there is no room to make the copy now."""
    with store.open(document.original_id) as source:
        data = source.read()
    return stamped_bytes(data, document.original.media_type, file_name(document), stamp)


def stamped_bytes(data: bytes, media_type: str, name: str, stamp: Stamp) -> Copy:
    made = _in_child(data, media_type, stamp)
    if made is not None:
        return Copy(made, media_type, name)
    return Copy(package({COVER: cover(stamp), name: data}), "application/zip", f"{name}.zip")


def file_name(document: Document) -> str:
    """The name it came by, without folders."""
    return document.name.replace("\\", "/").rsplit("/", 1)[-1] or "handling"


def cover(stamp: Stamp) -> bytes:
    return ("\n".join(stamp.lines) + "\n").encode("utf-8")


def package(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def _in_child(data: bytes, media_type: str, stamp: Stamp) -> bytes | None:
    """None where there is no place for a stamp, the file is damaged, or making it takes too much."""
    head = json.dumps({"media_type": media_type, "lines": list(stamp.lines)}).encode("ascii") + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "samsyn.council.stamping"],
            input=head + data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:  # no memory or no process to be had
        raise Temporary from error
    return done.stdout if done.returncode == 0 and done.stdout else None
