"""Why the guard decided as it did, as the person who asked reads it. Keys are the policies' @reason."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.core.calc.labels import Limits
from samsyn.core.models import Body, Purpose

SIGN_IN = gettext_lazy("Du behöver logga in.")
ROLE = gettext_lazy("Din roll tillåter det.")
NO_ROLE = gettext_lazy("Ingen av dina roller tillåter det.")
NO_ACTION = gettext_lazy("Det tillåter ingen av reglerna.")

REASONS: dict[str, str | Promise] = {
    "public": gettext_lazy("Handlingen är öppen."),
    "network": gettext_lazy("Handlingen delas med dem som har en roll i samverkan."),
    "limited": gettext_lazy("Handlingen delas med organisationen som äger den och den krets den hör till."),
    "circle": gettext_lazy("Du hör till kretsen."),
    "limited_org": gettext_lazy("Handlingen delas inom organisationen som äger den."),
    "room": gettext_lazy("Handlingen delas bara med mötets deltagare."),
    "named": gettext_lazy("Du eller det du hör till är namngiven i etiketten."),
    "not_named": gettext_lazy("Handlingen delas bara med dem som etiketten namnger."),
    "assurance": gettext_lazy("Handlingen kräver att du loggar in säkrare, till exempel i två steg."),
    "seen": gettext_lazy("Den som får se handlingen får ta ut den."),
    "held": gettext_lazy("Det som är under embargo får inte lämna Samsyn."),
    "writer": gettext_lazy("Du får ändra i den organisation som äger handlingen."),
    "gate": gettext_lazy("Du för protokoll i den organisation vars organ ska behandla ärendet."),
    "ruler": gettext_lazy("Du är administratör i den organisation som äger handlingen."),
}
# When no policy permits: by the level for seeing, by the action for the rest.
MISSING: dict[str, str | Promise] = {
    **{level: REASONS[level] for level in ("public", "network", "limited", "limited_org", "room")},
    "change": gettext_lazy(
        "Bara granskare och sekreterare i den organisation som äger handlingen får ändra."
    ),
    "open": gettext_lazy(
        "Bara den som för protokoll för organet kan anteckna att det har behandlat ärendet."
    ),
    "destroy": gettext_lazy("Bara en administratör i den organisation som äger handlingen får det."),
}
MISSING["relabel"] = MISSING["confirm"] = MISSING["change"]


def why(key: str, limits: Limits | None) -> str | Promise:
    """The words of a policy's reason; some speak of the label's own dates and bodies, and are put together
    when they are shown."""
    special = _OF_LIMITS.get(key)
    if special is not None and limits is not None:
        return lazy(special, str)(limits)
    return REASONS.get(key, NO_ACTION)


def missing(action: str, level: str) -> str | Promise:
    return MISSING.get(level if action == "view" else action, NO_ACTION)


def embargo(limits: Limits) -> str:
    """Dold tills KSNAU har behandlat den, tidigast 7 januari 2027."""
    body = Body.objects.filter(pk=limits.gate).values_list("name", flat=True).first() if limits.gate else None
    day = date_format(limits.until, "j F Y") if limits.until else ""
    if body and day:
        return _("Dold tills %(body)s har behandlat den, tidigast %(day)s.") % {"body": body, "day": day}
    if body:
        return _("Dold tills %(body)s har behandlat den.") % {"body": body}
    return _("Dold tidigast till %(day)s.") % {"day": day}


def _purpose(limits: Limits) -> str:
    names = [str(Purpose(one).label) for one in Purpose.values if one in limits.purposes]
    return _("Handlingen får bara ses för: %(purposes)s. Är du här för det, välj det ändamålet i menyn.") % {
        "purposes": ", ".join(names)
    }


def _expired(limits: Limits) -> str:
    assert limits.expires is not None
    day = date_format(limits.expires, "j F Y")
    return _("Handlingen visades till och med %(day)s.") % {"day": day}


_OF_LIMITS: dict[str, Callable[[Limits], str]] = {
    "embargo": embargo,
    "purpose": _purpose,
    "expired": _expired,
}
