"""Variants of real minutes, made anew for each run from the example data beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def variants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents X with labels X.json. Skips, saying so, where the originals are not."""
    shared = Path(settings.SHARED)
    if not (shared / "seeds").is_dir():
        pytest.skip(f"no variants: no example data at {shared} (SAMSYN_SHARED)")
    from tests.council.reading.make_variants import make

    folder = tmp_path_factory.mktemp("corpus") / "variants"
    folder.mkdir()
    make(folder, shared)
    return folder
