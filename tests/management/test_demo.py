import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from assistants.models import ApiKey, Organization

pytestmark = pytest.mark.django_db

KEY = re.compile(r"ak_[0-9A-Za-z]{39}")
PASSWORD = re.compile(r"Sign in as (\S+) with the password (\w+),")


def demo() -> str:
    printed = StringIO()
    call_command("demo", address="http://127.0.0.1:8000", stdout=printed)
    return printed.getvalue()


def test_the_first_run_prints_the_address_the_organization_and_one_key_that_opens_the_api(
    client: Client,
) -> None:
    printed = demo()

    assert "http://127.0.0.1:8000" in printed
    assert "org_abc123" in printed
    (key,) = set(KEY.findall(printed))
    answer = client.get("/v1/assistants/asst_none", headers={"X-API-Key": key})
    assert answer.json()["error"]["code"] == "ASSISTANT_NOT_FOUND"


def test_the_first_run_prints_one_password_that_signs_the_owner_in(client: Client) -> None:
    ((email, password),) = PASSWORD.findall(demo())

    client.post("/accounts/login/", {"login": email, "password": password})

    assert client.session["_auth_user_id"] == "usr_abc123"
    assert PASSWORD.search(demo()) is None


def test_a_later_run_prints_no_key_and_makes_none() -> None:
    demo()

    assert KEY.search(demo()) is None
    assert ApiKey.objects.count() == 1


def test_a_later_run_keeps_what_was_changed_since() -> None:
    demo()
    Organization.objects.filter(id="org_abc123").update(name="Renamed")

    demo()

    assert Organization.objects.get(id="org_abc123").name == "Renamed"
