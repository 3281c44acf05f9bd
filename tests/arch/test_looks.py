"""Every view says whether it shows what stands under a label: whoever forgets is found here, and its page
does not answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from samsyn.core.domain import looks


def views(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, object]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield address, one.callback
        else:
            yield from views(one, address)


def test_every_view_says_what_it_shows() -> None:
    found = dict(views(get_resolver()))
    assert len(found) > 40
    assert {address for address, view in found.items() if looks.declared(view) is None} == set()  # type: ignore[arg-type]
