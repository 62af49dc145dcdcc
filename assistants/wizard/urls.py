"""The pages of the wizard, under /o/<organization_id>/."""

from django.urls import path

from assistants.wizard.check import check
from assistants.wizard.command import curl
from assistants.wizard.drafts import discard, drafts, resume
from assistants.wizard.paste import paste, paste_into
from assistants.wizard.picture import picture
from assistants.wizard.start import edit, new
from assistants.wizard.step import step
from assistants.wizard.tabs import resolve
from assistants.wizard.versions import compare

app_name = "wizard"
_HERE = "o/<str:organization_id>/"
urlpatterns = [
    path(f"{_HERE}assistants/new/", new, name="new"),
    path(f"{_HERE}assistants/new/paste/", paste, name="paste"),
    path(f"{_HERE}assistants/<str:assistant_id>/edit/", edit, name="edit"),
    path(f"{_HERE}drafts/", drafts, name="drafts"),
    path(f"{_HERE}drafts/<str:draft_id>/", resume, name="draft"),
    path(f"{_HERE}drafts/<str:draft_id>/discard/", discard, name="discard"),
    path(f"{_HERE}drafts/<str:draft_id>/paste/", paste_into, name="paste-into"),
    path(f"{_HERE}drafts/<str:draft_id>/check/", check, name="check"),
    path(f"{_HERE}drafts/<str:draft_id>/curl/", curl, name="curl"),
    path(f"{_HERE}drafts/<str:draft_id>/picture/", picture, name="picture"),
    path(f"{_HERE}drafts/<str:draft_id>/versions/", compare, name="versions"),
    path(f"{_HERE}drafts/<str:draft_id>/<str:step>/", step, name="step"),
    path(f"{_HERE}drafts/<str:draft_id>/<str:step>/tabs/", resolve, name="tabs"),
]
