"""Addresses of rhythm."""

from django.urls import path

from denyut.rhythm.views import calendars, rituals, sittings

app_name = "rhythm"
urlpatterns = [
    path("calendar/", calendars.Calendar.as_view(), name="calendar"),
    path("cycles/<int:pk>/calendar/", calendars.CycleCalendar.as_view(), name="cycle_calendar"),
    path("cycles/<int:pk>/calendar/usual/", rituals.UsualCalendar.as_view(), name="usual_calendar"),
    path("cycles/<int:pk>/rituals/new/", rituals.NewRitual.as_view(), name="new_ritual"),
    path("rituals/<int:pk>/", rituals.RitualPage.as_view(), name="ritual"),
    path("rituals/<int:pk>/removal/", rituals.Removal.as_view(), name="ritual_removal"),
    path("rituals/<int:pk>/<str:day>/", sittings.SittingPage.as_view(), name="sitting"),
    path("rituals/<int:pk>/<str:day>/attendance/", sittings.Attendance.as_view(), name="attendance"),
    path("rituals/<int:pk>/<str:day>/closure/", sittings.Closure.as_view(), name="closure"),
]
