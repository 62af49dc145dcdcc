"""The contract's warnings: what is legal, and still worth a look (section 5)."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from assistants.choices import AccessMode, Approval, CatalogueStatus, WarningCode
from assistants.named import Found, ModelFacts, stored_ids
from assistants.spec import AssistantSpec

Record = Mapping[str, Any]

# Parameters that a model may ignore, where they differ from what is sent by default.
PARAMETERS = ("temperature", "top_p", "frequency_penalty", "presence_penalty", "logit_bias", "stop_sequences")

# Every repetition is bounded or ends a match: a hostile text of any length is searched in linear time.
_SECRET = re.compile(
    r"\b(?:sk|pk|rk)-[A-Za-z0-9_-]{20,}|\bak_[A-Za-z0-9]{39}\b|\bgh[pousr]_[A-Za-z0-9]{30,}|\bxox[abprs]-[A-Za-z0-9-]{10,}"
    r"|\bAKIA[A-Z0-9]{16}\b|\bAIza[A-Za-z0-9_-]{30,}|\beyJ[A-Za-z0-9_-]{10,300}\.[A-Za-z0-9_-]{10}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bBearer [A-Za-z0-9._~+/-]{16,}"
    r"|(?i:(?:api[_-]?key|access[_-]?token|token|secret|password)=[^\s&]{8,})"
)
# Each match holds one of these, which are found much faster than a match.
_MARKS = (
    *("sk-", "pk-", "rk-", "ak_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "xox", "akia", "aiza", "eyj", "-----begin"),
    *("bearer ", "key=", "token=", "secret=", "password="),
)


class Advisory(TypedDict):
    """One entry of `warnings`."""

    code: WarningCode
    field: str
    message: str


def warnings(record: Record, found: Found) -> list[Advisory]:
    """Every warning for an assistant as it is shown, in the order of its fields."""
    model = found.models.get(record["default_model_key"])
    return [
        *_retirement(model),
        *_ignored(record, model),
        *_unapproved_writes(record),
        *_secrets_in_text(record),
        *_deprecated_connectors(record, found),
        *_public_without_moderation(record),
        *_stale(record, found),
    ]


def _retirement(model: ModelFacts | None) -> Iterator[Advisory]:
    if model and model.retires_on and model.status != CatalogueStatus.RETIRED:
        instead = f"; its successor is {model.successor}" if model.successor else ""
        message = f"{model.key} retires on {model.retires_on:%Y-%m-%d}{instead}."
        yield Advisory(code=WarningCode.MODEL_RETIRES, field="default_model_key", message=message)


def _ignored(record: Record, model: ModelFacts | None) -> Iterator[Advisory]:
    if model is None:
        return
    ignored = [name for name in PARAMETERS if model.takes is not None and name not in model.takes]
    for name in ignored:
        if record[name] != AssistantSpec.model_fields[name].default:
            message = f"{model.key} does not take {name}: it will be ignored."
            yield Advisory(code=WarningCode.PARAMETER_IGNORED_BY_MODEL, field=name, message=message)
    if model.reasons is False and record["reasoning"] is not None:
        message = f"{model.key} does not reason: reasoning will be ignored."
        yield Advisory(code=WarningCode.PARAMETER_IGNORED_BY_MODEL, field="reasoning", message=message)


def _servers(record: Record) -> list[Record]:
    tools = record["tool_configurations"]
    return tools["mcp_tools"] if tools else []


def _unapproved_writes(record: Record) -> Iterator[Advisory]:
    for place, server in enumerate(_servers(record)):
        allowed = server["allowed_tools"]
        reads_only = isinstance(allowed, dict) and allowed.get("read_only") is True
        if not reads_only and _never_asks_to_write(server["require_approval"]):
            message = f"Tools of {server['server_label']} may write without asking first."
            field = f"tool_configurations.mcp_tools.{place}.require_approval"
            yield Advisory(code=WarningCode.NEVER_APPROVE_WRITES, field=field, message=message)


def _never_asks_to_write(approval: str | dict[str, Any]) -> bool:
    if isinstance(approval, str):
        return approval == Approval.NEVER
    never = approval.get("never")
    return never is not None and never.get("read_only") is not True


def _secrets_in_text(record: Record) -> Iterator[Advisory]:
    texts = [("description", record["description"]), ("instructions", record["instructions"])]
    texts += [(f"metadata.{key}", value) for key, value in record["metadata"].items()]
    for place, server in enumerate(_servers(record)):
        texts.append((f"tool_configurations.mcp_tools.{place}.server_url", server["server_url"]))
    for field, text in texts:
        if text and _holds_secret(text):
            message = "This holds what looks like a key; keep secrets in authorization or headers."
            yield Advisory(code=WarningCode.SECRET_IN_TEXT, field=field, message=message)


def _holds_secret(text: str) -> bool:
    lowered = text.lower()
    return any(mark in lowered for mark in _MARKS) and _SECRET.search(text) is not None


def _deprecated_connectors(record: Record, found: Found) -> Iterator[Advisory]:
    for place, server in enumerate(_servers(record)):
        connector = found.connectors.get(server["connector_id"])
        if connector and connector.status == CatalogueStatus.DEPRECATED:
            field = f"tool_configurations.mcp_tools.{place}.connector_id"
            message = f"The connector {connector.id} is deprecated."
            yield Advisory(code=WarningCode.CONNECTOR_DEPRECATED, field=field, message=message)


def _public_without_moderation(record: Record) -> Iterator[Advisory]:
    if record["access_mode"] == AccessMode.PUBLIC and not record["moderation_enabled"]:
        message = "The assistant is public, and its content is not moderated."
        yield Advisory(code=WarningCode.PUBLIC_WITHOUT_MODERATION, field="moderation_enabled", message=message)


def _stale(record: Record, found: Found) -> Iterator[Advisory]:
    model = found.models.get(record["default_model_key"])
    if model and model.status == CatalogueStatus.RETIRED:
        message = f"The model {model.key} has been retired."
        yield Advisory(code=WarningCode.STALE_REFERENCE, field="default_model_key", message=message)
    for field, kind, name in stored_ids(record):
        if not found.has(kind, name):
            message = f"The {kind} {name} is no longer available."
            yield Advisory(code=WarningCode.STALE_REFERENCE, field=field, message=message)
