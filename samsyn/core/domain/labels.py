"""What is done to labels: made stricter by one person, wider by two with a reason, opened when a body has
decided, released when the day has come too. Each is a LabelChange, and those in force count the editions.

Rooms keep labels on rows of their own; a room says how with `Keeper`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.core import guard, live
from samsyn.core.calc.labels import Label, derive, label, widened
from samsyn.core.domain import clock, ledger
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.models import Account, Document, LabelChange, Level, Terms

LONGEST_REASON = 1000


class Tag(NamedTuple):
    """A label as rows carry it; the owner is the document's."""

    level: str
    circle: int | None
    terms: int | None

    @property
    def fields(self) -> dict[str, Any]:
        """For `filter` and `update` alike."""
        return {"level": self.level, "circle": self.circle, "terms": self.terms}


NOBODYS = Tag(Level.ROOM.value, None, None)  # in no circle, so seen by nobody


@dataclass(frozen=True, slots=True)
class Part:
    """An item with a label of its own, or that could have one."""

    key: str
    name: str
    tag: Tag


class Keeper(Protocol):
    """What a room knows of a document's parts and pages."""

    def follow(self, document: Document, before: Tag) -> None:
        """Runs in the transaction that changes a label of the document or of one of its parts."""

    def parts(self, document: Document) -> list[Part]:
        """Its items, each with the label it has."""

    def put(self, document: Document, key: str, tag: Tag | None) -> None:
        """Give an item a label of its own; None: the document's."""

    def address(self, document: Document) -> str:
        """The document's page."""

    def name(self, document: Document) -> str:
        """What people call it; empty if the room has no better name than the file's."""


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    _keepers.append(keeper)


def parts_of(account: Account, document: Document) -> list[Part]:
    """The document's items that the account may see."""
    found = [part for keeper in _keepers for part in keeper.parts(document)]
    return [part for part in found if not hides(account, document, part.tag)]


def name_of(document: Document) -> str:
    return next((said for keeper in _keepers if (said := keeper.name(document))), "") or str(document)


def address_of(document: Document) -> str:
    return next((keeper.address(document) for keeper in _keepers), "/")


# --- comparing ----------------------------------------------------------------------------------------------
def tag_of(row: Any) -> Tag:
    return Tag(str(row.level), row.circle_id, row.terms_id)


def label_of(tag: Tag, organisation: int) -> Label:
    """In full, as the algebra compares it."""
    return label(tag.level, organisation, tag.circle, guard.limits_of([tag.terms]).get(tag.terms or 0))


def together(documents: Iterable[Document]) -> Label:
    """The label of what is made of all these. Raises TypeError for none."""
    return derive(label_of(tag_of(one), one.organisation_id) for one in documents)


def widens(document: Document, to: Tag) -> bool:
    """Would this label let more people see the document than its own does?"""
    owner = document.organisation_id
    return bool(widened(label_of(tag_of(document), owner), label_of(to, owner)))


def settled(own: Tag, whole: Tag, document: Document) -> Tag:
    """The label of a part: its own if that is as strict as the whole's, else the whole's if that is as
    strict. If neither is, nobody sees it until a person has said."""
    if own == whole:
        return own
    mine, all_ = label_of(own, document.organisation_id), label_of(whole, document.organisation_id)
    if not widened(all_, mine):
        return own
    return whole if not widened(mine, all_) else NOBODYS


def hides(account: Account, document: Document, tag: Tag, action: str = guard.VIEW) -> bool:
    """Would a part with this label be hidden from the account?"""
    return not _decision(account, action, document, tag)


def _decision(account: Account, action: str, document: Document, tag: Tag) -> guard.Decision:
    return guard.decide(
        guard.standing(account),
        action,
        level=tag.level,
        organisation=document.organisation_id,
        circle=tag.circle,
        limits=guard.limits_of([tag.terms]).get(tag.terms or 0),
    )


