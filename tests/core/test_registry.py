"""Adding organisations, bodies and accounts from the command line."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from samsyn.__main__ import parser
from samsyn.core import registry
from samsyn.core.models import Account, Body, Organisation

pytestmark = pytest.mark.django_db
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """`say("add", …, password=…)` gives exit code, output and errors."""

    def run(*words: str, password: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        options = parser().parse_args(words)
        code = (registry.close if words[0] == "close" else registry.add)(options)
        return code, *capsys.readouterr()

    return run


def test_an_installation_of_ones_own(say: Say) -> None:
    assert say("add", "organisation", "ån", "Ån", "--kind", "municipality")[0] == 1  # a slug is ASCII
    for words in (
        ("organisation", "alm", "Alms kommun", "--kind", "municipality"),
        ("organisation", "alm-bostad", "Alms bostäder", "--kind", "other", "--parent", "alm"),
        ("body", "almradet", "Almrådet", "--kind", "strategic_council", "--organisation", "alm"),
    ):
        assert say("add", *words) == (0, f"Tillagd: {words[2]}\n", "")
    account = (
        "add",
        "account",
        "ola",
        "Ola Grip",
        "--organisation",
        "alm",
        "--body",
        "almradet",
        "--role",
        "admin",
    )
    assert say(*account, password="tolv-tranor-over-tornet") == (0, "Tillagd: Ola Grip\n", "")

    assert Organisation.objects.get(slug="alm-bostad").parent == Organisation.objects.get(slug="alm")
    assert Account.objects.get(username="ola").roles.get().body == Body.objects.get()
    assert "utan administratör" in say("close", "ola")[2]  # the last one, here too
    other = ("add", "account", "eva", "Eva Alm", "--organisation", "alm", "--role", "admin")
    assert say(*other, password="tolv-tranor-over-tornet")[0] == 0
    assert say("close", "ola") == (0, "Stängd: ola\n", "")
    assert say("close", "ola")[0] == 1


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("add", "organisation", "b", "B", "--kind", "kommun"), "--kind är en av: municipality, police"),
        (("add", "organisation", "alm", "Alm", "--kind", "other"), "slug"),
        (
            ("add", "body", "b", "B", "--kind", "board", "--organisation", "lam"),
            "'lam' finns inte. Det här finns: alm",
        ),
        (("add", "account", "o", "O", "--organisation", "alm", "--role", "king"), "roll"),
        (("add", "account", "o", "O", "--organisation", "alm"), "Lösenordet"),
        (("close", "o"), "'o' finns inte. Det här finns: inget ännu"),
    ],
)
def test_mistakes_are_said_in_words(say: Say, words: tuple[str, ...], problem: str) -> None:
    say("add", "organisation", "alm", "Alms kommun", "--kind", "municipality")
    code, out, error = say(*words, password="kort")

    assert (code, out) == (1, "")
    assert problem.lower() in error.lower()


def test_two_passwords_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(("en-lang-losenordsfras", "en-annan-losenordsfras", "lika-lang-fras", "lika-lang-fras"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(registry.getpass, "getpass", lambda prompt: next(typed))

    with pytest.raises(registry.Unknown):
        registry._password()
    assert registry._password() == "lika-lang-fras"
