"""The core's pages, met as a browser meets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone

from samsyn.core import start
from samsyn.core.domain import accounts, looks
from samsyn.core.domain.sign_in import LIMITS
from samsyn.core.errors import Conflict, TooMany
from samsyn.core.models import SignInFailure


def sign_in(client: Client, name: str, password: str, **more: Any) -> Any:
    return client.post("/logga-in/", {"username": name, "password": password}, **more)


def test_all_is_closed_until_one_has_signed_in(client: Client, db: None) -> None:
    for address in ("/", "/installningar/", "/biljett/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/logga-in/?next={address}")


def test_signing_in_and_out(client: Client, world: SimpleNamespace) -> None:
    answer = sign_in(client, "siv", world.password)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "Siv Ahl" in client.get("/").content.decode()

    assert client.get("/logga-ut/").status_code == 405
    assert client.post("/logga-ut/").headers["Location"] == "/logga-in/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "gone_to"),
    [("/installningar/", "/installningar/"), ("https://evil.example/", "/"), ("//evil.example", "/")],
)
def test_one_comes_to_where_one_was_going_but_never_elsewhere(
    client: Client, world: SimpleNamespace, wanted: str, gone_to: str
) -> None:
    answer = client.post("/logga-in/", {"username": "siv", "password": world.password, "next": wanted})
    assert answer.headers["Location"] == gone_to


def test_a_wrong_name_and_a_wrong_password_look_the_same(client: Client, world: SimpleNamespace) -> None:
    wrong = sign_in(client, "siv", "nej")
    unknown = sign_in(client, "ingen", "nej")

    assert wrong.status_code == unknown.status_code == 403
    for answer in (wrong, unknown):
        assert "Namnet eller lösenordet stämmer inte." in answer.content.decode()


def test_guessing_is_slowed_down_for_the_guesser_only(client: Client, world: SimpleNamespace) -> None:
    for _guess in range(LIMITS["both"]):
        assert sign_in(client, "siv", "nej").status_code == 403
    assert sign_in(client, "SIV ", world.password).status_code == 429
    assert sign_in(client, "noor", world.password).status_code == 302
    assert sign_in(Client(), "siv", world.password, REMOTE_ADDR="10.0.0.7").status_code == 302

    SignInFailure.objects.update(since=timezone.now() - timedelta(minutes=16))
    assert sign_in(Client(), "siv", world.password).status_code == 302


def test_an_address_that_tries_many_names_is_slowed_down(client: Client, world: SimpleNamespace) -> None:
    for number in range(LIMITS["address"]):
        sign_in(client, f"name{number}", "nej")
    assert sign_in(client, "siv", world.password).status_code == 429


def test_a_right_password_forgives_the_wrong_ones(client: Client, world: SimpleNamespace) -> None:
    for _day in range(3):
        for _guess in range(LIMITS["both"] - 1):
            sign_in(client, "siv", "nej")
        assert sign_in(Client(), "siv", world.password).status_code == 302


def test_a_closed_account_is_out_at_once(world: SimpleNamespace, as_: Callable[[str], Client]) -> None:
    client = as_("per")
    accounts.close(world.per)

    assert client.get("/").status_code == 302
    assert sign_in(Client(), "per", world.password).status_code == 403
    with pytest.raises(Conflict):
        accounts.close(world.per)


def test_language_of_a_visitor_and_of_an_account(client: Client, world: SimpleNamespace) -> None:
    assert '<html lang="sv"' in client.get("/logga-in/").content.decode()
    assert '<html lang="en"' in client.get("/logga-in/", HTTP_ACCEPT_LANGUAGE="en-GB,en").content.decode()
    client.post("/sprak/", {"language": "en", "next": "/logga-in/"})
    assert '<html lang="en"' in client.get("/logga-in/").content.decode()
    client.post("/sprak/", {"language": "xx"})
    assert '<html lang="en"' in client.get("/logga-in/").content.decode()

    # Whoever comes next at this machine, in a new session, has the account's own language.
    del client.cookies["sessionid"]
    sign_in(client, "siv", world.password)
    assert '<html lang="sv"' in client.get("/").content.decode()


def test_a_language_chosen_on_the_way_in_holds_inside(client: Client, world: SimpleNamespace) -> None:
    client.post("/sprak/", {"language": "en", "next": "/logga-in/"})
    sign_in(client, "siv", "wrong")
    sign_in(client, "siv", world.password)
    assert '<html lang="en"' in client.get("/").content.decode()
    world.siv.refresh_from_db()
    assert world.siv.language == "en"


def test_settings_are_kept_in_the_account(world: SimpleNamespace, siv: Client) -> None:
    answer = siv.post("/installningar/", {"language": "en", "theme": "night"}, follow=True)
    html = answer.content.decode()

    assert '<html lang="en" class="theme-night"' in html
    assert siv.post("/installningar/", {"theme": "paper"}).status_code == 204
    world.siv.refresh_from_db()
    assert (world.siv.language, world.siv.theme) == ("en", "paper")
    assert siv.post("/installningar/", {"theme": "pink"}).status_code == 400


def test_rooms_put_boxes_on_the_start_page(siv: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "_makers", [])
    start.box(order=2)(lambda account: start.Box("core/500.html"))
    start.box(order=1)(lambda account: None)

    assert "Något gick fel hos oss" in siv.get("/").content.decode()


def test_security_headers_are_on_every_answer(client: Client, db: None) -> None:
    for address in ("/logga-in/", "/finns-inte/", "/halsa/", "/"):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "no-" in headers["Cache-Control"]


def test_a_form_without_its_token_is_refused_in_words(world: SimpleNamespace) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = sign_in(client, "siv", world.password)

    assert answer.status_code == 403
    assert "Det får du inte" in answer.content.decode()


def test_a_page_asks_for_the_session_the_account_its_roles_and_nothing_more(
    siv: Client, django_assert_num_queries: Any
) -> None:
    siv.get("/installningar/")
    with django_assert_num_queries(3):
        siv.get("/installningar/")


def test_icons_are_the_same_as_a_tag_and_as_a_part() -> None:
    from django.template import engines

    tag = engines["django"].from_string('{% icon "lock" %}').render()
    part = engines["django"].from_string('{% include "core/_icon.html" with name="lock" %}').render()

    assert re.sub(r"\s", "", tag).replace("/>", ">") == re.sub(r"\s", "", part).replace("/>", ">")
    assert "core/icons.svg?v=" in tag


def test_what_is_rendered_once_follows_the_reader(
    world: SimpleNamespace, as_: Callable[[str], Client]
) -> None:
    """The rail, the menu and the keys are kept between requests: by language, theme and room."""
    world.per.language, world.per.theme = "en", "night"
    world.per.save()
    for _ in range(2):
        for name, current, word, theme in (
            ("siv", "Arkiv", "Tangenter", "auto"),
            ("per", "Archive", "Keys", "night"),
        ):
            page = as_(name).get("/arkiv/").content.decode()
            assert re.findall(r'aria-current="\w+">\s*<svg.*?</svg>\s*([^<]+)<', page, re.S) == [current]
            assert f'<h2 id="keys-title">{word}</h2>' in page
            assert re.findall(r'value="(\w+)"\s+aria-pressed="true"', page) == [theme]
    home = as_("siv").get("/").content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', home) == ["/"]


def test_a_flood_is_refused_before_it_is_read(siv: Client, settings: Any) -> None:
    settings.UPLOAD_MB = 1
    for client, size, status in (
        (Client(), 999_999, 200),
        (Client(), 1_000_001, 413),
        (siv, 9_999_999, 302),
        (siv, 10_000_001, 413),
    ):
        # Only the length is told; who reads the body finds nothing.
        assert client.get("/logga-in/", CONTENT_LENGTH=str(size)).status_code == status


@looks.shows_nothing()
def boom(request: object) -> None:
    raise ZeroDivisionError


@looks.shows_nothing()
def busy(request: object) -> None:
    raise TooMany(retry_after=7)


urlpatterns = [path("boom/", boom), path("api/boom/", boom), path("busy/", busy)]
handler500 = "samsyn.core.views.errors.server_error"


class TestErrors:
    @pytest.fixture(autouse=True)
    def _bad_addresses(self, world: SimpleNamespace) -> Any:
        from samsyn import urls

        patched = type("urls", (), {"urlpatterns": [*urls.urlpatterns, *urlpatterns]})
        for name in ("handler400", "handler403", "handler404", "handler500"):
            setattr(patched, name, getattr(urls, name))
        with override_settings(ROOT_URLCONF=patched):
            yield

    def test_a_fault_of_ours_is_said_without_the_database(
        self, as_: Callable[[str], Client], caplog: pytest.LogCaptureFixture
    ) -> None:
        client = as_("siv")
        client.raise_request_exception = False

        answer = client.get("/boom/")
        program = client.get("/api/boom/")

        assert (answer.status_code, program.status_code) == (500, 500)
        assert "Något gick fel hos oss" in answer.content.decode()
        assert program.json() == {"error": "error"}
        assert "ZeroDivisionError" in caplog.text

    def test_our_own_errors_carry_their_status(self, as_: Callable[[str], Client]) -> None:
        answer = as_("siv").get("/busy/", headers={"Accept": "application/json"})

        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "7")
        assert answer.json() == {"error": "too_many", "message": "För många försök. Vänta en stund."}

    def test_a_page_that_is_not_there(self, as_: Callable[[str], Client]) -> None:
        answer = as_("siv").get("/finns-inte/")

        assert answer.status_code == 404
        assert "Här finns inget" in answer.content.decode()
        assert "finns-inte" not in answer.content.decode().partition("<main")[2]
