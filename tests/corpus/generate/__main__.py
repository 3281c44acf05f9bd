"""Writes the corpus: `python -m tests.corpus.generate [half …] [family …]` from the root."""

import json
import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from .document import Doc, write

ROOT = Path(__file__).resolve().parent.parent
MODULES = {
    "dev": ["dev_municipal", "dev_councils", "dev_struck", "dev_associations", "dev_informal"],
    "held": ["held_municipal", "held_councils", "held_struck", "held_informal", "held_mixed"],
    "fresh": ["fresh_councils", "fresh_formal", "fresh_notes"],
    "unseen": ["unseen_region", "unseen_formal", "unseen_annex", "unseen_councils"],
    "blind": ["blind_councils", "blind_boards", "blind_formal", "blind_local"],
    "later": ["later_region", "later_formal", "later_councils", "later_groups"],
    "proof": ["proof_formal", "proof_boards", "proof_groups"],
    "final": ["final_formal", "final_councils"],
}


def families(half: str) -> dict[str, Callable[[], list[Doc]]]:
    """All families of one half; each module has `FAMILIES`: name → function that makes the documents."""
    made: dict[str, Callable[[], list[Doc]]] = {}
    for name in MODULES[half]:
        module = import_module(f"{__package__}.{name}")
        made.update(module.FAMILIES)
    return made


def main(words: list[str]) -> None:
    """Write the wanted halves and families, and their list in index.json."""
    halves = [w for w in words if w in MODULES] or list(MODULES)
    wanted = [w for w in words if w not in MODULES]
    for half in halves:
        index = ROOT / half / "index.json"
        listed = json.loads(index.read_text()) if index.exists() else {}
        for family, make in families(half).items():
            if wanted and family not in wanted:
                continue
            folder = ROOT / half / family
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            listed[family] = [write(doc, folder, ROOT) for doc in make()]
            print(half, family, len(listed[family]))
        index.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


main(sys.argv[1:])
