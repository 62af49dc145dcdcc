"""The parts of an organization, written one list at a time; what does not fit is collected, never half written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assistants.models import (
    ApiKey,
    Automation,
    Department,
    Membership,
    Organization,
    PresetPrompt,
    ResourceAudience,
    Role,
    Rule,
    Thread,
    User,
    VectorStore,
)
from assistants.problems import Code, Path, Problem
from assistants.services import api_key
from assistants.services.provisioning.description import (
    ApiKeyPart,
    DepartmentPart,
    Description,
    MemberPart,
    ResourcePart,
)
from assistants.spec.section import Strict

_RESOURCES: dict[str, Any] = {
    "vector_stores": VectorStore,
    "rules": Rule,
    "preset_prompts": PresetPrompt,
    "automations": Automation,
    "threads": Thread,
}


class Writer:
    """Writes the parts of one organization within the caller's transaction, and collects `problems`."""

    def __init__(self, organization: Organization) -> None:
        self.organization = organization
        self.problems: list[Problem] = []

    def write(self, description: Description) -> list[dict[str, str]]:
        """Write everything; the API keys that are new."""
        self._departments(description.departments)
        self._upsert(Role, "roles", description.roles)
        self.known = {
            "departments": set(Department.objects.filter(organization=self.organization).values_list("id", flat=True)),
            "roles": set(Role.objects.filter(organization=self.organization).values_list("id", flat=True)),
        }
        for place, member in enumerate(description.members):
            self._member(member, ("members", place))
        for name, model in _RESOURCES.items():
            parts: Sequence[ResourcePart] = getattr(description, name)
            self._upsert(model, name, parts, exclude={"departments", "roles"})
            for place, part in enumerate(parts):
                self._audience(model, part, (name, place))
        return list(self._keys(description.api_keys))

    def _upsert(self, model: Any, name: str, parts: Sequence[Any], exclude: Iterable[str] = ()) -> None:
        foreign = self._of_others(model, [part.id for part in parts])
        for place, part in enumerate(parts):
            if part.id in foreign:
                self._wrong((name, place, "id"), Code.CONFLICT, f"“{part.id}” belongs to another organization.")
                continue
            values = part.model_dump(mode="json", exclude_unset=True, exclude={"id", *exclude})
            model.objects.update_or_create(id=part.id, defaults={"organization": self.organization, **values})

    def _of_others(self, model: Any, ids: list[str]) -> set[str]:
        others = model.objects.filter(id__in=ids).exclude(organization=self.organization)
        return set(others.values_list("id", flat=True))

    def _departments(self, parts: Sequence[DepartmentPart]) -> None:
        self._upsert(Department, "departments", parts, exclude={"parent"})
        parents: dict[str, str | None] = dict(
            Department.objects.filter(organization=self.organization).values_list("id", "parent_id")
        )
        for place, part in enumerate(parts):
            if "parent" not in part.model_fields_set or part.id not in parents:
                continue
            path = ("departments", place, "parent")
            if part.parent is not None and part.parent not in parents:
                self._wrong(path, Code.NOT_FOUND, f"There is no department “{part.parent}”.")
                continue
            parents[part.id] = part.parent
            if _is_circle(part.id, parents):
                self._wrong(path, Code.CONFLICT, f"“{part.id}” would stand below itself.")
                continue
            Department.objects.filter(id=part.id).update(parent_id=part.parent)

    def _member(self, part: MemberPart, path: Path) -> None:
        taken = User.objects.filter(email=part.email).exclude(id=part.id)
        if taken.exists():
            self._wrong((*path, "email"), Code.CONFLICT, f"Another person has the e-mail address “{part.email}”.")
            return
        user, _ = User.objects.update_or_create(id=part.id, defaults={"email": part.email, "name": part.name})
        defaults = part.model_dump(mode="json", exclude_unset=True, include={"level"})
        membership, _ = Membership.objects.update_or_create(
            organization=self.organization, user=user, defaults=defaults
        )
        if self._exist(part, path):
            for name in ("departments", "roles"):
                if name in part.model_fields_set:
                    getattr(membership, name).set(getattr(part, name))

    def _audience(self, model: Any, part: ResourcePart, path: Path) -> None:
        named = part.model_fields_set & {"departments", "roles"}
        if not named or not self._exist(part, path):
            return
        ResourceAudience.objects.filter(organization=self.organization, resource_id=part.id).delete()
        ResourceAudience.objects.bulk_create(
            ResourceAudience(organization=self.organization, resource_id=part.id, principal=principal)
            for principal in [*part.departments, *part.roles]
        )
        model.objects.filter(id=part.id, organization=self.organization).update(is_restricted=True)

    def _exist(self, part: Strict, path: Path) -> bool:
        missing = [
            (name, place, value)
            for name, known in self.known.items()
            for place, value in enumerate(getattr(part, name))
            if value not in known
        ]
        for name, place, value in missing:
            self._wrong((*path, name, place), Code.NOT_FOUND, f"There is no {name[:-1]} “{value}”.")
        return not missing

    def _keys(self, parts: Sequence[ApiKeyPart]) -> Iterator[dict[str, str]]:
        members = {
            membership.user_id: membership for membership in Membership.objects.filter(organization=self.organization)
        }
        for place, part in enumerate(parts):
            if (membership := members.get(part.member)) is None:
                self._wrong(("api_keys", place, "member"), Code.NOT_FOUND, f"There is no member “{part.member}”.")
                continue
            known = ApiKey.objects.filter(organization=self.organization, user_id=part.member, name=part.name)
            if not known.exists():
                key = api_key.issue(membership, part.name, part.scopes, part.expires_at)
                yield {"name": part.name, "member": part.member, "key": key}

    def _wrong(self, path: Path, code: Code, message: str) -> None:
        self.problems.append(Problem(path, code, message))


def _is_circle(start: str, parents: dict[str, str | None]) -> bool:
    above, seen = parents[start], {start}
    while above is not None and above not in seen:
        seen.add(above)
        above = parents[above]
    return above is not None
