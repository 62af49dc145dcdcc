import json
import re
from collections.abc import Iterator

import pytest

from assistants.services.provisioning import provision
from config.env import ROOT, Env
from tests.api.client import ApiClient

README = (ROOT / "README.md").read_text()


def table(heading: str) -> Iterator[list[str]]:
    """The cells of each row of the table under a heading."""
    section = README.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return (re.findall(r"(?<=\|)[^|]+(?=\|)", row) for row in rows)


def block(language: str) -> str:
    return README.split(f"```{language}\n")[1].split("```")[0]


def test_the_table_of_settings_has_every_setting_and_no_other() -> None:
    assert sorted(row[0].strip(" `") for row in table("Settings")) == sorted(name.upper() for name in Env.model_fields)


def test_the_map_names_places_that_are_there() -> None:
    for row in table("The map of the house"):
        for place in row[0].strip().split(", "):
            assert (ROOT / place.strip("`")).exists(), place


def test_the_map_leaves_out_no_package() -> None:
    named = " ".join(row[0] for row in table("The map of the house"))
    packages = [
        path.name for path in (ROOT / "assistants").iterdir() if path.is_dir() and not path.name.startswith("_")
    ]
    assert [name for name in packages if name != "migrations" and f"assistants/{name}/" not in named] == []


@pytest.mark.django_db
def test_the_request_of_the_page_gets_the_answer_that_is_shown() -> None:
    demo = json.loads((ROOT / "assistants/data/demo.json").read_text())
    key = provision(demo)["api_keys"][0]["key"]
    request, shown = json.loads(block("bash").split("-d '")[1].rstrip("'\n")), json.loads(block("json"))
    answer = ApiClient(key).post("/v1/assistants", request)
    assert answer.status == 201
    changing = {"id", "created_at", "updated_at"}
    assert {name: value for name, value in answer.json.items() if name not in changing} == {
        name: value for name, value in shown.items() if name not in changing
    }
    assert list(answer.json) == list(shown)
