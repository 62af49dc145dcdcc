from typing import Any

from assistants.models import Assistant, Draft
from assistants.services import assistant as assistants
from tests import factories
from tests.cast import Cast
from tests.wizard.browser import Browser


def begun(browser: Browser, assistant_id: str) -> Browser:
    return browser.open(f"assistants/{assistant_id}/edit/").press("start")


def made(cast: Cast, **fields: Any) -> str:
    found: str = factories.assistant(cast.caller("ben"), **fields)["id"]
    return found


def posted() -> dict[str, Any]:
    found: dict[str, Any] = Draft.objects.get().posted
    return found


def test_two_tabs_are_shown_both_values_and_nothing_is_overwritten(ben: Browser) -> None:
    ben.open("assistants/new/").press("start")
    other = ben.tab()
    ben.press(name="From this tab", description="Same")
    other.press(name="From the other", description="Same")

    assert "From this tab" in other.page.text
    assert "From the other" in other.page.text
    assert "Same" not in other.page.text
    assert posted()["basics"]["name"] == ["From this tab"]


def test_of_two_tabs_the_chosen_value_stays_field_by_field(ben: Browser) -> None:
    ben.open("assistants/new/").press("start")
    other = ben.tab()
    ben.press(name="First", description="First words")
    other.press(name="Second", description="Second words")

    other.press(take__name="saved", take__description="mine")

    assert posted()["basics"]["name"] == ["First"]
    assert posted()["basics"]["description"] == ["Second words"]
    assert other.page.title.startswith("Basics")


def test_a_field_that_is_saved_by_itself_never_overwrites_another_tab(ben: Browser) -> None:
    ben.open("assistants/new/").press("start")
    other = ben.tab()
    ben.press(name="First")

    other.press(name="Second", autosave="1")

    assert "another tab has changed this draft" in other.page.text
    assert posted()["basics"]["name"] == ["First"]


def test_an_edit_that_changes_nothing_makes_no_version(cast: Cast, ben: Browser) -> None:
    assistant = made(cast, name="Claims", temperature=0.3, access_users=["usr_vic"], metadata={"team": "claims"})

    begun(ben, assistant).press(button="go", value="check").press("finish")

    assert "has been saved" in ben.page.text
    assert Assistant.objects.get().version == 1


def test_an_edit_changes_what_was_changed_and_nothing_else(cast: Cast, ben: Browser) -> None:
    server = {"type": "mcp", "server_label": "crm", "server_url": "https://mcp.example.com", "authorization": "t" * 20}
    assistant = made(cast, name="Claims", temperature=0.3, access_users=["usr_vic"], mcp_tools=[server])
    before = assistants.update(assistant, {}, caller=cast.caller("ben"))

    begun(ben, assistant).press(description="New", button="go", value="check").press("finish")

    after = assistants.update(assistant, {}, caller=cast.caller("ben"))
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"updated_at"} == {"description", "version"}


def test_who_may_only_edit_goes_through_no_access_step(cast: Cast, browser: Any) -> None:
    assistant = made(cast, name="Claims", editable_by_users=["usr_eve"], access_users=["usr_vic"])

    eve = begun(browser("eve"), assistant)
    assert "/access/" not in eve.page.html.partition("<aside")[0].replace("/access/preview", "")
    eve.press(description="By Eve", button="go", value="check").press("finish")

    row = assistants.update(assistant, {}, caller=cast.caller("ben"))
    assert (row["description"], row["access_users"], row["version"]) == ("By Eve", ["usr_vic"], 2)


def test_an_edit_that_was_begun_is_gone_on_with(cast: Cast, ben: Browser) -> None:
    assistant = made(cast, name="Claims")
    begun(ben, assistant).press(description="Half", button="go", value="close")

    ben.open(f"assistants/{assistant}/edit/")
    assert "Go on" in ben.page.text
    ben.press("start")

    assert Draft.objects.count() == 1


def test_a_colleague_s_change_is_shown_with_mine_and_the_version_both_began_with(cast: Cast, ben: Browser) -> None:
    assistant = made(cast, name="Claims", description="Old", temperature=0.7)
    begun(ben, assistant).press(description="Mine", button="go", value="check")
    assistants.update(assistant, {"description": "Theirs", "temperature": 0.2}, caller=cast.caller("ann"))

    ben.press("finish")

    assert "has been changed while you edited it" in ben.page.text
    for words in ("Mine", "Theirs", "In version 1: Old", "0.2", f"by {cast.people['ann'].user.name}"):
        assert words in ben.page.text
    assert Assistant.objects.get().description == "Theirs"


def test_what_is_chosen_is_bound_to_the_colleague_s_version_and_may_be_saved(cast: Cast, ben: Browser) -> None:
    assistant = made(cast, name="Claims", description="Old", instructions="Ask.")
    begun(ben, assistant).press(description="Mine").press(instructions="Mine", button="go", value="check")
    theirs = {"description": "Theirs", "instructions": "Theirs", "temperature": 0.2}
    assistants.update(assistant, theirs, caller=cast.caller("ann"))

    ben.press("finish").press(description="mine", instructions="theirs").press("finish")

    row = Assistant.objects.get()
    assert (row.description, row.instructions, row.temperature, row.version) == ("Mine", "Theirs", 0.2, 3)


def test_a_choice_that_was_not_made_is_asked_for(cast: Cast, ben: Browser) -> None:
    assistant = made(cast, name="Claims", description="Old")
    begun(ben, assistant).press(description="Mine", button="go", value="check")
    assistants.update(assistant, {"description": "Theirs"}, caller=cast.caller("ann"))

    ben.press("finish").press()

    assert ben.page.title.startswith("Error:")
    assert Draft.objects.get().base_version == 1


def test_a_viewer_is_told_that_they_may_not_edit(cast: Cast, browser: Any) -> None:
    assistant = made(cast, name="Claims", access_users=["usr_vic"])

    assert browser("vic").open(f"assistants/{assistant}/edit/").page.status == 403
    assert browser("max").open(f"assistants/{assistant}/edit/").page.status == 404


def test_lists_and_objects_are_compared_in_words(cast: Cast, ben: Browser) -> None:
    made = factories.assistant(cast.caller("ben"), access_users=["usr_vic"])
    ben.open(f"assistants/{made['id']}/edit/").press("start")
    draft = ben.here.rpartition("/")[0].rpartition("/")[0]
    ben.open(f"{draft}/access/").press(access_users=["usr_vic", "usr_chad"])
    ben.open(f"{draft}/language-model/").press(reasoning__effort="high")
    changed = {"access_users": ["usr_max"], "reasoning": {"effort": "low"}, "metadata": {"team": "claims"}}
    assistants.update(made["id"], changed, caller=cast.caller("ben"))

    ben.open(f"{draft}/versions/")

    vic, chad, max_ = (cast.people[name].user.name for name in ("vic", "chad", "max"))
    assert f"{vic}, {chad} Theirs {max_} In version 1: {vic}" in ben.page.text
    assert "team: claims Before: Not set" in ben.page.text
    assert "Effort High" in ben.page.text
    assert "usr_" not in ben.page.text
    assert "{" not in ben.page.text
