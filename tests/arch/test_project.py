"""What the project promises about itself: its layers, version, settings, migrations, locks and scripts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

import samsyn

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *patterns], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    data = path.read_bytes()
    return "" if b"\0" in data[:8000] else data.decode("utf-8", "replace")


def test_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


def test_the_version_is_the_changelogs_newest() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == samsyn.__version__


def test_every_setting_is_described_and_no_other() -> None:
    read = re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "samsyn/settings.py").read_text("utf-8"))
    described = re.findall(
        r"^### (\w+)$", (ROOT / "docs/reference/settings.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(described) == sorted(read)


def test_the_environment_is_read_in_one_place() -> None:
    reading = re.compile(r"\bos\.(?:environ|getenv)\b")
    allowed = {"samsyn/env.py", "samsyn/server.py", "samsyn/core/commands.py"}
    elsewhere = {
        str(path.relative_to(ROOT))
        for path in tracked("samsyn/*.py")
        if reading.search(path.read_text("utf-8"))
        and "reading" not in path.parts  # runs without settings, and hands its children a clean environment
    }
    assert elsewhere <= allowed


@pytest.mark.django_db
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


INDEXES = re.compile("|".join(("--index-url", "--find-links", r"\bpypi" r"\.org", "pythonhosted")))
PATHS_OF_A_MACHINE = re.compile(r"(?<![\w.~-])/(?:work|root|opt/pypi|opt/wheels)/")


def test_no_file_names_an_index_or_somebodys_machine() -> None:
    named = []
    for path in tracked():
        if "gold" in path.parts or path == Path(__file__):
            continue
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if INDEXES.search(line) or PATHS_OF_A_MACHINE.search(line):
                named.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert named == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    packages = re.findall(r"^(\S+==\S+)(?: ;.*)? \\\n\s+--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    assert packages
    assert len(packages) == len(re.findall(r"^[A-Za-z]", text, re.MULTILINE))
    assert "://" not in text


def test_the_locks_agree_with_each_other_and_with_the_project() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+(?: ;[^\\]*)?)", (ROOT / name).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-dev.lock")


def test_make_help_names_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) - {"help"}
    named = set(re.findall(r'@echo "make ([a-z-]+)', makefile))
    assert targets == named


def test_scripts_can_be_run() -> None:
    for path in (*tracked("tools/*"), ROOT / ".ci/run"):
        assert path.read_text("utf-8").startswith("#!"), path
        assert path.stat().st_mode & 0o111, path


def test_lengths_are_reported_and_never_fail() -> None:
    done = subprocess.run(
        [sys.executable, "tools/lengths.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "files over 400 lines" in done.stdout
