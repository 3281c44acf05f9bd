"""`index__content__match=Expressions(...)` and its rank: full text on SQLite (FTS5) and PostgreSQL
(tsvector) alike."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Lookup
from django.db.models.sql.compiler import SQLCompiler

# stems, parts, folded, words: bm25 takes the weights in the order of the columns, ts_rank as {D, C, B, A}.
_BM25 = "10.0, 2.0, 6.0, 0.0"
_TS_RANK = "{0.0, 0.6, 0.2, 1.0}"


class Expressions(NamedTuple):
    """One question in both databases' own words."""

    fts5: str
    tsquery: str


class Match(Lookup):
    """True where the index row answers the question. The left side is the index table itself."""

    lookup_name = "match"

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def as_sqlite(
        self, _compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        alias = connection.ops.quote_name(self.lhs.alias)
        return f"{alias}.{connection.ops.quote_name('council_search')} MATCH %s", (self.rhs.fts5,)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ %s::tsquery", (*params, self.rhs.tsquery)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        raise NotImplementedError(f"No full text search on {connection.vendor}")


class Rank(Func):
    """Lower is better on both databases, so that one ORDER BY serves."""

    arity = 1

    def __init__(self, column: Any, expressions: Expressions, **extra: Any) -> None:
        super().__init__(column, **extra)
        self.expressions = expressions

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - Django calls it so
        left, params = compiler.compile(self.source_expressions[0])
        return f"bm25({left.rsplit('.', 1)[0]}, {_BM25})", tuple(params)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - Django calls it so
        left, params = compiler.compile(self.source_expressions[0])
        return f"-ts_rank('{_TS_RANK}', {left}, %s::tsquery, 1)", (*params, self.expressions.tsquery)
