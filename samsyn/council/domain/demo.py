"""The archive of the demonstration: two real documents and a handful of made-up ones, read by the real reader."""

from __future__ import annotations

from pathlib import Path

from samsyn.core.jobs import enqueue
from samsyn.core.models import Account, Body, Organisation
from samsyn.council.domain import imports
from samsyn.council.models import ImportBatch

FILES = Path(__file__).resolve().parent.parent / "demo"


def build() -> bool:
    """Import what lies in council/demo, once, as Siv Ahl. Returns whether there was anything to do."""
    siv = Account.objects.filter(username="siv").first()
    if siv is None or ImportBatch.objects.filter(account=siv).exists():
        return False
    norralv = Organisation.objects.get(slug="norralv")
    council = Body.objects.get(organisation=norralv, slug="norralvsradet")
    batch = imports.start(siv, norralv, circle=council)
    for path in sorted(FILES.iterdir()):
        if path.suffix in {".txt", ".docx", ".html", ".md", ".pdf"}:
            imports.add(batch, path.name, path.read_bytes())
    imports.run(batch, siv)
    enqueue("council.reindex", requester=siv, priority=-1)
    return True
