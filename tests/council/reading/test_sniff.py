"""The kind of a file is told by its bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from samsyn.council.reading import sniff
from samsyn.council.reading.errors import ReadError
from tests.council.reading.made import docx, odt, pdf_page

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as _archive:
    _archive.writestr(zipfile.ZipInfo("bild.txt"), "hej")  # without the hour: the bytes are in names of tests


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf_page(b""), sniff.PDF),
        (b"skr\xe4p f\xf6rst\n%PDF-1.4\n", sniff.PDF),
        (docx(""), sniff.DOCX),
        (odt(""), sniff.ODT),
        (b"\n\n<!doctype html>\n<html><p>hej", sniff.HTML),
        (b"<!-- sparad --><html>", sniff.HTML),
        (b"<p>ett</p><p>tv\xc3\xa5</p>", sniff.HTML),
        ("<html><p>hej".encode("utf-16"), sniff.HTML),
        (b"From: a@b.se\r\nSubject: Protokoll\r\nMIME-Version: 1.0\r\n\r\nhej", sniff.MAIL),
        (b"\x89PNG\r\n\x1a\n....", sniff.PNG),
        (b"\xff\xd8\xff\xe0....", sniff.JPEG),
        (b"II*\0....", sniff.TIFF),
        (b"RIFF....WEBPVP8 ", sniff.WEBP),
        (b"#Protokoll\n##N\xc3\xa4rvarande\nBo", sniff.MARKDOWN),
        (b"Bo, ~~Eva~~, Ann", sniff.MARKDOWN),
        (b"Protokoll\n\nN\xe4rvarande: Bo", sniff.TEXT),
        ("Närvarande: Bo".encode("utf-16"), sniff.TEXT),
        ("Närvarande: Bo".encode("utf-16-le"), sniff.TEXT),
        (b"Till: Bo\nTid: 10.00\nPlats: hemma", sniff.TEXT),
        (b'{"nodes": []}', sniff.GRAPH),
        (b'{"name": "x"}', sniff.TEXT),
        (b"BMW k\xc3\xb6rde f\xc3\xb6rbi torget under kv\xc3\xa4llen", sniff.TEXT),
    ],
)
def test_kind_of_bytes(data: bytes, kind: str) -> None:
    assert sniff.sniff(data) == kind


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\0\n", "empty"),
        (ZIP.getvalue(), "unknown_type"),
        (ZIP.getvalue()[:40], "damaged"),
        (docx("")[:-30], "damaged"),
        (b"{\\rtf1 hej}", "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unknown_type"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (bytes(range(1, 32)) * 40, "unknown_type"),
        (b"<?xml version='1.0'?><x/>", "unknown_type"),
    ],
)
def test_what_cannot_be_read_says_why_in_swedish(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        sniff.sniff(data)
    assert caught.value.code == code
    assert "Fil" in str(caught.value) or "Dokument" in str(caught.value)
