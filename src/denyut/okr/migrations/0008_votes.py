import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('okr', '0007_score_label'),
    ]

    operations = [
        migrations.AddField(
            model_name='cycle',
            name='has_votes',
            field=models.BooleanField(default=False, verbose_name='colleagues vote in secret on how sure they are'),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confidence', models.PositiveSmallIntegerField()),
                ('said_at', models.DateTimeField()),
                ('key_result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='okr.keyresult')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key_result', 'person'), name='vote_once')],
            },
        ),
    ]
