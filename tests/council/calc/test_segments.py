"""The reader of index pages against SQLite's own vocabulary, and what that hides."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from samsyn.council.calc.segments import is_leaf, terms

WORDS = st.text(alphabet="abcåäö", min_size=1, max_size=12)


def spelled(base: sqlite3.Connection) -> set[str]:
    return {
        word for page, block in base.execute("SELECT * FROM t_data") if is_leaf(page) for word in terms(block)
    }


@given(st.lists(st.lists(WORDS, min_size=1, max_size=40), min_size=1, max_size=20), st.data())
def test_the_pages_spell_what_the_index_knows_and_what_it_forgot(
    rows: list[list[str]], data: st.DataObject
) -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize = 'ascii')")
    base.execute("INSERT INTO t(t, rank) VALUES ('pgsz', 64)")  # many pages, so that words cross them
    for row in rows:
        base.execute("INSERT INTO t VALUES (?)", (" ".join(row),))
        base.commit()
    written = {word for row in rows for word in row}
    assert spelled(base) == written
    gone = data.draw(st.integers(1, len(rows)))
    base.execute("DELETE FROM t WHERE rowid = ?", (gone,))
    base.commit()
    base.execute("INSERT INTO t(t) VALUES ('optimize')")
    left = {word for number, row in enumerate(rows, 1) if number != gone for word in row}
    assert spelled(base) == left
    base.close()


def test_a_deleted_word_is_still_spelled_until_the_index_is_merged() -> None:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE t USING fts5(words, tokenize = 'ascii')")
    base.executemany("INSERT INTO t VALUES (?)", [("kvar",), ("borta",)])
    base.commit()
    base.execute("DELETE FROM t WHERE rowid = 2")
    base.commit()
    base.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, t, row)")
    assert [term for (term,) in base.execute("SELECT term FROM v")] == ["kvar"]
    assert spelled(base) == {"kvar", "borta"}
    base.close()
