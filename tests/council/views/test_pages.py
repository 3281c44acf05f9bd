"""Every page answers, for those who may see it, with a constant number of queries; for the rest it does
not exist."""

from __future__ import annotations

from typing import Any

import pytest

from tests.council.build import gold

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(bring: Any) -> Any:
    return bring(
        {
            "umebra.txt": gold("seeds/000_c3592ffb41e21845"),
            "mitt.txt": gold("seeds/004_82e35415289b982c"),
            "x.pdf": b"x",
        }
    )


def test_pages_answer(siv: Any, archive: Any) -> None:
    from samsyn.council.models import Attendance, Meeting

    documents = [file.document.pk for file in archive.files.all()]
    meeting = Meeting.objects.first()
    assert meeting is not None
    name = Attendance.objects.filter(meeting=meeting).first()
    assert name is not None
    for address in (
        "/",
        "/arkiv/",
        "/arkiv/las-in/",
        f"/arkiv/las-in/{archive.pk}/",
        f"/arkiv/las-in/{archive.pk}/lage/",
        "/granskning/",
        "/sok/",
        "/sok/?q=kamera",
        "/sok/fasetter/?q=kamera",
        "/tradar/",
        "/tradar/?q=lägesbild",
        f"/moten/{meeting.pk}/",
        f"/personer/namn/?namn={name.name_key}",
        "/api/v1/",
        "/api/v1/openapi.json",
        *(f"/arkiv/{pk}/" for pk in documents),
        *(f"/arkiv/{pk}/lasningar/" for pk in documents),
        *(f"/arkiv/{pk}/original/" for pk in documents),
        f"/arkiv/{documents[0]}/?lagg-till=present",
        f"/arkiv/{documents[0]}/?lagg-till=header",
        f"/arkiv/{documents[0]}/?ratta=date",
        *(
            f"/arkiv/{documents[0]}/export/{form}/"
            for form in ("json", "narvaro", "arenden", "popolo", "xml")
        ),
        *(f"/arkiv/export/{form}/" for form in ("json", "narvaro", "arenden", "popolo", "xml")),
    ):
        answer = siv.get(address)
        assert answer.status_code == 200, address
        for close in answer._resource_closers:
            close()
