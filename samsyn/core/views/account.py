"""One's own account: what it signs in with, where it is signed in, what it may. What changes how one signs in
asks first that one confirms who one is."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from samsyn.core import assurance, live
from samsyn.core.assurance import require_fresh
from samsyn.core.calc import totp
from samsyn.core.domain import accounts, devices, factors, looks, passkeys
from samsyn.core.domain import sign_in as verbs
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.forms import AppForm, NewPasswordForm
from samsyn.core.guard import standing
from samsyn.core.models import Factor, Role
from samsyn.core.views.pages import me
from samsyn.core.views.sign_in import answer, challenge

SHOWN = "app"  # key of the session: the secret that is being shown, until a code of it comes back


@looks.shows_nothing()
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    owner = me(request)
    known = list(owner.factors.order_by("created_at"))
    today = timezone.localdate()
    context = {
        "app": next((one for one in known if one.kind == Factor.Kind.APP), None),
        "passkeys": [one for one in known if one.kind == Factor.Kind.PASSKEY],
        "codes": sum(one.kind == Factor.Kind.RECOVERY for one in known),
        "devices": devices.listed(owner, request.session.session_key or ""),
        "roles": Role.objects.filter(Role.valid_on(today), account=owner).select_related(
            "organisation", "body"
        ),
        "password": owner.has_usable_password(),
        "identities": owner.identities.all(),
        "level": owner.assurance,
        "rules": bool(standing(owner).administers),
    }
    return render(request, "core/account.html", context)


@looks.shows_nothing()
@sensitive_variables("secret")
@sensitive_post_parameters("code")
def add_app(request: HttpRequest) -> HttpResponse:
    """GET shows a secret to scan, POST brings its first code back."""
    owner = me(request)
    require_fresh(request)
    kept = request.session.get(SHOWN)
    secret = bytes.fromhex(kept) if kept else factors.new_secret()
    request.session[SHOWN] = secret.hex()
    form = AppForm(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            factors.add_app(owner, secret, form.cleaned_data["code"])
        except (Invalid, Conflict) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            del request.session[SHOWN]
            verbs.confirmed(request, owner, assurance.CODE)
            messages.success(request, _("Kodappen är tillagd. Nästa gång frågar vi efter en kod."))
            return redirect("core:account")
    text = totp.base32(secret)
    context = {
        "form": form,
        "dots": _dots(totp.address(secret, owner.username, "Samsyn")),
        "secret": " ".join(text[at : at + 4] for at in range(0, len(text), 4)),
    }
    return render(request, "core/account_app.html", context, status=status)


def _dots(text: str) -> dict[str, object]:
    """A QR code as one path of unit squares and its size, with the quiet zone around it."""
    import qrcode  # type: ignore[import-untyped]  # takes a while to load, and is seldom needed

    code = qrcode.QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return {"path": path, "size": len(rows)}


@looks.shows_nothing()
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    require_fresh(request)
    options, state = passkeys.begin_adding(request.get_host(), me(request))
    return challenge(request, options, state)


@looks.shows_nothing()
@require_POST
def add_passkey(request: HttpRequest) -> HttpResponse:
    """POST {"credential": …, "name": …} -> {"url": …}"""
    require_fresh(request)
    owner = me(request)
    state, given = answer(request)
    credential = given.get("credential")
    if not isinstance(credential, dict):
        raise Invalid
    name = str(given.get("name") or "") or _("Passnyckel")
    passkeys.add(request.get_host(), owner, state, credential, name)
    verbs.confirmed(request, owner, assurance.PASSKEY)
    messages.success(request, _("Passnyckeln är tillagd."))
    return JsonResponse({"url": reverse("core:account")})


@looks.shows_nothing()
@require_POST
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    require_fresh(request)
    factors.remove(me(request), pk, by=me(request))
    messages.success(request, _("Borttaget. Du loggar inte längre in med det."))
    return redirect("core:account")


@looks.shows_nothing()
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New codes, shown this once and never again."""
    require_fresh(request)
    codes = factors.new_recovery_codes(me(request))
    response = render(request, "core/account_codes.html", {"codes": codes})
    response.headers["Cache-Control"] = "no-store"
    return response


@looks.shows_nothing()
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """A new password ends all other sessions."""
    owner = me(request)
    require_fresh(request)
    form = NewPasswordForm(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            accounts.set_password(owner, form.cleaned_data["password"])
        except Invalid as error:
            form.add_error("password", str(error))
        else:
            before = assurance.read(request.session).mark
            update_session_auth_hash(request, owner)
            live.hub.let_go(owner.pk, before)
            devices.end_all(owner, by=owner, but=request.session.session_key or "")
            messages.success(request, _("Lösenordet är bytt. Du är utloggad överallt utom här."))
            return redirect("core:account")
    return render(request, "core/account_password.html", {"form": form}, status=status)


@looks.shows_nothing()
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """One session by its id, or all but this one."""
    owner = me(request)
    which = request.POST.get("session", "")
    if which:
        devices.end(owner, which)
    else:
        devices.end_all(owner, by=owner, but=request.session.session_key or "")
    messages.success(request, _("Utloggad där."))
    return redirect("core:account")
