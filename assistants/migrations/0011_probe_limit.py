import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """How often a person has an MCP server probed."""

    dependencies = [("assistants", "0010_draft")]

    operations = [
        migrations.CreateModel(
            "ProbeLimit",
            [
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("minute", models.BigIntegerField()),
                ("probes", models.IntegerField()),
            ],
            options={"db_table": "probe_limit"},
        ),
    ]
