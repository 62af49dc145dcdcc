"""Access: the mode, the six lists, and who may share how far."""

from typing import Any

from tests.doors.bodies.row import Row, bad, forbidden, good, one_each

PREFIXES = {
    "access_departments": "dept",
    "access_users": "usr",
    "editable_by_users": "usr",
    "editable_by_roles": "role",
    "visible_to_roles": "role",
    "visible_in_chat_to_users": "usr",
}
LISTS = tuple(PREFIXES)
OF_A_KIND = {"dept": "dept_claims", "usr": "usr_owner", "role": "role_legal"}
ORGANIZATION, PUBLIC = {"access_mode": "organization"}, {"access_mode": "public"}


def _of_each_list(field: str) -> list[Row]:
    prefix = PREFIXES[field]
    most = [f"{prefix}_{number}" for number in range(1_000)]
    stranger = next(name for kind, name in OF_A_KIND.items() if kind != prefix)
    return [
        good(f"{field} in their order", {field: [f"{prefix}_2", f"{prefix}_0", f"{prefix}_1"]}),
        good(f"{field}: a repeat is dropped", {field: [f"{prefix}_2", f"{prefix}_0", f"{prefix}_2"]},
             {field: [f"{prefix}_2", f"{prefix}_0"]}),
        good(f"{field}: 1,000", {field: most}),
        bad(f"{field}: 1,001", {field: [*most, f"{prefix}_1000"]}, {field: "too_many"}),
        bad(f"{field}: absent, or another's", {field: [f"{prefix}_none", f"{prefix}_0", f"{prefix}_other"]},
            {f"{field}.0": "not_found", f"{field}.2": "not_found"}),
        bad(f"{field}: an id of another kind", {field: [stranger]}, {f"{field}.0": "not_found"}),
        bad(f"{field}: ids that are none", {field: [f"{prefix}_0", 1, None, [f"{prefix}_0"]]},
            {f"{field}.1": "wrong_type", f"{field}.2": "wrong_type", f"{field}.3": "wrong_type"}),
        bad(f"{field}: an empty id", {field: [""]}, {f"{field}.0": "too_short"}),
        good(f"{field}: null", {field: None}, {field: []}),
    ]  # fmt: skip


GRANTS = [
    good("every default of access", {}, {
        "access_mode": "private", **{field: [] for field in LISTS}, "api_enabled": False, "public_enabled": False,
    }),
    *(row for field in LISTS for row in _of_each_list(field)),
    *[
        bad(f"{field}: who has left, or whose account is off", {field: ["usr_left", "usr_0", "usr_off"]},
            {f"{field}.0": "not_found", f"{field}.2": "not_found"})
        for field, prefix in PREFIXES.items() if prefix == "usr"
    ],
    good("one person in every list", {field: ["usr_0"] for field, prefix in PREFIXES.items() if prefix == "usr"}),
    good("the caller themselves", {"editable_by_users": ["usr_member"]}),
    bad("each list is judged", {field: [f"{prefix}_none"] for field, prefix in PREFIXES.items()},
        {f"{field}.0": "not_found" for field in LISTS}),
    *one_each(LISTS, "usr_0", "wrong_type", "a text is no list"),
    *one_each(LISTS, {"id": "usr_0"}, "wrong_type", "an object is no list"),
]  # fmt: skip

MODE = [
    *[good(f"access mode {mode}", {"access_mode": mode}) for mode in ("private", "organization", "public")],
    good("access mode null", {"access_mode": None}, {"access_mode": "private"}),
    *one_each(("access_mode",), "everyone", "invalid_choice", "not in the list"),
    *one_each(("access_mode",), "Public", "invalid_choice", "another case"),
    *one_each(("access_mode",), "", "invalid_choice", "empty"),
    *one_each(("access_mode",), ["public"], "invalid_choice", "a list"),
    good("a public page", {**PUBLIC, "public_enabled": True}),
    good("no public page of a public assistant", {**PUBLIC, "public_enabled": False}),
    bad("a public page of a private assistant", {"public_enabled": True}, {"public_enabled": "conflict"}),
    bad("a public page of an organization's assistant", {**ORGANIZATION, "public_enabled": True},
        {"public_enabled": "conflict"}),
    bad("a public page of who knows what", {"access_mode": "all", "public_enabled": True},
        {"access_mode": "invalid_choice"}),
    good("by the API", {"api_enabled": True}),
    good("null switches", {"api_enabled": None, "public_enabled": None},
         {"api_enabled": False, "public_enabled": False}),
    *one_each(("api_enabled", "public_enabled"), 1, "wrong_type", "1 is not true"),
    *one_each(("api_enabled", "public_enabled"), "false", "wrong_type", "a text is not false"),
]  # fmt: skip


def _shared(mode: dict[str, str], *, allowed: dict[str, str], refused: dict[str, str], **policies: str) -> list[Row]:
    where = ", ".join(f"{name} {value}" for name, value in policies.items())
    return [
        *[good(f"{who} makes it {mode['access_mode']}: {where}", mode).by(who).where(**policies) for who in allowed],
        *[
            forbidden(f"{who} makes it {mode['access_mode']}: {where}", mode, "access_mode").by(who).where(**policies)
            for who in refused
        ],
    ]


OWNER, ADMIN, MEMBER = {"owner": "an owner"}, {"admin": "an admin"}, {"member": "a member"}
MANAGERS, ALL = OWNER | ADMIN, OWNER | ADMIN | MEMBER
NOBODY: dict[str, str] = {}
SHARING = [
    *_shared(ORGANIZATION, allowed=MANAGERS, refused=MEMBER, organization_sharing="admins"),
    *_shared(ORGANIZATION, allowed=NOBODY, refused=ALL, organization_sharing="nobody"),
    *_shared(ORGANIZATION, allowed=MEMBER, refused=NOBODY, organization_sharing="members", public_sharing="nobody"),
    *_shared(PUBLIC, allowed=MANAGERS, refused=MEMBER, public_sharing="admins"),
    *_shared(PUBLIC, allowed=NOBODY, refused=ALL, public_sharing="nobody"),
    *_shared(PUBLIC, allowed=NOBODY, refused=ALL, organization_sharing="nobody"),
    *_shared(PUBLIC, allowed=MANAGERS, refused=MEMBER, organization_sharing="admins", public_sharing="members"),
    good("named grants where nobody shares", {"access_users": ["usr_0"], "visible_to_roles": ["role_0"]}).where(
        organization_sharing="nobody", public_sharing="nobody"
    ),
    good("private where nobody shares", {"access_mode": "private"}).where(organization_sharing="nobody"),
    forbidden("both rights are lacking", {**PUBLIC, "is_default": True}, "access_mode", "is_default").where(
        public_sharing="nobody"
    ),
    forbidden("a right is lacking, and much else is wrong",
        {**PUBLIC, "temperature": 9, "nmae": 1, "rule_ids": ["rule_none"]}, "access_mode").where(
        public_sharing="admins"
    ),
    bad("a default that is no boolean asks for nothing", {"is_default": "true"}, {"is_default": "wrong_type"}),
]  # fmt: skip

OTHERS: list[tuple[str, Any]] = [
    ("another's organization", "org_other"),
    ("an organization that never was", "org_never"),
    ("an organization without a name", ""),
    ("one's own organization in capitals", "ORG_HOME"),
    ("one's own organization with a blank", "org_home "),
]
FOREIGN = [
    Row(says, {"organization_id": name, "temperature": 9}, status=403, code="ORGANIZATION_ACCESS_DENIED")
    for says, name in OTHERS
]

ROWS = [*GRANTS, *MODE, *SHARING, *FOREIGN]
