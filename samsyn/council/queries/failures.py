"""Why a file could not be read, in the language of the page. The reader speaks Swedish, with details;
any other language says what the error's code stands for."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# Every error_code of record.schema.json. All of them leave the file where it is.
MESSAGES = {
    "empty": _("Filen är tom. Hämta den på nytt."),
    "unknown_type": _("Filens typ är okänd. Spara den som PDF och läs in den igen."),
    "encrypted": _("Filen är låst med lösenord. Lås upp den och läs in den igen."),
    "damaged": _("Filen är skadad. Den är sparad; hämta den på nytt."),
    "too_large": _("Filen är för stor för att läsas. Den är sparad; dela upp den."),
    "too_many_pages": _("Filen har för många sidor. Den är sparad; dela upp den."),
    "timeout": _("Läsningen tog för lång tid och avbröts. Filen är sparad; dela upp den."),
    "crashed": _("Läsningen avbröts av ett fel i filen. Den är sparad; gör om den till PDF."),
    "memory": _("Filen kräver för mycket minne. Den är sparad; dela upp den."),
    "no_text": _("Filen innehåller ingen text. Kontrollera att rätt fil är inläst."),
    "ocr_missing": _("Bilder kan inte läsas här: Tesseract med svenska saknas på servern."),
    "no_pages": _("Filen saknar sidor. Den är sparad; hämta den på nytt."),
    "not_found": _("Filen finns inte eller får inte öppnas."),
    "unreadable": _("Filen kunde inte läsas. Den ligger kvar."),
}


def sentence(code: str, said: str) -> str:
    """The error `code` in one sentence; in Swedish the reader's own words `said`, where it has any. A code
    that this version does not know is "unreadable"."""
    if said and (get_language() or "sv").startswith("sv"):
        return said
    return str(MESSAGES.get(code, MESSAGES["unreadable"]))
