"""The pages of one assistant, under /o/<organization_id>/assistants/<assistant_id>/."""

from django.urls import path

from assistants.dashboard.assistant import changes
from assistants.dashboard.assistant.access import access
from assistants.dashboard.assistant.calls import calls
from assistants.dashboard.assistant.configuration import assistant
from assistants.dashboard.assistant.history import history
from assistants.dashboard.assistant.tools import tools
from assistants.dashboard.assistant.transfer import transfer
from assistants.dashboard.assistant.versions import restore_version, versions
from assistants.dashboard.icon import icon

urlpatterns = [
    path("", assistant, name="assistant"),
    path("tools/", tools, name="assistant-tools"),
    path("access/", access, name="assistant-access"),
    path("versions/", versions, name="assistant-versions"),
    path("versions/<int:number>/restore/", restore_version, name="restore-version"),
    path("history/", history, name="assistant-history"),
    path("api/", calls, name="assistant-api"),
    path("icon/", icon, name="icon"),
    path("duplicate/", changes.duplicate, name="duplicate"),
    path("activity/", changes.activity, name="activity"),
    path("transfer/", transfer, name="transfer"),
    path("delete/", changes.delete, name="delete"),
    path("restore/", changes.restore, name="restore"),
]
