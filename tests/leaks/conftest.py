"""The world of the leak suite: things of every label with a word in each that must not reach the wrong
person."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.council.conftest import _unpacking, bring  # noqa: F401 - fixtures
from tests.leaks.scene import Scene, build


@pytest.fixture
def scene(world: SimpleNamespace, bring: Callable[..., Any]) -> Scene:  # noqa: F811
    return build(world, bring)
