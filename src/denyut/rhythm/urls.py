"""Addresses of rhythm."""

from django.urls import path

from denyut.rhythm.views import beats, board, calendars, due, rituals, sittings, week_deeds, weeks

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
    path("rhythm/", board.RhythmBoard.as_view(), name="board"),
    path("departments/<int:pk>/beat/", beats.DepartmentBeat.as_view(), name="beat"),
    path("departments/<int:pk>/beat/removal/", beats.BeatRemoval.as_view(), name="beat_removal"),
    path("week/", weeks.MyWeek.as_view(), name="week"),
    path("week/team/", weeks.TeamWeeks.as_view(), name="team_weeks"),
    path("week/due/", due.DueLine.as_view(), name="due"),
    path("week/due/sheet/", due.DueSheet.as_view(), name="due_sheet"),
    path("week/due/dismissal/", due.Dismissal.as_view(), name="due_dismissal"),
    path("week/items/", week_deeds.Items.as_view(), name="items"),
    path("week/items/<int:pk>/", week_deeds.ItemPage.as_view(), name="item"),
    path("week/items/<int:pk>/state/", week_deeds.ItemState.as_view(), name="item_state"),
    path("week/items/<int:pk>/blocker/", week_deeds.ItemBlocker.as_view(), name="item_blocker"),
    path("week/mood/", week_deeds.Mood.as_view(), name="mood"),
    path("week/filing/", week_deeds.Filing.as_view(), name="filing"),
    path("week/trust/", week_deeds.Trust.as_view(), name="trust"),
    path("week/cadence/<int:pk>/", week_deeds.CadenceAnswer.as_view(), name="cadence"),
    path("week/key-results/<int:pk>/", week_deeds.WeekCheckIn.as_view(), name="week_check_in"),
    path("people/<int:pk>/weeks/<str:day>/", weeks.EarlierWeek.as_view(), name="earlier_week"),
]
