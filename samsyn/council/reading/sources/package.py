"""ZIP packages (DOCX, ODT) opened with care: sizes are counted as they unfold, XML fetches nothing."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from samsyn.council.reading.errors import Damaged, Encrypted, TooLarge
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import LOCKED

_BROKEN = "Dokumentet är skadat och går inte att öppna. Det är sparat; hämta det på nytt."
_BOMB = "Dokumentet packas upp till orimlig storlek och läses inte. Det är sparat; be avsändaren om ett nytt."


class Package:
    """Parts of a ZIP package by name. All parts together may unfold to `zip_total` bytes and no more."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        limits = budget.limits
        self._left = min(limits.zip_total, max(len(data) * limits.zip_ratio, 1 << 20))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Damaged(_BROKEN) from error
        self.names = set(self._zip.namelist())
        if len(self.names) > limits.zip_entries:
            raise TooLarge(_BOMB)

    def read(self, name: str) -> bytes:
        """The bytes of a part; empty if there is none."""
        if name not in self.names:
            return b""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise Encrypted(LOCKED)
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise Damaged(_BROKEN) from error
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(_BOMB)
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None if there is no such part. Raises Damaged."""
        data = self.read(name)
        if not data:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Damaged(_BROKEN) from error
