"""Changes that race: none is lost, none is half made, and each is told in the history."""

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx

from tests.live.acme import ORGANIZATION
from tests.live.api import Api, at_once, code
from tests.live.databases import manage
from tests.live.removing import remover
from tests.live.rows import query


def made(api: Api, name: str, **fields: Any) -> str:
    answer = api.create(name, **fields)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def patch(api: Api, assistant_id: str, change: dict[str, Any], **headers: str) -> httpx.Response:
    return api.http.patch(f"/v1/assistants/{assistant_id}", json=change, headers=headers)


def delete(api: Api, assistant_id: str) -> httpx.Response:
    return api.http.delete(f"/v1/assistants/{assistant_id}")


def restore(api: Api, assistant_id: str) -> httpx.Response:
    return api.http.post(f"/v1/assistants/{assistant_id}/restore")


def create(api: Api, name: str) -> int:
    return api.create(name).status_code


def transfer(api: Api, assistant_id: str, user_id: str) -> int:
    return api.http.post(f"/v1/assistants/{assistant_id}/transfer", json={"created_by": user_id}).status_code


def statuses(answers: list[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def actions(database_url: str, assistant_id: str) -> Counter[str]:
    """How many versions each kind of change has made, as the audit tells it."""
    told = query(database_url, "SELECT DISTINCT action, version FROM audit_event WHERE assistant_id = %s", assistant_id)
    return Counter(action for action, _ in told)


def assert_whole(database_url: str) -> None:
    """Versions have no gaps and end at the assistant's own, each has an event, and every owner is a member."""
    versions = query(database_url, "SELECT assistant_id, number FROM version ORDER BY assistant_id, number")
    last: dict[str, int] = dict(query(database_url, "SELECT id, version FROM assistant"))
    assert versions == [(key, number) for key in sorted(last) for number in range(1, last[key] + 1)]
    told = query(database_url, "SELECT DISTINCT assistant_id, version FROM audit_event WHERE assistant_id <> ''")
    assert sorted(told) == versions
    strangers = query(
        database_url,
        "SELECT id FROM assistant a WHERE NOT EXISTS (SELECT 1 FROM membership m"
        " WHERE m.organization_id = a.organization_id AND m.user_id = a.created_by_id)",
    )
    assert strangers == []


def provision_members(database_url: str, number: int) -> list[str]:
    """Members of Acme, `usr_0` and so on; their API keys in the same order."""
    members = [{"id": f"usr_{n}", "email": f"m{n}@example.com", "name": f"Member {n}"} for n in range(number)]
    keys = [{"name": member["id"], "member": member["id"]} for member in members]
    description = {"organization": {"id": ORGANIZATION, "name": "Acme"}, "members": members, "api_keys": keys}
    done = manage("provision", "-", database_url=database_url, stdin=json.dumps(description))
    return [key["key"] for key in json.loads(done)["api_keys"]]


def test_of_twenty_changes_of_one_version_one_is_made(unhurried: Api, database_url: str) -> None:
    key = made(unhurried, "Helper")
    changes = [{"description": f"Change {n}"} for n in range(20)]
    answers = at_once([partial(patch, unhurried, key, change, **{"If-Match": '"1"'}) for change in changes])

    assert statuses(answers) == {200: 1, 412: 19}
    assert {code(answer) for answer in answers if answer.status_code == 412} == {"VERSION_CONFLICT"}
    (winner,) = (answer.json() for answer in answers if answer.status_code == 200)
    assert unhurried.get(key).json() == winner
    assert (winner["version"], actions(database_url, key)) == (2, {"assistant.created": 1, "assistant.updated": 1})
    assert_whole(database_url)


def test_changes_of_different_fields_are_all_made(unhurried: Api, database_url: str) -> None:
    changes: list[dict[str, Any]] = [
        {"description": "Changed"},
        {"temperature": 0.1},
        {"seed": 7},
        {"access_users": ["usr_ben"]},
        {"editable_by_users": ["usr_cleo"]},
        {"metadata": {"a": "b"}},
        {"tool_configurations": {"system_tools": {"web_search": {"mode": "on", "sources": True}}}},
        {"vector_store_ids": ["vs_docs"]},
    ]
    key = made(unhurried, "Helper")
    answers = at_once([partial(patch, unhurried, key, change) for change in changes])

    assert statuses(answers) == {200: len(changes)}
    shown = unhurried.get(key).json()
    assert shown["version"] == 1 + len(changes)
    assert shown["tool_configurations"]["system_tools"]["web_search"]["mode"] == "on"
    assert all(shown[name] == value for change in changes[:6] for name, value in change.items())
    assert shown["vector_store_ids"] == ["vs_docs"]
    assert_whole(database_url)


def test_a_change_comes_before_the_deletion_or_not_at_all(unhurried: Api, database_url: str) -> None:
    for number in range(5):
        key = made(unhurried, f"Helper {number}")
        changes = [partial(patch, unhurried, key, {"description": f"Change {n}"}) for n in range(4)]
        answers = at_once([*changes[:2], *[partial(delete, unhurried, key)] * 2, *changes[2:]])

        changed = [answer for answer in answers if answer.status_code == 200]
        assert statuses(answers) == Counter({200: len(changed), 204: 1, 404: 5 - len(changed)}) - Counter()
        assert unhurried.get(key).status_code == 404
        assert actions(database_url, key) == Counter(
            {"assistant.created": 1, "assistant.updated": len(changed), "assistant.deleted": 1}
        )
    assert_whole(database_url)


def test_a_new_owner_is_a_member_or_there_is_none(unhurried: Api, database_url: str) -> None:
    provision_members(database_url, 10)
    with remover(database_url) as other:
        for number in range(10):
            user, key = f"usr_{number}", made(unhurried, f"Helper {number}", access_users=[f"usr_{number}"])
            both: list[Callable[[], Any]] = [partial(transfer, unhurried, key, user), partial(other.remove, user)]
            outcomes = at_once(both)

            assert outcomes in ([200, "owns"], [422, "removed"])
            shown = unhurried.get(key).json()
            handed_over = outcomes[0] == 200
            assert (shown["created_by"], shown["access_users"]) == ((user, [user]) if handed_over else ("usr_ann", []))
            assert actions(database_url, key)["assistant.transferred"] == handed_over
    assert_whole(database_url)


def test_who_is_removed_while_making_an_assistant_has_made_it_or_not(unhurried: Api, database_url: str) -> None:
    keys = provision_members(database_url, 10)
    with remover(database_url) as other:
        for number, key in enumerate(keys):
            with Api(str(unhurried.http.base_url), key) as member:
                making, removing = partial(create, member, f"Helper {number}"), partial(other.remove, f"usr_{number}")
                both: list[Callable[[], Any]] = [making, removing]
                outcomes = at_once(both)

            assert outcomes in ([201, "owns"], [401, "removed"])
    assert_whole(database_url)


def test_of_two_owners_who_are_removed_at_once_one_stays(unhurried: Api, database_url: str) -> None:
    promoted = {"id": "usr_ben", "email": "ben@example.com", "name": "Ben", "level": "owner"}
    owners = [promoted, promoted | {"id": "usr_ann", "email": "ann@example.com", "name": "Ann"}]
    with remover(database_url) as one, remover(database_url) as other:
        for _ in range(5):
            described = {"organization": {"id": ORGANIZATION, "name": "Acme"}, "members": owners}
            manage("provision", "-", database_url=database_url, stdin=json.dumps(described))
            outcomes = at_once([partial(one.remove, "usr_ann"), partial(other.remove, "usr_ben")])

            assert sorted(outcomes) == ["refused", "removed"]
            left = query(database_url, "SELECT user_id FROM membership WHERE level = 'owner'")
            assert left == [("usr_ann" if outcomes[0] == "refused" else "usr_ben",)]


def test_of_two_that_are_restored_to_one_name_one_is(unhurried: Api, database_url: str) -> None:
    for number in range(5):
        keys = []
        for _ in range(2):
            keys.append(made(unhurried, f"Helper {number}"))
            assert delete(unhurried, keys[-1]).status_code == 204
        answers = at_once([partial(restore, unhurried, key) for key in keys])

        assert statuses(answers) == {200: 1, 409: 1}
        assert {code(answer) for answer in answers if answer.status_code == 409} == {"ASSISTANT_NAME_TAKEN"}
        told = [actions(database_url, key)["assistant.restored"] for key in keys]
        assert told == [answer.status_code == 200 for answer in answers]
    assert_whole(database_url)


def test_what_is_restored_twice_at_once_is_restored_once(unhurried: Api, database_url: str) -> None:
    key = made(unhurried, "Helper")
    delete(unhurried, key)
    answers = at_once([partial(restore, unhurried, key)] * 6)

    assert statuses(answers) == {200: 1, 404: 5}
    assert actions(database_url, key)["assistant.restored"] == 1
    assert_whole(database_url)
