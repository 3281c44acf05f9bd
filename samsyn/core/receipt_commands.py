"""`samsyn receipt …`: check what a receipt says, and whether a file is the one it is for."""

from __future__ import annotations

import argparse
import sys

from .calc import notes
from .domain import receipts
from .keys import DamagedKey, receipt_signer


def receipt(options: argparse.Namespace) -> int:
    """Exit codes: 0 signed and, if a file was given, the right one; 1 not."""
    try:
        if options.what == "key":
            print(receipt_signer().key)
            return 0
        key = notes.Key.parse(options.key) if options.key else None
        told = receipts.verify(options.file.read_text("utf-8"), key)
        if options.copy is not None and not told.fits(options.copy.read_bytes()):
            print(f"samsyn: {options.copy} är inte filen som kvittot gäller", file=sys.stderr)
            return 1
    except (OSError, UnicodeDecodeError, ValueError, notes.BadNote, DamagedKey) as error:
        print(f"samsyn: {error}", file=sys.stderr)
        return 1
    print(f"Rätt underskrivet av {told.key}")
    print(f"{told.at}: {told.size} byte under etiketten {told.label}, post {told.entry} i {told.log}")
    print(f"Uttagen av {told.who}, {len(told.sources)} handlingar")
    return 0
