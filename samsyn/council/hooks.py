"""What the council room hangs on the core: start-page boxes, guard rules and its part of the
demonstration."""

from __future__ import annotations

from django.db.models import Q

from samsyn.core import guard, keeping, start
from samsyn.core.domain import demo, labels
from samsyn.core.guard import NOTHING, Standing
from samsyn.core.models import Account, Level
from samsyn.council.domain import (
    looks,  # noqa: F401 - registers what it knows
    own_labels,
)
from samsyn.council.domain.destroy import KEEPER
from samsyn.council.models import ImportBatch, ImportFile, SavedSearch

SHOWN = 6


def _batches(prefix: str) -> guard.Rule:
    """Whoever may write in an organisation sees what was read in there: for a meeting's own room if they are
    in it, since the names of files tell."""

    def rule(who: Standing, action: str) -> Q:  # noqa: ARG001 - seeing and undoing go together
        if not who.writes:
            return NOTHING
        open_to_all = ~Q(**{f"{prefix}level": Level.ROOM})
        in_the_room = Q(**{f"{prefix}circle__in": sorted(who.circles)})
        return Q(**{f"{prefix}organisation__in": sorted(who.writes)}) & (open_to_all | in_the_room)

    return rule


def _own(who: Standing, action: str) -> Q:  # noqa: ARG001 - yours is yours, whatever you do
    return NOTHING if who.account is None else Q(account=who.account)


guard.add_rule(ImportBatch, _batches(""))
guard.add_rule(ImportFile, _batches("batch__"))
guard.add_rule(SavedSearch, _own)
labels.register(own_labels.Keeper())

keeping.register(KEEPER)


@start.box(order=10)
def waiting(account: Account) -> start.Box | None:
    """What waits for a person who may change it, the least certain first."""
    from samsyn.council.queries import archive

    if not guard.standing(account).writes:
        return None
    page = archive.waiting_page(account, 1, SHOWN)
    if not page.object_list:
        return None
    more = max(0, page.paginator.count - SHOWN)
    levels = [row["level"] for row in page.object_list]
    return start.Box("council/_waiting.html", {"rows": page.object_list, "more": more}, levels)


@start.box(order=50)
def recent(account: Account) -> start.Box | None:
    """The newest documents the account may see."""
    from samsyn.council.queries import archive

    rows = archive.newest(account, SHOWN)
    levels = [row["level"] for row in rows]
    return start.Box("council/_recent.html", {"rows": rows}, levels) if rows else None


@demo.register("council")
def archive_of_norralv() -> bool:
    from samsyn.council.domain.demo import build

    return build()
