"""Addresses of the assistant."""

from django.urls import path

from denyut.assistant.models import TakeawayKind
from denyut.assistant.views import listing, suggestions, takeaways

app_name = "assistant"
urlpatterns = [
    path("lines/<int:pk>/evidence/", takeaways.from_line, {"kind": TakeawayKind.EVIDENCE}, name="evidence"),
    path("lines/<int:pk>/suggestion/", takeaways.from_line, {"kind": TakeawayKind.SUGGESTION}, name="suggestion"),
    path("key-results/<int:pk>/takeaways/new/", takeaways.for_goal, name="bring"),
    path("takeaways/", listing.takeaways, name="takeaways"),
    path("takeaways/<int:pk>/", takeaways.settle, name="settle"),
    path("suggestions/<int:pk>/", suggestions.answer, name="answer"),
]
