"""The command line: worth reading, quick, and `read` without Django."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from samsyn import __version__
from samsyn.__main__ import ELSEWHERE, main, parser
from tests.core.running import ROOT, environment, samsyn


def run(*words: str, data: Path = Path("unused")) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "samsyn", *words],
        env=environment(data, DJANGO_SETTINGS_MODULE="samsyn.settings"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out

    assert ended.value.code == 0
    for command in ("read", "score", "serve", "import", "worker", "demo", "manage"):
        assert f"samsyn {command}" in said
    assert max(map(len, said.splitlines())) <= 100


def test_without_a_command_it_helps_and_says_that_was_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "samsyn read" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"samsyn {__version__}\n"


def test_an_unknown_command_is_usage() -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args(["fly"])
    assert ended.value.code == 2


@pytest.mark.parametrize("command", ["read", "score"])
def test_reading_loads_no_django_and_makes_no_files(command: str, tmp_path: Path) -> None:
    if find_spec(ELSEWHERE[command][0]) is None:
        pytest.skip(f"{ELSEWHERE[command][0]} is not there yet")
    code = f"""
import sys
from samsyn.__main__ import main
try:
    main(["{command}", "--help"])
except SystemExit:
    pass
sys.exit(any(name.partition(".")[0] in ("django", "uvicorn", "a2wsgi") for name in sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path / "data"),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "data").exists()


def test_manage_is_djangos_own(tmp_path: Path) -> None:
    done = run("manage", "check", data=tmp_path)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.slow
def test_the_demonstration_is_built_once_and_starts_quickly(tmp_path: Path) -> None:
    with samsyn(tmp_path, "serve", "--demo", "--port", "0", until=b"svarar") as first:
        first.stop()
    again = run("demo", data=tmp_path)

    assert again.returncode == 0
    assert "är byggd" not in again.stdout
    assert "norralv-siv-2025" in again.stdout
