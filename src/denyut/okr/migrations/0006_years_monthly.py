from django.db import migrations


def fill(apps, schema_editor):
    apps.get_model("okr", "Cycle").objects.filter(kind="year").update(cadence="month")


class Migration(migrations.Migration):
    dependencies = [("okr", "0005_cadence")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
