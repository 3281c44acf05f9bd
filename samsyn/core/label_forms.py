"""The form of a label, and the purpose one is here for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .domain.labels import LONGEST_REASON, Tag
from .guard import scope
from .models import Account, Body, Level, Organisation, Purpose, Terms, joined, parted


def _day(label: Any, help_text: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=help_text)


class LabelForm(forms.Form):
    level = forms.ChoiceField(label=_("Etikett"), choices=Level.choices)
    circle = forms.ModelChoiceField(
        label=_("Krets"),
        queryset=Body.objects.none(),
        required=False,
        help_text=_("Organet vid vars bord handlingen delas, ersättare och de på länk med."),
    )
    audience = forms.MultipleChoiceField(
        label=_("Bara för"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Den som namnges går före den som etiketten annars menar. Ingen vald: som den säger."),
    )
    purposes = forms.MultipleChoiceField(
        label=_("Bara för ändamålen"),
        required=False,
        choices=Purpose.choices,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("Inget valt: alla."),
    )
    embargo_until = _day(_("Hålls inne till"), _("Första dagen den får visas."))
    gate = forms.ModelChoiceField(
        label=_("Hålls inne tills det behandlats av"), queryset=Body.objects.none(), required=False
    )
    matter = forms.CharField(label=_("Vad som ska behandlas"), max_length=200, required=False)
    expires = _day(_("Visas till och med"), _("Sedan ser bara administratörer den."))
    basis = forms.ChoiceField(label=_("Bestämmelse"), required=False, choices=Terms.Basis.choices)
    provision = forms.CharField(
        label=_("Kapitel och paragraf"),
        max_length=60,
        required=False,
        help_text=_("Till exempel 18 kap. 1 §. Du står som den som har bedömt det."),
    )
    reason = forms.CharField(
        label=_("Skäl"),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Behövs för att sänka."),
    )

    def __init__(self, account: Account, tag: Tag, *args: Any, **more: Any) -> None:
        self.account = account
        self.terms = Terms.objects.filter(pk=tag.terms or 0).first() or Terms()
        more.setdefault("initial", self._initial(tag))
        super().__init__(*args, **more)
        bodies = scope(account, Body)
        for name in ("circle", "gate"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset, field.empty_label = bodies, str(_("ingen"))
        audience = self.fields["audience"]
        assert isinstance(audience, forms.MultipleChoiceField)
        audience.choices = self._parties()

    def _initial(self, tag: Tag) -> dict[str, Any]:
        names = ("embargo_until", "gate", "matter", "expires", "basis", "provision")
        return {name: getattr(self.terms, name) for name in names} | {
            "level": tag.level,
            "circle": tag.circle,
            "audience": sorted(parted(self.terms.audience)),
            "purposes": sorted(parted(self.terms.purposes)),
        }

    def _parties(self) -> list[tuple[Any, Any]]:
        people = Account.objects.filter(closed_at=None, is_active=True, roles__isnull=False).distinct()
        return [
            (_("Organisationer"), [(f"o:{one.pk}", str(one)) for one in scope(self.account, Organisation)]),
            (_("Organ"), [(f"b:{one.pk}", str(one)) for one in scope(self.account, Body)]),
            (_("Personer"), [(f"a:{one.pk}", str(one)) for one in people.select_related("person")]),
        ]

    def tag(self) -> Tag:
        """The label that was filled in; its terms are saved."""
        told = self.cleaned_data
        same = (told["basis"], told["provision"]) == (self.terms.basis, self.terms.provision)
        assessed = told["basis"] or told["provision"]
        row = Terms(
            audience=joined(told["audience"]),
            purposes=joined(told["purposes"]),
            basis=told["basis"],
            provision=told["provision"],
            assessed_by=(self.terms.assessed_by if same else self.account) if assessed else None,
            assessed_on=(self.terms.assessed_on if same else timezone.localdate()) if assessed else None,
            embargo_until=told["embargo_until"],
            gate=told["gate"],
            matter=told["matter"] if told["gate"] else "",
            expires=told["expires"],
        ).shared()
        circle = told["circle"]
        return Tag(told["level"], circle.pk if circle else None, row.pk if row else None)


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Ändamål"),
        choices=Purpose.choices,
        widget=forms.RadioSelect,
        help_text=_("Det gäller tills du loggar ut, och står i loggen vid det du ser och gör."),
    )
