"""Where a person with a code makes the account that an administrator has prepared, or the first one."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from samsyn.core import assurance
from samsyn.core.domain import invitations, looks
from samsyn.core.domain import sign_in as verbs
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.forms import AcceptForm, FirstForm, NewPasswordForm
from samsyn.core.models import Invitation

CODE = "invitation"  # key of the session: so that the code stands in no further address


@login_not_required
@looks.shows_nothing()
@sensitive_post_parameters("password")
def accept(request: HttpRequest) -> HttpResponse:
    """?kod=… is kept in the session and taken out of the address."""
    if request.user.is_authenticated:
        return redirect("core:home")
    if "kod" in request.GET:
        request.session[CODE] = request.GET["kod"][:100]
        return redirect("core:invitation")
    code = str(request.session.get(CODE, ""))
    row = invitations.find(code)
    form = _form(row, request)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        told = {"username": row.account.username} if row.account else {}
        try:
            account = invitations.accept(code, **told | form.cleaned_data)
        except (Invalid, Conflict) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            del request.session[CODE]
            verbs.enter(request, account, assurance.PASSWORD)
            messages.success(request, _("Välkommen. Lägg gärna till en kodapp eller en passnyckel nu."))
            return redirect("core:account")
    context = {"form": form, "invitation": row, "sso": settings.OIDC if row.organisation else None}
    return render(request, "core/invitation.html", context, status=status)


def _form(row: Invitation, request: HttpRequest) -> AcceptForm | FirstForm | NewPasswordForm:
    if row.account is not None:
        return NewPasswordForm(request.POST or None)
    return (AcceptForm if row.organisation else FirstForm)(request.POST or None)
