"""Addresses of drafting."""

from django.urls import URLPattern, path

from denyut.drafting.views import together, writing

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
]
