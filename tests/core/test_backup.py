"""Copies of a running installation, and putting them back: whole or refused; nothing destroyed returns."""

from __future__ import annotations

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from tests.core.running import ROOT, environment

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("backup")]

BUILD = """
from datetime import date
from django.db import transaction
from samsyn.core import store
from samsyn.core.domain import ledger
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.world import build_world
from samsyn.core.models import Account, Document, Organisation
if not Account.objects.exists():
    build_world(dict.fromkeys(("siv", "noor", "per", "admin"), "klockan-i-tornet-7"))
owner = Organisation.objects.order_by("pk").first()
for n in range(%d):
    original = store.put(f"%s {n} ordet storspoven\\n".encode() * 50)
    with transaction.atomic():
        row = Document.objects.create(title=f"%s {n}", organisation=owner, original=original, level="limited")
        ledger.record("collect", None, row, channel="command")
print(sign_checkpoint().size)
"""


@dataclass
class Installation:
    data: Path
    more: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self._command(*words), **self._how(), capture_output=True, text=True)

    def start(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(self._command(*words), **self._how(), stdout=subprocess.PIPE, text=True)

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "samsyn", *words]

    def _how(self) -> dict[str, object]:
        env = environment(self.data, DJANGO_SETTINGS_MODULE="samsyn.settings", **self.more)
        del env["SAMSYN_SECRET_KEY"]  # so that it is in the data folder, as in most installations
        return {"env": env, "cwd": ROOT}

    def shell(self, code: str) -> str:
        done = self.run("manage", "shell", "--no-imports", "-c", code)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def add(self, count: int, word: str) -> int:
        """Documents, and a checkpoint over what they left in the ledger. Returns its size."""
        return int(self.shell(BUILD % (count, word, word)))

    def facts(self) -> tuple[str, ...]:
        code = """
from samsyn.core.models import Account, Document, LedgerEntry, Original
for model in (Account, Document, Original):
    print(model.objects.count())
print(sorted(Document.objects.values_list("title", flat=True)))
print(LedgerEntry.objects.exclude(kind="backup").count())
"""
        return tuple(self.shell(code).splitlines())

    def whole(self, *words: str) -> bool:
        done = self.run("ledger", "verify", *words)
        return done.returncode == 0 and done.stdout.endswith("Hel\n")

    def originals(self) -> set[str]:
        return hashes(self.data / "originals")


