"""The policies' text: what is wrong with it stops the start and is named; what a list does not know is a
no."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import cedarpy
import pytest
from django.db.models import Q
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.core.calc.labels import LEVELS, Limits
from samsyn.core.guard import BadPolicy, Standing, decide, policy, residual
from samsyn.core.models import Terms

TEXT = policy.POLICIES.read_text("utf-8")
WHO = Standing(1, frozenset({1}), frozenset({2}), frozenset({1}), frozenset(), day=date(2026, 11, 22))


@pytest.fixture
def fresh() -> Iterator[None]:
    """What was kept of other policies is forgotten, before and after."""

    kept, nodes = policy.policies, residual._node

    def forget() -> None:
        kept.cache_clear()
        nodes.cache_clear()

    forget()
    yield
    forget()


def line_of(policy_id: str) -> int:
    return TEXT[: TEXT.index(f'@id("{policy_id}")')].count("\n") + 1


@pytest.mark.parametrize(
    ("wrong", "right", "line", "said"),
    [
        ('resource.level == "public"', 'resource.leval == "public"', "view.public", "leval"),
        ('permit (principal, action == Action::"export"', "permt (principal", "export.seen", "permt"),
        ('@reason("circle")\n', "", "view.circle", "without @reason"),
        ('@id("view.network")\n', "", "view.public", "without @id"),
        ("resource.terms.held &&\n", "resource.terms.hold &&\n", "forbid.embargo", "(hold|optional)"),
        ("resource has terms && resource.terms.named &&", "resource.terms.named &&", "view.named", "terms"),
        ('Action::"open", resource', 'Action::"opn", resource', "open.gate", "opn"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, wrong: str, right: str, line: str, said: str) -> None:
    assert wrong in TEXT
    broken = tmp_path / "samsyn.cedar"
    broken.write_text(TEXT.replace(wrong, right, 1), "utf-8")

    with pytest.raises(BadPolicy, match=rf"^samsyn.cedar, line {line_of(line)}: .*{said}"):
        policy.load(broken)


def test_two_policies_of_one_name_are_a_fault(tmp_path: Path) -> None:
    (tmp_path / "a.cedar").write_text(TEXT.replace('@id("view.network")', '@id("view.public")'), "utf-8")
    with pytest.raises(BadPolicy, match="one @id"):
        policy.load(tmp_path / "a.cedar")


def test_an_empty_file_and_a_broken_schema_are_faults(tmp_path: Path) -> None:
    (tmp_path / "a.cedar").write_text("// nothing\n")
    with pytest.raises(BadPolicy, match="no policy"):
        policy.load(tmp_path / "a.cedar")
    (tmp_path / "b").write_text("entity Account = {")
    with pytest.raises(BadPolicy, match="b:"):
        policy.load(schema=tmp_path / "b")
    (tmp_path / "c.cedar").write_text("permit (principal, action, resource);\n" + TEXT)
    with pytest.raises(BadPolicy, match="line 1"):
        policy.load(tmp_path / "c.cedar")


def test_nothing_starts_with_a_fault(tmp_path: Path) -> None:
    (tmp_path / "samsyn.cedar").write_text(TEXT.replace("resource.level", "resource.leval"), "utf-8")
    mine = str(tmp_path / "samsyn.cedar")
    run = f"""
import pathlib, sys
real = pathlib.Path.read_text
def read(self, *rest):
    return real(pathlib.Path({mine!r}) if self.name == "samsyn.cedar" else self, *rest)
