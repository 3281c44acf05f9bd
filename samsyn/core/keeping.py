"""What the rooms tell the core about the documents they keep, so that retention and destruction know no room.

A room registers one `Keeper`. The core asks all of them; a document that no room knows is destroyed by its
own rows alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db.models import BooleanField, CharField, DateField, F, QuerySet, Value

from .errors import Text
from .models import Document

Documents = QuerySet[Any]  # of Document, with what `described` adds


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for when a document should be gone: `phrases` of its own text that no other document has,
    and `terms` of a search index that stand in no other."""

    phrases: Sequence[str] = ()
    terms: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """kinds     codes of documents a rule may name, and what they are called
    describe  adds `its_kind`, `its_body`, `its_day` and `its_sure` (a person has confirmed them) to a query
    traces    what only this document says; asked before it goes
    erase     takes away what hangs on a document but by its number, in the transaction that deletes it.
              Returns the keys of people named in it
    files     what was made from an original's bytes, by their SHA-256
    tidy      makes an index forget what was deleted from it; outside a transaction, after the rows are gone
    indexed   how many of the terms the index still knows
    busy      is somebody reading the document in right now
    tables    of the database beside those that hang on a document by a key
    """

    kinds: Mapping[str, Text] = field(default_factory=dict)
    describe: Callable[[Documents], Documents] = lambda documents: documents
    traces: Callable[[Document], Traces] = lambda document: Traces()  # noqa: ARG005
    erase: Callable[[Document], set[int]] = lambda document: set()  # noqa: ARG005
    files: Callable[[str], Iterable[Path]] = lambda sha256: ()  # noqa: ARG005
    tidy: Callable[[], None] = lambda: None
    indexed: Callable[[Sequence[str]], int] = lambda terms: 0  # noqa: ARG005
    busy: Callable[[Document], bool] = lambda document: False  # noqa: ARG005
    tables: Sequence[str] = ()


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    _keepers.append(keeper)


def keepers() -> Sequence[Keeper]:
    return _keepers


def kinds() -> dict[str, Text]:
    return {code: text for keeper in _keepers for code, text in keeper.kinds.items()}


def described(documents: Documents) -> Documents:
    """With `its_kind` ("" unknown), `its_body` (key or None), `its_day` (a date or None) and `its_sure`."""
    documents = documents.annotate(
        its_kind=Value("", CharField()),
        its_body=F("body"),
        its_day=Value(None, DateField()),
        its_sure=Value(False, BooleanField()),
    )
    for keeper in _keepers:
        documents = keeper.describe(documents)
    return documents
