"""`samsyn ledger …`: check the ledger, hand it out, prove an entry, exchange checkpoints with another
installation."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from .calc import notes
from .domain import ledger_check, witness
from .domain.checkpoints import prove, sign_checkpoint, with_cosignatures
from .domain.ledger_export import export
from .domain.ledger_tree import Broken
from .errors import SamsynError
from .keys import DamagedKey, log_signer


def ledger(options: argparse.Namespace) -> int:
    """Exit codes: 0 whole or done, 1 not possible or something is wrong."""
    ways = {"verify": _verify, "sign": _sign, "export": _export, "prove": _prove, "witness": _witness}
    try:
        return ways[options.what](options)
    except (SamsynError, OSError, UnicodeDecodeError, notes.BadNote, Broken, DamagedKey) as error:
        print(f"samsyn: {error}", file=sys.stderr)
        return 1


def _verify(options: argparse.Namespace) -> int:
    own = log_signer().name
    trusted = [notes.Key.parse(text) for text in options.key]
    names = {own, *(key.name for key in trusted)}
    held = [note for path in options.witnessed for note in _notes(path, names)]
    report = ledger_check.verify(held, trusted)
    for found in report.findings:
        print(f"{found.what}: {found.text}", file=sys.stderr)
    root = notes.encode(report.root)
    print(
        f"{report.size} poster, rot {root}, {report.checkpoints} kontrollpunkter,"
        f" {report.cosignatures} medunderskrifter, {len(held)} bevittnade"
    )
    print("FEL" if report.findings else "Hel")
    return 1 if report.findings else 0


def _notes(path: Path, names: set[str]) -> list[str]:
    """Notes of our own log in a file: a note, or an exchange file. Raises BadNote if there is none."""
    text = path.read_text("utf-8")
    found = [text]
    if text.startswith("{"):
        try:
            found = [str(note) for note in json.loads(text).get("cosigned", [])]
        except (ValueError, AttributeError, TypeError):
            found = []
    own = [note for note in found if note.partition("\n")[0] in names]
    if not own:
        raise notes.BadNote(f"{path}: ingen kontrollpunkt av den här loggen")
    return own


def _sign(_options: argparse.Namespace) -> int:
    print(with_cosignatures(sign_checkpoint()), end="")
    return 0


def _export(options: argparse.Namespace) -> int:
    size = export(options.folder)
    print(f"{size} poster i {options.folder}. Loggens nyckel, att lämna på annan väg:\n{log_signer().key}")
    return 0


def _prove(options: argparse.Namespace) -> int:
    try:
        print(json.dumps(prove(options.seq), indent=1, ensure_ascii=False))
    except LookupError:
        print(f"samsyn: det finns ingen post {options.seq}", file=sys.stderr)
        return 1
    return 0


def _witness(options: argparse.Namespace) -> int:
    if options.way == "export":
        offered = json.dumps(witness.offer(options.since), indent=1, ensure_ascii=False)
        options.file.write_text(offered + "\n", "utf-8")
        print(f"Skriven: {options.file}")
        return 0
    for sentence in witness.receive(options.file.read_bytes(), trust=options.trust):
        print(sentence)
    return 0
