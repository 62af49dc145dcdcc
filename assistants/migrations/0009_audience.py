from django.db import migrations

# Whom these name are single users; the grants of all others are made to roles, departments, or everyone.
PERSONAL = ("created_by", "access_users", "editable_by_users", "visible_in_chat_to_users")
EVERYONE = "*"

COLUMNS = "organization_id, assistant_id, principal, field, is_active"

# An audience that includes everyone is no other than everyone.
SETS = f"""
SELECT organization_id, is_active, CASE
        WHEN bool_or(principal = '{EVERYONE}') THEN ARRAY['{EVERYONE}']
        ELSE coalesce(array_agg(DISTINCT principal::text ORDER BY principal::text)
            FILTER (WHERE field NOT IN {PERSONAL}), '{{}}')
    END AS principals
"""

TABLE = """
CREATE TABLE audience (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id text NOT NULL,
    is_active boolean NOT NULL,
    principals text[] NOT NULL,
    assistants bigint NOT NULL
);
CREATE INDEX audience_own ON audience (organization_id, hash_array_extended(principals, 0), is_active);
CREATE INDEX audience_principals ON audience USING gin (organization_id, principals) WITH (fastupdate = off);
"""

# Nobody waits for a row in which another transaction counts, and so nobody waits in a circle: who finds all rows of
# an audience taken adds one. The number is their sum.
COUNT = """
CREATE FUNCTION audience_count(organization text, active boolean, named text[], change bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
BEGIN
    SELECT id INTO own FROM audience
    WHERE organization_id = organization AND is_active = active
        AND hash_array_extended(principals, 0) = hash_array_extended(named, 0) AND principals = named
    LIMIT 1 FOR UPDATE SKIP LOCKED;
    IF own IS NULL THEN
        INSERT INTO audience (organization_id, is_active, principals, assistants)
        VALUES (organization, active, named, change);
    ELSE
        UPDATE audience SET assistants = assistants + change WHERE id = own;
        DELETE FROM audience WHERE id = own AND assistants = 0;
    END IF;
END $$;
"""

# What a statement has changed, each row with how often it is there since, and was there before.
CHANGED = {
    "INSERT": f"SELECT {COLUMNS}, in_force, 0 AS is_now, -1 AS was FROM new_rows",  # noqa: S608
    "DELETE": f"SELECT {COLUMNS}, in_force, 0 AS is_now, 1 AS was FROM old_rows",  # noqa: S608
}
CHANGED["UPDATE"] = f"{CHANGED['INSERT']} UNION ALL {CHANGED['DELETE']}"
KNOWN = {
    "INSERT": "NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
}
TRIGGERS = [
    f"""
CREATE FUNCTION audience_on_{change.lower()}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM audience_count(organization_id, is_active, principals, sum(one)::bigint) FROM (
        WITH changed AS ({CHANGED[change]}), concerned AS (
            SELECT {COLUMNS}, sum(is_now) AS is_now, sum(was) AS was FROM (
                SELECT {COLUMNS}, in_force, is_now, was FROM changed
                UNION ALL
                SELECT {COLUMNS}, in_force, 1, 1 FROM access_grant
                WHERE assistant_id IN (SELECT assistant_id FROM changed)
            ) every
            WHERE in_force GROUP BY {COLUMNS}
        )
        {SETS}, 1 AS one FROM concerned WHERE is_now > 0 GROUP BY organization_id, assistant_id, is_active
        UNION ALL
        {SETS}, -1 AS one FROM concerned WHERE was > 0 GROUP BY organization_id, assistant_id, is_active
    ) sets
    GROUP BY organization_id, is_active, principals HAVING sum(one) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER audience_on_{change.lower()} AFTER {change} ON access_grant REFERENCING {KNOWN[change]}
    FOR EACH STATEMENT EXECUTE FUNCTION audience_on_{change.lower()}();
"""  # noqa: S608 - words of ours
    for change in KNOWN
]
TRUNCATED = """
CREATE FUNCTION audience_on_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM audience;
    RETURN NULL;
END $$;
CREATE TRIGGER audience_on_truncate AFTER TRUNCATE ON access_grant
    FOR EACH STATEMENT EXECUTE FUNCTION audience_on_truncate();
ALTER TABLE access_grant ENABLE ALWAYS TRIGGER audience_on_truncate;
"""

# Whoever writes grants waits from the triggers' making to the end of this, so that none is missed.
FILL = f"""
INSERT INTO audience (organization_id, is_active, principals, assistants)
SELECT organization_id, is_active, principals, count(*)
FROM ({SETS} FROM access_grant WHERE in_force GROUP BY organization_id, assistant_id, is_active) sets
GROUP BY organization_id, is_active, principals
"""  # noqa: S608 - words of ours

BACK = [
    f"DROP TRIGGER audience_on_{change} ON access_grant; DROP FUNCTION audience_on_{change}()"
    for change in ("truncate", "update", "delete", "insert")
]


def forwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for sql in (TABLE, COUNT, *TRIGGERS, TRUNCATED, FILL):
            schema_editor.execute(sql)


def backwards(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for sql in (*BACK, "DROP FUNCTION audience_count(text, boolean, text[], bigint)", "DROP TABLE audience"):
            schema_editor.execute(sql)


class Migration(migrations.Migration):
    """How many assistants there are for each audience: everyone, or the same roles and departments.

    A list tells its total without a look at each of its assistants. The database itself counts, in the transaction
    that writes the grants, so that no writer can forget to, nor the release before this one, which writes beside it
    while it is rolled out. Two rows may be of one audience. On SQLite there is no such table: assistants are counted.
    """

    dependencies = [("assistants", "0008_search_index")]
    operations = [migrations.RunPython(forwards, backwards)]
