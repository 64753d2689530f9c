"""Deeds on votes: a few dots each, one on a group."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from denyut.launch.actions.workshops import as_it_stands, in_phase, tell
from denyut.launch.models import Group, Phase, Vote, Workshop
from denyut.launch.verbs import VOTE_TAKEN_BACK, VOTED
from denyut.people.models import Person
from denyut.spine import clock
from denyut.spine.access import Conflict, require
from denyut.spine.deeds import deed


@deed("launch.vote_for_group")
def vote_for_group(actor: Person, group: Group) -> Group:
    """Put a dot on a group. Raises Refused where the rule says no, Conflict outside the votes, for a second one, or when all are given."""
    group, workshop = _votable(actor, group)
    given = Vote.objects.filter(group__workshop=workshop, person=actor, group__removed_at=None)
    if given.filter(group=group).exists():
        raise Conflict(_("Your vote is on this group already."), code="voted")
    if given.count() >= workshop.votes_each:
        reason = ngettext(
            "You have %(number)s vote, and it is given. Take it back first.",
            "You have %(number)s votes, and all are given. Take one back first.",
            workshop.votes_each,
        )
        raise Conflict(reason % {"number": workshop.votes_each}, code="no_votes_left")
    Vote.objects.create(group=group, person=actor, at=clock.now())
    tell(VOTED, actor, workshop)
    return group


@deed("launch.take_vote_back")
def take_vote_back(actor: Person, group: Group) -> Group:
    """Take a dot off a group. Raises Refused where the rule says no, Conflict outside the votes, or where there is none."""
    group, workshop = _votable(actor, group)
    if not Vote.objects.filter(group=group, person=actor).delete()[0]:
        raise Conflict(_("Your vote is not on this group."), code="not_voted")
    tell(VOTE_TAKEN_BACK, actor, workshop)
    return group


def _votable(actor: Person, group: Group) -> tuple[Group, Workshop]:
    group = Group.objects.select_related("workshop").get(pk=group.pk)
    workshop = as_it_stands(group.workshop)
    require(actor, "launch.take_part", workshop)
    in_phase(workshop, Phase.VOTES)
    if group.removed_at is not None:
        raise Conflict(_("This group was dissolved."), code="removed")
    return group, workshop
