"""The matrix role × level × audience × purpose × embargo × expiry × action × channel: what the guard says
about one thing, what its lists hold, what it lets through of rows already fetched, and what the oracle says.

The suite draws a part of it; `make prove` goes through all."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from django.utils import timezone

from samsyn.core import guard
from samsyn.core.calc.labels import LEVELS, PURPOSES, Limits
from samsyn.core.models import Account, Body, Document, Organisation, Original, Role, Terms, joined
from samsyn.council.models import Entry
from tests.core.guard_oracle import Chair, Sheet, Someone, allowed

ACTIONS = ("view", "export", "change", "relabel", "confirm", "open", "destroy")
CHANNELS = ("point", "list", "inside another query", "rows once more", "object")


@dataclass
class Tally:
    cases: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass
class Matrix:
    people: list[tuple[Account, Someone]]
    sheets: list[tuple[Document, Sheet]]


def build(limit: int | None, seed: int = 1) -> Matrix:
    """Accounts with their roles and `limit` documents (None: every combination), in the database."""
    organisations = [Organisation.objects.create(name=f"O{n}", slug=f"matrix-{n}") for n in range(3)]
    bodies = [
        Body.objects.create(name=f"B{n}", slug=f"matrix-{n}", organisation=organisations[n % 2])
        for n in range(3)
    ]
    people = list(_people(organisations, bodies))
    drawn: Sequence[tuple[str, Organisation, Body | None, Terms | None]] = list(
        product(LEVELS, organisations, (None, *bodies), _terms(organisations, bodies, people))
    )
    if limit is not None:
        drawn = random.Random(seed).sample(drawn, limit)
    return Matrix(people, _documents(drawn))


def _people(organisations: list[Organisation], bodies: list[Body]) -> Iterator[tuple[Account, Someone]]:
    today = timezone.localdate()
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    one, two, three = (row.pk for row in organisations)
    table, other, third = (row.pk for row in bodies)
    sets: list[tuple[Chair, ...]] = [
        (),
        (Chair(one, None, "reader"),),
        (Chair(one, table, "reader"),),
        (Chair(one, None, "reviewer"),),
        (Chair(one, table, "secretary"),),
        (Chair(one, None, "admin"),),
        (Chair(two, table, "reader"),),
        (Chair(two, other, "secretary"), Chair(one, None, "reader")),
        (Chair(three, third, "publisher"),),
        (Chair(two, None, "admin"), Chair(three, None, "reader")),
        (Chair(one, None, "admin", None, yesterday),),
        (Chair(three, None, "reviewer"), Chair(three, table, "reader")),
        (Chair(one, table, "secretary", tomorrow, None), Chair(two, None, "reader", yesterday, tomorrow)),
    ]
    for number, chairs in enumerate((*sets, sets[5])):
        account = Account.objects.create_user(f"matrix{number}", is_active=number < len(sets))
        for chair in chairs:
            Role.objects.create(
                account=account,
                organisation_id=chair.organisation,
                body_id=chair.body,
                kind=chair.kind,
                valid_from=chair.start,
                valid_until=chair.end,
            )
        yield account, Someone(account.pk, chairs, shut=number >= len(sets))


def _terms(
    organisations: list[Organisation], bodies: list[Body], people: list[tuple[Account, Someone]]
) -> list[Terms | None]:
    today = timezone.localdate()
    audiences = (
        "",
        joined([f"o:{organisations[0].pk}"]),
        joined([f"b:{bodies[0].pk}", f"o:{organisations[2].pk}"]),
        joined([f"a:{people[0][1].number}", f"a:{people[4][1].number}"]),
        joined([f"b:{bodies[1].pk}"]),
        joined([f"a:{people[6][1].number}", f"o:{organisations[1].pk}", f"b:{bodies[2].pk}"]),
    )
    purposes = ("", joined(["prevention"]), joined(["follow_up", "oversight"]))
    embargoes = (  # until, gate, released
        (None, None, False),
        (today + timedelta(days=9), None, False),
        (None, bodies[1], False),
        (today - timedelta(days=9), bodies[0], False),
        (today, bodies[1], True),
    )
    days = (None, today - timedelta(days=1), today, today + timedelta(days=1))
    found: list[Terms | None] = []
    for audience, purpose, (until, gate, released), last in product(audiences, purposes, embargoes, days):
        row = Terms(
            audience=audience, purposes=purpose, embargo_until=until, gate=gate, expires=last
        ).shared()
        if row is not None and released:
            row.released_at = timezone.now()
            row.save()
        found.append(row)
    return found


def _documents(
    drawn: Sequence[tuple[str, Organisation, Body | None, Terms | None]],
) -> list[tuple[Document, Sheet]]:
    originals = [Original(sha256=f"{n:064x}", media_type="text/plain", size=1) for n in range(len(drawn))]
    Original.objects.bulk_create(originals, batch_size=500)
    rows = [
        Document(original=original, level=level, organisation=owner, circle=circle, terms=terms)
        for original, (level, owner, circle, terms) in zip(originals, drawn, strict=True)
    ]
    Document.objects.bulk_create(rows, batch_size=500)
    Entry.objects.bulk_create([Entry(document=row) for row in rows], batch_size=500)
    return [(row, _sheet(row)) for row in rows]


def _sheet(row: Document) -> Sheet:
    """Read from the row's columns, not by way of Terms.limits."""
    terms = row.terms
    if terms is None:
        return Sheet(row.level, row.organisation_id, row.circle_id)
    kinds = {"a": "account", "o": "organisation", "b": "body"}
    named = [one.split(":") for one in terms.audience.split(",") if one]
    return Sheet(
        row.level,
        row.organisation_id,
        row.circle_id,
        frozenset((kinds[kind], int(number)) for kind, number in named),
        frozenset(one for one in terms.purposes.split(",") if one),
        terms.embargo_until is not None or terms.gate_id is not None,
        terms.gate_id,
        terms.gate.organisation_id if terms.gate else None,
        terms.released_at is not None,
        terms.expires,
    )


