"""Addresses of the assistant."""

from django.urls import path

from denyut.assistant.models import TakeawayKind
from denyut.assistant.views import suggestions, takeaways

app_name = "assistant"
urlpatterns = [
    path("lines/<int:pk>/evidence/", takeaways.from_line, {"kind": TakeawayKind.EVIDENCE}, name="evidence"),
    path("lines/<int:pk>/blocker/", takeaways.from_line, {"kind": TakeawayKind.BLOCKER}, name="blocker"),
    path("lines/<int:pk>/decision/", takeaways.from_line, {"kind": TakeawayKind.DECISION}, name="decision"),
    path("lines/<int:pk>/suggestion/", takeaways.from_line, {"kind": TakeawayKind.SUGGESTION}, name="suggestion"),
    path("key-results/<int:pk>/takeaways/new/", takeaways.for_goal, name="bring"),
    path("takeaways/<int:pk>/", takeaways.settle, name="settle"),
    path("suggestions/<int:pk>/", suggestions.answer, name="answer"),
]
