"""A document's facts as its page shows them: in groups, in words, with the place where each stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.core.models import Level
from samsyn.council.calc.facts import HEADER, LIKELY, Effective, Fact, Status
from samsyn.council.models import Meeting
from samsyn.council.parts import long_date

LABELS = {
    "organisation": gettext_lazy("Organisation"),
    "body": gettext_lazy("Organ"),
    "kind": gettext_lazy("Typ"),
    "sharing": gettext_lazy("Märkning"),
    "date": gettext_lazy("Datum"),
    "start": gettext_lazy("Början"),
    "end": gettext_lazy("Slut"),
    "place": gettext_lazy("Plats"),
    "mode": gettext_lazy("Form"),
    "chair": gettext_lazy("Ordförande"),
    "secretary": gettext_lazy("Antecknat av"),
    "adjusters": gettext_lazy("Justerare"),
    "adjournments": gettext_lazy("Ajournering"),
    "adjusted": gettext_lazy("Justerat"),
    "posted": gettext_lazy("Anslaget"),
    "unposted": gettext_lazy("Anslag tas ner"),
    "paragraph_range": gettext_lazy("Paragrafer"),
    "previous_meeting": gettext_lazy("Förra mötet"),
    "next_meeting": gettext_lazy("Nästa möte"),
}
GROUPS = (
    ("header", gettext_lazy("Mötet")),
    ("uncertain", gettext_lazy("Osäkert om de var med")),
    ("absent", gettext_lazy("Frånvarande")),
    ("present", gettext_lazy("Närvarande")),
    ("presenters", gettext_lazy("Föredragande")),
    ("items", gettext_lazy("Ärenden")),
    ("called", gettext_lazy("Kallade")),
    ("mentioned", gettext_lazy("Datum och åtgärder som nämns")),
)
ROLES = {
    "serving": "",
    "substitute_serving": gettext_lazy("tjänstgörande ersättare"),
    "substitute": gettext_lazy("ersättare"),
    "official": gettext_lazy("tjänsteperson"),
    "guest": gettext_lazy("gäst"),
    "presenter": "",
}
OFFICES = {
    "chair": gettext_lazy("ordförande"),
    "vice_chair": gettext_lazy("vice ordförande"),
    "second_vice_chair": gettext_lazy("andre vice ordförande"),
    "secretary": gettext_lazy("sekreterare"),
    "adjuster": gettext_lazy("justerare"),
}
REASONS = {
    "struck": gettext_lazy("överstruken"),
    "listed": gettext_lazy("anmäld frånvarande"),
    "replaced": gettext_lazy("ersatt"),
    "called_not_present": gettext_lazy("kallad men inte närvarande"),
}


@dataclass(slots=True)
class FactRow:
    """One line of the facts column. `anchor` is safe in an id; `why` says what the machine built on."""

    key: str
    anchor: str
    label: str
    text: str
    detail: str
    confidence: float | None
    status: str
    struck: bool
    open: bool
    by: str
    why: str
    machine: str
    page: int
    box: list[float] | None
    span: list[int] | None
    fact: Fact

    @property
    def plain(self) -> str:
        """The value as it is typed into a field."""
        value = self.fact.value
        return ", ".join(map(str, value)) if isinstance(value, list) else str(self._date() or value or "")

    def _date(self) -> Any:
        return (
            self.fact.value.get("date") or self.fact.value.get("text")
            if isinstance(self.fact.value, dict)
            else None
        )

    @property
    def confirmed(self) -> bool:
        return self.status in ("confirmed", "set", "added")

    @property
    def look(self) -> str:
        """The class of its mark on the page."""
        if self.confirmed:
            return "confirmed"
        return "unsure" if self.open and self.confidence is not None and self.confidence < LIKELY else ""

    @property
    def rejected(self) -> bool:
        return self.status == "rejected"


@dataclass(slots=True)
class Group:
    name: str
    title: str
    rows: list[FactRow] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(row.open for row in self.rows)


def groups(held: Effective) -> list[Group]:
    """Non-empty groups in reading order; rejected facts stay where they were, struck."""
    found = [Group(name, str(title)) for name, title in GROUPS]
    by_name = {group.name: group for group in found}
    for number, fact in enumerate(held.facts):
        by_name[fact.group].rows.append(_row(fact, number))
    return [group for group in found if group.rows]


def missing(held: Effective) -> list[tuple[str, str]]:
    """Header fields the document has no fact for: what can be added."""
    known = {fact.key for fact in held.facts}
    hidden = {"adjournments"}
    return [(name, str(LABELS[name])) for name in HEADER if name not in known | hidden]


def _row(fact: Fact, number: int) -> FactRow:
    source = fact.source or {}
    changed = fact.status is Status.SET and fact.machine is not None
    return FactRow(
        key=fact.key,
        anchor=f"f{number}",
        label=_label(fact),
        text=text_of(
            fact.group, fact.key, fact.value if fact.status is not Status.REJECTED else fact.machine
        ),
        detail=_detail(fact),
        confidence=fact.confidence,
        status=str(fact.status),
        struck=fact.group == "absent" and (fact.value or {}).get("reason") == "struck",
        open=fact.open,
        by=fact.change.by if fact.change else "",
        why=_why(fact),
        machine=text_of(fact.group, fact.key, fact.machine) if changed else "",
        page=source.get("page") or 0,
        box=source.get("box"),
        span=source.get("span"),
        fact=fact,
    )


def _label(fact: Fact) -> str:
    value = fact.value if isinstance(fact.value, dict) else {}
    if fact.group == "header":
        return str(LABELS[fact.key])
    if fact.group == "items":
        return value.get("number") or ""
    if fact.group == "absent":
        return str(REASONS.get(value.get("reason") or "", ""))
    if fact.group == "mentioned":
        return _("datum") if value.get("kind") == "date" else _("åtgärd")
    return str(OFFICES.get(value.get("office") or "") or ROLES.get(value.get("role") or "") or "")


def text_of(group: str, key: str, value: Any) -> str:
    """A fact's value in words."""
    if value is None:
        return ""
    if group == "header":
        return _header_text(key, value)
    if group == "items":
        return value.get("title") or _("(utan rubrik)")
    if group == "mentioned":
        return value.get("text") or ""
    party = f" ({value['party']})" if value.get("party") else ""
    return f"{value.get('name') or '?'}{party}"


