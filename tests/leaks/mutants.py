"""Every side path is one test and one deliberate hole that the test must find: a test that cannot fail is
itself a failure.

    @side_path("facet", "counts beside the hits", opened("samsyn.council.queries.search", "labels_for"))
    def test_facets(scene): ...

runs the body as it stands, and then once more with the hole open, where an assertion of it has to break."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper, wraps
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponseBase
from django.test import override_settings

import samsyn.urls  # noqa: F401 - so that every view and what it keeps is there to be emptied
from samsyn.core.guard import Decision
from samsyn.core.models import Document
from samsyn.council.models import Meeting
from tests.leaks.scene import Scene

Body = Callable[[Scene], None]
Hole = Callable[[Scene], AbstractContextManager[Any]]


@dataclass(frozen=True)
class SidePath:
    name: str
    about: str  # what could reach whom, for docs/reference/leaks.md
    mutant: str  # the hole, in words
    test: str  # where it stands


PATHS: dict[str, SidePath] = {}


def side_path(name: str, about: str, mutant: str, hole: Hole) -> Callable[[Body], Body]:
    """The test of one class, with the hole that proves it."""

    def register(body: Body) -> Body:
        assert name not in PATHS, f"two classes are called {name}"
        PATHS[name] = SidePath(name, about, mutant, f"{body.__module__.rsplit('.', 1)[-1]}.{body.__name__}")

        @wraps(body)
        def test(scene: Scene) -> None:
            with undone():
                body(scene)
            with undone(), hole(scene), forgetting(), pytest.raises(AssertionError):
                body(scene)

        return test

    return register


@contextmanager
def undone() -> Iterator[None]:
    """What is done within never happened, and nothing that was kept in memory outlives it."""
    forget()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget()


@contextmanager
def forgetting() -> Iterator[None]:
    forget()
    yield
    forget()


_caches: list[Any] = []


def forget() -> None:
    """Empty what lists, pages and the guard keep between requests."""
    if not _caches:
        mine = ("samsyn.council", "samsyn.core.guard.labels", "samsyn.core.guard.residual")
        _caches.extend(
            one
            for one in gc.get_objects()
            if type(one) is _lru_cache_wrapper and str(one.__module__).startswith(mine)
        )
    for one in _caches:
        one.cache_clear()


# --- holes --------------------------------------------------------------------------------------------------
def instead(target: str, make: Callable[[Scene], Any]) -> Hole:
    """`module:name` is what `make` gives."""
    module, name = target.split(":")

    def hole(scene: Scene) -> AbstractContextManager[Any]:
        return patch(f"{module}.{name}", make(scene))

    return hole


def opened(module: str, *names: str) -> Hole:
    """The module asks a guard that lets everything through."""

    def hole(scene: Scene) -> AbstractContextManager[Any]:
        stack = ExitStack()
        for name in names:
            stack.enter_context(patch(f"{module}.{name}", _OPEN[name]))
        return stack

    return hole


def both(*holes: Hole) -> Hole:
    def hole(scene: Scene) -> AbstractContextManager[Any]:
        stack = ExitStack()
        for one in holes:
            stack.enter_context(one(scene))
        return stack

    return hole


def rule_open(model: type[Any]) -> Hole:
    """The model's rule lets everybody through."""
    return lambda scene: patch.dict("samsyn.core.guard.door._RULES", {model: lambda who, action: Q()})


def _document_for(account: Any, pk: int) -> Document:
    return Document.objects.select_related("original", "organisation", "entry", "meeting__body").get(pk=pk)


def _meeting_for(account: Any, pk: int) -> Meeting:
    return Meeting.objects.select_related("body", "document__entry", "organisation").get(pk=pk)


ANY = ~Q(pk__in=())  # true of every row, and unlike an empty Q not swallowed by "or"
_OPEN: dict[str, Any] = {
    "labels_for": lambda who, prefix="", action="view": ANY,
    "labels_q": lambda account, prefix="", action="view": ANY,
    "scope": lambda account, model, action="view": model._default_manager.all(),
    "seen": lambda who, rows, action="view": list(rows),
    "require": lambda account, action, obj: None,
    "require_fresh": lambda request: None,
    "may": lambda account, action, obj: Decision(True, ""),
    "document_for": _document_for,
    "meeting_for": _meeting_for,
}


# --- holes in what goes over the wire -----------------------------------------------------------------------
Next = Callable[[HttpRequest], HttpResponseBase]
Meddler = Callable[[HttpRequest, HttpResponseBase], HttpResponseBase | None]
_meddler: Meddler = lambda request, response: response  # noqa: E731 - replaced for the time of a hole


class Meddling:
    """Outermost: what leaves here is what the person gets."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        return _meddler(request, response) or response


def meddled(meddler: Meddler) -> Hole:
    """Each answer goes through `meddler`, which changes it or gives another."""

    @contextmanager
    def hole(scene: Scene) -> Iterator[None]:
        chain = [f"{__name__}.Meddling", *settings.MIDDLEWARE]
        with override_settings(MIDDLEWARE=chain), patch(f"{__name__}._meddler", meddler):
            yield

    return hole


def asked_for(request: HttpRequest) -> Document | None:
    """The document an address names, whoever asks."""
    found = re.match(r"/arkiv/(\d+)/", request.path)
    return Document.objects.filter(pk=found[1]).first() if found else None
