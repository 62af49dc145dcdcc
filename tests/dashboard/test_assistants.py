"""The list of assistants: what each row tells, and whom; what narrows and orders it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from assistants.choices import AccessMode
from assistants.models import Icon, LanguageModel, Organization
from tests.dashboard.conftest import Reader
from tests.factories import DepartmentFactory, LanguageModelFactory, RoleFactory


def test_without_an_assistant_the_page_leads_to_making_one(ann: Reader) -> None:
    assert "Acme has no assistants yet" in ann.page()


def test_a_member_to_whom_nothing_is_shared_is_told_so(ann: Reader, omar: Reader) -> None:
    ann.make("Private")

    assert "You can see no assistants yet" in omar.page()


def test_the_row_tells_model_access_tools_and_who_changed_it_last(ann: Reader, acme: Organization) -> None:
    claims = DepartmentFactory.create(organization=acme, name="Claims")
    ann.make(
        "Claims triage",
        description="Sorts new claims",
        access_departments=[claims.id],
        tool_configurations={
            "system_tools": {"web_search": {"mode": "on"}, "file_search": {"mode": "off"}},
            "mcp_tools": [{"type": "mcp", "server_label": "a", "server_url": "https://mcp.example.com"}],
        },
    )

    row = ann.row("Claims triage")

    for words in ("Sorts new claims", "gpt-4o", "Claims 1 department", "Web search", "MCP servers: 1", "Ann Keller"):
        assert words in row
    assert "File search" not in row


def test_of_whom_it_is_shared_with_the_row_names_two_and_counts_the_rest(
    ann: Reader, omar: Reader, acme: Organization
) -> None:
    roles = [RoleFactory.create(organization=acme, name=name).id for name in ("Support", "Partners")]
    ann.make("Helper", editable_by_roles=roles, access_users=[omar.id], visible_in_chat_to_users=[omar.id])

    assert "Support, Partners and 1 more 2 roles, 1 person" in ann.row("Helper")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Private Ann Keller only"),
        ({"access_mode": "organization"}, "Everyone in Acme"),
        ({"access_mode": "public"}, "Public and all of Acme"),
        ({"access_mode": "public", "public_enabled": True}, "Public page and all of Acme"),
    ],
)
def test_the_row_says_whom_an_assistant_reaches(ann: Reader, fields: dict[str, object], words: str) -> None:
    ann.make("Helper", **fields)

    assert words in ann.row("Helper")


def test_a_viewer_reads_what_they_may_do_and_not_who_else_may(ann: Reader, omar: Reader, acme: Organization) -> None:
    legal = DepartmentFactory.create(organization=acme, name="Legal")
    ann.make("Helper", access_departments=[legal.id], access_users=[omar.id])

    row = omar.row("Helper")

    assert "Shared with you You may view" in row
    assert "Legal" not in row


def test_whoever_may_only_chat_reads_the_name_and_the_description_alone(ann: Reader, omar: Reader) -> None:
    ann.make("Helper", description="Helps", visible_in_chat_to_users=[omar.id], default_model_key="gpt-4o")

    row = omar.row("Helper")

    assert "Helps" in row
    assert "You may chat" in row
    assert "gpt-4o" not in row
    assert "Ann Keller" not in row


def test_warnings_are_in_the_row_in_few_words(ann: Reader) -> None:
    ann.make("Noisy", instructions="Use sk-abcdefghijklmnopqrstuvwxyz", access_mode="public", moderation_enabled=False)

    assert "Key in instructions" in (row := ann.row("Noisy"))
    assert "Public, not moderated" in row


def test_what_an_assistant_names_and_is_gone_is_warned_about(ann: Reader, acme: Organization) -> None:
    role = RoleFactory.create(organization=acme)
    ann.make("Helper", editable_by_roles=[role.id])
    role.delete()

    assert "Gone from roles that may edit" in ann.row("Helper")


def test_the_end_of_a_model_is_marked_when_it_is_near(ann: Reader) -> None:
    today = timezone.now().date()
    for key, days in (("near", 90), ("far", 91)):
        LanguageModelFactory.create(key=key, retires_on=today + timedelta(days=days))
        ann.make(f"On {key}", default_model_key=key)

    page = ann.page()

    assert page.count('class="retire near"') == 1
    assert page.count('class="retire"') == 1
    assert ann.names("?view=retiring") == ["On near"]


def test_a_name_is_shown_as_it_is_written_whatever_it_holds(ann: Reader) -> None:
    ann.make("<script>alert(1)</script>", description='"><img src=x>')

    assert ann.names() == ["<script>alert(1)</script>"]
    assert "<script>alert" not in ann.page()
    assert "<img src=x>" not in ann.page()


def test_an_assistant_with_a_picture_shows_it_and_one_without_its_letter(ann: Reader) -> None:
    pictured = ann.make("Pictured", avatar_id="avt_fox")
    drawn = ann.make("Drawn", icon_id="icon_book")
    ann.make("Letter")

    page = ann.page()

    assert f'src="{ann.list_path}{pictured}/icon/"' in page
    assert re.sub(r"\s+", " ", Icon.objects.get(id="icon_book").svg).strip() in page
    assert f"{drawn}/icon/" not in page
    assert ">L</span>" in page


def test_the_picture_is_for_those_who_may_see_the_assistant(ann: Reader, omar: Reader) -> None:
    pictured, plain = ann.make("Pictured", icon_id="icon_book"), ann.make("Plain")

    answer = ann.browser.get(f"{ann.list_path}{pictured}/icon/")

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert omar.browser.get(f"{ann.list_path}{pictured}/icon/").status_code == 404
    assert ann.browser.get(f"{ann.list_path}{plain}/icon/").status_code == 404


def test_the_list_begins_with_what_changed_last_and_can_be_ordered_by_name(ann: Reader) -> None:
    for name in ("b", "a", "c"):
        ann.make(name)

    assert ann.names() == ["c", "a", "b"]
    assert ann.names("?sort=name&order=asc") == ["a", "b", "c"]
    assert ann.names("?sort=created_at&order=asc") == ["b", "a", "c"]


def test_views_hold_the_readers_own_and_the_inactive_ones(ann: Reader, omar: Reader) -> None:
    ann.make("Ann's", access_mode="organization")
    omar.make("Omar's")
    ann.make("Off", is_active=False)

    assert ann.names("?view=mine") == ["Off", "Ann's"]
    assert ann.names("?view=inactive") == ["Off"]
    assert omar.names() == ["Omar's", "Ann's"]
    assert omar.names("?view=mine") == ["Omar's"]
    assert omar.names("?view=inactive") == []


def test_filters_narrow_and_several_values_of_one_are_alternatives(ann: Reader) -> None:
    LanguageModelFactory.create(key="other", provider__id="elsewhere", provider__name="Elsewhere")
    ann.make("Web", tool_configurations={"system_tools": {"web_search": {}}})
    ann.make("Off", tool_configurations={"system_tools": {"web_search": {"mode": "off"}}})
    ann.make("Other", default_model_key="other", access_mode="organization")
    servers = [{"type": "mcp", "server_label": "a", "server_url": "https://mcp.example.com"}]
    ann.make("Served", tool_configurations={"mcp_tools": servers})

    assert ann.names("?tool=web_search") == ["Web"]
    assert ann.names("?tool=web_search&tool=mcp_tools") == ["Served", "Web"]
    assert (
        ann.names("?provider=elsewhere") == ann.names("?model=other") == ann.names("?access=organization") == ["Other"]
    )
    assert ann.names("?access=organization&access=private&provider=openai&tool=mcp_tools") == ["Served"]
    assert ann.names("?search=oth") == ["Other"]
    assert ann.names("?search=e&tool=web_search") == ["Web"]


def test_what_was_chosen_is_said_and_each_can_be_taken_back(ann: Reader) -> None:
    ann.make("Web", tool_configurations={"system_tools": {"web_search": {}}})
    ann.make("Plain")

    page = ann.page("?tool=web_search&access=private&sort=name&order=asc")

    assert "<b>Tool</b> Web search" in page
    assert 'href="?access=private&amp;sort=name&amp;order=asc"' in page
    assert "1 of 2 assistants" in page


def test_where_nothing_matches_the_page_says_so_and_leads_back(ann: Reader) -> None:
    ann.make("Web")

    page = ann.page("?search=zzz&view=mine")

    assert "No assistant matches" in page
    assert 'href="?view=mine"' in page


@pytest.mark.parametrize(
    "query",
    [
        "?view=x&sort=x&order=x&layout=x&column=x&size=7&page=x&access=x&tool=x",
        "?page=0&size=25",
        "?page=99999999999999999999",
        "?search=%00%ff%1b&model=%00&provider=%00",
        "?model=nothing-of-that-name&view=all&search=" + "x" * 300,
    ],
)
def test_an_address_that_asks_for_nonsense_is_answered_all_the_same(ann: Reader, query: str) -> None:
    ann.make("Helper")

    assert ann.browser.get(ann.list_path + query).status_code == 200


def test_a_page_beyond_the_last_leads_to_the_last(ann: Reader) -> None:
    for number in range(26):
        ann.make(f"Helper {number}")

    answer = ann.browser.get(ann.list_path + "?sort=name&page=9")

    assert answer["Location"] == f"{ann.list_path}?sort=name&page=2"
    assert len(ann.names("?sort=name&order=asc&page=2")) == 1
    assert "26\N{EN DASH}26 of 26" in ann.page("?sort=name&order=asc&page=2")


def test_columns_and_layout_are_kept_in_the_address(ann: Reader) -> None:
    ann.make("Helper")

    assert ">Model</th>" not in ann.page("?column=access&column=tools")
    assert "Created</a></th>" in ann.page("?column=created").replace("Created </a>", "Created</a>")
    assert 'class="cards"' in ann.page("?layout=cards")


def test_a_part_of_the_page_is_answered_with_the_address_that_says_what_it_shows(ann: Reader) -> None:
    ann.make("Helper")

    answer = ann.browser.get(ann.list_path + "?search=help&model=&column=model", headers={"HX-Request": "true"})

    assert answer["HX-Push-Url"] == f"{ann.list_path}?search=help&column=model"


def test_the_words_for_an_access_mode_are_there_for_every_one_of_them(ann: Reader) -> None:
    ann.make("Helper")

    page = ann.page()

    assert all(f'value="{mode}"' in page for mode in AccessMode)


def test_a_model_that_is_retired_can_still_be_taken_off_the_filter(ann: Reader) -> None:
    LanguageModel.objects.filter(key="gpt-4o").update(status="retired")
    ann.make("Helper", default_model_key="gpt-5")

    assert "<b>Model</b> gpt-4o" in ann.page("?model=gpt-4o")


def test_only_what_the_reader_may_change_can_be_selected(ann: Reader, omar: Reader) -> None:
    seen = ann.make("Seen", access_mode="organization")
    edited = ann.make("Edited", editable_by_users=[omar.id])

    assert f'name="id" value="{edited}"' in (page := omar.page())
    assert f'value="{seen}"' not in page


def test_who_may_change_nothing_on_the_page_is_offered_no_selection(ann: Reader, omar: Reader) -> None:
    ann.make("Seen", access_mode="organization")

    page = omar.page()

    assert 'name="do"' not in page
    assert 'class="c-pick"' not in page


def test_what_is_inactive_can_be_activated(ann: Reader) -> None:
    ann.make("On")
    assert 'value="activate"' not in ann.page()

    ann.make("Off", is_active=False)
    assert 'value="activate"' in ann.page()
    assert 'value="deactivate"' not in ann.page("?view=inactive")


def test_a_page_is_compressed_on_its_way_and_a_picture_is_as_it_is(ann: Reader) -> None:
    pictured = ann.make("Pictured", icon_id="icon_book")
    headers = {"Accept-Encoding": "gzip"}

    assert ann.browser.get(ann.list_path, headers=headers)["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in ann.browser.get(f"{ann.list_path}{pictured}/icon/", headers=headers)
