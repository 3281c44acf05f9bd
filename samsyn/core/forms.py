"""The core's forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Account, Body, Organisation, Role


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("Lösenord"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kod"),
        max_length=20,
        help_text=_("Sex siffror ur din kodapp, eller en av dina reservkoder."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "autofocus": True}
        ),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Lösenord"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class AppForm(forms.Form):
    code = forms.CharField(
        label=_("Kod"),
        max_length=20,
        help_text=_("De sex siffror som appen visar nu."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Nytt lösenord"),
        max_length=200,
        strip=False,
        help_text=_("Minst tolv tecken. Fyra ord som inte hör ihop är lätta att minnas och svåra att gissa."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    class Meta:
        model = Account
        fields = ("language", "theme")
        labels = {"language": _("Språk"), "theme": _("Utseende")}


# --- accounts, for administrators ---------------------------------------------------------------------------
class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Varför"),
        max_length=300,
        help_text=_("Till exempel: ”Ny sekreterare i rådet från måndag”. Den som granskar loggen läser det."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )


class GrantForm(forms.Form):
    """Of a role in one of the organisations, perhaps at one of the bodies, that the administrator rules."""

    kind = forms.ChoiceField(label=_("Roll"), choices=Role.Kind.choices)
    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())
    body = forms.ModelChoiceField(
        label=_("Organ"),
        queryset=Body.objects.none(),
        required=False,
        empty_label=_("inget: hela organisationen"),
    )
    valid_from = forms.DateField(
        label=_("Från och med"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    valid_until = forms.DateField(
        label=_("Till och med"),
        required=False,
        help_text=_("Tomt: tills vidare."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, ruled: set[int], belongs: set[int] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        organisations = Organisation.objects.filter(pk__in=ruled | (belongs or set()))
        field = self.fields["organisation"]
        field.queryset = organisations  # type: ignore[attr-defined]
        if len(organisations) == 1:  # nothing to choose
            field.initial = organisations[0]
        self.fields["body"].queryset = Body.objects.filter(organisation__in=ruled)  # type: ignore[attr-defined]


class InviteForm(GrantForm):
    name = forms.CharField(label=_("Personens namn"), max_length=200)
    field_order = ("name", "kind", "organisation", "body", "valid_until")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["valid_from"]  # from the day it is accepted


class AcceptForm(forms.Form):
    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=150,
        help_text=_("Det du loggar in med. Bokstäver, siffror och @ . + - _"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = NewPasswordForm.base_fields["password"]


class FirstForm(AcceptForm):
    organisation = forms.CharField(label=_("Er organisation"), max_length=200)
    name = forms.CharField(
        label=_("Ditt namn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ("organisation", "name", "username", "password")
