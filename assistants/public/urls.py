"""The pages for everyone, at /p/<assistant_id>/."""

from django.urls import path

from assistants.public.page import page, picture

app_name = "public"
urlpatterns = [
    path("p/<str:assistant_id>/", page, name="page"),
    path("p/<str:assistant_id>/picture/", picture, name="picture"),
]
