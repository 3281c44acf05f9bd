#!/usr/bin/env python3
"""Check an export of a Samsyn ledger, with nothing but Python's standard library. Made to be read.
    verify_ledger.py DIR [--key KEY]... [--witnessed FILE]...
DIR is what `samsyn ledger export` wrote (c2sp.org/tlog-tiles). FILE is a checkpoint that you or a witness
kept: the log must still continue it. Give each KEY that you got otherwise, or those in DIR are used. The log
is a Merkle tree (RFC 9162), a checkpoint its name, size and root, signed with Ed25519. Exit code 0: whole."""

import argparse
import base64
import re
import sys
from collections.abc import Iterator
from hashlib import sha256, sha512
from pathlib import Path

WIDTH = 256  # hashes a tile, entries a bundle
Point, Key = tuple[int, int, int, int], tuple[str, bytes, int, bytes]
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032 section 5.1
D = -121665 * pow(121666, P - 2, P) % P
BASE = (4 * pow(5, P - 2, P) % P).to_bytes(32, "little")


def add(a: Point, b: Point) -> Point:
    """Points of the curve in extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, x*y = T/Z."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point, found: Point = (0, 1, 1, 0)) -> Point:
    while number:
        found = add(found, point) if number & 1 else found
        point, number = add(point, point), number >> 1
    return found


def unpack(data: bytes) -> Point:
    """The point that 32 bytes stand for. Raises ValueError if there is none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def check(public: bytes, message: bytes, signature: bytes) -> bool:
    """Did the owner of `public` sign the message? S * B = R + h * A says so."""
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % Q
    left, right = times(s, unpack(BASE)), add(unpack(signature[:32]), times(h, unpack(public)))
    other = any((left[n] * right[2] - right[n] * left[2]) % P for n in (0, 1))
    return len(signature) == 64 and s < Q and not other


def unbase64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 in more than one spelling")
    return data


def read_key(text: str) -> Key:
    """(name, id, kind, public key), c2sp.org/signed-note: kind 1 is a log, 4 a witness (tlog-cosignature)."""
    name, number, rest = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text).groups()
    raw = unbase64(rest)
    right = sha256(name.encode() + b"\n" + raw).hexdigest()[:8]
    if right != number or len(raw) != 33 or raw[0] not in (1, 4):
        raise ValueError("a key with a wrong number")
    return name, bytes.fromhex(number), raw[0], raw[1:]


def read_note(file: Path, data: bytes, keys: set[Key]) -> tuple[int, bytes]:
    """(size, root) of a checkpoint signed by the log; whatever else stands under it must be right as well."""
    try:
        text, lines = re.fullmatch(r"([^\n]+\n\d+\n[^\n]+\n)\n((?:— \S+ \S+\n)+)", data.decode()).groups()
        origin, size, root = text.split("\n")[:3]
        root, known, logs = unbase64(root), {(one[0], one[1]): one[2:] for one in keys}, []
        for _, name, data in (line.split(" ") for line in lines.splitlines()):
            data = unbase64(data)
            kind, public = known[name, data[:4]]
            message, signature = text.encode(), data[4:]
            if kind == 4:
                message = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + message
                signature = signature[8:]
            if not check(public, message, signature):
                raise ValueError(f"the signature of {name} is wrong")
            logs += [name] * (kind == 1)
        if logs != [origin] or str(int(size)) != size or len(root) != 32:
            raise ValueError("not signed by the log itself")
    except (ValueError, AttributeError, KeyError) as error:  # KeyError: signed by a key we do not know
        raise ValueError(f"signature: {file}: {type(error).__name__} {error}") from None
    return int(size), root


def root_of(row: list[bytes]) -> bytes:
    """RFC 9162 2.1.1, a row at a time: who is left over at the end of a row moves up as he is."""
    while len(row) > 1:
        up = [sha256(b"\1" + row[at] + row[at + 1]).digest() for at in range(0, len(row) - 1, 2)]
        row = up + row[len(row) & ~1 :]
    return row[0] if row else sha256(b"").digest()


def load(folder: Path, level: int | str, number: int, width: int, expected: set[str]) -> bytes:
    """A tile or bundle, such as tile/0/x001/234.p/17; empty if it is not there."""
    name, above = f"{number % 1000:03d}", number // 1000
    while above:
        name, above = f"x{above % 1000:03d}/{name}", above // 1000
    name = f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")
    expected.add(name)
    return (folder / name).read_bytes() if (folder / name).is_file() else b""


