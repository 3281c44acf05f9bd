"""`samsyn import`: what may be left out, and what is said when it may not."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from samsyn.__main__ import parser
from samsyn.core.models import Account, Body, Document, Organisation, Role
from samsyn.council.domain.from_folder import from_command_line
from tests.council.build import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "protokoll"
    made.mkdir()
    (made / "a.txt").write_text(json.dumps(record()))
    return made


def bring(*words: object) -> int:
    return from_command_line(parser().parse_args(["import", *map(str, words)]))


@pytest.fixture
def only_siv(world: SimpleNamespace) -> None:
    Role.objects.exclude(account=world.siv).exclude(kind="reader").delete()


def test_nothing_but_a_path_where_one_account_may_import(folder: Path, only_siv: None) -> None:
    assert bring(folder) == 0
    document = Document.objects.get()
    assert (document.organisation.slug, document.level) == ("norralv", "limited")
    assert (document.created_by.username, document.circle) == ("siv", None)


def test_several_accounts_must_be_chosen_between(
    folder: Path, world: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    Account.objects.filter(username="noor").update(is_active=False)
    assert bring(folder) == 2
    assert capsys.readouterr().err == "samsyn import: säg vem som läser in: --account admin, siv\n"


def test_no_account_may(folder: Path, world: SimpleNamespace, capsys: pytest.CaptureFixture[str]) -> None:
    Role.objects.all().delete()
    assert bring(folder) == 2
    assert "inget konto får läsa in" in capsys.readouterr().err
    assert bring(folder, "--account", "otto") == 2
    assert "otto får inte läsa in" in capsys.readouterr().err


@pytest.mark.parametrize("flag", ["--label", "--level"])
def test_label_and_its_older_name(folder: Path, world: SimpleNamespace, flag: str) -> None:
    assert bring(folder, "--account", "siv", flag, "room", "--body", "norralvsradet") == 0
    document = Document.objects.get()
    assert (document.level, document.circle) == ("room", world.body.norralvsradet)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--label", "secret"), "det finns ingen etikett 'secret'; välj public, network, limited"),
        (("--label", "room"), "Välj vilket organ"),
        (("--body", "nobody"), "det finns inget organ 'nobody'"),
        (("--organisation", "nowhere"), "det finns ingen organisation 'nowhere'"),
        (("--account", "nobody"), "det finns inget konto 'nobody'"),
        (("--organisation", "lpo-norralv"), "granskare eller sekreterare"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(
    folder: Path, only_siv: None, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert bring(folder, *words) == 2
    assert said in capsys.readouterr().err
    assert not Document.objects.exists()


def test_a_path_that_is_not_there(folder: Path, only_siv: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(folder, folder / "b.txt") == 2
    assert "b.txt finns inte" in capsys.readouterr().err


def test_the_owner_where_the_account_writes_in_several(
    folder: Path, world: SimpleNamespace, capsys: pytest.CaptureFixture[str]
) -> None:
    police = Organisation.objects.get(slug="lpo-norralv")
    Role.objects.create(account=world.siv, organisation=police, kind="reviewer")
    assert bring(folder, "--account", "siv") == 2
    assert "--organisation lpo-norralv, norralv" in capsys.readouterr().err
    assert bring(folder, "--account", "siv", "--body", "norralvsradet") == 0
    assert Document.objects.get().organisation == world.body.norralvsradet.organisation
    assert bring(folder, "--account", "siv", "--organisation", "lpo-norralv") == 0
    assert Document.objects.filter(organisation=police).count() == 1


def test_a_body_with_the_same_slug_in_two_organisations(
    folder: Path, world: SimpleNamespace, only_siv: None, capsys: pytest.CaptureFixture[str]
) -> None:
    police = Organisation.objects.get(slug="lpo-norralv")
    Body.objects.create(organisation=police, name="Rådet", slug="norralvsradet", kind="other")
    assert bring(folder, "--body", "norralvsradet") == 2
    assert "flera organisationer har ett organ" in capsys.readouterr().err
    assert bring(folder, "--body", "norralvsradet", "--organisation", "norralv") == 0


def test_some_that_cannot_be_read(folder: Path, only_siv: None) -> None:
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 cut")
    assert bring(folder) == 3
