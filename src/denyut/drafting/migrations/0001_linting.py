import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LintAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(choices=[('objective', 'Objective'), ('key_result', 'Key result')], max_length=10, verbose_name='kind of goal')),
                ('subject_id', models.PositiveBigIntegerField()),
                ('code', models.CharField(max_length=40)),
                ('fingerprint', models.CharField(max_length=64)),
                ('is_accepted', models.BooleanField(verbose_name='advice taken')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason')),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='answered by')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('subject_kind', 'subject_id', 'code', 'fingerprint'), name='one_answer_per_finding')],
            },
        ),
    ]
