"""Whom an API key lets in, as of each request (contract, section 4; security.md, "API keys")."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from assistants import api_keys
from tests.live.api import Api, code
from tests.live.rows import query
from tests.live.server import Server


@pytest.fixture
def ben(api: Api, server: Server, keys: dict[str, str]) -> Iterator[Api]:
    """Ben, a member of Acme, who has just been let in."""
    with Api(server.url, keys["ben"]) as client:
        assert client.get("asst_unknown").status_code == 404
        yield client


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, code(answer)


def test_only_a_key_whose_secret_is_right_is_told_that_it_expired_or_was_revoked(
    api: Api, server: Server, keys: dict[str, str]
) -> None:
    query(server.database_url, "UPDATE api_key SET revoked_at = %s WHERE name = %s", datetime.now(UTC), "ann again")
    expired = keys["expired"]
    told = {
        expired: "API_KEY_EXPIRED",
        keys["ann again"]: "API_KEY_REVOKED",
        api_keys.mint(): "INVALID_API_KEY",
        expired[:-1] + ("0" if expired[-1] != "0" else "1"): "INVALID_API_KEY",
        expired.lower(): "INVALID_API_KEY",
        expired[:8]: "INVALID_API_KEY",
        "": "AUTHENTICATION_REQUIRED",
    }
    for key, expected in told.items():
        answer = api.http.get("/v1/assistants/asst_unknown", headers={"X-API-Key": key})
        assert _refusal(answer) == (401, expected)


def test_a_key_is_taken_from_its_header_alone(server: Server, keys: dict[str, str]) -> None:
    key = keys["ann"]
    ways = [
        httpx.get(f"{server.url}/v1/assistants/x", headers={"Authorization": f"Bearer {key}"}, trust_env=False),
        httpx.get(f"{server.url}/v1/assistants/x", params={"X-API-Key": key, "api_key": key}, trust_env=False),
        httpx.get(f"{server.url}/v1/assistants/x", headers={"Cookie": f"X-API-Key={key}"}, trust_env=False),
    ]
    assert {_refusal(answer) for answer in ways} == {(401, "AUTHENTICATION_REQUIRED")}
    assert key not in server.log.read_text()


def test_the_key_of_a_deactivated_person_is_dead_at_the_next_request(ben: Api, server: Server) -> None:
    query(server.database_url, "UPDATE user_account SET is_active = %s WHERE id = %s", False, "usr_ben")
    assert _refusal(ben.get("asst_unknown")) == (401, "INVALID_API_KEY")

    query(server.database_url, "UPDATE user_account SET is_active = %s WHERE id = %s", True, "usr_ben")
    assert ben.get("asst_unknown").status_code == 404


def test_the_key_of_a_deactivated_or_removed_member_is_dead_at_the_next_request(ben: Api, server: Server) -> None:
    query(server.database_url, "UPDATE membership SET is_active = %s WHERE user_id = %s", False, "usr_ben")
    assert _refusal(ben.create("Of nobody")) == (401, "INVALID_API_KEY")

    query(
        server.database_url,
        "DELETE FROM membership_departments WHERE membership_id IN (SELECT id FROM membership WHERE user_id = %s)",
        "usr_ben",
    )
    query(server.database_url, "DELETE FROM membership WHERE user_id = %s", "usr_ben")
    assert _refusal(ben.create("Of nobody")) == (401, "INVALID_API_KEY")


def test_a_refused_key_is_not_said_to_have_been_used(api: Api, server: Server, keys: dict[str, str]) -> None:
    with Api(server.url, keys["expired"]) as expired:
        assert _refusal(expired.get("asst_unknown")) == (401, "API_KEY_EXPIRED")
    assert query(server.database_url, "SELECT last_used_at FROM api_key WHERE name = %s", "expired") == [(None,)]


def test_the_last_use_of_a_key_is_written_once_a_minute_at_most(ben: Api, server: Server) -> None:
    first = _last_use(server)
    ben.get("asst_unknown")
    assert _last_use(server) == first

    query(server.database_url, "UPDATE api_key SET last_used_at = %s WHERE name = %s", _ago(seconds=30), "ben")
    half_a_minute_ago = _last_use(server)
    ben.get("asst_unknown")
    assert _last_use(server) == half_a_minute_ago

    query(server.database_url, "UPDATE api_key SET last_used_at = %s WHERE name = %s", _ago(seconds=61), "ben")
    ben.get("asst_unknown")
    assert _last_use(server) > first


def _ago(*, seconds: int) -> str:
    return str(datetime.now(UTC).replace(tzinfo=None) - timedelta(seconds=seconds))


def _last_use(server: Server) -> str:
    return str(query(server.database_url, "SELECT last_used_at FROM api_key WHERE name = %s", "ben")[0][0])
