"""PDF: pages with text are taken as typed; pages that are only an image go to the scan reader."""

from __future__ import annotations

from collections.abc import Iterator

from samsyn.council.reading.errors import Damaged, Encrypted, ReadError, TooLarge
from samsyn.council.reading.layout import Layout, Notice, Page, Word
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import LOCKED

from .lines import build_lines
from .pdf_drawing import Drawing, Objects, read_annotations
from .pdf_text import PageText, frame_of
from .pdfium import pdfium, raw
from .strokes import mark_struck

_TURNED_NOTICE = "Sidans text ligger på tvären eller upp och ned; den är läst rättvänd."


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The document. Raises Encrypted or Damaged."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Encrypted(LOCKED) from error
        raise Damaged(
            "PDF-filen är skadad och går inte att öppna. Den är sparad; hämta den på nytt."
        ) from error
    if len(document) == 0:
        raise Damaged("PDF-filen har inga sidor som går att läsa. Den är sparad; hämta den på nytt.")
    return document


def read(data: bytes, budget: Budget) -> Layout:
    document = open_pdf(data)
    try:
        layout = Layout("application/pdf", [], title=_title(document))
        for page in _pages(document, layout, budget):
            layout.pages.append(page)
    finally:
        document.close()
    layout.links = list(dict.fromkeys(layout.links))
    layout.number_lines()
    return layout


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title")).strip("\0 \t\r\n")[:300]
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return ""


def _pages(document: pdfium.PdfDocument, layout: Layout, budget: Budget) -> Iterator[Page]:
    count, limits = len(document), budget.limits
    reader = _PageReader(layout, budget)
    for number in range(1, count + 1):
        if number > limits.pages or (budget.out_of_time and number > 1):
            why = f"Dokumentet har {count} sidor; de första {number - 1} är lästa."
            layout.notices.append(Notice("limit_reached", f"{why} Dela upp det för att läsa resten."))
            return
        yield reader.read(document, number)


class _PageReader:
    """Reads pages one at a time and keeps nothing of them but fonts seen."""

    def __init__(self, layout: Layout, budget: Budget) -> None:
        self._layout = layout
        self._budget = budget
        self._fonts: dict[int, bool] = {}
        self._objects = Objects()

    def read(self, document: pdfium.PdfDocument, number: int) -> Page:
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            self._notice("page_damaged", "Sidan är skadad och kunde inte läsas.", number)
            return Page(number, 0.0, 0.0)
        try:
            return self._read(page, number)
        finally:
            page.close()

    def _read(self, page: pdfium.PdfPage, number: int) -> Page:
        frame = frame_of(page)
        self._fonts.clear()  # addresses of fonts are used again once a page is closed
        text = PageText(page, self._fonts)
        try:
            quarter = text.quarter()
            upright = frame.upright(quarter) if text.text else frame
            drawing = self._objects.read(page, upright)
            read_annotations(page, upright, drawing)
            self._layout.links += drawing.links
            made = Page(number, *upright.size)
            if upright != frame:
                made.real = False  # no box of it can be marked on the page as shown
                self._notice("rotated_page", _TURNED_NOTICE, number)
            self._typed(text, text.words(upright, quarter), drawing, made)
        finally:
            text.close()
        return made

    def _typed(self, text: PageText, words: list[Word], drawing: Drawing, made: Page) -> None:
        self._budget.spend(len(text.text))
        mark_struck(words, drawing.strokes)
        made.lines = build_lines(words)

    def _notice(self, code: str, message: str, page: int) -> None:
        self._layout.notices.append(Notice(code, message, page))


__all__ = ["ReadError", "TooLarge", "open_pdf", "read"]
