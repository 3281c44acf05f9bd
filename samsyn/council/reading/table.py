"""A meeting record as lines for a terminal: what a person asks first stands first."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]

KINDS = {
    "minutes": "Protokoll", "notes": "Anteckningar", "memo": "Minnesanteckningar", "notice": "Kallelse",
    "summary": "Referat",
}  # fmt: skip
LABELS = {
    "public": "öppen", "network": "inom nätverket", "limited": "begränsad delning",
    "limited_org": "begränsad till organisationen", "room": "stannar i rummet",
}  # fmt: skip
MODES = {"in_person": "på plats", "remote": "på distans", "hybrid": "på plats och på distans"}
ROLES = {
    "serving": "", "substitute_serving": "tjänstgörande ersättare", "substitute": "ersättare",
    "official": "tjänsteperson", "guest": "gäst", "presenter": "föredragande",
}  # fmt: skip
OFFICES = {
    "chair": "ordförande", "vice_chair": "vice ordförande", "second_vice_chair": "2:e vice ordförande",
    "secretary": "sekreterare", "adjuster": "justerare",
}  # fmt: skip
REASONS = {
    "struck": "struken", "listed": "anmäld frånvaro", "replaced": "ersatt",
    "called_not_present": "kallad, ej där",
}  # fmt: skip
_WIDEST = 120
_INDENT = "  "


def width() -> int:
    """Columns to write in: the terminal's, at most 120."""
    return max(40, min(_WIDEST, shutil.get_terminal_size((100, 24)).columns))


def lines(record: Record, columns: int) -> Iterator[str]:
    """The record in lines no wider than `columns`, ended by an empty one."""
    yield _cut(record["file"], columns)
    if record["error"]:
        yield from _wrapped("Fel: ", record["error"]["message"], columns)
        yield ""
        return
    for label, value in _header(record):
        if value:
            yield from _wrapped(f"{label:<13}", value, columns)
    for key, label in (("present", "Närvarande"), ("absent", "Frånvarande"), ("uncertain", "Osäkra")):
        if record[key]:
            yield f"{_INDENT}{label} ({len(record[key])})"
            for person in record[key]:
                yield from _wrapped(_INDENT, _person(person), columns)
    if record["items"]:
        yield f"{_INDENT}Ärenden ({len(record['items'])})"
        for item in record["items"]:
            number = f"{item['number'] or '–':>5}  "
            yield from _wrapped(number, item["title"] or "(utan rubrik)", columns)
    for warning in record["warnings"]:
        yield from _wrapped("! ", warning["message"], columns)
    yield ""


def _header(record: Record) -> Iterator[tuple[str, str]]:
    kind = KINDS.get(record["kind"] or "", "")
    yield "Möte", " · ".join(filter(None, (kind, record["body"], record["organisation"])))
    clock = "–".join(filter(None, (record["start"], record["end"])))
    yield "Tid", " ".join(filter(None, (record["date"], clock)))
    yield "Plats", ", ".join(filter(None, (record["place"], MODES.get(record["mode"] or ""))))
    yield "Delning", LABELS.get(record["sharing"] or "", "")
    yield "Ordförande", record["chair"] or ""
    yield "Sekreterare", record["secretary"] or ""
    yield "Justerare", ", ".join(record["adjusters"])
    yield "Paragrafer", record["paragraph_range"] or ""
    following = record["next_meeting"]
    yield "Nästa möte", following["text"] if following else ""


def _person(row: Record) -> str:
    facts = [
        OFFICES.get(row["office"] or "") or ROLES.get(row["role"] or ""),
        row["title"],
        f"för {row['substitute_for']}" if row["substitute_for"] else "",
        f"§ {row['paragraphs']}" if row["paragraphs"] else "",
        f"från {row['from']}" if row["from"] else "",
        f"till {row['until']}" if row["until"] else "",
        "på distans" if row["remote"] else "",
        REASONS.get(row.get("reason") or ""),
        f"frånvarande med sannolikhet {row['p_absent']:.0%}" if row.get("p_absent") is not None else "",
    ]
    name = f"{row['name']} ({row['party']})" if row["party"] else row["name"]
    told = ", ".join(fact for fact in facts if fact)
    return f"{name}: {told}" if told else str(name)


def _wrapped(first: str, text: str, columns: int) -> list[str]:
    start = _INDENT + first
    return textwrap.wrap(
        " ".join(text.split()),
        columns,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
    )


def _cut(text: str, columns: int) -> str:
    """The end of a path says most."""
    return text if len(text) <= columns else "…" + text[-(columns - 1) :]
