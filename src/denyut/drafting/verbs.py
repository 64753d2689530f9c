"""What can happen while goals are drafted."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.drafting.sets import topic_of
from denyut.okr.verbs import topics_of
from denyut.spine.models import Event
from denyut.spine.verbs import Touch, verb


def _order(event: Event) -> Iterator[Touch]:
    topic, number = topic_of(event.facts["cycle"], event.facts["department"])
    yield Touch(topic, "drafting.order", number)


def _outline(event: Event) -> Iterator[Touch]:
    topic, _number = topic_of(event.facts["cycle"], event.facts["department"])
    yield Touch(topic, "drafting.objective", event.facts["objective"])
    yield Touch(f"okr:{event.facts['objective']}", "drafting.objective_itself", event.facts["objective"])


OBJECTIVE_PLACED = verb(
    "drafting.objective_placed", _("%(actor)s moved the draft “%(title)s” in its list"), touches=_order
)
KEY_RESULT_PLACED = verb(
    "drafting.key_result_placed", _("%(actor)s moved the key result “%(title)s” in its list"), touches=_outline
)

TEMPLATE_MADE = verb("drafting.template_made", _("%(actor)s made the goal template %(template)s"))
TEMPLATE_CHANGED = verb("drafting.template_changed", _("%(actor)s changed the goal template %(template)s"))
TEMPLATE_RETIRED = verb("drafting.template_retired", _("%(actor)s retired the goal template %(template)s"))
TEMPLATE_RESTORED = verb("drafting.template_restored", _("%(actor)s offered the goal template %(template)s again"))
GOAL_BEGUN = verb("drafting.goal_begun", _("%(actor)s began “%(title)s” from a template"), topics=topics_of)

FINDING_ANSWERED = verb("drafting.finding_answered", _("%(actor)s answered a note on the wording of a goal"))
