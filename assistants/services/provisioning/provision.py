"""Make or update an organization: idempotent by id, and what the description leaves out is kept."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from assistants.choices import Source
from assistants.models import AuditEvent, Organization
from assistants.problems import Refused
from assistants.services.provisioning.description import Description
from assistants.services.provisioning.parts import Writer
from assistants.spec.explain import problems_of
from assistants.spec.text import cleaned


def provision(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Make or update the organization that `raw` describes, in one transaction.

    Returns `{"organization": id, "api_keys": [{"name", "member", "key"}]}`, with a key only where it is new.
    Raises `Refused` with every problem, each at its path in the description; then nothing has been written.
    """
    description = _read(raw)
    with transaction.atomic():
        organization, _ = Organization.objects.select_for_update().update_or_create(
            id=description.organization.id,
            defaults=description.organization.model_dump(mode="json", exclude_unset=True, exclude={"id"}),
        )
        writer = Writer(organization)
        keys = writer.write(description)
        if writer.problems:
            raise Refused(writer.problems)
        AuditEvent.objects.create(
            organization_id=organization.id,
            action="organization.provisioned",
            source=Source.COMMAND,
            created_at=timezone.now(),
        )
    return {"organization": organization.id, "api_keys": keys}


def _read(raw: Mapping[str, Any]) -> Description:
    sent, problems = cleaned(raw)
    try:
        description = Description.model_validate(sent)
    except ValidationError as failure:
        raise Refused([*problems, *problems_of(failure)]) from None
    if problems:
        raise Refused(problems)
    return description
