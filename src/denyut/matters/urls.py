"""Addresses of matters."""

from django.urls import path

from denyut.matters.views import blockers, decisions, page

app_name = "matters"
urlpatterns = [
    path("matters/", page.matters, name="matters"),
    path("blockers/new/", blockers.new, name="block"),
    path("blockers/<int:pk>/", blockers.blocker, name="blocker"),
    path("key-results/<int:pk>/blockers/new/", blockers.for_goal, name="block_goal"),
    path("lines/<int:pk>/blocker/", blockers.from_line, name="block_line"),
    path("decisions/new/", decisions.new, name="ask"),
    path("decisions/<int:pk>/", decisions.decision, name="decision"),
    path("decisions/<int:pk>/choice/", decisions.choose, name="decide"),
    path("decisions/<int:pk>/withdrawal/", decisions.withdraw, name="withdraw"),
    path("lines/<int:pk>/decision/", decisions.from_line, name="decide_line"),
]
