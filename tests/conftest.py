"""The world every test may use: Norrälv and its named people, and browsers signed in as them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management.commands import flush
from django.db import connection
from django.test import Client

# As `password` in the world: long enough for the validators, the same for all.
PASSWORD = "klockan-i-tornet-7"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database",
        action="store_true",
        help="only tests that touch the database (for the second engine)",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--only-database"):
        return
    kept, dropped = [], []
    for item in items:
        names = set(getattr(item, "fixturenames", ()))
        touches = names & {"db", "transactional_db"} or item.get_closest_marker("django_db")
        (kept if touches else dropped).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=dropped)


@pytest.fixture(autouse=True)
def _own_data(tmp_path: Path, settings: pytest.FixtureRequest) -> None:
    """Originals of one test are not those of another."""
    settings.DATA = tmp_path / "data"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _the_clock_is_right() -> None:
    """As it stands when the test begins; who travels in time says `clock.vouch()` there to be believed."""
    from samsyn.core.domain import clock

    clock.vouch()


@pytest.fixture(scope="session", autouse=True)
def _the_ledger_may_be_emptied_between_tests() -> Iterator[None]:
    """Tests that commit end with a flush, which the ledger's triggers refuse as they should."""
    triggers, original = import_module("samsyn.core.migrations.0002_ledger"), flush.Command.handle

    def handle(self: flush.Command, **options: object) -> None:
        with connection.schema_editor() as editor:
            triggers.unguard(editor)
        try:
            original(self, **options)
        finally:
            with connection.schema_editor() as editor:
                triggers.guard(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture
def world(db: None) -> SimpleNamespace:
    """Norrälv as in the demonstration.

    siv     Siv Ahl, secretary of Norrälvsrådet, at the municipality
    noor    Noor El-Amin, reviewer at the municipality, not at the council's table
    per     Per Hed, of the local police area, a member of Norrälvsrådet
    oda     Oda Syn, who reviews the looks of the municipality's people
    admin   administrator of the municipality
    otto    Otto Utan, an account without any role
    """
    from samsyn.core.domain.world import build_world
    from samsyn.core.models import Account, Body, Organisation, Person, Place

    build_world(dict.fromkeys(("siv", "noor", "per", "oda", "admin"), PASSWORD))
    otto = Account.objects.create_user(
        "otto", password=PASSWORD, person=Person.objects.create(name="Otto Utan")
    )
    accounts = {account.username: account for account in Account.objects.select_related("person")}
    organisations = {row.slug.replace("-", "_"): row for row in Organisation.objects.all()}
    bodies = {row.slug: row for row in Body.objects.select_related("organisation")}
    return SimpleNamespace(
        **accounts | {"otto": otto},
        organisation=SimpleNamespace(**organisations),
        body=SimpleNamespace(**bodies),
        place=SimpleNamespace(**{row.slug.replace("-", "_"): row for row in Place.objects.all()}),
        password=PASSWORD,
    )


@pytest.fixture
def as_(world: SimpleNamespace) -> Callable[[str], Client]:
    """`as_("siv")` is a browser in which Siv is signed in."""

    def browser(username: str) -> Client:
        client = Client()
        client.force_login(getattr(world, username))
        return client

    return browser


@pytest.fixture
def siv(as_: Callable[[str], Client]) -> Client:
    return as_("siv")


@pytest.fixture
def shared() -> Path:
    """The folder of example data beside the checkout. Skips, saying so, where it is not."""
    folder = Path(settings.SHARED)
    if not folder.is_dir():
        pytest.skip(f"no example data at {folder} (SAMSYN_SHARED)")
    return folder


@pytest.fixture
def run_on_commit(
    django_capture_on_commit_callbacks: Callable[..., object],
) -> Iterator[Callable[..., object]]:
    """`with run_on_commit():` runs what waits for the commit, which a test's transaction never makes."""

    def running() -> object:
        return django_capture_on_commit_callbacks(execute=True)

    return running
