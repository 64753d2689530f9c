"""Addresses of alignment."""

from django.urls import path

from denyut.alignment.views import chain
from denyut.alignment.views import map as maps

app_name = "alignment"
urlpatterns = [
    path("map/", maps.goals, name="map"),
    path("cycles/<int:pk>/chain/", chain.ChainPage.as_view(), name="chain"),
    path("objectives/<int:pk>/influences/new/", chain.NewInfluence.as_view(), name="new_influence_of_objective"),
    path("key-results/<int:pk>/influences/new/", chain.NewOfKeyResult.as_view(), name="new_influence_of_key_result"),
    path("influences/<int:pk>/", chain.InfluencePage.as_view(), name="influence"),
    path("influences/<int:pk>/edit/", chain.Change.as_view(), name="change_influence"),
    path("influences/<int:pk>/end/", chain.End.as_view(), name="end_influence"),
]