# --- changing -----------------------------------------------------------------------------------------------
def change(account: Account, document: Document, to: Tag, *, part: str = "", reason: str = "") -> LabelChange:
    """Give the document, or its item `part`, this label. What makes it stricter holds at once; what makes it
    wider waits for another person, and needs a reason. Raises Refused, Hidden, Invalid, Conflict."""
    guard.require(account, "relabel", document)
    found = _part(document, part) if part else Part("", "", tag_of(document))
    if hides(account, document, found.tag):
        raise Hidden
    if found.tag == to:
        raise Invalid(_("Etiketten är redan så."))
    wider = widened(label_of(found.tag, document.organisation_id), label_of(to, document.organisation_id))
    reason = " ".join(reason.split())[:LONGEST_REASON]
    if wider and not reason:
        raise Invalid(_("Skriv varför etiketten ska sänkas. En annan person läser det och avgör."))
    _check(account, document, to, part=part)
    made = LabelChange(
        document=document,
        part=part,
        part_name=found.name[:300],
        kind=LabelChange.Kind.WIDER if wider else LabelChange.Kind.STRICTER,
        state=LabelChange.State.PROPOSED if wider else LabelChange.State.DONE,
        reason=reason,
        widens=",".join(wider),
        by=account,
        **_both(found.tag, to),
    )
    with transaction.atomic():
        _save(made)
        if wider:
            ledger.record("decide", account, document, level=found.tag.level, result="denied")
        else:
            _put(made, account)
    _tell(document)
    return made


def _both(before: Tag, after: Tag) -> dict[str, Any]:
    return {
        "level_before": before.level,
        "circle_before_id": before.circle,
        "terms_before_id": before.terms,
        "level": after.level,
        "circle_id": after.circle,
        "terms_id": after.terms,
    }


def _check(account: Account, document: Document, to: Tag, *, part: str) -> None:
    """Not so strict that whoever does it no longer sees it, nor a part wider than its whole, nor a whole in
    which no part with its own label fits."""
    if not _decision(account, "relabel", document, to):
        raise Invalid(_("Med den etiketten skulle du inte själv se handlingen. Låt någon annan sätta den."))
    if part and settled(to, tag_of(document), document) != to:
        raise Invalid(_("En del kan bara ha en strängare etikett än hela handlingen."))


def _save(row: LabelChange) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(_("Det finns redan ett förslag som väntar på en andra person.")) from error


def confirm(account: Account, key: int) -> LabelChange:
    """The second person says yes. Raises Refused for the one who proposed it, Conflict if the label has
    changed since."""
    with transaction.atomic():
        found = _waiting(account, key)
        if found.by_id == account.pk:
            raise Refused(_("En annan person än den som föreslog det måste bekräfta."))
        now = _part(found.document, found.part).tag if found.part else tag_of(found.document)
        if now != Tag(found.level_before, found.circle_before_id, found.terms_before_id):
            raise Conflict(_("Etiketten har ändrats sedan förslaget. Avslå det och föreslå på nytt."))
        found.state = LabelChange.State.DONE
        _decided(found, account)
        _put(found, account)
    _tell(found.document)
    return found


def refuse(account: Account, key: int) -> LabelChange:
    """The second person says no, or the first takes it back."""
    with transaction.atomic():
        found = _waiting(account, key)
        own = found.by_id == account.pk
        found.state = LabelChange.State.WITHDRAWN if own else LabelChange.State.REFUSED
        _decided(found, account)
        ledger.record("decide", account, found.document, level=found.level_before, result="denied")
    _tell(found.document)
    return found


def waiting_for(account: Account) -> list[LabelChange]:
    """What others have proposed and the account may confirm, oldest first."""
    if not guard.standing(account).writes:
        return []
    found = LabelChange.objects.filter(state=LabelChange.State.PROPOSED, document__removed_at=None)
    found = found.exclude(by=account).select_related("document").order_by("pk")  # few wait at a time
    return [one for one in found if guard.may(account, "confirm", one.document)]


