"""The core's forms."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Account


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


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg] # not subscriptable when run
    class Meta:
        model = Account
        fields = ("language", "theme")
        labels = {"language": _("Språk"), "theme": _("Utseende")}
