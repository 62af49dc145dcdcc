"""Rows that are added and removed, and things that are chosen and dropped, in what was typed."""

from assistants.forms import FORMS

BASICS, MODEL, SERVERS, ACCESS = (FORMS[key] for key in ("basics", "language-model", "mcp-servers", "access"))


def test_a_row_is_added_below_the_others_and_is_no_entry_until_something_is_typed() -> None:
    posted = MODEL.added(MODEL.posted_from({"stop_sequences": ["END"]}), "stop_sequences")
    assert posted == {"stop_sequences.0": ["END"], "stop_sequences.1": [""]}
    assert MODEL.read(posted).fields["stop_sequences"] == ["END"]


def test_an_empty_row_above_others_moves_no_problem() -> None:
    read = MODEL.read({"stop_sequences.0": [""], "stop_sequences.3": ["END"]})
    assert read.fields["stop_sequences"] == ["END"]
    assert read.places[("stop_sequences", 0)] == "stop_sequences.3"


def test_a_row_is_removed_with_what_is_kept_for_it_and_those_below_move_up() -> None:
    posted = {
        "mcp_tools.0.server_label": ["a"],
        "mcp_tools.0.authorization.kept": ["sec_a"],
        "mcp_tools.1.server_label": ["b"],
        "mcp_tools.1.authorization.kept": ["sec_b"],
    }
    assert SERVERS.removed(posted, "mcp_tools.0") == {
        "mcp_tools.0.server_label": ["b"],
        "mcp_tools.0.authorization.kept": ["sec_b"],
    }


def test_secrets_that_were_just_typed_move_with_their_rows() -> None:
    typed = {"mcp_tools.1.authorization": "hush"}
    assert SERVERS.removed(typed, "mcp_tools.0") == {"mcp_tools.0.authorization": "hush"}


def test_a_text_becomes_the_first_part_when_a_part_is_added() -> None:
    posted = MODEL.added(
        MODEL.posted_from({"system_message": [{"role": "user", "content": "hi"}]}),
        "system_message.0.content:input_image",
    )
    posted["system_message.0.content.1.file_id"] = ["file_1"]
    [message] = MODEL.read(posted).fields["system_message"]
    assert message["content"] == [
        {"type": "input_text", "text": "hi"},
        {"type": "input_image", "image_url": None, "file_id": "file_1", "detail": None},
    ]


def test_a_plain_text_stays_one() -> None:
    sent = [{"role": "system", "content": "Be brief."}]
    assert MODEL.read(MODEL.posted_from({"system_message": sent})).fields["system_message"] == sent


def test_things_are_chosen_beside_others_or_in_their_place() -> None:
    assert ACCESS.chosen({"access_users": ["usr_a"]}, "access_users:usr_b") == {"access_users": ["usr_a", "usr_b"]}
    assert ACCESS.chosen({"access_users": ["usr_a"]}, "access_users:usr_a") == {"access_users": ["usr_a"]}
    assert MODEL.chosen({"default_model_key": ["o3"]}, "default_model_key:gpt-5") == {"default_model_key": ["gpt-5"]}
    assert ACCESS.dropped({"access_users": ["usr_a", "usr_b"]}, "access_users:usr_a") == {"access_users": ["usr_b"]}


def test_a_button_that_no_page_has_changes_nothing() -> None:
    posted = {"name": ["x"]}
    assert BASICS.added(posted, "name") == posted
    assert BASICS.added(posted, "nothing.0:x") == posted
    assert BASICS.removed(posted, "name") == posted
    assert BASICS.chosen(posted, "name:y") == posted
    assert BASICS.dropped(posted, "name:x") == posted
    assert MODEL.added({}, "system_message.0.content:input_video") == {}


def test_a_tool_name_is_added_where_it_is_one_of_several_ways_to_say_what_is_allowed() -> None:
    field = "mcp_tools.0.allowed_tools"
    posted = SERVERS.added({field: ["names"], f"{field}.0": ["find"]}, field)
    assert posted == {field: ["names"], f"{field}.0": ["find"], f"{field}.1": [""]}
