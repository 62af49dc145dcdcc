from django.db import migrations

POSTGRESQL = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX assistant_search_text ON assistant_search USING gin (organization_id, text gin_trgm_ops);
"""
# The extensions stay: they may have been there before.
POSTGRESQL_BACK = "DROP INDEX assistant_search_text"


def forwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def backwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)


class Migration(migrations.Migration):
    """A substring is found by its trigrams, within one organization; SQLite reads the narrow table."""

    dependencies = [("assistants", "0007_assistant_search")]

    operations = [migrations.RunPython(forwards, backwards)]
