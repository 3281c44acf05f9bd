"""Typed readers of the environment that fail loudly: the variable, what is wrong with it, and an example."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off", ""})


class BadSetting(SystemExit):
    """A setting nobody can use. Ends the program with one readable line instead of a traceback."""

    def __init__(self, name: str, problem: str, example: str) -> None:
        super().__init__(f"samsyn: {name} {problem}. Example: {name}={example}")


def text(name: str, default: str = "", *, env: Mapping[str, str] = os.environ) -> str:
    return env.get(name, default).strip()


def flag(name: str, default: bool, *, env: Mapping[str, str] = os.environ) -> bool:
    raw = env.get(name)
    if raw is None:
        return default
    word = raw.strip().lower()
    if word not in TRUE | FALSE:
        raise BadSetting(name, f"is {raw!r}, which is neither yes nor no", "1")
    return word in TRUE


def number(name: str, default: int, *, low: int, high: int, env: Mapping[str, str] = os.environ) -> int:
    raw = env.get(name)
    if raw is None:
        return default
    try:
        value = int(raw)
    except ValueError:
        raise BadSetting(name, f"is {raw!r}, not a whole number", str(default)) from None
    if not low <= value <= high:
        raise BadSetting(name, f"is {value}, outside {low} to {high}", str(default))
    return value


def words(name: str, default: str, *, env: Mapping[str, str] = os.environ) -> list[str]:
    """A comma-separated list without empty parts."""
    return [part.strip() for part in env.get(name, default).split(",") if part.strip()]


# As Sweden Connect names Digg's levels. Others are named in SAMSYN_OIDC_LEVELS.
TILLITSNIVA = ",".join(f"http://id.elegnamnden.se/loa/1.0/loa{step}={step}" for step in (2, 3, 4))


def steps(name: str, default: str, *, env: Mapping[str, str] = os.environ) -> dict[str, int]:
    """Names with a step from 1 to 4, such as limited=2,room=3. A name may hold = itself."""
    found: dict[str, int] = {}
    for pair in words(name, default, env=env):
        key, _, step = pair.rpartition("=")
        if not key or step not in ("1", "2", "3", "4"):
            raise BadSetting(name, f"holds {pair!r}, which is not a name, = and 1 to 4", "limited=2,room=3")
        found[key.strip()] = int(step)
    return found


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider of single sign-on (OpenID Connect). `levels`: what its acr is worth, 1–4; `acr`: what to ask
    for."""

    issuer: str
    client: str
    secret: str
    name: str
    levels: dict[str, int]

    @property
    def acr(self) -> str:
        return " ".join(sorted(self.levels, key=lambda one: -self.levels[one]))


def provider(issuer: str, client: str, secret: str, name: str, levels: dict[str, int]) -> Provider | None:
    """What the five settings SAMSYN_OIDC_… say together. None without an issuer."""
    issuer = issuer.rstrip("/")
    if not issuer:
        return None
    url = urlsplit(issuer)
    local = url.hostname in ("localhost", "127.0.0.1", "::1")
    if not url.hostname or (url.scheme != "https" and not (local and url.scheme == "http")):
        example = "https://login.example.se"
        raise BadSetting("SAMSYN_OIDC_ISSUER", f"is {issuer!r}, not an https address", example)
    if not client:
        raise BadSetting("SAMSYN_OIDC_CLIENT", "is missing beside the issuer", "samsyn")
    return Provider(issuer, client, secret, name or url.hostname, levels)


def addresses(name: str, *, env: Mapping[str, str] = os.environ) -> list[str]:
    """Addresses of other servers, by https; by http on this machine alone. Without a slash at the end."""
    found = [one.rstrip("/") for one in words(name, "", env=env)]
    for one in found:
        url = urlsplit(one)
        local = url.hostname in ("localhost", "127.0.0.1", "::1")
        if not url.hostname or url.query or (url.scheme != "https" and not (local and url.scheme == "http")):
            raise BadSetting(name, f"holds {one!r}, not an https address", "https://samsyn.example.se/vittne")
    return found


def hosts(name: str, default: str, *, env: Mapping[str, str] = os.environ) -> list[str]:
    """Host names this server answers to: no scheme, no port, no path."""
    found = words(name, default, env=env)
    for host in found:
        bare = host.removeprefix("[").removesuffix("]") if host.startswith("[") else host
        if "/" in host or " " in host or (":" in host and bare == host):
            raise BadSetting(name, f"holds {host!r}; give host names only", "samsyn.example.se,localhost")
    if not found:
        raise BadSetting(name, "is empty, so no host would be answered", "samsyn.example.se")
    return found


def folder(name: str, default: Path, *, env: Mapping[str, str] = os.environ) -> Path:
    """An absolute folder path. It need not exist, but nothing else may stand in its place."""
    path = Path(env.get(name) or default).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise BadSetting(name, f"is {str(path)!r}, which is a file", "/var/lib/samsyn")
    return path


