"""A document of the corpus: its meeting, its layout, its format, and how both are written to disk."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pypdfium2 as pdfium

from . import marks, write_office, write_reportlab, write_text, write_typst
from .blocks import Block, Style, plain
from .meeting import Meeting

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA = {
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".odt": "application/vnd.oasis.opendocument.text",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".eml": "message/rfc822",
}


@dataclass
class Doc:
    """One document. `make` names the producer; `after` changes the bytes (strokes, scan, OCR damage)."""

    stem: str
    meeting: Meeting
    blocks: list[Block]
    make: str
    style: Style = field(default_factory=Style)
    after: Callable[[bytes], bytes] | None = None
    tests: str = ""

    def suffix(self) -> str:
        """File name ending of what `make` gives."""
        kind = self.make.split("_")[0]
        return "." + {"scan": "pdf", "weasy": "pdf", "typst": "pdf", "reportlab": "pdf", "office": "pdf"}.get(
            kind, kind
        )


def _weasy(blocks: list[Block], style: Style) -> bytes:
    import weasyprint  # slow to load (reason: start-up time), and most runs of one family do without

    html = write_text.to_html(blocks, style)
    return bytes(weasyprint.HTML(string=html).write_pdf(pdf_identifier=b"corpus"))


def pdf(make: str, blocks: list[Block], style: Style) -> bytes:
    """The PDF by the named producer: weasy, typst, reportlab or office."""
    if make == "weasy":
        data = _weasy(blocks, style)
    elif make == "typst":
        data = write_typst.to_pdf(blocks, style)
    elif make == "reportlab":
        data = write_reportlab.to_pdf(blocks, style)
    else:
        data = write_office.convert(write_office.to_docx(blocks, style), ".docx", "pdf")
    return marks.normalise(data)


def render(make: str, blocks: list[Block], style: Style) -> bytes:
    """A maker: PDF producer, docx, odt, html, md, txt, `txt_{layout,flat,raw}_PRODUCER`, `scan_PRODUCER`."""
    match make.split("_"):
        case ["docx"]:
            return write_office.to_docx(blocks, style)
        case ["odt"]:
            return write_office.convert(write_office.to_docx(blocks, style), ".docx", "odt")
        case ["html"]:
            return write_text.to_html(blocks, style).encode()
        case ["md"]:
            return write_text.to_markdown(blocks, style).encode()
        case ["txt"]:
            return write_text.to_text(blocks, style).encode()
        case ["txt", how, producer]:
            flags = {"layout": ["-layout"], "flat": [], "raw": ["-raw"]}[how]
            return marks.to_text(pdf(producer, blocks, style), *flags).encode()
        case ["scan", producer]:
            return marks.scan(pdf(producer, blocks, style), words(blocks)[:400])
        case [producer]:
            return pdf(producer, blocks, style)
    raise ValueError(make)


def email(
    doc: Doc, body: str, *, sender: str, to: list[str], subject: str, attach: list[tuple[str, bytes]]
) -> bytes:
    """The document as an e-mail with the blocks as attachment(s)."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, ", ".join(to), subject
    message["Date"] = format_datetime(write_office.STAMP)
    message["Message-ID"] = f"<{doc.stem}@exempel.invalid>"
    message.set_content(body)
    for name, data in attach:
        kind, sub = MEDIA[Path(name).suffix].split("/")
        message.add_attachment(data, maintype=kind, subtype=sub, filename=name)
    if attach:
        message.set_boundary("=====corpus-part=====")
    return message.as_bytes()


def pages(data: bytes, suffix: str) -> int:
    """Pages of a PDF, 1 for everything else."""
    return len(pdfium.PdfDocument(data)) if suffix == ".pdf" else 1


def write(doc: Doc, folder: Path, root: Path) -> dict[str, str | int]:
    """Write file and gold; the row for the list of documents."""
    data = render(doc.make, doc.blocks, doc.style) if doc.make != "eml" else b""
    if doc.after:
        data = doc.after(data)
    path = folder / (doc.stem + doc.suffix())
    path.write_bytes(data)
    gold = doc.meeting.gold(
        file=path.relative_to(root).as_posix(),
        data=data,
        media_type=MEDIA[path.suffix],
        pages=pages(data, path.suffix),
    )
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    (folder / f"{doc.stem}.gold.json").write_text(text + "\n", encoding="utf-8")
    made = doc.make + (" +" if doc.after else "")
    return {"file": gold["file"], "made": made, "pages": gold["pages"], "tests": doc.tests}


def words(blocks: list[Block]) -> str:
    """All words of the blocks without marks, to check that what the gold says stands in the document."""
    return plain(write_text.to_markdown(blocks, Style()))
