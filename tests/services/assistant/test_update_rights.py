"""Who may change what (contract, section 4; security.md, “Access”)."""

from typing import Any

import pytest

from assistants.api.documentation.examples import FULL
from assistants.models import (
    AccessGrant,
)
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.rights import OWNERS_FIELDS
from assistants.problems import (
    AssistantNotFound,
    Forbidden,
    NameTaken,
)
from assistants.services.assistant import delete
from tests.cast import Cast
from tests.services.assistant.changes import changed, forbidden, refused

pytestmark = pytest.mark.django_db

# Section 4: who may change what


@pytest.mark.parametrize("field", GRANT_FIELDS)
@pytest.mark.parametrize("equal", [True, False])
def test_an_editor_may_not_name_a_list_of_access_equal_or_not(cast: Cast, field: str, equal: bool) -> None:
    made = cast.assistant()
    assert forbidden(cast, made, "eve", **{field: made[field] if equal else ["usr_max"]}) == (field,)


@pytest.mark.parametrize(
    ("field", "value"),
    [("access_mode", "private"), ("api_enabled", False), ("is_default", True), ("public_enabled", False)],
)
def test_an_editor_may_send_but_not_change_what_is_the_owners(cast: Cast, field: str, value: Any) -> None:
    made = cast.assistant(access_mode="public", api_enabled=True, public_enabled=True)
    assert changed(cast, made, by="eve", **{name: made[name] for name in OWNERS_FIELDS})["version"] == 1
    assert forbidden(cast, made, "eve", **{field: value}) == (field,)


def test_all_that_an_editor_may_not_change_is_named_at_once(cast: Cast) -> None:
    fields = {"access_users": [], "api_enabled": True, "access_mode": "public", "temperature": 9}
    assert sorted(forbidden(cast, cast.assistant(), "eve", **fields)) == ["access_mode", "access_users", "api_enabled"]


def test_an_editor_may_change_everything_else(cast: Cast) -> None:
    made = cast.assistant()
    plain = {
        name: value
        for name, value in FULL.items()
        if name not in {*GRANT_FIELDS, *OWNERS_FIELDS, "organization_id", "tool_configurations"}
        and not name.endswith(("_ids", "prompts", "thread_id"))
    }
    after = changed(cast, made, by="eve", **plain)
    assert (after["name"], after["user_access_level"]) == (FULL["name"], "edit")
    assert not after.keys() & GRANT_FIELDS.keys()


def test_only_owners_and_admins_of_the_organization_set_the_default(cast: Cast) -> None:
    made = cast.assistant()
    assert forbidden(cast, made, "ben", is_default=True) == ("is_default",)
    assert changed(cast, made, by="ann", is_default=True)["is_default"]
    assert changed(cast, made, by="ben", is_default=True, name="Other")["is_default"]
    assert forbidden(cast, made, "ben", is_default=False) == ("is_default",)


def test_viewers_may_change_nothing_and_strangers_find_nothing(cast: Cast) -> None:
    made = cast.assistant()
    for name in ("vic", "chad"):
        for body in ({}, {"nonsense": 1}):
            with pytest.raises(Forbidden):
                changed(cast, made, by=name, **body)
    for name in ("max", "oz"):
        with pytest.raises(AssistantNotFound):
            changed(cast, made, by=name, organization_id="org_never")


def test_a_deleted_assistant_is_not_found(cast: Cast) -> None:
    made = cast.assistant()
    delete(made["id"], caller=cast.caller("ben"))
    with pytest.raises(AssistantNotFound):
        changed(cast, made, name="Other")


def test_a_name_that_another_assistant_has_is_refused_when_nothing_else_is_wrong(cast: Cast) -> None:
    cast.assistant(name="Claims")
    made = cast.assistant(name="Legal")
    with pytest.raises(NameTaken):
        changed(cast, made, name="CLAIMS")
    assert refused(cast, made, name="CLAIMS", temperature=9) == [("temperature", "out_of_range")]
    assert changed(cast, made, name="LEGAL")["name"] == "LEGAL"


def test_a_rename_and_a_switch_of_activity_reach_the_grants(cast: Cast) -> None:
    made = cast.assistant(name="Claims")
    changed(cast, made, name="Legal", is_active=False)
    assert set(AccessGrant.objects.values_list("name_key", flat=True)) == {"legal"}
    assert dict(AccessGrant.objects.values_list("principal", "in_force")) == {
        "usr_ben": True,
        "usr_eve": True,
        "usr_vic": False,
        "usr_chad": False,
    }
