"""The policies in core/policy/samsyn.cedar: read and checked once, then asked.

`ask` answers about one thing, `residuals` says what would have to hold of a thing not yet known. Both take a
standing; what Cedar needs to know of it is parsed once and kept."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cedarpy

from samsyn.core.calc.labels import Limits

from .standing import Standing

log = logging.getLogger(__name__)

FOLDER = Path(__file__).resolve().parent.parent / "policy"
POLICIES, SCHEMA = FOLDER / "samsyn.cedar", FOLDER / "samsyn.cedarschema"
ACTIONS = ("view", "export", "change", "relabel", "confirm", "open", "destroy")
_BEGIN = re.compile(r"^@id\(", re.MULTILINE)
_faults = 0


class BadPolicy(SystemExit):
    """Ends the start with one line that names file, line and fault."""

    def __str__(self) -> str:
        return str(self.code)


@dataclass(frozen=True, slots=True)
class Named:
    """What a policy's annotations say of it."""

    name: str
    effect: str
    reason: str
    told: bool


@dataclass(frozen=True, slots=True)
class Policies:
    """`named` by the numbers Cedar gives ("policy0", in the order of the file); `permits` are the permits
    alone, which tell whether only a forbid stood between."""

    every: Any
    permits: Any
    named: Mapping[str, Named]


@dataclass(frozen=True, slots=True)
class Answer:
    """`deciding` are the policies that decided; none if nothing permitted."""

    allowed: bool
    deciding: tuple[Named, ...]


# --- reading ------------------------------------------------------------------------------------------------
def load(policies: Path = POLICIES, schema: Path = SCHEMA) -> Policies:
    """Raises BadPolicy for text that is no policy, speaks of what the schema does not know, or has no
    name."""
    text, shape = policies.read_text("utf-8"), schema.read_text("utf-8")
    parts = _parts(policies, text)
    try:
        cedarpy.Schema.from_str(shape)
    except ValueError as error:
        raise BadPolicy(f"{schema.name}: {error}") from error
    for line, part in parts:
        try:
            cedarpy.PolicySet.from_str(part)
        except ValueError as error:
            raise BadPolicy(f"{policies.name}, line {line}: {error}") from error
        for fault in cedarpy.validate_policies(part, shape).errors:
            what = fault.error.replace("for policy `policy0`, ", "")  # its number in a file of one
            raise BadPolicy(f"{policies.name}, line {line}: {what}")
    named = {f"policy{at}": _named(policies, line, part) for at, (line, part) in enumerate(parts)}
    names = [one.name for one in named.values()]
    if len(set(names)) < len(names):
        raise BadPolicy(f"{policies.name}: two policies have one @id")
    permits = "\n".join(
        part if one.effect == "permit" else ""
        for one, (_line, part) in zip(named.values(), parts, strict=True)
    )
    every = cedarpy.PolicySet.from_str("\n".join(part for _line, part in parts))
    return Policies(every, cedarpy.PolicySet.from_str(permits), named)


def _parts(path: Path, text: str) -> list[tuple[int, str]]:
    """The policies one by one, each with the line it begins on: Cedar's own faults name no line."""
    starts = [found.start() for found in _BEGIN.finditer(text)]
    if not starts:
        raise BadPolicy(f"{path.name}: no policy begins with @id")
    before = re.sub(r"//[^\n]*", "", text[: starts[0]]).strip()
    if before:
        raise BadPolicy(f"{path.name}, line 1: a policy before the first @id")
    ends = [*starts[1:], len(text)]
    return [(text.count("\n", 0, a) + 1, text[a:b]) for a, b in zip(starts, ends, strict=True)]


def _named(path: Path, line: int, part: str) -> Named:
    found = list(json.loads(cedarpy.policies_to_json_str(part))["staticPolicies"].values())
    if len(found) != 1:
        raise BadPolicy(f"{path.name}, line {line}: a policy without @id at the beginning of its line")
    said = found[0].get("annotations") or {}
    if not said.get("reason"):
        raise BadPolicy(f"{path.name}, line {line}: a policy without @reason")
    return Named(said["id"], found[0]["effect"], said["reason"], said.get("told") == "yes")


@lru_cache(maxsize=1)
def policies() -> Policies:
    return load()


def names() -> list[str]:
    """What a decision may name as its policy, for the ledger. Raises BadPolicy."""
    return ["signed_in", "nothing", *(one.name for one in policies().named.values())]


