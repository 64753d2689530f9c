"""What can be wrong with a weekly report, and sentences that are wrong in that way. Sound sentences stand beside them."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Problem(StrEnum):
    """A kind of planted problem."""

    NO_SOURCE = "no_source"
    RED_AS_GREEN = "red_as_green"
    STALE = "stale"
    CONFLICT = "conflict"
    NO_OWNER = "no_owner"
    NO_NEXT_STEP = "no_next_step"
    ACTIVITY = "activity"
    UNIT = "unit"


LABELS: dict[Problem, str | Promise] = {
    Problem.NO_SOURCE: _("A number without a source"),
    Problem.RED_AS_GREEN: _("Red that is shown as green"),
    Problem.STALE: _("A value that is too old"),
    Problem.CONFLICT: _("Two goals that pull against each other"),
    Problem.NO_OWNER: _("Nobody answers for it"),
    Problem.NO_NEXT_STEP: _("A problem without a next step"),
    Problem.ACTIVITY: _("Work that is told instead of a result"),
    Problem.UNIT: _("Numbers in different units"),
}
LESSONS: dict[Problem, str | Promise] = {
    Problem.NO_SOURCE: _("Ask where the number comes from before you act on it."),
    Problem.RED_AS_GREEN: _("Hold the colour against the number and the weeks that are left."),
    Problem.STALE: _("An old value says nothing about this week. Ask for a fresh one."),
    Problem.CONFLICT: _("Both can't be had with the same people. Decide which comes first."),
    Problem.NO_OWNER: _("What belongs to everybody is done by nobody. Name one person."),
    Problem.NO_NEXT_STEP: _("Ask who does what until when."),
    Problem.ACTIVITY: _("Ask what became better by it."),
    Problem.UNIT: _("Have both numbers in one unit before you compare them."),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line of a report. `%(name)s`, `%(a)s`, `%(b)s` and `%(weeks)s` are filled by the seed."""

    text: str | Promise
    problem: Problem | None = None


WRONG: tuple[Sentence, ...] = (
    Sentence(
        _("Customer satisfaction rose to %(a)s%%, as we hear from everywhere. Owner: %(name)s."), Problem.NO_SOURCE
    ),
    Sentence(_("Our costs fell by about %(b)s%%, by a rough guess of %(name)s."), Problem.NO_SOURCE),
    Sentence(
        _(
            "New customers: %(b)s of %(a)s, one week before the end. Status: green. Source: sales system. Owner: %(name)s."
        ),
        Problem.RED_AS_GREEN,
    ),
    Sentence(
        _(
            "Orders on time: fallen from %(a)s%% to %(b)s%%, target 95%%. Status: on track. Source: warehouse system. Owner: %(name)s."
        ),
        Problem.RED_AS_GREEN,
    ),
    Sentence(
        _("Answer time: %(b)s minutes, measured %(weeks)s weeks ago. Source: chat log. Owner: %(name)s."), Problem.STALE
    ),
    Sentence(
        _("Stock accuracy: %(a)s%%, as at the count %(weeks)s weeks ago. Source: stock count. Owner: %(name)s."),
        Problem.STALE,
    ),
    Sentence(
        _("%(name)s halves the time of each call and, with the same team, doubles the questions asked in each call."),
        Problem.CONFLICT,
    ),
    Sentence(
        _("%(name)s cuts the stock by %(b)s%% and promises that nothing is ever sold out, with the same suppliers."),
        Problem.CONFLICT,
    ),
    Sentence(_("Returns: %(b)s this week, source: returns desk. The team will keep an eye on it."), Problem.NO_OWNER),
    Sentence(_("Complaints: %(b)s this week, source: help desk. Somebody should look into them."), Problem.NO_OWNER),
    Sentence(
        _(
            "The supplier is late again; %(b)s orders wait. Source: warehouse system. Owner: %(name)s. We hope that it gets better."
        ),
        Problem.NO_NEXT_STEP,
    ),
    Sentence(
        _("Error rate: %(b)s%%, twice what it was. Source: system log. Owner: %(name)s. Cause not yet looked for."),
        Problem.NO_NEXT_STEP,
    ),
    Sentence(_("%(name)s held %(b)s meetings about quality and wrote a paper on it."), Problem.ACTIVITY),
    Sentence(_("The team of %(name)s sent %(a)s newsletters and trained hard."), Problem.ACTIVITY),
    Sentence(
        _("Delivery time: from 2 days to %(a)s hours, so much worse. Source: delivery system. Owner: %(name)s."),
        Problem.UNIT,
    ),
    Sentence(
        _("Turnover: 1.%(b)s billion last week, %(a)s million this week, so it grew. Source: ledger. Owner: %(name)s."),
        Problem.UNIT,
    ),
)
SOUND: tuple[Sentence, ...] = (
    Sentence(
        _(
            "Repeat orders: %(a)s%%, target 90%%. Source: sales system, this morning. Owner: %(name)s. Next: call ten customers by Friday."
        )
    ),
    Sentence(
        _(
            "Empty shelves: %(b)s, last week %(a)s. Source: shop app, yesterday. Owner: %(name)s. Next: new order on Tuesday."
        )
    ),
    Sentence(
        _(
            "Trial of the new form: %(a)s%% finished it, before 40%%. Source: web statistics. Owner: %(name)s. Next: all shops on Monday."
        )
    ),
    Sentence(
        _("Vacancies: %(b)s open, red. Source: staff list, today. Owner: %(name)s. Next: two interviews on Thursday.")
    ),
    Sentence(
        _(
            "Training: %(a)s of 90 colleagues passed. Source: course register, yesterday. Owner: %(name)s. Next: last group on Wednesday."
        )
    ),
    Sentence(
        _(
            "Waiting calls: median %(b)s seconds, target 30, amber. Source: phone system. Owner: %(name)s. Next: one more shift at noon."
        )
    ),
    Sentence(
        _(
            "Late invoices: %(b)s, last month %(a)s. Source: ledger, Friday. Owner: %(name)s. Next: remind the five largest by Tuesday."
        )
    ),
    Sentence(
        _(
            "Broken parcels: %(b)s in a thousand, green. Source: returns desk, this week. Owner: %(name)s. Next: keep the new boxes."
        )
    ),
    Sentence(
        _(
            "Blocked: the tax form waits for the ministry, since Monday. Owner: %(name)s. Next: call them tomorrow at nine."
        )
    ),
)
NAMES = ("Anisa", "Budi", "Chandra", "Dina", "Eka", "Farid", "Gita", "Hadi", "Indah", "Joko", "Karin", "Lukas")
