"""POST /v1/mcp/probe, with a real server behind it (contract, section 6)."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from assistants.choices import Scope
from assistants.models import AuditEvent, ProbeLimit, Secret
from assistants.services import assistant as assistants
from assistants.services import mcp_server as service
from tests import factories
from tests.api.client import Answer, ApiClient
from tests.cast import Cast
from tests.mcp_server import TENANT, TOKEN, RunningServer, mcp_server, running_server

__all__ = ["mcp_server", "running_server"]

pytestmark = pytest.mark.django_db

PATH = "/v1/mcp/probe"
SECRETS = {"authorization": TOKEN, "headers": {"X-Tenant": TENANT}}
NAMES = ["search", "append", "wipe", "update"]


@pytest.fixture
def cast(settings: Any) -> Cast:
    settings.MCP_ALLOWED_HOSTS = frozenset({"127.0.0.1"})
    settings.WRITE_LIMIT_PER_MINUTE = 1_000
    return Cast()


def names(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.json
    return [tool["name"] for tool in answer.json["tools"]]


def guarded(cast: Cast, server: RunningServer) -> dict[str, Any]:
    """A probe of a server of Ben's assistant, which keeps what the server asks for."""
    place = {"server_label": "crm", "server_url": server.url("/guarded/mcp")}
    made = cast.assistant(mcp_tools=[{"type": "mcp", **place, **SECRETS}])
    return {"assistant_id": made["id"], **place}


def without_its_own(answer: Answer) -> Any:
    error = answer.json["error"]
    return answer.status, {name: error[name] for name in error if name not in ("trace_id", "timestamp")}


def within_a_minute(burst: Callable[[], list[Answer]]) -> list[Answer]:
    """The answers of a burst that the turn of a minute did not cut in two: then it is sent again, uncounted before."""
    while True:
        ProbeLimit.objects.all().delete()
        begun = int(time.time()) // 60
        answers = burst()
        if int(time.time()) // 60 == begun:
            return answers


def test_the_tools_are_answered(cast: Cast, mcp_server: RunningServer) -> None:
    answer = cast.client("max").post(PATH, {"server_url": mcp_server.url()})

    assert names(answer) == NAMES
    assert answer.json["tools"][0] == {
        "name": "search",
        "title": "Search contacts",
        "description": "Does search.",
        "read_only": True,
        "destructive": False,
    }
    assert answer.json["has_more"] is False
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_sent_as_authorization_goes_as_a_bearer_token(cast: Cast, mcp_server: RunningServer) -> None:
    answer = cast.client("max").post(PATH, {"server_url": mcp_server.url("/guarded/mcp"), **SECRETS})

    assert names(answer) == NAMES
    assert mcp_server.sent("Authorization") == {f"Bearer {TOKEN}"}


def test_nothing_is_kept_of_a_probe(cast: Cast, mcp_server: RunningServer, caplog: pytest.LogCaptureFixture) -> None:
    cast.client("max").post(PATH, {"server_url": mcp_server.url("/guarded/mcp"), **SECRETS})

    assert (Secret.objects.count(), AuditEvent.objects.count()) == (0, 0)
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("name", ["ann", "ben", "eve"])
def test_who_may_edit_an_assistant_probes_with_its_secrets(cast: Cast, mcp_server: RunningServer, name: str) -> None:
    body = guarded(cast, mcp_server)

    assert names(cast.client(name).post(PATH, body)) == NAMES


@pytest.mark.parametrize("kept", [{"set": True}, {"set": True, "last4": "oken", "updated_at": 1}])
def test_a_secret_is_kept_where_it_stands_as_an_answer_shows_it(
    cast: Cast, mcp_server: RunningServer, kept: dict[str, Any]
) -> None:
    body = guarded(cast, mcp_server) | {"authorization": kept, "headers": {"x-tenant": kept, "X-More": "new"}}

    assert names(cast.client("eve").post(PATH, body)) == NAMES
    assert mcp_server.sent("X-More") == {"new"}


def test_what_is_sent_takes_the_place_of_what_is_stored(cast: Cast, mcp_server: RunningServer) -> None:
    body = guarded(cast, mcp_server) | {"authorization": "another", "headers": {"X-Other": "one"}}

    answer = cast.client("eve").post(PATH, body)

    assert answer.problems == [("server_url", "unreachable")]
    assert (mcp_server.sent("Authorization"), mcp_server.sent("X-Tenant")) == ({"Bearer another"}, {None})