def entries(folder: Path, size: int, expected: set[str]) -> Iterator[bytes]:
    """Every entry there is, in order: two bytes of length, then the entry."""
    for number in range(-(-size // WIDTH)):
        at, data = 0, load(folder, "entries", number, min(WIDTH, size - number * WIDTH), expected)
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            yield data[at + 2 : end] if end <= len(data) else b""
            at = end


def tiles(folder: Path, level: int, hashes: list[bytes], expected: set[str]) -> list[bytes]:
    """Compare the tiles of one level with what the entries say. Returns the hashes of the level above."""
    above = []
    for at in range(0, len(hashes), WIDTH):
        part = hashes[at : at + WIDTH]
        data = load(folder, level, at // WIDTH, len(part), expected)
        if data != b"".join(part):
            bad = (at + n for n, one in enumerate(part) if data[n * 32 : n * 32 + 32] != one)
            what = f"hash of level {level}" if level else "entry"
            raise ValueError(f"changed: {what} {next(bad, at + len(part))}")
        above += [root_of(part)] * (len(part) == WIDTH)
    return above


def verify(folder: Path, keys: set[Key], witnessed: list[Path]) -> tuple[int, int]:
    """(entries, checkpoints). Raises ValueError, which names the fault."""
    notes = [folder / "checkpoint", *sorted(folder.glob("checkpoints/*"))]
    found = {file: read_note(file, file.read_bytes(), keys) for file in (*notes, *witnessed)}
    expected = {"keys.txt", *(file.relative_to(folder).as_posix() for file in notes)}
    size, leaves, seqs = found[notes[0]][0], [], []
    for entry in entries(folder, size, expected):
        said = re.search(rb'"seq":(\d+),', entry)
        leaves.append(sha256(b"\0" + entry).digest())
        seqs.append(int(said[1]) if said else -1)
    for at, seq in enumerate(seqs):
        if seq != at:
            fault = "changed" if seq < 0 else "reordered" if at in seqs else "removed"
            raise ValueError(f"{fault}: entry {at}: number {seq} stands in its place")
    if len(leaves) != size:
        raise ValueError(f"truncated: the last entry is {len(leaves) - 1}, but {size} are signed")
    above = hashes = tiles(folder, 0, leaves, expected)
    for level in range(1, 8):
        hashes = tiles(folder, level, hashes, expected)
    for file, (older, root) in found.items():
        if older > size:
            raise ValueError(f"restored: {file} has seen {older} entries, here are {size}: the end is gone")
        if file in notes[1:] and file.name != str(older):
            raise ValueError(f"changed: {file} is of {older} entries")
        full, rest = above[: older // WIDTH], leaves[older - older % WIDTH : older]
        if root_of(full + [root_of(rest)] * bool(rest)) != root:
            raise ValueError(f"forked: {file}: the first {older} entries are not those that were signed")
    for file in folder.rglob("*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in expected:
            raise ValueError(f"changed: {file} does not belong here")
    return size, len(notes)


def main(argv: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("folder", type=Path, metavar="DIR")
    options.add_argument("--key", action="append", default=[])
    options.add_argument("--witnessed", type=Path, action="append", default=[], metavar="FILE")
    given = options.parse_args(argv)
    try:
        listed = (given.folder / "keys.txt").read_bytes().decode().removesuffix("\n").split("\n")
        own, trusted = {read_key(line) for line in listed}, {read_key(text) for text in given.key}
        if trusted and not own <= trusted:
            raise ValueError("signature: keys.txt names a key that you did not give")
        size, count = verify(given.folder, own | trusted, given.witnessed)
    except (OSError, ValueError, AttributeError) as error:  # no match of a pattern is an AttributeError
        print(error if re.match("[a-z]+: ", str(error)) else f"unreadable: {error}")
        return 1
    print(f"whole: {size} entries, {count} checkpoints, {len(given.witnessed)} witnessed from outside")
    if not trusted:
        print("The keys are the export's own. Compare them with yours:", *listed, sep="\n  ")
    return 0


if __name__ == "__main__":
    sys.exit(main())
