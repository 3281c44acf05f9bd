"""All addresses: the core, then each room that has any."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("samsyn.core.urls"))]
urlpatterns += [
    path("", include(f"samsyn.{room}.urls"))
    for room in ("council", "picture", "cameras")
    if find_spec(f"samsyn.{room}.urls")
]

handler400 = "samsyn.core.views.errors.bad_request"
handler403 = "samsyn.core.views.errors.forbidden"
handler404 = "samsyn.core.views.errors.not_found"
handler500 = "samsyn.core.views.errors.server_error"
