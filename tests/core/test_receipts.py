"""Receipts: what they say holds, one changed byte is seen, and they name nobody."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from samsyn.__main__ import parser
from samsyn.core import store
from samsyn.core.calc.notes import BadNote, Key
from samsyn.core.domain import receipts
from samsyn.core.keys import log_signer, pseudonym_of, receipt_signer
from samsyn.core.models import Document, ExportReceipt
from samsyn.core.receipt_commands import receipt as command

pytestmark = pytest.mark.django_db


def documents(world: SimpleNamespace, count: int) -> list[Document]:
    return [
        Document.objects.create(
            organisation=world.organisation.norralv,
            original=store.put(b"innehall %d" % n),
            name=f"hemlig-{n}",
        )
        for n in range(count)
    ]


def given_to(world: SimpleNamespace, count: int = 2, data: bytes = b"kopian") -> ExportReceipt:
    return receipts.give(
        world.siv,
        documents(world, count),
        data,
        seq=41,
        level="limited",
        purpose="follow_up",
        media_type="text/csv; charset=utf-8",
    )


def test_a_receipt_says_what_left(world: SimpleNamespace) -> None:
    made = given_to(world)
    told = receipts.verify(made.note)
    assert (told.entry, told.label, told.purpose, told.log) == (41, "limited", "follow_up", log_signer().name)
    assert told.who == pseudonym_of(world.siv.pk)
    assert told.sources == tuple((one.pk, one.original_id) for one in Document.objects.order_by("pk"))
    assert told.fits(b"kopian")
    assert not told.fits(b"kopiaN")
    assert "hemlig" not in made.note
    assert "Siv" not in made.note


def test_many_documents_fit_one_note(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "MOST", 3)
    made = given_to(world, 5)
    assert len(receipts.verify(made.note).sources) == 3
    assert "\nof 5 sha256:" in made.note


def test_every_changed_character_is_seen(world: SimpleNamespace) -> None:
    note = given_to(world).note

    @given(st.integers(0, len(note) - 1), st.characters(codec="utf-8"))
    def changed(place: int, sign: str) -> None:
        other = note[:place] + sign + note[place + 1 :]
        if other != note:
            with pytest.raises((BadNote, ValueError)):
                receipts.verify(other)

    changed()


def test_another_installations_key_does_not_fit(
    world: SimpleNamespace, tmp_path: Path, settings: Any
) -> None:
    note, key = given_to(world).note, receipt_signer().key
    settings.DATA = tmp_path / "other"
    with pytest.raises(BadNote):
        receipts.verify(note)
    assert receipts.verify(note, Key.parse(str(key))).size == 6


def test_the_command_checks_note_and_file(
    world: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note, copy, wrong = tmp_path / "kvitto.txt", tmp_path / "kopia", tmp_path / "fel"
    note.write_text(given_to(world).note, "utf-8")
    copy.write_bytes(b"kopian")
    wrong.write_bytes(b"en annan")
    assert command(parser().parse_args(["receipt", "verify", str(note), str(copy)])) == 0
    assert "etiketten limited, post 41" in capsys.readouterr().out
    assert command(parser().parse_args(["receipt", "verify", str(note), str(wrong)])) == 1
    assert command(parser().parse_args(["receipt", "verify", str(wrong)])) == 1
    assert command(parser().parse_args(["receipt", "key"])) == 0
    assert Path(settings.DATA, "ledger", "receipt.key").stat().st_mode & 0o077 == 0


def test_receipts_are_ones_own(world: SimpleNamespace, as_: Any) -> None:
    made = given_to(world)
    assert as_("siv").get(f"/kvitton/{made.pk}/").content.decode() == made.note
    assert "41" in as_("siv").get("/kvitton/").content.decode()
    assert as_("noor").get(f"/kvitton/{made.pk}/").status_code == 404
