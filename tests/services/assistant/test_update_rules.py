"""A merged definition is judged like a new one, but for what is stored already (contract, section 6)."""

from typing import Any

import pytest

from assistants.choices import SharingPolicy
from assistants.models import (
    AuditEvent,
    LanguageModel,
    Organization,
)
from assistants.queries.assistants import seen_by
from assistants.queries.record import Record
from tests.cast import Cast
from tests.factories import RoleFactory, RuleFactory, VectorStoreFactory
from tests.services.assistant.changes import CRM, changed, forbidden, refused, tools_of

pytestmark = pytest.mark.django_db

# “The merged object obeys the same rules as a create, except that existence, activity, availability and sharing policy
# are judged only for the values that this request adds or changes: what is stored and unchanged passes, with
# stale_reference”


def test_the_merged_object_obeys_the_rules_of_a_create(cast: Cast) -> None:
    made = cast.assistant(allowed_model_providers=["openai"], output_mode="text", context_window=1000)
    assert refused(cast, made, default_model_key="claude-opus-5") == [("default_model_key", "not_allowed")]
    assert refused(cast, made, response_format={"type": "json_object"}) == [("response_format", "conflict")]
    assert refused(cast, made, max_completion_tokens=1001) == [("max_completion_tokens", "out_of_range")]
    assert refused(cast, made, public_enabled=True) == [("public_enabled", "conflict")]


def test_all_problems_are_told_at_once(cast: Cast) -> None:
    made = cast.assistant()
    assert sorted(refused(cast, made, name="", temperature=9, rule_ids=["rule_never"], nonsense=1)) == [
        ("name", "too_short"),
        ("nonsense", "unknown_field"),
        ("rule_ids.0", "not_found"),
        ("temperature", "out_of_range"),
    ]


def test_what_is_stored_passes_though_it_has_gone_and_is_told_as_stale(cast: Cast) -> None:
    rule, store = (kind.create(organization=cast.organization) for kind in (RuleFactory, VectorStoreFactory))
    role = RoleFactory.create(organization=cast.organization)
    made = cast.assistant(
        default_model_key="gpt-4o-mini",
        rule_ids=[rule.id],
        vector_store_ids=[store.id],
        access_users=["usr_vic", "usr_max"],
        visible_to_roles=[role.id],
    )
    LanguageModel.objects.filter(key="gpt-4o-mini").update(status="retired")
    for gone in (rule, store, cast.people["max"]):
        gone.is_active = False
        gone.save()

    changed(cast, made, name="Other")
    changed(cast, made, **seen_by(cast.caller("ben"), made["id"]))
    named: Record = {"rule_ids": [rule.id], "default_model_key": "gpt-4o-mini", "access_users": ["usr_max", "usr_vic"]}
    after = changed(cast, made, **named)

    stale = {found["field"] for found in after["warnings"] if found["code"] == "stale_reference"}
    assert stale == {"default_model_key", "vector_store_ids.0", "rule_ids.0", "access_users.0"}


def test_what_is_added_must_be_there_for_the_caller(cast: Cast) -> None:
    role = RoleFactory.create(organization=cast.organization)
    kept = VectorStoreFactory.create(organization=cast.organization)
    closed = VectorStoreFactory.create(organization=cast.organization, only_for=[role])
    made = cast.assistant(vector_store_ids=[kept.id])
    assert refused(cast, made, by="eve", vector_store_ids=[kept.id, closed.id]) == [("vector_store_ids.1", "not_found")]
    assert changed(cast, made, by="ann", vector_store_ids=[closed.id])["vector_store_ids"] == [closed.id]
    # An editor who may not use it may keep it.
    assert changed(cast, made, by="eve", vector_store_ids=[kept.id, closed.id])["vector_store_ids"][1] == closed.id
    assert refused(cast, made, access_users=["usr_oz"]) == [("access_users.0", "not_found")]


def test_an_id_that_stands_at_one_field_is_not_known_at_another(cast: Cast) -> None:
    made = cast.assistant(access_users=["usr_max"])
    person = cast.people["max"]
    person.is_active = False
    person.save()
    assert refused(cast, made, editable_by_users=["usr_max"]) == [("editable_by_users.0", "not_found")]


def test_a_retired_model_is_refused_when_it_is_chosen(cast: Cast) -> None:
    made = cast.assistant()
    LanguageModel.objects.filter(key="gpt-4o-mini").update(status="retired")
    assert refused(cast, made, default_model_key="gpt-4o-mini") == [("default_model_key", "retired")]


def test_an_address_that_stays_is_not_judged_again(cast: Cast, settings: Any) -> None:
    settings.MCP_ALLOWED_HOSTS = frozenset({"10.0.0.7"})
    private = CRM | {"server_url": "https://10.0.0.7/mcp"}
    made = cast.assistant(mcp_tools=[private])
    settings.MCP_ALLOWED_HOSTS = frozenset()
    after = changed(cast, made, mcp_tools=[private | {"server_description": "New."}])
    assert tools_of(after)["mcp_tools"][0]["server_description"] == "New."
    again = private | {"server_url": "https://10.0.0.7/other"}
    assert refused(cast, made, mcp_tools=[again]) == [("mcp_tools.0.server_url", "private_address")]


def test_the_sharing_policy_is_judged_for_what_changes(cast: Cast) -> None:
    made = cast.assistant(access_mode="organization")
    Organization.objects.update(organization_sharing=SharingPolicy.NOBODY)
    cast.caller.cache_clear()
    assert changed(cast, made, access_mode="organization", name="Other")["access_mode"] == "organization"
    assert forbidden(cast, made, "ann", access_mode="public") == ("access_mode",)
    changed(cast, made, access_mode="private")
    assert forbidden(cast, made, "ben", access_mode="organization") == ("access_mode",)


# “public_enabled needs access_mode public … (an update that leaves public clears it)” (section 1)


@pytest.mark.parametrize("sent", [{}, {"public_enabled": True}, {"public_enabled": False}, {"public_enabled": None}])
@pytest.mark.parametrize("mode", ["private", "organization", None])
def test_an_update_that_leaves_public_clears_the_public_page(cast: Cast, mode: str | None, sent: Record) -> None:
    made = cast.assistant(access_mode="public", public_enabled=True)
    after = changed(cast, made, access_mode=mode, **sent)
    assert (after["access_mode"], after["public_enabled"]) == (mode or "private", False)
    told = AuditEvent.objects.filter(version=2).values_list("field", flat=True)
    assert set(told) == {"access_mode", "public_enabled"}
