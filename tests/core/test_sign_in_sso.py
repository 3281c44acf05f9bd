"""Single sign-on against a real provider on this machine, and against one that lies."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.test import Client

from samsyn.core import assurance
from samsyn.core.domain import accounts, invitations, roles, sso
from samsyn.core.models import Account, Identity, Role
from samsyn.env import Provider
from tests.core.admins import in_admin_mode

# Of the libraries that the provider stands on.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
LEVELS = {"http://id.elegnamnden.se/loa/1.0/loa2": 2, LOA3: 3}


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def send(address: str, form: dict[str, str]) -> str:
    """Where the provider sends the browser after the person's press."""
    request = urllib.request.Request(address, urlencode(form).encode())
    try:
        urllib.request.build_opener(Stay).open(request, timeout=10)
    except urllib.error.HTTPError as answer:
        with answer:
            return str(answer.headers["Location"])
    raise AssertionError("the provider did not send the browser back")


@pytest.fixture(scope="module")
def real() -> Iterator[str]:
    """oidc-provider-mock, a server of its own on loopback. Its subjects: anna (nivå 3) and bo (no acr)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread

        now = int(time.time())
        people = (User(sub="anna", claims={"acr": LOA3, "auth_time": now + 30}), User(sub="bo"))
        with run_server_in_thread(user_claims=people) as server:
            yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(real: str, settings: Any) -> Provider:
    settings.OIDC = Provider(real, "samsyn", "secret", "Kommunen", LEVELS)
    return settings.OIDC


def there_and_back(client: Client, subject: str, start: str = "/sso/?next=/konto/") -> Any:
    away = client.get(start).headers["Location"]
    back = urlsplit(send(away, {"sub": subject}))
    return client.get(f"{back.path}?{back.query}")


def known(account: Account, issuer: str, subject: str) -> None:
    Identity.objects.create(account=account, issuer=issuer, subject=subject)


def test_who_is_known_comes_in_at_the_step_the_provider_is_sure_of(
    client: Client, world: SimpleNamespace, provider: Provider
) -> None:
    known(world.siv, provider.issuer, "anna")
    known(world.per, provider.issuer, "bo")
    for browser, subject, level, name in ((client, "anna", 3, "siv"), (Client(), "bo", 1, "per")):
        assert there_and_back(browser, subject).headers["Location"] == "/konto/"
        assert name in browser.get("/konto/").content.decode()
        assert assurance.read(browser.session).level == level


def test_who_is_not_known_gets_no_account(client: Client, world: SimpleNamespace, provider: Provider) -> None:
    before = Account.objects.count()
    answer = there_and_back(client, "anna")
    assert answer.status_code == 403
    assert "Du är inte inbjuden" in answer.content.decode()
    assert Account.objects.count() == before
    assert client.get("/konto/").status_code == 302


def test_a_closed_account_stays_closed(client: Client, world: SimpleNamespace, provider: Provider) -> None:
    known(world.per, provider.issuer, "anna")
    accounts.close(world.per)
    assert there_and_back(client, "anna").status_code == 403


def test_an_invitation_ties_the_person_to_what_the_administrator_gave(
    client: Client, world: SimpleNamespace, provider: Provider
) -> None:
    norralv = world.organisation.norralv
    code = invitations.invite(in_admin_mode(world.admin), "Anna Ny", roles.Grant(norralv, Role.Kind.READER))
    client.get(f"/inbjudan/?kod={code}")
    assert "Kommunen" in client.get("/inbjudan/").content.decode()
    assert there_and_back(client, "anna", "/sso/").headers["Location"] == "/"
    account = Account.objects.get(identities__subject="anna")
    assert (str(account), account.has_usable_password()) == ("Anna Ny", False)
    assert [(one.organisation, one.kind) for one in account.roles.all()] == [(norralv, "reader")]

    other = Client()
    assert other.get(f"/inbjudan/?kod={code}", follow=True).status_code == 410
    assert there_and_back(other, "anna").headers["Location"] == "/konto/"
    assert Account.objects.filter(identities__subject="anna").count() == 1


def test_what_comes_back_fits_what_left_and_once(
    client: Client, world: SimpleNamespace, provider: Provider
) -> None:
    known(world.siv, provider.issuer, "anna")
    away = client.get("/sso/").headers["Location"]
    back = urlsplit(send(away, {"sub": "anna"}))
    stranger = Client()
    assert stranger.get(f"{back.path}?{back.query}").status_code == 403  # another browser's state
    forged = back.query.replace("state=", "state=x")
    assert client.get(f"{back.path}?{forged}").status_code == 403
    assert client.get(f"{back.path}?{back.query}").status_code == 403  # used up by the try before
    assert client.get("/konto/").status_code == 302


def test_confirming_anew_takes_the_same_person(world: SimpleNamespace, provider: Provider) -> None:
    known(world.siv, provider.issuer, "anna")
    known(world.per, provider.issuer, "bo")
    client = Client()
    client.force_login(world.siv)
    session = client.session
    session[assurance.FRESH] = 0
    session.save()
    assert there_and_back(client, "bo").status_code == 403  # bo is not siv, and says not when
    assert not assurance.read(client.session).fresh
    done = there_and_back(client, "anna", "/sso/?next=/arkiv/")
    assert done.headers["Location"].startswith("/bekrafta/klart/")
    assert assurance.read(client.session).fresh


def test_without_a_provider_there_is_no_such_page(client: Client, db: None) -> None:
    assert client.get("/sso/").status_code == 404
    assert client.get("/sso/svar/?code=1&state=2").status_code == 404


# --- a provider that lies -----------------------------------------------------------------------------------
class Liar(BaseHTTPRequestHandler):
    """Answers with whatever `claims`, `key` and `header` say."""

    key = generate_private_key(SECP256R1())
    other = generate_private_key(SECP256R1())
    change: dict[str, Any] = {}
    signed_with: Any = None
    status = 200

    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        if self.path.startswith("/jwks"):
            key = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
            self.say({"keys": [key | {"kid": "1", "alg": "ES256", "use": "sig"}]})
        else:
            self.say(
                {
                    "issuer": base,
                    "authorization_endpoint": f"{base}/away",
                    "token_endpoint": f"{base}/token",
                    "jwks_uri": f"{base}/jwks",
                }
            )

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now = int(time.time())
        claims = {
            "iss": f"http://127.0.0.1:{self.server.server_port}",  # type: ignore[attr-defined]
            "aud": "samsyn",
            "sub": "anna",
            "iat": now,
            "exp": now + 60,
            "nonce": form["code"][0],
        } | self.change
        claims = {name: value for name, value in claims.items() if value is not None}
        how = self.signed_with or {"key": self.key, "algorithm": "ES256"}
        self.say({"id_token": jwt.encode(claims, headers={"kid": "1"}, **how)}, self.status)

    def say(self, content: Any, status: int = 200) -> None:
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def liar(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Liar]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Liar)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.OIDC = Provider(f"http://127.0.0.1:{server.server_port}", "samsyn", "", "Lögnaren", LEVELS)
    monkeypatch.setattr(Liar, "change", {})
    yield Liar
    server.shutdown()
    server.server_close()


def ask(anew: bool = False, **query: str) -> sso.Person:
    address, kept = sso.leave("http://testserver/sso/svar/", anew=anew)
    assert parse_qs(urlsplit(address).query)["nonce"] == [kept["nonce"]]
    back = {"state": kept["state"], "code": kept["nonce"]} | query
    return sso.come_back(kept, back, "http://testserver/sso/svar/")


def test_the_liar_is_believed_when_it_says_the_truth(liar: type[Liar]) -> None:
    liar.change = {"acr": LOA3}
    assert (ask().subject, ask().level) == ("anna", 3)


PAST = 1_000_000_000


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://other.example"},
        {"aud": "somebody-else"},
        {"aud": ["samsyn", "other"], "azp": "other"},
        {"exp": PAST},
        {"exp": None},
        {"iat": 4_000_000_000},
        {"sub": None},
        {"sub": ""},
        {"sub": "x" * 256},
        {"nonce": "of another"},
        {"nonce": None},
    ],
)
def test_a_token_that_does_not_fit_is_refused(liar: type[Liar], change: dict[str, Any]) -> None:
    liar.change = change
    with pytest.raises(sso.Elsewhere):
        ask()


@pytest.mark.filterwarnings("ignore::jwt.warnings.InsecureKeyLengthWarning")
@pytest.mark.parametrize("how", ["other key", "none", "shared secret"])
def test_a_token_not_signed_by_the_provider_is_refused(
    liar: type[Liar], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways = {
        "other key": {"key": Liar.other, "algorithm": "ES256"},
        "none": {"key": "", "algorithm": "none"},
        "shared secret": {"key": "samsyn-samsyn-samsyn-samsyn-samsyn", "algorithm": "HS256"},
    }
    monkeypatch.setattr(liar, "signed_with", ways[how])
    with pytest.raises(sso.Elsewhere):
        ask()


@pytest.mark.parametrize("shown", [None, PAST, "now"])
def test_to_confirm_anew_the_provider_says_when(liar: type[Liar], shown: Any) -> None:
    liar.change = {"auth_time": shown}
    with pytest.raises(sso.Elsewhere):
        ask(anew=True)
    liar.change = {"auth_time": int(time.time())}
    assert ask(anew=True).subject == "anna"


def test_another_issuers_answer_an_error_and_a_late_return_are_refused(liar: type[Liar]) -> None:
    for query in ({"iss": "https://other.example"}, {"error": "access_denied"}, {"code": ""}):
        with pytest.raises(sso.Elsewhere):
            ask(**query)
    _address, kept = sso.leave("http://testserver/sso/svar/", anew=False)
    kept["at"] -= sso.SECONDS + 1
    with pytest.raises(sso.Elsewhere):
        sso.come_back(kept, {"state": kept["state"], "code": "1"}, "http://testserver/sso/svar/")


def test_a_provider_that_is_away_or_refuses_is_said_so(
    liar: type[Liar], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(liar, "status", 400)
    with pytest.raises(sso.Elsewhere):
        ask()
    monkeypatch.setattr(liar, "status", 502)
    with pytest.raises(sso.Away):
        ask()
    settings.OIDC = Provider("http://127.0.0.1:9", "samsyn", "", "Borta", LEVELS)
    with pytest.raises(sso.Away):
        ask()


@pytest.mark.parametrize(
    "address", ["http://localhost.evil.example/x", "file:///etc/passwd", "http://10.0.0.1/"]
)
def test_only_https_is_asked_but_on_this_machine(address: str) -> None:
    with pytest.raises(sso.Elsewhere):
        sso._fetch(address)
