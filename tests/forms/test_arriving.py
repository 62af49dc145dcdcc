"""What a browser posts: the form's own names, secrets apart, and what the page does not show carried over."""

from io import BytesIO

from django.utils.datastructures import MultiValueDict

from assistants import limits
from assistants.forms import FORMS

Typed = dict[str, list[str]]
BASICS, MODEL, SERVERS = FORMS["basics"], FORMS["language-model"], FORMS["mcp-servers"]
TOKEN = "mcp_tools.0.authorization"
KEPT: Typed = {"mcp_tools.0.server_label": ["crm"], f"{TOKEN}.kept": ["sec_1"]}


def servers(before: Typed, **sent: list[str]) -> tuple[Typed, dict[str, str]]:
    data = {"mcp_tools.0.server_label": ["crm"], TOKEN: [""]} | sent
    return SERVERS.split(MultiValueDict(data), {}, before)


def test_only_names_of_the_form_count() -> None:
    sent = {"name": ["Claims"], "go": ["back"], "temperature": ["1"], "metadata.x.key": ["k"], "name.kept": ["sec_1"]}
    assert BASICS.split(MultiValueDict(sent), {}, {}) == ({"name": ["Claims"]}, {})


def test_nobody_reaches_what_is_kept_from_outside() -> None:
    sent = {f"{TOKEN}.kept": ["sec_9"], "icon_data": ["aGk="], "description.empty": ["1"]}
    assert servers({}, **sent)[0] == {"mcp_tools.0.server_label": ["crm"]}
    assert BASICS.split(MultiValueDict(sent), {}, {}) == ({}, {})


def test_a_line_end_is_one_character() -> None:
    posted, _ = MODEL.split(MultiValueDict({"instructions": ["a\r\nb\rc"]}), {}, {})
    assert posted == {"instructions": ["a\nb\nc"]}


def test_a_secret_is_apart_from_what_was_typed() -> None:
    assert servers({}, **{TOKEN: ["hush"]}) == ({"mcp_tools.0.server_label": ["crm"]}, {TOKEN: "hush"})


def test_a_secret_that_is_left_empty_stays() -> None:
    assert servers(KEPT) == (KEPT, {})


def test_a_secret_that_is_typed_anew_replaces_the_one_that_was_kept() -> None:
    posted, secrets = servers(KEPT, **{TOKEN: ["new"]})
    assert f"{TOKEN}.kept" not in posted
    assert secrets == {TOKEN: "new"}


def test_a_ticked_box_removes_a_secret() -> None:
    assert servers(KEPT, **{f"{TOKEN}.remove": ["on"]}) == ({"mcp_tools.0.server_label": ["crm"]}, {})


def test_a_secret_goes_with_its_server() -> None:
    assert SERVERS.split(MultiValueDict({}), {}, KEPT) == ({}, {})


def test_a_picture_is_kept_until_it_is_replaced_or_removed() -> None:
    before = {"icon_data": ["b2xk"]}
    assert BASICS.split(MultiValueDict({"name": ["x"]}), {}, before)[0]["icon_data"] == ["b2xk"]
    assert BASICS.split(MultiValueDict({}), {"icon_data": BytesIO(b"new")}, before)[0]["icon_data"] == ["bmV3"]
    assert BASICS.split(MultiValueDict({"icon_data.remove": ["on"]}), {}, before) == ({}, {})


def test_of_a_picture_that_is_too_large_no_more_is_kept_than_is_refused() -> None:
    huge = BytesIO(b"x" * (limits.ICON_BYTES * 2))
    posted, _ = BASICS.split(MultiValueDict({}), {"icon_data": huge}, {})
    assert len(posted["icon_data"][0]) < limits.ICON_BYTES * 4 / 3 + 8


def test_boxes_that_are_ticked_stay_in_the_order_that_they_had() -> None:
    before = {"allowed_model_providers": ["xai", "openai"]}
    sent = MultiValueDict({"allowed_model_providers": ["anthropic", "openai", "xai"]})
    assert MODEL.split(sent, {}, before)[0] == {"allowed_model_providers": ["xai", "openai", "anthropic"]}


def test_an_input_that_was_empty_says_what_it_said_before() -> None:
    for description in ("", None):
        before = BASICS.posted_from({"description": description})
        posted, _ = BASICS.split(MultiValueDict({"description": [""]}), {}, before)
        assert BASICS.read(posted).fields["description"] == description


def test_a_text_that_was_typed_and_taken_back_is_as_before() -> None:
    before = BASICS.posted_from({"description": ""})
    typed, _ = BASICS.split(MultiValueDict({"description": ["hm"]}), {}, before)
    assert BASICS.read(typed).fields["description"] == "hm"
    taken_back, _ = BASICS.split(MultiValueDict({"description": [""]}), {}, typed)
    assert BASICS.read(taken_back).fields["description"] == ""
