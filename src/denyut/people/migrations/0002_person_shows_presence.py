from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='shows_presence',
            field=models.BooleanField(default=True, verbose_name='shows presence'),
        ),
    ]
