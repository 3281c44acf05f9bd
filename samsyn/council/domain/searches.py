"""Searches that somebody keeps under a name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samsyn.core.errors import Invalid
from samsyn.core.guard import scope
from samsyn.core.models import Account
from samsyn.council.models import SavedSearch

MOST = 100
NAME = 120
QUERY = 1000


def save(account: Account, name: str, query: str) -> SavedSearch:
    """Keep the query string `query` under `name`; a name in use gets the new query.

    Raises Invalid without a name or a query, or if the account keeps MOST searches already.
    """
    name, query = " ".join(name.split())[:NAME], query[:QUERY]
    if not name or not query:
        raise Invalid(_("Ge sökningen ett namn."))
    own = scope(account, SavedSearch)
    if not own.filter(name=name).exists() and own.count() >= MOST:
        raise Invalid(_("Du har hundra sparade sökningar. Ta bort någon först."))
    saved, _created = SavedSearch.objects.update_or_create(
        account=account, name=name, defaults={"query": query}
    )
    return saved


def forget(account: Account, pk: int) -> None:
    """Nothing happens if the search is gone already, or is somebody else's."""
    scope(account, SavedSearch).filter(pk=pk).delete()
