"""Addresses of steering."""

from django.urls import path

from denyut.steering.views import changes, guardrails, page

app_name = "steering"
urlpatterns = [
    path("changes/", page.changes, name="changes"),
    path("changes/new/", changes.declare, name="declare"),
    path("changes/<int:pk>/", page.change, name="change"),
    path("changes/<int:pk>/end/", changes.call_off, name="call_off"),
    path("changes/<int:pk>/all-valid/", changes.all_valid, name="all_valid"),
    path("changes/cards/<int:pk>/", changes.answer, name="answer"),
    path("changes/cards/<int:pk>/stop/", changes.stop, name="stop"),
    path("changes/relevance/", page.all_right, name="all_right"),
    path("changes/relevance/<int:pk>/", page.relevance, name="relevance"),
    path("guardrails/new/", guardrails.new, name="guard"),
    path("guardrails/<int:pk>/end/", guardrails.end, name="end_guardrail"),
]