# --- asking -------------------------------------------------------------------------------------------------
def ask(
    who: Standing, action: str, level: str, organisation: int, circle: int | None, limits: Limits | None
) -> Answer:
    """May the account do `action` with a thing of this label? A fault on the way is a no."""
    held = policies()
    entities = _account(who).with_added_json_str(_thing(level, organisation, circle, limits))
    found = cedarpy.is_authorized(_request(who, action), held.every, entities)
    if found.diagnostics.errors:  # Cedar leaves out what it cannot evaluate, a forbid too
        alarm("a policy could not be evaluated")
        return Answer(False, ())
    return Answer(found.allowed, tuple(held.named[one] for one in sorted(found.diagnostics.reasons)))


def would_permit(
    who: Standing, action: str, level: str, organisation: int, circle: int | None, limits: Limits | None
) -> bool:
    """Would it be allowed if nothing were forbidden?"""
    entities = _account(who).with_added_json_str(_thing(level, organisation, circle, limits))
    return bool(cedarpy.is_authorized(_request(who, action), policies().permits, entities).allowed)


def residuals(who: Standing, action: str) -> list[tuple[str, list[Any]]] | bool:
    """What remains to be asked of a thing: (effect, conditions) of each policy, or the answer that holds for
    all."""
    said = _request(who, action)
    request: dict[str, Any] = {
        name: f'{said[name]["type"]}::"{said[name]["id"]}"' for name in ("principal", "action")
    }
    request |= {"resource": None, "context": said["context"]}
    found = cedarpy.is_authorized_partial(request, policies().every, _account(who))
    if found.decision is not cedarpy.Decision.NoDecision:
        return bool(found.allowed)
    if found.diagnostics.errors or not found.residuals:
        alarm("the policies could not be evaluated for a list")
        return False
    return [(one["effect"], one["conditions"]) for one in found.residuals.values()]


def alarm(what: str) -> None:
    """Something that must not happen has, and was answered by no. Says nothing of whom or what."""
    global _faults
    _faults += 1
    log.error("guard: %s; refused", what)


def faults() -> int:
    """How often since the process began."""
    return _faults


def _request(who: Standing, action: str) -> dict[str, Any]:
    return {
        "principal": {"type": "Account", "id": str(who.account)},
        "action": {"type": "Action", "id": action},
        "resource": {"type": "Thing", "id": "it"},
        "context": {"purpose": who.purpose, "day": who.day.toordinal()},
    }


@lru_cache(maxsize=4096)
def _account(who: Standing) -> cedarpy.Entities:
    """The account as Cedar reads it, with the actions: unknown ones would leave more to be asked."""
    attributes = {
        "belongs": who.belongs,
        "organisations": [_entity("Organisation", one) for one in who.organisations],
        "circles": [_entity("Body", one) for one in who.circles],
        "writes": [_entity("Organisation", one) for one in who.writes],
        "rules": [_entity("Organisation", one) for one in who.rules],
        "parties": sorted(who.parties),
        "sure": sorted(who.sure),
    }
    rows = [{"uid": {"type": "Account", "id": str(who.account)}, "attrs": attributes, "parents": []}]
    rows += [{"uid": {"type": "Action", "id": one}, "attrs": {}, "parents": []} for one in ACTIONS]
    return cedarpy.Entities.from_json_str(json.dumps(rows))


def _entity(kind: str, key: int) -> dict[str, Any]:
    return {"__entity": {"type": kind, "id": str(key)}}


def _thing(level: str, organisation: int, circle: int | None, limits: Limits | None) -> str:
    attributes: dict[str, Any] = {"level": level, "organisation": _entity("Organisation", organisation)}
    if circle is not None:
        attributes["circle"] = _entity("Body", circle)
    if limits is not None:
        attributes["terms"] = _terms(limits)
    return json.dumps([{"uid": {"type": "Thing", "id": "it"}, "attrs": attributes, "parents": []}])


def _terms(limits: Limits) -> dict[str, Any]:
    said: dict[str, Any] = {
        "named": bool(limits.audience),
        "audience": list(limits.audience),
        "anyPurpose": not limits.purposes,
        "purposes": list(limits.purposes),
        "held": limits.held,
    }
    if limits.gate is not None:
        said["gate"] = _entity("Body", limits.gate)
    if limits.gate_owner is not None:
        said["gateOwner"] = _entity("Organisation", limits.gate_owner)
    if limits.expires is not None:
        said["expires"] = limits.expires.toordinal()
    return said
