"""Settings from the environment: right values are taken, wrong ones end the start with one clear line."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from samsyn import env
from tests.core.running import ROOT, environment


@pytest.mark.parametrize(
    ("raw", "value"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("FALSE", False), ("", False)]
)
def test_flag(raw: str, value: bool) -> None:
    assert env.flag("X", not value, env={"X": raw}) is value


def test_what_is_unset_takes_the_default() -> None:
    assert env.flag("X", True, env={}) is True
    assert env.number("X", 8, low=1, high=9, env={}) == 8
    assert env.words("X", "a, b", env={}) == ["a", "b"]
    assert env.hosts("X", "localhost,[::1]", env={}) == ["localhost", "[::1]"]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (lambda: env.flag("X", True, env={"X": "maybe"}), "X is 'maybe', which is neither yes nor no"),
        (lambda: env.number("X", 8, low=1, high=9, env={"X": "many"}), "X is 'many', not a whole number"),
        (lambda: env.number("X", 8, low=1, high=9, env={"X": "10"}), "X is 10, outside 1 to 9"),
        (lambda: env.hosts("X", "", env={"X": "https://a.se"}), "X holds 'https://a.se'"),
        (lambda: env.hosts("X", "", env={"X": "a.se:8000"}), "X holds 'a.se:8000'"),
        (lambda: env.hosts("X", "a", env={"X": " , "}), "X is empty"),
        (lambda: env.mail_server("X", env={"X": "pop://a.se"}), "X names the unknown kind 'pop'"),
        (lambda: env.mail_server("X", env={"X": "smtp://a.se:no"}), "X has a port that is not a number"),
        (lambda: env.mail_server("X", env={"X": "smtp:///in"}), "X is not a server's address"),
        (
            lambda: env.mail_server("X", env={"X": "smtp://u:p@a.se"}),
            "X would send its password in the clear",
        ),
        (lambda: env.sender("X", True, env={}), "X is not an address to send from"),
        (lambda: env.sender("X", True, env={"X": "Samsyn"}), "X is not an address to send from"),
        (lambda: env.address("X", ["a.se"], True, env={"X": "a.se/b"}), "X is not an address of pages"),
        (lambda: env.folder("X", Path("d"), env={"X": __file__}), "which is a file"),
    ],
)
def test_nonsense_is_named_with_an_example(call: object, problem: str) -> None:
    with pytest.raises(env.BadSetting) as caught:
        call()  # type: ignore[operator]
    assert problem in str(caught.value)
    assert "Example: X=" in str(caught.value)


def test_mail_is_set_by_one_address() -> None:
    server = env.mail_server("X", env={"X": "smtp+starttls://u:p%40w@mail.a.se"})
    assert server == env.MailServer("mail.a.se", 587, "starttls", "u", "p@w")
    assert "p@w" not in repr(server)
    assert env.mail_server("X", env={"X": "smtps://a.se:10"}) == env.MailServer("a.se", 10, "tls")
    assert env.mail_server("X", env={}) is None
    assert env.sender("X", True, env={"X": "Samsyn <a@b.se>"}) == "Samsyn <a@b.se>"


def test_links_lead_to_the_first_host_unless_told_otherwise() -> None:
    assert env.address("X", ["samsyn.a.se"], True, env={}) == "https://samsyn.a.se/"
    assert env.address("X", ["localhost"], False, env={}) == "http://localhost:8000/"
    assert env.address("X", ["a"], True, env={"X": "https://b.se/samsyn"}) == "https://b.se/samsyn/"


def test_the_secret_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"

    first = env.secret_key("K", data, env={})

    assert len(first) >= 50
    assert env.secret_key("K", data, env={}) == first
    assert stat.S_IMODE((data / "secret.key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret.key"]
    assert env.secret_key("K", data, env={"K": "x" * 32}) == "x" * 32


@pytest.mark.parametrize("given", [{"K": "short"}, {}])
def test_a_weak_secret_is_refused(tmp_path: Path, given: dict[str, str]) -> None:
    (tmp_path / "secret.key").write_text("short")
    with pytest.raises(env.BadSetting):
        env.secret_key("K", tmp_path, env=given)


def test_a_secret_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(env.BadSetting, match="cannot be written"):
        env.secret_key("K", tmp_path / "file" / "data", env={})


def test_sqlite_is_the_default(tmp_path: Path) -> None:
    found = env.database("D", tmp_path, env={})

    assert found["NAME"] == str(tmp_path / "samsyn.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert env.database("D", tmp_path, env={"D": "sqlite:////var/a%20b.db"})["NAME"] == "/var/a b.db"


def test_a_postgresql_address_in_full(tmp_path: Path) -> None:
    raw = "postgresql://anna:hem%2Flig%40@db.example.se:5433/sam?sslmode=verify-full&connect_timeout=5"
    found = env.database("D", tmp_path, env={"D": raw})

    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")} == {
        "NAME": "sam",
        "USER": "anna",
        "PASSWORD": "hem/lig@",
        "HOST": "db.example.se",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "verify-full", "connect_timeout": "5"},
    }


def test_a_postgresql_socket(tmp_path: Path) -> None:
    found = env.database("D", tmp_path, env={"D": "postgres://samsyn@/sam?host=%2Frun%2Fpg"})

    assert (found["HOST"], found["PORT"], found["NAME"]) == ("/run/pg", "", "sam")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("mysql://a/b", "unknown kind 'mysql'"),
        ("samsyn.db", "unknown kind ''"),
        ("postgresql://host", "lacks the database's name"),
        ("postgresql://host/a/b", "lacks the database's name"),
        ("postgresql://host:port/a", "port that is not a number"),
        ("postgresql://host/a?color=red", "unknown option 'color'"),
        ("sqlite://samsyn.db", "not a full SQLite path"),
    ],
)
def test_a_bad_database_address(tmp_path: Path, raw: str, problem: str) -> None:
    with pytest.raises(env.BadSetting, match="DATABASE_URL") as caught:
        env.database("DATABASE_URL", tmp_path, env={"DATABASE_URL": raw})
    assert problem in str(caught.value)


def test_the_program_ends_with_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "samsyn", "serve"],
        env=environment(tmp_path, SAMSYN_WORKERS="many", DJANGO_SETTINGS_MODULE="samsyn.settings"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "samsyn: SAMSYN_WORKERS is 'many', not a whole number. Example: SAMSYN_WORKERS=1\n"


@pytest.mark.parametrize(
    ("hosts", "secure"), [("localhost,127.0.0.1", "False"), ("samsyn.example.se,localhost", "True")]
)
def test_cookies_are_secure_away_from_home(tmp_path: Path, hosts: str, secure: str) -> None:
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path, SAMSYN_HOSTS=hosts, DJANGO_SETTINGS_MODULE="samsyn.settings"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == secure


def test_steps_are_names_with_one_to_four() -> None:
    assert env.steps("X", "", env={"X": "limited=2, http://a.example/?b=c=4"}) == {
        "limited": 2,
        "http://a.example/?b=c": 4,
    }
    assert env.steps("X", "limited=2", env={"X": ""}) == {}
    for wrong in ("limited", "limited=5", "=2", "limited=two"):
        with pytest.raises(env.BadSetting):
            env.steps("X", "", env={"X": wrong})


def test_a_provider_is_https_and_knows_its_client() -> None:
    found = env.provider("https://login.example.se/", "samsyn", "", "", {"low": 2, "high": 3})
    assert found is not None
    assert (found.issuer, found.name, found.acr) == (
        "https://login.example.se",
        "login.example.se",
        "high low",
    )
    assert env.provider("", "samsyn", "", "", {}) is None
    for issuer, client in (
        ("http://login.example.se", "samsyn"),
        ("http://localhost.example.se", "samsyn"),
        ("login.example.se", "samsyn"),
        ("https://login.example.se", ""),
    ):
        with pytest.raises(env.BadSetting):
            env.provider(issuer, client, "", "", {})


def test_the_demonstration_asks_for_no_code_and_others_do(tmp_path: Path) -> None:
    code = (
        "import argparse; from samsyn.core import commands;"
        "commands.migrate = lambda: None; commands._demo = lambda: None;"
        "commands.run(argparse.Namespace(command='demo', demo={demo}));"
        "from django.conf import settings as s; print(s.ASSURANCE.get('limited', 1))"
    )
    for demo, step in ((True, "1"), (False, "2")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(demo=demo)],
            env=environment(tmp_path, DJANGO_SETTINGS_MODULE="samsyn.settings"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == step
