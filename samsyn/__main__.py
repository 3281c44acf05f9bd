"""The command line. Nothing heavy is imported before it is known to be needed: `read` never loads Django."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from . import __version__

ABOUT = """\
Samsyn: one shared picture for those who prevent crime in a Swedish municipality.

  samsyn read minutes.pdf          what a meeting record says, without server or database
  samsyn read --json folder/       the same as JSON, one document a line (samsyn read --help)
  samsyn score gold/ read.jsonl    how well a reading agrees with hand-made labels

  samsyn serve                     the server with its web pages: http://127.0.0.1:8000
  samsyn serve --demo              the same, with the made-up municipality Norrälv to try it in
  samsyn import folder/            read files into the archive (samsyn import --help)
  samsyn worker                    work off the queue in a process of its own
  samsyn demo                      build or complete the demonstration world
  samsyn add organisation|body|account ...
                                   who takes part, in an installation of one's own
  samsyn close USER                let an account in no more
  samsyn ledger verify|sign|export|prove|witness ...
                                   the log of who has seen and done what: check it, hand it out
  samsyn backup DIR                add a copy of the running installation to a folder of copies
  samsyn restore DIR               put the newest copy back where nothing is
  samsyn health                    how the installation is: database, disk, queue, log, copies
  samsyn clock [confirm]           whether the clock can be trusted; say that it is right
  samsyn receipt verify|key ...    what left the installation: check its signed receipt
  samsyn manage COMMAND            Django's own commands: migrate, createsuperuser, shell, ...