pathlib.Path.read_text = read
from samsyn.__main__ import main
sys.exit(main(["demo"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", run],
        env=os.environ | {"SAMSYN_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "samsyn.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert f"samsyn.cedar, line {line_of('view.public')}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data" / "samsyn.sqlite3").exists()


# --- lists --------------------------------------------------------------------------------------------------
STRANGE = (
    'permit (principal, action == Action::"view", resource) when { resource.level like "pub*" };',
    'permit (principal, action == Action::"view", resource) when '
    '{ if resource.level == "public" then true else false };',
    'permit (principal, action == Action::"view", resource) when '
    '{ resource has terms && resource.terms.purposes.containsAll(["prevention"]) };',
)


@pytest.mark.parametrize("strange", STRANGE)
def test_a_form_the_lists_do_not_know_shows_nothing_and_rings(
    fresh: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    strange: str,
) -> None:
    (tmp_path / "samsyn.cedar").write_text(f'{TEXT}\n@id("strange")\n@reason("x")\n{strange}\n', "utf-8")
    held = policy.load(tmp_path / "samsyn.cedar")
    monkeypatch.setattr(policy, "policies", lambda: held)
    before = policy.faults()

    assert residual.condition(WHO, "view", "") == residual.NOTHING
    assert policy.faults() == before + 1
    assert "guard: a list met a form" in caplog.text
    assert "prevention" not in caplog.text


FORMS: list[dict[str, Any]] = [
    {"like": {"left": {}, "pattern": []}},
    {"Value": "true"},
    {"==": {"left": {".": {"left": {"Var": "resource"}, "attr": "level"}}, "right": {"Value": "public"}}},
    {"&&": {}, "||": {}},
    {".": {"left": {"unknown": [{"Value": "principal"}]}, "attr": "level"}},
    {".": {"left": {"unknown": [{"Value": "resource"}]}, "attr": "secret"}},
    {"has": {"left": {"unknown": [{"Value": "resource"}]}, "attr": "secret"}},
    {
        "<": {
            "left": {".": {"left": {"unknown": [{"Value": "resource"}]}, "attr": "level"}},
            "right": {"Value": 1},
        }
    },
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("effect", ["permit", "forbid"])
def test_each_strange_node_closes_the_list(
    fresh: None, monkeypatch: pytest.MonkeyPatch, form: dict[str, Any], effect: str
) -> None:
    left = [
        ("permit", [{"kind": "when", "body": {"Value": True}}]),
        (effect, [{"kind": "when", "body": form}]),
    ]
    monkeypatch.setattr(policy, "residuals", lambda who, action: left)

    assert residual.condition(WHO, "view", "") == residual.NOTHING


def test_true_and_false_are_not_lost_among_conditions(fresh: None) -> None:
    """Django drops an empty condition, whichever way it is joined."""
    row = residual.Row("level__in", ("public",))
    assert residual._both([row, True], every=False) is True
    assert residual._both([row, False], every=False) == row
    assert residual._both([row, True], every=True) == row
    assert residual._both([row, False], every=True) is False
    terms = residual.OfTerms(Q(audience=""), True)
    assert residual._both([terms, residual.OfTerms(False, False)], every=False) == terms
    assert residual._both([residual.OfTerms(True, True), row], every=True) == row
    assert residual._both([residual.OfTerms(False, False)], every=False) is False


def test_a_policy_that_cannot_be_evaluated_is_a_no(
    fresh: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cedar would leave it out, and what it left out may be what forbids."""
    text = TEXT.replace(
        'resource.level == "public"', 'resource.level == "public" && resource.gone.thing == 1'
    )
    held = policy.load()
    broken = policy.Policies(cedarpy.PolicySet.from_str(text), held.permits, held.named)
    monkeypatch.setattr(policy, "policies", lambda: broken)
    before = policy.faults()

    answer = policy.ask(WHO, "view", "public", 1, None, None)

    assert not answer.allowed
    assert policy.faults() == before + 1


# --- answers ------------------------------------------------------------------------------------------------
DAYS = st.dates(date(2026, 11, 20), date(2026, 11, 24))
PARTY = st.sampled_from(["o:1", "o:2", "b:2", "a:1", "a:9"])
LIMITS = st.builds(
    Limits,
    audience=st.frozensets(PARTY, max_size=2),
    purposes=st.frozensets(st.sampled_from(["prevention", "oversight"])),
    held=st.booleans(),
    until=st.none() | DAYS,
    gate=st.none() | st.integers(1, 3),
    gate_owner=st.none() | st.integers(1, 2),
    expires=st.none() | DAYS,
)


@given(
    limits=st.none() | LIMITS,
    level=st.sampled_from(LEVELS),
    organisation=st.integers(1, 2),
    circle=st.none() | st.integers(1, 3),
    action=st.sampled_from(policy.ACTIONS),
)
@settings(max_examples=300, deadline=None)
def test_every_answer_names_its_policy_and_what_is_not_seen_is_not_done(
    limits: Limits | None, level: str, organisation: int, circle: int | None, action: str
) -> None:
    label: Any = {"level": level, "organisation": organisation, "circle": circle, "limits": limits}
    answer = decide(WHO, action, **label)

    assert answer.policy in policy.names()
    assert not answer.allowed or decide(WHO, "view", **label)
    assert not decide(Standing(), action, **label)
    if limits is not None and answer.allowed:
        assert not limits.audience or limits.audience & WHO.parties
        assert action != "export" or not limits.held


def test_terms_that_say_the_same_are_one_row(db: None) -> None:
    one, other = (Terms(audience=",a:1,", expires=date(2027, 1, 7)).shared() for _ in range(2))
    assert one is not None
    assert one == other
    assert Terms().shared() is None
    assert Terms(audience=",a:1,").shared() != one