@pytest.mark.parametrize("change", ["/mcp", "/guarded/mcp/", "/guarded/mcp?"])
def test_a_stored_secret_goes_nowhere_but_to_the_stored_address(
    cast: Cast, mcp_server: RunningServer, change: str
) -> None:
    body = guarded(cast, mcp_server) | {"server_url": mcp_server.url(change)}

    answer = cast.client("ann").post(PATH, body)

    assert answer.problems == [("authorization", "secret_required"), ("headers.X-Tenant", "secret_required")]
    assert mcp_server.requests == []


def test_another_address_is_asked_without_the_secrets_that_are_cleared(cast: Cast, mcp_server: RunningServer) -> None:
    other: dict[str, Any] = {"server_url": mcp_server.url(), "authorization": None, "headers": {}}

    answer = cast.client("eve").post(PATH, guarded(cast, mcp_server) | other)

    assert names(answer) == NAMES
    assert mcp_server.sent("Authorization") == {None}


def test_a_server_of_another_label_has_no_secrets_to_keep(cast: Cast, mcp_server: RunningServer) -> None:
    body = guarded(cast, mcp_server) | {"server_label": "other", "authorization": {"set": True}}

    assert cast.client("eve").post(PATH, body).problems == [("authorization", "secret_required")]
    assert mcp_server.requests == []


@pytest.mark.parametrize("name", ["vic", "chad"])
def test_who_may_only_look_at_an_assistant_cannot_use_its_secrets(
    cast: Cast, mcp_server: RunningServer, name: str
) -> None:
    answer = cast.client(name).post(PATH, guarded(cast, mcp_server) | {"unknown": 1})

    assert (answer.status, answer.code) == (403, "INSUFFICIENT_PERMISSIONS")
    assert mcp_server.requests == []


@pytest.mark.parametrize("name", ["max", "oz"])
def test_an_assistant_that_is_not_visible_is_answered_like_none(
    cast: Cast, mcp_server: RunningServer, name: str
) -> None:
    body, client = guarded(cast, mcp_server), cast.client(name)
    hidden = client.post(PATH, body | {"unknown": 1})
    absent = client.post(PATH, body | {"assistant_id": "asst_absent"})

    assert (hidden.status, hidden.code) == (404, "ASSISTANT_NOT_FOUND")
    assert absent.status == 404
    assert absent.json["error"]["message"] == hidden.json["error"]["message"].replace(
        body["assistant_id"], "asst_absent"
    )
    assert mcp_server.requests == []


def test_a_deleted_assistant_lends_no_secrets(cast: Cast, mcp_server: RunningServer) -> None:
    body = guarded(cast, mcp_server)
    assistants.delete(body["assistant_id"], caller=cast.caller("ben"))

    assert cast.client("ben").post(PATH, body).status == 404


