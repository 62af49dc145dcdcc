import django.db.models.deletion
from django.db import migrations, models

from assistants.spec.text import search_key

BATCH = 1_000


def make_rows(apps, _schema_editor):
    Assistant = apps.get_model("assistants", "Assistant")
    AssistantSearch = apps.get_model("assistants", "AssistantSearch")
    columns = ("organization_id", "name_key", "is_active", "deleted_at")
    rows = [
        AssistantSearch(
            assistant_id=row["pk"],
            text=f"{search_key(row['name'])}\n{search_key(row['description'] or '')}",
            **{column: row[column] for column in columns},
        )
        for row in Assistant.objects.values("pk", "name", "description", *columns).iterator(BATCH)
    ]
    AssistantSearch.objects.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    """A narrow table for the search by name and description."""

    dependencies = [("assistants", "0006_grant_activity")]

    operations = [
        migrations.CreateModel(
            "AssistantSearch",
            [
                (
                    "assistant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search",
                        serialize=False,
                        to="assistants.assistant",
                    ),
                ),
                ("name_key", models.TextField()),
                ("is_active", models.BooleanField()),
                ("deleted_at", models.DateTimeField(null=True)),
                ("text", models.TextField()),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assistants.organization",
                    ),
                ),
            ],
            options={"db_table": "assistant_search"},
        ),
        migrations.RunPython(make_rows, migrations.RunPython.noop),
    ]
