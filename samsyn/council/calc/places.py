"""Which known places a text names: compared by stem, so that "Klockartorgets" is Klockartorget."""

from __future__ import annotations

from collections.abc import Iterable

from samsyn.council.calc.words import folded_stem, stem, tokens


class Gazetteer:
    """Place names ready for looking up. `places` are (name, primary key); short names (under 3 letters)
    are left out."""

    def __init__(self, places: Iterable[tuple[str, int]]) -> None:
        self._plain: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        self._folded: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for name, pk in places:
            words = tokens(name)
            if sum(map(len, words)) < 3:
                continue
            for index, root in ((self._plain, stem), (self._folded, folded_stem)):
                roots = tuple(root(word) for word in words)
                index.setdefault(roots[0], []).append((roots, pk))

    def named(self, text: str, *, ocr: bool = False) -> set[int]:
        """Primary keys of the places named in the text."""
        index, root = (self._folded, folded_stem) if ocr else (self._plain, stem)
        if not index:
            return set()
        roots = [root(token) for token in tokens(text)]
        return {
            pk
            for at, first in enumerate(roots)
            for wanted, pk in index.get(first, ())
            if tuple(roots[at : at + len(wanted)]) == wanted
        }
