"""Terms beside level, owner and circle; a label of its own for each item; and on PostgreSQL the index carries
the terms too (see 0005)."""

import django.db.models.deletion
from django.db import migrations, models

COPIED = """
    UPDATE council_item SET
      level = (SELECT level FROM council_meeting m WHERE m.id = meeting_id),
      organisation_id = (SELECT organisation_id FROM council_meeting m WHERE m.id = meeting_id),
      circle_id = (SELECT circle_id FROM council_meeting m WHERE m.id = meeting_id)
"""
CARRIED = (
    "ALTER TABLE council_search ADD COLUMN terms_id bigint",
    """
    CREATE OR REPLACE FUNCTION council_search_label() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT level, organisation_id, circle_id, terms_id, date
        INTO STRICT NEW.level, NEW.organisation_id, NEW.circle_id, NEW.terms_id, NEW.date
        FROM council_block WHERE id = NEW.rowid FOR SHARE;
      RETURN NEW;
    END $$
    """,
    "DROP TRIGGER council_block_relabelled ON council_block",
    """
    CREATE TRIGGER council_block_relabelled
      AFTER UPDATE OF level, organisation_id, circle_id, terms_id, date ON council_block
      FOR EACH ROW WHEN ((OLD.level, OLD.organisation_id, OLD.circle_id, OLD.terms_id, OLD.date)
        IS DISTINCT FROM (NEW.level, NEW.organisation_id, NEW.circle_id, NEW.terms_id, NEW.date))
      EXECUTE FUNCTION council_block_searched()
    """,
)
DROPPED = (
    """
    CREATE OR REPLACE FUNCTION council_search_label() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT level, organisation_id, circle_id, date
        INTO STRICT NEW.level, NEW.organisation_id, NEW.circle_id, NEW.date
        FROM council_block WHERE id = NEW.rowid FOR SHARE;
      RETURN NEW;
    END $$
    """,
    "DROP TRIGGER council_block_relabelled ON council_block",
    """
    CREATE TRIGGER council_block_relabelled
      AFTER UPDATE OF level, organisation_id, circle_id, date ON council_block
      FOR EACH ROW WHEN ((OLD.level, OLD.organisation_id, OLD.circle_id, OLD.date)
        IS DISTINCT FROM (NEW.level, NEW.organisation_id, NEW.circle_id, NEW.date))
      EXECUTE FUNCTION council_block_searched()
    """,
    "ALTER TABLE council_search DROP COLUMN terms_id",
)


def copy(_apps, schema_editor):
    schema_editor.execute(COPIED, params=None)
    if schema_editor.connection.vendor == "postgresql":  # or the column cannot be closed in this transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)


def carry(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in CARRIED:
            schema_editor.execute(statement, params=None)


def drop(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in DROPPED:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0009_terms"),
        ("council", "0006_list_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartLabel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("public", "Öppen"),
                            ("network", "Samverkanskretsen"),
                            ("limited", "Begränsad delning"),
                            ("limited_org", "Begränsad delning – endast egen organisation"),
                            ("room", "Endast mötets deltagare"),
                        ],
                        max_length=20,
                    ),
                ),
            ],
        ),
        migrations.RemoveIndex(
            model_name="meeting",
            name="council_meeting_choices",
        ),
        migrations.AddField(
            model_name="block",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.terms",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="circle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.body",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="level",
            field=models.CharField(
                choices=[
                    ("public", "Öppen"),
                    ("network", "Samverkanskretsen"),
                    ("limited", "Begränsad delning"),
                    ("limited_org", "Begränsad delning – endast egen organisation"),
                    ("room", "Endast mötets deltagare"),
                ],
                default="limited",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.organisation",
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.terms",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.terms",
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(
                fields=["body", "year", "level", "organisation", "circle", "terms"],
                name="council_meeting_choices",
            ),
        ),
        migrations.AddField(
            model_name="partlabel",
            name="circle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.body",
            ),
        ),
        migrations.AddField(
            model_name="partlabel",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="part_labels", to="core.document"
            ),
        ),
        migrations.AddField(
            model_name="partlabel",
            name="terms",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.terms",
            ),
        ),
        migrations.AddConstraint(
            model_name="partlabel",
            constraint=models.UniqueConstraint(fields=("document", "key"), name="council_part_label_once"),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="item",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
            ),
        ),
        migrations.RunPython(carry, drop),
        migrations.AddField(
            "blockindex",
            "terms",
            models.ForeignKey(
                "core.terms",
                django.db.models.deletion.DO_NOTHING,
                null=True,
                related_name="+",
                db_constraint=False,
                editable=False,
            ),
        ),
    ]
