"""Addresses of the tasks."""

from django.urls import path

from denyut.tasks.views import focus, lists, tasks

app_name = "tasks"
urlpatterns = [
    path("tasks/", lists.tasks, name="tasks"),
    path("tasks/new/", tasks.NewTask.as_view(), name="new"),
    path("tasks/focus/", focus.Focuses.as_view(), name="focus"),
    path("tasks/focus/<int:pk>/", focus.state, name="focus_state"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/edit/", tasks.EditTask.as_view(), name="edit"),
    path("tasks/<int:pk>/goal/", tasks.Goal.as_view(), name="goal"),
    path("tasks/<int:pk>/state/", tasks.state, name="state"),
    path("tasks/<int:pk>/origin/", tasks.origin, name="origin"),
    path("lines/<int:pk>/task/", tasks.FromLine.as_view(), name="from_line"),
]
