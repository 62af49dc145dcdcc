"""An assistant's picture, served so that it can do nothing but be seen."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from assistants.caller import Caller
from assistants.choices import Scope
from assistants.models import Icon, Membership
from tests.api.client import ApiClient
from tests.factories import MembershipFactory, api_key, assistant, caller

pytestmark = pytest.mark.django_db

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture
def member() -> Membership:
    return MembershipFactory.create()


@pytest.fixture
def creator(member: Membership) -> Caller:
    return caller(member)


@pytest.fixture
def client(member: Membership) -> ApiClient:
    return ApiClient(api_key(member))


def test_a_library_picture_is_svg(creator: Caller, client: ApiClient) -> None:
    made = assistant(creator, avatar_id="avt_fox")

    answer = client.get(made["icon_url"])

    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")


def test_an_own_picture_is_png(creator: Caller, client: ApiClient) -> None:
    made = assistant(creator, icon_data=PNG)

    answer = client.get(made["icon_url"])

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content == b64decode(made["icon_data"])
    assert Image.open(BytesIO(answer.content)).size == (1, 1)


@pytest.mark.parametrize("fields", [{"avatar_id": "avt_fox"}, {"icon_data": PNG}])
def test_a_picture_can_run_and_load_nothing(fields: dict[str, str], creator: Caller, client: ApiClient) -> None:
    headers = client.get(assistant(creator, **fields)["icon_url"]).headers

    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-cache"


def test_a_picture_that_the_caller_has_is_not_sent_again(creator: Caller, client: ApiClient) -> None:
    path = assistant(creator, icon_id="icon_chat")["icon_url"]
    first = client.get(path)

    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]

    Icon.objects.update(svg="<svg>redrawn</svg>")
    assert client.get(path, headers={"If-None-Match": first.headers["ETag"]}).content == b"<svg>redrawn</svg>"


def test_who_may_not_see_the_assistant_gets_no_304_either(creator: Caller, client: ApiClient) -> None:
    path = assistant(creator, icon_id="icon_chat")["icon_url"]
    tag = client.get(path).headers["ETag"]
    stranger = ApiClient(api_key(MembershipFactory.create()))

    refused = stranger.get(path, headers={"If-None-Match": tag})

    assert (refused.status, refused.code) == (404, "ASSISTANT_NOT_FOUND")


def test_an_assistant_that_is_not_there_and_one_of_others_are_answered_alike(creator: Caller) -> None:
    hidden, never = assistant(creator, icon_id="icon_chat")["id"], "asst_never"
    stranger = ApiClient(api_key(MembershipFactory.create()))

    answers = {}
    for identifier in (hidden, never):
        error = stranger.get(f"/v1/assistants/{identifier}/icon").json["error"]
        answers[identifier] = {
            name: str(value).replace(identifier, "…")
            for name, value in error.items()
            if name not in {"trace_id", "timestamp"}
        }

    assert answers[hidden] == answers[never]


def test_an_assistant_without_a_picture_has_nothing_at_that_address(creator: Caller, client: ApiClient) -> None:
    made = assistant(creator)
    assert made["icon_url"] is None

    refused = client.get(f"/v1/assistants/{made['id']}/icon")

    assert (refused.status, refused.code) == (404, "NOT_FOUND")


def test_a_picture_needs_the_scope_to_read_assistants(member: Membership, creator: Caller) -> None:
    path = assistant(creator, icon_id="icon_chat")["icon_url"]
    other_scopes = [scope for scope in Scope if scope != Scope.ASSISTANTS_READ]

    assert ApiClient().get(path).code == "AUTHENTICATION_REQUIRED"
    assert ApiClient(api_key(member, other_scopes)).get(path).code == "INSUFFICIENT_PERMISSIONS"


def test_a_picture_is_one_statement(
    creator: Caller, client: ApiClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = assistant(creator, icon_id="icon_chat")["icon_url"]

    # The key's batch is three statements, in a savepoint of the test's transaction.
    with django_assert_num_queries(2 + 3 + 1):
        client.get(path)
