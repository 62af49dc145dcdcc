from typing import Any

from tests import factories
from tests.cast import Cast
from tests.wizard.browser import Browser


def at_access(browser: Browser, assistant_id: str = "") -> Browser:
    if assistant_id:
        browser.open(f"assistants/{assistant_id}/edit/?step=access").press("start")
        return browser.open(f"{browser.here.rpartition('/')[0].rpartition('/')[0]}/access/")
    browser.open("assistants/new/").press("start")
    return browser.open(browser.here.replace("basics", "access"))


def autosaved(browser: Browser, **typed: Any) -> str:
    data = browser.page.forms["section"].data | typed | {"autosave": ["1"]}
    return browser.client.post(browser.here, data, headers={"HX-Request": "true"}).content.decode()


def test_a_new_assistant_says_who_will_have_access_though_it_has_no_name_yet(cast: Cast, ben: Browser) -> None:
    at_access(ben).press(button="choose", value="access_users:usr_vic")
    ben.press(button="choose", value="visible_in_chat_to_users:usr_chad")

    assert "Will have access 2 people" in ben.page.text
    assert f"{cast.people['vic'].user.name} By name View" in ben.page.text
    assert f"{cast.people['chad'].user.name} By name, for chat Chat only" in ben.page.text
    assert f"Visible to {cast.people['vic'].user.name} : 4 of 6 people . " in ben.page.text


def test_an_edit_says_who_gains_can_do_more_and_loses_and_why(cast: Cast, ben: Browser) -> None:
    role = factories.RoleFactory.create(organization=cast.organization, name="Support")
    cast.people["max"].roles.add(role)
    made = factories.assistant(cast.caller("ben"), access_users=["usr_vic", "usr_eve"])

    at_access(ben, made["id"])
    assert "Nobody gains or loses access." in ben.page.text
    ben.press(access_users=["usr_eve"], button="choose", value="editable_by_users:usr_eve")
    ben.press(button="choose", value=f"visible_to_roles:{role.id}")

    assert "Gain access 1 person" in ben.page.text
    assert f"{cast.people['max'].user.name} Role Support View" in ben.page.text
    assert "By name, as editor. Before: by name View to Edit" in ben.page.text
    assert "Lose access 1 person" in ben.page.text
    assert "Before: by name. Nothing else lets them in was View" in ben.page.text


def test_whoever_loses_a_reason_and_stays_is_told_apart(cast: Cast, ben: Browser) -> None:
    made = factories.assistant(cast.caller("ben"), access_users=["usr_ann"])

    at_access(ben, made["id"]).press(access_users=None, button="find", value="access_users")

    assert "1 person loses a reason and keeps their access." in ben.page.text
    assert f"{cast.people['ann'].user.name}: owner of the organization." in ben.page.text


def test_a_save_under_way_renews_the_panel_and_the_steps(cast: Cast, ben: Browser) -> None:
    at_access(ben)

    answer = autosaved(ben, access_mode=["organization"])

    assert "everyone in the organization" in answer
    assert cast.people["max"].user.name in answer
    assert 'hx-swap-oob="innerHTML:#steps"' in answer


def test_while_the_answers_about_access_are_not_in_order_nothing_is_said_of_people(ben: Browser) -> None:
    at_access(ben).press(access_users=["usr_nobody"])

    assert "once the answers about access are in order" in ben.page.text


def test_of_many_the_first_twenty_are_named(cast: Cast, ben: Browser) -> None:
    factories.MembershipFactory.create_batch(47, organization=cast.organization)

    at_access(ben).press(access_mode="organization", button="find", value="access_users")

    assert "Will have access 51 people" in ben.page.text
    assert "… and 31 more" in ben.page.text
    assert ben.page.html.count("Open to everyone in the organization") == 2 * 20


def test_an_editor_is_not_told_whom_it_reaches(cast: Cast, browser: Any) -> None:
    made = cast.assistant()
    eve = browser("eve")
    eve.open(f"assistants/{made['id']}/edit/").press("start")

    assert "What this changes" not in eve.page.text
    assert eve.client.get(eve.here.replace("basics", "access")).status_code == 404
