from django.db import migrations
from django.utils import timezone

MEANING = ("name", "unit", "good", "formula", "band_low", "band_high", "description", "is_leading")


def define(apps, schema_editor):
    """Give every indicator that stands the first version of its meaning."""
    Definition = apps.get_model("metrics", "Definition")
    for indicator in apps.get_model("metrics", "Indicator").objects.all():
        first = indicator.readings.order_by("recorded_at").first()
        Definition.objects.create(
            indicator=indicator,
            version=1,
            made_by_id=indicator.owner_id,
            made_at=first.recorded_at if first else timezone.now(),
            **{name: getattr(indicator, name) for name in MEANING},
        )


class Migration(migrations.Migration):

    dependencies = [
        ("metrics", "0002_definitions"),
    ]

    operations = [
        migrations.RunPython(define, migrations.RunPython.noop),
    ]
