"""Who of many members is reached by which of many grants."""

from dataclasses import dataclass

from assistants.choices import MembershipLevel
from assistants.policy.people import Member, access_of_member, changes, people_with_access

NUMBER = 200


@dataclass
class Grant:
    """A grant that counts how often somebody looks whom it names."""

    named: str
    level: str = "view"
    field: str = "access_users"
    in_force: bool = True
    looks: int = 0

    @property
    def principal(self) -> str:
        self.looks += 1
        return self.named

    @principal.setter
    def principal(self, named: str) -> None:
        self.named = named


def member(number: int) -> Member:
    return Member("org_acme", f"usr_{number}", f"Member {number}", MembershipLevel.MEMBER, True, {}, ())


def grants() -> list[Grant]:
    """Each member named twice, and everybody at the end."""
    lists = (("access_users", "view"), ("editable_by_users", "edit"))
    named = [Grant(f"usr_{number}", level, name) for name, level in lists for number in range(NUMBER)]
    return [*named, Grant("*", "view", "access_mode")]


def test_who_is_found_among_many_has_the_reasons_of_one_who_is_asked_for_alone() -> None:
    members = [member(number) for number in range(0, NUMBER * 2, 3)]
    found = list(people_with_access(members, grants()))
    assert found == [(one, access_of_member(one, grants())) for one in members]
    reasons = [reason.field for reason in found[0][1].reasons]
    assert reasons == ["editable_by_users", "access_users", "access_mode"]


def test_nobody_looks_at_each_pair_of_a_member_and_a_grant() -> None:
    members = [member(number) for number in range(NUMBER)]
    named, before, after = grants(), grants(), grants()[:-1]
    assert len(list(people_with_access(members, named))) == NUMBER
    assert list(changes([(one, one) for one in members], before, after)) == []
    for asked in (named, before, after):
        assert max(grant.looks for grant in asked if grant.named != "*") < 10
