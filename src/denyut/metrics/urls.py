"""Addresses of indicators."""

from django.urls import path

from denyut.metrics.views import indicators, readings

app_name = "metrics"
urlpatterns = [
    path("indicators/", indicators.Indicators.as_view(), name="indicators"),
    path("indicators/library/", indicators.Library.as_view(), name="library"),
    path("indicators/library/<slug:known>/", indicators.Adoption.as_view(), name="adoption"),
    path("indicators/new/", indicators.NewIndicator.as_view(), name="new_indicator"),
    path("indicators/<int:pk>/", indicators.IndicatorPage.as_view(), name="indicator"),
    path("indicators/<int:pk>/edit/", indicators.Change.as_view(), name="change"),
    path("indicators/<int:pk>/readings/new/", readings.NewReading.as_view(), name="new_reading"),
    path("indicators/<int:pk>/calculations/new/", readings.NewCalculation.as_view(), name="new_calculation"),
    path("indicators/<int:pk>/watch/", readings.Watch.as_view(), name="watch"),
    path("readings/<int:pk>/correction/", readings.Correction.as_view(), name="correction"),
    path("indicators/<int:pk>/signals/new/", indicators.NewSignal.as_view(), name="new_signal"),
    path("signals/<int:pk>/removal/", indicators.SignalRemoval.as_view(), name="signal_removal"),
]
