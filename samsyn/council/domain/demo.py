"""The archive of the demonstration: two real documents and a handful of made-up ones, read by the real
reader."""

from __future__ import annotations

from pathlib import Path

from samsyn.core.jobs import run_pending
from samsyn.core.models import Account, Body, Organisation
from samsyn.council.domain import corrections, imports, indexing
from samsyn.council.models import ImportBatch, Meeting

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
        if path.suffix in {".txt", ".docx", ".html", ".pdf"}:
            imports.add(batch, path.name, path.read_bytes())
    imports.run(batch, siv)
    run_pending()
    indexing.reindex()
    _review(siv, batch)
    return True


def _review(siv: Account, batch: ImportBatch) -> None:
    """Siv has gone through all but the newest notes and the two real documents."""
    meetings = Meeting.objects.filter(document__import_files__batch=batch, body__slug="norralvsradet")
    for meeting in meetings.select_related("document").order_by("-date")[3:]:
        corrections.confirm_sure(siv, meeting.document, least=0.5)
