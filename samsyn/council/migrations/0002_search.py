"""The search index: FTS5 on SQLite, tsvector with GIN on PostgreSQL. Both hold stems made in Python."""

from django.db import migrations

# The ascii tokenizer splits at blanks alone (all else is made in Python): å stays å, and both databases agree.
SQLITE = "CREATE VIRTUAL TABLE council_search USING fts5(stems, parts, folded, words, tokenize = 'ascii')"
POSTGRESQL = (
    "CREATE TABLE council_search (rowid bigint PRIMARY KEY, council_search tsvector NOT NULL)",
    "CREATE INDEX council_search_gin ON council_search USING gin (council_search)",
)


def create(_apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else (SQLITE,)
    for statement in statements:
        schema_editor.execute(statement)


def drop(_apps, schema_editor):
    schema_editor.execute("DROP TABLE council_search")


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
