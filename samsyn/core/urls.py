"""Addresses of the core, in Swedish as people see them."""

from __future__ import annotations

from django.urls import path

from .views import pages

app_name = "core"
urlpatterns = [
    path("", pages.home, name="home"),
    path("logga-in/", pages.sign_in, name="sign_in"),
    path("logga-ut/", pages.sign_out, name="sign_out"),
    path("installningar/", pages.preferences, name="settings"),
    path("sprak/", pages.language, name="language"),
    path("stil/", pages.style, name="style"),
    path("biljett/", pages.ticket, name="ticket"),
    path("halsa/", pages.health, name="health"),
]
