"""Common given names."""

from __future__ import annotations

from functools import cache

from .profiles import FOLDER
from .text import fold


@cache
def given_names() -> frozenset[str]:
    """Common given names in Sweden, folded: used only to part names that stand without a separator."""
    return frozenset(fold(name) for name in (FOLDER / "given_names.txt").read_text(encoding="utf-8").split())


def is_given(token: str) -> bool:
    """Whether the token, or the first part of a double name, is a known given name."""
    form = fold(token)
    return form in given_names() or form.split(" ")[0] in given_names()
