"""Addresses of signing in and out. They stand before allauth's own, so that these views answer under its names."""

from django.urls import include, path
from django.views.generic import RedirectView

from denyut.people.views import entrance, sign_in

urlpatterns = [
    path("login/", entrance.SignInView.as_view(), name="account_login"),
    path("sessions/", sign_in.Sessions.as_view(), name="usersessions_list"),
    path("language/", sign_in.language, name="set_language"),
    # A person's address is who they are here; an administrator's invitation gives it, and nobody swaps it alone.
    path("email/", RedirectView.as_view(pattern_name="people:profile"), name="account_email"),
    path("", include("allauth.urls")),
]
