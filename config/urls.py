"""The doors, and what watches over them."""

from django.urls import include, path

from assistants.api import api
from config import health

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("v1/", api.urls),
    path("accounts/", include("assistants.sign_in.urls")),
    path("", include("assistants.public.urls")),
    path("", include("assistants.wizard.urls")),
    path("", include("assistants.dashboard.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.refused"
handler404 = "config.errors.not_found"
handler500 = "config.errors.failed"
