"""What several sources say to people, in Swedish."""

TURNED = "Sidan ligger på tvären eller upp och ned; den är läst rättvänd."
BY_HAND = "Ord verkar strukna för hand på sidan. Kontrollera mot bilden."
NO_OCR = (
    "Sidan är en bild och texttolkning (Tesseract) saknas på datorn. Filen är sparad; installera "
    "tesseract-ocr-swe och läs om den."
)
NO_SWEDISH = "Svenska saknas i texttolkningen; å, ä och ö kan vara fel lästa."
PAGE_TIMEOUT = "Sidan tog för lång tid att tolka och är inte läst."
PAGE_DAMAGED = "Sidan är skadad och kunde inte läsas."
PAGES_DAMAGED = "{} sidor är skadade och kunde inte läsas; den första är angiven."

# Codes of notices that say the same on every page.
ONCE = frozenset({"ocr_low_quality"})
