"""A record's warnings in the language of the page. The reader speaks Swedish, with details; any other
language says what the warning's code stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Every code of record.schema.json, and "internal" for what could not be kept.
MESSAGES = {
    "attendance_missing": _("Ingen närvaro är antecknad i handlingen."),
    "attendance_by_role_only": _("Närvaron anges med antal eller uppdrag, inte med namn."),
    "signature_differs": _("Ett namn i underskriften är inte detsamma som i listan."),
    "year_inferred": _("Årtalet för nästa möte står inte i handlingen; det är härlett."),
    "presenter_not_listed": _("Någon föredrar men står inte i närvarolistan."),
    "personal_number": _(
        "Handlingen innehåller personnummer. De är dolda här; dölj dem även före publicering."
    ),
    "possible_strike": _("Namn kan vara överstrukna. Jämför med originalet."),
    "struck_text": _("Överstrukna namn räknas som frånvarande."),
    "deleted_text": _("Ett namn är borttaget med spårad ändring och räknas inte med."),
    "not_minutes": _(
        "Filen verkar inte vara mötesanteckningar. Den ligger kvar; välj typ själv om det är fel."
    ),
    "several_documents": _("Filen rymmer flera handlingar. Dela upp den."),
    "rotated_page": _("En sida ligger på sidan eller upp och ner. Den är läst vriden."),
    "hand_drawn_strike": _("Ett streck är draget för hand. Jämför med originalet."),
    "ocr_low_quality": _("Texten är svår att läsa av bilden. Jämför med originalet."),
    "text_order_doubtful": _("Textens ordning är osäker. Jämför med originalet."),
    "times_contradict": _("Mötet slutar före sin början enligt handlingen."),
    "item_gap": _("Nummer saknas bland ärendena."),
    "unreadable_page": _("En sida kunde inte läsas."),
    "truncated": _("Filen är avbruten eller skadad; det som finns kvar är läst."),
    "mixed_languages": _("Handlingen är skriven på flera språk."),
    "name_spelled_two_ways": _("Ett namn är stavat på två sätt."),
    "limit_reached": _("Filen är för stor för att läsas hel. Dela upp den för att läsa resten."),
    "mode_from_facts": _("Mötets form står inte i handlingen; den är härledd."),
    "attachment_skipped": _("Alla bilagor är inte lästa. Läs in dem för sig."),
    "internal": _("Uppgifterna i filen gick inte att spara."),
}


def sentences(warnings: Iterable[Mapping[str, Any]]) -> list[str]:
    """One sentence for each warning, the same never twice. A code this version does not know keeps the
    reader's own words."""
    swedish = (get_language() or "sv").startswith("sv")
    return list(dict.fromkeys(_sentence(warning, swedish=swedish) for warning in warnings))


def _sentence(warning: Mapping[str, Any], *, swedish: bool) -> str:
    code, said = str(warning.get("code") or ""), str(warning.get("message") or "")
    own = swedish and said and code != "internal"  # the words of "internal" are for the log
    return said if own or code not in MESSAGES else str(MESSAGES[code])
