"""Signed notes and checkpoints after C2SP (c2sp.org/signed-note, tlog-checkpoint, tlog-cosignature), Ed25519
only.

A note is a text, an empty line and signature lines `— name base64(key id || signature)`. A log signs its
checkpoint (kind 1); a witness adds a cosignature (kind 4) that says when it found the checkpoint consistent
with all it had seen before. C2SP now prefers ML-DSA for new witnesses; the libraries at hand do not have it
yet."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .merkle import HASH

LOG, WITNESS = 0x01, 0x04  # signature types of c2sp.org/signed-note
MAX_NOTE = 64_000  # characters; a few hundred signatures
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:_-]{0,199}")  # narrower than C2SP, which forbids spaces and plus
_TEXT = re.compile(r"([^\n]+)\n(0|[1-9]\d{0,18})\n([A-Za-z0-9+/]{43}=)\n")
_LINE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")


class BadNote(ValueError):
    """Not a note, not a checkpoint, or not signed by whom it says."""


def decode(text: str) -> bytes:
    """Base64 in its one right spelling, so that no bit of a file is without meaning. Raises BadNote."""
    try:
        data = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadNote("that is not base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise BadNote("that is not base64 in its one right spelling")
    return data


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@dataclass(frozen=True, slots=True)
class Key:
    """A public key with the name it signs by. `public` is 32 bytes, `kind` LOG or WITNESS."""

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or self.kind not in (LOG, WITNESS) or len(self.public) != 32:
            raise BadNote("that is no key of a log or a witness")

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no protection by themselves."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """What people read to each other over the telephone: groups of four hexadecimal signs, 128 bits."""
        short = sha256(bytes([self.kind]) + self.public).hexdigest()[:32]
        return " ".join(short[at : at + 4] for at in range(0, 32, 4))

    def __str__(self) -> str:
        """The key as C2SP writes it: name+key id+base64(kind || public key)."""
        return f"{self.name}+{self.key_id.hex()}+{encode(bytes([self.kind]) + self.public)}"

    @classmethod
    def parse(cls, text: str) -> Key:
        """Raises BadNote."""
        name, _, rest = text.partition("+")
        key_id, _, data = rest.partition("+")
        raw = decode(data)
        key = cls(name, raw[0] if raw else 0, raw[1:])
        if str(key) != text or key.key_id.hex() != key_id:
            raise BadNote("the key does not have the number it says")
        return key


@dataclass(frozen=True, slots=True)
class Signer:
    name: str
    kind: int
    private: Ed25519PrivateKey

    @property
    def key(self) -> Key:
        return Key(self.name, self.kind, self.private.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its name, how many entries, the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Three lines, no extensions. Raises BadNote."""
        found = _TEXT.fullmatch(text)
        if found is None or not _NAME.fullmatch(found[1]):
            raise BadNote("that is no checkpoint")
        root = decode(found[3])
        if len(root) != HASH:
            raise BadNote("the root is not 32 bytes")
        return cls(found[1], int(found[2]), root)


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    data: bytes  # 64 bytes, before them 8 of time if it is a cosignature

    @property
    def line(self) -> str:
        return f"— {self.name} {encode(self.key_id + self.data)}\n"

    @property
    def time(self) -> int | None:
        """Seconds since 1970 of a cosignature."""
        return int.from_bytes(self.data[:8], "big") if len(self.data) == 72 else None


def sign(text: str, by: Signer) -> Signature:
    """A log's signature under a text."""
    return Signature(by.name, by.key.key_id, by.private.sign(text.encode()))


def cosign(text: str, by: Signer, when: int) -> Signature:
    """A witness's cosignature; `when` in seconds since 1970."""
    signed = by.private.sign(_witnessed(text, when))
    return Signature(by.name, by.key.key_id, when.to_bytes(8, "big") + signed)


def write(text: str, signatures: Iterable[Signature]) -> str:
    return text + "\n" + "".join(signature.line for signature in signatures)


def read(note: str) -> tuple[str, list[Signature]]:
    """Text and signatures, none of them checked. Raises BadNote."""
    text, empty, lines = note.rpartition("\n\n")
    if len(note) > MAX_NOTE or not empty or not lines.endswith("\n"):
        raise BadNote("that is no signed note")
    found = []
    for line in lines[:-1].split("\n"):
        match = _LINE.fullmatch(line)
        raw = decode(match[2]) if match else b""
        if match is None or len(raw) not in (4 + 64, 4 + 8 + 64):
            raise BadNote("a line under the note is no signature")
        found.append(Signature(match[1], raw[:4], raw[4:]))
    return text + "\n", found


def check(text: str, signature: Signature, key: Key) -> None:
    """Raises BadNote unless this key made this signature under this text."""
    data, message = signature.data, text.encode()
    if (signature.name, signature.key_id) != (key.name, key.key_id):
        raise BadNote(f"the signature is not of {key.name}")
    if key.kind == WITNESS:
        if signature.time is None:
            raise BadNote(f"the cosignature of {key.name} has no time")
        message, data = _witnessed(text, signature.time), data[8:]
    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(data, message)
    except (InvalidSignature, ValueError) as error:
        raise BadNote(f"the signature of {key.name} is wrong") from error


def open_checkpoint(note: str, keys: Iterable[Key]) -> tuple[Checkpoint, list[tuple[Key, Signature]]]:
    """The checkpoint and who has signed it. Signatures of others than `keys` are passed over, as C2SP says.

    Raises BadNote if the signature of the log itself is missing or one of a known key is wrong."""
    text, signatures = read(note)
    checkpoint = Checkpoint.parse(text)
    known = {(key.name, key.key_id): key for key in keys}
    found = []
    for signature in signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            check(text, signature, key)
            found.append((key, signature))
    if not any(key.kind == LOG and key.name == checkpoint.origin for key, _ in found):
        raise BadNote(f"the checkpoint is not signed by {checkpoint.origin}")
    return checkpoint, found


def _witnessed(text: str, when: int) -> bytes:
    """What a witness signs, c2sp.org/tlog-cosignature."""
    return f"cosignature/v1\ntime {when}\n{text}".encode()
