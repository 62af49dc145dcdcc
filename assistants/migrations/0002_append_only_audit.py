from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION audit_event_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_append_only();
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_append_only();
"""
POSTGRESQL_BACK = """
DROP TRIGGER audit_event_no_truncate ON audit_event;
DROP TRIGGER audit_event_append_only ON audit_event;
DROP FUNCTION audit_event_append_only();
"""
SQLITE = [
    f"""CREATE TRIGGER audit_event_no_{change} BEFORE {change} ON audit_event
        BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END"""
    for change in ("update", "delete")
]
SQLITE_BACK = [f"DROP TRIGGER audit_event_no_{change}" for change in ("update", "delete")]


def forwards(_apps, schema_editor):
    for sql in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(sql)


def backwards(_apps, schema_editor):
    for sql in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(sql)


class Migration(migrations.Migration):
    """Refuse, in the database itself, any change of an audit event."""

    dependencies = [("assistants", "0001_first")]
    operations = [migrations.RunPython(forwards, backwards)]
