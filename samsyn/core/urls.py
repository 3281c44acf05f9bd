"""Addresses of the core, in Swedish as people see them."""

from __future__ import annotations

from django.urls import path

from .views import account, pages, sign_in

app_name = "core"
urlpatterns = [
    path("", pages.home, name="home"),
    path("logga-in/", sign_in.sign_in, name="sign_in"),
    path("logga-in/kod/", sign_in.second_step, name="second_step"),
    path("logga-in/passnyckel/fraga/", sign_in.passkey_options, name="passkey_options"),
    path("logga-in/passnyckel/", sign_in.passkey, name="passkey"),
    path("logga-ut/", sign_in.sign_out, name="sign_out"),
    path("bekrafta/", sign_in.confirm, name="confirm"),
    path("bekrafta/klart/", sign_in.confirmed, name="confirmed"),
    path("konto/", account.account, name="account"),
    path("konto/kodapp/", account.add_app, name="account_app"),
    path("konto/passnyckel/fraga/", account.passkey_options, name="account_passkey_options"),
    path("konto/passnyckel/", account.add_passkey, name="account_passkey"),
    path("konto/ta-bort/<int:pk>/", account.remove_factor, name="account_remove"),
    path("konto/reservkoder/", account.recovery_codes, name="account_codes"),
    path("konto/losenord/", account.password, name="account_password"),
    path("konto/logga-ut/", account.end_session, name="account_end_session"),
    path("installningar/", pages.preferences, name="settings"),
    path("sprak/", pages.language, name="language"),
    path("stil/", pages.style, name="style"),
    path("biljett/", pages.ticket, name="ticket"),
    path("halsa/", pages.health, name="health"),
]
