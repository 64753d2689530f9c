"""Addresses of closing."""

from django.urls import path

from denyut.closing.views import carrying, cycles, hypotheses, lessons, scores

app_name = "closing"
urlpatterns = [
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