def check(matrix: Matrix, tell: Callable[[Tally], None] | None = None) -> Tally:
    """Compare all of it. A case is one person, purpose, action and thing, asked in every channel."""
    tally = Tally()
    today = timezone.localdate()
    limits = guard.limits_of(row.terms_id for row, _sheet in matrix.sheets)
    for (account, someone), purpose in product(matrix.people, PURPOSES):
        with guard.acting_for(purpose):
            for action in ACTIONS:
                _compare(tally, matrix, account, someone, purpose, action, today, limits)
                if tell is not None:
                    tell(tally)
    return tally


def _compare(
    tally: Tally,
    matrix: Matrix,
    account: Account,
    someone: Someone,
    purpose: str,
    action: str,
    today: date,
    limits: dict[int, Limits],
) -> None:
    who = guard.standing(account)
    listed = set(guard.scope(account, Document, action).order_by().values_list("pk", flat=True))
    inside = set(
        Entry.objects.filter(guard.labels_q(account, "document__", action)).values_list(
            "document_id", flat=True
        )
    )
    rows = [
        {
            "pk": row.pk,
            "level": row.level,
            "organisation_id": row.organisation_id,
            "circle_id": row.circle_id,
            "terms_id": row.terms_id,
        }
        for row, _sheet in matrix.sheets
    ]
    again = {row["pk"] for row in guard.seen(who, rows, action)}
    for at, (row, sheet) in enumerate(matrix.sheets):
        point = guard.decide(
            who,
            action,
            level=row.level,
            organisation=row.organisation_id,
            circle=row.circle_id,
            limits=limits.get(row.terms_id or 0),
        )
        answers = [point.allowed, row.pk in listed, row.pk in inside, row.pk in again]
        if at % 50 == 0:  # asks the database for each
            answers.append(guard.may(account, action, row).allowed)
        truth = allowed(someone, action, sheet, purpose, today)
        tally.cases += 1
        if any(answer != truth for answer in answers):
            off = [name for name, answer in zip(CHANNELS, answers, strict=False) if answer != truth]
            tally.wrong.append(f"{someone} {purpose} {action} {sheet}: {truth}, but not by {', '.join(off)}")
