"""What is done to labels, by whom, and what follows at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from samsyn.core import guard
from samsyn.core.domain import clock, labels
from samsyn.core.domain.labels import Tag
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.models import (
    Account,
    Document,
    LabelChange,
    LedgerEntry,
    Level,
    Original,
    Role,
    Terms,
)


@pytest.fixture
def document(world: SimpleNamespace) -> Document:
    original = Original.objects.create(sha256="0" * 64, media_type="text/plain", size=1)
    return Document.objects.create(
        level=Level.LIMITED,
        organisation=world.organisation.norralv,
        circle=world.body.norralvsradet,
        original=original,
        title="Enkäten",
    )


def tag(document: Document, **more: Any) -> Tag:
    return labels.tag_of(document)._replace(**more)


def terms(**said: Any) -> int:
    row = Terms(**said).shared()
    assert row is not None
    return row.pk


def sees(account: Account, document: Document) -> bool:
    found = Document.objects.get(pk=document.pk)
    listed = guard.scope(account, Document).filter(pk=document.pk).exists()
    assert listed == bool(guard.may(account, "view", found))
    return listed


def test_one_person_makes_it_stricter_at_once(world: SimpleNamespace, document: Document) -> None:
    assert sees(world.per, document)

    made = labels.change(world.siv, document, tag(document, level="limited_org"))

    assert (made.state, made.edition) == (LabelChange.State.DONE, 2)
    assert not sees(world.per, document)
    assert LedgerEntry.objects.order_by("-seq").first().body.count('"act":"change"') == 1  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("before", "after", "widens"),
    [
        ({}, {"level": "network"}, "level,audience"),
        ({}, {"circle": None}, None),
        ({"audience": ",o:1,"}, {}, "audience"),
        ({"purposes": ",oversight,"}, {}, "purposes"),
        ({"embargo_until": date(2027, 1, 7)}, {"embargo_until": date(2027, 1, 6)}, "embargo"),
        ({"embargo_until": date(2027, 1, 6)}, {"embargo_until": date(2027, 1, 7)}, None),
        ({"expires": date(2027, 1, 7)}, {}, "expires"),
        ({}, {"expires": date(2027, 1, 7)}, None),
    ],
)
def test_what_is_wider_waits_for_a_second_person(
    world: SimpleNamespace,
    document: Document,
    before: dict[str, Any],
    after: dict[str, Any],
    widens: str | None,
) -> None:
    if "audience" in before:
        before = {"audience": f",o:{world.organisation.norralv.pk},"}
    if before:
        document.terms_id = terms(**before)
        document.save()
    own = {name: value for name, value in after.items() if name in ("level", "circle")}
    new = {name: value for name, value in after.items() if name not in own}
    to = tag(document, **own, terms=terms(**new) if new else None)
    with guard.acting_for("oversight"):
        if widens is None:
            assert labels.change(world.siv, document, to).state == "done"
            return
        with pytest.raises(Invalid, match="varför"):
            labels.change(world.siv, document, to, reason="  ")
        made = labels.change(world.siv, document, to, reason="Den är offentlig nu.")
        assert (made.state, made.widens, made.edition) == ("proposed", widens, None)
        assert labels.tag_of(Document.objects.get(pk=document.pk)) == labels.tag_of(document)

        with pytest.raises(Refused, match="annan person"):
            labels.confirm(world.siv, made.pk)
        with pytest.raises((Refused, Hidden)):
            labels.confirm(world.per, made.pk)
        with pytest.raises(Conflict):
            labels.change(world.noor, document, to, reason="Jag också.")
        done = labels.confirm(world.noor, made.pk)
    assert (done.state, done.edition, done.decided_by) == ("done", 2, world.noor)
    assert labels.tag_of(Document.objects.get(pk=document.pk)) == to
    with pytest.raises(Conflict):
        labels.confirm(world.admin, made.pk)


def test_a_no_and_a_change_of_mind_leave_it_as_it_was(world: SimpleNamespace, document: Document) -> None:
    for who, state in ((world.noor, "refused"), (world.siv, "withdrawn")):
        made = labels.change(world.siv, document, tag(document, level="public"), reason="Prövar.")
        assert labels.refuse(who, made.pk).state == state
    assert Document.objects.get(pk=document.pk).level == "limited"
    assert labels.edition(document) == 1


def test_a_proposal_about_a_label_that_has_changed_is_a_conflict(
    world: SimpleNamespace, document: Document
) -> None:
    made = labels.change(world.siv, document, tag(document, level="public"), reason="Prövar.")
    labels.change(world.siv, document, tag(document, level="limited_org"))
    with pytest.raises(Conflict, match="ändrats"):
        labels.confirm(world.noor, made.pk)


def test_strangers_meet_nothing(world: SimpleNamespace, document: Document) -> None:
    made = labels.change(world.siv, document, tag(document, level="public"), reason="Prövar.")
    with pytest.raises(Hidden):
        labels.confirm(world.otto, made.pk)
    with pytest.raises(Hidden):
        labels.change(world.otto, document, tag(document, level="room"))
    with pytest.raises(Refused):
        labels.change(world.per, document, tag(document, level="room"))
    with pytest.raises(Hidden):
        labels.confirm(world.noor, made.pk + 1)


def test_nobody_locks_themselves_out(world: SimpleNamespace, document: Document) -> None:
    with pytest.raises(Invalid, match="själv"):
        labels.change(world.noor, document, tag(document, level="room"))
    others = terms(audience=f",o:{world.organisation.lpo_norralv.pk},")
    with pytest.raises(Invalid, match="själv"):
        labels.change(world.siv, document, tag(document, terms=others), reason="Bara polisen.")


# --- embargo ------------------------------------------------------------------------------------------------
@pytest.fixture
def held(world: SimpleNamespace, document: Document) -> Document:
    """Until a day ahead, and until the municipal board has handled it."""
    document.terms_id = terms(
        embargo_until=timezone.localdate() + timedelta(days=3),
        gate=world.body.kommunstyrelsen,
        matter="Enkäten",
    )
    document.save()
    return document


def test_an_embargo_hides_and_says_why(world: SimpleNamespace, held: Document) -> None:
    assert not sees(world.per, held)
    assert sees(world.siv, held)  # the owner's writers prepare it
    with pytest.raises(Refused, match="Dold tills Kommunstyrelsen har behandlat den, tidigast"):
        guard.require(world.per, "view", held)
    with pytest.raises(Hidden):
        guard.require(world.otto, "view", held)
    assert guard.may(world.per, "view", held).policy == "forbid.embargo"
    assert not guard.may(world.siv, "export", held)

    Role.objects.create(
        account=world.per, organisation=world.organisation.lpo_norralv, body=world.body.kommunstyrelsen
    )
    assert sees(world.per, held)  # who is to decide on it reads it


def test_it_opens_when_the_day_has_come_and_the_body_has_decided(
    world: SimpleNamespace, held: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.localdate()
    monkeypatch.setattr(clock, "trusted_today", lambda: day + timedelta(days=3))
    assert labels.release_due() == 0
    monkeypatch.setattr(clock, "trusted_today", lambda: day)
    with pytest.raises(Refused):
        labels.open_gate(world.per, held, "§ 4")
    with pytest.raises(Invalid):
        labels.open_gate(world.siv, held, " ")
    labels.open_gate(world.siv, held, "§ 14 den 7 januari")
    assert not sees(world.per, held)
    assert labels.release_due() == 0

    monkeypatch.setattr(clock, "trusted_today", lambda: day + timedelta(days=3))
    assert labels.release_due() == 1
    assert sees(world.per, held)
    assert labels.release_due() == 0
    kinds = list(LabelChange.objects.order_by("pk").values_list("kind", "edition"))
    assert kinds == [("opened", 2), ("released", 3)]


def test_a_clock_set_ahead_opens_nothing(world: SimpleNamespace, document: Document) -> None:
    """The wall's clock jumps a year; what is trusted does not, and so neither job nor look releases."""
    import time_machine

    document.terms_id = terms(embargo_until=timezone.localdate() + timedelta(days=30))
    document.save()
    clock.vouch()
    with time_machine.travel(timezone.now() + timedelta(days=365), tick=True):
        assert labels.release_due() == 0
        assert not sees(world.per, document)
    clock.forget()


