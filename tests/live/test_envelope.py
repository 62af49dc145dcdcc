"""What the framework answers by itself is the API's envelope too, never HTML (contract, section 3)."""

import re

import pytest

from tests.live.api import Api, code, error


@pytest.mark.parametrize(
    ("method", "path", "status", "expected"),
    [
        ("GET", "/v1/", 404, "NOT_FOUND"),
        ("GET", "/v1/nothing", 404, "NOT_FOUND"),
        ("POST", "/v1/assistants/", 404, "NOT_FOUND"),
        ("GET", "/v1/assistants/%00", 404, "ASSISTANT_NOT_FOUND"),
        ("GET", "/v1/assistants/%ED%A0%80", 404, "ASSISTANT_NOT_FOUND"),
        ("GET", "/v1/assistants/asst_unknown", 404, "ASSISTANT_NOT_FOUND"),
        ("DELETE", "/v1/assistants", 405, "METHOD_NOT_ALLOWED"),
        ("OPTIONS", "/v1/assistants", 405, "METHOD_NOT_ALLOWED"),
        ("BREW", "/v1/assistants", 405, "METHOD_NOT_ALLOWED"),
        ("PUT", "/v1/models", 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_an_answer_of_the_framework_is_the_envelope(
    ann: Api, method: str, path: str, status: int, expected: str
) -> None:
    answer = ann.http.request(method, path)

    assert (answer.status_code, code(answer)) == (status, expected)
    assert error(answer)["type"] == "client_error"
    assert ("Allow" in answer.headers) == (status == 405)


def test_a_head_request_has_no_body_and_an_id(ann: Api) -> None:
    answer = ann.http.head("/v1/assistants")

    assert answer.status_code == 405
    assert answer.content == b""
    assert "POST" in answer.headers["Allow"]
    assert answer.headers["X-Request-Id"].startswith("req_")


def test_every_answer_has_an_id_of_its_own_and_no_cache_keeps_it(ann: Api) -> None:
    answers = [ann.create("With an id"), ann.create("With an id"), ann.get("asst_unknown"), ann.http.get("/v1/x")]

    assert len({answer.headers["X-Request-Id"] for answer in answers}) == len(answers)
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_an_error_tells_when_it_was(ann: Api) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", error(ann.http.get("/v1/nothing"))["timestamp"])


def test_a_host_that_is_not_ours_is_refused_in_the_envelope(ann: Api) -> None:
    answer = ann.http.get("/v1/nothing", headers={"Host": "elsewhere.example.com"})

    assert (answer.status_code, code(answer)) == (400, "BAD_REQUEST")
