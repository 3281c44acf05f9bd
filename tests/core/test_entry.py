"""An entry holds closed words, numbers and random ids; names, titles and sentences have no place to stand
in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.core.calc import entry
from samsyn.core.calc.entry import BadEntry, Entry, commit, pseudonym

WHO = "0123456789abcdef" * 2
AT = "2026-11-22T04:00:00.000000Z"
FIELDS = [*entry._NAMES]
# As people write them, and as somebody would try to smuggle them in.
PERSONAL = (
    "Anna Ek",
    "anna",
    "anna.ek",
    "anna.ek@example.se",
    "Åsa",
    "Protokoll 2025-03-04",
    "Rån vid torget, misstänkt är granne till",
    "198112189876",
    "811218-9876",
    "8112189876",
    "0701234567",
    "ABC123",
    "sfs:2009:400:anna",
    "osl",
    "p" + "anna",
    "o0",
    "core.anna",
    "view ",
    "view\n",
    "{}",
    '","who":"',
    "\u202eanna",
    "0" * 31 + "g",
    "0" * 33,
    "A" * 32,
    "x" * 70_000,
)


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    entry.allow(kinds=["core.document"], policies=["label"])
    return


def whole(**more: object) -> Entry:
    told: dict[str, object] = {
        "act": "disclose",
        "who": WHO,
        "organisation": 3,
        "kind": "core.document",
        "object": 17,
        "version": 2,
        "count": 7,
        "level": "limited",
        "purpose": "disclosure",
        "basis": "sfs:2009:400:10:18a",
        "recipients": (f"p{WHO}", "o4"),
        "policy": "label",
        "channel": "mail",
        "result": "allowed",
        "commitment": "ab" * 32,
    }
    return Entry(**told | more)  # type: ignore[arg-type]


def test_the_line_is_canonical() -> None:
    body = whole().body(5, AT)
    assert json.loads(body)["seq"] == 5
    assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"))
    assert body.startswith(f'{{"act":"disclose","at":"{AT}","basis":')
    assert body.endswith(f'"seq":5,"v":2,"version":2,"who":"{WHO}"}}')
    assert len(Entry(act="view").body(10**6, AT)) < 300


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", PERSONAL)
def test_no_text_about_persons_enters_by_any_field(field: str, text: str) -> None:
    for value in (text, (text,)):
        with pytest.raises(BadEntry) as refused:
            whole(**{field: value if field != "recipients" else (text,)})
        assert text not in str(refused.value) or text in ("view ", "{}", "o0")


@given(st.sampled_from(FIELDS), st.text(min_size=1))
def test_whatever_enters_has_one_of_few_forms(field: str, text: str) -> None:
    try:
        made = whole(**{field: (text,) if field == "recipients" else text})
    except BadEntry:
        return
    kept = json.loads(made.body(0, AT))[field]
    closed = entry.ACTS | entry.CHANNELS | entry.RESULTS | entry.LEVELS | entry.PURPOSES
    closed |= entry._kinds | entry._policies
    for word in kept if isinstance(kept, list) else [kept]:
        assert word in closed or re.fullmatch(
            r"[0-9a-f]{32}|[0-9a-f]{64}|[op][0-9a-f]+|(sfs|eu):[0-9:a-z]+", word
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"object": -1},
        {"object": 10**9},
        {"object": True},
        {"object": 1.5},
        {"organisation": "3"},
        {"version": 10**9},
        {"recipients": ("o1",) * 1001},
        {"act": None},
    ],
)
def test_numbers_are_numbers_and_not_too_large(wrong: dict[str, object]) -> None:
    with pytest.raises((BadEntry, TypeError)):
        whole(**wrong)


def test_the_largest_entry_fits_a_bundle() -> None:
    assert len(whole(recipients=(f"p{WHO}",) * 1000).body(10**12, AT)) < 65_536


def test_a_pseudonym_needs_the_key() -> None:
    assert pseudonym(b"a" * 32, 1) == pseudonym(b"a" * 32, 1)
    assert len({pseudonym(b"a" * 32, 1), pseudonym(b"a" * 32, 2), pseudonym(b"b" * 32, 1)}) == 3


def test_a_commitment_needs_the_salt() -> None:
    assert commit(b"s" * 32, b"text") == commit(b"s" * 32, b"text")
    assert len({commit(b"s" * 32, b"text"), commit(b"t" * 32, b"text"), commit(b"s" * 32, b"Text")}) == 3
    with pytest.raises(ValueError, match="32 bytes"):
        commit(b"", b"text")
