"""Rows of labelled models come by way of the guard: views and queries may not take them past it.

Found in the syntax tree: a function in views or queries that names `objects` or `_default_manager`
of a labelled model must ask the guard too. Where one need not, it stands in ARGUED with the reason: a new one
has to be argued for. What it does not see is a manager handed on under another name; for that the leak suite
walks the pages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from samsyn.core.models import LabelledModel

PACKAGE = Path(__file__).resolve().parents[2] / "samsyn"
PLACES = (
    "*/views/*.py",
    "*/queries/*.py",
    "*/parts.py",
    "core/tickets.py",
    "core/boxes.py",
    "core/context.py",
)
# What asks the guard. A scope, a condition for the query, or a judgement of each row.
GUARDS = frozenset(
    {"labels_q", "labels_for", "scope", "seen", "require", "may", "decide", "document_for", "meeting_for"}
)
# Function -> why it may take rows of labelled models without asking.
ARGUED = {
    "council.queries.fields._body": "a condition on paragraphs, which the search asks for under the guard",
    "council.views.people._make_person": "a write, in a body one writes in; it shows nothing",
    "council.queries.fields._person": "a condition on paragraphs, which the search asks for under the guard",
}


def labelled() -> set[str]:
    """Models with a label, and those that hang on one by `guard_prefix`."""
    return {
        model.__name__
        for model in apps.get_models()
        if issubclass(model, LabelledModel) or isinstance(getattr(model, "guard_prefix", None), str)
    }


def calls(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func
            yield (
                name.id
                if isinstance(name, ast.Name)
                else name.attr
                if isinstance(name, ast.Attribute)
                else ""
            )


def taken(tree: ast.AST, models: set[str]) -> Iterator[str]:
    """`Document.objects`, `Document._default_manager`."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("objects", "_default_manager", "_base_manager")
            and isinstance(node.value, ast.Name)
            and node.value.id in models
        ):
            yield node.value.id


def functions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    tree = ast.parse(path.read_text("utf-8"))
    place = path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield f"{place}.{node.name}", node


def past_the_guard(paths: Iterator[Path] | list[Path]) -> dict[str, set[str]]:
    models = labelled()
    found = {}
    for path in paths:
        for name, node in functions(path):
            rows = set(taken(node, models))
            if rows and not GUARDS & set(calls(node)):
                found[name] = rows
    return found


def test_views_and_queries_take_labelled_rows_by_way_of_the_guard() -> None:
    paths = [path for pattern in PLACES for path in sorted(PACKAGE.glob(pattern))]
    assert len(paths) > 20
    assert set(past_the_guard(paths)) == set(ARGUED)


def test_it_finds_a_back_door(tmp_path: Path, monkeypatch: object) -> None:
    back_door = PACKAGE / "council" / "views" / "archive.py"
    tree = ast.parse("def leak(request):\n    return list(Document.objects.all())\n")
    assert set(taken(tree, labelled())) == {"Document"}
    assert not GUARDS & set(calls(tree))
    assert back_door.exists()


def test_no_view_writes_sql_of_its_own() -> None:
    """Raw SQL over labelled tables stands in queries/ alone, where rows are judged once more."""
    writing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.glob("*/views/*.py")
        if "cursor()" in path.read_text("utf-8") or ".raw(" in path.read_text("utf-8")
    }
    assert writing == set()
