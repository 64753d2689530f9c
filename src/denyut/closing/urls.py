"""Addresses of closing."""

from django.urls import path

from denyut.closing.views import carrying, cycles, hypotheses, lessons, scores
from denyut.closing.views import path as paths

app_name = "closing"
urlpatterns = [
    path("cycles/<int:pk>/close/", paths.Path.as_view(), name="path"),
    path("cycles/<int:pk>/close/reminder/", paths.Reminder.as_view(), name="reminder"),
    path("cycles/<int:pk>/close/unscored/", paths.Unscored.as_view(), name="unscored"),
    path("cycles/<int:pk>/execution-notes/", paths.NewExecutionNote.as_view(), name="execution_note"),
    path("execution/", paths.Executions.as_view(), name="executions"),
    path("cycles/<int:pk>/closing/", cycles.Closing.as_view(), name="closing"),
    path("cycles/<int:pk>/closing/scores/", cycles.Scores.as_view(), name="scores"),
    path("cycles/<int:pk>/closing/closure/", cycles.Closure.as_view(), name="closure"),
    path("cycles/<int:pk>/hypotheses/", hypotheses.Hypotheses.as_view(), name="hypotheses"),
    path("key-results/<int:pk>/score/", scores.KeyResultScore.as_view(), name="key_result_score"),
    path("key-results/<int:pk>/postponement/", scores.Postponement.as_view(), name="postponement"),
    path("key-results/<int:pk>/verdict/", scores.Verdict.as_view(), name="verdict"),
    path("objectives/<int:pk>/score/", scores.ObjectiveScore.as_view(), name="objective_score"),
    path("objectives/<int:pk>/lessons/new/", lessons.NewLesson.as_view(), name="lesson_new"),
    path("objectives/<int:pk>/post-mortem/", lessons.PostMortem.as_view(), name="post_mortem"),
    path("objectives/<int:pk>/carry-over/", carrying.CarryOver.as_view(), name="carry_over"),
    path("lessons/", lessons.Lessons.as_view(), name="lessons"),
    path("lessons/similar/", lessons.Similar.as_view(), name="similar"),
    path("lessons/<int:pk>/", lessons.ChangeLesson.as_view(), name="lesson"),
    path("lessons/<int:pk>/withdrawal/", lessons.Withdrawal.as_view(), name="lesson_withdrawal"),
]
