"""Addresses of the goal engine."""

from django.urls import path

from denyut.okr.views import check_ins, cycles, evidence, key_results, numbers, objectives, states

app_name = "okr"
urlpatterns = [
    path("cycles/", cycles.cycles, name="cycles"),
    path("rates/", numbers.rates, name="rates"),
    path("cycles/<int:pk>/", cycles.cycle, name="cycle"),
    path("cycles/<int:pk>/edit/", cycles.edit, name="cycle_edit"),
    path("cycles/<int:pk>/closure/", cycles.closure, name="cycle_closure"),
    path("cycles/<int:pk>/objectives/new/", objectives.new, name="objective_new"),
    path("objectives/<int:pk>/", objectives.objective, name="objective"),
    path("objectives/<int:pk>/sections/", objectives.sections, name="objective_sections"),
    path("objectives/<int:pk>/edit/", objectives.edit, name="objective_edit"),
    path("objectives/<int:pk>/state/", states.objective_state, name="objective_state"),
    path("objectives/<int:pk>/declared/", states.objective_declared, name="objective_declared"),
    path("objectives/<int:pk>/progress/", states.progress, name="objective_progress"),
    path("objectives/<int:pk>/explanation/", numbers.explanation, name="explanation"),
    path("objectives/<int:pk>/weights/", numbers.weights, name="weights"),
    path("objectives/<int:pk>/key-results/new/", key_results.new, name="key_result_new"),
    path("key-results/<int:pk>/", key_results.key_result, name="key_result"),
    path("key-results/<int:pk>/sections/", key_results.sections, name="key_result_sections"),
    path("key-results/<int:pk>/state/", states.key_result_state, name="key_result_state"),
    path("key-results/<int:pk>/declared/", states.key_result_declared, name="key_result_declared"),
    path("key-results/<int:pk>/segments/", key_results.segment, name="segment"),
    path("key-results/<int:pk>/milestones/", evidence.milestones, name="milestones"),
    path("milestones/<int:pk>/", evidence.milestone, name="milestone"),
    path("milestones/<int:pk>/edit/", evidence.milestone_edit, name="milestone_edit"),
    path("key-results/<int:pk>/initiatives/", evidence.initiatives, name="initiatives"),
    path("initiatives/<int:pk>/", evidence.initiative, name="initiative"),
    path("key-results/<int:pk>/observations/", evidence.observations, name="observations"),
    path("observations/<int:pk>/", evidence.observation, name="observation"),
    path("key-results/<int:pk>/sessions/<int:number>/", evidence.session, name="session"),
    path("key-results/<int:pk>/exemptions/", evidence.exemption, name="exemption"),
    path("key-results/<int:pk>/feed/", evidence.feed, name="feed"),
    path("key-results/<int:pk>/vote/", check_ins.votes, name="vote"),
    path("key-results/<int:pk>/edit/", key_results.edit, name="key_result_edit"),
    path("key-results/<int:pk>/check-ins/", check_ins.check_ins, name="check_ins"),
]
