"""What the reader says in Swedish, and times of day, in the language of the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from samsyn.council.queries import failures
from samsyn.council.queries.warnings import MESSAGES, sentences
from samsyn.council.views.search import timeline

SCHEMA = Path(__file__).resolve().parents[3] / "samsyn/council/reading/record.schema.json"
GAP = {"code": "item_gap", "message": "Nummer 4, 5 saknas bland ärendena.", "source": None}


def test_every_warning_code_has_a_sentence_in_both_languages() -> None:
    codes = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["warning_code"]["enum"]
    assert set(MESSAGES) == {*codes, "internal"}
    with override("sv"):
        swedish = {code: str(text) for code, text in MESSAGES.items()}
    with override("en"):
        assert [code for code, text in MESSAGES.items() if str(text) == swedish[code]] == []


def test_every_error_code_has_a_sentence_in_both_languages() -> None:
    codes = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["error_code"]["enum"]
    assert set(failures.MESSAGES) == set(codes)
    with override("sv"):
        swedish = {code: str(text) for code, text in failures.MESSAGES.items()}
        assert failures.sentence("empty", "Läsarens ord.") == "Läsarens ord."
        assert failures.sentence("empty", "") == swedish["empty"]
    with override("en"):
        assert [code for code in codes if failures.sentence(code, swedish[code]) == swedish[code]] == []
        assert failures.sentence("of_tomorrow", "Nytt fel.") == failures.sentence("unreadable", "")


@pytest.mark.django_db
def test_why_a_file_could_not_be_read_in_english(siv: Any, bring: Any, world: Any) -> None:
    batch = bring({"x.pdf": b"x"})
    file = batch.files.get()
    assert file.message
    world.siv.language = "en"
    world.siv.save(update_fields=["language"])
    with override("en"):
        told = failures.sentence(file.error_code, file.message)
    for path in (f"/arkiv/las-in/{batch.pk}/", f"/arkiv/{file.document_id}/", "/granskning/"):
        page = siv.get(path).content.decode()
        assert told in page
        assert file.message not in page


def test_the_reader_keeps_its_details_in_swedish() -> None:
    log = {"code": "internal", "message": "KeyError('x')"}
    new = {"code": "of_tomorrow", "message": "Något nytt."}
    with override("sv"):
        assert sentences([GAP, GAP, log])[0] == GAP["message"]
        assert "KeyError" not in " ".join(sentences([log]))
    with override("en"):
        assert sentences([GAP, new]) == ["Numbers are missing among the items.", "Något nytt."]


def test_a_quarter_in_both_languages() -> None:
    for language, first in (("sv", "kv. 1 2025"), ("en", "Q1 2025")):
        with override(language):
            shown = timeline([(20251, 2), (20254, 1)])
        assert shown is not None
        assert shown.first == first


@pytest.mark.django_db
def test_english_pages(siv: Any, document: Any, world: Any) -> None:
    found = document(
        date="2025-12-09",
        body="Norrälvsrådet",
        warnings=[GAP],
        presenters=[{"name": "Siv Ahl", "name_as_written": "Siv Ahl", "role": "presenter"}],
    )
    world.siv.language = "en"
    world.siv.save(update_fields=["language"])
    page = siv.get(f"/arkiv/{found.pk}/").content.decode()
    assert "Numbers are missing among the items." in page
    assert GAP["message"] not in page
    assert "<title>Norrälvsrådet Tuesday 9 December 2025" in page
    assert "Presenters <span" in siv.get(f"/moten/{found.meeting.pk}/").content.decode()
    batch = found.import_files.get().batch
    page = siv.get(f"/arkiv/las-in/{batch.pk}/").content.decode()
    assert re.search(r"<h1>Import \d+ [A-Z][a-z]+ at \d\d:\d\d</h1>", page)


@pytest.mark.django_db
def test_the_heading_counts_what_its_table_shows(siv: Any, bring: Any) -> None:
    batch = bring({"x.pdf": b"x", "y.pdf": b"y", "z.txt": json.dumps({"schema": "samsyn.record/1"}).encode()})
    page = siv.get(f"/arkiv/las-in/{batch.pk}/").content.decode()
    assert 'Kunde inte läsas <span class="num quiet">2</span>' in page
    assert 'Filer <span class="num quiet">1</span>' in page
