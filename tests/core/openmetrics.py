"""A strict reader of OpenMetrics 1.0, written from the specification and not from what writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
LABEL = re.compile(r'([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"')
SAMPLE = re.compile(rf"({NAME})(?:\{{(.*)\}})? (\S+)")
ENDINGS = {
    "counter": ("_total",),
    "gauge": ("",),
    "info": ("_info",),
    "histogram": ("_bucket", "_count", "_sum"),
}


@dataclass
class Read:
    type: str
    unit: str = ""
    help: str = ""
    samples: dict[tuple[str, frozenset[tuple[str, str]]], float] = field(default_factory=dict)

    def value(self, ending: str = "", **labels: str) -> float:
        return self.samples[ending, frozenset(labels.items())]


def parse(text: str) -> dict[str, Read]:
    """Raises AssertionError for whatever the format does not allow."""
    assert text.endswith("# EOF\n")
    found: dict[str, Read] = {}
    current = ""
    for line in text.split("\n")[:-2]:
        if line.startswith("# "):
            word, name, rest = line[2:].split(" ", 2)
            assert re.fullmatch(NAME, name)
            if word == "TYPE":
                assert name not in found, f"{name} stands twice"
                found[name] = Read(rest)
                assert rest in ENDINGS
                current = name
            else:
                assert name == current, "a family's lines stand together"
                assert word in ("UNIT", "HELP")
                setattr(found[name], word.lower(), rest)
                assert word != "UNIT" or name.endswith(f"_{rest}")
        else:
            _sample(line, current, found[current])
    for name, read in found.items():
        if read.type == "histogram":
            _buckets(name, read)
    return found


def _sample(line: str, name: str, family: Read) -> None:
    match = SAMPLE.fullmatch(line)
    assert match, line
    assert match[1].startswith(name), f"{line} does not belong to {name}"
    ending = match[1][len(name) :]
    assert ending in ENDINGS[family.type], line
    labels: list[tuple[str, str]] = []
    rest = match[2] or ""
    while rest:
        pair = LABEL.match(rest)
        assert pair, line
        labels.append((pair[1], re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], pair[2])))
        rest = rest[pair.end() :]
        assert not rest or rest.startswith(","), line
        rest = rest[1:]
    assert len({one for one, _ in labels}) == len(labels), line
    key = (ending, frozenset(labels))
    assert key not in family.samples, f"{line} stands twice"
    value = float(match[3])
    assert family.type not in ("counter", "histogram") or value >= 0
    family.samples[key] = value


def _buckets(name: str, family: Read) -> None:
    """Each bucket holds those below it, and the last all of them."""
    groups: dict[frozenset[tuple[str, str]], list[tuple[float, float]]] = {}
    for (ending, labels), value in family.samples.items():
        if ending == "_bucket":
            at = dict(labels)["le"]
            rest = frozenset(pair for pair in labels if pair[0] != "le")
            groups.setdefault(rest, []).append((float(at), value))
    for labels, buckets in groups.items():
        counts = [value for _at, value in sorted(buckets)]
        assert counts == sorted(counts), name
        assert max(buckets)[0] == float("inf"), name
        assert counts[-1] == family.samples["_count", labels], name
