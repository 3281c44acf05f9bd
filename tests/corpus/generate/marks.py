"""Strokes laid over names in a finished PDF, and finished PDFs turned into scans."""

import io
import math
import random
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

Stroke = Literal["annotation", "ink", "pen", "rectangle"]
Box = tuple[float, float, float, float]


def find(data: bytes, name: str) -> list[tuple[int, Box]]:
    """Page numbers (from 0) and boxes, in points from the lower left, of the first place the name stands."""
    document = pdfium.PdfDocument(data)
    for number, page in enumerate(document):
        text = page.get_textpage()
        hit = text.search(name).get_next()
        if hit:
            rects = [text.get_rect(i) for i in range(text.count_rects(*hit))]
            return [(number, rect) for rect in rects]
    raise LookupError(f"{name} is not on any page")


def _wobble(rng: random.Random, box: Box) -> list[tuple[float, float]]:
    """The points of a quick stroke of a pen through a box."""
    left, bottom, right, top = box
    middle, slant = (bottom + top) / 2, rng.uniform(-1.2, 1.2)
    steps = max(6, int((right - left) / 9))
    return [
        (
            left - 3 + (right - left + 6) * i / steps,
            middle + slant * (i / steps - 0.5) + 0.7 * math.sin(i * 1.3) + rng.uniform(-0.4, 0.4),
        )
        for i in range(steps + 1)
    ]


def _path(points: list[tuple[float, float]], width: float, colour: str) -> str:
    moves = " ".join(f"{x:.2f} {y:.2f} {'m' if i == 0 else 'l'}" for i, (x, y) in enumerate(points))
    return f"q {colour} RG {width} w 1 J {moves} S Q\n"


def _annotation(kind: Stroke, box: Box, points: list[tuple[float, float]]) -> pikepdf.Dictionary:
    left, bottom, right, top = box
    common: dict[str, Any] = {
        "Type": pikepdf.Name.Annot,
        "Rect": [left - 4, bottom - 2, right + 4, top + 2],
        "C": [0.8, 0.1, 0.1],
        "F": 4,
    }
    if kind == "annotation":
        quad = [left, top, right, top, left, bottom, right, bottom]
        return pikepdf.Dictionary(**common, Subtype=pikepdf.Name.StrikeOut, QuadPoints=quad)
    flat = [c for point in points for c in point]
    return pikepdf.Dictionary(**common, Subtype=pikepdf.Name.Ink, InkList=[pikepdf.Array(flat)])


def strike(data: bytes, names: list[str], kind: Stroke, seed: str) -> bytes:
    """Strike the first place of each name in the PDF."""
    rng = random.Random(seed)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in names:
            for number, box in find(data, name):
                page, points = pdf.pages[number], _wobble(rng, box)
                if kind in ("annotation", "ink"):
                    made = pdf.make_indirect(_annotation(kind, box, points))
                    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), made])
                    continue
                middle = (box[1] + box[3]) / 2
                bar = f"q 0 0 0 rg {box[0]:.2f} {middle - 0.4:.2f} {box[2] - box[0]:.2f} 0.8 re f Q\n"
                drawing = bar if kind == "rectangle" else _path(points, 1.1, "0.1 0.1 0.5")
                # The page may leave a scaled coordinate system behind, so what it draws is enclosed first.
                page.contents_add(b"q\n", prepend=True)
                page.contents_add(b"\nQ\n" + drawing.encode())
        return save(pdf)


def save(pdf: pikepdf.Pdf) -> bytes:
    """The bytes with fixed dates and identity."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        for key in [k for k in xmp if "Date" in k]:
            del xmp[key]
    for key in ("/CreationDate", "/ModDate"):
        pdf.docinfo[key] = "D:20250115080000Z"
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def normalise(data: bytes) -> bytes:
    """The same PDF with fixed dates and identity."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return save(pdf)


def scan(data: bytes, seed: str, *, skew: float = 0.5, noise: float = 7, quality: int = 42) -> bytes:
    """A 200 dpi grey scan of the PDF: askew (degrees), blurred, noisy, JPEG."""
    rng = random.Random(seed)
    grain = np.random.default_rng(rng.randrange(1 << 30))
    images = []
    for page in pdfium.PdfDocument(data):
        image = page.render(scale=200 / 72, grayscale=True, may_draw_forms=True).to_pil().convert("L")
        image = image.rotate(rng.uniform(-skew, skew), Image.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(image.filter(ImageFilter.GaussianBlur(0.6)), dtype=float)
        noisy = np.clip(grey * 0.93 + 10 + grain.normal(0, noise, grey.shape), 0, 255).astype("uint8")
        images.append(Image.fromarray(noisy))
    out = io.BytesIO()
    images[0].save(out, "PDF", resolution=200, save_all=True, append_images=images[1:], quality=quality)
    return normalise(out.getvalue())


def to_text(data: bytes, *flags: str) -> str:
    """What pdftotext prints for the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.pdf"
        path.write_bytes(data)
        done = subprocess.run(["pdftotext", *flags, str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def ocr_damage(
    text: str, seed: str, *, letters: bool = True, lost: float = 0.35, specks: float = 0.004
) -> str:
    """Text as an old OCR gives it: lost rings and dots (share `lost` of them), bars for l, specks."""
    rng = random.Random(seed)
    swap = {"å": "a", "ä": "a", "ö": "o", "Å": "A", "Ä": "A", "Ö": "O", "é": "e", "–": "-"}
    out = []
    for char in text:
        if letters and char in swap and rng.random() < lost:
            out.append(swap[char])
        elif char == " " and rng.random() < specks:
            out.append(rng.choice([" . ", "  ", " ' "]))
        else:
            out.append(char)
    return re.sub(r"(?m)^\f", "\f", "".join(out))
