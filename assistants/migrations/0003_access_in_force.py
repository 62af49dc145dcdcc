from django.db import migrations, models
from django.db.models import Exists, OuterRef, Q


def judge_grants(apps, _schema_editor):
    """Until now nobody looked at a grant; an inactive assistant is seen only by those who may edit it."""
    Assistant = apps.get_model("assistants", "Assistant")
    AccessGrant = apps.get_model("assistants", "AccessGrant")
    unseen = Assistant.objects.filter(Q(is_active=False) | Q(deleted_at__isnull=False), id=OuterRef("assistant_id"))
    AccessGrant.objects.filter(Exists(unseen), level__in=["view", "chat"]).update(in_force=False)
    AccessGrant.objects.filter(assistant__deleted_at__isnull=False).update(in_force=False)


class Migration(migrations.Migration):
    """Grants say whether they count, and are read by name without a look at the assistant."""

    dependencies = [("assistants", "0002_append_only_audit")]

    operations = [
        migrations.AddField("accessgrant", "in_force", models.BooleanField(db_default=True)),
        migrations.RunPython(judge_grants, migrations.RunPython.noop),
        migrations.AddIndex(
            "accessgrant",
            models.Index(
                condition=models.Q(("in_force", True)),
                fields=["organization", "principal", "name_key", "assistant"],
                name="access_grant_by_name",
            ),
        ),
    ]
