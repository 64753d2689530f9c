"""What is behind a measure, where it can be told apart further: by surface, by team."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from denyut.benefits.drift import GOAL_ENDED, NO_GOAL, drift_by_team
from denyut.benefits.updates import updates_in
from denyut.benefits.weeks import weeks_until_now
from denyut.lib.numbers import format_percent

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a table: what it is about, its share, and the cases behind it."""

    label: str | Promise
    share: str
    note: str


def details_of(name: str, language: str) -> list[Detail]:
    """What is behind this measure; nothing for those that are not told apart further."""
    return DETAILS[name](language) if name in DETAILS else []


def by_surface(language: str) -> list[Detail]:
    """The unprompted share of the updates that came through each surface. Two queries."""
    all_of: Counter[str] = Counter()
    unprompted: Counter[str] = Counter()
    for one in updates_in(weeks_until_now(WEEKS)):
        all_of[one.surface] += 1
        unprompted[one.surface] += not one.is_prompted
    surfaces = {
        "web": pgettext("a surface", "Form"),
        "chat": pgettext("a surface", "Chat"),
        "rest": pgettext("a surface", "API"),
        "cli": pgettext("a surface", "Command line"),
    }
    return [
        Detail(surfaces.get(surface, surface), format_percent(unprompted[surface] / count, language), str(count))
        for surface, count in all_of.most_common()
    ]


def by_team(language: str) -> list[Detail]:
    """The drift of each team of five and more, with its drivers. Three queries."""
    found = []
    for team in drift_by_team(weeks_until_now(WEEKS)):
        said = _("%(adrift)s of %(done)s tasks: %(none)s without a goal, %(ended)s for a goal that was given up")
        numbers = {"adrift": team.adrift, "done": team.done}
        drivers = {"none": team.drivers.get(NO_GOAL, 0), "ended": team.drivers.get(GOAL_ENDED, 0)}
        found.append(Detail(team.department, format_percent(team.share, language), said % {**numbers, **drivers}))
    return found


DETAILS: dict[str, Callable[[str], list[Detail]]] = {"unprompted": by_surface, "strategy_drift": by_team}
