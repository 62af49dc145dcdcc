"""The pages of the dashboard; those of an organization are under /o/<organization_id>/."""

from django.urls import include, path

from assistants.dashboard import assistants, bulk, home, theme
from assistants.dashboard.deleted import deleted

app_name = "dashboard"
_HERE = "o/<str:organization_id>/assistants/"
urlpatterns = [
    path("", home.home, name="home"),
    path("theme/", theme.choose, name="theme"),
    path(_HERE, assistants.assistants, name="assistants"),
    path(f"{_HERE}deleted/", deleted, name="deleted"),
    path(f"{_HERE}bulk/", bulk.bulk, name="bulk"),
    path(f"{_HERE}bulk/do/", bulk.bulk_do, name="bulk-do"),
    path(f"{_HERE}bulk/result/", bulk.bulk_result, name="bulk-result"),
    path(f"{_HERE}bulk/undo/", bulk.bulk_undo, name="bulk-undo"),
    path(f"{_HERE}<str:assistant_id>/", include("assistants.dashboard.assistant.urls")),
]
