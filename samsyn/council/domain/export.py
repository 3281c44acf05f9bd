"""Records for others: JSON as the reader writes it, CSV, Popolo-like JSON and an archive XML after
SvKGS-SM's elements.

All of it is made from what now holds (readings with corrections over them), and from documents the caller
was given by the guard. Personal identity numbers are masked before anything is stored, and once more here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from samsyn.core.domain.stamps import Stamp
from samsyn.core.models import TLP, Document, Level
from samsyn.council.calc.mask import mask, mask_all
from samsyn.council.domain.materialise import effective_of
from samsyn.council.models import Attendance, Item, Meeting

CAUTION = "Märkningen är en begäran om aktsamhet. Den avgör inte om en uppgift omfattas av sekretess."
ATTENDANCE = (
    "document",
    "meeting",
    "organisation",
    "body",
    "date",
    "list",
    "name",
    "name_as_written",
    "party",
    "title",
    "office",
    "role",
    "remote",
    "substitute_for",
    "paragraphs",
    "from",
    "until",
    "reason",
    "p_absent",
    "confidence",
    "confirmed",
    "label",
)
ITEMS = (
    "document",
    "meeting",
    "organisation",
    "body",
    "date",
    "number",
    "title",
    "registry_no",
    "presenters",
    "decision",
    "text",
    "confidence",
    "confirmed",
    "label",
)


def record(document: Document, stamp: Stamp | None = None) -> dict[str, Any]:
    """What now holds of a document, in the record's own form, with the label it is under and, if it is given,
    who takes it out."""
    held: dict[str, Any] = mask_all(effective_of(document).record)
    for group in ("called", "present", "absent", "uncertain", "presenters"):
        for row in held.get(group) or []:
            row.pop("person", None)
    return held | {
        "file": document.name,
        "sha256": document.original_id,
        "label": {"level": document.level, "tlp": TLP[Level(document.level)], "note": CAUTION},
        **taken(stamp),
    }


def taken(stamp: Stamp | None) -> dict[str, Any]:
    """Who took it out, when, for what and under which label; nothing where no stamp is needed."""
    return {"taken": stamp.fields} if stamp else {}


# --- CSV ----------------------------------------------------------------------------------------------------
def csv_lines(
    head: tuple[str, ...], rows: Iterable[dict[str, Any]], stamp: Stamp | None = None
) -> Iterator[str]:
    """Semicolons and a byte order mark, as Swedish spreadsheets expect; no cell can be taken for a formula.
    A stamp stands in a column of its own, so that it follows each row wherever it is pasted."""
    said = {"taken": f"{stamp.fields['by']}, {stamp.fields['at']}, {stamp.label}"} if stamp else {}
    head = (*head, *said)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    yield "\ufeff" + out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([_cell((row | said).get(name)) for name in head])
        yield out.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    text = mask(text)
    return f"'{text}" if len(text) > 1 and text[0] in "=+-@\t\r" else text


def attendance_row(row: Attendance) -> dict[str, Any]:
    meeting = row.meeting
    return _meeting_part(meeting) | {
        "list": row.list,
        "name": row.name,
        "name_as_written": row.name_as_written,
        "party": row.party or None,
        "title": row.title or None,
        "office": row.office or None,
        "role": row.role or None,
        "remote": row.remote,
        "substitute_for": row.substitute_for or None,
        "paragraphs": row.paragraphs or None,
        "from": row.from_point or None,
        "until": row.until_point or None,
        "reason": row.reason or None,
        "p_absent": row.p_absent,
        "confidence": row.confidence,
        "confirmed": row.confirmed,
    }


def item_row(item: Item) -> dict[str, Any]:
    return _meeting_part(item.meeting) | {
        "label": item.level,
        "number": item.number or None,
        "title": mask(item.title),
        "registry_no": item.registry_no or None,
        "presenters": item.presenters,
        "decision": mask(item.decision) or None,
        "text": mask(item.text),
        "confidence": item.confidence,
        "confirmed": item.confirmed,
    }


def _meeting_part(meeting: Meeting) -> dict[str, Any]:
    return {
        "document": meeting.document_id,
        "meeting": meeting.pk,
        "organisation": meeting.organisation_name or None,
        "body": (meeting.body.name if meeting.body else meeting.body_name) or None,
        "date": meeting.date.isoformat() if meeting.date else None,
        "label": meeting.level,
    }


# --- Popolo -------------------------------------------------------------------------------------------------
def popolo(documents: Iterable[Document], stamp: Stamp | None = None) -> dict[str, Any]:
    """Persons, organizations and events after the Popolo specification. What it has no words for (absence,
    substitutes,
    uncertainty) stands beside its attendees under names of its own."""
    people: dict[str, dict[str, Any]] = {}
    bodies: dict[str, dict[str, Any]] = {}
    events = []
    for document in documents:
        held = record(document)
        body = held.get("body") or document.title
        bodies.setdefault(
            body, {"id": f"organization/{len(bodies) + 1}", "name": body, "classification": "body"}
        )
        events.append(_event(document, held, bodies[body]["id"], people))
    found = {"persons": list(people.values()), "organizations": list(bodies.values()), "events": events}
    return found | taken(stamp)


def _event(
    document: Document, held: dict[str, Any], body: str, people: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    def reference(row: dict[str, Any]) -> dict[str, Any]:
        # Two people of one name in two bodies are two people as far as we know.
        key = f"{body}/{row['name'].casefold()}"
        person = people.setdefault(key, {"id": f"person/{len(people) + 1}", "name": row["name"]})
        extra = ("party", "role", "office", "remote", "substitute_for", "paragraphs", "reason", "p_absent")
        known = {name: row[name] for name in extra if row.get(name) not in (None, "")}
        return {"person_id": person["id"], "name": row["name"]} | known

    day = held.get("date")
    return {
        "id": f"event/{document.pk}",
        "name": f"{held.get('body') or document.title} {day or ''}".strip(),
        "organization_id": body,
        "start_date": f"{day}T{held['start']}" if day and held.get("start") else day,
        "end_date": f"{day}T{held['end']}" if day and held.get("end") else None,
        "location": held.get("place"),
        "classification": held.get("kind"),
        "attendees": [reference(row) for row in held.get("present") or []],
        "absent": [reference(row) for row in held.get("absent") or []],
        "uncertain": [reference(row) for row in held.get("uncertain") or []],
        "agenda": [
            {
                "order": row.get("number"),
                "subject": row.get("title"),
                "text": row.get("text"),
                "decision": row.get("decision"),
            }
            for row in held.get("items") or []
        ],
        "label": held["label"],
        "sources": [{"note": document.name, "sha256": document.original_id}],
    }


# --- XML for archives ---------------------------------------------------------------------------------------
_STATUS = {"present": "närvarande", "absent": "frånvarande", "uncertain": "okänd"}


def archive_xml(documents: Iterable[Document], stamp: Stamp | None = None) -> bytes:
    """Meetings with call, attendance, matters, decisions and signatories, for an archive's intake."""
    root = ET.Element("Sammantraden", {"version": "1", "xml:lang": "sv"})
    if stamp:
        told = stamp.fields
        out = ET.SubElement(
            root, "Uttag", {"tid": told["at"], "etikett": told["label"], "andamal": told["purpose"]}
        )
        out.text = _xml_text(told["by"])
    for document in documents:
        _xml_meeting(root, document, record(document))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _xml_meeting(root: ET.Element, document: Document, held: dict[str, Any]) -> None:
    meeting = ET.SubElement(root, "Sammantrade", {"id": f"samsyn-{document.pk}"})
    for tag, key in (
        ("Arkivbildare", "organisation"),
        ("Organ", "body"),
        ("Handlingstyp", "kind"),
        ("Datum", "date"),
        ("Starttid", "start"),
        ("Sluttid", "end"),
        ("Plats", "place"),
        ("Form", "mode"),
        ("Paragrafer", "paragraph_range"),
        ("Justeringsdatum", "adjusted"),
        ("Anslagsdatum", "posted"),
        ("AnslagTasNer", "unposted"),
    ):
        _leaf(meeting, tag, held.get(key))
    label = _leaf(meeting, "Begransning", held["label"]["level"])
    if label is not None:
        label.set("tlp", held["label"]["tlp"])
    signed = ET.SubElement(meeting, "Undertecknare")
    _leaf(signed, "Ordforande", held.get("chair"))
    _leaf(signed, "Sekreterare", held.get("secretary"))
    for name in held.get("adjusters") or []:
        _leaf(signed, "Justerare", name)
    _xml_people(meeting, held)
    matters = ET.SubElement(meeting, "Arenden")
    for order, row in enumerate(held.get("items") or [], 1):
        matter = ET.SubElement(matters, "Arende", {"ordning": str(order)})
        for tag, key in (
            ("Nummer", "number"),
            ("Arendemening", "title"),
            ("Diarienummer", "registry_no"),
            ("Text", "text"),
            ("Beslut", "decision"),
        ):
            _leaf(matter, tag, row.get(key))
        for name in row.get("presenters") or []:
            _leaf(matter, "Foredragande", name)
    original = ET.SubElement(meeting, "Original", {"sha256": document.original_id})
    original.text = _xml_text(document.name)


def _xml_people(meeting: ET.Element, held: dict[str, Any]) -> None:
    attendance = ET.SubElement(meeting, "Narvaro")
    for group, status in _STATUS.items():
        for row in held.get(group) or []:
            person = ET.SubElement(attendance, "Person", {"status": status})
            for tag, key in (
                ("Namn", "name"),
                ("Parti", "party"),
                ("Titel", "title"),
                ("Uppdrag", "office"),
                ("Roll", "role"),
                ("Ersatter", "substitute_for"),
                ("Paragrafer", "paragraphs"),
                ("Fran", "from"),
                ("Till", "until"),
                ("Grund", "reason"),
            ):
                _leaf(person, tag, row.get(key))
            if row.get("remote") is not None:
                _leaf(person, "PaDistans", "ja" if row["remote"] else "nej")


def _leaf(parent: ET.Element, tag: str, value: Any) -> ET.Element | None:
    if value in (None, "", []):
        return None
    leaf = ET.SubElement(parent, tag)
    leaf.text = _xml_text(str(value))
    return leaf


def _xml_text(text: str) -> str:
    """XML 1.0 has no control characters."""
    return "".join(char for char in text if char >= " " or char in "\t\n\r")
