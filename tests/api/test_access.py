"""Who has access to an assistant and why, as its owners are told (contract, section 6)."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from assistants.caller import Caller
from assistants.choices import MembershipLevel, Scope, SharingPolicy
from assistants.models import AuditEvent, Membership, Organization, Version
from tests.api.client import ApiClient
from tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganizationFactory,
    RoleFactory,
    UserFactory,
    api_key,
    assistant,
    caller,
)

pytestmark = pytest.mark.django_db

NOTHING = {"role": None, "department_path": None, "membership_level": None}


class Acme:
    """An organization: Ann owns it, Ben makes assistants, and others join."""

    def __init__(self) -> None:
        self.organization: Organization = OrganizationFactory.create(name="Acme")
        self.ann = self.member("Ann", level=MembershipLevel.OWNER)
        self.ben = self.member("Ben")
        self.owner = ApiClient(api_key(self.ben))

    def member(self, name: str, **fields: Any) -> Membership:
        user = UserFactory.create(id=f"usr_{name.lower()}", name=name)
        return MembershipFactory.create(organization=self.organization, user=user, **fields)

    def assistant(self, **fields: Any) -> str:
        made: str = assistant(self.caller, **fields)["id"]
        return made

    @property
    def caller(self) -> Caller:
        return caller(self.ben)


@pytest.fixture
def acme() -> Acme:
    return Acme()


def people(client: ApiClient, assistant_id: str, **query: Any) -> dict[str, Any]:
    """What each person is listed with, by name."""
    listed = client.get(f"/v1/assistants/{assistant_id}/access", query).json["people"]
    return {entry["name"]: (entry["access_level"], entry["reasons"]) for entry in listed}


def preview(client: ApiClient, assistant_id: str, body: Any) -> Any:
    return client.post(f"/v1/assistants/{assistant_id}/access/preview", body)


def levels(changes: list[dict[str, Any]]) -> dict[str, tuple[str | None, str | None]]:
    return {change["name"]: (change["before"]["access_level"], change["after"]["access_level"]) for change in changes}


def test_everyone_with_access_is_listed_by_name_with_level_and_reasons(acme: Acme) -> None:
    acme.member("cleo")
    acme.member("Dev")
    made = acme.assistant(access_users=["usr_dev"], visible_in_chat_to_users=["usr_cleo"])

    assert people(acme.owner, made) == {
        "Ann": ("owner", [{"level": "owner", "field": "membership", **NOTHING, "membership_level": "owner"}]),
        "Ben": ("owner", [{"level": "owner", "field": "created_by", **NOTHING}]),
        "cleo": ("chat", [{"level": "chat", "field": "visible_in_chat_to_users", **NOTHING}]),
        "Dev": ("view", [{"level": "view", "field": "access_users", **NOTHING}]),
    }


def test_a_role_is_named_where_it_gives_access(acme: Acme) -> None:
    editors, readers = (RoleFactory.create(organization=acme.organization, name=name) for name in ("Edit", "Read"))
    acme.member("Cleo", roles=[editors, readers])
    made = acme.assistant(editable_by_roles=[editors.id], visible_to_roles=[readers.id])

    assert people(acme.owner, made)["Cleo"] == (
        "edit",
        [
            {"level": "edit", "field": "editable_by_roles", **NOTHING, "role": {"id": editors.id, "name": "Edit"}},
            {"level": "view", "field": "visible_to_roles", **NOTHING, "role": {"id": readers.id, "name": "Read"}},
        ],
    )


def test_a_department_s_path_leads_from_the_one_that_is_named_down_to_the_person_s_own(acme: Acme) -> None:
    top = DepartmentFactory.create(organization=acme.organization, name="Top")
    claims = DepartmentFactory.create(organization=acme.organization, name="Claims", parent=top)
    motor = DepartmentFactory.create(organization=acme.organization, name="Motor", parent=claims)
    acme.member("Cleo", departments=[motor])
    acme.member("Dev", departments=[claims, motor])
    acme.member("Eve", departments=[top])
    made = acme.assistant(access_departments=[claims.id])

    def paths(name: str) -> list[list[str]]:
        _, reasons = people(acme.owner, made)[name]
        return sorted([step["name"] for step in reason["department_path"]] for reason in reasons)

    assert paths("Cleo") == [["Claims", "Motor"]]
    assert paths("Dev") == [["Claims"], ["Claims", "Motor"]]
    assert "Eve" not in people(acme.owner, made)


def test_who_is_deactivated_or_sees_nothing_is_not_listed(acme: Acme) -> None:
    acme.member("Cleo", is_active=False)
    acme.member("Dev")
    made = acme.assistant(access_users=["usr_dev"], is_active=False)

    assert people(acme.owner, made).keys() == {"Ann", "Ben"}


def test_the_list_comes_in_pages_and_can_be_searched(acme: Acme) -> None:
    for name in ("Cleo", "Dev", "Eve"):
        acme.member(name)
    made = acme.assistant(access_mode="organization")

    page = acme.owner.get(f"/v1/assistants/{made}/access", {"limit": 2, "offset": 2}).json
    assert [entry["name"] for entry in page["people"]] == ["Cleo", "Dev"]
    assert page["pagination"] == {"total": 5, "limit": 2, "offset": 2, "has_more": True}
    assert people(acme.owner, made, search="CLE").keys() == {"Cleo"}
    assert people(acme.owner, made, search="usr_e").keys() == {"Eve"}


def test_no_email_address_is_told(acme: Acme) -> None:
    assert b"@" not in acme.owner.get(f"/v1/assistants/{acme.assistant()}/access").content


def test_one_person_s_access_is_told_with_its_reasons(acme: Acme) -> None:
    acme.member("Cleo")
    made = acme.assistant(editable_by_users=["usr_cleo"])

    assert acme.owner.get(f"/v1/assistants/{made}/access/usr_cleo").json == {
        "id": "usr_cleo",
        "name": "Cleo",
        "is_active": True,
        "access_level": "edit",
        "reasons": [{"level": "edit", "field": "editable_by_users", **NOTHING}],
    }


@pytest.mark.parametrize("is_active", [True, False])
def test_a_member_without_access_has_the_level_none(is_active: bool, acme: Acme) -> None:
    cleo = acme.member("Cleo")
    made = acme.assistant(access_users=[] if is_active else ["usr_cleo"])
    Membership.objects.filter(pk=cleo.pk).update(is_active=is_active)

    assert acme.owner.get(f"/v1/assistants/{made}/access/usr_cleo").json == {
        "id": "usr_cleo",
        "name": "Cleo",
        "is_active": is_active,
        "access_level": None,
        "reasons": [],
    }


@pytest.mark.parametrize("user", ["usr_nobody", "usr_stranger", "a%00b"])
def test_who_is_no_member_is_not_found(user: str, acme: Acme) -> None:
    UserFactory.create(id="usr_stranger")
    answer = acme.owner.get(f"/v1/assistants/{acme.assistant()}/access/{user}")

    assert (answer.status, answer.code) == (404, "NOT_FOUND")


@pytest.mark.parametrize("address", ["access", "access?limit=0", "access/usr_ben", "access/usr_nobody"])
def test_below_the_level_owner_nothing_is_told(address: str, acme: Acme) -> None:
    editor, outsider = (ApiClient(api_key(acme.member(name))) for name in ("Cleo", "Dev"))
    made = acme.assistant(editable_by_users=["usr_cleo"])

    refused = editor.get(f"/v1/assistants/{made}/{address}")
    assert (refused.status, refused.code) == (403, "INSUFFICIENT_PERMISSIONS")
    missed = outsider.get(f"/v1/assistants/{made}/{address}")
    assert (missed.status, missed.code) == (404, "ASSISTANT_NOT_FOUND")


def test_a_page_that_does_not_exist_is_refused_to_the_owner(acme: Acme) -> None:
    answer = acme.owner.get(f"/v1/assistants/{acme.assistant()}/access", {"limit": 0})

    assert (answer.status, answer.problems) == (422, [("limit", "out_of_range")])


def test_access_is_read_with_the_scope_to_read(acme: Acme) -> None:
    made = acme.assistant()
    key = api_key(acme.ben, [Scope.ASSISTANTS_WRITE, Scope.ORGANIZATION_READ])

    for answer in (
        ApiClient(key).get(f"/v1/assistants/{made}/access"),
        ApiClient(key).get(f"/v1/assistants/{made}/access/usr_ben"),
        preview(ApiClient(key), made, {}),
    ):
        assert (answer.status, answer.code) == (403, "INSUFFICIENT_PERMISSIONS")


def test_a_preview_tells_who_gains_who_loses_and_who_changes_level(acme: Acme) -> None:
    for name in ("Cleo", "Dev", "Eve"):
        acme.member(name)
    made = acme.assistant(access_users=["usr_cleo", "usr_dev"])

    told = preview(acme.owner, made, {"access_users": ["usr_eve"], "editable_by_users": ["usr_cleo"]}).json

    assert levels(told["gains"]) == {"Eve": (None, "view")}
    assert levels(told["loses"]) == {"Dev": ("view", None)}
    assert levels(told["changes"]) == {"Cleo": ("view", "edit")}
    assert told["changes"][0]["before"]["reasons"] == [{"level": "view", "field": "access_users", **NOTHING}]
    assert told["changes"][0]["after"]["reasons"] == [{"level": "edit", "field": "editable_by_users", **NOTHING}]


def test_a_preview_keeps_what_is_left_out_and_null_is_the_default(acme: Acme) -> None:
    acme.member("Cleo")
    made = acme.assistant(access_users=["usr_cleo"], access_mode="organization")

    assert preview(acme.owner, made, {}).json == {"gains": [], "loses": [], "changes": []}
    assert preview(acme.owner, made, {"access_mode": None}).json["loses"] == []
    told = preview(acme.owner, made, {"access_mode": "private", "access_users": None}).json
    assert levels(told["loses"]) == {"Cleo": ("view", None)}


def test_a_preview_is_what_the_update_then_does(acme: Acme) -> None:
    role = RoleFactory.create(organization=acme.organization)
    acme.member("Cleo", roles=[role])
    made, change = acme.assistant(), {"visible_to_roles": [role.id], "access_mode": "private"}

    (gain,) = preview(acme.owner, made, change).json["gains"]
    acme.owner.patch(f"/v1/assistants/{made}", change)

    assert people(acme.owner, made)["Cleo"] == (gain["after"]["access_level"], gain["after"]["reasons"])


def test_a_preview_writes_nothing(acme: Acme) -> None:
    acme.member("Cleo")
    made = acme.assistant()
    before = acme.owner.get(f"/v1/assistants/{made}").json

    preview(acme.owner, made, {"access_users": ["usr_cleo"]})

    assert acme.owner.get(f"/v1/assistants/{made}").json == before
    assert (Version.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_a_preview_is_judged_like_an_update(acme: Acme) -> None:
    UserFactory.create(id="usr_stranger")
    answer = preview(
        acme.owner,
        acme.assistant(),
        {"access_users": ["usr_ben", "usr_stranger"], "access_mode": "open", "acess_users": [], "name": "Other"},
    )

    assert (answer.status, answer.code) == (422, "VALIDATION_ERROR")
    assert sorted(answer.problems) == [
        ("access_mode", "invalid_choice"),
        ("access_users.1", "not_found"),
        ("acess_users", "unknown_field"),
        ("name", "unknown_field"),
    ]


def test_a_preview_heeds_the_sharing_policy(acme: Acme) -> None:
    made = acme.assistant()
    Organization.objects.update(organization_sharing=SharingPolicy.ADMINS)
    body = {"access_mode": "organization"}

    refused = preview(acme.owner, made, body)
    assert (refused.status, refused.problems) == (403, [("access_mode", "not_allowed")])
    assert preview(ApiClient(api_key(acme.ann)), made, body).status == 200


def test_a_preview_is_for_owners_alone(acme: Acme) -> None:
    editor, outsider = (ApiClient(api_key(acme.member(name))) for name in ("Cleo", "Dev"))
    made = acme.assistant(editable_by_users=["usr_cleo"])

    for body in ({}, {"nonsense": 1}):
        assert preview(editor, made, body).status == 403
        assert preview(outsider, made, body).status == 404


@pytest.mark.parametrize("number", [1, 3, 300])
def test_access_takes_as_many_statements_whatever_the_number_of_people(
    number: int, acme: Acme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    role = RoleFactory.create(organization=acme.organization)
    department = DepartmentFactory.create(organization=acme.organization)
    ids = [
        MembershipFactory.create(organization=acme.organization, roles=[role], departments=[department]).user_id
        for _ in range(number)
    ]
    made = acme.assistant(access_users=ids, visible_to_roles=[role.id], access_departments=[department.id])

    # Each batch stands in a savepoint of the test's transaction: the key's three statements, the assistant's six;
    # then the departments, the members, their roles and their departments.
    with django_assert_num_queries(2 + 3 + 2 + 6 + 2 + 4):
        assert acme.owner.get(f"/v1/assistants/{made}/access", {"limit": 100}).json["total"] == number + 2
    with django_assert_num_queries(2 + 3 + 2 + 6 + 2 + 4):
        assert acme.owner.get(f"/v1/assistants/{made}/access/{ids[0]}").json["access_level"] == "view"
    # Besides, what the request keeps, which is the model.
    with django_assert_num_queries(2 + 3 + 2 + 6 + 2 + 1 + 2 + 4):
        told = preview(acme.owner, made, {"access_users": None, "visible_to_roles": None, "access_departments": None})
    assert len(told.json["loses"]) == number
