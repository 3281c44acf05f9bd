"""What several tests of the core share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.core.ledgers import other_installation


@pytest.fixture
def police(tmp_path: Path) -> Any:
    """`with police():` is the other installation, with a data folder and a ledger of its own."""

    @contextmanager
    def there() -> Iterator[None]:
        with other_installation(tmp_path / "police"):
            yield

    return there
