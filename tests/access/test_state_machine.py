"""Whatever happens to organizations, people and assistants, the API answers what the oracle says."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import override_settings
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from assistants.models import Membership
from assistants.problems import OwnsAssistants, Refused
from assistants.services import organization as organizations
from tests.access import oracle
from tests.access.watched import Watched
from tests.access.world import House, Made, Member, found, place
from tests.factories import DepartmentFactory, RoleFactory, UserFactory

MODES = ("private", "organization", "public")
PEOPLE, ASSISTANTS, DEPARTMENTS, ROLES = 5, 4, 4, 2
ON_POSTGRESQL = django_settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
SHARDS = 4
CHECKED = settings(
    max_examples=(200 if ON_POSTGRESQL else 40) // SHARDS,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Life(Watched):
    """What may happen, in whatever order."""

    @initialize(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        self.houses, self.people = [found(), found()], UserFactory.create_batch(3)
        self.touched = [*self.houses]
        (one, other), (ann, ben, _) = self.houses, self.people
        top = self.make_department(one, None)
        below, role = self.make_department(one, top), self.make_role(one)
        one.join(ann, "member", set(), set())
        one.join(ben, "member", {role}, {below})
        other.join(ben, "owner", set(), set())
        self.make_assistant(one.members[0], {"access_departments": [top], **self.lists(data, one)})

    def make_department(self, house: House, parent: str | None) -> str:
        made = DepartmentFactory.create(organization=house.organization, parent_id=parent).id
        house.above[made] = parent
        return made

    def make_role(self, house: House) -> str:
        house.roles.append(RoleFactory.create(organization=house.organization).id)
        return house.roles[-1]

    def one(self, data: st.DataObject, choices: Any) -> Any:
        chosen = data.draw(st.sampled_from(list(choices)))
        if isinstance(chosen, House | Member | Made):
            self.touched.append(chosen if isinstance(chosen, House) else chosen.house)
        return chosen

    def some(self, data: st.DataObject, choices: Any, most: int = 2) -> list[Any]:
        listed = list(choices)
        return data.draw(st.lists(st.sampled_from(listed), max_size=most, unique=True)) if listed else []

    def lists(self, data: st.DataObject, house: House) -> dict[str, list[str]]:
        named = self.some(data, oracle.LISTS, most=3)
        return {name: self.some(data, self.principals(name, house)) for name in named}

    def principals(self, name: str, house: House) -> list[str]:
        return list(house.above) if "department" in name else house.roles if "role" in name else house.users

    # What happens to organizations.

    @precondition(lambda self: len(self.members) < PEOPLE)
    @rule(data=st.data(), level=st.sampled_from(["member", "member", "admin", "owner"]))
    def someone_joins(self, data: st.DataObject, level: str) -> None:
        house = self.one(data, self.houses)
        here = {member.person.user for member in house.present}
        user = self.one(data, [user for user in self.people if user.id not in here] or [UserFactory.create()])
        house.join(user, level, set(self.some(data, house.roles)), set(self.some(data, house.above)))

    @rule(data=st.data())
    def a_department_is_made(self, data: st.DataObject) -> None:
        house = self.one(data, self.houses)
        if len(house.above) < DEPARTMENTS:
            self.make_department(house, self.one(data, [None, *house.above]))

    @rule(data=st.data())
    def a_role_is_made(self, data: st.DataObject) -> None:
        house = self.one(data, self.houses)
        if len(house.roles) < ROLES:
            self.make_role(house)

    @precondition(lambda self: self.members)
    @rule(data=st.data(), level=st.sampled_from(["member", "member", "admin", "owner"]))
    def someone_changes_place(self, data: st.DataObject, level: str) -> None:
        member = self.one(data, self.members)
        member.person.level = level
        member.person.roles = set(self.some(data, member.house.roles))
        member.person.departments = set(self.some(data, member.house.above))
        Membership.objects.filter(pk=member.membership.pk).update(level=level)
        place(member.membership, member.person.roles, member.person.departments)

    @precondition(lambda self: self.members)
    @rule(data=st.data())
    def someone_is_deactivated_or_activated(self, data: st.DataObject) -> None:
        member = self.one(data, self.members)
        if member.is_last_owner:
            with pytest.raises(Refused):
                organizations.deactivate_member(member.person.user, caller=member.house.manager)
            return
        change = organizations.deactivate_member if member.person.active else organizations.activate_member
        change(member.person.user, caller=member.house.manager)
        member.person.active = not member.person.active

    @precondition(lambda self: self.members)
    @rule(data=st.data())
    def someone_is_removed(self, data: st.DataObject) -> None:
        member = self.one(data, self.members)
        house, user = member.house, member.person.user
        owned = {made.id for made in house.assistants if made.facts.owner == user}
        if member.is_last_owner:
            with pytest.raises(Refused):
                organizations.remove_member(user, caller=house.manager)
        elif owned:
            with pytest.raises(OwnsAssistants) as refused:
                organizations.remove_member(user, caller=house.manager)
            assert refused.value.assistants.keys() == owned
        else:
            organizations.remove_member(user, caller=house.manager)
            member.removed = True
            house.forget(user)

    @precondition(lambda self: self.members)
    @rule(data=st.data())
    def everything_of_someone_is_transferred(self, data: st.DataObject) -> None:
        member = self.one(data, self.members)
        house = member.house
        if house.users:
            heir = self.one(data, house.users)
            organizations.transfer_all(member.person.user, heir, caller=house.manager)
            for made in house.assistants:
                if made.facts.owner == member.person.user:
                    made.facts.owner = heir

    @precondition(lambda self: any(house.above for house in self.houses))
    @rule(data=st.data())
    def a_department_moves(self, data: st.DataObject) -> None:
        house = self.one(data, [house for house in self.houses if house.above])
        department, parent = self.one(data, house.above), self.one(data, [None, *house.above])
        if self.would_stand_below_itself(house, department, parent):
            with pytest.raises(Refused):
                organizations.move_department(department, parent, caller=house.manager)
            return
        before, told = self.levels(house), organizations.move_department(department, parent, caller=house.manager)
        house.above[department] = parent
        after = self.levels(house)
        assert {(row["id"], entry["id"]) for entry in told for rows in list(entry.values())[2:] for row in rows} == {
            pair for pair, level in after.items() if level != before[pair]
        }

    def would_stand_below_itself(self, house: House, department: str, parent: str | None) -> bool:
        while parent not in (None, department):
            parent = house.above[parent or ""]
        return parent is not None

    def levels(self, house: House) -> dict[tuple[str, str], str | None]:
        return {
            (member.person.user, made.id): house.level(member, made)
            for member in house.present
            for made in house.assistants
            if not made.facts.deleted
        }

    @precondition(lambda self: any(house.above for house in self.houses))
    @rule(data=st.data())
    def a_department_is_removed(self, data: st.DataObject) -> None:
        house = self.one(data, [house for house in self.houses if house.above])
        department = self.one(data, house.above)
        if department in house.above.values():
            with pytest.raises(Refused):
                organizations.remove_department(department, caller=house.manager)
            return
        organizations.remove_department(department, caller=house.manager)
        del house.above[department]
        for member in house.present:
            member.person.departments.discard(department)
        house.forget(department)

    @precondition(lambda self: any(house.roles for house in self.houses))
    @rule(data=st.data())
    def a_role_is_removed(self, data: st.DataObject) -> None:
        house = self.one(data, [house for house in self.houses if house.roles])
        role = self.one(data, house.roles)
        organizations.remove_role(role, caller=house.manager)
        house.roles.remove(role)
        for member in house.present:
            member.person.roles.discard(role)
        house.forget(role)

    # What happens to assistants.

    @precondition(lambda self: self.members and len(self.assistants) < ASSISTANTS)
    @rule(data=st.data(), mode=st.sampled_from(MODES))
    def an_assistant_is_made(self, data: st.DataObject, mode: str) -> None:
        member = self.one(data, self.members)
        self.make_assistant(member, {"access_mode": mode, **self.lists(data, member.house)})

    def make_assistant(self, member: Member, fields: dict[str, Any]) -> None:
        house = member.house
        body = {
            "name": f"Assistant {len(house.assistants)}",
            "organization_id": house.organization.id,
            "avatar_id": "avt_fox",
            **fields,
        }
        answer = member.client.post("/v1/assistants", body)
        if member.gone or not self.may_share(member, fields):
            assert answer.status == (401 if member.gone else 403)
            return
        assert answer.status == 201, answer.content
        facts = oracle.Assistant(member.person.user, fields.get("access_mode", "private"))
        facts.lists |= {name: fields[name] for name in oracle.LISTS if name in fields}
        house.assistants.append(Made(answer.json["id"], house, facts))

    def may_share(self, member: Member, fields: dict[str, Any]) -> bool:
        """The organizations let members share with the organization, and admins with the public."""
        return fields.get("access_mode") != "public" or member.person.level in oracle.MANAGERS

    @precondition(lambda self: self.members and self.assistants)
    @rule(data=st.data())
    def someone_shares(self, data: st.DataObject) -> None:
        member, made = self.one(data, self.members), self.one(data, self.assistants)
        lists = self.lists(data, made.house)
        if lists and self.asked(member, made, "patch access", lists):
            made.facts.lists |= lists

    @precondition(lambda self: self.members and self.assistants)
    @rule(data=st.data(), mode=st.sampled_from(MODES[:2]))
    def someone_changes_the_mode(self, data: st.DataObject, mode: str) -> None:
        member, made = self.one(data, self.members), self.one(data, self.assistants)
        if mode != made.facts.mode and self.asked(member, made, "patch access", {"access_mode": mode}):
            made.facts.mode = mode

    @precondition(lambda self: self.members and self.assistants)
    @rule(data=st.data())
    def someone_turns_it_off_or_on(self, data: st.DataObject) -> None:
        member, made = self.one(data, self.members), self.one(data, self.assistants)
        if self.asked(member, made, "patch", {"is_active": not made.facts.active}):
            made.facts.active = not made.facts.active

    @precondition(lambda self: self.members and self.assistants)
    @rule(data=st.data())
    def someone_deletes_or_restores(self, data: st.DataObject) -> None:
        member, made = self.one(data, self.members), self.one(data, self.assistants)
        if self.asked(member, made, "restore" if made.facts.deleted else "delete"):
            made.facts.deleted = not made.facts.deleted

    @precondition(lambda self: self.members and self.assistants)
    @rule(data=st.data())
    def someone_transfers(self, data: st.DataObject) -> None:
        member, made = self.one(data, self.members), self.one(data, self.assistants)
        if made.house.users:
            heir = self.one(data, made.house.users)
            if self.asked(member, made, "transfer", {"created_by": heir}):
                made.facts.owner = heir


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("shard", range(SHARDS))
@override_settings(RATE_LIMIT_PER_MINUTE=1_000_000, WRITE_LIMIT_PER_MINUTE=1_000_000)
def test_the_api_answers_what_the_oracle_says(shard: int) -> None:
    # By its name, each draws lives of its own.
    run_state_machine_as_test(type(f"Life{shard}", (Life,), {}), settings=CHECKED)
