"""Signing in in two steps, confirming anew, and all that must not work."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client

from samsyn.core import assurance
from samsyn.core.calc import totp
from samsyn.core.domain import factors
from samsyn.core.domain.sign_in import LIMITS
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Factor, LedgerEntry, Session

SECRET = b"only in these tests!"
EXPORT = "/arkiv/export/json/"


@pytest.fixture
def app(world: SimpleNamespace) -> Callable[[], str]:
    """Siv has a code app; calling gives the code of the step after the last that was used."""
    now = int(time.time()) // totp.STEP
    factors.add_app(world.siv, SECRET, totp.code(SECRET, now - 1))
    steps = iter((now, now + 1))
    return lambda: totp.code(SECRET, next(steps))


def first_step(client: Client, world: SimpleNamespace, name: str = "siv") -> Any:
    return client.post("/logga-in/", {"username": name, "password": world.password, "next": "/konto/"})


def level(client: Client) -> int:
    return assurance.read(client.session).level


def test_the_password_alone_lets_nobody_in_who_has_an_app(
    client: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    answer = first_step(client, world)
    assert answer.headers["Location"].startswith("/logga-in/kod/")
    assert client.get("/konto/").status_code == 302

    answer = client.post("/logga-in/kod/", {"code": app(), "next": "/konto/"})
    assert answer.headers["Location"] == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert level(client) == assurance.CODE


def test_a_code_is_good_for_one_use(client: Client, world: SimpleNamespace, app: Callable[[], str]) -> None:
    code = app()
    first_step(client, world)
    assert client.post("/logga-in/kod/", {"code": code}).status_code == 302
    other = Client()
    first_step(other, world)
    assert other.post("/logga-in/kod/", {"code": code}).status_code == 403


def test_a_recovery_code_is_good_for_one_use(
    client: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    codes = factors.new_recovery_codes(world.siv)
    assert len(set(codes)) == factors.RECOVERY_CODES
    for browser, status in ((client, 302), (Client(), 403)):
        first_step(browser, world)
        assert browser.post("/logga-in/kod/", {"code": f" {codes[3].upper()} "}).status_code == status
    assert world.siv.factors.filter(kind=Factor.Kind.RECOVERY).count() == factors.RECOVERY_CODES - 1
    factors.new_recovery_codes(world.siv)
    assert factors.check_code(world.siv, codes[0]) is None


def test_nothing_typed_is_kept_in_the_clear(world: SimpleNamespace, app: Callable[[], str]) -> None:
    codes = factors.new_recovery_codes(world.siv)
    stored = b"".join(bytes(one.secret) + one.key.encode() for one in Factor.objects.all())
    for secret in (SECRET, totp.base32(SECRET).encode(), *(one.replace("-", "").encode() for one in codes)):
        assert secret not in stored


def test_a_sealed_secret_opens_for_its_own_account_only(
    world: SimpleNamespace, app: Callable[[], str]
) -> None:
    from cryptography.exceptions import InvalidTag

    Factor.objects.filter(kind=Factor.Kind.APP).update(account=world.per)
    with pytest.raises(InvalidTag):
        factors.check_code(world.per, app())


def test_the_second_step_is_not_reached_without_the_first(client: Client, world: SimpleNamespace) -> None:
    assert client.post("/logga-in/kod/", {"code": "123456"}).headers["Location"] == "/logga-in/"
    session = client.session
    session["half"] = {"account": world.siv.pk, "at": time.time() - 301}
    session.save()
    assert client.get("/logga-in/kod/").headers["Location"] == "/logga-in/"


def test_guessing_codes_is_slowed_down(
    client: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    first_step(client, world)
    for _guess in range(LIMITS["code"]):
        assert client.post("/logga-in/kod/", {"code": "nej"}).status_code == 403
    assert client.post("/logga-in/kod/", {"code": app()}).status_code == 429


def test_guessing_from_many_addresses_is_slowed_down_too(
    client: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    first_step(client, world)
    for number in range(LIMITS["codes"]):
        client.post("/logga-in/kod/", {"code": "nej"}, REMOTE_ADDR=f"10.0.0.{number}")
    assert client.post("/logga-in/kod/", {"code": app()}, REMOTE_ADDR="10.0.1.1").status_code == 429


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_time_are_all_counted(world: SimpleNamespace) -> None:
    def guess(number: int) -> int:
        try:
            return Client().post("/logga-in/", {"username": "siv", "password": f"nej{number}"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(guess, range(12)))
    assert answers.count(403) == LIMITS["both"]
    assert answers.count(429) == 12 - LIMITS["both"]


def test_a_name_that_exists_costs_as_much_work_as_one_that_does_not(
    world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    """No clock: what takes the time is the hashing and the queries, so those are counted."""
    world.noor.set_unusable_password()
    world.noor.save()
    Account.objects.filter(username="otto").update(is_active=False)
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    Client().post(
        "/logga-in/", {"username": "ingen", "password": "fel"}
    )  # the first entry of a ledger costs more
    work = set()
    for number, name in enumerate(("siv", "ingen-sadan", "noor", "otto")):
        hashed.clear()
        with connection.execute_wrapper(lambda run, *rest: (hashed.append("query"), run(*rest))[1]):
            Client().post("/logga-in/", {"username": name, "password": "fel"}, REMOTE_ADDR=f"10.0.9.{number}")
        work.add((len(hashed) - hashed.count("query"), hashed.count("query")))
    assert len(work) == 1, "hashes and queries"
    assert work.pop()[0] == 1


def test_tries_stand_in_the_ledger_without_what_was_typed(client: Client, world: SimpleNamespace) -> None:
    before = LedgerEntry.objects.count()
    client.post("/logga-in/", {"username": "siv", "password": "hemligt-fel"})
    first_step(client, world)
    added = [one.body for one in LedgerEntry.objects.order_by("seq")[before:]]
    assert [re.search(r'"result":"(\w+)"', body)[1] for body in added] == ["denied", "allowed"]  # type: ignore[index]
    assert not any("hemligt" in body or "siv" in body for body in added)


# --- confirming anew ----------------------------------------------------------------------------------------
def stale(client: Client) -> None:
    session = client.session
    session[assurance.FRESH] = time.time() - 301
    session.save()


def test_an_export_asks_who_one_is_and_then_goes_on(siv: Client, world: SimpleNamespace) -> None:
    assert siv.get(EXPORT).status_code == 200
    stale(siv)
    asked = siv.get(EXPORT, HTTP_REFERER="http://testserver/arkiv/?q=1")
    assert asked.headers["Location"] == "/bekrafta/?next=%2Farkiv%2Fexport%2Fjson%2F&back=%2Farkiv%2F%3Fq%3D1"
    page = siv.get(asked.headers["Location"]).content.decode()
    assert 'autocomplete="current-password"' in page

    form = {"password": "fel", "next": EXPORT, "back": "/arkiv/"}
    assert siv.post("/bekrafta/", form).status_code == 403
    assert siv.get(EXPORT).status_code == 302
    done = siv.post("/bekrafta/", form | {"password": world.password})
    assert f'url={EXPORT}"' in siv.get(done.headers["Location"]).content.decode()
    assert siv.get(EXPORT).status_code == 200


def test_programs_are_told_in_a_code(siv: Client) -> None:
    stale(siv)
    answer = siv.get(EXPORT, HTTP_ACCEPT="application/json")
    assert (answer.status_code, answer.json()["error"]) == (403, "step_up")


@pytest.mark.parametrize("moved", [301, -60])
def test_freshness_ends_and_a_clock_set_back_gives_none(moved: int) -> None:
    assert not assurance.SignedIn("", 1, time.time() - moved, None, 0).fresh


def test_with_an_app_the_password_confirms_nothing(
    siv: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    stale(siv)
    assert siv.post("/bekrafta/", {"password": world.password}).status_code == 400
    key = siv.session.session_key
    assert siv.post("/bekrafta/", {"code": app()}).status_code == 302
    assert level(siv) == assurance.CODE
    assert siv.session.session_key != key
    assert not Session.objects.filter(session_key=key).exists()


def test_confirming_is_slowed_down(siv: Client, world: SimpleNamespace) -> None:
    stale(siv)
    for _guess in range(LIMITS["code"]):
        siv.post("/bekrafta/", {"password": "fel"})
    assert siv.post("/bekrafta/", {"password": world.password}).status_code == 429


def test_confirming_leads_to_no_other_host(siv: Client, world: SimpleNamespace) -> None:
    form = {"password": world.password, "next": "https://evil.example/", "back": "//evil.example"}
    answer = siv.post("/bekrafta/", form)
    assert "evil" not in answer.headers["Location"]
    page = siv.get("/bekrafta/klart/?next=https://evil.example/&back=//evil.example").content.decode()
    assert 'content="0; url=/"' in page
    assert not re.search(r'href="[^"]*evil', page)


# --- one's own account --------------------------------------------------------------------------------------
def test_an_app_is_added_by_its_first_code(siv: Client, world: SimpleNamespace) -> None:
    page = siv.get("/konto/kodapp/").content.decode()
    shown = re.search(r'<code class="num" translate="no">([^<]+)</code>', page)
    assert shown
    secret = bytes.fromhex(siv.session["app"])
    assert totp.base32(secret) == shown[1].replace(" ", "")
    assert siv.post("/konto/kodapp/", {"code": "000000"}).status_code == 400
    code = totp.code(secret, int(time.time()) // totp.STEP)
    assert siv.post("/konto/kodapp/", {"code": code}).headers["Location"] == "/konto/"
    assert level(siv) == assurance.CODE
    assert "app" not in siv.session

    page = siv.post("/konto/reservkoder/").content.decode()
    codes = re.findall(r"<code>([a-z2-9]{5}-[a-z2-9]{5})</code>", page)
    assert len(codes) == factors.RECOVERY_CODES
    assert factors.check_code(world.siv, codes[0]) == assurance.CODE


def test_the_last_factor_takes_the_recovery_codes_with_it(
    siv: Client, world: SimpleNamespace, app: Callable[[], str]
) -> None:
    factors.new_recovery_codes(world.siv)
    factor = world.siv.factors.get(kind=Factor.Kind.APP)
    assert siv.post(f"/konto/ta-bort/{factor.pk}/").status_code == 302
    assert not world.siv.factors.exists()
    with pytest.raises(Conflict):
        factors.new_recovery_codes(world.siv)


def test_of_others_nothing_is_removed_or_ended(
    as_: Callable[[str], Client], world: SimpleNamespace, app: Callable[[], str]
) -> None:
    siv, per = as_("siv"), as_("per")
    factor = world.siv.factors.get(kind=Factor.Kind.APP)
    assert per.post(f"/konto/ta-bort/{factor.pk}/").status_code == 409
    assert per.post("/konto/logga-ut/", {"session": siv.session["begun"]["id"]}).status_code == 409
    assert siv.get("/konto/").status_code == 200


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/konto/kodapp/"),
        ("post", "/konto/passnyckel/fraga/"),
        ("post", "/konto/passnyckel/"),
        ("post", "/konto/ta-bort/1/"),
        ("post", "/konto/reservkoder/"),
        ("get", "/konto/losenord/"),
    ],
)
def test_what_changes_how_one_signs_in_asks_first(siv: Client, method: str, address: str) -> None:
    stale(siv)
    assert getattr(siv, method)(address).headers["Location"].startswith("/bekrafta/")


def test_a_new_password_signs_out_elsewhere(as_: Callable[[str], Client], world: SimpleNamespace) -> None:
    here, there = as_("siv"), as_("siv")
    assert here.post("/konto/losenord/", {"password": "kort"}).status_code == 400
    assert here.post("/konto/losenord/", {"password": "tolv-tranor-over-tornet"}).status_code == 302
    assert here.get("/konto/").status_code == 200
    assert there.get("/konto/").status_code == 302
    world.siv.refresh_from_db()
    assert world.siv.check_password("tolv-tranor-over-tornet")


def test_sessions_are_listed_and_ended_there(as_: Callable[[str], Client], world: SimpleNamespace) -> None:
    here, there = as_("siv"), as_("siv")
    page = here.get("/konto/").content.decode()
    assert page.count("Logga ut där") == 1
    assert there.session.session_key not in page
    answer = here.post("/konto/logga-ut/", {"session": there.session["begun"]["id"]})
    assert answer.status_code == 302
    assert there.get("/konto/").status_code == 302
    assert here.get("/konto/").status_code == 200
    assert (
        not Session.objects.filter(account=world.siv).exclude(session_key=here.session.session_key).exists()
    )


def test_a_weak_secret_or_a_wrong_code_adds_nothing(world: SimpleNamespace) -> None:
    with pytest.raises(Invalid):
        factors.add_app(world.siv, SECRET, "12345")
    assert not factors.protected(world.siv)
