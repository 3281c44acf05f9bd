"""Addresses of the core, in Swedish as people see them."""

from __future__ import annotations

from django.urls import path

from .views import account, accounts, insyn, invitation, oversight, pages, retention, sign_in

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
    path("insyn/", insyn.insyn, name="insyn"),
    path("insyn/<int:seq>/bevis/", insyn.proof, name="insyn_proof"),
    path("fragor/", oversight.questions, name="questions"),
    path("fragor/<int:pk>/", oversight.answer, name="answer"),
    path("tillsyn/", oversight.oversight, name="oversight"),
    path("tillsyn/<int:pk>/", oversight.verdict, name="verdict"),
    path("konton/", accounts.people, name="people"),
    path("konton/bjud-in/", accounts.invite, name="invite"),
    path("konton/inbjudan/<int:pk>/ta-tillbaka/", accounts.withdraw, name="withdraw"),
    path("konton/<int:pk>/", accounts.person, name="person"),
    path("konton/<int:pk>/stang/", accounts.close, name="close_account"),
    path("konton/<int:pk>/ny-vag-in/", accounts.recover, name="recover_account"),
    path("konton/roll/<int:pk>/avsluta/", accounts.end_role, name="end_role"),
    path("administratorslage/", accounts.enter_mode, name="admin_mode"),
    path("administratorslage/avsluta/", accounts.leave_mode, name="leave_admin_mode"),
    path("inbjudan/", invitation.accept, name="invitation"),
    path("installningar/", pages.preferences, name="settings"),
    path("sprak/", pages.language, name="language"),
    path("stil/", pages.style, name="style"),
    path("biljett/", pages.ticket, name="ticket"),
    path("gallring/", retention.overview, name="retention"),
    path("gallring/regel/", retention.new_rule, name="new_rule"),
    path("gallring/regel/<int:pk>/avsluta/", retention.end_rule, name="end_rule"),
    path("gallring/stopp/", retention.new_hold, name="new_hold"),
    path("gallring/stopp/<int:pk>/hav/", retention.lift_hold, name="lift_hold"),
    path("gallring/lista/", retention.propose, name="propose"),
    path("gallring/lista/<int:pk>/", retention.destruction_list, name="destruction_list"),
    path("gallring/lista/<int:pk>/<slug:what>/", retention.act, name="destruction_act"),
    path("halsa/", pages.health, name="health"),
]
