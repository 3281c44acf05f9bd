"""A disk that is really full: a small one (tmpfs, which only root may mount) under a real server."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.core.running import samsyn, shell

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("server")]
PASSWORD = "klockan-i-tornet-7"
BUILD = """
from samsyn.core import store
from samsyn.core.commands import migrate
migrate()
from samsyn.core.domain.world import build_world
from samsyn.core.models import Account, Document, Organisation
build_world(dict.fromkeys(("siv", "noor", "per", "admin"), "klockan-i-tornet-7"))
owner = Account.objects.get(username="siv").roles.first().organisation
for n in range(30):
    original = store.put(f"nummer {n} ".encode() * 10_000)
    Document.objects.create(title=f"nummer {n}", organisation=owner, original=original, level="network")
"""
DESTROY = """
from datetime import date
from django.utils import timezone
from samsyn.core.domain import destruction, space
from samsyn.core.models import DestructionItem, DestructionList, Document
space.open_reserve()
now = timezone.now()
document = Document.objects.order_by("pk").first()
row = DestructionList.objects.create(
    organisation=document.organisation, state="running", confirmed_at=now, runs_at=now
)
for one in Document.objects.order_by("pk")[:20]:
    DestructionItem.objects.create(list=row, document=one, object=one.pk, due=date.today())
destruction._carry_out(list(row.items.all()), lambda done, total: None, again=True)
print(row.items.filter(state="done").count())
"""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """24 MB. The test is skipped, saying so, where no disk may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(place)], capture_output=True)
    if done.returncode:
        pytest.skip(
            f"THE FULL DISK IS NOT TESTED: no disk may be mounted here ({done.stderr.decode().strip()})"
        )
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


class Browser:
    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(path)

    def post(self, path: str, form: str, **fields: str) -> tuple[int, str]:
        """`form` is the page whose token is used."""
        token = re.search(r'name="csrf" content="(\w+)"', self.get(form)[1])
        assert token is not None
        return self._ask(path, urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode())

    def _ask(self, path: str, data: bytes | None = None) -> tuple[int, str]:
        try:
            with self.opener.open(self.address + path, data, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


def fill(place: Path) -> None:
    """To the last byte."""
    with (place / "filler").open("wb", buffering=0) as out:
        try:
            while out.write(b"x" * 4096):
                pass
        except OSError:
            return


def free(place: Path) -> int:
    found = os.statvfs(place)
    return found.f_bavail * found.f_frsize


def test_a_full_disk_and_room_again(disk: Path) -> None:
    data = disk / "data"
    shell(data, BUILD)
    more = {"SAMSYN_BALLAST_MB": "4", "SAMSYN_WORKERS": "0"}
    with samsyn(data, "serve", "--port", "0", until=b"svarar", **more) as server:
        wait_for(lambda: (data / "ballast").exists())
        siv = Browser(server.port)
        siv.post("/logga-in/", "/logga-in/", username="siv", password=PASSWORD)
        assert siv.get("/arkiv/")[0] == 200

        fill(disk)
        assert free(disk) == 0
        # The first to write finds the disk full and gives the reserve up; from then on it is said in words.
        wait_for(lambda: siv.post("/installningar/", "/installningar/", theme="night")[0] == 507)
        assert not (data / "ballast").exists()
        assert free(disk) > 3_000_000
        assert "Disken är full" in siv.post("/installningar/", "/installningar/", theme="night")[1]

        assert siv.get("/installningar/")[0] == 200  # reading goes on
        status, text = siv.get("/arkiv/")  # but nothing that needs a line in the ledger
        assert (status, "Disken är full" in text) == (503, True)
        assert siv.get("/halsa/")[1].startswith("failed\n")
        other = Browser(server.port)  # and people are let in, to destroy
        other.post("/logga-in/", "/logga-in/", username="noor", password=PASSWORD)
        assert "Noor" in other.get("/installningar/")[1]

        before = free(disk)
        assert shell(data, DESTROY) == "20"
        assert free(disk) > before + 1_000_000

        (disk / "filler").unlink()
        shell(
            data,
            "from django.conf import settings; settings.BALLAST_MB = 4\n"
            "from samsyn.core.domain import space; space.keep()",
        )
        assert siv.post("/installningar/", "/installningar/", theme="night")[0] == 204
        assert siv.get("/arkiv/")[0] == 200
    shell(data, "from samsyn.core.domain.ledger_check import verify; assert not verify().findings")


def wait_for(true: object) -> None:
    end = time.monotonic() + 30
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.1)
