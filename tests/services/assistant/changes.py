"""Changes of an assistant by the people of the cast."""

from typing import Any

import pytest

from assistants import crypto
from assistants.models import AuditEvent, Secret, Version
from assistants.problems import Forbidden, Refused
from assistants.queries.record import Record
from assistants.services.assistant import update
from tests.cast import Cast

TOKEN, OTHER = "a-token-of-24-characters", "another-token-of-30-characters"
CRM = {"server_label": "crm", "type": "mcp", "server_url": "https://mcp.example.com/v1"}
SECRETS = {"authorization": TOKEN, "headers": {"X-A": TOKEN, "X-B": OTHER}}
KEPT = {"set": True}


def changed(cast: Cast, assistant: Record, by: str = "ben", **fields: Any) -> Record:
    return update(assistant["id"], fields, caller=cast.caller(by))


def refused(cast: Cast, assistant: Record, by: str = "ben", **fields: Any) -> list[tuple[str, str]]:
    """What is wrong with a change, which writes nothing."""
    before = Version.objects.count(), AuditEvent.objects.count()
    with pytest.raises(Refused) as refusal:
        changed(cast, assistant, by, **fields)
    assert (Version.objects.count(), AuditEvent.objects.count()) == before
    return [(problem.field, problem.code) for problem in refusal.value.problems]


def forbidden(cast: Cast, assistant: Record, by: str, **fields: Any) -> tuple[str, ...]:
    with pytest.raises(Forbidden) as refusal:
        changed(cast, assistant, by, **fields)
    return refusal.value.fields


def secrets() -> dict[str, str]:
    """The stored secrets in plain text, by their header; `authorization` has none."""
    return {
        row.header: crypto.open_sealed(row.sealed, organization_id=row.organization_id, secret_id=row.id)
        for row in Secret.objects.all()
    }


def tools_of(record: Record) -> Record:
    return record["tool_configurations"] or {}
