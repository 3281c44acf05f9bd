"""JSON of a meeting as a graph of nodes: one meeting with those present, paragraphs with their text."""

from __future__ import annotations

import json
from typing import Any

from samsyn.council.reading.characters import tidy
from samsyn.council.reading.errors import Damaged, UnknownType
from samsyn.council.reading.layout import Layout
from samsyn.council.reading.limits import Budget

from .flow import Flow, plain
from .text import decode

_LISTS = (("närvarande", "Närvarande"), ("frånvarande", "Frånvarande"), ("justerare", "Justerare"))


def read(data: bytes, budget: Budget) -> Layout:
    try:
        root = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Damaged("JSON-filen är skadad. Den är sparad; hämta den på nytt.") from error
    nodes = root.get("nodes") if isinstance(root, dict) else None
    found = [node for node in nodes if isinstance(node, dict)] if isinstance(nodes, list) else []
    meetings = [_data(node) for node in found if node.get("typ") == "möte"]
    if not meetings:
        raise UnknownType(
            "Filen är JSON men beskriver inget möte. Den är sparad; läs in protokollet som PDF eller text."
        )
    flow = Flow(budget)
    for meeting in meetings:
        _meeting(meeting, flow)
    for node in found:
        if node.get("typ") == "paragraf":
            flow.gap()
            _paragraph(_data(node), flow)
    title = next((str(node.get("label", "")) for node in found if node.get("typ") == "möte"), "")
    layout = Layout("application/json", flow.done(), title=tidy(title)[:300])
    layout.number_lines()
    return layout


def _data(node: dict[str, Any]) -> dict[str, Any]:
    data = node.get("data")
    return data if isinstance(data, dict) else {}


def _meeting(meeting: dict[str, Any], flow: Flow) -> None:
    for key in ("organisation", "datum"):
        flow.add(plain(str(meeting.get(key) or "")))
    for key, label in _LISTS:
        people = meeting.get(key)
        if isinstance(people, list) and people:
            flow.gap()
            flow.add(plain(label, heading=2))
            for person in people:
                flow.add(plain(_person(person)))


def _person(person: object) -> str:
    if not isinstance(person, dict):
        return str(person)
    party = person.get("parti")
    role = person.get("roll")
    parts = [str(person.get("namn") or ""), f"({party})" if party else "", str(role or "")]
    return " ".join(part for part in parts if part)


def _paragraph(paragraph: dict[str, Any], flow: Flow) -> None:
    number, title = paragraph.get("paragrafNr"), paragraph.get("rubrik")
    registry = paragraph.get("ärendeNr")
    head = " ".join(str(part) for part in (f"§ {number}" if number else "", title, registry) if part)
    flow.add(plain(" ".join(head.split()), heading=2))
    known = " ".join(str(title or "").split())
    at_head = True
    for line in str(paragraph.get("fulltext") or "").splitlines():
        text = " ".join(line.split())
        # The text repeats number, registry number and title before it begins.
        at_head = at_head and (not text or text.startswith("§") or text in known)
        if not at_head:
            flow.add(plain(line))
