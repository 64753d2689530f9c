"""Addresses of alignment."""

from django.urls import path

from denyut.alignment.views import asks, chain, challenges, desk, edges, health, matrix
from denyut.alignment.views import map as maps

app_name = "alignment"
urlpatterns = [
    path("map/", maps.goals, name="map"),
    path("alignment/", desk.desk, name="desk"),
    path("alignment/goals/", edges.goals, name="goals"),
    path("alignment/edges/<int:pk>/", edges.edge, name="edge"),
    path("alignment/edges/<int:pk>/answer/", edges.answer, name="edge_answer"),
    path("alignment/edges/<int:pk>/counter/", edges.counter, name="edge_counter"),
    path("alignment/edges/<int:pk>/end/", edges.end, name="edge_end"),
    path("alignment/asks/<int:pk>/", asks.respond, name="ask"),
    path("alignment/challenges/<int:pk>/", challenges.challenge, name="challenge"),
    path("alignment/dismissals/<int:pk>/restoration/", health.restoration, name="restoration"),
    path("objectives/<int:pk>/alignment/", edges.align_objective, name="align_objective"),
    path("objectives/<int:pk>/asks/", asks.asks, name="asks"),
    path("objectives/<int:pk>/challenges/new/", challenges.of_objective, name="challenge_objective"),
    path("objectives/<int:pk>/stance/", desk.stance, name="stance"),
    path("key-results/<int:pk>/alignment/", edges.align_key_result, name="align_key_result"),
    path("key-results/<int:pk>/challenges/new/", challenges.of_key_result, name="challenge_key_result"),
    path("cycles/<int:pk>/health/", health.health, name="health"),
    path("cycles/<int:pk>/dismissals/", health.dismissals, name="dismissals"),
    path("cycles/<int:pk>/matrix/", matrix.matrix, name="matrix"),
    path("cycles/<int:pk>/chain/", chain.ChainPage.as_view(), name="chain"),
    path("objectives/<int:pk>/influences/new/", chain.NewInfluence.as_view(), name="new_influence_of_objective"),
    path("key-results/<int:pk>/influences/new/", chain.NewOfKeyResult.as_view(), name="new_influence_of_key_result"),
    path("influences/<int:pk>/", chain.InfluencePage.as_view(), name="influence"),
    path("influences/<int:pk>/edit/", chain.Change.as_view(), name="change_influence"),
    path("influences/<int:pk>/end/", chain.End.as_view(), name="end_influence"),
]
