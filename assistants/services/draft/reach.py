"""Whom a draft's assistant would reach, and what changes for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistants.caller import Caller
from assistants.policy.access import Access
from assistants.policy.people import Change, access_of_member, people_of
from assistants.queries.access import shown_changes
from assistants.queries.record import Record
from assistants.services.draft.judge import Judgement


@dataclass(frozen=True, slots=True)
class Reach:
    """How many of `everyone` can use the assistant now and then, and for whom besides the caller that changes.

    `changes` are as `queries.access` shows them; `keeps` are those who lose a reason and keep their level.
    """

    everyone: int
    today: int
    then: int
    changes: Record
    keeps: Sequence[Record]


def reach(judgement: Judgement, caller: Caller) -> Reach:
    """What the judged request changes for the organization's people; only its owners are told."""
    tree, members = people_of(caller.organization_id)
    compared = [
        Change(
            member,
            member,
            access_of_member(member, judgement.grants_before),
            access_of_member(member, judgement.grants_after),
        )
        for member in members
    ]
    others = [change for change in compared if change.was.user_id != caller.user_id]
    kept = [change for change in others if change.before.level == change.after.level and _loses_a_reason(change)]
    return Reach(
        everyone=len(compared),
        today=_with_access([change.before for change in compared]),
        then=_with_access([change.after for change in compared]),
        changes=shown_changes([change for change in others if change.before.level != change.after.level], tree),
        keeps=shown_changes(kept, tree)["changes"],
    )


def _with_access(found: Sequence[Access]) -> int:
    return sum(access.level is not None for access in found)


def _loses_a_reason(change: Change) -> bool:
    return not set(change.before.reasons) <= set(change.after.reasons)
