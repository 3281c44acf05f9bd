"""Which rule decides, against an oracle written from the words of the page; and the pages themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core import store
from samsyn.core.calc.retention import Term, add_months, verdict
from samsyn.core.domain import retention
from samsyn.core.models import DestructionList, Document, Hold, RetentionRule

DAYS = st.dates(date(1950, 1, 1), date(2150, 1, 1))
TERMS = st.lists(
    st.builds(
        Term,
        rule=st.integers(1, 99),
        body=st.sampled_from([None, 1, 2]),
        kind=st.sampled_from(["", "minutes", "notes"]),
        months=st.none() | st.integers(1, 240),
        from_import=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda term: term.rule,
)


@given(DAYS, st.integers(0, 1_200))
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(
    TERMS, st.sampled_from([None, 1, 2]), st.sampled_from(["", "minutes", "notes"]), st.none() | DAYS, DAYS
)
def test_the_narrowest_rule_decides_then_keeping_then_the_longest(
    terms: list[Term], body: int | None, kind: str, meeting: date | None, imported: date
) -> None:
    found = verdict(terms, body=body, kind=kind, meeting=meeting, imported=imported)
    for wanted in ((True, True), (True, False), (False, True), (False, False)):
        level = [
            one
            for one in terms
            if (one.body is not None, bool(one.kind)) == wanted
            and one.body in (None, body)
            and one.kind in ("", kind)
        ]
        if wanted == (True, False):  # as narrow as the next: they are weighed together
            first = level
            continue
        if wanted == (False, True):
            level = first + level
        if not level:
            continue
        assert found is not None
        if any(one.months is None for one in level):
            assert found.due is None
        else:
            starts = [
                (imported if one.from_import or meeting is None else meeting, one.months) for one in level
            ]
            assert found.due == max(add_months(start, months or 0) for start, months in starts)
        return
    assert found is None


# --- the pages ----------------------------------------------------------------------------------------------
RULE = {
    "keep": "destroy",
    "number": "2",
    "unit": "12",
    "start": "import",
    "kind": "",
    "body": "",
    "source": "Dokumenthanteringsplan 2026",
    "decided_by": "Kommunstyrelsen",
    "decided_on": "2026-01-15",
}


@pytest.fixture
def old(world: SimpleNamespace) -> Document:
    made = Document.objects.create(
        organisation=world.organisation.norralv,
        original=store.put(b"gammal"),
        name="gammal.txt",
        title="Gamla anteckningar",
    )
    Document.objects.update(created=timezone.now() - timedelta(days=3 * 366))
    return made


@pytest.mark.django_db
def test_from_a_rule_to_a_confirmed_list(siv: Client, old: Document, settings: Any) -> None:
    assert siv.post("/gallring/regel/", RULE).status_code == 302
    page = siv.get("/gallring/").content.decode()
    assert "1 handling är att gallra" in page
    assert "gallras efter 2 år" in page
    assert "Gamla anteckningar" not in page
    made = siv.post("/gallring/lista/")
    listed = siv.get(made.url).content.decode()
    assert "Gamla anteckningar" in listed
    assert siv.post(f"{made.url}bekrafta/", {"count": "7"}).status_code == 400
    assert siv.post(f"{made.url}bekrafta/", {"count": "1"}).status_code == 302
    row = DestructionList.objects.get()
    assert row.state == "confirmed"
    assert row.runs_at - row.confirmed_at == timedelta(hours=settings.DESTROY_HOURS)
    assert siv.post(f"{made.url}ta-tillbaka/").status_code == 302
    assert "återtagen" in siv.get(made.url).content.decode()


@pytest.mark.django_db
def test_a_hold_is_placed_and_lifted_with_reasons(siv: Client, old: Document) -> None:
    siv.post("/gallring/regel/", RULE)
    ahead = (timezone.localdate() + timedelta(days=60)).isoformat()
    told = {"document": old.pk, "reason": "Begäran om utlämnande", "decided_by": "Kanslichefen"}
    told |= {"decided_on": "2026-02-01", "review_on": ahead, "body": "", "kind": ""}
    assert siv.post("/gallring/stopp/", told).status_code == 302
    page = siv.get("/gallring/").content.decode()
    assert "1 handling skulle ha gallrats men är stoppad" in page
    assert siv.post("/gallring/lista/").status_code == 400
    hold = Hold.objects.get()
    assert siv.post(f"/gallring/stopp/{hold.pk}/hav/", {"why": ""}).status_code == 400
    siv.post(f"/gallring/stopp/{hold.pk}/hav/", {"why": "Utlämnat"})
    assert siv.post("/gallring/lista/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"source": " "}, {"decided_on": "2999-01-01"}, {"kind": "x"}]
)
def test_a_rule_needs_its_decision_and_a_time(siv: Client, wrong: dict[str, str]) -> None:
    assert siv.post("/gallring/regel/", RULE | wrong).status_code == 400
    assert not RetentionRule.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["noor", "per", "otto"])
def test_others_meet_nothing(as_: Callable[[str], Client], siv: Client, old: Document, name: str) -> None:
    siv.post("/gallring/regel/", RULE)
    url = siv.post("/gallring/lista/").url
    stranger, rule = as_(name), RetentionRule.objects.get()
    assert stranger.get("/gallring/").status_code == 403
    assert stranger.get(url).status_code == 404
    for address in (f"{url}bekrafta/", f"{url}ta-tillbaka/", f"/gallring/regel/{rule.pk}/avsluta/"):
        assert stranger.post(address, {"count": "1"}).status_code == 404
    for address in ("/gallring/regel/", "/gallring/stopp/", "/gallring/lista/"):
        assert stranger.post(address, RULE).status_code == 403


@pytest.mark.django_db
def test_a_list_names_only_what_one_may_see(siv: Client, world: SimpleNamespace, old: Document) -> None:
    Document.objects.update(level="room")
    siv.post("/gallring/regel/", RULE)
    listed = siv.get(siv.post("/gallring/lista/").url).content.decode()
    assert "Gamla anteckningar" not in listed
    assert f"Handling {old.pk}" in listed


@pytest.mark.django_db
def test_one_rule_for_a_body_and_kind_at_a_time(world: SimpleNamespace, siv: Client) -> None:
    siv.post("/gallring/regel/", RULE)
    assert siv.post("/gallring/regel/", RULE).status_code == 400
    retention.end_rule(world.siv, RetentionRule.objects.get())
    assert siv.post("/gallring/regel/", RULE).status_code == 302
