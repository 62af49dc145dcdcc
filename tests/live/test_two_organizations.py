"""Two organizations side by side: whatever is sent for one, no object of the other is shown, named or changed."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.case import Case

from assistants.api import api
from tests.live.acme import ACME, EVERY_SCOPE, full_body
from tests.live.api import Api
from tests.live.databases import Template
from tests.live.server import UNLIMITED, serve

SETTINGS = settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
NUMBERS = count(1)
OTHER = "org_other"
OTHERS: dict[str, Any] = {
    "organization": {"id": OTHER, "name": "Other"},
    "members": [{"id": "usr_olga", "email": "olga@example.org", "name": "Olga", "level": "owner"}],
    "api_keys": [{"name": "olga", "member": "usr_olga", "scopes": EVERY_SCOPE}],
}
# What a request may name, with an id of Acme's for each.
LISTS = {
    "vector_store_ids": "vs_docs",
    "rule_ids": "rule_tone",
    "preset_prompts": "prompt_sum",
    "access_departments": "dept_top",
    "access_users": "usr_ben",
    "editable_by_users": "usr_cleo",
    "editable_by_roles": "role_support",
    "visible_to_roles": "role_support",
    "visible_in_chat_to_users": "usr_ann",
    "streamline_tools": "auto_nightly",
}
ONE = {"instructions_thread_id": "thread_style", "created_by": "usr_ann"}


def _naming_acme() -> dict[str, Any]:
    """The document, in which every id that a request of the other organization may name is one of Acme's."""
    document: dict[str, Any] = json.loads(json.dumps(api.document))
    schemas = document["components"]["schemas"]
    for model in ("AssistantBody", "AssistantChange", "AccessBody", "Transfer"):
        fields = schemas[model]["properties"]
        narrowed: dict[str, Any] = {name: {"const": [named]} for name, named in LISTS.items()}
        narrowed |= {name: {"const": named} for name, named in ONE.items()}
        narrowed |= {"name": {"type": "string", "minLength": 1}, "organization_id": {"const": OTHER}}
        if model == "AssistantChange":
            del narrowed["created_by"]
        # What names nothing of Acme's is no part of this, and would come in every combination of its bounds.
        schemas[model]["properties"] = {name: shown for name, shown in narrowed.items() if name in fields}
    return document


CONFIG = {"generation": {"mode": "positive"}}
# No request leaves the machine: whose secrets go to an MCP server is tested with one of our own.
PROBE = "probe_mcp_server"
# The bounds of a body's fields say nothing of who reaches what (test_schemathesis.py tries them).
WITHOUT_BOUNDS = {
    "operations": [
        {"include-name": f"{method} /v1/assistants{rest}", "phases": {"coverage": {"enabled": False}}}
        for method, rest in (("POST", ""), ("PUT", "/{assistant_id}"), ("PATCH", "/{assistant_id}"))
    ]
}
schema = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.document)), config=SchemathesisConfig.from_dict(CONFIG | WITHOUT_BOUNDS)
).exclude(operation_id=PROBE)
naming = (
    schemathesis.openapi.from_dict(_naming_acme(), config=SchemathesisConfig.from_dict(CONFIG))
    .include(method=["POST", "PUT", "PATCH"])
    .exclude(operation_id=PROBE)
)


class Side(NamedTuple):
    """One organization: its owner, and an assistant."""

    owner: Api
    assistant: str


class Sides(NamedTuple):
    """Acme, and the other organization beside it."""

    acme: Side
    other: Side


@pytest.fixture(scope="module")
def sides(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    url = template.copy()
    with serve(url, tmp_path_factory.mktemp("two") / "log", **UNLIMITED) as server:
        made = json.loads(server.manage("provision", "-", stdin=json.dumps(OTHERS)))
        with Api(server.url, template.keys["ann"]) as ann, Api(server.url, made["api_keys"][0]["key"]) as olga:
            ours = ann.post(full_body("Handbook of Acme")).json()["id"]
            theirs = olga.post({"name": "Handbook", "organization_id": OTHER}).json()["id"]
            yield Sides(Side(ann, ours), Side(olga, theirs))
    template.remove(url)


def _acmes(sides: Sides) -> set[str]:
    """Every id of Acme's, its members' addresses, and the assistant's name."""
    parts = [part for kind in ACME.values() if isinstance(kind, list) for part in kind]
    known = {part[field] for part in parts for field in ("id", "email") if field in part}
    return known | {ACME["organization"]["id"], sides.acme.assistant, "Handbook of Acme"}


def _sent_by_olga(case: Case[Any], sides: Sides, assistant: str) -> Any:
    """The answer to a case at an assistant."""
    if "assistant_id" in case.path_parameters:
        case.path_parameters["assistant_id"] = assistant
    for header in ("Idempotency-Key", "If-Match"):
        case.headers.pop(header, None)
    if isinstance(case.body, dict) and "name" in case.body:
        case.body["name"] = f"Assistant {next(NUMBERS)}"
    owner = sides.other.owner
    return case.call(str(owner.http.base_url), headers={"X-API-Key": owner.http.headers["X-API-Key"]})


def _state_of(side: Side) -> list[Any]:
    """All that is told of an assistant to its owner."""
    path = f"/v1/assistants/{side.assistant}"
    return [side.owner.http.get(f"{path}{rest}").json() for rest in ("", "/versions", "/history", "/access")]


@pytest.fixture(autouse=True)
def acme_unchanged(sides: Sides) -> Iterator[None]:
    """Whatever a test sends for the other organization, Acme's assistant stays as it is."""
    before = _state_of(sides.acme)
    yield
    assert _state_of(sides.acme) == before


@schema.parametrize()
@SETTINGS
def test_nothing_of_another_organization_is_reached(case: Case[Any], sides: Sides) -> None:
    answer = _sent_by_olga(case, sides, sides.acme.assistant)

    sent = f"{case.formatted_path} {case.query} {case.body!r}"
    assert [known for known in _acmes(sides) if known in answer.text and known not in sent] == []
    if "assistant_id" in case.path_parameters:
        assert 400 <= answer.status_code < 500


@naming.parametrize()
@SETTINGS
def test_nothing_of_another_organization_can_be_named(case: Case[Any], sides: Sides) -> None:
    answer = _sent_by_olga(case, sides, sides.other.assistant)

    named = [known for known in _acmes(sides) if f"'{known}'" in str(case.body)]
    assert answer.status_code < 500
    assert not (named and answer.status_code < 300), named


@pytest.mark.parametrize("rest", ["", "/icon", "/versions", "/versions/1", "/versions/1/diff/1", "/history", "/access"])
def test_an_assistant_of_another_organization_is_answered_like_none(rest: str, sides: Sides) -> None:
    olga, absent = sides.other.owner.http, "asst_absent"
    theirs, none = (olga.get(f"/v1/assistants/{name}{rest}") for name in (sides.acme.assistant, absent))

    answers = [
        (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["message"].replace(name, ""))
        for name, answer in ((sides.acme.assistant, theirs), (absent, none))
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
