"""The formulas of indicators: from counts, amounts or raw scores to one number. Exact, without Django.

Shares are in percent points (12.5 is 12.5 %). Every function raises NoResult where its inputs give no number.
"""

from collections.abc import Sequence
from decimal import Decimal

type Numbers = Sequence[Decimal]

HUNDRED = Decimal(100)
HOURS_OF_A_HUNDRED_WORKERS = Decimal(200_000)


class NoResult(ValueError):
    """Inputs that give no number: `code` is missing, unknown, negative, zero, too_large, empty or off_scale.

    `name` is the input at fault.
    """

    def __init__(self, code: str, name: str = "") -> None:
        super().__init__(f"{name}: {code}")
        self.code, self.name = code, name


def share(part: Decimal, whole: Decimal, *, of: str = "", name: str = "") -> Decimal:
    """`part` of `whole` in percent points; `name` and `of` are their names in a refusal."""
    if whole <= 0:
        raise NoResult("zero", of)
    if part > whole:
        raise NoResult("too_large", name)
    return HUNDRED * part / whole


def ratio(amount: Decimal, by: Decimal, *, of: str = "") -> Decimal:
    """`amount` divided by `by`."""
    if by <= 0:
        raise NoResult("zero", of)
    return amount / by


def median(values: Numbers) -> Decimal:
    """The middle value, of an even number the mean of the two in the middle."""
    ordered = sorted(values)
    if not ordered:
        raise NoResult("empty")
    below, above = (len(ordered) - 1) // 2, len(ordered) // 2
    return (ordered[below] + ordered[above]) / 2


def mean(values: Numbers) -> Decimal:
    """The arithmetic mean."""
    if not values:
        raise NoResult("empty")
    return sum(values, Decimal(0)) / len(values)


def nps(promoters: Decimal, passives: Decimal, detractors: Decimal) -> Decimal:
    """Net promoter score, −100 to 100: the share of promoters less the share of detractors (Reichheld 2003)."""
    answers = promoters + passives + detractors
    if answers <= 0:
        raise NoResult("empty")
    return HUNDRED * (promoters - detractors) / answers


def scores_0_to_10(scores: Numbers) -> dict[str, Decimal]:
    """Scores as promoters (9 or 10), passives (7 or 8) and detractors (0 to 6)."""
    _check_scale(scores, 0, 10)
    promoters, detractors = sum(score >= 9 for score in scores), sum(score <= 6 for score in scores)
    passives = len(scores) - promoters - detractors
    return {"promoters": Decimal(promoters), "passives": Decimal(passives), "detractors": Decimal(detractors)}


def csat(satisfied: Decimal, answers: Decimal) -> Decimal:
    """Customer satisfaction: the share of answers that are satisfied, in percent."""
    return share(satisfied, answers, name="satisfied", of="answers")


def scores_1_to_5(scores: Numbers) -> dict[str, Decimal]:
    """Scores as satisfied ones (4 or 5) among all answers."""
    _check_scale(scores, 1, 5)
    return {"satisfied": Decimal(sum(score >= 4 for score in scores)), "answers": Decimal(len(scores))}


def ces(efforts: Numbers) -> Decimal:
    """Customer effort score: the mean of scores from 1 (very hard) to 7 (very easy)."""
    _check_scale(efforts, 1, 7)
    return mean(efforts)


def churn(lost: Decimal, start: Decimal) -> Decimal:
    """The share of the customers at the start of a span who left in it, in percent."""
    return share(lost, start, name="lost", of="start")


def retention(end: Decimal, new: Decimal, start: Decimal) -> Decimal:
    """The share of the customers at the start who are still there at the end, newcomers left out, in percent."""
    if new > end:
        raise NoResult("too_large", "new")
    return share(end - new, start, name="end", of="start")


def gross_margin(revenue: Decimal, cost_of_sales: Decimal) -> Decimal:
    """What is left of revenue after the cost of what was sold, in percent of revenue; below 0 for a loss."""
    return HUNDRED * ratio(revenue - cost_of_sales, revenue, of="revenue")


def growth(now: Decimal, before: Decimal) -> Decimal:
    """The change from a span to the next, in percent of the earlier one."""
    return HUNDRED * ratio(now - before, before, of="before")


def inventory_turnover(cost_of_sales: Decimal, stock_at_start: Decimal, stock_at_end: Decimal) -> Decimal:
    """How many times the average stock was sold."""
    return ratio(cost_of_sales, (stock_at_start + stock_at_end) / 2, of="stock_at_start")


def staff_turnover(leavers: Decimal, people_at_start: Decimal, people_at_end: Decimal) -> Decimal:
    """Leavers in percent of the average head count."""
    return HUNDRED * ratio(leavers, (people_at_start + people_at_end) / 2, of="people_at_start")


def oee(planned_minutes: Decimal, cycle_minutes: Decimal, pieces: Decimal, good_pieces: Decimal) -> Decimal:
    """Overall equipment effectiveness in percent: availability × performance × quality (Nakajima 1988).

    Running time cancels out: what is left is the time that the good pieces need at best, of the time planned.
    """
    if good_pieces > pieces:
        raise NoResult("too_large", "good_pieces")
    return HUNDRED * ratio(good_pieces * cycle_minutes, planned_minutes, of="planned_minutes")


def incident_rate(incidents: Decimal, hours_worked: Decimal) -> Decimal:
    """Recordable incidents for 200,000 hours of work, as OSHA counts them (29 CFR 1904)."""
    return ratio(incidents * HOURS_OF_A_HUNDRED_WORKERS, hours_worked, of="hours_worked")


def uptime(total_minutes: Decimal, down_minutes: Decimal) -> Decimal:
    """The share of the time in which a service answered, in percent."""
    return HUNDRED - share(down_minutes, total_minutes, name="down_minutes", of="total_minutes")


def days_outstanding(receivables: Decimal, credit_sales: Decimal, days: Decimal) -> Decimal:
    """How many days of sales on credit are still unpaid."""
    return ratio(receivables * days, credit_sales, of="credit_sales")


def _check_scale(scores: Numbers, low: int, high: int) -> None:
    if not scores:
        raise NoResult("empty")
    if any(not low <= score <= high or score != score.to_integral_value() for score in scores):
        raise NoResult("off_scale")
