"""Addresses of import and export."""

from django.urls import path

from denyut.exchange.views import exports, imports, past, talks

app_name = "exchange"
urlpatterns = [
    path("export/", exports.export, name="export"),
    path("export/goals/", exports.goals_file, name="goals_file"),
    path("import/", imports.imports, name="import"),
    path("import/<int:pk>/", imports.uploaded, name="upload"),
    path("import/<int:pk>/progress/", imports.progress, name="progress"),
    path("import/talks/", talks.talks, name="talks"),
    path("import/talks/<int:pk>/", talks.talk, name="talk"),
    path("import/talks/<int:pk>/progress/", talks.progress, name="talk_progress"),
    path("import/talks/<int:pk>/undoing/", talks.undoing, name="talk_undoing"),
    path("imports/", past.past, name="past"),
    path("imports/<int:pk>/", past.one_import, name="one"),
    path("imports/<int:pk>/undoing/", past.undoing, name="undoing"),
]
