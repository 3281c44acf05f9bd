"""Figures as text for whoever gathers them, in the OpenMetrics format 1.0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

CONTENT_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8"
Kind = Literal["counter", "gauge", "histogram", "info"]
Labels = tuple[tuple[str, str], ...]
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", '"': r"\""})


@dataclass(slots=True)
class Family:
    """`name` is without the ending that its kind adds; a name ends with its unit if it has one."""

    name: str
    kind: Kind
    help: str
    unit: str = ""
    samples: list[tuple[str, Labels, float]] = field(default_factory=list)  # ending, labels, value

    def add(self, value: float, **labels: str) -> Family:
        ending = {"counter": "_total", "info": "_info"}.get(self.kind, "")
        self.samples.append((ending, tuple(labels.items()), value))
        return self


def write(families: Iterable[Family]) -> str:
    """Raises ValueError for two families of one name."""
    lines: list[str] = []
    seen: set[str] = set()
    for family in families:
        if family.name in seen:
            raise ValueError(f"two families are called {family.name}")
        seen.add(family.name)
        lines += _head(family)
        for ending, labels, value in family.samples:
            lines.append(f"{family.name}{ending}{_labels(labels)} {_number(value)}")
    return "\n".join([*lines, "# EOF", ""])


def _head(family: Family) -> list[str]:
    if family.unit and not family.name.endswith(f"_{family.unit}"):
        raise ValueError(f"{family.name} does not end with its unit")
    lines = [f"# TYPE {family.name} {family.kind}"]
    if family.unit:
        lines.append(f"# UNIT {family.name} {family.unit}")
    return [*lines, f"# HELP {family.name} {family.help.translate(_ESCAPES)}"]


def _labels(labels: Labels) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{value.translate(_ESCAPES)}"' for name, value in labels) + "}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(float(value))


class Histogram:
    """How often a figure was at most so much, by labels. Not safe for threads by itself."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds = bounds
        self.counts: dict[Labels, list[int]] = {}
        self.sums: dict[Labels, float] = {}

    def observe(self, value: float, labels: Labels = ()) -> None:
        counts = self.counts.setdefault(labels, [0] * (len(self.bounds) + 1))
        counts[sum(bound < value for bound in self.bounds)] += 1
        self.sums[labels] = self.sums.get(labels, 0.0) + value

    def fill(self, family: Family) -> Family:
        for labels, counts in self.counts.items():
            total = 0
            for bound, count in zip((*self.bounds, float("inf")), counts, strict=True):
                total += count
                at = "+Inf" if bound == float("inf") else repr(bound)
                family.samples.append(("_bucket", (*labels, ("le", at)), total))
            family.samples.append(("_count", labels, total))
            family.samples.append(("_sum", labels, self.sums[labels]))
        return family


def counters(family: Family, counted: Mapping[Labels, float]) -> Family:
    for labels, value in counted.items():
        family.add(value, **dict(labels))
    return family
