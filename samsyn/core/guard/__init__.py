"""One door: every list and every object a person meets passes here.

`scope` narrows a query, `may` answers about one object and says why, `require` insists. What a rule needs to
know about an account is its `Standing`, read once per request. What the label policy says stands in
core/policy/samsyn.cedar; `decide` asks it about one label, `labels_q` and `labels_for` as a condition for any
query, `seen` about rows a query gave."""

from .door import Rule, add_rule, may, not_found, require, scope
from .labels import NOTHING, VIEW, Decision, decide, labels_for, labels_q, limits_of, seen, worded
from .policy import BadPolicy, faults
from .standing import NOBODY, WRITERS, Standing, acting_for, forget, remembering, standing

__all__ = [
    "NOBODY",
    "NOTHING",
    "VIEW",
    "WRITERS",
    "BadPolicy",
    "Decision",
    "Rule",
    "Standing",
    "acting_for",
    "add_rule",
    "decide",
    "faults",
    "forget",
    "labels_for",
    "labels_q",
    "limits_of",
    "may",
    "not_found",
    "remembering",
    "require",
    "scope",
    "seen",
    "standing",
    "worded",
]
