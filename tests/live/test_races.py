"""Requests that race: the database decides, and every caller is told the truth (security.md, "Names, races")."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.live.acme import body, full_body
from tests.live.api import Api, at_once, code
from tests.live.rows import WHOLE, leftovers, parts, query
from tests.live.server import UNLIMITED, serve


@pytest.fixture
def unhurried(database_url: str, keys: dict[str, str], tmp_path: Path) -> Iterator[Api]:
    """Ann, at a server that lets her ask as often as she likes."""
    with serve(database_url, tmp_path / "log", **UNLIMITED) as server, Api(server.url, keys["ann"]) as client:
        yield client


def test_of_fifty_creates_of_one_name_one_succeeds(unhurried: Api, database_url: str) -> None:
    names = ["Helper", "HELPER", " helper ", "\uff28elper", "Hel\u00adper"]
    answers = at_once([partial(unhurried.post, full_body(name)) for name in names * 10])

    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 49}
    assert {code(answer) for answer in answers if answer.status_code == 409} == {"ASSISTANT_NAME_TAKEN"}
    assert list(parts(database_url).values()) == [WHOLE._replace(answers=0)]
    assert leftovers(database_url) == 0


def test_of_twenty_new_defaults_one_is_left_and_every_switch_is_told_on_both_sides(
    unhurried: Api, database_url: str
) -> None:
    answers = at_once([partial(unhurried.create, f"Default {n}", is_default=True) for n in range(20)])
    assert {answer.status_code for answer in answers} == {201}

    made = {answer.json()["id"] for answer in answers}
    defaults = {row[0] for row in query(database_url, "SELECT id FROM assistant WHERE is_default")}
    assert len(defaults) == 1
    assert {key for key in made if unhurried.get(key).json()["is_default"]} == defaults

    cleared = made - defaults
    versions = query(database_url, "SELECT assistant_id, number FROM version")
    assert sorted(versions) == sorted([*((key, 1) for key in made), *((key, 2) for key in cleared)])
    assert {row[0] for row in query(database_url, "SELECT id FROM assistant WHERE version = 2")} == cleared
    told = query(
        database_url,
        "SELECT assistant_id, field, old_value, new_value FROM audit_event WHERE action = 'assistant.updated'",
    )
    assert sorted(told) == sorted((key, "is_default", "true", "false") for key in cleared)


def test_of_twenty_requests_with_one_idempotency_key_one_is_carried_out(unhurried: Api, database_url: str) -> None:
    answers = at_once([partial(unhurried.post, full_body("Once"), Idempotency_Key="once")] * 20)

    made = [answer for answer in answers if answer.status_code == 201]
    busy = [answer for answer in answers if answer.status_code != 201]
    replayed = [answer for answer in made if "Idempotent-Replayed" in answer.headers]
    assert len(made) - len(replayed) == 1
    assert {answer.headers["Idempotent-Replayed"] for answer in replayed} <= {"true"}
    assert len({answer.content for answer in made}) == 1
    assert len({(answer.headers["Location"], answer.headers["ETag"]) for answer in made}) == 1
    assert {(answer.status_code, code(answer), answer.headers["Retry-After"]) for answer in busy} <= {
        (409, "IDEMPOTENCY_KEY_IN_USE", "1")
    }
    assert parts(database_url) == {"Once": WHOLE}


def test_a_replay_is_told_apart_and_another_body_under_its_key_is_refused(unhurried: Api, database_url: str) -> None:
    first, again = (unhurried.post(body("Once"), Idempotency_Key="key") for _ in range(2))
    other = unhurried.post(body("Twice"), Idempotency_Key="key")

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert first.content == again.content
    assert code(other) == "IDEMPOTENCY_KEY_REUSED"
    assert parts(database_url).keys() == {"Once"}


def test_a_refused_name_leaves_the_connection_fit_for_the_next_create(
    database_url: str, keys: dict[str, str], tmp_path: Path
) -> None:
    one_connection = {"GUNICORN_CMD_ARGS": "--workers=1 --threads=1"}
    with serve(database_url, tmp_path / "log", **one_connection) as server, Api(server.url, keys["ann"]) as api:
        answers = [api.post(full_body(name)).status_code for name in ("First", "First", "Second", "First", "Third")]

    assert answers == [201, 409, 201, 409, 201]


def test_twenty_defaults_that_race_under_one_idempotency_key_make_one(unhurried: Api, database_url: str) -> None:
    unhurried.create("Before", is_default=True)
    answers = at_once([lambda: unhurried.post(body("After", is_default=True), Idempotency_Key="switch")] * 20)

    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len({answer.json()["id"] for answer in answers if answer.status_code == 201}) == 1
    assert query(database_url, "SELECT name, version, is_default FROM assistant ORDER BY name") == [
        ("After", 1, True),
        ("Before", 2, False),
    ]
