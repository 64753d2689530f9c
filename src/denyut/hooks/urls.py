"""Addresses of the hooks. Those below `hooks/in/` are for programs; `services/` and `robot/` are where they look on the hosts they know."""

from django.urls import path

from denyut.hooks.views import doors, outgoing, rooms

app_name = "hooks"
urlpatterns = [
    path("hooks/in/slack/<str:team>/<str:bot>/<str:token>", doors.slack_door, name="slack"),
    path("services/<str:team>/<str:bot>/<str:token>", doors.slack_door, name="slack_as_there"),
    path("hooks/in/dingtalk/robot/send", doors.dingtalk_door, name="dingtalk"),
    path("robot/send", doors.dingtalk_door, name="dingtalk_as_there"),
    path("hooks/in/plain/<str:token>", doors.plain_door, name="plain"),
    path("rooms/<int:pk>/hooks/", rooms.room, name="room"),
    path("rooms/<int:pk>/mailbox/", rooms.mailbox, name="mailbox"),
    path("rooms/<int:pk>/letters/", rooms.letters, name="letters"),
    path("hooks/<int:pk>/", rooms.incoming, name="incoming"),
    path("hooks/<int:pk>/turn/", rooms.turn, name="incoming_turn"),
    path("hooks/<int:pk>/end/", rooms.end, name="incoming_end"),
    path("settings/hooks/", outgoing.hooks, name="outgoing_all"),
    path("settings/hooks/new/", outgoing.new, name="outgoing_new"),
    path("settings/hooks/<int:pk>/", outgoing.hook, name="outgoing"),
    path("settings/hooks/<int:pk>/edit/", outgoing.edit, name="outgoing_edit"),
    path("settings/hooks/<int:pk>/do/", outgoing.do, name="outgoing_do"),
    path("settings/hooks/deliveries/<int:pk>/", outgoing.delivery, name="delivery"),
]
