"""PDF: pages with text are taken as typed; pages that are only an image go to the scan reader."""

from __future__ import annotations

import re

from samsyn.council.reading.characters import tidy
from samsyn.council.reading.errors import Damaged, Encrypted, Unavailable
from samsyn.council.reading.layout import Layout, Method, Notice, Page, Word
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import LOCKED

from .lines import build_lines
from .messages import BY_HAND, NO_OCR, ONCE, PAGE_DAMAGED, PAGES_DAMAGED, TURNED
from .pdf_drawing import Objects, read_annotations
from .pdf_mending import with_new_trailer
from .pdf_pictures import lies_over_picture, needs_ocr
from .pdf_text import PageText, frame_of
from .pdfium import pdfium, raw
from .strokes import mark_struck

_OTHERS_OCR = 0.85
_AFRESH = 100
_NO_KIDS = re.compile(rb"/Kids\s*\[\s*\]")
_BROKEN = "PDF-filen är skadad och går inte att öppna. Den är sparad; hämta den på nytt."
_NO_PAGES = "PDF-filen har inga sidor som går att läsa. Den är sparad; hämta den på nytt."


class NoPages(Damaged):
    code = "no_pages"


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The document. Raises Encrypted, NoPages or Damaged."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Encrypted(LOCKED) from error
        if _NO_KIDS.search(data):
            raise NoPages(_NO_PAGES) from error
        raise Damaged(_BROKEN) from error
    if len(document) == 0:
        raise NoPages(_NO_PAGES)
    return document


def _open_what_is_left(data: bytes, layout: Layout) -> tuple[pdfium.PdfDocument, bytes]:
    """The document and the bytes it is made of: if need be, of the objects a file cut short still holds."""
    try:
        return open_pdf(data), data
    except NoPages:
        raise
    except Damaged:
        whole = with_new_trailer(data)
        if whole is None:
            raise
    document = open_pdf(whole)
    layout.notices.append(Notice("truncated", "Filen är avbruten eller skadad; det som finns kvar är läst."))
    return document, whole


def read(data: bytes, budget: Budget) -> Layout:
    layout = Layout("application/pdf", [])
    document, data = _open_what_is_left(data, layout)
    try:
        layout.title = _title(document)
        reader = _PageReader(layout, budget)
        count = len(document)
        for number in range(1, count + 1):
            if number > budget.limits.pages or (budget.out_of_time and number > 1):
                why = f"Dokumentet har {count} sidor; de första {number - 1} är lästa."
                layout.notices.append(Notice("limit_reached", f"{why} Dela upp det för att läsa resten."))
                break
            budget.start_page()
            layout.pages.append(reader.read(document, number))
            if number % _AFRESH == 0:  # PDFium keeps what it has parsed until the document is closed
                document.close()
                document = open_pdf(data)
    finally:
        document.close()
    reader.tell_unread()
    layout.links = list(dict.fromkeys(layout.links))
    layout.number_lines()
    return layout


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return tidy(str(document.get_metadata_value("Title"))).strip()[:300]
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return ""


class _PageReader:
    """Reads pages one at a time and keeps nothing of them but what the whole document needs."""

    def __init__(self, layout: Layout, budget: Budget) -> None:
        self._layout = layout
        self._budget = budget
        self._fonts: dict[int, bool] = {}
        self._objects = Objects()
        self._scanned = 0
        self._unread: list[int] = []
        self._damaged: list[int] = []

    def read(self, document: pdfium.PdfDocument, number: int) -> Page:
        try:
            page = document[number - 1]
        except pdfium.PdfiumError:
            self._damaged.append(number)
            return Page(number, 0.0, 0.0)
        self._fonts.clear()  # addresses of fonts are used again once a page is closed
        try:
            text = PageText(page, self._fonts)
            try:
                return self._read(page, text, number)
            finally:
                text.close()
        except pdfium.PdfiumError:
            self._damaged.append(number)
            return Page(number, 0.0, 0.0)
        finally:
            page.close()

    def tell_unread(self) -> None:
        """Say which pages are missing. Raises Unavailable or Damaged if that is all of them."""
        empty = not any(page.lines for page in self._layout.pages)
        if self._unread:
            if empty:
                raise Unavailable(NO_OCR)
            message = f"{len(self._unread)} sidor är bilder som inte är tolkade. De finns kvar i filen."
            self._notice("unreadable_page", message, self._unread[0])
        if self._damaged:
            if empty:
                raise Damaged(_BROKEN)
            message = PAGE_DAMAGED if len(self._damaged) == 1 else PAGES_DAMAGED.format(len(self._damaged))
            self._notice("unreadable_page", message, self._damaged[0])

    def _read(self, page: pdfium.PdfPage, text: PageText, number: int) -> Page:
        frame = frame_of(page)
        quarter = text.quarter()
        upright = frame.upright(quarter) if text.text else frame
        drawing = self._objects.read(page, upright)
        read_annotations(page, upright, drawing)
        self._layout.links += drawing.links
        made = Page(number, *upright.size)
        if needs_ocr(text.text, drawing, made):
            return self._scan(page, made)
        self._budget.spend(len(text.text))
        words = text.words(upright, quarter)
        self._budget.spend(0, len(words))
        mark_struck(words, drawing.strokes)
        if upright != frame:
            made.real = False  # no box of it can be marked on the page as shown
            self._notice("rotated_page", TURNED, number)
        elif lies_over_picture(drawing, made):
            self._under_text(page, words, made)
        made.lines = build_lines(words)
        return made

    def _scan(self, page: pdfium.PdfPage, made: Page) -> Page:
        from .pdf_scan import ScannedPage  # OpenCV is slow to load and most documents need none

        self._scanned += 1
        if self._scanned > self._budget.limits.scanned_pages:
            self._unread.append(made.number)
            return made
        try:
            read, notices = ScannedPage(page, self._budget).read(made.number)
        except Unavailable:
            self._unread.append(made.number)
            return made
        told = {notice.code for notice in self._layout.notices} & ONCE
        self._layout.notices += [notice for notice in notices if notice.code not in told]
        return read

    def _under_text(self, page: pdfium.PdfPage, words: list[Word], made: Page) -> None:
        """Look for strokes in the picture beneath the invisible text of somebody else's OCR."""
        from .pdf_scan import ScannedPage

        made.method = Method.OCR
        for word in words:
            word.confidence = _OTHERS_OCR
        if ScannedPage(page, self._budget).mark(words):
            self._notice("hand_drawn_strike", BY_HAND, made.number)

    def _notice(self, code: str, message: str, page: int) -> None:
        self._layout.notices.append(Notice(code, message, page))
