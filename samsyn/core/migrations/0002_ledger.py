# Tables of the ledger, and triggers that refuse to change or delete what has been appended.

import django.db.models.deletion
from django.db import migrations, models

APPENDED = ("core_ledgerentry", "core_ledgertile", "core_ledgercheckpoint", "core_ledgercosignature")
REFUSAL = "the ledger is appended to, never changed"


def guard(schema_editor):
    """Put the triggers in place. A later migration that remakes one of the tables on SQLite loses them and
    must call this again; a test looks for them."""
    for table in APPENDED:
        if schema_editor.connection.vendor == "postgresql":
            if table == APPENDED[0]:
                schema_editor.execute(
                    "CREATE OR REPLACE FUNCTION core_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                    f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
                )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION core_ledger_refuse()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION core_ledger_refuse()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                " BEGIN SELECT RAISE(ABORT, '" + REFUSAL + "'); END"
            )
    if schema_editor.connection.vendor == "sqlite":  # INSERT OR REPLACE would delete without asking a trigger
        schema_editor.execute(
            "CREATE TRIGGER core_ledgerentry_next BEFORE INSERT ON core_ledgerentry"  # noqa: S608
            " WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM core_ledgerentry)"
            " BEGIN SELECT RAISE(ABORT, '" + REFUSAL + "'); END"
        )


def unguard(schema_editor):
    for table in APPENDED:
        if schema_editor.connection.vendor == "postgresql":
            for name in ("kept", "whole"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}")
            continue
        for name in ("no_update", "no_delete", "next"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")


def forwards(_apps, schema_editor):
    guard(schema_editor)


def backwards(_apps, schema_editor):
    unguard(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS core_ledger_refuse()")


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(unique=True)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerHead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("hashes", models.BinaryField(default=b"")),
            ],
        ),
        migrations.CreateModel(
            name="LedgerPeer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("origin", models.CharField(max_length=200, unique=True)),
                ("log_key", models.CharField(max_length=300)),
                ("witness_key", models.CharField(max_length=300)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("updated", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("seq", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("leaf", models.BinaryField(max_length=32)),
                ("at", models.CharField(max_length=27)),
                ("act", models.CharField(max_length=10)),
                ("who", models.CharField(blank=True, max_length=32)),
                ("kind", models.CharField(blank=True, max_length=60)),
                ("object", models.CharField(blank=True, max_length=32)),
                ("body", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["who", "seq"], name="ledger_who"),
                    models.Index(fields=["kind", "object", "seq"], name="ledger_object"),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerTile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("number", models.PositiveBigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("hashes", models.BinaryField(max_length=8192)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("level", "number"), name="ledger_tile_once")],
            },
        ),
        migrations.CreateModel(
            name="LedgerCosignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=300)),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="core.ledgercheckpoint",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("checkpoint", "key"), name="ledger_cosigned_once")
                ],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
