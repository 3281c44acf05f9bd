"""Errors that carry the decision: a code for programs, a status for HTTP, a sentence for people.

SamsynError
 ├── Invalid       400  what was sent cannot be used
 ├── Refused       403  you may know that it exists, but not do this; says why
 ├── Hidden        404  for you it does not exist
 ├── Conflict      409  somebody was before you, or the state does not allow it
 ├── TooLarge      413  more than is received at once
 ├── TooMany       429  wait a while; `retry_after` seconds
 └── Temporary     503  try again; jobs do so by themselves
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class SamsynError(Exception):
    """`message` may be lazy: it is translated when it is shown, in the reader's language."""

    code = "error"
    status = 500
    permanent = True  # for jobs: trying again would not help
    default: Text = _("Något gick fel.")

    def __init__(self, message: Text | None = None) -> None:
        self.message: Text = self.default if message is None else message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class Invalid(SamsynError):
    code = "invalid"
    status = 400
    default = _("Uppgifterna går inte att använda.")


class Refused(SamsynError):
    code = "refused"
    status = 403
    default = _("Du får inte göra det här.")


class Hidden(SamsynError):
    code = "hidden"
    status = 404
    default = _("Sidan finns inte.")


class Conflict(SamsynError):
    code = "conflict"
    status = 409
    default = _("Någon hann före. Läs om sidan och försök igen.")


class TooLarge(SamsynError):
    code = "too_large"
    status = 413
    default = _("Det är för mycket på en gång. Skicka filerna i mindre omgångar.")


class TooMany(SamsynError):
    code = "too_many"
    status = 429
    default = _("För många försök. Vänta en stund.")

    def __init__(self, message: Text | None = None, *, retry_after: int = 60) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Temporary(SamsynError):
    code = "temporary"
    status = 503
    permanent = False
    default = _("Det går inte just nu. Försök igen om en stund.")