def hashes(folder: Path) -> set[str]:
    return {path.parent.name + path.name for path in folder.glob("??/*")}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with twelve documents, to be copied and never changed."""
    data = tmp_path_factory.mktemp("built") / "data"
    first = Installation(data)
    assert first.run("backup", "/dev/null/none").returncode == 1  # makes the tables, and no copy
    first.add(12, "ett")
    return data


@pytest.fixture
def ours(built: Path, tmp_path: Path) -> Installation:
    shutil.copytree(built, tmp_path / "ours")
    return Installation(tmp_path / "ours")


@pytest.fixture
def theirs(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "theirs")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    return str(tmp_path / "copies")


def test_there_and_back(ours: Installation, theirs: Installation, folder: str) -> None:
    before = ours.facts()
    assert ours.run("backup", folder).stdout.endswith("12 original, 12 nya.\n")
    assert ours.run("backup", folder, "--check").stdout.endswith(": hel\n")
    done = theirs.run("restore", folder)

    assert done.returncode == 0, done.stderr
    assert "är tillbaka" in done.stdout
    assert theirs.facts() == before
    assert theirs.originals() == ours.originals()
    assert theirs.whole()
    for name in ("secret.key", "ledger/log.key"):
        assert (theirs.data / name).read_bytes() == (ours.data / name).read_bytes()
        assert stat.S_IMODE((theirs.data / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert theirs.add(1, "efter") > 12  # and it goes on


def test_the_next_copy_adds_what_is_new_and_the_newest_is_put_back(
    ours: Installation, theirs: Installation, folder: str
) -> None:
    ours.run("backup", folder)
    ours.add(3, "två")
    time.sleep(1.1)  # a copy's name is its second
    assert ours.run("backup", folder).stdout.endswith("15 original, 3 nya.\n")
    assert theirs.run("restore", folder).returncode == 0
    assert theirs.facts() == ours.facts()


def test_a_copy_made_while_others_write_is_of_one_moment(
    ours: Installation, theirs: Installation, folder: str
) -> None:
    writer = ours.start(
        "manage", "shell", "--no-imports", "-c", "print('on', flush=True)\n" + BUILD % (3000, "x", "x")
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(0.5)
    try:
        done = ours.run("backup", folder)
        assert writer.poll() is None  # it did write all the while
    finally:
        writer.kill()
        writer.communicate()
    assert done.returncode == 0, done.stderr
    assert theirs.run("restore", folder).returncode == 0
    assert theirs.whole()
    assert len(theirs.originals()) > 12


@pytest.mark.parametrize("kind", ["something else", "in the data folder"])
def test_it_overwrites_nothing(ours: Installation, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "else" if kind == "something else" else ours.data / "copies"
    if kind == "something else":
        target.mkdir()
        (target / "letter.txt").write_text("mine")
    done = ours.run("backup", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert not (target / "copies").exists()


def test_nothing_is_put_back_over_something(ours: Installation, folder: str) -> None:
    ours.run("backup", folder)
    before = ours.facts()
    done = ours.run("restore", folder)
    assert (done.returncode, "inte tom" in done.stderr) == (1, True)
    assert ours.facts() == before


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(data)


@pytest.mark.parametrize("what", ["database.sqlite3", "files/ledger/log.key", "originals.txt"])
def test_a_damaged_copy_is_refused_before_anything_is_put_back(
    ours: Installation, theirs: Installation, folder: str, what: str
) -> None:
    ours.run("backup", folder)
    (copy,) = Path(folder, "copies").iterdir()
    flip(copy / what)
    done = theirs.run("restore", folder)
    assert done.returncode == 1
    assert what in done.stderr
    assert not theirs.data.exists() or {path.name for path in theirs.data.iterdir()} <= {"secret.key"}


def test_a_damaged_original_is_named_and_the_rest_comes_back(
    ours: Installation, theirs: Installation, folder: str
) -> None:
    ours.run("backup", folder)
    one = next(Path(folder, "originals").glob("??/*"))
    flip(one)
    assert ours.run("backup", folder, "--check").returncode == 3
    done = theirs.run("restore", folder)
    assert (done.returncode, (one.parent.name + one.name)[:16] in done.stderr) == (3, True)
    assert len(theirs.originals()) == 11


def test_originals_that_are_missing_or_damaged_here_are_told_of(ours: Installation, folder: str) -> None:
    first, second, *_rest = (ours.data / "originals").glob("??/*")
    flip(first)
    second.unlink()
    done = ours.run("backup", folder)
    assert done.returncode == 3
    assert "1 original saknas" in done.stderr
    assert "1 original är skadade" in done.stderr


def test_an_old_copy_is_not_put_back_unseen(ours: Installation, theirs: Installation, folder: str) -> None:
    ours.run("backup", folder)
    (old,) = [path.name for path in Path(folder, "copies").iterdir()]
    ours.add(2, "efter")
    time.sleep(1.1)
    ours.run("backup", folder)

    refused = theirs.run("restore", folder, "--copy", old)
    assert refused.returncode == 1
    assert "till är undertecknade" in refused.stderr
    taken = theirs.run("restore", folder, "--copy", old, "--new-log")
    assert taken.returncode == 0, taken.stderr
    assert "En ny logg har börjat" in taken.stdout
    old_key = theirs.shell(
        "from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey as K\n"
        "from samsyn.core import keys\nfrom samsyn.core.calc.notes import LOG, Signer\n"
        "(p,) = keys.folder().glob('log.key.*')\n"
        "key = K.from_private_bytes(bytes.fromhex(p.read_text()))\n"
        "print(Signer('samsyn/log/' + p.name[8:], LOG, key).key)"
    )
    theirs.add(1, "vidare")
    assert theirs.whole("--key", old_key)


def test_a_witness_knows_of_what_the_copies_do_not(
    ours: Installation, theirs: Installation, folder: str, tmp_path: Path
) -> None:
    ours.run("backup", folder)
    ours.add(2, "efter")
    note = tmp_path / "witnessed"
    signed = ours.run("ledger", "sign").stdout
    for text in (signed, json.dumps({"cosigned": [signed]})):
        note.write_text(text)
        refused = theirs.run("restore", folder, "--witnessed", str(note))
        assert (refused.returncode, "till är undertecknade" in refused.stderr) == (1, True)
    note.write_text("{")
    assert "ingen kontrollpunkt" in theirs.run("restore", folder, "--witnessed", str(note)).stderr


DESTROY = """
from datetime import date
from django.utils import timezone
from samsyn.core.domain import destruction
from samsyn.core.models import DestructionItem, DestructionList, Document
document = Document.objects.order_by("pk").first()
now = timezone.now()
row = DestructionList.objects.create(
    organisation=document.organisation, state="running", confirmed_at=now, runs_at=now
)
item = DestructionItem.objects.create(list=row, document=document, object=document.pk, due=date.today())
destruction._carry_out([item], lambda done, total: None, again=True)
print(document.original_id)
"""


def test_what_was_destroyed_leaves_the_copies_and_never_returns(
    ours: Installation, theirs: Installation, folder: str
) -> None:
    ours.run("backup", folder)
    (old,) = [path.name for path in Path(folder, "copies").iterdir()]
    gone = ours.shell(DESTROY)
    assert gone not in ours.originals()
    time.sleep(1.1)
    assert ours.run("backup", folder).returncode == 0
    assert gone not in hashes(Path(folder, "originals"))
    assert ours.run("backup", folder, "--check").returncode == 0

    done = theirs.run("restore", folder, "--copy", old, "--new-log")
    assert done.returncode == 0, done.stderr
    assert "1 handlingar som gallrats" in done.stdout
    assert gone not in theirs.originals()
    assert len(theirs.originals()) == 11
    assert len((theirs.data / "erased.jsonl").read_text().splitlines()) >= 1


def test_old_copies_go_and_what_only_they_held(ours: Installation, folder: str) -> None:
    ours.run("backup", folder)
    (copy,) = Path(folder, "copies").iterdir()
    copy.rename(copy.with_name("2020-01-01T000000Z"))
    stray = Path(folder, "originals", "ab", "c" * 62)
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("of an old copy")
    done = ours.run("backup", folder, "--keep", "30")
    assert "Borttagen, för gammal: 2020-01-01T000000Z" in done.stdout
    assert not stray.exists()
    assert hashes(Path(folder, "originals")) == ours.originals()


def test_a_lone_copy_is_never_too_old(ours: Installation, folder: str) -> None:
    ours.run("backup", folder, "--keep", "0")
    assert len(list(Path(folder, "copies").iterdir())) == 1


def test_a_killed_backup_and_a_killed_restore_are_gone_on_with(
    ours: Installation, theirs: Installation, folder: str
) -> None:
    ours.add(400, "många")
    doing = ours.start("backup", folder)
    wait_for(lambda: len(hashes(Path(folder, "originals"))) > 20)
    doing.send_signal(signal.SIGKILL)
    doing.communicate()
    assert list(Path(folder, "copies").glob("2*")) == []
    assert theirs.run("restore", folder).returncode == 1
    again = ours.run("backup", folder)
    assert again.returncode == 0
    assert int(again.stdout.split()[-2]) < 412  # what was there stayed

    back = theirs.start("restore", folder)
    wait_for(lambda: len(theirs.originals()) > 20)
    back.send_signal(signal.SIGKILL)
    back.communicate()
    assert theirs.run("restore", folder).returncode == 0
    assert theirs.facts() == ours.facts()
    assert not (theirs.data / "restore.json").exists()


def wait_for(true: object) -> None:
    end = time.monotonic() + 30
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.fixture
def databases(db: None) -> Iterator[list[str]]:
    """Two empty databases beside the tests' own, on PostgreSQL."""
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL's part runs under tools/pg.py")
    if shutil.which("pg_dump") is None:
        pytest.skip("no pg_dump here")
    import psycopg

    told = connection.settings_dict
    where = {
        "host": told["HOST"],
        "port": told["PORT"] or None,
        "user": told["USER"],
        "password": told["PASSWORD"],
    }
    names = [f"samsyn_backup_{os.getpid()}_{n}" for n in range(2)]
    with psycopg.connect(**where, dbname="postgres", autocommit=True) as server:
        for name in names:
            server.execute(f"CREATE DATABASE {name}")
        base = os.environ["DATABASE_URL"]
        head, _, query = base.partition("?")
        yield [f"{head.rpartition('/')[0]}/{name}?{query}" for name in names]
        for name in names:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_there_and_back_with_postgresql(databases: list[str], tmp_path: Path) -> None:
    ours = Installation(tmp_path / "ours", {"DATABASE_URL": databases[0]})
    theirs = Installation(tmp_path / "theirs", {"DATABASE_URL": databases[1]})
    folder = str(tmp_path / "copies")
    ours.run("ledger", "sign")
    ours.add(5, "pg")
    done = ours.run("backup", folder)
    assert done.returncode == 0, done.stderr
    assert ours.run("restore", folder).returncode == 1
    back = theirs.run("restore", folder)
    assert back.returncode == 0, back.stderr
    assert theirs.facts() == ours.facts()
    assert theirs.whole()
    assert Installation(tmp_path / "lite").run("restore", folder).returncode == 1  # another engine


def test_a_manifest_says_what_a_copy_holds(ours: Installation, folder: str) -> None:
    ours.run("backup", folder)
    (copy,) = Path(folder, "copies").iterdir()
    told = json.loads((copy / "manifest.json").read_text())
    assert (told["engine"], told["originals"]["count"]) == ("sqlite", 12)
    assert told["ledger"]["size"] > 12
    assert "klockan" not in (copy / "manifest.json").read_text()
