"""What meetings put on the pages of goals: the last check-ins with what colleagues said of them, and the way to follow."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.meetings.check_in_rows import check_in_rows
from denyut.meetings.feedback_rows import feedback_of
from denyut.meetings.models import Subscription
from denyut.people.models import Person
from denyut.people.requests import new_key
from denyut.spine.access import may
from denyut.spine.widgets import widget

SHOWN = 3


@widget("meetings.feedback", _("Feedback"), place="okr.key_result")
def draw_feedback(viewer: Person, options: dict[str, Any]) -> str:
    """The last three check-ins with their feedback; nothing before the first. Two queries."""
    kr = options["key_result"]
    rows = check_in_rows(kr.check_ins.select_related("key_result", "author")[:SHOWN], get_language() or "en")
    if not rows:
        return ""
    said = feedback_of([row.id for row in rows])
    may_say = bool(rows) and not viewer.is_auditor
    context = {"rows": [(row, said[row.id]) for row in rows], "may_say": may_say, "key": new_key(), "viewer": viewer}
    return render_to_string("meetings/_feedback_section.html", context)


@widget("meetings.follow", _("Follow"), place="okr.objective")
def draw_follow(viewer: Person, options: dict[str, Any]) -> str:
    """Whether the viewer follows an objective, and the button. One query."""
    if not may(viewer, "meetings.subscribe", None):
        return ""
    objective = options["objective"]
    own = Subscription.objects.standing().filter(person=viewer, objective=objective).first()
    return render_to_string("meetings/_follow.html", {"own": own, "objective": objective, "key": new_key()})
