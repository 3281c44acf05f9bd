"""The sandbox: what one document does to its child process must not reach the next document or the parent."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from samsyn.council.reading import sandbox
from samsyn.council.reading.errors import ReadError
from samsyn.council.reading.limits import DEFAULT, MB, Limits
from samsyn.council.reading.sandbox import Pool
from tests.council.reading.made import pdf_page, roster, stream

SCHEMA = json.loads((Path(sandbox.__file__).parent / "record.schema.json").read_text("utf-8"))
TEXT = b"Protokoll\n\nN\xc3\xa4rvarande:\nBo Ek (S)\nEva Lind (M)\n\n1. Val av justerare\n2. Budget\n"


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(1) as made:
        yield made


def endless(folder: Path) -> Path:
    """A file that never gives its bytes."""
    path = folder / "utan-slut.txt"
    os.mkfifo(path)
    return path


def kill_when_busy(pool: Pool, monkeypatch: pytest.MonkeyPatch, number: signal.Signals) -> None:
    """Let the next child die of a signal as soon as it is asked something."""
    ask = sandbox._Child.ask

    def dying(child: sandbox._Child, head: bytes, data: bytes | None) -> tuple[bytes, bytes]:
        monkeypatch.setattr(sandbox._Child, "ask", ask)
        os.kill(child._process.pid, number)
        return ask(child, head, data)

    monkeypatch.setattr(sandbox._Child, "ask", dying)


def test_bytes_and_paths_give_valid_records(pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "möte.txt"
    path.write_bytes(TEXT)
    by_bytes, by_path = pool.read(TEXT, "möte.txt"), pool.read(path)
    for record in (by_bytes, by_path):
        jsonschema.validate(record, SCHEMA)
    assert by_bytes["sha256"] == by_path["sha256"]
    assert by_path["file"] == str(path)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (signal.SIGSEGV, "crashed"),
        (signal.SIGABRT, "crashed"),
        (signal.SIGKILL, "memory"),
        (signal.SIGXCPU, "timeout"),
    ],
)
def test_a_death_costs_one_document(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: str
) -> None:
    kill_when_busy(pool, monkeypatch, number)
    record = pool.read(TEXT, "a.txt")
    assert record["error"]["code"] == code
    assert record["media_type"] == "text/plain"
    assert len(record["sha256"]) == 64
    jsonschema.validate(record, SCHEMA)
    assert pool.read(TEXT, "b.txt")["error"] is None


def test_one_that_never_ends_is_stopped(tmp_path: Path) -> None:
    started = time.monotonic()
    with Pool(1, replace(DEFAULT, seconds=0.3, grace=0.3)) as pool:
        # The file is a pipe nobody writes to, so the parent must not open it either.
        with pytest.raises(sandbox.SandboxError) as caught:
            pool.sizes(endless(tmp_path))
        assert caught.value.code == "timeout"
        assert time.monotonic() - started < 5


def test_memory_is_bounded() -> None:
    page = b"<html><body>" + b"<p>ord ord ord ord</p>" * 400_000
    with Pool(1, Limits(memory=220 * MB, seconds=30)) as pool:
        assert pool.read(page, "stor.html")["error"]["code"] in ("memory", "too_large", "crashed")
        assert pool.read(TEXT, "liten.txt")["error"] is None


def test_a_bomb_in_a_page_is_stopped() -> None:
    data = pdf_page(b"").replace(stream(b""), stream(b"0 0 m 5 5 l S\n" * 12_000_000))
    assert len(data) < 500_000
    with Pool(1, Limits(memory=400 * MB, page_seconds=8)) as pool:
        assert pool.read(data, "bomb.pdf")["error"]["code"] in ("memory", "timeout", "crashed", "no_text")
        assert pool.read(TEXT, "b.txt")["error"] is None


def test_output_is_bounded() -> None:
    with Pool(1, Limits(output=300)) as pool:
        assert pool.read(TEXT, "a.txt")["error"]["code"] == "too_large"


@pytest.mark.parametrize("source", ["/finns/inte.pdf", "/"])
def test_what_cannot_be_opened_is_not_found(pool: Pool, source: str) -> None:
    record = pool.read(source)
    assert record["error"]["code"] == "not_found"
    assert (record["sha256"], record["media_type"], record["file"]) == (None, None, source)
    jsonschema.validate(record, SCHEMA)


def test_map_keeps_the_order_whatever_ends_first(tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        path = tmp_path / f"{number}.txt"
        path.write_bytes(TEXT * (40 if number % 3 == 0 else 1))
        paths.append(str(path))
    paths.insert(5, "/finns/inte")
    with Pool(3) as pool:
        assert [record["file"] for record in pool.map(paths)] == paths


def test_map_can_be_left_early(tmp_path: Path) -> None:
    with Pool(2) as pool:
        results = pool.map([TEXT] * 50)
        assert next(results)["error"] is None
        results.close()  # type: ignore[attr-defined]


def test_many_threads_may_ask_at_once(pool: Pool) -> None:
    records: list[object] = []
    threads = [
        threading.Thread(target=lambda: records.append(pool.read(TEXT, "a")["error"])) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert records == [None] * 8


def test_children_are_used_again_and_end_with_the_pool() -> None:
    with Pool(1) as pool:
        pool.read(TEXT, "a")
        child = pool._places.queue[-1]
        pool.read(TEXT, "b")
        assert child is not None
        assert pool._places.queue[-1] is child
    assert not child.alive


def test_a_large_server_s_child_is_used_again() -> None:
    """Linux counts the parent's memory into what a child has used at most."""
    ballast = bytearray(700 << 20)
    ballast[::4096] = b"x" * len(ballast[::4096])
    with Pool(1) as pool:
        pool.read(TEXT, "a")
        assert pool._places.queue[-1] is not None


