"""How a session finds its account: with the person's name, which every page shows, in the same query."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from .models import Account


class AccountBackend(ModelBackend):
    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.select_related("person").filter(pk=user_id, closed_at=None).first()
        return account if account is not None and self.user_can_authenticate(account) else None
