"""Tesseract as a program of its own: an image in, words with boxes and confidence out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

from samsyn.council.reading.characters import tidy
from samsyn.council.reading.errors import Unavailable
from samsyn.council.reading.layout import Box, Word

from .messages import NO_OCR

Image = NDArray[np.uint8]

WANTED = "swe"
_FALLBACK = "eng"
_DESCENDS = frozenset("gjpqyQ,;()[]{}§|/_@")
_RISES = re.compile(r"[A-ZÅÄÖÉbdfhklt0-9ß]")


@lru_cache(maxsize=1)
def language() -> str:
    """The language to read with: Swedish, or English where Swedish is missing. Raises Unavailable."""
    program = shutil.which("tesseract")
    if program is None:
        raise Unavailable(NO_OCR)
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(NO_OCR) from error
    names = (
        listed.stdout.decode("utf-8", "replace").split() + listed.stderr.decode("utf-8", "replace").split()
    )
    for name in (WANTED, _FALLBACK):
        if name in names:
            return name
    raise Unavailable(NO_OCR)


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a page in pixels, their mean confidence (0-1) by length, and whether most stand on end."""

    words: list[Word]
    confidence: float
    sideways: bool = False
    timed_out: bool = False


def run(image: Image, dpi: int, seconds: float, *, mode: str = "3") -> Found:
    """Read a grey image. Raises Unavailable if Tesseract is missing or cannot start."""
    command = ["tesseract", "stdin", "stdout", "-l", language(), "--dpi", str(dpi), "--psm", mode, "tsv"]
    done = _call(command, image, seconds)
    if done is None:
        return Found([], 0.0, timed_out=True)
    return _words(done.decode("utf-8", "replace"))


def _call(command: list[str], image: Image, seconds: float) -> bytes | None:
    """Output of Tesseract, None if it took too long. One thread: two pages at once beat one on two cores."""
    height, width = image.shape
    page = b"P5\n%d %d\n255\n" % (width, height) + np.ascontiguousarray(image).tobytes()
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=page, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:
        raise Unavailable(NO_OCR) from error
    return done.stdout


def orientation(image: Image, dpi: int, seconds: float) -> int:
    """Clockwise quarter turns that would set the page upright, 0 if it cannot be told."""
    command = ["tesseract", "stdin", "stdout", "-l", "osd", "--dpi", str(dpi), "--psm", "0"]
    done = _call(command, image, seconds)
    found = re.search(rb"Rotate: (\d+)[\s\S]*Orientation confidence: ([\d.]+)", done or b"")
    return int(found.group(1)) // 90 % 4 if found and float(found.group(2)) > 1.0 else 0


def _words(table: str) -> Found:
    lines: dict[tuple[str, ...], list[Word]] = {}
    total = weight = 0.0
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5":
            continue
        text = tidy("".join(cells[11].split()))
        if not text:
            continue
        left, top, width, height = (float(value) for value in cells[6:10])
        confidence = max(0.0, min(1.0, float(cells[10]) / 100))
        total += confidence * len(text)
        weight += len(text)
        box = Box(left, top, left + width, top + height)
        lines.setdefault(tuple(cells[2:5]), []).append(Word(text, box, confidence=round(confidence, 3)))
    long = [word.box for line in lines.values() for word in line if len(word.text) > 3]
    on_end = sum(1 for box in long if box.y1 - box.y0 > box.x1 - box.x0)
    words = [word for line in lines.values() for word in _level(line)]
    return Found(words, total / weight if weight else 0.0, 2 * on_end > len(long) > 0)


def _level(line: list[Word]) -> list[Word]:
    """The words of a line with boxes of one height, as a font has: ink boxes differ from word to word."""
    sure = [word for word in line if any(char.isalnum() for char in word.text)]
    if not sure:
        return line
    standing = [word for word in sure if not _DESCENDS.intersection(word.text)]
    tall = [word for word in standing if _RISES.search(word.text)]
    slopes = _slope(standing)
    size = median(word.box.y1 - word.box.y0 for word in tall or sure) / (0.72 if tall else 0.75)
    middle = median(word.box.x0 for word in sure)
    foot = median(
        word.box.y1 - (0 if word in standing else 0.2 * size) - slopes * (word.box.x0 - middle)
        for word in sure
    )
    for word in line:
        base = foot + slopes * (word.box.x0 - middle)
        own = word.box.y1 - word.box.y0
        if own <= 2.2 * size:
            word.box = Box(word.box.x0, base - 0.92 * size, word.box.x1, base + 0.22 * size)
    return line


def _slope(words: list[Word]) -> float:
    """How much the baseline falls per pixel, from words that stand on it; at most some 0.6 degrees."""
    if len(words) < 4:
        return 0.0
    xs = np.array([word.box.x0 for word in words])
    spread = float(xs.max() - xs.min())
    if spread < 300:
        return 0.0
    slope = float(np.polyfit(xs, np.array([word.box.y1 for word in words]), 1)[0])
    return slope if abs(slope) < 0.01 else 0.0
