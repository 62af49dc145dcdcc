"""Organizations under watch: after each step the API is asked, and must answer what the oracle says."""

from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from tests.access import oracle
from tests.access.world import House, Made, Member, ask, listed

ACCESS_FIELDS = {*oracle.LISTS, "access_mode", "created_by"}
# What is asked of everyone; a deletion only of a version that never was.
EVERYTHING = ("icon", "versions", "history", "access", "patch", "delete")


class Watched(RuleBasedStateMachine):
    """Two organizations, whose people may belong to both.

    After each step every member of an organization that it touched lists what there is, and at the end everybody does.
    One assistant, of the other organization too, is read again, and everything else is asked of it again, where the
    step may have changed the answer; it is read once more at the end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.houses: list[House] = []
        self.told: dict[tuple[Any, ...], Any] = {}
        self.touched: list[House] = []

    @property
    def members(self) -> list[Member]:
        return [member for house in self.houses for member in house.present]

    @property
    def assistants(self) -> list[Made]:
        return [made for house in self.houses for made in house.assistants]

    def asked(self, member: Member, made: Made, what: str, body: Any = None) -> bool:
        """Ask, expect what the oracle says, and tell whether it was done."""
        answer = ask(member, made, what, body)
        expected = self.expected(member, made, what)
        assert answer.status == expected, (what, answer.status, expected, answer.content)
        return expected < 300

    def expected(self, member: Member, made: Made, what: str) -> int:
        if member.gone:
            return 401
        level = made.house.level(member, made)
        # What is deleted is there to be restored, and for nothing else; what is there cannot be restored.
        return oracle.ANSWERS[what][level if made.facts.deleted == (what == "restore") else None]

    @invariant()
    def everyone_finds_what_is_theirs_to_find(self) -> None:
        for member in self.members:
            if member.house in self.touched:
                self.finds(member)
        self.touched = []

    def finds(self, member: Member) -> None:
        answer = listed(member)
        assert answer.status == (401 if member.gone else 200)
        if not member.gone:
            found = {entry["id"]: entry["user_access_level"] for entry in answer.json["assistants"]}
            levels = {made.id: made.house.level(member, made) for made in self.assistants if not made.facts.deleted}
            assert found == {key: level for key, level in levels.items() if level is not None}
            assert answer.json["total"] == len(found)

    @invariant()
    def everyone_may_do_what_is_theirs_to_do(self) -> None:
        for made in self.assistants:
            facts = (made.facts.deleted, made.facts.mode, repr(made.facts.lists))
            state = (made.facts.deleted, *(self.reasons(member, made) for member in made.house.present))
            for member in self.members:
                standing = (member.gone, made.facts.deleted, made.house.level(member, made))
                if self.is_news((id(member), made.id, "read"), (standing, facts)):
                    self.reads(member, made)
                if self.is_news((id(member), made.id), standing):
                    self.asks_everything(member, made)
                if self.expected(member, made, "access") == 200 and self.is_news((made.id,), state):
                    self.reads_who_has_access(member, made)

    def is_news(self, what: tuple[Any, ...], state: Any) -> bool:
        is_news: bool = self.told.get(what) != state
        self.told[what] = state
        return is_news

    def teardown(self) -> None:
        for house in self.houses:
            for member in house.members:
                self.finds(member)
                for made in self.assistants:
                    self.reads(member, made)

    def reads(self, member: Member, made: Made) -> None:
        answer = ask(member, made, "get")
        assert answer.status == self.expected(member, made, "get"), answer.content
        if answer.status == 200:
            shown = answer.json
            level = shown["user_access_level"]
            assert level == made.house.level(member, made)
            assert ("access_mode" in shown) == (level != "chat")
            if level == "owner":
                assert {name: shown[name] for name in oracle.LISTS} == made.facts.lists
            else:
                assert not shown.keys() & oracle.LISTS.keys()

    def asks_everything(self, member: Member, made: Made) -> None:
        for what in ("icon", "versions", "history", "access", "patch", "delete"):
            answer = ask(member, made, what, {"If-Match": '"0"'} if what == "delete" else None)
            expected = self.expected(member, made, what)
            # A deletion of a version that never was is refused last, so that it may be asked for again and again.
            assert answer.status == (412 if expected == 204 else expected), (what, answer.content)
            if what == "history" and answer.status == 200 and made.house.level(member, made) != "owner":
                assert not ACCESS_FIELDS & {event["field"] for event in answer.json["history"]}

    def reads_who_has_access(self, owner: Member, made: Made) -> None:
        people = ask(owner, made, "access").json["people"]
        told = {entry["id"]: {(reason["level"], reason["field"]) for reason in entry["reasons"]} for entry in people}
        expected = {member.person.user: self.reasons(member, made) for member in made.house.present}
        assert told == {user: set(why) for user, why in expected.items() if why}
        assert {entry["id"]: entry["access_level"] for entry in people} == {
            member.person.user: level
            for member in made.house.present
            if (level := made.house.level(member, made)) is not None
        }

    def reasons(self, member: Member, made: Made) -> frozenset[tuple[str, str]]:
        if member.gone:
            return frozenset()
        found = oracle.reasons(member.person, made.facts, made.house.above)
        return frozenset(reason for reason in found if made.facts.active or reason[0] in ("owner", "edit"))
