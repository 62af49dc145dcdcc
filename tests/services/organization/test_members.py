"""What becomes of assistants when people come and go."""

from collections.abc import Callable

import pytest

from assistants.choices import MembershipLevel
from assistants.models import ApiKey, Assistant, Draft, Membership
from assistants.problems import Forbidden, KeyRejected, OwnsAssistants, Refused
from assistants.services import assistant as assistants
from assistants.services import draft as drafts
from assistants.services import organization
from tests.factories import caller
from tests.services.organization.acme import Acme


def test_a_removed_member_s_grants_go_with_them_and_every_assistant_says_so(acme: Acme) -> None:
    one = acme.assistant(access_users=["usr_cleo", "usr_ann"], editable_by_users=["usr_cleo"])
    other = acme.assistant(visible_in_chat_to_users=["usr_cleo"])
    untouched = acme.assistant(access_users=["usr_ann"])

    organization.remove_member("usr_cleo", caller=acme.ann)

    assert acme.told(one) == [
        ("assistant.updated", "access_users", ["usr_cleo", "usr_ann"], ["usr_ann"]),
        ("assistant.updated", "editable_by_users", ["usr_cleo"], []),
    ]
    assert acme.told(other) == [("assistant.updated", "visible_in_chat_to_users", ["usr_cleo"], [])]
    assert [acme.versions(made) for made in (one, other, untouched)] == [[1, 2], [1, 2], [1]]
    assert acme.actions() == ["member.removed"]


def test_who_comes_back_after_being_removed_has_nothing(acme: Acme) -> None:
    made, deleted = (acme.assistant(editable_by_users=["usr_cleo"]) for _ in range(2))
    assistants.delete(deleted, caller=acme.ben)

    organization.remove_member("usr_cleo", caller=acme.ann)
    back = Membership.objects.create(organization=acme.organization, user_id="usr_cleo")
    assistants.restore(deleted, caller=acme.ben)

    assert acme.level(back, made) is None
    assert acme.level(back, deleted) is None


def test_a_removed_member_s_keys_are_revoked(acme: Acme) -> None:
    caller(acme.cleo)

    organization.remove_member("usr_cleo", caller=acme.ann)

    assert not ApiKey.objects.filter(user_id="usr_cleo", revoked_at=None).exists()
    assert ApiKey.objects.filter(user_id="usr_ben", revoked_at=None).exists()


def test_a_deactivated_member_keeps_grants_without_effect(acme: Acme) -> None:
    made = acme.assistant(editable_by_users=["usr_cleo"])

    organization.deactivate_member("usr_cleo", caller=acme.ann)
    with pytest.raises(KeyRejected):
        caller(acme.cleo)
    assert (acme.told(made), acme.versions(made)) == ([], [1])

    organization.activate_member("usr_cleo", caller=acme.ann)
    organization.activate_member("usr_cleo", caller=acme.ann)
    assert acme.level(acme.cleo, made) == "edit"
    assert acme.actions() == ["member.deactivated", "member.activated"]


def test_who_owns_assistants_is_not_removed_and_is_told_which(acme: Acme) -> None:
    owned, deleted = acme.assistant(name="Owned"), acme.assistant(name="Deleted")
    assistants.delete(deleted, caller=acme.ben)

    with pytest.raises(OwnsAssistants) as refused:
        organization.remove_member("usr_ben", caller=acme.ann)

    assert refused.value.assistants == {owned: "Owned", deleted: "Deleted"}
    assert Membership.objects.filter(user_id="usr_ben").exists()
    assert acme.actions() == []


def test_one_call_transfers_everything_and_then_the_member_may_go(acme: Acme) -> None:
    owned, deleted, of_another = acme.assistant(), acme.assistant(), acme.assistant(by=acme.ann)
    assistants.delete(deleted, caller=acme.ben)

    assert organization.transfer_all("usr_ben", "usr_cleo", caller=acme.ann) == 2
    organization.remove_member("usr_ben", caller=acme.ann)

    assert acme.told(owned) == [("assistant.transferred", "created_by", "usr_ben", "usr_cleo")]
    assert acme.versions(deleted) == [1, 2, 3]
    assert acme.level(acme.cleo, owned) == "owner"
    assert dict(Assistant.objects.values_list("id", "created_by_id")) == {
        owned: "usr_cleo",
        deleted: "usr_cleo",
        of_another: "usr_ann",
    }


@pytest.mark.parametrize("new_owner", ["usr_nobody", "usr_idle"])
def test_everything_goes_to_an_active_member_or_nowhere(new_owner: str, acme: Acme) -> None:
    acme.join("idle", is_active=False)
    made = acme.assistant()

    with pytest.raises(Refused) as refused:
        organization.transfer_all("usr_ben", new_owner, caller=acme.ann)

    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("created_by", "not_found")]
    assert acme.versions(made) == [1]


def test_the_last_owner_stays(acme: Acme) -> None:
    admin = caller(acme.join("ada", level=MembershipLevel.ADMIN))
    acme.join("idle", level=MembershipLevel.OWNER, is_active=False)

    for by in (acme.ann, admin):
        for leave in (organization.remove_member, organization.deactivate_member):
            with pytest.raises(Refused) as refused:
                leave("usr_ann", caller=by)
            assert [(problem.field, problem.code) for problem in refused.value.problems] == [("user_id", "conflict")]
    assert Membership.objects.filter(user_id="usr_ann", is_active=True).exists()
    assert acme.actions() == []

    organization.remove_member("usr_idle", caller=acme.ann)
    assert acme.actions() == ["member.removed"]


@pytest.mark.parametrize("leave", [organization.remove_member, organization.deactivate_member])
def test_one_of_two_owners_may_leave(leave: Callable[..., None], acme: Acme) -> None:
    acme.join("zoe", level=MembershipLevel.OWNER)
    leave("usr_ann", caller=acme.ann)
    with pytest.raises(Refused):
        leave("usr_zoe", caller=acme.ann)


def test_an_assistant_is_never_made_for_who_is_no_member_any_more(acme: Acme) -> None:
    late = caller(acme.cleo)
    organization.remove_member("usr_cleo", caller=acme.ann)

    for once_more in ({}, {"is_default": False}):
        with pytest.raises(KeyRejected):
            acme.assistant(by=late, **once_more)
    assert not Assistant.objects.exists()


def test_a_member_of_another_organization_is_nobody_here(acme: Acme) -> None:
    elsewhere = Acme.__new__(Acme)
    elsewhere.organization = type(acme.organization).objects.create(name="Other")
    elsewhere.join("zoe")

    for change in (organization.remove_member, organization.deactivate_member):
        with pytest.raises(Refused) as refused:
            change("usr_zoe", caller=acme.ann)
        assert [(problem.field, problem.code) for problem in refused.value.problems] == [("user_id", "not_found")]


def test_only_owners_and_admins_manage_members(acme: Acme) -> None:
    for change in (organization.remove_member, organization.deactivate_member, organization.activate_member):
        with pytest.raises(Forbidden):
            change("usr_cleo", caller=acme.ben)
    with pytest.raises(Forbidden):
        organization.transfer_all("usr_cleo", "usr_ben", caller=acme.ben)


def test_a_removed_member_s_drafts_go_with_them(acme: Acme) -> None:
    drafts.start(caller=caller(acme.cleo))
    drafts.start(caller=acme.ben)

    organization.remove_member("usr_cleo", caller=acme.ann)

    assert list(Draft.objects.values_list("user_id", flat=True)) == ["usr_ben"]
