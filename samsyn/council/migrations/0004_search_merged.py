"""On PostgreSQL the index takes new words in at once, so that no search has to look through those that wait."""

from django.db import migrations


def merge_at_once(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX council_search_gin SET (fastupdate = off)")


def merge_later(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER INDEX council_search_gin RESET (fastupdate)")


class Migration(migrations.Migration):
    dependencies = [("council", "0003_list_indexes")]
    operations = [migrations.RunPython(merge_at_once, merge_later)]
