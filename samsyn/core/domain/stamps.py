"""The visible stamp: who took a copy out, when, for what, and the label. In plain sight, never hidden.

It is there so that whoever holds a copy knows how it is meant to be handled. It is no tool for finding who
spoke to the press, and nothing here marks a copy in a way that cannot be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from samsyn.core.domain.ledger_lines import PURPOSES
from samsyn.core.models import STRICTNESS, TLP, Account, Level, Organisation

LIMITED = frozenset({Level.LIMITED, Level.LIMITED_ORG, Level.ROOM})


@dataclass(frozen=True, slots=True)
class Stamp:
    level: Level
    owner: str
    who: str
    at: datetime
    purpose: str

    @property
    def label(self) -> str:
        with override("sv"):
            return f"{self.level.label} ({TLP[self.level]})"

    @property
    def lines(self) -> tuple[str, str]:
        """In Swedish, whoever takes it out: the copy is for others."""
        with override("sv"):
            when = date_format(timezone.localtime(self.at), "j F Y \\k\\l. H.i")
            second = _(
                "Uttagen av %(who)s den %(when)s. Ändamål: %(purpose)s. Etiketten ber om aktsamhet;"
                " den avgör inte om något omfattas av sekretess."
            )
            said = second % {"who": self.who, "when": when, "purpose": self.purpose}
        return f"{self.label} · {self.owner}", said

    @property
    def fields(self) -> dict[str, str]:
        """The same for formats with fields."""
        return {
            "by": self.who,
            "at": timezone.localtime(self.at).isoformat(timespec="minutes"),
            "purpose": self.purpose,
            "label": self.label,
        }


def needed(level: str) -> bool:
    """Does a copy of something under this label carry a stamp? Open and network-wide ones do not."""
    return level in LIMITED


def make(account: Account, level: str, owner: Organisation, purpose: str) -> Stamp:
    """`purpose` is a word of the ledger's list."""
    with override("sv"):
        worded = str(PURPOSES[purpose])
    return Stamp(Level(level), str(owner), str(account), timezone.now(), worded)


def for_all(account: Account, things: Iterable[tuple[str, Organisation]], purpose: str) -> Stamp | None:
    """One stamp for many: the strictest label among them. None if none of them needs one."""
    marked = [(level, owner) for level, owner in things if needed(level)]
    if not marked:
        return None
    level = max((level for level, _owner in marked), key=lambda one: STRICTNESS.index(Level(one)))
    owners = sorted({str(owner) for _level, owner in marked})
    stamp = make(account, level, marked[0][1], purpose)
    return Stamp(stamp.level, ", ".join(owners), stamp.who, stamp.at, stamp.purpose)
