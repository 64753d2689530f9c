"""Addresses of benefits."""

from django.urls import path

from denyut.benefits.views import friction, ledger, supervision

app_name = "benefits"
urlpatterns = [
    path("benefits/", ledger.Ledger.as_view(), name="benefits"),
    path("benefits/freeze/", ledger.Freeze.as_view(), name="freeze"),
    path("benefits/measures/<slug:name>/", ledger.MeasurePage.as_view(), name="measure"),
    path("benefits/friction/", friction.FrictionPage.as_view(), name="friction"),
    path("benefits/friction/note/", friction.Note.as_view(), name="note"),
    path("benefits/ease/", friction.Ease.as_view(), name="ease"),
    path("benefits/noise/", friction.Noise.as_view(), name="noise"),
    path("benefits/supervision/", supervision.Supervision.as_view(), name="supervision"),
    path("benefits/supervision/<int:pk>/", supervision.Correct.as_view(), name="correct"),
]
