"""Originals: kept once, whole, under their hash; known by their bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import store
from samsyn.core.calc.media import media_type
from samsyn.core.errors import Hidden
from samsyn.core.models import Original

ODT = "application/vnd.oasis.opendocument.text"


def zipped(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def test_the_same_bytes_are_kept_once(db: None) -> None:
    data = "Anteckningar från rådet".encode()
    digest = hashlib.sha256(data).hexdigest()

    first, again = store.put(data), store.put(data)

    assert first == again
    assert (first.sha256, first.media_type, first.size) == (digest, "text/plain", len(data))
    assert store.path(digest) == Path(settings.DATA) / "originals" / digest[:2] / digest[2:]
    with store.open(digest) as source:
        assert source.read() == data
    assert store.verify(digest)
    assert [path.name for path in store.path(digest).parent.iterdir()] == [digest[2:]]


def test_half_a_file_is_written_again(db: None) -> None:
    row = store.put(b"hela filen")
    where = store.path(row.sha256)
    where.unlink()
    where.write_bytes(b"hal")

    assert not store.verify(row.sha256)
    store.put(b"hela filen")
    assert store.verify(row.sha256)


def test_nothing_stays_behind_when_the_disk_is_full(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(b"x")

    assert not [path for path in Path(settings.DATA).rglob("*") if path.is_file()]
    assert not Original.objects.exists()


def test_what_is_not_a_hash_leads_nowhere() -> None:
    for bad in ("", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"):
        with pytest.raises(ValueError, match="not a SHA-256"):
            store.path(bad)


def test_missing_bytes_are_hidden() -> None:
    with pytest.raises(Hidden):
        store.open("0" * 64)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\x00\x00junk before\n%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00", "image/tiff"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"  <!DOCTYPE html><html>", "text/html"),
        (b"<!-- saved --><HTML>", "text/html"),
        (b"\xef\xbb\xbf<html lang=sv>", "text/html"),
        (b"Received: from x\n\tby y\nFrom: a@b.se\n\nHej", "message/rfc822"),
        (b"Subject: Kallelse\nFrom: a@b.se\n\nHej", "message/rfc822"),
        ("Närvarande: Siv\nFrånvarande: Per".encode(), "text/plain"),
        ("Närvarande: Åsa".encode("latin-1"), "text/plain"),
        ("Hej".encode("utf-16"), "text/plain"),
        (b"", "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (b"PK\x03\x04broken", "application/zip"),
        (zipped(a_txt="x"), "application/zip"),
        (
            zipped(word__document_xml="<w/>"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
        ),
    ],
)
def test_the_bytes_say_what_it_is(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@given(st.binary(max_size=300) | st.builds(lambda tail: b"PK\x03\x04" + tail, st.binary(max_size=200)))
def test_any_bytes_have_some_type(data: bytes) -> None:
    kind = media_type(data)
    assert 0 < len(kind) <= 100
    assert "/" in kind
