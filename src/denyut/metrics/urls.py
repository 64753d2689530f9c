"""Addresses of indicators."""

from django.urls import path

from denyut.metrics import views

app_name = "metrics"
urlpatterns = [
    path("indicators/", views.Indicators.as_view(), name="indicators"),
    path("indicators/library/", views.Library.as_view(), name="library"),
    path("indicators/library/<slug:known>/", views.Adoption.as_view(), name="adoption"),
    path("indicators/new/", views.NewIndicator.as_view(), name="new_indicator"),
    path("indicators/<int:pk>/", views.IndicatorPage.as_view(), name="indicator"),
    path("indicators/<int:pk>/edit/", views.Change.as_view(), name="change"),
    path("indicators/<int:pk>/readings/new/", views.NewReading.as_view(), name="new_reading"),
    path("indicators/<int:pk>/calculations/new/", views.NewCalculation.as_view(), name="new_calculation"),
    path("indicators/<int:pk>/signals/new/", views.NewSignal.as_view(), name="new_signal"),
    path("signals/<int:pk>/removal/", views.SignalRemoval.as_view(), name="signal_removal"),
]
