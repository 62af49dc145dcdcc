"""The pages of the dashboard; those of an organization are under /o/<organization_id>/."""

from django.urls import path

from assistants.dashboard import assistants, home, icon, theme

app_name = "dashboard"
urlpatterns = [
    path("", home.home, name="home"),
    path("theme/", theme.choose, name="theme"),
    path("o/<str:organization_id>/assistants/", assistants.assistants, name="assistants"),
    path("o/<str:organization_id>/assistants/<str:assistant_id>/icon/", icon.icon, name="icon"),
]
