from django.db import migrations, models


class Migration(migrations.Migration):
    """The grants of one assistant are found by what keeps them unique, and need no index beside it.

    No row can be in its way: of one assistant there is one organization and one name, so that the constraint
    before it said the same.
    """

    dependencies = [("assistants", "0004_audit_version")]

    operations = [
        migrations.RemoveConstraint("accessgrant", "access_grant_unique"),
        migrations.AddConstraint(
            "accessgrant",
            models.UniqueConstraint(fields=("assistant", "field", "principal"), name="access_grant_unique"),
        ),
        migrations.RemoveIndex("accessgrant", "access_grant_assistant"),
    ]
