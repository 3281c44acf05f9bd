"""The API as its own description lets a program ask it, rightly and wrongly: no server error, and nothing for
those it is hidden from. LEAK_EXAMPLES asks more than the 12 questions of each kind."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlencode

import hypothesis
import jsonschema
import pytest
import schemathesis
from schemathesis import GenerationMode

from samsyn.council.openapi import DOCUMENT
from tests.council.views.test_api import schema_of
from tests.leaks.scene import THINGS, Browser, Scene, clean, words_in

pytestmark = pytest.mark.django_db
EXAMPLES = int(os.environ.get("LEAK_EXAMPLES", "12"))
OPERATIONS = [found.ok() for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
WORDS = [thing.word for thing in THINGS]


def ask(browser: Browser, case: Any) -> Any:
    """As the case says, but with the browser's own session."""
    path = case.formatted_path
    query = urlencode(case.query or {}, doseq=True, errors="surrogatepass")
    heads = {name: value for name, value in dict(case.headers or {}).items() if name.lower() != "cookie"}
    return browser.generic(case.method, path, QUERY_STRING=query, headers=heads)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.path)
def test_the_api(scene: Scene, operation: Any) -> None:
    browsers = {name: scene.browser(name) for name in ("siv", "otto", "")}
    for mode in MODES:

        @hypothesis.settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            suppress_health_check=[*hypothesis.HealthCheck],
        )
        @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
        def asked(case: Any) -> None:
            for name, browser in browsers.items():
                answer = ask(browser, case)
                assert answer.status_code < 500, (name, case.formatted_path, case.query)
                if name:
                    clean(scene, name, answer)
                    if answer.status_code == 200:
                        jsonschema.validate(answer.json(), schema_of(operation.path))
                else:
                    assert answer.status_code >= 400, case.formatted_path
                    assert words_in(answer, WORDS) == []

        asked()
