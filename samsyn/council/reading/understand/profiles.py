"""Layout knowledge in small declarative files: `reading/profiles/*.toml`, one per family of bodies, `general` for all others."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from .text import fold, key

FOLDER = Path(__file__).parent.parent / "profiles"


@dataclass(slots=True)
class Profile:
    """What a family's documents are like. `labels` maps a label's normal form to its kind; `folded` the same without
    diacritics; `items` the item schemes to try, best first; `titles` item titles known beforehand; `match` the patterns by
    which a document is taken for this family."""

    name: str
    labels: dict[str, str]
    needs_mark: frozenset[str]
    items: list[str]
    titles: list[str]
    match: list[re.Pattern[str]]
    kind: str | None
    body: list[tuple[re.Pattern[str], str]]
    longest_label: int = 1
    folded: dict[str, str] = field(default_factory=dict)
    _near: dict[str, str | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.folded = {fold(label): kind for label, kind in self.labels.items()}
        self.longest_label = max(len(label.split()) for label in self.labels)

    def loosened(self) -> Profile:
        """The profile for OCR: labels are also known without their rings and dots ("Narvarande")."""
        return replace(self, labels={**self.folded, **self.labels})

    def near_label(self, label: str) -> str | None:
        """The kind of a label that OCR has damaged: one wrong letter in five at the most."""
        form = fold(label)
        if form not in self._near:
            best = (3, None)
            for known, kind in self.folded.items():
                if abs(len(known) - len(form)) <= 2 and len(known) > 4:
                    far = Levenshtein.distance(known, form, score_cutoff=2)
                    if far <= (len(known) - 1) // 5 and far < best[0]:
                        best = (far, kind)  # type: ignore[assignment]
            self._near[form] = self.folded.get(form) or best[1]
        return self._near[form]


@cache
def load(name: str) -> Profile:
    """The profile of that name, with what it extends taken in.

    Raises KeyError or tomllib.TOMLDecodeError if the file is wrong: a profile ships with the program."""
    raw = _merged(name)
    labels = {key(label): kind for kind, words in raw["labels"].items() for label in words}
    return Profile(
        name=name,
        labels=labels,
        needs_mark=frozenset(raw.get("needs_mark", ())),
        items=list(raw.get("items", ())),
        titles=list(raw.get("titles", ())),
        match=[re.compile(pattern, re.I) for pattern in raw.get("match", ())],
        kind=raw.get("kind"),
        body=[(re.compile(pattern, re.I), name) for pattern, name in raw.get("body", {}).items()],
    )


def _merged(name: str) -> dict[str, Any]:
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    parent = raw.pop("extends", None)
    if not parent:
        return raw
    base = _merged(parent)
    labels = dict(base.get("labels", {}))
    for kind, words in raw.get("labels", {}).items():
        labels[kind] = [*labels.get(kind, []), *words]
    return {
        **base,
        "match": [],
        **raw,
        "labels": labels,
        "titles": [*base.get("titles", []), *raw.get("titles", [])],
    }


@cache
def names() -> tuple[str, ...]:
    """All profiles, `general` last."""
    found = sorted(path.stem for path in FOLDER.glob("*.toml"))
    return (*[name for name in found if name != "general"], "general")


def choose(head: str) -> Profile:
    """The first profile one of whose patterns is found in the document's beginning; else `general`."""
    for name in names():
        profile = load(name)
        if any(pattern.search(head) for pattern in profile.match):
            return profile
    return load("general")
