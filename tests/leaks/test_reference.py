"""docs/reference/leaks.md names every class with its test and its hole. LEAK_REFERENCE=1 writes it anew."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

from tests.leaks import mutants

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs/reference/leaks.md"
HEAD = """# Side paths: how each is tested

What a person may not see must not reach them by any way: not as a number, a size, a time or a word in an
error. Each class below is one test in `tests/leaks` and one *mutant*, a deliberate hole in the running code
that the same test has to find. A test that cannot fail is itself a failure.

The world of the suite has two organisations, all five levels and a circle. Each thing carries a word of its
own, which must not occur in any byte, header or event made for somebody it is hidden from. Beside them,
`test_api_fuzz` asks the API as its own description lets it be asked, and `test_hostile` sends hundreds of
broken requests.

    pytest tests/leaks                                          # part of `make test`
    LEAK_EXAMPLES=2000 pytest tests/leaks                       # more questions, every bad text in every form
    LEAK_REFERENCE=1 pytest tests/leaks/test_reference.py       # write this page anew

What it does not show: that no other side path exists. Time is judged by the number of questions to the
database, and by a median within a factor of two.

| class | what could leak | mutant | test |
|---|---|---|---|
"""


def page() -> str:
    for file in sorted(HERE.glob("test_*.py")):
        if file.stem != "test_reference":
            importlib.import_module(f"tests.leaks.{file.stem}")
    rows = sorted(mutants.PATHS.values(), key=lambda one: (one.test.split(".")[0], one.name))
    return HEAD + "".join(f"| {one.name} | {one.about} | {one.mutant} | `{one.test}` |\n" for one in rows)


def test_the_page_names_every_class() -> None:
    text = page()
    if "LEAK_REFERENCE" in os.environ:
        PAGE.write_text(text, "utf-8")
    assert PAGE.read_text("utf-8") == text, "run LEAK_REFERENCE=1 pytest tests/leaks/test_reference.py"
    assert len(mutants.PATHS) >= 40