def _header_text(key: str, value: Any) -> str:
    words = {
        "kind": dict(Meeting.Kind.choices),
        "mode": dict(Meeting.Mode.choices),
        "sharing": dict(Level.choices),
    }
    if key in words:
        return str(words[key].get(value, value))
    if key in ("date", "adjusted", "posted", "unposted"):
        return _day(value)
    if isinstance(value, list):
        return ", ".join(_entry(one) for one in value)
    return _entry(value)


def _entry(value: Any) -> str:
    """A name, an adjournment, or another meeting."""
    if not isinstance(value, dict):
        return str(value)
    if "until" in value:
        return f"{value.get('from') or '?'}–{value.get('until') or '?'}"
    day = _day(value["date"]) if value.get("date") else value.get("text") or ""
    return _("%(day)s (året är en slutsats)") % {"day": day} if value.get("year_inferred") else day


def _day(text: str) -> str:
    try:
        return long_date(date.fromisoformat(text))
    except (TypeError, ValueError):
        return str(text)


def _detail(fact: Fact) -> str:
    """What stands beside a person or an item."""
    if fact.group == "header" or not isinstance(fact.value, dict):
        return ""
    return ", ".join(str(part) for part in _details(fact.group, fact.value) if part)


def _details(group: str, row: dict[str, Any]) -> Iterable[Any]:
    if group == "items":
        yield ", ".join(row.get("presenters") or [])
        yield row.get("registry_no")
        return
    if group == "mentioned":
        yield _day(row["date"]) if row.get("date") else None
        yield row.get("body")
        return
    yield row.get("title")
    if row.get("remote"):
        yield _("på länk")
    if row.get("substitute_for"):
        yield _("ersätter %(name)s") % {"name": row["substitute_for"]}
    if row.get("paragraphs"):
        yield f"§§ {row['paragraphs']}"
    if row.get("from"):
        yield _("från %(point)s") % {"point": row["from"]}
    if row.get("until"):
        yield _("till %(point)s") % {"point": row["until"]}
    if group == "presenters":
        yield ", ".join(str(item) for item in row.get("items") or [])


def _why(fact: Fact) -> str:
    row = fact.value if isinstance(fact.value, dict) else {}
    if fact.lost:
        return _("En människa har sagt det här. Maskinen ser det inte längre i dokumentet.")
    if fact.group == "uncertain" and row.get("p_absent") is not None:
        return _(
            "Möjligen frånvarande (%(percent)d %%): namnet ser överstruket ut, men bilden av sidan saknas."
        ) % {"percent": round(100 * row["p_absent"])}
    written = row.get("name_as_written")
    if written and row.get("name") and " ".join(written.split()) != row["name"]:
        return _("Skrivet ”%(text)s”.") % {"text": " ".join(written.split())}
    return ""
