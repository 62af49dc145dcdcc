"""An assistant as an answer: its JSON, its version as the ETag, and where it is."""

from collections.abc import Mapping

from django.http import HttpResponse

from assistants.api.rendering import json_response
from assistants.queries.record import Record
from assistants.services.assistant import Answer


def shown(record: Record, status: int = 200, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """The object as its caller sees it."""
    # Strong: two answers with one version hold the same definition for one caller. Chat is not told versions.
    etag = {"ETag": f'"{record["version"]}"'} if "version" in record else {}
    return json_response(record, status, {**etag, **(headers or {})})


def answered(answer: Answer, status: int) -> HttpResponse:
    """What a POST made or changed, which says whether an earlier request did."""
    headers = {"Location": f"/v1/assistants/{answer.record['id']}"} if status == 201 else {}
    if answer.replayed:
        headers["Idempotent-Replayed"] = "true"
    return shown(answer.record, status, headers)
