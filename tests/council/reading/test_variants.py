"""Variants of real minutes are made at test time: sound labels, filed under the family of their original."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from samsyn.council.reading.score import score_record
from samsyn.council.reading.score_cli import read_gold
from tests.council.reading.make_variants import main
from tests.council.reading.test_schema import faults_of_gold
from tests.council.reading.test_score_cli import with_alternatives

BY_OFFICE = {"commas_struck_office.pdf", "umebra_struck_office.pdf"}


def test_every_variant_has_sound_labels_of_its_own_bytes(variants: Path) -> None:
    labels = sorted(variants.glob("*.json"))
    assert labels
    for path in labels:
        label = json.loads(path.read_text("utf-8"))
        assert faults_of_gold(label) == [], path.name
        assert hashlib.sha256(path.with_suffix("").read_bytes()).hexdigest() == label["sha256"]


def test_a_variant_is_of_the_family_of_its_original(variants: Path) -> None:
    found = Counter(
        label["family"] for label in read_gold(variants) if label["file"].split("/")[1] not in BY_OFFICE
    )
    assert found == {"lithekod": 19, "seeds": 17, "alingsas": 2}


def test_labels_of_variants_agree_with_themselves(variants: Path) -> None:
    for label in read_gold(variants):
        assert not score_record(label, label).misses, label["file"]
        assert not score_record(label, with_alternatives(label)).misses, label["file"]


def test_word_files_also_pass_through_libreoffice(variants: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip(f"LibreOffice (soffice) is missing: left out {', '.join(sorted(BY_OFFICE))}")
    assert all((variants / name).read_bytes().startswith(b"%PDF") for name in BY_OFFICE)


def test_the_command_says_where_originals_are_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "out"), "--shared", str(tmp_path / "none")]) == 2
    assert "no seeds in" in capsys.readouterr().err
