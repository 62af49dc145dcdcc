"""A member who makes assistants and lists them through the API."""

from typing import Any

from assistants.models import Membership
from tests.api.client import Answer, ApiClient
from tests.factories import api_key, assistant, caller

PATH = "/v1/assistants"


class Person:
    """A member with a key, who makes assistants and lists them."""

    def __init__(self, membership: Membership) -> None:
        self.membership, self.id = membership, membership.user_id
        self.caller = caller(membership)
        self.client = ApiClient(api_key(membership))

    def make(self, name: str, **fields: Any) -> str:
        made: str = assistant(self.caller, name=name, **fields)["id"]
        return made

    def ask(self, **query: Any) -> Answer:
        sent = {name: str(value).lower() if isinstance(value, bool) else value for name, value in query.items()}
        return self.client.get(PATH, {"organization_id": self.caller.organization_id} | sent)

    def page(self, **query: Any) -> Any:
        answer = self.ask(**query)
        assert answer.status == 200, answer.json
        return answer.json

    def items(self, **query: Any) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.page(**query)["assistants"]
        return items

    def names(self, **query: Any) -> list[str]:
        return [item["name"] for item in self.items(**query)]
