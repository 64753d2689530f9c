"""Addresses of drafting."""

from django.urls import URLPattern, path

from denyut.drafting.views import library, linting, templates, together, writing

app_name = "drafting"
urlpatterns: list[URLPattern] = [
    path("cycles/<int:pk>/drafting/", together.together, name="together"),
    path("cycles/<int:pk>/drafting/objectives/", together.objectives, name="objectives"),
    path("cycles/<int:pk>/drafting/proposal/", together.proposal, name="proposal"),
    path("cycles/<int:pk>/drafting/publication/", together.publication, name="publication"),
    path("drafting/objectives/<int:pk>/fields/<slug:field>/", writing.objective_field, name="objective_field"),
    path("drafting/objectives/<int:pk>/place/", together.objective_place, name="objective_place"),
    path("drafting/objectives/<int:pk>/removal/", together.objective_removal, name="objective_removal"),
    path("drafting/objectives/<int:pk>/key-results/", together.key_results, name="key_results"),
    path("drafting/key-results/<int:pk>/fields/<slug:field>/", writing.key_result_field, name="key_result_field"),
    path("drafting/key-results/<int:pk>/place/", together.key_result_place, name="key_result_place"),
    path("drafting/key-results/<int:pk>/removal/", together.key_result_removal, name="key_result_removal"),
    path("lint/", linting.lint, name="lint"),
    path("lint/answers/", linting.answers, name="lint_answers"),
    path("goal-library/", library.library, name="library"),
    path("goal-library/<slug:key>/", library.example, name="example"),
    path("goal-library/<slug:key>/start/", library.example_start, name="example_start"),
    path("goal-templates/", templates.templates, name="templates"),
    path("goal-templates/new/", templates.new, name="template_new"),
    path("goal-templates/<int:pk>/", templates.template, name="template"),
    path("goal-templates/<int:pk>/edit/", templates.edit, name="template_edit"),
    path("goal-templates/<int:pk>/retirement/", templates.retirement, name="template_retirement"),
    path("goal-templates/<int:pk>/start/", templates.start, name="template_start"),
]
