"""An organization of any number of assistants, made by PostgreSQL itself out of one that the product made.

Three people look at them: an owner; a member who sees 41% of them, by a role and a department; and one who sees 60.
"""

from collections.abc import Callable
from typing import Any

from assistants.choices import Scope

ORGANIZATION = "org_many"
OWNER, DENSE, SPARSE = PEOPLE = ("usr_owner", "usr_dense", "usr_sparse")
COMMON_WORD = "claims"
_CREATORS = 10

ACME: dict[str, Any] = {
    "organization": {"id": ORGANIZATION, "name": "Many"},
    "departments": [{"id": "dept_top", "name": "Top"}, {"id": "dept_below", "name": "Below", "parent": "dept_top"}],
    "roles": [{"id": "role_dense", "name": "Dense"}, {"id": "role_idle", "name": "Idle"}],
    "members": [
        {"id": OWNER, "email": "owner@example.com", "name": "Owner", "level": "owner"},
        {
            "id": DENSE,
            "email": "dense@example.com",
            "name": "Dense",
            "roles": ["role_dense", "role_idle"],
            "departments": ["dept_below"],
        },
        {"id": SPARSE, "email": "sparse@example.com", "name": "Sparse", "roles": ["role_idle"]},
        *(
            {"id": f"usr_{number}", "email": f"creator{number}@example.com", "name": f"Creator {number}"}
            for number in range(_CREATORS)
        ),
    ],
    "api_keys": [{"name": person, "member": person, "scopes": [scope.value for scope in Scope]} for person in PEOPLE],
}

# What differs between the assistants, by the number `i`; the order of their names is no order of theirs.
_OWN = {
    "id": "'asst_' || i",
    "name": "substr(md5(i::text), 1, 8) || ' helper ' || i",
    "name_key": "substr(md5(i::text), 1, 8) || ' helper ' || i",
    "description": f"CASE WHEN mod(i, 5) < 2 THEN 'answers about {COMMON_WORD}' ELSE 'writes letters' END",
    "is_active": "mod(i, 50) <> 49",
    "is_default": "false",
    "created_by_id": f"'usr_' || mod(i, {_CREATORS})",
    "created_at": "now() - mod(i * 7919::bigint, 864000) * interval '1 second'",
    "updated_at": "now() - mod(i * 104729::bigint, 864000) * interval '1 second'",
}
_SEARCH = """
INSERT INTO assistant_search (assistant_id, organization_id, name_key, is_active, deleted_at, text)
SELECT id, organization_id, name_key, is_active, deleted_at, name_key || chr(10) || description
FROM assistant WHERE id <> %s
"""
_GRANTS = """
INSERT INTO access_grant
    (organization_id, assistant_id, position, principal, level, field, in_force, is_active, name_key)
SELECT a.organization_id, a.id, 0, g.principal, g.level, g.field, a.is_active OR g.level = 'owner', a.is_active,
    a.name_key
FROM assistant a CROSS JOIN LATERAL (SELECT substr(a.id, 6)::integer AS i) n CROSS JOIN LATERAL (
    VALUES (a.created_by_id, 'owner', 'created_by', TRUE),
        ('role_dense', 'view', 'visible_to_roles', mod(n.i, 100) < 25),
        ('dept_top', 'view', 'access_departments', mod(n.i, 100) BETWEEN 20 AND 40),
        ('usr_sparse', 'view', 'access_users', mod(n.i, greatest(%s / 60, 1)) = 0 AND n.i / greatest(%s / 60, 1) <= 60)
) g (principal, level, field, is_given)
WHERE a.id <> %s AND g.is_given
"""


def multiply(execute: Callable[[str, list[Any]], Any], original: str, number: int) -> None:
    """Make so many assistants like the original one, but for `_OWN`; the planner knows nothing of them yet.

    `execute` sends a statement with its values, and answers a cursor.
    """
    found = execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'assistant'", [])
    columns = [column for (column,) in found.fetchall()]
    read = ", ".join(_OWN.get(column, column) for column in columns)
    execute(
        f"INSERT INTO assistant ({', '.join(columns)}) SELECT {read} FROM assistant, generate_series(1, %s) i"
        " WHERE id = %s",
        [number, original],
    )
    execute(_SEARCH, [original])
    execute(_GRANTS, [number, number, original])
