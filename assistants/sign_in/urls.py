"""The pages of sign-in that people may use: allauth's, without sign-up and without a change of one's address.

An address is how an organization knows a person: its owners and admins change it.
"""

from allauth.account import views
from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import TemplateView

ask_an_owner = TemplateView.as_view(template_name="account/ask_an_owner.html")

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path(
        "password/reset/", views.password_reset if settings.SENDS_MAIL else ask_an_owner, name="account_reset_password"
    ),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # allauth looks this page up by its name.
    path("email/", ask_an_owner, name="account_email"),
    path("2fa/", include("allauth.mfa.urls")),
]
