"""`samsyn add …` and `samsyn close …`: an installation of one's own gets its organisations, bodies,
accounts."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model

from .domain import accounts
from .errors import SamsynError
from .models import Account, Body, Organisation

M = TypeVar("M", bound=Model)


class Unknown(Exception):
    """A slug or user name that nothing answers to."""


def add(options: argparse.Namespace) -> int:
    makers = {"organisation": _organisation, "body": _body, "account": _account}
    try:
        made = makers[options.what](options)
    except ValidationError as error:
        return _no(" ".join(error.messages))
    except (SamsynError, Unknown) as error:
        return _no(str(error))
    print(f"Tillagd: {made}")
    return 0


def close(options: argparse.Namespace) -> int:
    try:
        accounts.close(_find(Account, "username", options.username))
    except (SamsynError, Unknown) as error:
        return _no(str(error))
    print(f"Stängd: {options.username}")
    return 0


def _no(why: str) -> int:
    print(f"samsyn: {why}", file=sys.stderr)
    return 1


def _find(model: type[M], field: str, value: str) -> M:
    found = model._default_manager.filter(**{field: value}).first()
    if found is None:
        known = ", ".join(model._default_manager.order_by(field).values_list(field, flat=True)[:20])
        raise Unknown(f"{value!r} finns inte. Det här finns: {known or 'inget ännu'}")
    return found


def _saved(row: M) -> M:
    row.full_clean()
    row.save()
    return row


def _organisation(options: argparse.Namespace) -> Organisation:
    parent = _find(Organisation, "slug", options.parent) if options.parent else None
    return _saved(
        Organisation(slug=options.slug, name=options.name, kind=_kind(Organisation, options), parent=parent)
    )


def _body(options: argparse.Namespace) -> Body:
    owner = _find(Organisation, "slug", options.organisation)
    return _saved(Body(slug=options.slug, name=options.name, kind=_kind(Body, options), organisation=owner))


def _kind(model: type[Organisation] | type[Body], options: argparse.Namespace) -> str:
    if options.kind not in model.Kind.values:
        raise Unknown(f"--kind är en av: {', '.join(model.Kind.values)}")
    return str(options.kind)


def _account(options: argparse.Namespace) -> Account:
    organisation = _find(Organisation, "slug", options.organisation)
    body = _find(Body, "slug", options.body) if options.body else None
    return accounts.create(
        options.username,
        _password(),
        name=options.name,
        organisation=organisation,
        body=body,
        kind=options.role,
    )


def _password() -> str:
    """Asked for twice on a terminal; otherwise the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Lösenord: ")
    if getpass.getpass("En gång till: ") != first:
        raise Unknown("Lösenorden är inte lika.")
    return first
