"""The command line: order, folders, exit codes, JSON lines, tables that fit, a bar only on a terminal."""

# ruff: noqa: E501 - markup reads best in one piece

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from samsyn.council.reading import cli, table
from tests.council.reading.made import docx, paragraph, pdf_page, roster, run

TEXT = "Protokoll Norrälvsrådet 2026-03-04\n\nNärvarande:\nBo Ek (S), ordförande\nEva Lind (M)\n\n1. Val av justerare\n2. Budget\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of many kinds under names that lie, some of which cannot be read at all."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.pdf").write_text(TEXT, "utf-8")
    (tmp_path / "a.txt").write_bytes(docx(paragraph(run("Protokoll")) + paragraph(run("Närvarande: Bo Ek"))))
    (tmp_path / "c.xyz").write_bytes(pdf_page(roster()))
    (tmp_path / "bild.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    (tmp_path / "data.bin").write_bytes(bytes(range(1, 30)) * 30)
    (tmp_path / "tom.txt").write_bytes(b"")
    (tmp_path / ".dold").write_text(TEXT, "utf-8")
    return tmp_path


def read(capsysbinary: pytest.CaptureFixture[bytes], *argv: str) -> tuple[int, list[dict[str, object]]]:
    code = cli.main(["--json", *argv])
    return code, [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


def test_a_folder_gives_what_can_be_read_in_order(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    code, records = read(capsysbinary, str(folder))
    assert [Path(str(record["file"])).name for record in records] == ["a.txt", "c.xyz", "2.pdf"]
    assert code == cli.OK


def test_json_lines_are_valid_and_in_the_order_given(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    schema = json.loads((Path(cli.__file__).parent / "record.schema.json").read_text("utf-8"))
    paths = [str(folder / "c.xyz"), "/finns/inte", str(folder / "b" / "2.pdf"), str(folder / "tom.txt")]
    code, records = read(capsysbinary, "--jobs", "2", *paths)
    assert [record["file"] for record in records] == paths
    assert [bool(record["error"]) for record in records] == [False, True, False, True]
    assert code == cli.SOME_FAILED
    for record in records:
        jsonschema.validate(record, schema)


def test_swedish_letters_are_written_as_themselves(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli.main(["--json", str(folder / "b" / "2.pdf")])
    assert "Norrälv".encode() in capsysbinary.readouterr().out


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    code, records = read(capsysbinary, "-")
    assert (code, records[0]["file"], records[0]["error"]) == (cli.OK, "-", None)


@pytest.mark.parametrize("argv", [[], ["--jobs", "0", "x"], ["--jobs", "två", "x"], ["--finns-inte"]])
def test_wrong_use(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(argv) == cli.USAGE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err


def test_help_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == cli.OK
    assert "--json" in capsys.readouterr().out
    assert cli.main(["--schema"]) == cli.OK
    assert json.loads(capsys.readouterr().out)["properties"]["schema"]["const"] == "samsyn.record/1"


def test_an_empty_folder_is_no_failure(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert read(capsysbinary, str(tmp_path)) == (cli.OK, [])


def test_the_table_tells_a_person(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main([str(folder / "b" / "2.pdf"), "/finns/inte"]) == cli.SOME_FAILED
    out = capsysbinary.readouterr().out.decode()
    assert "Bo Ek (S)" in out
    assert "Närvarande (2)" in out
    assert "Fel: Filen finns inte" in out


def record(**facts: object) -> dict[str, object]:
    from samsyn.council.reading.understand.record import empty_record

    return {**empty_record("mapp/protokoll.pdf", None, "text/plain", 1), **facts}


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_lines_fit_the_terminal(columns: int) -> None:
    person = dict.fromkeys(
        (
            "party",
            "title",
            "office",
            "role",
            "remote",
            "substitute_for",
            "paragraphs",
            "from",
            "until",
            "reason",
        )
    )
    rows = [
        {**person, "name": "Märta Hård af Segerstad-Fjällström", "party": "S", "office": "chair", "remote": True,
         "title": "förvaltningschef vid miljö- och samhällsbyggnadsförvaltningen", "paragraphs": "34-37"},
        {**person, "name": "Bo Ek", "role": "substitute_serving", "substitute_for": "Eva Lind", "from": "punkt B"},
    ]  # fmt: skip
    doubt = [{**person, "name": "Jan-Ove Ek", "p_absent": 0.7}]
    made = record(
        file="en/mycket/lång/sökväg/" * 8 + "protokoll.pdf", body="Norrälvsrådet", date="2026-03-04", start="09:00",
        present=rows, uncertain=doubt, items=[{"number": "12", "title": "Ordning och trygghet " * 12}],
        warnings=[{"code": "x", "message": "Något stämmer inte " * 8, "source": None}],
    )  # fmt: skip
    lines = list(table.lines(made, columns))
    assert max(map(len, lines)) <= columns
    text = " ".join(" ".join(lines).split())
    for part in (
        "ordförande",
        "§ 34-37",
        "tjänstgörande ersättare, för Eva Lind, från punkt B",
        "70%",
        "protokoll.pdf",
    ):
        assert part in text.replace("- ", "-") or part in text


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_only_on_a_terminal_and_only_for_several() -> None:
    shown, one, piped = Terminal(), Terminal(), io.StringIO()
    for total, out in ((3, shown), (1, one), (3, piped)):
        bar = cli.Progress(total, out)
        bar.step("mapp/första.pdf")
        bar.clear()
    assert "1/3 första.pdf" in shown.getvalue()
    assert shown.getvalue().endswith("\r\x1b[K")
    assert (one.getvalue(), piped.getvalue()) == ("", "")


def test_the_program_ends_quietly_when_its_reader_has_seen_enough(folder: Path) -> None:
    command = (
        f"{sys.executable} -m samsyn read --json {' '.join([str(folder / 'b' / '2.pdf')] * 40)} | head -1"
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_reading_needs_no_django() -> None:
    code = "import sys, samsyn.council.reading.cli, samsyn.council.reading.worker; print('django' in sys.modules, 'cv2' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["False", "False"]
