from django.db import migrations

from denyut.search.index import POSTGRES, SQLITE


def make(apps, schema_editor):
    is_postgres = schema_editor.connection.vendor == "postgresql"
    with schema_editor.connection.cursor() as cursor:
        for statement in POSTGRES if is_postgres else (SQLITE,):
            cursor.execute(statement)


def drop(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_index")


class Migration(migrations.Migration):
    is_needed_when_new = True
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
