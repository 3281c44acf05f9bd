"""Insyn: each sees who has seen what is their own, by pseudonym, with a proof that holds elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client

from samsyn.core import keys
from samsyn.core.domain import insyn, ledger
from samsyn.core.errors import Hidden
from samsyn.core.models import Document, LedgerEntry, Original, Role

TOOLS = Path(__file__).resolve().parents[2] / "tools"
pytestmark = pytest.mark.django_db


def document(world: SimpleNamespace, number: int, **more: object) -> Document:
    original = Original.objects.create(sha256=f"{number:064d}", media_type="text/plain", size=1)
    fields = {"organisation": world.organisation.norralv, "level": "network", "title": f"Handling {number}"}
    return Document.objects.create(original=original, name=f"{number}.txt", **fields | more)


def seen(world: SimpleNamespace) -> list[int]:
    """Siv's document and person are looked at by Per, somebody else's by both. Returns the entries."""
    own, other = document(world, 1, created_by=world.siv), document(world, 2, created_by=world.noor)
    return [
        ledger.look(world.per, own, purpose="follow_up", channel="page"),
        ledger.look(world.per, world.siv.person, act="combine", channel="page"),
        ledger.look(world.per, other, channel="page"),
        ledger.look(world.siv, other, channel="page"),
    ]


def test_what_is_ones_own_and_nothing_else(world: SimpleNamespace) -> None:
    document_look, person_look, other, own = seen(world)
    assert list(insyn.about(world.siv).values_list("seq", flat=True)) == [person_look, document_look]
    assert list(insyn.about(world.noor).values_list("seq", flat=True)) == [own, other]
    assert list(insyn.by(world.siv).values_list("seq", flat=True)) == [own]
    assert not insyn.about(world.otto).exists()


def test_what_one_may_no_longer_see_is_not_told_of(world: SimpleNamespace) -> None:
    seen(world)
    Document.objects.filter(title="Handling 1").update(level="room")
    assert [row.kind for row in insyn.about(world.siv)] == ["core.person"]


def test_a_pseudonym_for_all_but_the_officer_of_the_same_organisation(
    world: SimpleNamespace, as_: Callable[[str], Client]
) -> None:
    seen(world)
    page = as_("siv").get("/insyn/").content.decode()
    assert "Per Hed" not in page
    assert keys.pseudonym_of(world.per.pk)[:8] in page
    assert "Lokalpolisområde Norrälv" in page
    assert "uppföljning" in page
    assert "Handling 1" in page
    Role.objects.create(account=world.siv, organisation=world.organisation.lpo_norralv, kind="oversight")
    assert "Per Hed" in as_("siv").get("/insyn/").content.decode()
    mine = as_("siv").get("/insyn/?visa=mina").content.decode()
    assert "du själv" in mine
    assert "Handling 2" in mine


def test_the_proof_holds_without_the_installation(
    world: SimpleNamespace, as_: Callable[[str], Client], tmp_path: Path
) -> None:
    entry, _person, other, own = seen(world)
    answer = as_("siv").get(f"/insyn/{entry}/bevis/")
    assert "attachment" in answer["Content-Disposition"]
    proof = answer.json()
    assert check(tmp_path, proof) == (0, LedgerEntry.objects.get(seq=entry).body)
    assert as_("siv").get(f"/insyn/{own}/bevis/").status_code == 200  # what one did oneself
    for hidden in (other, 10**6):
        assert as_("siv").get(f"/insyn/{hidden}/bevis/").status_code == 404
    with pytest.raises(Hidden):
        insyn.proof(world.otto, entry)
    lies = [
        proof | {"entry": proof["entry"].replace("follow_up", "incident")},
        proof | {"seq": own},
        proof | {"proof": proof["proof"][1:]},
        proof | {"proof": [*proof["proof"], proof["proof"][0]]},
        proof | {"checkpoint": proof["checkpoint"].replace("\n\n", "0\n\n")},
    ]
    for lie in lies:
        code, said = check(tmp_path, lie)
        assert (code, said[:9]) == (1, "not shown")


def check(folder: Path, proof: dict[str, object]) -> tuple[int, str]:
    (folder / "proof.json").write_text(json.dumps(proof), "utf-8")
    words = [str(folder / "proof.json"), "--key", str(keys.log_signer().key)]
    command = [sys.executable, str(TOOLS / "verify_proof.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.strip()


def test_every_place_in_logs_of_many_sizes(world: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tool's own climb against the tree."""
    monkeypatch.syspath_prepend(str(TOOLS))
    import verify_proof  # type: ignore[import-not-found]

    from samsyn.core.calc import merkle
    from samsyn.core.domain.ledger_tree import StoredTree
    from samsyn.core.domain.ledger_tree import size as log_size
    from tests.core.ledgers import fill

    fill(70)
    total = log_size()
    for size in range(1, total + 1):
        tree = StoredTree()
        root = tree.root(size)
        for seq in {0, size // 2, size - 1}:
            leaf = bytes(LedgerEntry.objects.get(seq=seq).leaf)
            proof = tree.inclusion(seq, size)
            assert verify_proof.climb(seq, size, leaf, proof) == root
            merkle.verify_inclusion(leaf, seq, size, proof, root)