"""
FOOT = """\
Settings come from the environment: docs/reference/settings.md.
Exit codes: 0 done, 1 not possible, 2 usage, 3 some files failed.
"""

# Handed on untouched, so that each has its own --help: name -> (module, function).
ELSEWHERE = {
    "read": ("samsyn.council.reading.cli", "main"),
    "score": ("samsyn.council.reading.score_cli", "main"),
    "manage": ("samsyn.core.commands", "manage"),
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="samsyn", description=ABOUT, epilog=FOOT, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    top.add_argument("--version", action="version", version=f"samsyn {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, text in (
        ("read", "read meeting records"),
        ("score", "compare a reading with labels"),
        ("manage", "Django's own commands"),
    ):
        commands.add_parser(name, help=text, add_help=False)
    serve = commands.add_parser("serve", help="run the server (migrates the database first)")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=int, default=8000, help="port to listen on (default: %(default)s)")
    serve.add_argument("--demo", action="store_true", help="build the demonstration world if it is not there")
    commands.add_parser("demo", help="build or complete the demonstration world")
    worker = commands.add_parser("worker", help="work off the queue; several may run beside each other")
    worker.add_argument("--threads", type=int, default=1, help="jobs at a time (default: %(default)s)")
    _add_parser(commands.add_parser("add", help="add an organisation, a body or an account"))
    close = commands.add_parser("close", help="let an account in no more")
    close.add_argument("username")
    _import_parser(commands.add_parser("import", help="read files or folders into the archive"))
    _backup_parsers(commands)
    commands.add_parser("health", help="how the installation is")
    watch = commands.add_parser("clock", help="whether the clock can be trusted; say that it is right")
    watch.add_argument("what", nargs="?", choices=("show", "confirm"), default="show")
    _receipt_parser(commands.add_parser("receipt", help="check a receipt for an export"))
    _ledger_parser(commands.add_parser("ledger", help="check, hand out and witness the ledger"))
    return top


def _import_parser(bring: argparse.ArgumentParser) -> None:
    bring.description = (
        "Read files or folders into the archive, here and now. The same file is never read in twice."
    )
    bring.epilog = "Exit codes: 0 all were read or known, 2 wrong use, 3 some could not be read."
    bring.add_argument("paths", nargs="+", metavar="PATH", help="file or folder")
    bring.add_argument("--account", help="user name of who imports (needed if more than one account may)")
    bring.add_argument(
        "--organisation",
        help="slug of the organisation that owns the records (default: the body's if the account may write"
        " there, else the only one where it may)",
    )
    bring.add_argument(
        "--label",
        "--level",
        dest="level",
        default="limited",
        help="sharing label: public, network, limited, limited_org or room; a stricter one printed on a"
        " record goes before it (default: %(default)s)",
    )
    bring.add_argument("--body", help="slug of the body whose members may see the records (needed for room)")


def _add_parser(add: argparse.ArgumentParser) -> None:
    what = add.add_subparsers(dest="what", required=True, metavar="WHAT")
    organisation = what.add_parser("organisation", help="a municipality, a police area, a company …")
    body = what.add_parser("body", help="a council, a board, a committee")
    account = what.add_parser("account", help="somebody who may sign in; the password is asked for")
    for words in (organisation, body):
        words.add_argument("slug", help="short name in small letters, for addresses and commands")
        words.add_argument("name", help="name in full")
        words.add_argument("--kind", required=True, help="what sort it is; a wrong one lists the right ones")
    account.add_argument("username", help="what one signs in with")
    account.add_argument("name", help="the person's name")
    account.add_argument("--role", default="reader", help="reader, secretary, reviewer, publisher or admin")
    account.add_argument("--body", help="slug of the body at whose table the role is")
    organisation.add_argument("--parent", help="slug of the organisation it is part of")
    for words in (body, account):
        words.add_argument("--organisation", required=True, help="slug of the organisation it belongs to")


def _backup_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    out = commands.add_parser("backup", help="add a copy of the running installation to a folder of copies")
    out.add_argument("folder", type=Path, metavar="DIR", help="new, empty, or a folder of copies already")
    out.add_argument("--keep", type=int, metavar="DAYS", help="drop copies that are older, never the newest")
    out.add_argument("--check", action="store_true", help="make no copy: check those that are there")
    back = commands.add_parser("restore", help="put a copy back where nothing is")
    back.add_argument("folder", type=Path, metavar="DIR", help="the folder of copies")
    back.add_argument("--copy", metavar="NAME", help="another than the newest")
    back.add_argument(
        "--witnessed",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint of this log that a witness holds",
    )
    back.add_argument(
        "--new-log",
        action="store_true",
        help="the copy is older than what was signed: end that log and begin a new one",
    )


def _receipt_parser(words: argparse.ArgumentParser) -> None:
    what = words.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("key", help="print the public key that receipts are signed with")
    verify = what.add_parser("verify", help="check the signature, and whether a file is the one that left")
    verify.add_argument("file", type=Path, metavar="FILE", help="the receipt")
    verify.add_argument("copy", type=Path, nargs="?", metavar="COPY", help="the file it is for")
    verify.add_argument("--key", help="of the installation that signed it (default: this one)")


def _ledger_parser(words: argparse.ArgumentParser) -> None:
    what = words.add_subparsers(dest="what", required=True, metavar="WHAT")
    verify = what.add_parser("verify", help="check every entry, tile, checkpoint and cosignature")
    verify.add_argument(
        "--witnessed",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint of this log that somebody else has kept, or an exchange file from a witness",
    )
    verify.add_argument(
        "--key", action="append", default=[], help="an earlier key of this log, to be trusted"
    )
    what.add_parser("sign", help="sign a checkpoint now and print it")
    out = what.add_parser("export", help="write the log to an empty folder, for tools/verify_ledger.py")
    out.add_argument("folder", type=Path, metavar="DIR")
    one = what.add_parser("prove", help="print a proof, as JSON, that an entry is in the log")
    one.add_argument("seq", type=int, metavar="SEQ")
    exchange = what.add_parser("witness", help="exchange checkpoints with another installation, by file")
    way = exchange.add_subparsers(dest="way", required=True, metavar="WAY")
    came = way.add_parser(
        "import", help="check and cosign the other's checkpoint, keep its cosignatures of ours"
    )
    came.add_argument("file", type=Path, metavar="FILE")
    came.add_argument("--trust", action="store_true", help="accept a log that is not known yet")
    goes = way.add_parser("export", help="write our checkpoint, proofs and cosignatures for the other")
    goes.add_argument("file", type=Path, metavar="FILE")
    goes.add_argument(
        "--since", type=int, action="append", default=[], metavar="SIZE", help="a size the other has seen"
    )


def main(argv: Sequence[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    if words and words[0] in ELSEWHERE:
        from importlib import import_module

        module, function = ELSEWHERE[words[0]]
        return int(getattr(import_module(module), function)(words[1:]) or 0)
    options = parser().parse_args(words)
    if options.command is None:
        parser().print_help()
        return 2
    from .core import commands

    return commands.run(options)


if __name__ == "__main__":
    sys.exit(main())
