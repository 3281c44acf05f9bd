"""Reading, beside its peers in the same run: pages a second, scans against Tesseract alone, memory.

CPU time of one core, since wall time on a shared machine says little; only the whole program is in wall time.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from samsyn.council.reading.limits import Budget
from samsyn.council.reading.read import read_bytes, read_layout
from samsyn.council.reading.sources import ocr
from samsyn.council.reading.sources.pdf_scan import ScannedPage

ROUNDS = 5
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAMSYN_SHARED", ROOT.parent / "shared"))
MINUTES = SHARED / "data" / "minutes"


def cpu() -> float:
    """CPU seconds of this process and of the programs it has waited for."""
    mine, theirs = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return mine.ru_utime + mine.ru_stime + theirs.ru_utime + theirs.ru_stime


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The least CPU seconds of a few rounds."""
    spent = []
    for _ in range(rounds):
        started = cpu()
        work()
        spent.append(cpu() - started)
    return min(spent)


def row(name: str, value: str, goal: str = "") -> None:
    print(f"{name:<58}{value:>18}   {goal}")


def bare_text(files: list[bytes]) -> None:
    for data in files:
        document = pdfium.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_range()


def pdftotext(paths: list[Path]) -> None:
    for path in paths:
        subprocess.run(["pdftotext", "-layout", str(path), "-"], stdout=subprocess.DEVNULL, check=True)


def records(files: list[bytes]) -> None:
    """Read all; a figure of readings that failed would be worth nothing."""
    for data in files:
        record = read_bytes(data, "-")
        if record["error"]:
            raise SystemExit(f"not read: {record['error']['message']}")


def born_digital() -> None:
    paths = sorted(MINUTES.glob("alingsas/*.pdf"))
    files = [path.read_bytes() for path in paths]
    pages = sum(len(pdfium.PdfDocument(data)) for data in files)
    print(f"\nBorn-digital PDF: {len(files)} files, {pages} pages; pages a second of one core")
    row(
        "samsyn, full records",
        f"{pages / best(lambda: records(files)):.0f}",
        "goal 150",
    )
    row(
        "samsyn, words with boxes and strokes",
        f"{pages / best(lambda: [read_layout(data) for data in files]):.0f}",
    )
    row("pypdfium2, bare text", f"{pages / best(lambda: bare_text(files)):.0f}")
    if shutil.which("pdftotext"):
        row("pdftotext -layout, a process a file", f"{pages / best(lambda: pdftotext(paths)):.0f}")


def scans() -> None:
    if not shutil.which("tesseract"):
        print("\nScans: Tesseract is missing, not measured")
        return
    paths = [*sorted(MINUTES.glob("rasterised/*.pdf")), MINUTES / "lithekod" / "stormote_160523_p1-2.pdf"]
    print("\nScans: CPU seconds a page, beside Tesseract alone on the same pictures")
    for path in paths:
        data = path.read_bytes()
        document = pdfium.PdfDocument(data)
        pictures = [ScannedPage(page, Budget()).picture() for page in document]
        alone = best(lambda: [ocr.run(picture, dpi, 60) for picture, dpi in pictures], 2)  # noqa: B023 - used at once
        ours = best(lambda: read_layout(data), 2)  # noqa: B023
        pages = len(document)
        row(path.name, f"{ours / pages:.2f} : {alone / pages:.2f}", f"{ours / alone:.2f} times, goal 1.15")


def memory() -> None:
    """The largest resident size of a process that makes the record of a 500-page file."""
    source = pdfium.PdfDocument(
        (MINUTES / "alingsas" / "barn-och-ungdomsnamnden_2026-05-26.pdf").read_bytes()
    )
    long = pdfium.PdfDocument.new()
    while len(long) < 500:
        long.import_pages(source, list(range(min(len(source), 500 - len(long)))))
    code = (
        "import resource, sys; from pathlib import Path; from samsyn.council.reading.read import read_bytes; "
        "record = read_bytes(Path(sys.argv[1]).read_bytes(), '-'); assert not record['error']; "
        "print(record['pages'], resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        long.save(file.name)
        done = subprocess.run(
            [sys.executable, "-c", code, file.name], capture_output=True, text=True, check=True
        )
    pages, kilobytes = map(int, done.stdout.split())
    print("\nMemory")
    row(f"full record of a {pages}-page PDF", f"{kilobytes / 1024:.0f} MB", "goal 300 MB")


def whole_program() -> None:
    path = next((SHARED / "seeds").glob("004_*.txt"))
    command = [sys.executable, "-m", "samsyn", "read", "--json", str(path)]
    subprocess.run(command, capture_output=True, check=True)
    wall = []
    for _ in range(15):
        started = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        wall.append(time.perf_counter() - started)
    print("\nThe whole program, one two-page text")
    row("samsyn read --json, wall, median of 15", f"{statistics.median(wall):.2f} s", "goal 0.35 s")
    row("the same, best", f"{min(wall):.2f} s")


def main() -> None:
    if not MINUTES.is_dir():
        print(f"No minutes at {MINUTES}: set SAMSYN_SHARED to the folder of shared data. Nothing measured.")
        return
    born_digital()
    scans()
    memory()
    whole_program()


if __name__ == "__main__":
    main()
