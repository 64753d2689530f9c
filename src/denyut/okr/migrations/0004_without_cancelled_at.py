from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("okr", "0003_states_and_shares")]
    operations = [migrations.RemoveField("objective", "cancelled_at")]
