"""The guard against an oracle that was written apart from it. `make prove` goes through the whole matrix."""

from __future__ import annotations

import pytest

from samsyn.core import guard
from tests.core.guard_matrix import build, check
from tests.core.guard_oracle import Sheet, Someone, allowed


@pytest.mark.django_db
def test_no_disagreement_in_a_hundred_thousand_cases() -> None:
    tally = check(build(limit=210))

    assert tally.wrong == []
    assert tally.cases >= 100_000
    assert guard.faults() == 0


@pytest.mark.django_db
def test_the_matrix_finds_a_hole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it, a matrix that compares nothing would pass too."""
    monkeypatch.setattr(
        "tests.core.guard_matrix.allowed",
        lambda someone, action, sheet, purpose, today: allowed(
            someone, action, Sheet(sheet.level, sheet.owner, sheet.circle, sheet.named), purpose, today
        ),
    )
    found = check(build(limit=20)).wrong

    assert found
    assert all("point, list, inside another query, rows once more" in one for one in found)


def test_the_oracle_lets_nobody_in_who_is_shut_out() -> None:
    from datetime import date

    assert not allowed(Someone(1, shut=True), "view", Sheet("public", 1, None), "prevention", date.today())
    assert allowed(Someone(1), "view", Sheet("public", 1, None), "prevention", date.today())