def test_a_child_too_big_is_not_used_again() -> None:
    with Pool(1, Limits(memory=100 * MB)) as pool:  # over a quarter of it after a single document
        assert pool.read(TEXT, "a")["error"] is None
        assert pool._places.queue == [None]
        assert pool.read(TEXT, "b")["error"] is None


def test_pages_are_drawn(pool: Pool) -> None:
    data = pdf_page(roster(), count=2)
    image = pool.render(data, 2, 300)
    assert image is not None
    assert image.startswith(b"\x89PNG")
    assert int.from_bytes(image[16:20], "big") == 300
    assert (pool.render(data, 1, 100, "image/webp") or b"")[8:12] == b"WEBP"
    assert pool.render(data, 3, 300) is None
    assert pool.sizes(data) == [(595, 842)] * 2


def test_flowing_text_has_no_pages_to_draw(pool: Pool) -> None:
    assert pool.sizes(TEXT) == []
    assert pool.render(TEXT, 1, 300) is None


def test_a_broken_file_cannot_be_drawn(pool: Pool) -> None:
    with pytest.raises(ReadError) as caught:
        pool.render(b"%PDF-1.4 trasig", 1, 300)
    assert caught.value.code == "damaged"


def test_the_child_has_no_network_or_says_nothing(pool: Pool) -> None:
    pool.read(TEXT, "a")
    child = pool._places.queue[-1]
    assert child is not None
    limits = Path(f"/proc/{child._process.pid}/limits").read_text()
    assert str(DEFAULT.memory) in limits
    mine, its = (Path(f"/proc/{number}/ns/net").stat().st_ino for number in (os.getpid(), child._process.pid))
    if mine == its:
        pytest.skip("namespaces are not allowed on this machine: the child keeps the network")


def test_a_name_that_is_no_text_is_made_one(pool: Pool, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/m\xf6te.txt"
    Path(os.fsdecode(path)).write_bytes(TEXT)
    record = pool.read(os.fsdecode(path))
    assert record["error"] is None
    assert record["file"].endswith("m\ufffdte.txt")


def test_the_text_of_a_layout_is_what_spans_count_in(pool: Pool) -> None:
    from samsyn.council.reading.read import read_layout

    text = pool.text(TEXT)
    assert text == read_layout(TEXT).text()
    source = pool.read(TEXT)["present"][0]["source"]
    assert "Bo Ek" in text[slice(*source["span"])]


def test_a_text_that_cannot_be_made_says_why(pool: Pool) -> None:
    with pytest.raises(ReadError):
        pool.text(b"%PDF-1.7 cut")
    assert pool.text(TEXT), "the child goes on"


def test_a_text_obeys_the_limits() -> None:
    with Pool(1, replace(DEFAULT, output=5)) as small:
        assert len(small.text(TEXT).encode()) <= 5
    with Pool(1, replace(DEFAULT, bytes=10)) as small, pytest.raises(ReadError):
        small.text(TEXT)


def test_a_text_whose_child_dies(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    kill_when_busy(pool, monkeypatch, signal.SIGSEGV)
    with pytest.raises(ReadError):
        pool.text(TEXT)
    assert pool.text(TEXT)
