"""A label in words, line by line, as pages and print show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.core.domain.labels import Tag
from samsyn.core.guard.words import embargo
from samsyn.core.models import TLP, Account, Body, LabelChange, Level, Organisation, Purpose, Terms, parted

CAUTION = gettext_lazy(
    "Etiketten är en begäran om aktsamhet. Den avgör inte om en uppgift omfattas av sekretess, och den"
    " hindrar inte att en handling lämnas ut när lagen kräver det."
)
WIDENS = {
    "level": gettext_lazy("lägre etikett"),
    "audience": gettext_lazy("fler får se"),
    "purposes": gettext_lazy("fler ändamål"),
    "embargo": gettext_lazy("embargot kortas eller tas bort"),
    "expires": gettext_lazy("visas längre"),
}


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    text: str


def lines(tag: Tag) -> list[Line]:
    """Only what the label says: a line for each."""
    terms = Terms.objects.filter(pk=tag.terms or 0).select_related("gate", "assessed_by__person").first()
    circle = Body.objects.filter(pk=tag.circle or 0).first()
    found = [Line(_("Etikett"), f"{Level(tag.level).label} ({TLP[Level(tag.level)]})")]
    if circle is not None:
        found.append(Line(_("Krets"), str(circle)))
    return found + (_of_terms(terms) if terms is not None else [])


def _of_terms(terms: Terms) -> list[Line]:
    found = []
    if terms.audience:
        found.append(Line(_("Bara för"), ", ".join(parties(parted(terms.audience)))))
    if terms.purposes:
        said = [str(Purpose(one).label) for one in Purpose.values if one in parted(terms.purposes)]
        found.append(Line(_("Ändamål"), ", ".join(said)))
    if terms.embargoed:
        text = embargo(terms.limits()) if terms.released_at is None else _("Embargot är släppt.")
        found.append(Line(_("Embargo"), f"{text} {terms.matter}".strip()))
    if terms.expires:
        found.append(Line(_("Visas till och med"), date_format(terms.expires, "j F Y")))
    if terms.basis or terms.provision:
        found.append(Line(_("Bestämmelse"), _basis(terms)))
    return found


def _basis(terms: Terms) -> str:
    law = str(Terms.Basis(terms.basis).label) if terms.basis else ""
    text = " ".join(filter(None, (terms.provision, law)))
    if terms.assessed_by is None or terms.assessed_on is None:
        return text
    day = date_format(terms.assessed_on, "j F Y")
    return _("%(text)s, bedömt av %(who)s %(day)s") % {"text": text, "who": terms.assessed_by, "day": day}


def parties(keys: frozenset[str]) -> list[str]:
    """Names of organisations, bodies and persons, in order."""
    found: list[str] = []
    for mark, model in (("o", Organisation), ("b", Body), ("a", Account)):
        wanted = [int(key[2:]) for key in keys if key.startswith(f"{mark}:")]
        rows = model._default_manager.filter(pk__in=wanted) if wanted else ()
        found += sorted(str(row) for row in rows)
    return found


def widens(change: LabelChange) -> str:
    return ", ".join(str(WIDENS[one]) for one in change.widens.split(",") if one in WIDENS)
