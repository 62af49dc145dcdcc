"""The site with one page more, which is the base template and nothing else: the floor of a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config import urls
from tests.bench.pages import BARE_PATH


def bare(request: HttpRequest) -> HttpResponse:
    """The base template, with nothing in its blocks."""
    return render(request, "base.html")


urlpatterns = [path(BARE_PATH.removeprefix("/"), bare), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
