"""What the council room hangs on the core: start-page boxes, guard rules and its part of the
demonstration."""

from __future__ import annotations

from django.db.models import Q

from samsyn.core import guard
from samsyn.core.guard import NOTHING, Standing
from samsyn.council.models import ImportBatch, ImportFile, SavedSearch


def _batches(prefix: str) -> guard.Rule:
    """Whoever may write in an organisation sees what was read in there."""

    def rule(who: Standing, action: str) -> Q:  # noqa: ARG001 - seeing and undoing go together
        return Q(**{f"{prefix}organisation__in": sorted(who.writes)}) if who.writes else NOTHING

    return rule


def _own(who: Standing, action: str) -> Q:  # noqa: ARG001 - yours is yours, whatever you do
    return NOTHING if who.account is None else Q(account=who.account)


guard.add_rule(ImportBatch, _batches(""))
guard.add_rule(ImportFile, _batches("batch__"))
guard.add_rule(SavedSearch, _own)
