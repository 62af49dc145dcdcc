"""Who comes in through the pages, into which organization, and what those find who do not."""

import pytest
from django.test import Client

from assistants.choices import MembershipLevel
from assistants.models import Membership, User
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Membership:
    return MembershipFactory.create(user__name="Ann Ito", organization__name="Acme", level=MembershipLevel.OWNER)


def page_of(membership: Membership) -> str:
    return f"/o/{membership.organization_id}/assistants/"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_member_finds_the_organization_and_themselves_on_the_page(ann: Membership) -> None:
    page = signed_in(ann.user).get(page_of(ann))

    assert page.status_code == 200
    for words in ("Acme", "Ann Ito", "You are an owner"):
        assert words in page.content.decode()


def test_no_cache_may_keep_a_page(ann: Membership) -> None:
    assert signed_in(ann.user).get(page_of(ann))["Cache-Control"] == "no-store"


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_back(ann: Membership) -> None:
    answer = Client().get(page_of(ann) + "?search=a")

    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={page_of(ann)}%3Fsearch%3Da"


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(ann: Membership) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page_of(ann)}"}

    answer = Client().get(page_of(ann), headers=headers)

    assert answer["HX-Redirect"] == f"/accounts/login/?next={page_of(ann)}"


def test_to_everybody_else_an_organization_does_not_exist(ann: Membership) -> None:
    stranger = signed_in(UserFactory.create())

    assert stranger.get(page_of(ann)).status_code == 404
    assert stranger.get("/o/org_nowhere/assistants/").status_code == 404
    assert stranger.get("/o/org%00/assistants/").status_code == 404


@pytest.mark.parametrize("deactivated", ["membership", "person"])
def test_who_is_deactivated_is_out_at_the_next_request(ann: Membership, deactivated: str) -> None:
    client = signed_in(ann.user)
    row = ann if deactivated == "membership" else ann.user
    row.is_active = False
    row.save()

    assert client.get(page_of(ann)).status_code == (404 if deactivated == "membership" else 302)


def test_a_person_of_two_organizations_sees_both_and_acts_in_the_one_of_the_address(ann: Membership) -> None:
    other = MembershipFactory.create(user=ann.user, organization__name="Norrland", level=MembershipLevel.MEMBER)

    page = signed_in(ann.user).get(page_of(other)).content.decode()

    assert "You are a member" in page
    assert page_of(ann) in page


def test_the_front_page_leads_to_the_only_organization(ann: Membership) -> None:
    assert signed_in(ann.user).get("/")["Location"] == page_of(ann)


def test_the_front_page_leads_to_the_organization_that_was_used_last(ann: Membership) -> None:
    other = MembershipFactory.create(user=ann.user)
    client = signed_in(ann.user)

    client.get(page_of(other))

    assert client.get("/")["Location"] == page_of(other)


def test_the_front_page_asks_who_has_used_none_of_several(ann: Membership) -> None:
    other = MembershipFactory.create(user=ann.user)

    page = signed_in(ann.user).get("/").content.decode()

    assert page_of(ann) in page
    assert page_of(other) in page


def test_whoever_belongs_to_no_organization_is_told_whom_to_ask() -> None:
    assert "belongs to no organization" in signed_in(UserFactory.create()).get("/").content.decode()
