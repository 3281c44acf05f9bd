#!/usr/bin/env python3
"""Files and functions longer than the guide: a reason to look again, never a failed build.

tools/lengths.py [--short]
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

FILE, FUNCTION, PARAMETERS = 400, 30, 4
LOOK_AGAIN_FILE, LOOK_AGAIN_FUNCTION = 600, 60
ROOT = Path(__file__).resolve().parent.parent


def functions(tree: ast.Module) -> list[tuple[int, str, int, int]]:
    """(lines, name, line number, positional parameters without self) of each function."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
            count = len([name for name in names if name not in ("self", "cls")])
            found.append(((node.end_lineno or node.lineno) - node.lineno + 1, node.name, node.lineno, count))
    return found


def main(short: bool) -> int:
    files: list[tuple[int, Path]] = []
    long: list[tuple[int, str]] = []
    wide: list[tuple[int, str]] = []
    for folder in ("samsyn", "tests", "tools", "bench"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            text = path.read_text("utf-8")
            files.append((text.count("\n"), path.relative_to(ROOT)))
            for lines, name, number, parameters in functions(ast.parse(text)):
                where = f"{path.relative_to(ROOT)}:{number} {name}"
                if lines > FUNCTION:
                    long.append((lines, where))
                if parameters > PARAMETERS:
                    wide.append((parameters, where))
    over = [entry for entry in files if entry[0] > FILE]
    if short:
        again = sum(lines > LOOK_AGAIN_FILE for lines, _ in over)
        again += sum(lines > LOOK_AGAIN_FUNCTION for lines, _ in long)
        print(
            f"lengths: {len(files)} files, {len(over)} over {FILE} lines;"
            f" {len(long)} functions over {FUNCTION}; {again} to look at again (make lengths)"
        )
        return 0
    for title, entries in (
        (f"files over {FILE} lines", over),
        (f"functions over {FUNCTION} lines", long),
        (f"functions with more than {PARAMETERS} parameters", wide),
    ):
        print(f"{title}: {len(entries)}")
        for size, where in sorted(entries, key=lambda entry: -entry[0]):
            print(f"  {size:5}  {where}")
    return 0


if __name__ == "__main__":
    sys.exit(main("--short" in sys.argv[1:]))
