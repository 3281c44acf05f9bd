#!/usr/bin/env python3
"""Check one entry's proof from a Samsyn ledger: that it is in the log that the checkpoint signs.

    verify_proof.py FILE --key KEY [--key WITNESS]...

FILE is what Insyn or `samsyn ledger prove` gave, KEY the log's public key, which you got some other way.
Needs verify_ledger.py beside it and Python's standard library. Exit code 0: it is in the log, 1: it is not
shown."""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path

from verify_ledger import Key, read_key, read_note, unbase64


def climb(seq: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    """The root that leaf and proof lead to, RFC 9162 2.1.3.2. Raises ValueError if they do not fit."""
    at, last, found = seq, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if at & 1 or at == last:
            found = sha256(b"\1" + step + found).digest()
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\1" + found + step).digest()
        at, last = at >> 1, last >> 1
    if last or not 0 <= seq < size:
        raise ValueError("the proof is too short")
    return found


def verify(file: Path, keys: set[Key]) -> str:
    """The entry as it stands in the log. Raises ValueError."""
    told = json.loads(file.read_bytes())
    seq, entry = int(told["seq"]), str(told["entry"])
    size, root = read_note(file, str(told["checkpoint"]).encode(), keys)
    if json.loads(entry)["seq"] != seq:
        raise ValueError("another entry than it says")
    steps = [unbase64(step) for step in told["proof"]]
    if climb(seq, size, sha256(b"\0" + entry.encode()).digest(), steps) != root:
        raise ValueError("the entry is not in this log")
    return entry


def main(argv: list[str] | None = None) -> int:
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("file", type=Path, metavar="FILE")
    options.add_argument("--key", action="append", required=True)
    given = options.parse_args(argv)
    try:
        print(verify(given.file, {read_key(text) for text in given.key}))
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        print(f"not shown: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