def test_what_has_expired_is_for_administrators(world: SimpleNamespace, document: Document) -> None:
    document.terms_id = terms(expires=timezone.localdate() - timedelta(days=1))
    document.save()

    assert [sees(who, document) for who in (world.siv, world.per, world.admin)] == [False, False, True]
    with pytest.raises(Refused, match="visades till och med"):
        guard.require(world.siv, "view", document)


def test_a_purpose_opens_only_to_those_who_state_it(world: SimpleNamespace, document: Document) -> None:
    document.terms_id = terms(purposes=",follow_up,")
    document.save()

    assert not sees(world.siv, document)
    with pytest.raises(Refused, match="uppföljning"):
        guard.require(world.siv, "view", document)
    with guard.acting_for("follow_up"):
        assert sees(world.siv, document)
        assert not sees(world.otto, document)
    with guard.acting_for("nonsense"):
        assert not sees(world.siv, document)


# --- pages --------------------------------------------------------------------------------------------------
def test_the_page_proposes_and_another_confirms(
    as_: Callable[[str], Client], document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samsyn.core.views.labels.require_fresh", lambda request: None)
    address = f"/etikett/{document.pk}/"
    siv, noor, per = as_("siv"), as_("noor"), as_("per")
    asked = {"level": "public", "circle": document.circle_id, "reason": "Beslutat i dag.", "basis": ""}

    assert siv.post(address, asked).status_code == 302
    made = LabelChange.objects.get()
    page = noor.get(address).content.decode()
    assert "Bekräfta sänkningen" in page
    assert "Beslutat i dag." in page
    assert "begäran om aktsamhet" in page
    assert "Bekräfta sänkningen" not in siv.get(address).content.decode()
    for client, told in ((noor, True), (siv, False), (per, False)):  # the start page of who may confirm
        assert ("Etiketter som väntar på dig" in client.get("/").content.decode()) is told
    assert siv.post(f"/etikett/forslag/{made.pk}/bekrafta/").status_code == 403
    assert per.post(f"/etikett/forslag/{made.pk}/bekrafta/").status_code == 403
    assert noor.get(f"/etikett/forslag/{made.pk}/bekrafta/").status_code == 405
    assert noor.post(f"/etikett/forslag/{made.pk}/bekrafta/").status_code == 302
    assert Document.objects.get(pk=document.pk).level == "public"
    assert "<td" in per.get(address).content.decode()
    assert as_("otto").post(address, asked).status_code == 200  # open now: seen, not changed
    assert per.post(address, asked).status_code == 200
    assert LabelChange.objects.count() == 1


def test_a_label_field_of_the_client_is_only_a_wish(as_: Callable[[str], Client], document: Document) -> None:
    """Bodies and parties that one does not see, levels that are none, fields that are not in the form."""
    siv = as_("siv")
    for field, value in (("level", "secret"), ("circle", "99999"), ("audience", "o:99999"), ("gate", "x")):
        told = {"level": "room", "circle": document.circle_id, field: value}
        assert siv.post(f"/etikett/{document.pk}/", told).status_code == 400, field
    siv.post(f"/etikett/{document.pk}/", {"level": "room", "circle": document.circle_id, "organisation": "3"})
    found = Document.objects.get(pk=document.pk)
    assert (found.level, found.organisation_id) == ("room", document.organisation_id)


def test_the_purpose_is_kept_in_the_session_and_asked_with(
    as_: Callable[[str], Client], document: Document
) -> None:
    document.terms_id = terms(purposes=",follow_up,")
    document.save()
    siv = as_("siv")
    address = f"/etikett/{document.pk}/"

    refused = siv.get(address)
    assert refused.status_code == 403
    assert "uppföljning" in refused.content.decode()
    assert siv.post("/andamal/", {"purpose": "nonsense"}).status_code == 400
    assert siv.post("/andamal/", {"purpose": "follow_up", "next": address}).headers["Location"] == address
    assert siv.get(address).status_code == 200
    assert '"purpose":"follow_up"' in LedgerEntry.objects.order_by("-seq").first().body  # type: ignore[union-attr]
    assert as_("otto").get(address).status_code == 404
