"""One entry of the ledger: what was done, by whom, with what, and nothing about persons.

Each field is of a closed list, a number or a random-looking id, so a name, a title or a sentence has no place
to stand in. An entry is one line of canonical JSON (keys in order, no spaces, ASCII), and those bytes are
what is hashed; `v` says by which rules it was written."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from hashlib import sha256

VERSION = 2  # 2: with `count`
# Collection to erasure are the operations of directive (EU) 2016/680 article 25.1 (read in its British
# transposition; the Swedish wording is not verified). The rest are Samsyn's own.
ACTS = frozenset(
    {"collect", "change", "view", "disclose", "combine", "erase", "deny", "decide", "export", "sign"}
)
CHANNELS = frozenset({"page", "api", "live", "search", "export", "file", "job", "mail", "chat", "command"})
RESULTS = frozenset({"allowed", "denied", "failed"})
LEVELS = frozenset({"", "public", "network", "limited", "limited_org", "room"})
PURPOSES = frozenset({"", "prevention", "incident", "follow_up", "oversight", "disclosure", "operation"})

LARGEST = 999_999_999  # ten digits could be somebody's identity number
MOST_RECIPIENTS = 1_000
_PSEUDONYM = re.compile(r"[0-9a-f]{32}")
_COMMITMENT = re.compile(r"[0-9a-f]{64}")
_RECIPIENT = re.compile(r"p[0-9a-f]{32}|o[1-9][0-9]{0,8}")
# A statute by its number: sfs:2009:400:10:18a is 10 kap. 18 a § of SFS 2009:400; eu:2016:680:25 an article.
_BASIS = re.compile(r"(?:sfs|eu):[12][0-9]{3}:[1-9][0-9]{0,4}(?::[0-9]{1,3}[a-z]?){0,2}")

_kinds: set[str] = set()
_policies: set[str] = set()


class BadEntry(ValueError):
    """A field of an entry holds what must not stand in the ledger. The value is not repeated in the
    message."""


def allow(*, kinds: Iterable[str] = (), policies: Iterable[str] = ()) -> None:
    """Make words known, once, when code is loaded: kinds of objects and names of deciding rules. Never call
    it with what comes from outside: these lists are what keeps text out."""
    _kinds.update(kinds)
    _policies.update(policies)


def is_policy(name: str) -> bool:
    """Is it a deciding rule's name that was made known, and not empty?"""
    return bool(name) and name in _policies


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Raises BadEntry for anything that is not closed or an id.

    act           ACTS
    who           pseudonym of the account, 32 hexadecimal signs; "" is the installation itself
    organisation  its number, or None
    kind, object  what it was done with: a kind made known by `allow`, and its number or random id of 32 signs
    version       of the object, or None
    count         how many rows a list, a search or an export held, or None
    level         its sharing label at the time
    purpose       PURPOSES
    basis         a statute by number, or ""
    recipients    "p" and a pseudonym, or "o" and an organisation's number
    policy        the rule that decided, made known by `allow`, or ""
    channel       CHANNELS
    result        RESULTS
    commitment    to the content (`commit`), 64 hexadecimal signs, or ""
    """

    act: str
    who: str = ""
    organisation: int | None = None
    kind: str = ""
    object: int | str | None = None
    version: int | None = None
    count: int | None = None
    level: str = ""
    purpose: str = ""
    basis: str = ""
    recipients: tuple[str, ...] = ()
    policy: str = ""
    channel: str = "page"
    result: str = "allowed"
    commitment: str = ""

    def __post_init__(self) -> None:
        for name, known in _CLOSED:
            if getattr(self, name) not in known:
                raise BadEntry(f"{name} is not one of the known")
        for name, pattern in _SHAPED:
            value = getattr(self, name)
            if value and not (isinstance(value, str) and pattern.fullmatch(value)):
                raise BadEntry(f"{name} does not have its form")
        for value in (self.organisation, self.version, self.count):
            if value is not None and not _is_number(value):
                raise BadEntry("organisation, version and count are numbers")
        if self.object is not None and not (
            _is_number(self.object) or (isinstance(self.object, str) and _PSEUDONYM.fullmatch(self.object))
        ):
            raise BadEntry("object is a number or a random id")
        if len(self.recipients) > MOST_RECIPIENTS:
            raise BadEntry(f"more than {MOST_RECIPIENTS} recipients")
        if not all(isinstance(one, str) and _RECIPIENT.fullmatch(one) for one in self.recipients):
            raise BadEntry("a recipient is no pseudonym and no organisation's number")

    def body(self, seq: int, at: str) -> str:
        """The canonical line. `at` is UTC as 2026-11-22T04:00:00.000000Z."""
        content: dict[str, object] = {name: getattr(self, name) for name in _NAMES}
        content["seq"], content["at"], content["v"] = seq, at, VERSION
        return _write(content)


_NAMES = tuple(field.name for field in fields(Entry))
_CLOSED = (
    ("act", ACTS),
    ("channel", CHANNELS),
    ("result", RESULTS),
    ("level", LEVELS),
    ("purpose", PURPOSES),
    ("kind", _kinds),
    ("policy", _policies),
)
_SHAPED = (("who", _PSEUDONYM), ("basis", _BASIS), ("commitment", _COMMITMENT))
_write = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode
allow(kinds=[""], policies=[""])


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def pseudonym(key: bytes, account: int) -> str:
    """The same account always gets the same one in an installation; without the key nobody can tell whose it
    is."""
    return hmac.new(key, b"samsyn account %d" % account, sha256).hexdigest()[:32]


def commit(salt: bytes, content: bytes) -> str:
    """A commitment to content: it can be checked as long as the salt (32 bytes, kept with the object) exists,
    and says nothing once the salt is erased. Raises ValueError for a short salt."""
    if len(salt) != 32:
        raise ValueError("a salt is 32 bytes")
    return hmac.new(salt, content, sha256).hexdigest()
