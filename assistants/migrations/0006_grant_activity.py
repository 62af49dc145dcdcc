from django.db import migrations, models


def take_over_activity(apps, _schema_editor):
    """A grant says of its assistant whether it is active, as it says its name."""
    AccessGrant = apps.get_model("assistants", "AccessGrant")
    AccessGrant.objects.filter(assistant__is_active=False).update(is_active=False)


class Migration(migrations.Migration):
    """Lists are read off an index alone, without the inactive assistants, in each of their orders."""

    dependencies = [("assistants", "0005_access_grant_unique")]

    operations = [
        migrations.AddField("accessgrant", "is_active", models.BooleanField(db_default=True)),
        migrations.RunPython(take_over_activity, migrations.RunPython.noop),
        migrations.RemoveIndex("accessgrant", "access_grant_by_name"),
        migrations.AddIndex(
            "accessgrant",
            models.Index(
                condition=models.Q(("in_force", True)),
                fields=["organization", "principal", "is_active", "name_key", "assistant"],
                name="access_grant_by_name",
            ),
        ),
        *(
            migrations.AddIndex(
                "assistant",
                models.Index(
                    condition=models.Q(("deleted_at", None)),
                    fields=["organization", "is_active", column, "id"],
                    name=f"assistant_by_{column}",
                ),
            )
            for column in ("name_key", "created_at", "updated_at")
        ),
    ]
