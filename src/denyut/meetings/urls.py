"""Addresses of meetings, reports and feedback."""

from django.urls import path

from denyut.meetings.views import briefs, editing, feedback, following, log, meetings, prints, reports, reviews

app_name = "meetings"
urlpatterns = [
    path("meetings/", meetings.Meetings.as_view(), name="meetings"),
    path("meetings/log/", log.MeetingLog.as_view(), name="log"),
    path("meetings/log/<int:pk>/removal/", log.Removal.as_view(), name="log_removal"),
    path("meetings/rituals/<int:pk>/<str:day>/", meetings.Ahead.as_view(), name="ahead"),
    path("meetings/rituals/<int:pk>/<str:day>/beginning/", meetings.Beginning.as_view(), name="beginning"),
    path("meetings/briefs/<int:pk>/", briefs.Brief.as_view(), name="brief"),
    path("reviews/<int:pk>/", reviews.ReviewPage.as_view(), name="review"),
    path("reviews/<int:pk>/lead/", reviews.Lead.as_view(), name="lead"),
    path("reviews/<int:pk>/attendance/", reviews.Attendance.as_view(), name="attendance"),
    path("reviews/<int:pk>/topics/", reviews.topics, name="topics"),
    path("reviews/<int:pk>/closure/", reviews.Closure.as_view(), name="closure"),
    path("reviews/items/<int:pk>/up/", reviews.up, name="take_up"),
    path("reviews/items/<int:pk>/notes/", reviews.notes, name="notes"),
    path("reviews/items/<int:pk>/actions/", reviews.actions, name="actions"),
    path("reports/", reports.Reports.as_view(), name="reports"),
    path("reports/plan/", editing.Planning.as_view(), name="plan"),
    path("reports/<int:pk>/", reports.ReportPage.as_view(), name="report"),
    path("reports/<int:pk>/edit/", editing.Editing.as_view(), name="edit"),
    path("reports/<int:pk>/editions/", editing.Editions.as_view(), name="editions"),
    path("reports/<int:pk>/freshness/", editing.Refreshing.as_view(), name="refresh"),
    path("reports/<int:pk>/posting/", editing.Posting.as_view(), name="posting"),
    path("reports/<int:pk>/print/", prints.Printing.as_view(), name="print"),
    path("reports/<int:pk>/pdf/", prints.Pdf.as_view(), name="pdf"),
    path("follow/", following.Following.as_view(), name="following"),
    path("follow/<int:pk>/end/", following.End.as_view(), name="unfollow"),
    path("digests/<int:pk>/", following.DigestPage.as_view(), name="digest"),
    path("check-ins/<int:pk>/", feedback.CheckInPage.as_view(), name="check_in"),
    path("check-ins/<int:pk>/feedback/", feedback.give, name="feedback"),
]
