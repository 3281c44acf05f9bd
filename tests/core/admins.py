"""An account as a request in administrator mode carries it."""

from __future__ import annotations

import time

from samsyn.core import assurance
from samsyn.core.models import Account


def in_admin_mode(account: Account) -> Account:
    now = time.time()
    account.signed_in = assurance.SignedIn("", 2, now, 1, now + assurance.ADMIN_SECONDS - 1)
    return account
