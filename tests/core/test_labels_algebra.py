"""The algebra: what is derived is never wider than any of its sources, in any order and however often."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.core.calc.labels import LEVELS, PURPOSES, Label, Limits, derive, label, widened
from tests.core.guard_oracle import Chair, Sheet, Someone, allowed

DAY = date(2026, 11, 22)
DAYS = st.dates(date(2026, 11, 21), date(2026, 11, 23))
PARTIES = ("o:1", "o:2", "b:1", "b:2", "a:1", "a:2")
LIMITS = st.builds(
    Limits,
    audience=st.frozensets(st.sampled_from(PARTIES), max_size=3),
    purposes=st.frozensets(st.sampled_from(PURPOSES), max_size=2),
    held=st.booleans(),
    until=st.none() | DAYS,
    gate=st.none() | st.integers(1, 2),
    expires=st.none() | DAYS,
)
PLACE = st.tuples(
    st.sampled_from(LEVELS), st.integers(1, 2), st.none() | st.integers(1, 2), st.none() | LIMITS
)
LABELS = PLACE.map(lambda one: label(*one))
SOMEONE = st.builds(
    Someone,
    st.integers(1, 3),
    st.lists(
        st.builds(
            Chair,
            st.integers(1, 2),
            st.none() | st.integers(1, 2),
            st.sampled_from(["reader", "secretary", "admin"]),
        ),
        max_size=3,
    ).map(tuple),
)


def sheet(place: tuple[str, int, int | None, Limits | None]) -> Sheet:
    level, owner, circle, said = place
    limits = said or Limits()
    kinds = {"a": "account", "o": "organisation", "b": "body"}
    named = frozenset((kinds[one[0]], int(one[2:])) for one in limits.audience)
    return Sheet(
        level,
        owner,
        circle,
        named,
        limits.purposes,
        limits.held,
        limits.gate,
        None,
        False,
        limits.expires,
    )


def met(someone: Someone, one: Label, purpose: str) -> bool:
    """Who may see something under a label in full, expiry's exception for administrators left out."""
    parties = {f"a:{someone.number}", "anyone"} | ({"member"} if someone.chairs else set())
    parties |= {f"o:{chair.organisation}" for chair in someone.chairs}
    parties |= {f"b:{chair.body}" for chair in someone.chairs if chair.body is not None}
    writes = {chair.organisation for chair in someone.chairs if chair.kind in ("secretary", "admin")}
    return (
        all(clause & parties for clause in one.audience)
        and purpose in one.purposes
        and all(e.owner in writes or (e.gate and f"b:{e.gate}" in parties) for e in one.embargoes)
        and (one.expires is None or one.expires >= DAY)
    )


@given(LABELS, LABELS, LABELS)
def test_order_grouping_and_repetition_do_not_matter(one: Label, two: Label, three: Label) -> None:
    assert derive([one, one]) == one
    assert derive([one, two]) == derive([two, one])
    assert (
        derive([derive([one, two]), three])
        == derive([one, derive([two, three])])
        == derive([three, two, one])
    )


@given(LABELS, LABELS)
def test_what_is_derived_widens_nothing(one: Label, two: Label) -> None:
    both = derive([one, two])
    assert widened(one, both) == [] == widened(two, both)
    assert LEVELS.index(both.level) == max(LEVELS.index(one.level), LEVELS.index(two.level))


@given(LABELS, LABELS, SOMEONE, st.sampled_from(PURPOSES))
@settings(max_examples=500)
def test_exactly_those_see_it_who_see_every_source(
    one: Label, two: Label, someone: Someone, purpose: str
) -> None:
    assert met(someone, derive([one, two]), purpose) == (
        met(someone, one, purpose) and met(someone, two, purpose)
    )


@given(PLACE, SOMEONE, st.sampled_from(PURPOSES))
@settings(max_examples=500)
def test_a_label_in_full_means_what_its_row_means(
    place: tuple[str, int, int | None, Limits | None], someone: Someone, purpose: str
) -> None:
    full, seen = label(*place), allowed(someone, "view", sheet(place), purpose, DAY)
    if full.expires is None or full.expires >= DAY:
        assert met(someone, full, purpose) == seen


@given(PLACE, PLACE, SOMEONE, st.sampled_from(PURPOSES))
@settings(max_examples=1000)
def test_what_lets_anybody_new_in_is_called_wider(
    before: tuple[str, int, int | None, Limits | None],
    after: tuple[str, int, int | None, Limits | None],
    someone: Someone,
    purpose: str,
) -> None:
    """The other way does not hold: a lower level is wider by name even where nobody new comes in."""
    old, new = label(*before), label(*after)
    if met(someone, new, purpose) and not met(someone, old, purpose):
        assert widened(old, new)


def test_some_of_what_is_wider_and_what_is_not() -> None:
    limited, own = label("limited", 1, 2), label("limited_org", 1, None)
    assert widened(limited, own) == []
    assert widened(own, limited) == ["level", "audience"]
    assert widened(limited, label("limited", 2, 2)) == ["audience"]
    assert widened(label("network", 1, None), label("limited", 2, 5)) == []
    held = label("limited", 1, 2, Limits(held=True, until=DAY))
    assert widened(limited, held) == []
    assert widened(held, limited) == ["embargo"]
    gated = label("limited", 1, 2, Limits(held=True, until=DAY, gate=3, matter="Enkäten"))
    assert widened(held, gated) == ["embargo"]  # the gate's table reads it
    assert widened(gated, label("limited", 1, 2, Limits(held=True, until=DAY, gate=3, matter="Annat"))) == [
        "embargo"
    ]


def test_nothing_comes_of_nothing() -> None:
    with pytest.raises(TypeError):
        derive([])
