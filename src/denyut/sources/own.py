"""What can be counted of the features on the floors below and beside; others declare theirs with `countable` themselves."""

from django.utils.translation import gettext_lazy as _

from denyut.metrics.countables import COUNTABLES, countable

__all__ = ["COUNTABLES"]

countable("check_ins", _("Check-ins"), ["okr.checked_in"])
countable("messages", _("Messages"), ["chat.said"])
countable("tasks_done", _("Tasks done"), ["tasks.task_done"])
countable("tasks_added", _("Tasks added"), ["tasks.task_added"])
countable("requests", _("Requests that came in"), ["desk.request_made"])
countable("requests_solved", _("Requests solved"), ["desk.request_solved"])
countable("blockers", _("Blockers raised"), ["matters.blocker_raised"])
countable("decisions", _("Decisions made"), ["matters.decided"])
