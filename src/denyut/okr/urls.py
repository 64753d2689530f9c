"""Addresses of the goal engine."""

from django.urls import path

from denyut.okr.views import check_ins, cycles, key_results, objectives

app_name = "okr"
urlpatterns = [
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/<int:pk>/edit/", cycles.edit, name="cycle_edit"),
    path("cycles/<int:pk>/closure/", cycles.closure, name="cycle_closure"),
    path("cycles/<int:pk>/objectives/new/", objectives.new, name="objective_new"),
    path("objectives/<int:pk>/", objectives.objective, name="objective"),
    path("objectives/<int:pk>/edit/", objectives.edit, name="objective_edit"),
    path("objectives/<int:pk>/cancellation/", objectives.cancellation, name="objective_cancellation"),
    path("objectives/<int:pk>/key-results/new/", key_results.new, name="key_result_new"),
    path("key-results/<int:pk>/", key_results.key_result, name="key_result"),
    path("key-results/<int:pk>/edit/", key_results.edit, name="key_result_edit"),
    path("key-results/<int:pk>/check-ins/", check_ins.check_ins, name="check_ins"),
]
