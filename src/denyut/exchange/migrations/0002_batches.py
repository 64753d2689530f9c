"""An import is a batch of readings and traces; what was one row for a sheet becomes a batch with one reading."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def make_readings(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Each import so far was one sheet."""
    imports, readings = apps.get_model("exchange", "Import"), apps.get_model("exchange", "Reading")
    readings.objects.bulk_create(
        readings(
            import_of=done,
            sheet=done.sheet,
            header=done.header,
            mapping=done.mapping,
            corrections=done.corrections,
        )
        for done in imports.objects.order_by("at", "id")
    )
    imports.objects.update(finished_at=models.F("at"))


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=200, verbose_name="sheet")),
                ("format", models.CharField(blank=True, max_length=40)),
                ("header", models.CharField(db_index=True, max_length=64)),
                ("mapping", models.JSONField(default=dict)),
                ("corrections", models.JSONField(default=dict)),
                ("rows", models.PositiveIntegerField(default=0)),
                (
                    "import_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="exchange.import"
                    ),
                ),
            ],
            options={"ordering": ["-id"]},
        ),
        migrations.CreateModel(
            name="Trace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(choices=[("made", "made"), ("changed", "changed")], max_length=7)),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("event", models.BigIntegerField(null=True)),
                (
                    "import_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="traces", to="exchange.import"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="trace_subject")],
            },
        ),
        migrations.AddField("import", "finished_at", models.DateTimeField(null=True)),
        migrations.AddField("import", "undone_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "import",
            "undone_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField("import", "undoing", models.JSONField(default=list)),
        migrations.RunPython(make_readings, migrations.RunPython.noop),
        migrations.RemoveField("import", "sheet"),
        migrations.RemoveField("import", "header"),
        migrations.RemoveField("import", "mapping"),
        migrations.RemoveField("import", "corrections"),
    ]
