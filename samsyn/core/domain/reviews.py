"""Review of looks as work: a day's draw for each organisation, and what its officer says of each look.

The draw is random plus what the declared rules hold for, with a published seed, so that nobody can pick and
anybody with the ledger can draw again. Counted is the review, never people."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import guard, keys
from samsyn.core.calc.sampling import draw as pick
from samsyn.core.domain import ledger, outbox
from samsyn.core.domain.checkpoints import sign_checkpoint
from samsyn.core.domain.review_rules import Occasion, rules
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.models import (
    Account,
    LedgerCheckpoint,
    LedgerEntry,
    LookDraw,
    LookQuestion,
    LookSample,
    Organisation,
    Role,
)

RANDOM = 10  # drawn by lot, of each day in each organisation
BY_RULE = 5  # at most so many more for each rule
LOOKED = ("view", "combine", "export", "disclose")
LONGEST = 2_000  # characters of a question or an answer
State = LookSample.State


def _overseen(field: str) -> guard.Rule:
    """Seen and decided by whoever reviews the organisation's looks today."""

    def rule(who: guard.Standing, action: str) -> Q:  # noqa: ARG001 - seeing and deciding go together
        return Q(**{f"{field}__in": sorted(who.oversees)}) if who.oversees else guard.NOTHING

    return rule


guard.add_rule(LookDraw, _overseen("organisation"))
guard.add_rule(LookSample, _overseen("draw__organisation"))


# --- the draw -----------------------------------------------------------------------------------------------
def draw_day(organisation: Organisation, day: date) -> LookDraw:
    """The draw from a day that is over; the one that is there already if it was made. Raises Forked."""
    made = LookDraw.objects.filter(organisation=organisation, day=day).first()
    if made is not None:
        return made
    checkpoint = _checkpoint(day)
    occasions = _occasions(organisation, day, checkpoint)
    reasons = chosen(bytes(checkpoint.root), occasions)
    by_seq = {one.seq: one for one in occasions}
    with transaction.atomic():
        made, fresh = LookDraw.objects.get_or_create(
            organisation=organisation,
            day=day,
            defaults={
                "size": checkpoint.size,
                "seed": bytes(checkpoint.root).hex(),
                "occasions": len(occasions),
                "drawn": timezone.now(),
            },
        )
        if fresh:
            LookSample.objects.bulk_create(
                LookSample(
                    draw=made, seq=seq, who=by_seq[seq].who, times=by_seq[seq].times, reasons=" ".join(why)
                )
                for seq, why in sorted(reasons.items())
            )
    return made


def chosen(seed: bytes, occasions: list[Occasion]) -> dict[int, list[str]]:
    """The numbers drawn, each with why: "random", or the names of rules."""
    reasons: dict[int, list[str]] = {
        seq: ["random"] for seq in pick(seed, [one.seq for one in occasions], RANDOM, "random")
    }
    for rule in rules():
        flagged = rule.flags(occasions)
        drawn = pick(seed, flagged, BY_RULE, rule.name)
        for seq in flagged & reasons.keys() | set(drawn):
            reasons.setdefault(seq, []).append(rule.name)
    return reasons


def _checkpoint(day: date) -> LedgerCheckpoint:
    """The first one signed after the day was over, now if there is none."""
    over = _midnight(day + timedelta(days=1))
    if timezone.now() < over:
        raise Invalid(_("Dagen är inte slut."))
    found = LedgerCheckpoint.objects.filter(at__gte=over).order_by("size").first()
    return found or sign_checkpoint()


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _occasions(organisation: Organisation, day: date, until: LedgerCheckpoint) -> list[Occasion]:
    start, end = _midnight(day), _midnight(day + timedelta(days=1))
    before = LedgerCheckpoint.objects.filter(at__lt=start).order_by("-size").first()
    rows = LedgerEntry.objects.filter(
        seq__gte=before.size if before else 0,
        seq__lt=until.size,
        at__gte=ledger.stamp(start),
        at__lt=ledger.stamp(end),
        act__in=LOOKED,
        who__in=people(organisation),
    )
    found: dict[tuple[str, str, str, bool], Occasion] = {}
    for body in rows.order_by("seq").values_list("body", flat=True).iterator():
        _gather(found, json.loads(body))
    return [*found.values()]


def _gather(found: dict[tuple[str, str, str, bool], Occasion], one: dict[str, Any]) -> None:
    """Lines of lists that were only looked at are no occasion: each hit and each document has its own."""
    taken = one["act"] == "export"
    if one["object"] is None and not taken:
        return
    at = timezone.localtime(datetime.fromisoformat(one["at"]))
    key = (one["who"], one["kind"], str(one["object"]), taken)
    occasion = found.get(key)
    if occasion is None:
        occasion = found[key] = Occasion(
            one["seq"], at, at, one["who"], one["act"], one["kind"], one["object"], times=0
        )
    occasion.times += 1
    occasion.last = at
    occasion.count = max(occasion.count, one.get("count") or 0)


def people(organisation: Organisation) -> dict[str, str]:
    """Names by pseudonym of those who have or had a role in the organisation."""
    accounts = Account.objects.filter(roles__organisation=organisation).select_related("person").distinct()
    return {keys.pseudonym_of(account.pk): str(account) for account in accounts}


