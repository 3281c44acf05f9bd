# How long documents are kept, holds, and the proofs of destruction.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_sign_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="DestructionList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "förslag"),
                            ("confirmed", "bekräftad"),
                            ("running", "pågår"),
                            ("done", "klar"),
                            ("withdrawn", "återtagen"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("automatic", models.BooleanField(default=False)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("runs_at", models.DateTimeField(blank=True, null=True)),
                ("ran_at", models.DateTimeField(blank=True, null=True)),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "job",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="destruction_lists",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("reason", models.CharField(max_length=500)),
                ("decided_by", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("review_on", models.DateField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_why", models.CharField(blank=True, default="", max_length=500)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="core.body",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="core.document",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holds",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("review_on", "pk"),
            },
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(blank=True, default="", max_length=20)),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "start",
                    models.CharField(
                        choices=[("meeting", "mötets dag"), ("import", "dagen den lästes in")],
                        default="meeting",
                        max_length=10,
                    ),
                ),
                ("automatic", models.BooleanField(default=False)),
                ("source", models.CharField(max_length=500)),
                ("decided_by", models.CharField(max_length=200)),
                ("decided_on", models.DateField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_rules",
                        to="core.body",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retention_rules",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ("organisation", "body__name", "kind", "pk"),
            },
        ),
        migrations.CreateModel(
            name="DestructionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object", models.PositiveBigIntegerField()),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "väntar"),
                            ("erased", "rader borta, städas"),
                            ("done", "gallrad"),
                            ("held", "stoppad"),
                            ("kept", "ska inte längre gallras"),
                            ("failed", "gick inte"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("sha256", models.CharField(blank=True, default="", max_length=64)),
                ("salt", models.CharField(blank=True, default="", max_length=64)),
                ("commitment", models.CharField(blank=True, default="", max_length=64)),
                ("seq", models.PositiveBigIntegerField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                ("looked_for", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("found", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="destruction_items",
                        to="core.document",
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="core.destructionlist",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="core.retentionrule",
                    ),
                ),
            ],
            options={
                "ordering": ("list", "due", "pk"),
            },
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body__isnull", False), ("ended_at", None)),
                fields=("organisation", "body", "kind"),
                name="retention_once_a_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="retentionrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("body", None), ("ended_at", None)),
                fields=("organisation", "kind"),
                name="retention_once_without_body",
            ),
        ),
        migrations.AddIndex(
            model_name="destructionitem",
            index=models.Index(fields=["object"], name="destruction_object"),
        ),
        migrations.AddConstraint(
            model_name="destructionitem",
            constraint=models.UniqueConstraint(fields=("list", "object"), name="destruction_once_a_list"),
        ),
    ]
