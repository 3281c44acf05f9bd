"""Forms of rules and holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keeping

from .models import Body, Organisation, RetentionRule

ANY_KIND = [("", _("alla slag"))]


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more
    )


class _Covered(forms.Form):
    """Which documents of the organisation: of one body or all, of one kind or all."""

    body = forms.ModelChoiceField(label=_("Organ"), queryset=Body.objects.none(), required=False)
    kind = forms.ChoiceField(label=_("Slag av handling"), required=False)

    def __init__(self, organisation: Organisation, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        body, kind = self.fields["body"], self.fields["kind"]
        assert isinstance(body, forms.ModelChoiceField)
        assert isinstance(kind, forms.ChoiceField)
        body.queryset = Body.objects.filter(organisation=organisation)
        body.empty_label = str(_("alla organ"))
        kind.choices = [*ANY_KIND, *keeping.kinds().items()]


class RuleForm(_Covered):
    keep = forms.ChoiceField(
        label=_("Vad ska hända?"), choices=[("destroy", _("gallras")), ("keep", _("bevaras"))]
    )
    number = forms.IntegerField(
        label=_("Efter"), min_value=1, max_value=1_200, required=False, help_text=_("Tomt om de bevaras.")
    )
    unit = forms.ChoiceField(label=_("Tiden räknas i"), choices=[("12", _("år")), ("1", _("månader"))])
    start = forms.ChoiceField(label=_("Räknas från"), choices=RetentionRule.Start.choices)
    automatic = forms.BooleanField(
        label=_("Gallra utan att någon bekräftar"),
        required=False,
        help_text=_("Bara handlingar vars dag och slag en människa har bekräftat."),
    )
    source = forms.CharField(
        label=_("Gallringsbeslut"),
        max_length=500,
        help_text=_("Beslutets namn, nummer och paragraf, så att det går att slå upp."),
    )
    decided_by = forms.CharField(label=_("Fattat av"), max_length=200)
    decided_on = _day(_("Beslutets dag"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        destroyed = told.get("keep") == "destroy"
        if destroyed and not told.get("number"):
            self.add_error("number", _("Ange efter hur lång tid."))
        told["months"] = told["number"] * int(told["unit"]) if destroyed and told.get("number") else None
        if told.get("decided_on") and told["decided_on"] > timezone.localdate():
            self.add_error("decided_on", _("Beslutets dag kan inte ligga framåt i tiden."))
        return told


class HoldForm(_Covered):
    document = forms.IntegerField(
        label=_("Bara handling nummer"),
        required=False,
        min_value=1,
        help_text=_(
            "Numret i handlingens adress: /arkiv/17/. Tomt gäller stoppet alla som valen ovan täcker."
        ),
    )
    reason = forms.CharField(
        label=_("Varför"),
        max_length=500,
        help_text=_("Skriv inget om enskilda: raden visas för alla som gallrar."),
    )
    decided_by = forms.CharField(label=_("Beslutat av"), max_length=200)
    decided_on = _day(_("Beslutets dag"))
    review_on = _day(
        _("Omprövas senast"), help_text=_("Stoppet gäller tills någon häver det; då blir ni påminda.")
    )
