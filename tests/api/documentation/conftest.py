"""The demo organization, to which the document's examples can be sent as they stand."""

import json
from pathlib import Path

import pytest
from django.apps import apps

from assistants.services.provisioning import provision
from tests.api.client import ApiClient


@pytest.fixture
def client(db: None) -> ApiClient:
    """The program that holds the demo's API key."""
    file = Path(apps.get_app_config("assistants").path, "data", "demo.json")
    made = provision(json.loads(file.read_text()))
    return ApiClient(made["api_keys"][0]["key"])
