"""On PostgreSQL each row of the index carries its paragraph's label and day, and a word alone says in which
column it stands. So a search reads one table, and the words are decided in the index itself: a weight can only
be looked up in the row.

The copy is the database's own work. It is taken from the paragraph whenever an index row is written, and again
when the paragraph's label or day changes, in the same transaction. No code can write one that differs."""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = (
    """
    ALTER TABLE council_search
      ADD COLUMN level varchar(20), ADD COLUMN organisation_id bigint, ADD COLUMN circle_id bigint,
      ADD COLUMN date date
    """,
    # FOR SHARE: a label that somebody is changing is waited for, and cannot change before this row is seen.
    """
    CREATE FUNCTION council_search_label() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT level, organisation_id, circle_id, date
        INTO STRICT NEW.level, NEW.organisation_id, NEW.circle_id, NEW.date
        FROM council_block WHERE id = NEW.rowid FOR SHARE;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER council_search_label BEFORE INSERT OR UPDATE ON council_search
      FOR EACH ROW EXECUTE FUNCTION council_search_label()
    """,
    """
    CREATE FUNCTION council_block_searched() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        UPDATE council_search SET rowid = rowid WHERE rowid = NEW.id;
      ELSIF TG_OP = 'DELETE' THEN
        DELETE FROM council_search WHERE rowid = OLD.id;
      ELSE
        TRUNCATE council_search;
      END IF;
      RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER council_block_relabelled
      AFTER UPDATE OF level, organisation_id, circle_id, date ON council_block
      FOR EACH ROW WHEN ((OLD.level, OLD.organisation_id, OLD.circle_id, OLD.date)
        IS DISTINCT FROM (NEW.level, NEW.organisation_id, NEW.circle_id, NEW.date))
      EXECUTE FUNCTION council_block_searched()
    """,
    """
    CREATE TRIGGER council_block_deleted AFTER DELETE ON council_block
      FOR EACH ROW EXECUTE FUNCTION council_block_searched()
    """,
    """
    CREATE TRIGGER council_block_emptied AFTER TRUNCATE ON council_block
      FOR EACH STATEMENT EXECUTE FUNCTION council_block_searched()
    """,
    "DELETE FROM council_search WHERE rowid NOT IN (SELECT id FROM council_block)",
)
CLOSED = (
    "ALTER TABLE council_search ALTER COLUMN level SET NOT NULL, ALTER COLUMN organisation_id SET NOT NULL"
)

# As calc/columns.py writes it: from the weight that said which column a word stands in, to the word's mark.
CONVERT = """
    UPDATE council_search SET council_search = (
      SELECT coalesce(string_agg(format('''%s'':%s', word, places), ' '), '')::tsvector FROM (
        SELECT mark || lexeme AS word, string_agg(place || weight, ',' ORDER BY place) AS places
        FROM (
          SELECT w.lexeme, p.place, p.weight
          FROM unnest(council_search) AS w, unnest(w.positions, w.weights) AS p (place, weight)
        ) AS found
        JOIN (VALUES ('', 'A'), ('', 'B'), ('f.', 'C'), ('w.', 'D'), ('w.', 'A')) AS marks (mark, of_weight)
          ON of_weight = weight
        GROUP BY mark || lexeme
      ) AS words)
"""
BACK = """
    UPDATE council_search SET council_search = (
      SELECT coalesce(string_agg(format('''%s'':%s', word, places), ' '), '')::tsvector FROM (
        SELECT regexp_replace(lexeme, '^[fw][.]', '') AS word,
          string_agg(DISTINCT place || weight, ',') AS places
        FROM (
          SELECT w.lexeme, p.place, p.weight
          FROM unnest(council_search) AS w, unnest(w.positions, w.weights) AS p (place, weight)
        ) AS found
        GROUP BY 1
      ) AS words)
"""
BACKWARDS = (
    "DROP TRIGGER council_block_emptied ON council_block",
    "DROP TRIGGER council_block_deleted ON council_block",
    "DROP TRIGGER council_block_relabelled ON council_block",
    "DROP TRIGGER council_search_label ON council_search",
    "DROP FUNCTION council_block_searched()",
    "DROP FUNCTION council_search_label()",
    """
    ALTER TABLE council_search
      DROP COLUMN level, DROP COLUMN organisation_id, DROP COLUMN circle_id, DROP COLUMN date
    """,
    BACK,
)


def forwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in (*FORWARDS, CONVERT, CLOSED):
            schema_editor.execute(statement, params=None)


def backwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in BACKWARDS:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("council", "0004_search_merged")]
    operations = [
        migrations.RunPython(forwards, backwards),
        # BlockIndex is not managed: these change what Django knows of it, and nothing in the database.
        migrations.AddField("blockindex", "level", models.CharField(max_length=20, editable=False)),
        migrations.AddField(
            "blockindex",
            "organisation",
            models.ForeignKey(
                "core.organisation",
                django.db.models.deletion.DO_NOTHING,
                related_name="+",
                db_constraint=False,
                editable=False,
            ),
        ),
        migrations.AddField(
            "blockindex",
            "circle",
            models.ForeignKey(
                "core.body",
                django.db.models.deletion.DO_NOTHING,
                null=True,
                related_name="+",
                db_constraint=False,
                editable=False,
            ),
        ),
        migrations.AddField("blockindex", "date", models.DateField(null=True, editable=False)),
    ]
