import functools

import assistants.ids
import assistants.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Wizards that are not finished yet; a secret belongs to a server or to a draft."""

    dependencies = [("assistants", "0009_audience")]

    operations = [
        migrations.AlterField(
            "secret",
            "mcp_server",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secrets",
                to="assistants.mcpserver",
            ),
        ),
        migrations.CreateModel(
            "Draft",
            [
                (
                    "id",
                    models.CharField(
                        default=functools.partial(assistants.ids.new_id, assistants.ids.Prefix["DRAFT"]),
                        editable=False,
                        max_length=128,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("base_version", models.IntegerField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=256)),
                ("posted", assistants.models.fields.OrderedJSON(default=dict)),
                ("visited", assistants.models.fields.OrderedJSON(default=list)),
                ("revision", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "assistant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistants.assistant",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assistants.organization",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "draft",
                "indexes": [
                    models.Index(fields=["organization", "user", "-updated_at"], name="draft_by_maker"),
                    models.Index(fields=["updated_at"], name="draft_untouched"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assistant", None), ("base_version", None)),
                            models.Q(("assistant__isnull", False), ("base_version__gte", 1)),
                            _connector="OR",
                        ),
                        name="draft_edit_has_a_version",
                    ),
                ],
            },
        ),
        migrations.AddField(
            "secret",
            "draft",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="secrets",
                to="assistants.draft",
            ),
        ),
        migrations.AddConstraint(
            "secret",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("draft__isnull", False), ("mcp_server", None)),
                    models.Q(("draft", None), ("mcp_server__isnull", False)),
                    _connector="OR",
                ),
                name="secret_one_place",
            ),
        ),
    ]
