"""Preview a change of access: who would gain, who would lose; nothing is written."""

from collections.abc import Mapping
from copy import copy
from typing import Any

from django.utils import timezone
from pydantic import create_model

from assistants.caller import Caller
from assistants.choices import AccessLevel
from assistants.intake import Accepted, Stored, intake
from assistants.policy.access import GRANT_FIELDS
from assistants.policy.people import changes, people_of
from assistants.policy.rights import require_level, require_rights_to_update
from assistants.problems import Code, Problem, Refused
from assistants.queries.access import shown_changes
from assistants.queries.assistants import known_to
from assistants.queries.definition import definition_of, shown_side_by_side
from assistants.queries.record import Record, record_of
from assistants.services.assistant.rows import rows_of
from assistants.spec import AssistantSpec
from assistants.spec.explain import unknown_field
from assistants.spec.section import Strict, sent_fields

FIELDS = ("access_mode", *GRANT_FIELDS)
_AS_SENT: dict[str, Any] = {
    name: (AssistantSpec.model_fields[name].annotation, AssistantSpec.model_fields[name]) for name in FIELDS
}

AccessBody = create_model(
    "AccessBody",
    __base__=Strict,
    __doc__="The access fields as they would be; what is left out stays as it is.",
    **_AS_SENT,
)
"""The request as it is documented; the fields are read by intake, like those of an update."""


def preview(assistant_id: str, raw: Mapping[str, Any], *, caller: Caller) -> Record:
    """Who would gain access, who would lose it, and who would have another level; with the reasons, by name.

    Raises `AssistantNotFound`, `Forbidden` below the level owner or beyond the sharing policy, `Refused`.
    """
    rows, level = known_to(caller, assistant_id)
    require_level(level, AccessLevel.OWNER)
    record, sent = record_of(rows), {name: raw[name] for name in raw if name in FIELDS}
    require_rights_to_update(caller, level, sent, record)
    accepted = _accepted(raw, sent, caller, Stored(definition_of(rows, record), shown_side_by_side(record)))
    after = rows_of(accepted.spec, copy(rows.assistant), timezone.now(), rows)
    tree, members = people_of(caller.organization_id)
    return shown_changes(changes([(member, member) for member in members], rows.grants, after.grants), tree)


def _accepted(raw: Mapping[str, Any], sent: Mapping[str, Any], caller: Caller, stored: Stored) -> Accepted:
    fields = sent_fields(AccessBody)
    unknown = [name for name in raw if name not in FIELDS]
    problems = [Problem((name,), Code.UNKNOWN_FIELD, unknown_field(name, fields, len(unknown))) for name in unknown]
    try:
        accepted = intake(sent, caller, stored)
    except Refused as refused:
        raise Refused([*problems, *refused.problems]) from None
    if problems:
        raise Refused(problems)
    return accepted
