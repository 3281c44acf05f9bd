"""Side paths of the pages: lists and their numbers, neighbours, people, imports, what is left of things that
went."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from samsyn.core.models import Account, Document, Level, Person, Role
from samsyn.council.domain import corrections, imports
from samsyn.council.models import Correction, Entry, ImportBatch, Meeting
from samsyn.council.queries import archive
from samsyn.council.queries.lines import listing
from tests.leaks.mutants import both, instead, opened, rule_open, side_path
from tests.leaks.scene import ALL, THINGS, Scene, clean, told, unmoved

pytestmark = pytest.mark.django_db
ARCHIVE, LINES = "samsyn.council.queries.archive", "samsyn.council.queries.lines"
SORTS = ("datum", "-datum", "namn", "-namn", "organ", "-organ", "inlast", "-inlast")


@side_path(
    "list",
    "rows of the archive",
    "the archive is listed without labels, and its rows are not judged again",
    both(opened(ARCHIVE, "labels_for"), opened(LINES, "seen")),
)
def test_rows(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        clean(scene, name, *[browser.get(f"/arkiv/?sort={sort}") for sort in SORTS])


@side_path(
    "sort-order",
    "visible rows move when something hidden is sorted between them",
    "the page is cut before the labels are asked",
    instead(f"{ARCHIVE}:_listing", lambda scene: lambda who, asked: listing(_all(asked))),
)
def test_order(scene: Scene) -> None:
    for name in ("otto", "noor"):
        unmoved(scene, name, *[f"/arkiv/?sort={sort}" for sort in SORTS])


def _all(asked: archive.Filters) -> Any:
    rows = Document.objects.filter(removed_at=None, entry__isnull=False)
    return rows.order_by(*archive.SORTS[asked.sort])


@side_path(
    "page-beyond",
    "the number of pages, and the page after the last",
    "pages are counted over all documents",
    instead(f"{LINES}:_count", lambda scene: lambda asked: Document.objects.count()),
)
def test_page_beyond(scene: Scene) -> None:
    for name in ("otto", "rita"):
        unmoved(scene, name, "/arkiv/?page=999", "/arkiv/?page=2", "/granskning/?page=999")


@side_path(
    "filter-choices",
    "bodies and years offered by the filter",
    "the choices are those of all meetings",
    instead(
        f"{ARCHIVE}:_met",
        lambda scene: lambda who: Meeting.objects.order_by().values_list("body_id", "year").distinct(),
    ),
)
def test_choices(scene: Scene) -> None:
    for name in ALL:
        text = scene.browser(name).get("/arkiv/").content.decode()
        years = {thing.day[:4] for thing in THINGS if name in thing.seen}
        hidden = {thing.day[:4] for thing in THINGS} - years
        assert [year for year in hidden if f'<option value="{year}"' in text] == [], name


@side_path(
    "filter-oracle",
    "a filter on what is hidden changes the number",
    "the list with a filter is counted without labels",
    instead(f"{LINES}:_count", lambda scene: lambda asked: Document.objects.count()),
)
def test_filters_are_no_oracle(scene: Scene) -> None:
    for name in ("otto", "per"):
        browser = scene.browser(name)
        for word in scene.hidden(name):
            assert browser.get("/arkiv/", {"namn": word}).context["page"].paginator.count == 0, (name, word)
            assert browser.get("/api/v1/documents/", {"namn": word}).json()["total"] == 0


@side_path(
    "next-and-previous",
    "the meeting before or after",
    "neighbours are looked for among all meetings",
    opened("samsyn.council.queries.people", "scope"),
)
def test_neighbours(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for thing in THINGS:
            if name not in thing.seen:
                continue
            answer = browser.get(f"/moten/{scene.meetings[thing.word].pk}/")
            clean(scene, name, answer)
            text = answer.content.decode()
            for word in scene.hidden(name):
                assert f"/moten/{scene.meetings[word].pk}/" not in text, (name, thing.word, word)


@side_path(
    "document-page",
    "the page of a document, and what it is called",
    "the page asks for the document without the guard",
    opened("samsyn.council.views.document", "document_for"),
)
def test_documents(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for thing in THINGS:
            answer = browser.get(f"/arkiv/{scene.documents[thing.word].pk}/")
            assert answer.status_code == (200 if name in thing.seen else 404), (name, thing.word)
            clean(scene, name, answer)


@side_path(
    "meeting-page",
    "a meeting of a hidden document",
    "the page asks for the meeting without the guard",
    opened("samsyn.council.views.people", "meeting_for"),
)
def test_meetings(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for thing in THINGS:
            answer = browser.get(f"/moten/{scene.meetings[thing.word].pk}/")
            assert answer.status_code == (200 if name in thing.seen else 404), (name, thing.word)
            clean(scene, name, answer)


@side_path(
    "attendance-strip",
    "a person's squares tell of meetings one may not see",
    "strips are drawn from all notes",
    opened("samsyn.council.queries.people", "labels_q"),
)
def test_strips(scene: Scene) -> None:
    siv = Person.objects.get(name="Siv Ahl")
    for name in ("noor", "per", "rita", "admin"):
        answer = scene.browser(name).get(f"/personer/{siv.pk}/")
        clean(scene, name, answer)
        for word in scene.hidden(name):
            assert f"/moten/{scene.meetings[word].pk}/" not in answer.content.decode(), (name, word)


@side_path(
    "seats",
    "people and seats of the network, to somebody outside it",
    "people and seats are looked up without the guard",
    opened("samsyn.council.views.people", "scope"),
)
def test_seats(scene: Scene) -> None:
    for person in Person.objects.all()[:4]:
        assert scene.browser("otto").get(f"/personer/{person.pk}/").status_code == 404


@side_path(
    "name-page",
    "whether a name stands in a document one may not see",
    "a name is looked for in all notes",
    opened("samsyn.council.queries.people", "labels_q"),
)
def test_names(scene: Scene) -> None:
    body = scene.world.body.norralvsradet.pk
    for name in ("otto", "noor", "per"):
        browser = scene.browser(name)
        missing = browser.get("/personer/namn/", {"namn": "finns inte", "organ": body})
        for word in scene.hidden(name):
            for where in ({"organ": body}, {}):
                answer = browser.get("/personer/namn/", {"namn": f"{word} Närvarande".casefold()} | where)
                assert (answer.status_code, len(answer.content)) == (404, len(missing.content)), (name, word)


@side_path(
    "start-page",
    "boxes of the start page",
    "the newest are listed without labels, and not judged again",
    both(opened(ARCHIVE, "labels_for"), opened(LINES, "seen")),
)
def test_start(scene: Scene) -> None:
    for name in ALL:
        clean(scene, name, scene.browser(name).get("/"))


@side_path(
    "review-count",
    "how much waits for review",
    "the queue is counted over all organisations",
    instead(f"{ARCHIVE}:_queue", lambda scene: lambda who: listing(Document.objects.filter(removed_at=None))),
)
def test_review_count(scene: Scene) -> None:
    for name, owner in (("rita", "region_alvland"), ("noor", "norralv"), ("siv", "norralv")):
        waiting = sum(name in thing.seen and thing.owner == owner for thing in THINGS)
        answer = scene.browser(name).get("/granskning/")
        assert answer.context["page"].paginator.count == waiting, name
        clean(scene, name, answer)


@side_path(
    "frame-count",
    "a number in the rail that stands on every page",
    "the rail shows how much waits in the whole installation",
    lambda scene: patch(
        "samsyn.core.context._parts", [lambda request: {"review_waiting": Entry.objects.count()}]
    ),
)
def test_frame(scene: Scene) -> None:
    for name in ALL:
        unmoved(scene, name, "/installningar/")


@side_path(
    "cached-for-another",
    "something kept in memory for one person is shown to the next",
    "the filter's choices are kept without saying for whom",
    instead(f"{ARCHIVE}:choices", lambda scene: _kept_for_all()),
)
def test_nothing_is_kept_for_the_next(scene: Scene) -> None:
    for language in ("sv", "en"):
        Account.objects.update(language=language)
        for name in ("siv", "rita", "per", "noor", "otto"):
            browser = scene.browser(name)
            answer = browser.get("/arkiv/")
            clean(scene, name, answer)
            years = {thing.day[:4] for thing in THINGS if name in thing.seen}
            text = answer.content.decode()
            assert [y for y in {t.day[:4] for t in THINGS} - years if f'<option value="{y}"' in text] == []


def _kept_for_all() -> Any:
    real, kept = archive.choices, {}
    return lambda account: kept.setdefault("all", real(account))


_ANY_DOCUMENT = both(
    opened("samsyn.council.views.review", "document_for"),
    opened("samsyn.council.domain.corrections", "require"),
)


# --- work of others -----------------------------------------------------------------------------------------
@side_path(
    "batch-page",
    "files of somebody else's import",
    "an import is opened by its number alone",
    instead(
        "samsyn.council.domain.imports:batch_for",
        lambda scene: lambda account, pk: ImportBatch.objects.get(pk=pk),
    ),
)
def test_batches(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for word in scene.hidden(name):
            pk = scene.batches[word].pk
            for address in (f"/arkiv/las-in/{pk}/", f"/arkiv/las-in/{pk}/lage/"):
                answer = browser.get(address)
                assert answer.status_code == 404, (name, word)
                clean(scene, name, answer)
            assert browser.post(f"/arkiv/las-in/{pk}/filer/").status_code == 404
            assert browser.post(f"/arkiv/las-in/{pk}/angra/").status_code == 404
    assert not Document.objects.exclude(removed_at=None).exists()


@side_path(
    "batch-list",
    "when others read in how many files",
    "the rule for imports lets everybody through",
    rule_open(ImportBatch),
)
def test_list_of_batches(scene: Scene) -> None:
    for name in ("siv", "noor", "rita", "admin"):
        text = scene.browser(name).get("/arkiv/las-in/").content.decode()
        for word in scene.hidden(name):
            assert f"/arkiv/las-in/{scene.batches[word].pk}/" not in text, (name, word)


@side_path(
    "readings",
    "what readings of a hidden document say, and what changed between them",
    "readings are shown by the document's number alone",
    opened("samsyn.council.views.document", "document_for"),
)
def test_readings(scene: Scene) -> None:
    for name in ALL:
        browser = scene.browser(name)
        for word in scene.hidden(name):
            answer = browser.get(f"/arkiv/{scene.documents[word].pk}/lasningar/")
            assert answer.status_code == 404
            clean(scene, name, answer)


@side_path(
    "correction-history",
    "what somebody corrected, and who",
    "facts are shown by the document's number alone",
    _ANY_DOCUMENT,
)
def test_corrections(scene: Scene) -> None:
    document = scene.documents["Rumsalunda"]
    corrections.change(scene.world.siv, document, "place", "Rättlunda sal")
    for name in ALL - {"siv", "per"}:
        browser = scene.browser(name)
        for sent in ({"confirm": "place"}, {"change": "place", "value": "x"}, {"confirm_sure": "1"}):
            answer = browser.post(f"/granskning/{document.pk}/", sent, headers={"X-Requested-With": "samsyn"})
            assert answer.status_code == 404, (name, sent)
            assert "rättlunda" not in told(answer)


@side_path(
    "undo-of-another",
    "taking back what somebody else did with a hidden document",
    "a press is taken for any document",
    _ANY_DOCUMENT,
)
def test_undo(scene: Scene) -> None:
    document = scene.documents["Rumsalunda"]
    corrections.change(scene.world.siv, document, "place", "Rättlunda sal")
    for name in ALL - {"siv"}:
        for sent in ({}, {"undo_one": "place"}):
            scene.browser(name).post(f"/granskning/{document.pk}/", sent)
    assert Correction.objects.get().undone_at is None
    for name in ALL - {"siv"}:
        for act in ("ta-bort", "ta-tillbaka", "las-om", "organ"):
            answer = scene.browser(name).post(f"/arkiv/{document.pk}/{act}/", {"body": "ingen"})
            assert answer.status_code in (403, 404), (name, act)


# --- what is over -------------------------------------------------------------------------------------------
@side_path(
    "removed-document",
    "a document that was taken out of the archive",
    "taking out only marks the document",
    instead(
        "samsyn.council.domain.imports:remove",
        lambda scene: lambda one, by: Document.objects.filter(pk=one.pk).update(removed_at=timezone.now()),
    ),
)
def test_removed(scene: Scene) -> None:
    document, meeting = scene.documents["Grundvik"], scene.meetings["Grundvik"].pk
    imports.remove(document, scene.world.siv)
    for name in ALL:
        browser = scene.browser(name)
        for address in (
            "/",
            "/arkiv/",
            "/sok/?q=lykta",
            "/tradar/?q=lykta",
            "/api/v1/items/",
            "/api/v1/meetings/",
        ):
            assert "grundvik" not in told(browser.get(address)), (name, address)
        for address in (f"/arkiv/{document.pk}/", f"/moten/{meeting}/", f"/arkiv/{document.pk}/original/"):
            assert browser.get(address).status_code == 404, (name, address)


@side_path(
    "ended-role",
    "somebody whose role has ended, or not begun",
    "roles are read whatever their days are",
    instead("samsyn.core.guard.standing:_roles_on", lambda scene: lambda day: _any_role()),
)
def test_ended_roles(scene: Scene) -> None:
    for days in ({"valid_until": "2020-01-01"}, {"valid_until": None, "valid_from": "2090-01-01"}):
        Role.objects.update(**days)
        for name in ALL:
            browser = scene.browser(name)
            for address in ("/", "/arkiv/", "/sok/?q=lykta", "/api/v1/items/"):
                answer = told(browser.get(address))
                assert [t.word for t in THINGS[1:] if t.word.casefold() in answer] == [], (name, address)


def _any_role() -> Any:
    return Role.objects.values_list("organisation_id", "body_id", "kind")


@side_path(
    "closed-account",
    "a browser that was signed in when its account was closed",
    "a session is enough, whatever its account is",
    lambda scene: patch("samsyn.core.backends.AccountBackend.user_can_authenticate", lambda *who: True),
)
def test_closed_accounts(scene: Scene) -> None:
    browser: Client = scene.browser("siv")
    Account.objects.filter(pk=scene.world.siv.pk).update(is_active=False)
    for address in ("/arkiv/", f"/arkiv/{scene.documents['Rumsalunda'].pk}/", "/api/v1/items/"):
        answer = browser.get(address)
        assert answer.status_code in (302, 401), address
        assert [thing.word for thing in THINGS if thing.word.casefold() in told(answer)] == []


@side_path(
    "raised-in-a-batch",
    "the file name of a document that has become stricter than the import it came with",
    "an import's page lists all its files",
    opened("samsyn.council.views.imports", "labels_q"),
)
def test_raised_in_a_batch(scene: Scene) -> None:
    document, batch = scene.documents["Begrunda"], scene.batches["Begrunda"]
    circle = scene.world.body.norralvsradet
    Document.objects.filter(pk=document.pk).update(level=Level.ROOM, circle=circle)
    noor = scene.browser("noor")
    assert "begrunda" not in told(noor.get(f"/arkiv/las-in/{batch.pk}/"))
    assert "begrunda" not in told(noor.post(f"/arkiv/las-in/{batch.pk}/angra/", follow=True))
    document.refresh_from_db()
    assert document.removed_at is None
