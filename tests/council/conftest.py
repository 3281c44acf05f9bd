"""An archive to try things on: files that carry their own record, read by a pool that only unpacks it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest

from tests.council.build import record


class UnpackingPool:
    """What `reading.sandbox.Pool` does, for files that are records already; anything else cannot be read."""

    def read(self, data: bytes, name: str) -> dict[str, Any]:
        try:
            return dict(json.loads(data))
        except ValueError:
            message = "Filen är skadad. Den ligger kvar; ladda upp en hel kopia."
            return {"schema": "samsyn.record/1", "error": {"code": "damaged", "message": message}}

    def text(self, data: bytes) -> str:
        return ""


@pytest.fixture(autouse=True)
def _unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    from samsyn.council.domain import lexicon, reader

    @contextmanager
    def pool(jobs: int) -> Iterator[UnpackingPool]:
        yield UnpackingPool()

    monkeypatch.setattr(reader, "pool", pool)
    lexicon.forget()


@pytest.fixture
def bring(world: SimpleNamespace, db: None) -> Callable[..., Any]:
    """`bring({"a.txt": record(...)}, level=…, account=…, organisation=…)` imports and reads; returns the
    batch."""
    from samsyn.core.jobs import run_pending
    from samsyn.core.models import Job
    from samsyn.council.domain import imports

    def run(
        files: dict[str, Any], *, level: str = "limited", account: Any = None, organisation: Any = None
    ) -> Any:
        account = account or world.siv
        batch = imports.start(account, organisation or world.organisation.norralv, level)
        for name, content in files.items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            imports.add(batch, name, data)
        imports.run(batch)
        run_pending()
        assert not Job.objects.exclude(state="done").values_list("error", flat=True)
        return batch

    return run


@pytest.fixture
def document(bring: Callable[..., Any]) -> Callable[..., Any]:
    """`document(present=[person("Siv Ahl")])` is the document read from such a record."""
    from samsyn.core.models import Document

    def make(name: str = "anteckningar.txt", *, level: str = "limited", **fields: Any) -> Document:
        batch = bring({name: record(**fields)}, level=level)
        found = batch.files.get().document
        assert found is not None
        return found

    return make