def _waiting(account: Account, key: int) -> LabelChange:
    found = (
        LabelChange.objects.select_for_update(of=("self",)).select_related("document").filter(pk=key).first()
    )
    if found is None or not guard.may(account, guard.VIEW, found.document):
        raise Hidden
    guard.require(account, "confirm", found.document)
    if found.state != LabelChange.State.PROPOSED:
        raise Conflict(_("Förslaget är redan avgjort."))
    return found


def _decided(row: LabelChange, account: Account) -> None:
    row.decided_by, row.decided_at = account, timezone.now()
    row.save(update_fields=["state", "decided_by", "decided_at"])


def _put(row: LabelChange, account: Account | None) -> None:
    """Let the change hold, as a new edition."""
    document, to = row.document, Tag(row.level, row.circle_id, row.terms_id)
    before = tag_of(document)
    row.edition = edition(document) + 1
    row.save(update_fields=["edition"])
    if row.part:
        for keeper in _keepers:
            keeper.put(document, row.part, to if to != before else None)
    else:
        document.level, document.circle_id, document.terms_id = to
        document.save(update_fields=["level", "circle", "terms"])
    for keeper in _keepers:
        keeper.follow(document, before)
    ledger.record("change", account, document, version=row.edition, level=to.level)


def _part(document: Document, key: str) -> Part:
    for keeper in _keepers:
        for part in keeper.parts(document):
            if part.key == key:
                return part
    raise Hidden


def edition(document: Document) -> int:
    """1 for a label as it came, one more for each change in force."""
    held = document.label_changes.filter(edition__isnull=False).aggregate(highest=Max("edition"))
    return int(held["highest"] or 1)


# --- embargo ------------------------------------------------------------------------------------------------
def open_gate(account: Account, document: Document, decided: str) -> None:
    """Note that the body has handled the matter; `decided` says by which paragraph and when. It holds for all
    that waits for the same. The embargo ends if its day has come too."""
    guard.require(account, "open", document)
    terms = document.terms
    if terms is None or terms.opened_at is not None:
        raise Conflict(_("Det är redan antecknat."))
    decided = " ".join(decided.split())[:LONGEST_REASON]
    if not decided:
        raise Invalid(_("Skriv vilket beslut det är, till exempel § 14 den 7 januari."))
    with transaction.atomic():
        Terms.objects.filter(pk=terms.pk, opened_at=None).update(opened_at=timezone.now())
        _note(terms, LabelChange.Kind.OPENED, account, decided)
    release_due(account)


def release_due(account: Account | None = None) -> int:
    """End each embargo whose day has certainly come and whose gate is open. Returns how many. A clock that
    was set ahead ends none: core/domain/clock.py says which day is certain."""
    today = clock.trusted_today()
    done = 0
    for terms in Terms.objects.filter(embargoed=True, released_at=None):
        if terms.embargo_until is not None and terms.embargo_until > today:
            continue
        if terms.gate_id is not None and terms.opened_at is None:
            continue
        with transaction.atomic():
            if Terms.objects.filter(pk=terms.pk, released_at=None).update(released_at=timezone.now()):
                _note(terms, LabelChange.Kind.RELEASED, account, "")
                done += 1
    return done


def _note(terms: Terms, kind: str, account: Account | None, reason: str) -> None:
    for document in Document.objects.filter(terms=terms):
        tag = tag_of(document)
        row = LabelChange(
            document=document, kind=kind, state=LabelChange.State.DONE, reason=reason, by=account
        )
        for name, value in _both(tag, tag).items():
            setattr(row, name, value)
        row.edition = edition(document) + 1
        row.save()
        channel = {} if account else {"channel": "job", "purpose": "operation"}
        ledger.record("decide", account, document, level=tag.level, version=row.edition, **channel)  # type: ignore[arg-type]
        _tell(document)


def _tell(document: Document) -> None:
    transaction.on_commit(lambda: live.publish(f"document:{document.pk}", {"label": True}))