def officers() -> list[Organisation]:
    """Organisations that have somebody to review their looks today."""
    today = timezone.localdate()
    held = Role.objects.filter(Role.valid_on(today), kind=Role.Kind.OVERSIGHT)
    return list(Organisation.objects.filter(pk__in=held.values("organisation")))


# --- the officer --------------------------------------------------------------------------------------------
def waiting(account: Account) -> list[LookSample]:
    """What waits for the officer: answers first, then the oldest. Nobody reviews their own looks."""
    found = guard.scope(account, LookSample).filter(state__in=LookSample.WAITING)
    found = found.exclude(who=keys.pseudonym_of(account.pk)).select_related("draw__organisation")
    return list(found.order_by("state", "draw__day", "pk"))


def sample_for(account: Account, pk: int) -> LookSample:
    """Raises Hidden for others than the organisation's officers, Refused for one's own look."""
    rows = guard.scope(account, LookSample).select_related("draw__organisation")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Hidden
    if found.who == keys.pseudonym_of(account.pk):
        raise Refused(_("Ingen granskar sina egna visningar."))
    return found


def fine(account: Account, pk: int) -> LookSample:
    """Nothing to ask about. Raises Conflict if somebody was before."""
    return _decide(account, pk, State.FINE)


def report(account: Account, pk: int) -> LookSample:
    """Hand it on to whoever answers for the matter. What follows is outside this installation."""
    return _decide(account, pk, State.REPORTED)


def _decide(account: Account, pk: int, state: State) -> LookSample:
    found = sample_for(account, pk)
    with transaction.atomic():
        _move(found, (State.OPEN, State.ASKED, State.ANSWERED), state, account)
        ledger.record("decide", account, found, purpose="oversight")
    return found


def _move(found: LookSample, before: Iterable[State], state: State, account: Account | None) -> None:
    values: dict[str, Any] = {"state": state}
    if state in (State.FINE, State.REPORTED):
        values |= {"decided_by": account, "decided_at": timezone.now()}
    if not LookSample.objects.filter(pk=found.pk, state__in=list(before)).update(**values):
        raise Conflict
    found.refresh_from_db()


def ask(account: Account, pk: int, text: str = "") -> LookQuestion:
    """Send the person the standing question, with a text beside it if there is one. Raises Conflict."""
    found = sample_for(account, pk)
    to = _account_of(found)
    with transaction.atomic():
        _move(found, (State.OPEN,), State.ASKED, None)
        question = LookQuestion.objects.create(
            sample=found, to=to, asked_by=account, asked_at=timezone.now(), text=text.strip()[:LONGEST]
        )
        what = _("Du har fått en fråga om en visning.")
        outbox.note(to, what, reverse("core:questions"), key=f"question-{question.pk}")
        ledger.record("decide", account, question, purpose="oversight", recipients=[to])
    return question


def _account_of(sample: LookSample) -> Account:
    for account in Account.objects.filter(roles__organisation=sample.draw.organisation).distinct():
        if keys.pseudonym_of(account.pk) == sample.who:
            return account
    raise Conflict(_("Kontot finns inte kvar."))


# --- who is asked -------------------------------------------------------------------------------------------
def questions(account: Account) -> list[LookQuestion]:
    """Those put to the account, unanswered first."""
    found = LookQuestion.objects.filter(to=account).select_related("sample__draw__organisation")
    return list(found.order_by("answered_at", "-asked_at")[:200])


def answer(account: Account, pk: int, text: str) -> LookQuestion:
    """Raises Hidden for a question to somebody else, Invalid for nothing, Conflict if it is answered."""
    text = text.strip()[:LONGEST]
    if not text:
        raise Invalid(_("Skriv ett svar."))
    question = LookQuestion.objects.filter(to=account, pk=pk).select_related("sample").first()
    if question is None:
        raise Hidden
    with transaction.atomic():
        now = timezone.now()
        open_ones = LookQuestion.objects.filter(pk=pk, answered_at=None)
        if not open_ones.update(answer=text, answered_at=now):
            raise Conflict(_("Frågan är redan besvarad."))
        LookSample.objects.filter(pk=question.sample_id, state=State.ASKED).update(state=State.ANSWERED)
        ledger.record("change", account, question)
    return question


def unanswered(account: Account) -> int:
    return LookQuestion.objects.filter(Q(to=account), answered_at=None).count()


# --- how the review goes ------------------------------------------------------------------------------------
def statistics(account: Account, days: int = 90) -> dict[str, Any]:
    """Of the review: draws, samples, how many were reviewed, asked, answered, reported, and the median of
    days from the look's day until it was decided (None if none was). Nothing in it tells people apart."""
    since = timezone.localdate() - timedelta(days=days)
    rows = guard.scope(account, LookSample).filter(draw__day__gte=since)
    states = list(rows.values_list("state", "draw__day", "decided_at"))
    took = sorted(
        (timezone.localdate(decided) - day).days for _state, day, decided in states if decided is not None
    )
    asked = LookQuestion.objects.filter(sample__in=rows)
    return {
        "days": days,
        "draws": guard.scope(account, LookDraw).filter(day__gte=since).count(),
        "drawn": len(states),
        "reviewed": len(took),
        "waiting": sum(state in LookSample.WAITING for state, _day, _at in states),
        "asked": asked.count(),
        "answered": asked.exclude(answered_at=None).count(),
        "reported": sum(state == State.REPORTED for state, _day, _at in states),
        "median": took[len(took) // 2] if took else None,
    }