def secret_key(name: str, data: Path, *, env: Mapping[str, str] = os.environ) -> str:
    """The signing key: from the environment, else from DATA/secret.key, made (mode 0600) at the first run."""
    given = env.get(name)
    if given is not None:
        if len(given) < 32:
            raise BadSetting(
                name, f"has {len(given)} characters; at least 32 are needed", "(32+ random ones)"
            )
        return given
    path = data / "secret.key"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(48), name)
    key = path.read_text("ascii").strip()
    if len(key) < 32:
        raise BadSetting(
            name, f"is unset and {path} is damaged (shorter than 32 characters)", "(32+ random ones)"
        )
    return key


def _write_once(path: Path, key: str, name: str) -> None:
    """Two processes may start at once: the file is written aside and linked, so the first one wins whole."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.touch(mode=0o600)
        aside.write_text(key, "ascii")
        try:
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            aside.unlink()
    except OSError as error:
        raise BadSetting(
            name, f"is unset and {path} cannot be written ({error.strerror})", "(32+ random ones)"
        ) from None


@dataclass(frozen=True, slots=True)
class MailServer:
    """`security` is "tls" from the first byte, "starttls", or "none"."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)


MAIL_EXAMPLE = "smtp+starttls://samsyn:secret@mail.example.se:587"
MAIL_KINDS = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}


def mail_server(name: str, *, env: Mapping[str, str] = os.environ) -> MailServer | None:
    """None when unset: then no mail leaves."""
    raw = text(name, env=env)
    if not raw:
        return None
    url = urlsplit(raw)
    if url.scheme not in MAIL_KINDS:
        raise BadSetting(name, f"names the unknown kind {url.scheme!r}", MAIL_EXAMPLE)
    security, port = MAIL_KINDS[url.scheme]
    try:
        port = url.port or port
    except ValueError:
        raise BadSetting(name, "has a port that is not a number", MAIL_EXAMPLE) from None
    if not url.hostname or url.path.strip("/") or url.query:
        raise BadSetting(name, "is not a server's address", MAIL_EXAMPLE)
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if user and security == "none" and url.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise BadSetting(name, "would send its password in the clear", MAIL_EXAMPLE)
    return MailServer(url.hostname, port, security, user, password)


def sender(name: str, needed: bool, *, env: Mapping[str, str] = os.environ) -> str:
    """Whom letters are from. Raises BadSetting when one is needed and there is none, or it is no address."""
    given = text(name, env=env)
    local, _, domain = parseaddr(given)[1].rpartition("@")
    if (given or needed) and not (local and domain and given.isprintable()):
        raise BadSetting(name, "is not an address to send from", "samsyn@example.se")
    return given


def address(name: str, hosts: list[str], https: bool, *, env: Mapping[str, str] = os.environ) -> str:
    """Where people find the pages, for links in letters. Unset: the first of the hosts."""
    scheme = "https" if https else "http"
    given = text(name, env=env) or f"{scheme}://{hosts[0].lstrip('.')}" + ("" if https else ":8000")
    url = urlsplit(given)
    if url.scheme not in ("http", "https") or not url.hostname or url.query or url.fragment:
        raise BadSetting(name, "is not an address of pages", "https://samsyn.example.se")
    return given.rstrip("/") + "/"


DATABASE_EXAMPLES = (
    "postgresql://samsyn:secret@localhost:5432/samsyn or sqlite:////var/lib/samsyn/samsyn.sqlite3"
)


def database(name: str, data: Path, *, env: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings for one database. Unset means SQLite in the data folder."""
    raw = text(name, env=env)
    if not raw:
        return sqlite(data / "samsyn.sqlite3")
    url = urlsplit(raw)
    if url.scheme == "sqlite":
        if url.netloc or len(url.path) < 2 or url.query:
            raise BadSetting(
                name, "is not a full SQLite path (three slashes, then the path)", DATABASE_EXAMPLES
            )
        return sqlite(Path(unquote(url.path[1:])).absolute())
    if url.scheme in ("postgresql", "postgres"):
        return _postgresql(name, raw)
    raise BadSetting(name, f"names the unknown kind {url.scheme!r}", DATABASE_EXAMPLES)


def sqlite(path: Path) -> dict[str, Any]:
    """WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, where waiting is
    safe."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON; PRAGMA busy_timeout=20000; PRAGMA temp_store=MEMORY;"
                " PRAGMA cache_size=-16000;"
            ),
        },
    }


POSTGRES_OPTIONS = frozenset(
    {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name"}
)


def _postgresql(name: str, raw: str) -> dict[str, Any]:
    url = urlsplit(raw)
    try:
        port = url.port
    except ValueError:
        raise BadSetting(name, "has a port that is not a number", DATABASE_EXAMPLES) from None
    base = unquote(url.path.removeprefix("/"))
    if not base or "/" in base:
        raise BadSetting(name, "lacks the database's name after the last slash", DATABASE_EXAMPLES)
    options: dict[str, Any] = {}
    host = unquote(url.hostname or "")
    for key, value in parse_qsl(url.query, keep_blank_values=True):
        if key == "host":  # a socket folder cannot stand in the host part
            host = value
        elif key in POSTGRES_OPTIONS:
            options[key] = value
        else:
            raise BadSetting(name, f"has the unknown option {key!r}", DATABASE_EXAMPLES)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": base,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
