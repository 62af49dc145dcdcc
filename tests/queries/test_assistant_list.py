"""The list holds what the rules of access say, and in its order, however it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistants.caller import Caller
from assistants.choices import AccessLevel, AccessMode, MembershipLevel, SortBy, SortOrder
from assistants.models import AccessGrant, Assistant
from assistants.policy.access import access_of, visible_to
from assistants.queries import assistant_selection
from assistants.queries.assistant_list import assistants
from assistants.queries.assistant_query import AssistantQuery
from assistants.services import assistant as services
from tests.factories import (
    DepartmentFactory,
    MembershipFactory,
    OrganizationFactory,
    RoleFactory,
    assistant,
    caller,
)

pytestmark = pytest.mark.django_db
# The database is rolled back after all examples of a test; each has an organization of its own.
examples = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Sketch:
    """An assistant in few words: who made it, whom it names where, and what became of it."""

    creator: int
    lists: dict[str, list[int]]
    access_mode: AccessMode
    is_active: bool
    is_deleted: bool


def sketches() -> st.SearchStrategy[list[Sketch]]:
    some = st.lists(st.integers(0, 2), max_size=2, unique=True)
    lists = st.fixed_dictionaries(
        {},
        optional={
            "access_users": some,
            "editable_by_users": some,
            "visible_in_chat_to_users": some,
            "access_departments": some,
            "editable_by_roles": some,
            "visible_to_roles": some,
        },
    )
    modes = st.sampled_from(AccessMode)
    return st.lists(st.builds(Sketch, st.integers(0, 2), lists, modes, st.booleans(), st.booleans()), max_size=7)


def queries() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "sort_by": st.sampled_from(SortBy),
            "sort_order": st.sampled_from(SortOrder),
            "limit": st.integers(1, 4),
            "include_inactive": st.booleans(),
            "include_deleted": st.booleans(),
        },
        optional={
            "search": st.sampled_from(["a", "b", "shared", "zz"]),
            "access_mode": st.sampled_from(AccessMode),
            "is_active": st.booleans(),
        },
    )


def world(drawn: list[Sketch]) -> list[Caller]:
    """An owner and two members of a new organization, one of them in a role and below a department, who make these."""
    acme = OrganizationFactory.create(public_sharing="members")
    roles = RoleFactory.create_batch(3, organization=acme)
    top, beside = DepartmentFactory.create_batch(2, organization=acme)
    below = DepartmentFactory.create(organization=acme, parent=top)
    members = [
        MembershipFactory.create(organization=acme, level=MembershipLevel.OWNER),
        MembershipFactory.create(organization=acme, roles=roles[:2], departments=[below]),
        MembershipFactory.create(organization=acme, departments=[top]),
    ]
    people = [caller(member) for member in members]
    for number, sketch in enumerate(drawn):
        ids = {
            "users": [person.user_id for person in people],
            "roles": [role.id for role in roles],
            "departments": [top.id, beside.id, below.id],
        }
        lists = {field: [ids[field.rpartition("_")[2]][i] for i in places] for field, places in sketch.lists.items()}
        made = assistant(
            people[sketch.creator],
            name=f"{'cab'[number % 3]}{'abcdefg'[number]}",
            description="shared" if number % 2 else None,
            access_mode=sketch.access_mode,
            is_active=sketch.is_active,
            **lists,
        )
        if sketch.is_deleted:
            services.delete(made["id"], caller=people[sketch.creator])
    return people


def level_of(person: Caller, row: Assistant) -> AccessLevel | None:
    grants = AccessGrant.objects.filter(assistant=row)
    return access_of(person, grants, is_deleted=row.deleted_at is not None).level


def expected(person: Caller, query: AssistantQuery) -> list[str]:
    """The ids of the list, found by asking of each assistant alone."""

    def is_listed(row: Assistant) -> bool:
        level = level_of(person, row)
        filters = query.field_filters
        return (
            level is not None
            and not (filters and level == AccessLevel.CHAT)
            and row.is_active in query.activities
            and (row.deleted_at is None or query.include_deleted)
            and query.access_mode in (None, row.access_mode)
            and any(query.search in text for text in (row.name, row.description or ""))
        )

    def key(row: Assistant) -> Any:
        return row.name_key if query.sort_by == SortBy.NAME else getattr(row, query.sort_by), row.pk

    own = Assistant.objects.filter(organization_id=person.organization_id)
    return [row.pk for row in sorted(filter(is_listed, own), key=key, reverse=query.sort_order == SortOrder.DESC)]


def pages(person: Caller, query: AssistantQuery, *, by_offset: bool) -> Iterator[list[str]]:
    """The ids of every page, to the last one."""
    has_more, place, read = True, query, 0
    while has_more:
        page = assistants(person, place)
        ids = [item["id"] for item in page["assistants"]]
        yield ids
        read += len(ids)
        has_more, last = page["pagination"]["has_more"], page["pagination"]["next_after"]
        assert page["total"] == page["pagination"]["total"] >= read + has_more
        place = query.model_copy(update={"offset": read} if by_offset else {"after": last})


@examples
@given(sketches(), queries(), st.booleans(), st.sampled_from([0, assistant_selection.A_FEW]))
def test_the_pages_of_a_list_are_what_access_to_each_assistant_alone_says(
    drawn: list[Sketch], sent: dict[str, Any], by_offset: bool, few: int
) -> None:
    for person in world(drawn):
        query = AssistantQuery(organization_id=person.organization_id, **sent)
        whole = expected(person, query)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(assistant_selection, "A_FEW", few)
            found = list(pages(person, query, by_offset=by_offset))

        assert [id_ for page in found for id_ in page] == whole
        assert assistants(person, query)["total"] == len(whole)
        assert all(len(page) == query.limit for page in found[:-1])


@examples
@given(sketches())
def test_the_condition_of_a_query_is_what_access_to_each_assistant_alone_says(drawn: list[Sketch]) -> None:
    strengths = list(AccessLevel)
    for person in world(drawn):
        levels = {
            row.pk: level_of(person, row) for row in Assistant.objects.filter(organization_id=person.organization_id)
        }
        alive = set(Assistant.objects.filter(deleted_at=None).values_list("pk", flat=True))
        for place, level in enumerate(strengths):
            for with_deleted in (False, True):
                found = Assistant.objects.filter(visible_to(person, level, with_deleted=with_deleted))
                assert {row.pk for row in found} == {
                    pk for pk, own in levels.items() if own in strengths[: place + 1] and (with_deleted or pk in alive)
                }
