from django.db import migrations, models


class Migration(migrations.Migration):
    """An event names the version that came of it; those that there are already name none."""

    dependencies = [("assistants", "0003_access_in_force")]

    operations = [migrations.AddField("auditevent", "version", models.IntegerField(null=True, blank=True))]
