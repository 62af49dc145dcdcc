from datetime import date
from typing import Any

import pytest

from assistants.models import Assistant, Draft, Secret
from assistants.services import assistant as assistants
from tests import factories
from tests.cast import Cast
from tests.wizard.browser import Browser


def started(browser: Browser) -> Browser:
    return browser.open("assistants/new/").press("start")


def record_of(cast: Cast, **fields: Any) -> dict[str, Any]:
    """What the API makes of the same JSON."""
    return factories.assistant(cast.caller("ben"), **fields)


OURS = {"id", "name", "created_at", "updated_at", "icon_url"}


def told(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in OURS}


def test_nothing_but_a_name_makes_an_assistant(cast: Cast, ben: Browser) -> None:
    started(ben)
    assert ben.page.title.startswith("Basics, step 1 of")
    ben.press(name="Claims", button="go", value="check")
    assert "Nothing exists yet. Creating it makes version 1" in ben.page.text
    ben.press("finish")

    assert "“Claims” has been created" in ben.page.text
    made = assistants.update(Assistant.objects.get().id, {}, caller=cast.caller("ben"))
    assert told(made) == told(record_of(cast, name="Other"))
    assert not Draft.objects.exists()


def test_the_whole_wizard_without_a_script_makes_what_the_api_makes_of_the_same_json(cast: Cast, ben: Browser) -> None:
    started(ben)
    ben.press(name="Claims", description="First report\r\nof damage")
    ben.press(instructions="Ask.", temperature="0.3", max_completion_tokens="1200", seed="7")
    while "finish" not in ben.page.forms:
        ben.press()
    ben.press("finish")

    made = assistants.update(Assistant.objects.get().id, {}, caller=cast.caller("ben"))
    fields = {"description": "First report\nof damage", "instructions": "Ask.", "temperature": 0.3}
    same = record_of(cast, name="Other", max_completion_tokens=1200, seed=7, **fields)
    assert told(made) == told(same)


def test_what_is_wrong_is_told_on_top_at_the_field_and_in_the_title_and_what_was_typed_stays(ben: Browser) -> None:
    started(ben).press(name="Claims").press(temperature="2.4")

    assert ben.page.title.startswith("Error: Language model, step 2 of")
    assert "1 answer needs another look" in ben.page.text
    assert ben.page.html.count("between 0.0 and 2.0") >= 2
    assert ben.page.forms["section"].data["temperature"] == ["2.4"]
    assert "Has errors" in ben.page.text


def test_a_step_that_nobody_has_gone_on_from_is_not_called_wrong(ben: Browser) -> None:
    started(ben)

    assert "need another look" not in ben.page.text
    assert "Has errors" not in ben.page.text
    ben.press(button="add", value="metadata")
    assert "need another look" not in ben.page.text


def test_a_name_that_is_taken_is_told_in_basics(cast: Cast, ben: Browser) -> None:
    cast.assistant(name="Claims")

    started(ben).press(name="claims")

    assert ben.page.title.startswith("Error: Basics")
    assert "exists already" in ben.page.text


def test_rows_come_and_go_and_nothing_typed_is_lost(ben: Browser) -> None:
    started(ben).press(name="Claims", button="add", value="metadata")
    ben.press(metadata__0__key="team", metadata__0__value="claims", button="add", value="metadata")
    assert ben.page.forms["section"].data["name"] == ["Claims"]
    assert ben.page.forms["section"].data["metadata.0.key"] == ["team"]

    ben.press(button="remove", value="metadata.0")
    assert "team" not in ben.page.html.partition("<aside")[0]


def test_back_and_save_and_close_keep_what_was_typed(ben: Browser) -> None:
    started(ben).press(name="Claims").press(temperature="0.1", button="go", value="back")
    assert ben.page.title.startswith("Basics")
    ben.press(description="Half", button="go", value="close")
    assert "Claims" in ben.page.text

    ben.open(ben.page.links["Claims"])
    assert Draft.objects.get().posted["language-model"]["temperature"] == ["0.1"]
    assert Draft.objects.get().posted["basics"]["description"] == ["Half"]


