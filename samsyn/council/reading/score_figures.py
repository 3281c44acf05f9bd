"""The figures of a scored reading, how they add up over documents, and the tables they are shown in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

PEOPLE = ("called", "present", "absent", "uncertain", "presenters")
GOALS = {"header": 0.97, "present": 0.97, "absent": 0.90, "items": 0.95, "sure": 0.95}
COLUMNS = ("header", *PEOPLE, "attributes", "items", "sure")


@dataclass(frozen=True)
class Share:
    """How many of `total` were right. `value` is None when there was nothing to judge."""

    right: int = 0
    total: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.total + other.total)

    @property
    def value(self) -> float | None:
        return self.right / self.total if self.total else None


@dataclass(frozen=True)
class Tally:
    """Rows in the gold, rows read, and pairs of the two. The ratios are None when their base is empty."""

    paired: int = 0
    gold: int = 0
    read: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.paired + other.paired, self.gold + other.gold, self.read + other.read)

    @property
    def precision(self) -> float | None:
        return self.paired / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        return self.paired / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        return 2 * self.paired / (self.gold + self.read) if self.gold + self.read else None


T = TypeVar("T", Share, Tally)


@dataclass(frozen=True)
class Figures:
    """All figures of one document, or the sum over several."""

    documents: int = 0
    header: Mapping[str, Share] = field(default_factory=dict)
    people: Mapping[str, Tally] = field(default_factory=dict)
    attributes: Mapping[str, Share] = field(default_factory=dict)
    items: Tally = Tally()
    sure: Share = Share()

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.documents + other.documents,
            _merged(self.header, other.header, Share()),
            _merged(self.people, other.people, Tally()),
            _merged(self.attributes, other.attributes, Share()),
            self.items + other.items,
            self.sure + other.sure,
        )

    def value(self, column: str) -> float | None:
        """The figure of one of COLUMNS, 0 to 1 (F1 for lists); None if nothing was there to judge."""
        if column in PEOPLE:
            return self.people.get(column, Tally()).f1
        if column == "items":
            return self.items.f1
        if column == "sure":
            return self.sure.value
        shares = self.header if column == "header" else self.attributes
        return sum(shares.values(), Share()).value

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain JSON values."""
        return {
            "documents": self.documents,
            **{column: self.value(column) for column in COLUMNS},
            "header_fields": {name: share.value for name, share in self.header.items()},
            "attribute_fields": {name: share.value for name, share in self.attributes.items()},
        }


@dataclass(frozen=True)
class Score:
    """One document: its figures, and each difference as a line for the eye."""

    file: str
    family: str
    silver: bool
    figures: Figures
    misses: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """Scores of many documents. Silver labels (made by another program) never count in the total."""

    scores: Sequence[Score] = ()

    @property
    def total(self) -> Figures:
        return _sum(score.figures for score in self.scores if not score.silver)

    @property
    def families(self) -> dict[str, Figures]:
        """Figures by family, in alphabetical order; a silver family says so in its name."""
        names = sorted({_label(score) for score in self.scores})
        return {name: _sum(s.figures for s in self.scores if _label(s) == name) for name in names}

    def as_dict(self) -> dict[str, Any]:
        """The report as plain JSON values."""
        return {
            "total": self.total.as_dict(),
            "families": {name: figures.as_dict() for name, figures in self.families.items()},
            "documents": [
                {"file": s.file, **s.figures.as_dict(), "misses": list(s.misses)} for s in self.scores
            ],
        }


def _label(score: Score) -> str:
    return f"{score.family} (silver)" if score.silver else score.family


def _sum(figures: Iterable[Figures]) -> Figures:
    return sum(figures, Figures())


def _merged(one: Mapping[str, T], other: Mapping[str, T], zero: T) -> dict[str, T]:
    return {key: one.get(key, zero) + other.get(key, zero) for key in {**one, **other}}


def format_table(report: Report) -> str:
    """Markdown: a table by family with the total and the goals, then the header field by field."""
    rows = [_cells(name, figures) for name, figures in report.families.items()]
    rows.append(_cells("total", report.total))
    rows.append(["goal", "", *(_number(GOALS.get(column)) for column in COLUMNS)])
    table = _markdown(["family", "documents", *COLUMNS], rows)
    fields = [
        [name, f"{share.right}/{share.total}", _number(share.value)]
        for shares in (report.total.header, report.total.attributes)
        for name, share in shares.items()
        if share.total
    ]
    return table + "\n" + _markdown(["field", "right", "share"], fields) if fields else table


def format_held_out(held_out: Report, tuned: Report) -> str:
    """Leave one family out, as a Markdown table by family.

    `held_out` holds each document read without its own family's profile, `tuned` the same documents read with
    every profile. A cell reads "0.97 (0.99)": held out, and in brackets tuned.
    """
    other = {**tuned.families, "total": tuned.total}
    rows = []
    for name, figures in {**held_out.families, "total": held_out.total}.items():
        both = ((figures.value(c), other.get(name, Figures()).value(c)) for c in COLUMNS)
        rows.append(
            [name, str(figures.documents), *(f"{_number(seen)} ({_number(known)})" for seen, known in both)]
        )
    rows.append(["goal", "", *(_number(GOALS.get(column)) for column in COLUMNS)])
    return _markdown(["family held out", "documents", *COLUMNS], rows)


def _cells(name: str, figures: Figures) -> list[str]:
    return [name, str(figures.documents), *(_number(figures.value(column)) for column in COLUMNS)]


def _number(value: float | None) -> str:
    """Three decimals, rounded down: 0.9999 must not be shown as 1.000."""
    return "–" if value is None else f"{int(value * 1000 + 1e-9) / 1000:.3f}"


def _markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = [head, *rows]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) + " |" for row in table
    ]
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join(lines) + "\n"
