"""Tags that every template knows without loading them."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()
_icons: dict[tuple[str, str], SafeString] = {}


@register.simple_tag
def fixed(name: str, **values: object) -> SafeString:
    """`{% fixed "core/_keys.html" theme=theme %}`: a template that depends on the language and these values
    alone, never on who reads it. Every page has it, so it is rendered once."""
    if settings.DEBUG:  # where templates change
        return render_to_string(name, values)
    return _fixed(name, get_language(), get_script_prefix(), tuple(values.items()))


@lru_cache(maxsize=256)
def _fixed(
    name: str, _language: str | None, _prefix: str, values: tuple[tuple[str, object], ...]
) -> SafeString:
    return render_to_string(name, dict(values))


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "lock" %}`: the same as including core/_icon.html, at a tenth of its time. A list page has
    hundreds."""
    sheet = static("core/icons.svg")
    found = _icons.get((sheet, name))
    if found is None:
        markup = '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>'
        found = _icons[sheet, name] = format_html(markup, sheet, name)
    return found
