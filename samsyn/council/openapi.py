"""The API's description, OpenAPI 3.1. A test reads every path it names and checks the answers against it."""

from __future__ import annotations

from typing import Any

_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_WHOLE: dict[str, Any] = {"type": "integer"}
_MAYBE_WHOLE: dict[str, Any] = {"type": ["integer", "null"]}
_MAYBE_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_YES_NO: dict[str, Any] = {"type": "boolean"}
_DAY: dict[str, Any] = {"type": ["string", "null"], "format": "date"}
_NAMES: dict[str, Any] = {"type": "array", "items": _TEXT}
_LABEL: dict[str, Any] = {"type": "string", "enum": ["public", "network", "limited", "limited_org", "room"]}


def _thing(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields)}


_OF_MEETING = {
    "document": _WHOLE,
    "meeting": _WHOLE,
    "organisation": _MAYBE,
    "body": _MAYBE,
    "date": _DAY,
    "label": _LABEL,
}
SCHEMAS: dict[str, Any] = {
    "Document": _thing(
        id=_WHOLE,
        title=_TEXT,
        file=_TEXT,
        sha256=_TEXT,
        media_type=_TEXT,
        owner=_TEXT,
        label=_LABEL,
        created={"type": "string", "format": "date-time"},
        state={"type": "string", "enum": ["read", "failed"]},
        open_facts=_WHOLE,
        error={"type": ["object", "null"]},
        meeting=_MAYBE_WHOLE,
    ),
    "Meeting": _thing(
        id=_WHOLE,
        document=_WHOLE,
        organisation=_MAYBE,
        body=_MAYBE,
        body_id=_MAYBE_WHOLE,
        kind=_MAYBE,
        date=_DAY,
        start=_MAYBE,
        end=_MAYBE,
        place=_MAYBE,
        mode=_MAYBE,
        chair=_MAYBE,
        secretary=_MAYBE,
        adjusters=_NAMES,
        paragraph_range=_MAYBE,
        label=_LABEL,
    ),
    "Item": _thing(
        **_OF_MEETING,
        number=_MAYBE,
        title=_TEXT,
        registry_no=_MAYBE,
        presenters=_NAMES,
        decision=_MAYBE,
        text=_TEXT,
        confidence=_MAYBE_NUMBER,
        confirmed=_YES_NO,
    ),
    "Attendance": _thing(
        **_OF_MEETING,
        list={"type": "string", "enum": ["called", "present", "absent", "uncertain", "presenters"]},
        name=_TEXT,
        name_as_written=_TEXT,
        party=_MAYBE,
        title=_MAYBE,
        office=_MAYBE,
        role=_MAYBE,
        remote={"type": ["boolean", "null"]},
        substitute_for=_MAYBE,
        paragraphs=_MAYBE,
        until=_MAYBE,
        reason=_MAYBE,
        p_absent=_MAYBE_NUMBER,
        confidence=_MAYBE_NUMBER,
        confirmed=_YES_NO,
    ),
    "Hit": _thing(
        document=_WHOLE,
        meeting=_MAYBE_WHOLE,
        heading=_TEXT,
        date=_DAY,
        label=_LABEL,
        excerpt={"type": "array", "items": _thing(text=_TEXT, hit=_YES_NO)},
    ),
    "Error": _thing(error=_thing(code=_TEXT, message=_TEXT)),
}
SCHEMAS["DocumentWithRecord"] = {
    "allOf": [{"$ref": "#/components/schemas/Document"}, _thing(record={"type": ["object", "null"]})]
}
SCHEMAS["MeetingWithRows"] = {
    "allOf": [
        {"$ref": "#/components/schemas/Meeting"},
        _thing(
            attendance={"type": "array", "items": {"$ref": "#/components/schemas/Attendance"}},
            items={"type": "array", "items": {"$ref": "#/components/schemas/Item"}},
        ),
    ]
}


def _answer(schema: dict[str, Any]) -> dict[str, Any]:
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    return {
        "200": {
            "description": "The answer",
            "headers": {"ETag": {"schema": _TEXT, "description": "Send it back in If-None-Match"}},
            "content": {"application/json": {"schema": schema}},
        },
        "304": {"description": "Unchanged since the ETag that was sent"},
        "401": {"description": "Not signed in", "content": error},
        "404": {"description": "Not there, or not for you", "content": error},
    }


def _query(name: str, about: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema or _TEXT}


_PAGE = _query("page", "Page number, from 1", {"type": "integer", "minimum": 1})
_KEY = {"name": "id", "in": "path", "required": True, "schema": _WHOLE}
_MEETING = _query("meeting", "Only of this meeting", _WHOLE)


def _list(name: str, about: str, *parameters: dict[str, Any]) -> dict[str, Any]:
    schema = _thing(
        total=_WHOLE,
        page=_WHOLE,
        next=_MAYBE,
        previous=_MAYBE,
        results={"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
    )
    return {"get": {"summary": about, "parameters": [_PAGE, *parameters], "responses": _answer(schema)}}


def _one(name: str, about: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"get": {"summary": about, "parameters": [_KEY], "responses": _answer(schema)}}


DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Samsyn archive",
        "version": "1",
        "summary": "Records of meetings, read-only, under the same labels as the pages.",
        "description": "A label asks for care; it does not decide whether information is secret by law.",
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    },
    "servers": [{"url": "/"}],
    "security": [{"session": []}],
    "paths": {
        "/api/v1/documents/": _list(
            "Document",
            "Documents in the archive",
            _query("organ", "Body, by number"),
            _query("ar", "Year"),
            _query("typ", "minutes, notes, memo, notice or summary"),
            _query("etikett", "Label"),
            _query("lage", "granska, klar or fel"),
        ),
        "/api/v1/documents/{id}/": _one("DocumentWithRecord", "A document with its record as it now holds"),
        "/api/v1/meetings/": _list(
            "Meeting",
            "Meetings, newest first",
            _query("body", "Body, by number", _WHOLE),
            _query("year", "Year", _WHOLE),
        ),
        "/api/v1/meetings/{id}/": _one("MeetingWithRows", "A meeting with attendance and items"),
        "/api/v1/items/": _list("Item", "Items of agendas", _MEETING),
        "/api/v1/attendance/": _list("Attendance", "People as the documents note them", _MEETING),
        "/api/v1/search/": _list(
            "Hit",
            "Search, as on the search page",
            _query(
                "q",
                'Words, "phrases", -not, OR, prefix*, organ: person: från: till: år: typ: plats: etikett:',
            ),
        ),
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": "sessionid"}},
    },
}
SCHEMAS["Attendance"]["properties"]["from"] = _MAYBE
SCHEMAS["Attendance"]["required"].append("from")
