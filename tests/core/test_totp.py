"""One-time codes, against the examples of RFC 6238 and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.calc import totp

RFC = b"12345678901234567890"


@pytest.mark.parametrize(
    ("time", "eight"),  # RFC 6238 appendix B, SHA-1: eight digits, of which six are ours
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_examples_of_the_standard(time: int, eight: str) -> None:
    assert totp.code(RFC, time // totp.STEP) == eight[2:]


@given(st.binary(min_size=20, max_size=20), st.integers(0, 2**33), st.integers(-4, 4))
def test_a_code_holds_for_its_time_and_one_step_beside(secret: bytes, now: int, off: int) -> None:
    step = now // totp.STEP + off
    if step < 0:
        return
    found = totp.matching(secret, totp.code(secret, step), now, after=-1)
    if abs(off) <= totp.DRIFT:
        assert found is not None
    elif found is not None:  # a million codes: another step may share this one
        assert totp.code(secret, found) == totp.code(secret, step)


@given(st.binary(min_size=20, max_size=20), st.integers(60, 2**33))
def test_a_code_that_was_used_is_not_taken_again(secret: bytes, now: int) -> None:
    step = now // totp.STEP
    assert totp.matching(secret, totp.code(secret, step), now, after=step + totp.DRIFT) is None


@given(st.text(max_size=12))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    found = totp.matching(RFC, typed, 0)
    assert found is None or totp.code(RFC, found) == typed
