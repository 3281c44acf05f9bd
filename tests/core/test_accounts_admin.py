"""Roles, invitations, closing and administrator mode: by whom, within which bounds, and when two race."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.core import assurance, guard
from samsyn.core.calc.labels import Limits
from samsyn.core.domain import accounts, invitations, ledger, roles
from samsyn.core.errors import Conflict, Invalid, Refused
from samsyn.core.models import Account, AdminPeriod, Invitation, LedgerEntry, Role
from tests.core.admins import in_admin_mode

GOOD = "tolv-tranor-over-tornet"
REASON = {"reason": "Ny sekreterare från måndag"}


@pytest.fixture
def admin(world: SimpleNamespace) -> Account:
    return in_admin_mode(world.admin)


@pytest.fixture
def browser(as_: Callable[[str], Client]) -> Client:
    client = as_("admin")
    assert client.post("/administratorslage/", REASON).headers["Location"] == "/konton/"
    return client


def another_admin(world: SimpleNamespace, name: str = "berit") -> Account:
    made = accounts.create(name, GOOD, name=name, organisation=world.organisation.norralv, kind="admin")
    return in_admin_mode(made)


# --- giving and ending --------------------------------------------------------------------------------------
def test_a_role_is_given_with_its_days_and_stands_in_the_ledger(
    world: SimpleNamespace, admin: Account
) -> None:
    today = timezone.localdate()
    grant = roles.Grant(world.organisation.norralv, "secretary", None, today, today + timedelta(days=30))
    role = roles.give(world.noor, grant, by=admin)
    assert guard.standing(world.noor).writes == {world.organisation.norralv.pk}
    last = LedgerEntry.objects.order_by("-seq")[0]
    assert (last.act, last.kind, last.object) == ("decide", "core.role", str(role.pk))
    assert not Role.objects.filter(Role.valid_on(today + timedelta(days=31)), pk=role.pk).exists()


def test_what_an_administrator_may_not_give(world: SimpleNamespace, admin: Account) -> None:
    norralv, police = world.organisation.norralv, world.organisation.lpo_norralv
    council, regional = world.body.norralvsradet, world.body.regionpolisradet
    for account, grant in (
        (world.admin, roles.Grant(norralv, "secretary")),  # oneself
        (world.noor, roles.Grant(police, "reader")),  # elsewhere
        (world.per, roles.Grant(police, "secretary", council)),  # more than a seat
        (world.noor, roles.Grant(police, "reader", council)),  # a seat for somebody who does not belong there
        (world.noor, roles.Grant(norralv, "reader", regional)),  # at another's table
    ):
        with pytest.raises(Refused):
            roles.give(account, grant, by=admin)
    roles.give(world.per, roles.Grant(police, "reader", council), by=admin)  # a seat, and per belongs there


@pytest.mark.parametrize("who", ["siv", "noor", "otto"])
def test_only_administrators_in_their_mode_give(world: SimpleNamespace, who: str) -> None:
    grant = roles.Grant(world.organisation.norralv, "reader")
    with pytest.raises(Refused):
        roles.give(world.per, grant, by=in_admin_mode(getattr(world, who)))
    with pytest.raises(Refused):
        roles.give(world.per, grant, by=world.admin)


def test_days_that_cannot_be_and_closed_accounts_get_nothing(world: SimpleNamespace, admin: Account) -> None:
    norralv, today = world.organisation.norralv, timezone.localdate()
    with pytest.raises(Invalid):
        roles.give(
            world.noor, roles.Grant(norralv, "reader", None, today, today - timedelta(days=1)), by=admin
        )
    with pytest.raises(Invalid):
        roles.give(world.noor, roles.Grant(norralv, "king"), by=admin)
    accounts.close(world.noor, by=admin)
    with pytest.raises(Conflict):
        roles.give(world.noor, roles.Grant(norralv, "reader"), by=admin)


def test_a_role_is_ended_once_and_holds_no_more(world: SimpleNamespace, admin: Account) -> None:
    role = world.siv.roles.get()
    roles.end(role, by=admin)
    assert not guard.standing(world.siv).belongs
    with pytest.raises(Conflict):
        roles.end(role, by=admin)


def test_the_last_administrator_stays(world: SimpleNamespace, admin: Account) -> None:
    last = world.admin.roles.get()
    with pytest.raises(Conflict):
        roles.end(last, by=admin)
    with pytest.raises(Conflict):
        accounts.close(world.admin, by=admin)
    with pytest.raises(Conflict):
        accounts.close(world.admin)  # nor from the command line
    other = another_admin(world)
    Role.objects.filter(account=other).update(valid_until=timezone.localdate() + timedelta(days=9))
    with pytest.raises(Conflict):  # one whose role ends is not enough
        accounts.close(world.admin, by=in_admin_mode(other))
    Role.objects.filter(account=other).update(valid_until=None)
    accounts.close(world.admin, by=in_admin_mode(other))


def test_an_account_with_roles_elsewhere_is_not_ours_to_close(world: SimpleNamespace, admin: Account) -> None:
    for account in (world.per, world.otto):
        with pytest.raises(Refused):
            accounts.close(account, by=admin)


ACTS = st.lists(
    st.tuples(st.sampled_from(("close", "end", "give", "until")), st.integers(0, 3), st.integers(0, 3)),
    max_size=12,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_administrators_do_to_each_other_one_is_left(
    world: SimpleNamespace, acts: list[tuple[str, int, int]]
) -> None:
    from django.db import transaction

    norralv = world.organisation.norralv
    with transaction.atomic():
        some = [world.admin, *(another_admin(world, f"adm{n}") for n in range(3))]
        for act, by, on in acts:
            actor, target = in_admin_mode(Account.objects.get(pk=some[by].pk)), some[on]
            role = target.roles.filter(kind="admin").order_by("-pk").first()
            try:
                if act == "close":
                    accounts.close(Account.objects.get(pk=target.pk), by=actor)
                elif act == "end" and role:
                    roles.end(role, by=actor)
                else:
                    until = timezone.localdate() + timedelta(days=3) if act == "until" else None
                    roles.give(target, roles.Grant(norralv, "admin", None, None, until), by=actor)
            except (Conflict, Refused):
                pass
            lasting = Role.objects.filter(
                Role.valid_on(date(2199, 1, 1)), organisation=norralv, kind="admin", account__closed_at=None
            )
            assert lasting.exists()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_close_each_other_one_is_left(world: SimpleNamespace) -> None:
    for turn in range(6):
        pair = [another_admin(world, f"one{turn}"), another_admin(world, f"two{turn}")]
        Role.objects.filter(kind="admin").exclude(account__in=pair).delete()
        outcomes: list[str] = []
        gate = threading.Barrier(2)

        def close(by: Account, on: Account, gate: Any = gate, outcomes: list[str] = outcomes) -> None:
            try:
                gate.wait()
                accounts.close(on, by=by)
                outcomes.append("closed")
            except (Refused, Conflict):
                outcomes.append("refused")
            finally:
                connection.close()

        threads = [
            threading.Thread(target=close, args=ends) for ends in ((pair[0], pair[1]), (pair[1], pair[0]))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(outcomes) == ["closed", "refused"]
        assert Account.objects.filter(pk__in=[one.pk for one in pair], closed_at=None).count() == 1


# --- invitations --------------------------------------------------------------------------------------------
def test_an_invited_person_gets_what_was_given_and_no_more(
    client: Client, world: SimpleNamespace, admin: Account
) -> None:
    code = invitations.invite(
        admin, "Tove Ny", roles.Grant(world.organisation.norralv, "reader", world.body.norralvsradet)
    )
    assert code not in "".join(Invitation.objects.values_list("code", flat=True))
    assert client.get(f"/inbjudan/?kod={code}").headers["Location"] == "/inbjudan/"
    assert "Tove Ny" in client.get("/inbjudan/").content.decode()
    form = {
        "username": "tove",
        "password": GOOD,
        "name": "Någon Annan",
        "kind": "admin",
        "organisation": "Polisen",
    }
    assert client.post("/inbjudan/", form | {"password": "kort"}).status_code == 400
    assert client.post("/inbjudan/", form | {"username": "SIV"}).status_code == 409
    assert client.post("/inbjudan/", form).headers["Location"] == "/konto/"
    tove = Account.objects.get(username="tove")
    assert str(tove) == "Tove Ny"
    assert [(one.kind, one.organisation, one.body) for one in tove.roles.all()] == [
        ("reader", world.organisation.norralv, world.body.norralvsradet)
    ]
    assert "Tove Ny" in client.get("/konto/").content.decode()
    assert Client().get(f"/inbjudan/?kod={code}", follow=True).status_code == 410


def test_codes_that_are_old_withdrawn_unknown_or_of_a_closed_administrator_look_the_same(
    client: Client, world: SimpleNamespace, admin: Account
) -> None:
    grant = roles.Grant(world.organisation.norralv, "reader")
    old, withdrawn, orphan = (invitations.invite(admin, name, grant) for name in ("A", "B", "C"))
    Invitation.objects.filter(name="A").update(expires_at=timezone.now() - timedelta(seconds=1))
    invitations.withdraw(admin, Invitation.objects.get(name="B").pk)
    accounts.close(world.admin, by=another_admin(world))
    answers = {
        re.sub(
            r'value="[^"]+"|content="[^"]+"',
            "",
            Client().get(f"/inbjudan/?kod={code}", follow=True).content.decode(),
        )
        for code in (old, withdrawn, orphan, "nonsense", "")
    }
    assert len(answers) == 1
    assert "Koden gäller inte" in answers.pop()


def test_the_way_back_in_ends_all_that_was_before(
    as_: Callable[[str], Client], world: SimpleNamespace, admin: Account
) -> None:
    siv = as_("siv")
    code = invitations.recover(admin, world.siv)
    client = Client()
    client.get(f"/inbjudan/?kod={code}")
    assert client.post("/inbjudan/", {"password": GOOD}).headers["Location"] == "/konto/"
    assert siv.get("/konto/").status_code == 302
    world.siv.refresh_from_db()
    assert world.siv.check_password(GOOD)
    for account in (world.per, world.otto, world.admin):  # of another organisation, of none, oneself
        with pytest.raises(Refused):
            invitations.recover(admin, account)


def test_the_first_administrator_comes_by_a_code_and_is_alone(client: Client, db: None) -> None:
    older, code = invitations.first(), invitations.first()
    assert code
    assert client.get(f"/inbjudan/?kod={older}", follow=True).status_code == 410
    client.get(f"/inbjudan/?kod={code}")
    form = {"username": "eva", "password": GOOD, "name": "Eva Först", "organisation": "Storby kommun"}
    assert client.post("/inbjudan/", form | {"organisation": " "}).status_code == 400
    assert client.post("/inbjudan/", form).headers["Location"] == "/konto/"
    eva = Account.objects.get()
    assert [(one.kind, str(one.organisation)) for one in eva.roles.all()] == [("admin", "Storby kommun")]
    assert invitations.first() is None


def test_a_first_code_is_worth_nothing_once_there_is_an_account(client: Client, db: None) -> None:
    code = invitations.first()
    Account.objects.create_user("someone")
    assert client.get(f"/inbjudan/?kod={code}", follow=True).status_code == 410


# --- administrator mode -------------------------------------------------------------------------------------
PAGES = ("/konton/", "/konton/bjud-in/", "/administratorslage/")


@pytest.mark.parametrize("who", ["siv", "noor", "otto"])
def test_to_others_the_pages_do_not_exist(
    as_: Callable[[str], Client], world: SimpleNamespace, who: str
) -> None:
    for address in (*PAGES, f"/konton/{world.siv.pk}/"):
        assert as_(who).get(address).status_code == 404
    for address in ("stang", "ny-vag-in"):
        assert as_(who).post(f"/konton/{world.siv.pk}/{address}/").status_code == 404


def test_without_the_mode_an_administrator_is_led_to_it(
    as_: Callable[[str], Client], world: SimpleNamespace
) -> None:
    client = as_("admin")
    assert client.get("/konton/").headers["Location"] == "/administratorslage/?next=%2Fkonton%2F"
    assert (
        client.post(f"/konton/{world.siv.pk}/stang/").headers["Location"].startswith("/administratorslage/")
    )
    world.siv.refresh_from_db()
    assert world.siv.closed_at is None
    assert client.post("/administratorslage/", {"reason": "kort"}).status_code == 400


def test_the_mode_needs_one_to_confirm_and_two_steps_where_those_are_asked_for(
    as_: Callable[[str], Client], settings: Any
) -> None:
    client = as_("admin")
    settings.ASSURANCE = {"limited": 2}
    assert client.post("/administratorslage/", REASON).status_code == 403
    session = client.session
    session[assurance.LEVEL] = 2
    session[assurance.FRESH] = time.time() - 301
    session.save()
    assert client.post("/administratorslage/", REASON).headers["Location"].startswith("/bekrafta/")
    assert not AdminPeriod.objects.exists()


def test_without_the_mode_an_administrator_is_as_any_member(world: SimpleNamespace) -> None:
    """What only the role gives: changing, what is held back, what has expired."""
    norralv = world.organisation.norralv.pk
    now = time.time()
    reader = accounts.create("rut", GOOD, name="Rut", organisation=world.organisation.norralv)
    limits = (Limits(held=True), Limits(expires=date(2001, 1, 1)), None)

    def says(account: Account) -> list[bool]:
        who = guard.standing(account)
        label = {"level": "limited", "organisation": norralv, "circle": None}
        return [
            bool(guard.decide(who, action, limits=one, **label))
            for action, one in product(("view", "change", "export", "destroy"), limits)
        ]

    reader.signed_in = assurance.SignedIn("", 4, now, None, 0)
    world.admin.signed_in = assurance.SignedIn("", 4, now, None, 0)
    assert says(world.admin) == says(reader)
    assert sum(says(in_admin_mode(world.admin))) > sum(says(reader))


def test_the_mode_shows_on_every_page_is_logged_and_ends(browser: Client) -> None:
    before = LedgerEntry.objects.count()
    for address in ("/konton/", "/installningar/", "/konto/"):
        assert "Administratörsläge till" in browser.get(address).content.decode()
    steps = LedgerEntry.objects.order_by("seq")[before:]
    assert [one.kind for one in steps if one.kind == "core.adminperiod"] == ["core.adminperiod"] * 3
    assert AdminPeriod.objects.get().reason == REASON["reason"]

    session = browser.session
    session[assurance.ADMIN] |= {"until": time.time() - 1}
    session.save()
    assert "Administratörsläge till" not in browser.get("/konto/").content.decode()
    assert browser.get("/konton/").status_code == 302


def test_the_mode_is_left_by_a_press(browser: Client) -> None:
    browser.post("/administratorslage/avsluta/")
    assert AdminPeriod.objects.get().ended_at is not None
    assert browser.get("/konton/").status_code == 302


def test_what_cannot_be_logged_is_not_shown_in_the_mode(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unavailable(*_: object, **__: object) -> None:
        raise ledger.LedgerUnavailable

    monkeypatch.setattr(ledger, "look", unavailable)
    assert browser.get("/konton/").status_code == 503


def test_a_role_that_was_taken_meanwhile_takes_the_pages_with_it(
    browser: Client, world: SimpleNamespace
) -> None:
    other = another_admin(world)
    roles.end(world.admin.roles.get(), by=other)
    assert browser.get("/konton/").status_code == 404
    assert browser.post(f"/konton/{world.siv.pk}/stang/").status_code == 404


def test_the_pages_do_what_they_say(browser: Client, world: SimpleNamespace) -> None:
    norralv = world.organisation.norralv
    page = browser.get("/konton/").content.decode()
    assert "Siv Ahl" in page
    assert "Per Hed" in page  # at our council's table
    assert "Otto Utan" not in page
    assert browser.get(f"/konton/{world.otto.pk}/").status_code == 404

    form = {"kind": "secretary", "organisation": norralv.pk, "valid_until": "2199-12-31"}
    assert browser.post(f"/konton/{world.noor.pk}/", form).status_code == 302
    role = world.noor.roles.get(kind="secretary")
    assert role.valid_until == date(2199, 12, 31)
    assert browser.post(f"/konton/roll/{role.pk}/avsluta/").status_code == 302
    assert browser.post(f"/konton/roll/{role.pk}/avsluta/").status_code == 409
    elsewhere = world.organisation.lpo_norralv.pk
    assert browser.post(f"/konton/{world.noor.pk}/", form | {"organisation": elsewhere}).status_code == 400

    page = browser.post("/konton/bjud-in/", form | {"name": "Tove Ny"}).content.decode()
    code = re.search(r"/inbjudan/\?kod=([\w-]+)", page)
    assert code
    assert "Tove Ny" in browser.get("/konton/").content.decode()
    waiting = Invitation.objects.get(name="Tove Ny")
    assert browser.post(f"/konton/inbjudan/{waiting.pk}/ta-tillbaka/").status_code == 302
    assert browser.post(f"/konton/inbjudan/{waiting.pk}/ta-tillbaka/").status_code == 409

    assert browser.post(f"/konton/{world.siv.pk}/stang/").status_code == 302
    assert "Kontot är stängt sedan" in browser.get(f"/konton/{world.siv.pk}/").content.decode()
    assert browser.post(f"/konton/{world.admin.pk}/stang/").status_code == 409