@pytest.mark.parametrize(
    ("body", "problems"),
    [
        ({}, [("server_url", "required")]),
        ({"server_url": None}, [("server_url", "required")]),
        ({"server_url": 7}, [("server_url", "wrong_type")]),
        ({"server_url": ""}, [("server_url", "too_short")]),
        ({"server_url": "http://mcp.example.com"}, [("server_url", "invalid_url")]),
        ({"server_url": "https://u:p@mcp.example.com"}, [("server_url", "invalid_url")]),
        ({"server_url": "https://10.0.0.1/mcp"}, [("server_url", "private_address")]),
        ({"server_url": "https://[::ffff:169.254.169.254]/"}, [("server_url", "private_address")]),
        ({"server_url": "https://169.254.169.254/"}, [("server_url", "private_address")]),
        ({"server_url": "https://10.0.0.1/", "type": "mcp"},
         [("server_url", "private_address"), ("type", "unknown_field")]),
        ({"connector_id": "connector_absent"}, [("connector_id", "not_found")]),
        ({"connector_id": "connector_known"}, [("connector_id", "not_allowed")]),
        ({"server_url": "https://10.0.0.1/", "authorization": {"set": True}},
         [("server_url", "private_address"), ("authorization", "wrong_type")]),
        ({"server_url": "https://10.0.0.1/", "authorization": "a b", "headers": {"Host": "x", "A": "é"}},
         [("server_url", "private_address"), ("authorization", "invalid_character"), ("headers.Host", "not_allowed"),
          ("headers.A", "invalid_character")]),
        ({"server_url": "https://10.0.0.1/", "headers": {"X": "1", "x": "2"}},
         [("server_url", "private_address"), ("headers.x", "duplicate")]),
        ({"server_url": "https://10.0.0.1/", "server_label": "a b"},
         [("server_url", "private_address"), ("server_label", "invalid_format")]),
        ({"server_url": "https://10.0.0.1/", "assistant_id": 7},
         [("server_url", "private_address"), ("assistant_id", "wrong_type")]),
    ],
    ids=str,
)  # fmt: skip
def test_everything_that_is_wrong_is_told_at_once(
    cast: Cast, body: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    factories.ConnectorFactory.create(id="connector_known")

    answer = cast.client("max").post(PATH, body)

    assert (answer.status, answer.problems) == (422, problems)


def test_the_label_says_which_server_of_an_assistant_is_meant(cast: Cast, mcp_server: RunningServer) -> None:
    body = guarded(cast, mcp_server)
    del body["server_label"]

    assert cast.client("eve").post(PATH, body).problems == [("server_label", "required")]


def test_no_answer_tells_why_there_are_no_tools(cast: Cast, mcp_server: RunningServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as place:
        closed = f"http://127.0.0.1:{place.getsockname()[1]}/mcp"
    urls = [mcp_server.url(path) for path in ("/nothing", "/nonsense", "/redirect", "/huge", "/guarded/mcp")]

    answers = [without_its_own(cast.client("max").post(PATH, {"server_url": url})) for url in [*urls, closed]]

    assert answers == [answers[0]] * len(answers)
    assert answers[0][0] == 422


def test_the_checks_come_in_the_order_of_the_contract(cast: Cast, mcp_server: RunningServer) -> None:
    reading = ApiClient(factories.api_key(cast.people["max"], [Scope.ASSISTANTS_READ]))
    hidden = guarded(cast, mcp_server)

    assert reading.get(PATH).status == 405
    assert ApiClient().post(PATH, "[").status == 401
    assert reading.post(PATH, "[").status == 400
    assert (reading.post(PATH, hidden).status, cast.client("max").post(PATH, hidden).status) == (403, 404)
    assert mcp_server.requests == []


def test_ten_probes_a_minute_are_a_persons_share_whatever_the_key(cast: Cast) -> None:
    keys = [cast.client("eve"), ApiClient(factories.api_key(cast.people["eve"]))]

    answers = within_a_minute(
        lambda: [*(key.post(PATH, {}) for key in keys * 5), keys[0].post(PATH, "["), cast.client("vic").post(PATH, {})]
    )

    assert [answer.status for answer in answers] == [422] * 10 + [429, 422]
    assert answers[10].code == "RATE_LIMITED"
    assert 1 <= int(answers[10].headers["Retry-After"]) <= 60


def test_a_new_minute_begins_anew(cast: Cast) -> None:
    within_a_minute(lambda: [cast.client("eve").post(PATH, {}) for _ in range(11)])
    row = ProbeLimit.objects.get()
    row.minute -= 1
    row.save()

    assert cast.client("eve").post(PATH, {}).status == 422
    assert ProbeLimit.objects.get().probes == 1


def test_a_page_gets_the_tools_of_a_server_as_it_is_being_made(cast: Cast, mcp_server: RunningServer) -> None:
    body = guarded(cast, mcp_server)
    place = {"server_label": "crm", "type": "mcp", "server_url": body["server_url"], "require_approval": "never"}
    row = place | {"allowed_tools": None, "server_description": "", "authorization": {"set": True}}

    found = service.tools_or_problems(row, caller=cast.caller("eve"), assistant_id=body["assistant_id"])

    assert not isinstance(found, tuple)
    assert [tool.name for tool in found.tools] == NAMES


def test_a_page_gets_the_problems_at_the_fields_of_the_server(cast: Cast) -> None:
    row = {"server_label": "crm", "server_url": "https://10.0.0.1/", "headers": {"Host": "x"}}

    problems = service.tools_or_problems(row, caller=cast.caller("eve"))

    assert isinstance(problems, tuple)
    assert [problem.path for problem in problems] == [("server_url",), ("headers", "Host")]


def test_a_page_is_told_when_to_try_again(cast: Cast) -> None:
    caller = cast.caller("eve")
    while True:
        minute = int(time.time()) // 60
        ProbeLimit.objects.update_or_create(user_id=caller.user_id, defaults={"minute": minute, "probes": 10})
        problems = service.tools_or_problems({}, caller=caller)
        if int(time.time()) // 60 == minute:
            break

    assert isinstance(problems, tuple)
    assert [problem.field for problem in problems] == ["server_url"]
    assert "try again in" in problems[0].message
