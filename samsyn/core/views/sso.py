"""To the provider of single sign-on and back: to sign in, to confirm anew, or to take up an invitation."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from samsyn.core.domain import invitations, looks, sso
from samsyn.core.domain import sign_in as verbs
from samsyn.core.errors import Hidden
from samsyn.core.models import Account, Identity
from samsyn.core.views.invitation import CODE
from samsyn.core.views.pages import next_page
from samsyn.core.views.sign_in import done_url

KEPT = "sso"  # key of the session


@login_not_required
@looks.shows_nothing()
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    if settings.OIDC is None:
        raise Hidden
    address, kept = sso.leave(_callback(request), anew=request.user.is_authenticated)
    request.session[KEPT] = kept | {"next": next_page(request)}
    return redirect(address)


@login_not_required
@looks.shows_nothing()
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """The provider sends the browser here. What was kept is used up, whatever comes of it."""
    if settings.OIDC is None:
        raise Hidden
    kept = request.session.pop(KEPT, None)
    person = sso.come_back(kept, request.GET.dict(), _callback(request))
    to = str((kept or {}).get("next", "/"))
    known = Identity.objects.select_related("account__person")
    identity = known.filter(issuer=person.issuer, subject=person.subject).first()
    if isinstance(request.user, Account):
        if identity is None or identity.account_id != request.user.pk:
            raise sso.Elsewhere
        verbs.confirmed(request, request.user, person.level)
        return redirect(done_url(to))
    code = request.session.pop(CODE, "")
    if identity is None and code:
        account = invitations.accept_identity(code, person.issuer, person.subject)
    elif identity is None or identity.account.closed_at is not None:
        return render(request, "core/sso_unknown.html", status=403)
    else:
        account = identity.account
    verbs.enter(request, account, person.level)
    return redirect(to)


def _callback(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("core:sso_back"))
