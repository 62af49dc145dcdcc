"""What the document says of the operations on who has access."""

from typing import Any

from assistants.api.documentation.examples import FULL
from assistants.api.query import parameters_of
from assistants.policy.access import GRANT_FIELDS
from assistants.queries.page import Page

_REASON = {"role": None, "department_path": None, "membership_level": None}
_BY_DEPARTMENT = _REASON | {
    "level": "view",
    "field": "access_departments",
    "department_path": [{"id": "dept_claims", "name": "Claims"}, {"id": "dept_motor", "name": "Motor claims"}],
}
_TO_BEN = _BY_DEPARTMENT | {"department_path": [{"id": "dept_claims", "name": "Claims"}]}
_BY_OWNERSHIP = _REASON | {"level": "owner", "field": "membership", "membership_level": "owner"}
_BY_CREATION = _REASON | {"level": "owner", "field": "created_by"}
_BY_ADMINISTRATION = _BY_OWNERSHIP | {"membership_level": "admin"}
_CHLOE = {"id": "usr_chloe", "name": "Chloé Martin"}

# What is shown of the demo organization's people, where the claims department may view.
PEOPLE_ANSWER: dict[str, Any] = {
    "people": [
        {
            "id": "usr_abc123",
            "name": "Ann Ito",
            "access_level": "owner",
            "reasons": [_BY_OWNERSHIP, _BY_CREATION],
        },
        {
            "id": "usr_ben",
            "name": "Ben Okafor",
            "access_level": "owner",
            "reasons": [_BY_ADMINISTRATION, _TO_BEN],
        },
        _CHLOE | {"access_level": "view", "reasons": [_BY_DEPARTMENT]},
    ],
    "total": 3,
    "pagination": {"total": 3, "limit": 50, "offset": 0, "has_more": False},
}
PERSON_ANSWER: dict[str, Any] = _CHLOE | {"is_active": True, "access_level": "view", "reasons": [_BY_DEPARTMENT]}
PREVIEW_REQUESTS: dict[str, Any] = {
    "department": {"summary": "A department more", "value": {"access_departments": ["dept_claims"]}},
    "all fields": {
        "summary": "Every list, and the mode",
        "value": {
            "access_mode": "organization",
            **{field: FULL[field] for field in GRANT_FIELDS},
        },
    },
}
PREVIEW_ANSWER: dict[str, Any] = {
    "gains": [
        _CHLOE
        | {
            "before": {"access_level": None, "reasons": []},
            "after": {"access_level": "view", "reasons": [_BY_DEPARTMENT]},
        }
    ],
    "loses": [],
    "changes": [],
}

_RIGHTS = (
    "It needs the access level owner: below it, the answer is 403, or 404 where you may not see the assistant. "
    "The key needs the scope assistants:read."
)


def _answer(description: str, example: Any) -> dict[int, Any]:
    return {200: {"description": description, "content": {"application/json": {"example": example}}}}


PEOPLE: dict[str, Any] = {
    "description": (
        "Lists every active member whose access level is not none, by name. Each reason tells the field that gives "
        "the level, and the role, the department's path or the membership level through which it reaches the person. "
        + _RIGHTS
    ),
    "parameters": parameters_of(Page),
    "responses": _answer("One page of the people with access.", PEOPLE_ANSWER),
}

PERSON: dict[str, Any] = {
    "description": (
        "Tells what one member may do, and every reason for it; the level is null where there is no access. "
        "Whoever is deactivated keeps what was granted to them, without effect. " + _RIGHTS
    ),
    "responses": _answer("The member's access.", PERSON_ANSWER),
}

PREVIEW: dict[str, Any] = {
    "description": (
        "Tells what a change of the six lists and of access_mode would mean, before it is made: a field that is left "
        "out stays as it is, null sets its default. The request is judged like an update, and nothing is written. "
        + _RIGHTS
    ),
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/AccessBody"},
                "examples": PREVIEW_REQUESTS,
            }
        },
    },
    "responses": _answer("Everyone whose level would change.", PREVIEW_ANSWER),
}
