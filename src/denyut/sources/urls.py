"""Addresses of data sources. The one below `sources/in/` is for programs."""

from django.urls import path

from denyut.sources.views import door, goals, sources, steps, targets

app_name = "sources"
urlpatterns = [
    path("sources/", sources.Sources.as_view(), name="sources"),
    path("sources/new/", steps.New.as_view(), name="new"),
    path("sources/targets/", targets.Targets.as_view(), name="targets"),
    path("sources/targets/<int:pk>/removal/", targets.TargetRemoval.as_view(), name="target_removal"),
    path("sources/runs/<int:pk>/", sources.RunPage.as_view(), name="run"),
    path("sources/in/<int:pk>/<str:token>/", door.take_in, name="in"),
    path("sources/ties/<int:pk>/removal/", goals.TieRemoval.as_view(), name="tie_removal"),
    path("sources/<int:pk>/", sources.SourcePage.as_view(), name="source"),
    path("sources/<int:pk>/setup/", sources.Begin.as_view(), name="begin"),
    path("sources/<int:pk>/edit/", steps.Edit.as_view(), name="edit"),
    path("sources/<int:pk>/connection/", steps.Connect.as_view(), name="connect"),
    path("sources/<int:pk>/preview/", steps.Preview.as_view(), name="preview"),
    path("sources/<int:pk>/mapping/", steps.MapStep.as_view(), name="map"),
    path("sources/<int:pk>/schedule/", steps.Schedule.as_view(), name="schedule"),
    path("sources/<int:pk>/file/", sources.Upload.as_view(), name="upload"),
    path("sources/<int:pk>/<slug:what>/do/", sources.Button.as_view(), name="do"),
    path("indicators/<int:pk>/key-result/", goals.MakeKeyResult.as_view(), name="make_key_result"),
]
