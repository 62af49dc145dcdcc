"""SQLite's file cannot be opened or is held by another, and then it can be (security.md, "Operations")."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path

from tests.live.api import Api, at_once, code
from tests.live.rows import parts


def test_the_server_says_that_the_database_is_away_and_serves_the_first_request_after_its_return(
    api: Api, database_url: str, tmp_path: Path
) -> None:
    file = Path(database_url.removeprefix("sqlite:///"))
    file.rename(tmp_path / "away")
    file.mkdir()
    answers = [api.create("Helper"), api.get("asst_unknown")]
    assert [(answer.status_code, code(answer)) for answer in answers] == [(503, "SERVICE_UNAVAILABLE")] * 2
    assert {answer.headers["Retry-After"] for answer in answers} == {"1"}
    assert api.http.get("/healthz").status_code == 200
    assert api.http.get("/readyz").status_code == 503

    file.rmdir()
    (tmp_path / "away").rename(file)
    assert api.create("Helper").status_code == 201
    assert api.http.get("/readyz").status_code == 200


def test_a_request_that_waits_too_long_for_the_lock_can_be_sent_again(api: Api, database_url: str) -> None:
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"), isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        answers = at_once([partial(api.create, f"Assistant {number}") for number in range(4)])

    assert [(answer.status_code, code(answer)) for answer in answers] == [(503, "SERVICE_UNAVAILABLE")] * 4
    assert {answer.headers["Retry-After"] for answer in answers} == {"1"}
    assert parts(database_url) == {}
    assert [api.create(f"Assistant {number}").status_code for number in range(4)] == [201] * 4
