"""The language of the search box: words, "phrases", -not, OR, prefix*, and fields (organ:, person:, från:).

Query := clause*            all must hold
clause := term (OR term)*   any may hold
term := -?(word | prefix* | "phrase" | field:value)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from samsyn.council.calc.words import STOP_WORDS, bare, fold, folded_stem, stem, tokens

MAX_CHARS, MAX_TERMS = 400, 24

FIELDS = {
    "organ": "body",
    "body": "body",
    "person": "person",
    "år": "year",
    "year": "year",
    "från": "from",
    "from": "from",
    "till": "to",
    "to": "to",
    "typ": "kind",
    "kind": "kind",
    "plats": "place",
    "place": "place",
    "etikett": "label",
    "label": "label",
}
_PIECE = re.compile(r'(?P<minus>-)?(?:(?P<field>[^\W\d_]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Word(NamedTuple):
    """One word as typed; `prefix` if it ended in *."""

    token: str
    prefix: bool = False


class Phrase(NamedTuple):
    """Words that must stand side by side, compared by stem."""

    tokens: tuple[str, ...]


Term = Word | Phrase


@dataclass(slots=True)
class Query:
    """`must` is AND of ORs, `without` is what may not occur, `fields` the last value of each field.

    `notes` says what was left out and why: "long", "many", "stop".
    """

    must: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.must and not self.without

    def terms(self) -> list[Term]:
        return [term for group in self.must for term in group]


def parse(text: str) -> Query:
    """Never fails: what makes no sense is read as words. At most 400 characters and 24 terms are used."""
    query = Query()
    if len(text) > MAX_CHARS:
        text = text[:MAX_CHARS]
        query.notes.append("long")
    joined = False
    count = 0
    for match in _PIECE.finditer(text):
        if match["word"] == "OR" and not match["minus"] and not match["field"]:
            joined = bool(query.must)
            continue
        if _take_field(query, match):
            continue
        terms = _terms(match)
        count += len(terms)
        if count > MAX_TERMS:
            query.notes.append("many")
            break
        for term in terms:
            if match["minus"]:
                query.without.append(term)
            elif joined:
                query.must[-1].append(term)
            else:
                query.must.append([term])
            joined = False
    _drop_stop_words(query)
    return query


def _take_field(query: Query, match: re.Match[str]) -> bool:
    name = FIELDS.get((match["field"] or "").lower())
    value = (match["phrase"] if match["phrase"] is not None else match["word"] or "").strip()
    if name is None or not value or match["minus"]:
        return False
    query.fields[name] = value
    return True


def _terms(match: re.Match[str]) -> list[Term]:
    """A word with punctuation inside ("§ 27-68", "a.b") is what its tokens are: a phrase if more than one."""
    raw = match["phrase"] if match["phrase"] is not None else match["word"]
    if match["field"]:
        raw = f"{match['field']} {raw}"
    found = tuple(tokens(raw or ""))
    if not found:
        return []
    if len(found) > 1:
        return [Phrase(found)]
    prefix = match["phrase"] is None and (match["word"] or "").endswith("*") and len(found[0]) >= 2
    return [Word(found[0], prefix)]


def _drop_stop_words(query: Query) -> None:
    """ "val av justerare" searches val and justerare; a query of stop words alone keeps them."""

    def says_something(group: list[Term]) -> bool:
        return not all(isinstance(t, Word) and not t.prefix and t.token in STOP_WORDS for t in group)

    kept = [group for group in query.must if says_something(group)]
    if kept and len(kept) < len(query.must):
        query.must = kept
        query.notes.append("stop")


def to_fts5(query: Query) -> str:
    """The MATCH expression for SQLite over stems, parts, folded, words; empty if nothing is asked for."""
    return _compile(query.must, _fts5_term, " AND ", " OR ")


def without_fts5(query: Query) -> str:
    return " OR ".join(_fts5_term(term) for term in query.without)


def to_tsquery(query: Query) -> str:
    """The same as a PostgreSQL tsquery over the marked words of calc/columns.py. A weight is asked for in
    phrases alone, where the row must be opened anyway."""
    return _compile(query.must, _ts_term, " & ", " | ")


def without_tsquery(query: Query) -> str:
    return " | ".join(_ts_term(term) for term in query.without)


def _compile(groups: list[list[Term]], term: Callable[[Term], str], every: str, some: str) -> str:
    return every.join("(" + some.join(term(t) for t in group) + ")" for group in groups)


def _fts5_term(term: Term) -> str:
    # Tokens are letters and digits only, so nothing in the quotes can end them.
    if isinstance(term, Phrase):
        stems = " ".join(stem(token) for token in term.tokens)
        folded = " ".join(folded_stem(token) for token in term.tokens)
        return f'(stems : "{stems}" OR folded : "{folded}")'
    if term.prefix:
        return f'({{stems words}} : "{term.token}" * OR folded : "{fold(term.token)}" *)'
    roots = " OR ".join(f'"{root}"' for root in _roots(term.token))
    return f'({{stems parts}} : ({roots}) OR folded : "{folded_stem(term.token)}")'


def _ts_term(term: Term) -> str:
    if isinstance(term, Phrase):
        stems = " <-> ".join(f"'{stem(token)}':A" for token in term.tokens)
        folded = " <-> ".join(f"'f.{folded_stem(token)}'" for token in term.tokens)
        return f"(({stems}) | ({folded}))"
    if term.prefix:
        return f"('w.{term.token}':* | 'f.{fold(term.token)}':*)"
    roots = " | ".join(f"'{root}'" for root in _roots(term.token))
    return f"({roots} | 'f.{folded_stem(term.token)}')"


def _roots(token: str) -> list[str]:
    """What a typed word is looked up as: its stem, and the stem of its indefinite form."""
    return [root for root in dict.fromkeys((stem(token), bare(stem(token)))) if root]
