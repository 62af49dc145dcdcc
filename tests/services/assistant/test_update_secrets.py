"""Secrets in an update: kept with their address, entered anew with another (security.md, “Secrets”)."""

import pytest

from assistants.models import (
    McpServer,
    Secret,
)
from assistants.queries.record import Record
from tests.cast import Cast
from tests.services.assistant.changes import CRM, KEPT, OTHER, SECRETS, TOKEN, changed, refused, secrets, tools_of

pytestmark = pytest.mark.django_db

# “MCP servers match by server_label: `authorization` left out, or sent as `{"set": true, …}`, keeps the secret and
# null clears it; `headers`, if given, replaces the set, and a value sent as `{"set": true, …}` keeps that secret”


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({}, {"": TOKEN, "X-A": TOKEN, "X-B": OTHER}),
        ({"authorization": KEPT}, {"": TOKEN, "X-A": TOKEN, "X-B": OTHER}),
        ({"authorization": KEPT | {"last4": "9999", "updated_at": 1}}, {"": TOKEN, "X-A": TOKEN, "X-B": OTHER}),
        ({"authorization": None}, {"X-A": TOKEN, "X-B": OTHER}),
        ({"authorization": OTHER}, {"": OTHER, "X-A": TOKEN, "X-B": OTHER}),
        ({"headers": {}}, {"": TOKEN}),
        ({"headers": None}, {"": TOKEN}),
        ({"headers": {"X-A": KEPT}}, {"": TOKEN, "X-A": TOKEN}),
        ({"headers": {"x-a": KEPT}}, {"": TOKEN, "x-a": TOKEN}),
        ({"headers": {"X-A": "new", "X-C": "new"}}, {"": TOKEN, "X-A": "new", "X-C": "new"}),
        ({"authorization": None, "headers": {"Authorization": "Basic"}}, {"Authorization": "Basic"}),
    ],
)
def test_secrets_are_kept_replaced_and_cleared(cast: Cast, sent: Record, stored: dict[str, str]) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    after = changed(cast, made, mcp_tools=[CRM | {"server_description": "New."} | sent])
    assert secrets() == stored
    [server] = tools_of(after)["mcp_tools"]
    assert (bool(server["authorization"]), set(server["headers"])) == ("" in stored, set(stored) - {""})


def test_servers_match_by_their_label_wherever_they_stand(cast: Cast) -> None:
    mail = CRM | {"server_label": "mail"}
    made = cast.assistant(mcp_tools=[CRM | {"authorization": TOKEN}, mail | {"authorization": OTHER}])
    ids = dict(McpServer.objects.values_list("server_label", "id"))
    after = changed(cast, made, mcp_tools=[mail, CRM, CRM | {"server_label": "third"}])
    shown = {server["server_label"]: server["authorization"] for server in tools_of(after)["mcp_tools"]}
    assert list(shown) == ["mail", "crm", "third"]
    assert [secret and secret["last4"] for secret in shown.values()] == [OTHER[-4:], TOKEN[-4:], None]
    assert ids.items() <= dict(McpServer.objects.values_list("server_label", "id")).items()


def test_a_secret_that_is_kept_keeps_the_moment_when_it_was_set(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    sealed = set(Secret.objects.values_list("id", "sealed", "updated_at"))
    changed(cast, made, mcp_tools=[CRM | {"server_description": "New."}])
    assert set(Secret.objects.values_list("id", "sealed", "updated_at")) == sealed


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        (CRM | {"headers": {"X-C": KEPT}}, "headers.X-C"),
        (CRM | {"server_label": "new", "authorization": KEPT}, "authorization"),
    ],
)
def test_a_secret_that_is_not_there_cannot_be_kept(cast: Cast, sent: Record, place: str) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    assert refused(cast, made, mcp_tools=[sent]) == [(f"mcp_tools.0.{place}", "secret_required")]


def test_a_removed_server_takes_its_secrets_along(cast: Cast) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    changed(cast, made, mcp_tools=[])
    assert (secrets(), McpServer.objects.count()) == ({}, 0)
    changed(cast, made, mcp_tools=[CRM])
    assert secrets() == {}


# “A changed server_url or connector_id needs its secrets anew: 422 secret_required unless each is sent again or null”

ADDRESSES = [
    {"server_url": "https://mcp.example.com/v2"},
    {"server_url": "https://MCP.example.com/v1"},
    {"server_url": None, "connector_id": "connector_gmail"},
]


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
@pytest.mark.parametrize(
    ("sent", "missing"),
    [
        ({}, ["authorization", "headers.X-A", "headers.X-B"]),
        ({"authorization": KEPT, "headers": {"X-A": KEPT}}, ["authorization", "headers.X-A"]),
        ({"authorization": TOKEN}, ["headers.X-A", "headers.X-B"]),
        ({"headers": {"X-A": TOKEN}}, ["authorization"]),
    ],
)
def test_a_changed_address_needs_its_secrets_anew(
    cast: Cast, address: Record, sent: Record, missing: list[str]
) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    found = refused(cast, made, by="eve", tool_configurations={"mcp_tools": [CRM | address | sent]})
    assert found == [(f"tool_configurations.mcp_tools.0.{place}", "secret_required") for place in missing]


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_changed_address_passes_with_its_secrets_sent_again_or_null(cast: Cast, address: Record) -> None:
    made = cast.assistant(mcp_tools=[CRM | SECRETS])
    changed(cast, made, mcp_tools=[CRM | address | {"authorization": OTHER, "headers": None}])
    assert secrets() == {"": OTHER}


def test_a_swap_of_labels_moves_no_secret(cast: Cast) -> None:
    mail = {"server_label": "mail", "type": "mcp", "server_url": "https://mail.example.com/"}
    made = cast.assistant(mcp_tools=[CRM | {"authorization": TOKEN}, mail])
    swapped = [CRM | {"server_label": "mail"}, mail | {"server_label": "crm"}]
    assert refused(cast, made, mcp_tools=swapped) == [("mcp_tools.1.authorization", "secret_required")]
