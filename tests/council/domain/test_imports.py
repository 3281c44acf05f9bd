"""Import: idempotent, resumable, undoable, and nothing lost on the way."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.core import store
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.jobs import run_pending
from samsyn.core.models import Document, Job
from samsyn.council.domain import corrections, imports
from samsyn.council.models import Block, Entry, FileState, ImportFile, Meeting, Reading
from tests.council.build import GOLD, gold, item, person, record

pytestmark = pytest.mark.django_db


def states(batch: Any) -> list[str]:
    return list(batch.files.values_list("state", flat=True))


def test_same_bytes_are_one_document_in_an_organisation(bring: Any) -> None:
    first = bring({"a.txt": record()})
    second = bring({"b.txt": record()})
    assert Document.objects.count() == 1
    assert (states(first), states(second)) == (["done"], ["same"])
    assert second.files.get().document == first.files.get().document


def test_same_bytes_twice_in_one_batch(bring: Any) -> None:
    assert sorted(states(bring({"a.txt": record(), "b.txt": record()}))) == ["done", "same"]


def test_another_organisation_has_its_own_document(bring: Any, world: SimpleNamespace) -> None:
    from samsyn.core.models import Role

    Role.objects.create(account=world.per, organisation=world.organisation.lpo_norralv, kind="reviewer")
    bring({"a.txt": record()})
    bring({"a.txt": record()}, account=world.per, organisation=world.organisation.lpo_norralv)
    assert Document.objects.count() == 2


def test_without_the_right_to_write(world: SimpleNamespace) -> None:
    for account in (world.per, world.otto):
        with pytest.raises(Refused):
            imports.start(account, world.organisation.norralv)


def test_bad_labels(world: SimpleNamespace) -> None:
    with pytest.raises(Invalid):
        imports.start(world.siv, world.organisation.norralv, "secret")
    with pytest.raises(Invalid):
        imports.start(world.siv, world.organisation.norralv, "room")


def test_a_broken_file_keeps_its_bytes_and_stands_in_the_queue(bring: Any) -> None:
    batch = bring({"trasig.pdf": b"%PDF-1.4 \xff", "tom.txt": b"", "hel.txt": record()})
    assert states(batch) == ["failed", "failed", "done"]
    broken = batch.files.get(name="trasig.pdf")
    assert "ladda upp en hel kopia" in broken.message
    with store.open(broken.original_id) as source:
        assert source.read() == b"%PDF-1.4 \xff"
    entry = Entry.objects.get(document=broken.document)
    assert (entry.state, entry.error_code) == ("failed", "damaged")
    assert not Meeting.objects.filter(document=broken.document).exists()


def test_a_killed_import_goes_on_where_it_was(world: SimpleNamespace) -> None:
    batch = imports.start(world.siv, world.organisation.norralv)
    for number in range(3):
        imports.add(batch, f"{number}.txt", json.dumps(record(place=str(number))).encode())
    row = imports.run(batch)
    assert row is not None
    dead = imports.claim(batch, row)
    assert dead is not None
    imports.admit(dead)  # killed here, before anything was read
    assert sorted(states(batch)) == ["reading", "waiting", "waiting"]
    run_pending()
    assert states(batch) == ["done", "done", "done"]
    assert Document.objects.count() == Reading.objects.count() == 3


def test_files_of_a_job_that_runs_elsewhere_are_left_to_it(world: SimpleNamespace) -> None:
    batch = imports.start(world.siv, world.organisation.norralv)
    imports.add(batch, "a.txt", json.dumps(record()).encode())
    first = imports.run(batch)
    assert first is not None
    Job.objects.filter(pk=first.pk).update(state="running")
    imports.claim(batch, first)
    second = imports.run(batch)
    assert second is not None
    assert second != first
    assert imports.give_back(batch, second) == 0
    assert imports.run(batch) == second, "one waiting job is enough"


def test_no_two_readers_get_the_same_file(world: SimpleNamespace) -> None:
    batch = imports.start(world.siv, world.organisation.norralv)
    imports.add(batch, "a.txt", b"a")
    assert imports.claim(batch, None) is not None
    assert imports.claim(batch, None) is None


def test_undo_takes_out_what_nobody_has_worked_on(bring: Any, world: SimpleNamespace) -> None:
    batch = bring({"a.txt": record(), "b.txt": record(place="Stora salen", present=[person("Siv Ahl")])})
    worked_on = batch.files.get(name="b.txt").document
    corrections.confirm(world.siv, worked_on, "place")
    undone = imports.undo(world.siv, batch)
    assert undone.removed == 1
    assert [(document, str(reason)) for document, reason in undone.kept] == [
        (worked_on, "någon har rättat eller bekräftat uppgifter i handlingen")
    ]
    assert list(Meeting.objects.values_list("document", flat=True)) == [worked_on.pk]
    assert set(Block.objects.values_list("document", flat=True)) == {worked_on.pk}
    with pytest.raises(Conflict):
        imports.undo(world.siv, batch)


def test_undo_keeps_what_another_import_also_has(bring: Any, world: SimpleNamespace) -> None:
    first = bring({"a.txt": record()})
    bring({"b.txt": record()})
    undone = imports.undo(world.siv, first)
    assert (undone.removed, [str(reason) for _document, reason in undone.kept]) == (
        0,
        ["handlingen finns också i en annan inläsning"],
    )


def test_what_was_undone_can_be_read_in_again(bring: Any, world: SimpleNamespace) -> None:
    first = bring({"a.txt": record()})
    document = first.files.get().document
    imports.undo(world.siv, first)
    second = bring({"a.txt": record()}, level="limited_org")
    document.refresh_from_db()
    assert second.files.get().document == document
    assert (document.removed_at, document.level) == (None, "limited_org")
    assert Meeting.objects.filter(document=document).count() == 1


def test_what_comes_back_is_not_made_wider_on_the_way(bring: Any, world: SimpleNamespace) -> None:
    """To make a label wider takes two people: taking a paper out and reading it in again takes one."""
    first = bring({"a.txt": record()}, level="limited")
    imports.undo(world.siv, first)
    bring({"a.txt": record()}, level="public")
    assert [paper.level for paper in Document.objects.filter(removed_at=None)] == ["limited"]
    assert not Block.objects.exclude(level="limited").exists()


def test_undo_stops_what_is_still_being_read(world: SimpleNamespace) -> None:
    batch = imports.start(world.siv, world.organisation.norralv)
    imports.add(batch, "a.txt", json.dumps(record()).encode())
    file = imports.claim(batch, None)
    assert file is not None
    document = imports.admit(file)
    assert document is not None
    imports.undo(world.siv, batch)
    imports.settle(file, document, record())
    document.refresh_from_db()
    assert document.removed_at is not None
    assert states(batch) == ["undone"]


def test_only_those_who_write_see_or_undo_a_batch(bring: Any, world: SimpleNamespace) -> None:
    batch = bring({"a.txt": record()})
    for account in (world.per, world.otto):
        with pytest.raises(Hidden):
            imports.batch_for(account, batch.pk)
        with pytest.raises(Refused):
            imports.undo(account, batch)


def test_a_stricter_printed_label_counts(bring: Any) -> None:
    strict = bring({"a.txt": record(sharing="limited")}, level="public").files.get().document
    mild = bring({"b.txt": record(sharing="public", place="x")}, level="limited").files.get().document
    assert (strict.level, mild.level) == ("limited", "limited")


def test_personal_identity_numbers_never_leave_the_original(bring: Any) -> None:
    number = "850709-9805"
    batch = bring(
        {
            "a.txt": record(
                items=[item("1", "Val", f"Anna ({number}) valdes.")], present=[person(f"A {number}")]
            )
        }
    )
    document = batch.files.get().document
    held = json.dumps(Reading.objects.get(document=document).record)
    assert number not in held
    assert not any(number in block.text for block in Block.objects.filter(document=document))
    with store.open(document.original_id) as source:
        assert number.encode() in source.read()


def test_every_hand_made_record_goes_in(bring: Any) -> None:
    files = {
        str(path.relative_to(GOLD)): gold(str(path.relative_to(GOLD))[:-5])
        for path in sorted(GOLD.rglob("*.json"))
    }
    batch = bring(files)
    assert set(states(batch)) <= {FileState.DONE, FileState.FAILED, FileState.SAME}
    assert batch.files.filter(state="failed").count() <= 1
    assert ImportFile.objects.filter(batch=batch, message__contains="inte att spara").count() == 0
    umebra = Meeting.objects.get(body_name="Umebrå")
    assert str(umebra.date) == "2025-12-09"
    assert umebra.attendance.filter(list="uncertain").exists()
    assert not umebra.attendance.filter(list="absent", name="Maria Salem").exists()


def test_a_document_can_be_taken_out_and_back(bring: Any, world: SimpleNamespace) -> None:
    document = bring({"a.txt": record(present=[person("Siv Ahl")])}).files.get().document
    corrections.change(world.siv, document, "place", "Stora salen")
    imports.remove(document, world.siv)
    assert not Meeting.objects.exists()
    assert not Block.objects.exists()
    imports.restore(document, world.siv)
    assert Meeting.objects.get().place == "Stora salen"
    assert Block.objects.exists()