def test_who_resumes_goes_on_where_they_left(ben: Browser) -> None:
    started(ben).press(name="Claims")

    ben.open("drafts/").open(ben.page.links["Claims"])

    assert ben.page.title.startswith("Language model")


def test_a_discarded_draft_is_gone(ben: Browser) -> None:
    started(ben).press(name="Claims").open("drafts/")
    form = next(form for form in ben.page.forms if "discard" in ben.page.forms[form].action)

    ben.press(form)

    assert "“Claims” has been discarded" in ben.page.text
    assert not Draft.objects.exists()


def test_change_leads_back_to_the_check(ben: Browser) -> None:
    started(ben).press(name="Claims", button="go", value="check")
    change = next(line for line in ben.page.html.split('"') if "/basics/?return=check#id_name" in line)

    ben.open(change.partition("#")[0])
    assert "Save and return to check" in ben.page.text
    ben.press(description="Short")

    assert ben.page.title.startswith("Check and create")
    assert "Short" in ben.page.text


def test_a_draft_with_errors_is_not_created_but_leads_to_the_first_of_them(ben: Browser) -> None:
    started(ben).press(name="", button="go", value="check")
    assert ben.page.title.startswith("Error: Check and create")

    ben.press("finish")

    assert ben.page.title.startswith("Error: Basics")
    assert not Assistant.objects.exists()


@pytest.mark.parametrize("page", ["", "basics/", "check/", "curl/", "paste/", "versions/", "nothing/"])
@pytest.mark.parametrize("name", ["ann", "max"])
def test_another_person_s_draft_is_no_page(ben: Browser, browser: Any, name: str, page: str) -> None:
    draft = Draft.objects.get(pk=started(ben).here.split("/")[4])

    other = browser(name).open(f"drafts/{draft.id}/{page}")

    assert other.page.status == 404


def test_a_draft_is_reached_in_its_own_organization_alone(cast: Cast, ben: Browser, browser: Any) -> None:
    draft = started(ben).here.split("/")[4]
    elsewhere = factories.MembershipFactory.create(user=cast.people["ben"].user)

    assert Browser(elsewhere).open(f"drafts/{draft}/basics/").page.status == 404


def test_the_commands_variables_stand_for_secrets(ben: Browser) -> None:
    started(ben).press(name="It's", button="go", value="check")

    ben.open(ben.here.replace("/check/", "/curl/"))

    assert "$API_KEY" in ben.page.html
    assert Secret.objects.count() == 0


def test_a_saved_field_answers_with_the_time_and_the_panels(ben: Browser) -> None:
    started(ben)
    data = ben.page.forms["section"].data | {"name": ["Claims"], "autosave": ["1"]}

    response = ben.client.post(ben.here, data, headers={"HX-Request": "true"})

    answer = response.content.decode()
    assert "Saved" in answer
    assert 'name="revision" id="revision" value="2"' in answer
    assert "Claims" in answer.partition('hx-swap-oob="innerHTML:#aside"')[2]
    assert Draft.objects.get().visited == []


def test_no_page_is_stored_by_a_cache(ben: Browser) -> None:
    response = ben.client.get(started(ben).here)

    assert response.headers["Cache-Control"] == "no-store"


def test_a_step_takes_as_many_inputs_as_the_contract_allows(ben: Browser) -> None:
    started(ben).press(name="Claims")
    bias = {f"logit_bias.{row}.key": str(row) for row in range(1_024)}
    bias |= {f"logit_bias.{row}.value": "1" for row in range(1_024)}

    ben.press(**bias)

    assert ben.page.title.startswith("Knowledge")


def test_an_edit_begins_at_the_step_that_a_link_asks_for(cast: Cast, ben: Browser) -> None:
    assistant = record_of(cast)["id"]

    assert ben.open(f"assistants/{assistant}/edit/?step=access").press("start").page.title.startswith("Access")


def test_the_check_says_the_day_of_a_warning_in_words(ben: Browser) -> None:
    model = factories.LanguageModelFactory.create(retires_on=date(2031, 1, 14))
    started(ben).press(name="Claims").press(default_model_key=model.key, button="go", value="check")

    assert f"{model.key} retires on 14 January 2031" in ben.page.text
