"""The child process that reads: takes requests on stdin, answers on stdout, and may die without harm.

A request is a JSON head and, if it says so, bytes. An answer is its kind, whether it is the last, and bytes.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from .errors import ReadError
from .limits import Budget, Limits
from .read import failed, read_bytes, read_layout

HEAD = struct.Struct(">I")
ANSWER = struct.Struct(">c?I")
RECORD, BYTES, NOTHING, ERROR = b"r", b"b", b"n", b"e"

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_FILE_SIZE = 16 << 20
_OPEN_FILES = 128


def confine(limits: Limits) -> None:
    """Give up memory beyond the limit, large files, core dumps, and the network where the system lets us."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_SIZE, _FILE_SIZE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # a lower hard limit may be set already
        resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))
    with contextlib.suppress(OSError):  # if memory runs out, this process goes first
        Path("/proc/self/oom_score_adj").write_text("900")
    with contextlib.suppress(
        OSError, AttributeError
    ):  # not Linux, or not allowed: then the limits above must do
        libc = ctypes.CDLL(None)
        if libc.unshare(_NEW_NET) != 0:
            libc.unshare(_NEW_USER | _NEW_NET)


def _allow_cpu(seconds: float) -> None:
    """CPU seconds from now on; the system ends the process beyond them."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the other end closes."""
    limits: Limits | None = None
    while head := requests.read(HEAD.size):
        request = json.loads(requests.read(HEAD.unpack(head)[0]))
        if limits is None:
            limits = Limits(**request["limits"])
            confine(limits)
        size = request.get("size")
        data = requests.read(size) if size is not None else None
        _allow_cpu(limits.page_seconds)
        kind, body = _answer(request, data, limits)
        if len(body) > limits.output:
            kind, body = RECORD, _dump(failed(request["name"], "too_large"))
        # Freed memory that does not go back to the system is not carried along to the next document.
        last = _resident() > limits.memory // 4
        answers.write(ANSWER.pack(kind, last, len(body)))
        answers.write(body)
        answers.flush()
        if last:
            return


def _answer(request: dict[str, Any], data: bytes | None, limits: Limits) -> tuple[bytes, bytes]:
    name = request["name"]
    try:
        if data is None:
            data = _load(request["path"], limits)
    except OSError:
        return RECORD, _dump(failed(name, "not_found"))
    if request["op"] == "read":
        return RECORD, _dump(read_bytes(data, name, limits, Budget(limits, _allow_cpu)))
    try:
        if request["op"] == "text":
            text = read_layout(data, budget=Budget(limits, _allow_cpu)).text()
            return BYTES, text.encode("utf-8", "replace")[: limits.output]
        from . import render  # OpenCV is slow to load

        if request["op"] == "sizes":
            return BYTES, json.dumps(render.sizes(data, limits)).encode()
        image = render.render(data, request["page"], request["width"], request["media_type"], limits)
    except ReadError as error:
        return ERROR, json.dumps({"code": error.code, "message": str(error)}).encode()
    except MemoryError:
        return ERROR, json.dumps({"code": "memory", "message": "Sidan är för stor för att visas."}).encode()
    return (NOTHING, b"") if image is None else (BYTES, image)


def _load(path: str, limits: Limits) -> bytes:
    """The file's bytes, one more than the limit at most, so that a special file without end does no harm."""
    with Path(path).open("rb") as file:
        return file.read(limits.bytes + 1)


def _dump(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _resident() -> int:
    """Bytes in memory at most so far. Where Linux says it of this program alone: what getrusage says begins
    with the size of the process that started it, and a large server's children would serve but once."""
    with contextlib.suppress(OSError, StopIteration, ValueError), Path("/proc/self/status").open() as lines:
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def request_head(op: str, name: str, limits: Limits, **more: object) -> bytes:
    """The head of a request as the worker reads it."""
    body = json.dumps({"op": op, "name": name, "limits": asdict(limits), **more}).encode()
    return HEAD.pack(len(body)) + body


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    sys.stderr = os.fdopen(os.dup(2), "w", buffering=1)
    silence = os.open(os.devnull, os.O_WRONLY)
    for number in (1, 2):  # what C libraries print belongs neither among the answers nor on the terminal
        os.dup2(silence, number)
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        serve(sys.stdin.buffer, answers)
    os._exit(0)  # the process ends without tearing down what C libraries hold


if __name__ == "__main__":
    main()
