"""Review of looks; alarms of witnessed logs; how each exchange with a witness went."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("reader", "läsare"),
    ("secretary", "sekreterare"),
    ("reviewer", "granskare"),
    ("publisher", "utgivare"),
    ("admin", "administratör"),
    ("oversight", "granskare av visningar"),
]
ACCOUNT = {"to": settings.AUTH_USER_MODEL}


class Migration(migrations.Migration):
    dependencies = [("core", "0007_outbox")]

    operations = [
        migrations.AlterField(
            "invitation", "kind", models.CharField(choices=KINDS, default="reader", max_length=20)
        ),
        migrations.AlterField(
            "role", "kind", models.CharField(choices=KINDS, default="reader", max_length=20)
        ),
        migrations.CreateModel(
            name="LookDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("size", models.PositiveBigIntegerField()),
                ("seed", models.CharField(max_length=64)),
                ("occasions", models.PositiveIntegerField()),
                ("drawn", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={"ordering": ("-day", "organisation")},
        ),
        migrations.AddConstraint(
            "lookdraw", models.UniqueConstraint(fields=("organisation", "day"), name="look_draw_once")
        ),
        migrations.CreateModel(
            name="LookSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("times", models.PositiveIntegerField(default=1)),
                ("who", models.CharField(max_length=32)),
                ("reasons", models.CharField(max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "att granska"),
                            ("asked", "frågad"),
                            ("answered", "besvarad"),
                            ("fine", "utan anmärkning"),
                            ("reported", "rapporterad"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        **ACCOUNT,
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="samples",
                        to="core.lookdraw",
                    ),
                ),
            ],
            options={"ordering": ("draw__day", "pk")},
        ),
        migrations.AddConstraint(
            "looksample", models.UniqueConstraint(fields=("draw", "seq"), name="look_sample_once")
        ),
        migrations.AddIndex("looksample", models.Index(fields=["state", "draw"], name="look_sample_state")),
        migrations.CreateModel(
            name="LookQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("text", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", **ACCOUNT
                    ),
                ),
                (
                    "sample",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="question",
                        to="core.looksample",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="look_questions", **ACCOUNT
                    ),
                ),
            ],
            options={"ordering": ("-asked_at", "-pk")},
        ),
        migrations.AddField(
            "ledgerpeer",
            "alarm",
            models.CharField(
                blank=True,
                choices=[
                    ("", "inget"),
                    ("forked", "loggen är en annan än den som har bevittnats"),
                    ("restored", "loggen är kortare än den som har bevittnats"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField("ledgerpeer", "alarm_note", models.TextField(blank=True, default="")),
        migrations.AddField("ledgerpeer", "alarm_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="LedgerWitness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=300, unique=True)),
                ("size", models.PositiveBigIntegerField(default=0)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "utväxlar"),
                            ("away", "svarar inte"),
                            ("refuses", "medundertecknar inte"),
                            ("unknown", "svarar med en nyckel vi inte känner"),
                            ("forked", "har sett en annan logg under vårt namn"),
                            ("restored", "har sett en längre logg än vår"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("said", models.CharField(blank=True, default="", max_length=300)),
                ("tried_at", models.DateTimeField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
