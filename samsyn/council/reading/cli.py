"""`samsyn read`: meeting records as a table for people or one JSON object a line, without a server."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from .errors import ReadError
from .limits import DEFAULT
from .sandbox import Pool, Source
from .sniff import sniff

ABOUT = """\
Läser mötesanteckningar och protokoll: vem som kallades, var med och saknades, vad som togs upp.

  samsyn read protokoll.pdf             en tabell att läsa
  samsyn read --json mapp/ > allt.jsonl en JSON-rad per dokument, i ordning
  cat brev.eml | samsyn read -          från standard in

PDF (också skannad), DOCX, ODT, HTML, e-post, text, Markdown och bilder läses. Slaget avgörs av
innehållet, aldrig av namnet. Ur en mapp tas de filer som går att läsa, i bokstavsordning.
"""
FOOT = "Slutkod: 0 allt lästes, 3 något dokument kunde inte läsas, 2 fel användning."

OK, SOME_FAILED, USAGE, INTERRUPTED = 0, 3, 2, 130
_BAR = 24
_HEAD = 65536


def parser() -> argparse.ArgumentParser:
    form = argparse.ArgumentParser(
        prog="samsyn read",
        description=ABOUT,
        epilog=FOOT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    form.add_argument("paths", nargs="*", metavar="PATH", help="fil, mapp eller - för standard in")
    form.add_argument("--json", action="store_true", help="ett JSON-objekt per dokument och rad (UTF-8)")
    form.add_argument(
        "--jobs", type=_jobs, default=0, metavar="N", help="dokument i taget (annars ett per kärna)"
    )
    form.add_argument("--schema", action="store_true", help="skriv ut JSON-schemat för objekten och sluta")
    return form


def _jobs(text: str) -> int:
    count = int(text)
    if not 1 <= count <= 256:
        raise argparse.ArgumentTypeError("ange ett antal mellan 1 och 256")
    return count


def main(argv: Sequence[str] | None = None) -> int:
    form = parser()
    try:
        options = form.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if options.schema:
        sys.stdout.write((Path(__file__).parent / "record.schema.json").read_text("utf-8"))
        return OK
    if not options.paths:
        form.print_usage(sys.stderr)
        sys.stderr.write("samsyn read: ange minst en fil eller mapp\n")
        return USAGE
    try:
        return _read(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has seen enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _read(options: argparse.Namespace) -> int:
    sources = list(find(options.paths))
    jobs = min(options.jobs or os.cpu_count() or 1, max(1, len(sources)))
    progress = Progress(len(sources), sys.stderr)
    failed = 0
    write = _json_line if options.json else _table
    with Pool(jobs) as pool:
        for record in pool.map(sources):
            failed += record["error"] is not None
            progress.clear()
            write(record)
            progress.step(record["file"])
    progress.clear()
    sys.stdout.flush()
    return SOME_FAILED if failed else OK


def _json_line(record: dict[str, Any]) -> None:
    sys.stdout.flush()
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _table(record: dict[str, Any]) -> None:
    from .table import lines, width  # needed by people only

    for line in lines(record, width()):
        sys.stdout.buffer.write(line.encode(sys.stdout.encoding or "utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def find(paths: Sequence[str]) -> Iterator[Source]:
    """Files in the order given; folders give what can be read in them, in the order of their names."""
    for path in paths:
        if path == "-":
            yield sys.stdin.buffer.read(DEFAULT.bytes + 1)
        elif Path(path).is_dir():
            yield from _in_folder(path)
        else:
            yield path


def _in_folder(folder: str) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(root, name)  # noqa: PTH118 - keeps the path as the person wrote it
            if not name.startswith(".") and _readable(path):
                yield path


def _readable(path: str) -> bool:
    """Whether the bytes are of a kind that is read. Only packages and JSON must be looked at whole."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
            if head.startswith((b"PK", b"{")):
                head += file.read(DEFAULT.bytes)
        sniff(head)
    except ReadError as error:
        # Locked or broken documents are documents: their failure must be told.
        return error.code in ("encrypted", "damaged")
    except OSError:
        return False
    return True


class Progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int, out: TextIO) -> None:
        self._total = total
        self._out = out
        self._done = 0
        self._shown = total > 1 and out.isatty()

    def step(self, name: str) -> None:
        self._done += 1
        if self._shown and self._done < self._total:
            full = _BAR * self._done // self._total
            bar = "█" * full + "░" * (_BAR - full)
            self._out.write(f"\r{bar} {self._done}/{self._total} {Path(name).name[:40]}\x1b[K")
            self._out.flush()

    def clear(self) -> None:
        if self._shown:
            self._out.write("\r\x1b[K")
            self._out.flush()


if __name__ == "__main__":
    sys.exit(main())
