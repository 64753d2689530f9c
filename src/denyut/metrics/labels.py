"""The words for formulas and their inputs."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.metrics.formulas import NoResult

INPUTS: dict[str, Promise] = {
    "promoters": gettext_lazy("Promoters (9 or 10)"),
    "passives": gettext_lazy("Passives (7 or 8)"),
    "detractors": gettext_lazy("Detractors (0 to 6)"),
    "scores_0_to_10": gettext_lazy("All scores, 0 to 10"),
    "satisfied": gettext_lazy("Satisfied answers (4 or 5)"),
    "answers": gettext_lazy("All answers"),
    "scores_1_to_5": gettext_lazy("All scores, 1 to 5"),
    "efforts": gettext_lazy("All scores, 1 (very hard) to 7 (very easy)"),
    "lost": gettext_lazy("Customers lost"),
    "start": gettext_lazy("Customers at the start"),
    "end": gettext_lazy("Customers at the end"),
    "new": gettext_lazy("New customers"),
    "minutes": gettext_lazy("Times in minutes"),
    "hours": gettext_lazy("Times in hours"),
    "solved_at_once": gettext_lazy("Requests solved at the first contact"),
    "requests": gettext_lazy("All requests"),
    "on_time": gettext_lazy("Deliveries on time"),
    "deliveries": gettext_lazy("All deliveries"),
    "right_lines": gettext_lazy("Lines picked without a mistake"),
    "lines": gettext_lazy("All lines picked"),
    "cost_of_sales": gettext_lazy("Cost of what was sold"),
    "stock_at_start": gettext_lazy("Stock value at the start"),
    "stock_at_end": gettext_lazy("Stock value at the end"),
    "returned": gettext_lazy("Items returned"),
    "sold": gettext_lazy("Items sold"),
    "cost": gettext_lazy("Cost of handling the orders"),
    "orders": gettext_lazy("Orders"),
    "buyers": gettext_lazy("Visitors who bought"),
    "visitors": gettext_lazy("All visitors"),
    "revenue": gettext_lazy("Revenue"),
    "now": gettext_lazy("Revenue of this span"),
    "before": gettext_lazy("Revenue of the span before"),
    "receivables": gettext_lazy("Unpaid invoices"),
    "credit_sales": gettext_lazy("Sales on credit"),
    "days": gettext_lazy("Days of the span"),
    "defective": gettext_lazy("Defective pieces"),
    "checked": gettext_lazy("Pieces checked"),
    "planned_minutes": gettext_lazy("Planned running time in minutes"),
    "cycle_minutes": gettext_lazy("Best time for one piece in minutes"),
    "pieces": gettext_lazy("Pieces made"),
    "good_pieces": gettext_lazy("Good pieces"),
    "total_minutes": gettext_lazy("Minutes of the span"),
    "down_minutes": gettext_lazy("Minutes without service"),
    "incidents": gettext_lazy("Recordable incidents"),
    "hours_worked": gettext_lazy("Hours worked"),
    "days_absent": gettext_lazy("Working days missed"),
    "days_planned": gettext_lazy("Working days planned"),
    "leavers": gettext_lazy("People who left"),
    "people_at_start": gettext_lazy("People at the start"),
    "people_at_end": gettext_lazy("People at the end"),
    "completed": gettext_lazy("Trainings completed"),
    "assigned": gettext_lazy("Trainings assigned"),
}

FORMULAS: dict[str, Promise] = {
    "nps": gettext_lazy("share of scores 9 and 10 − share of scores 0 to 6"),
    "csat": gettext_lazy("satisfied answers ÷ all answers"),
    "ces": gettext_lazy("mean of all scores"),
    "churn": gettext_lazy("customers lost ÷ customers at the start"),
    "retention": gettext_lazy("(customers at the end − new customers) ÷ customers at the start"),
    "median_minutes": gettext_lazy("median of all times"),
    "median_hours": gettext_lazy("median of all times"),
    "first_contact": gettext_lazy("requests solved at the first contact ÷ all requests"),
    "on_time": gettext_lazy("deliveries on time ÷ all deliveries"),
    "pick_accuracy": gettext_lazy("lines without a mistake ÷ all lines"),
    "inventory_turnover": gettext_lazy("cost of what was sold ÷ average stock value"),
    "returns": gettext_lazy("items returned ÷ items sold"),
    "cost_per_order": gettext_lazy("cost of handling ÷ orders"),
    "conversion": gettext_lazy("visitors who bought ÷ all visitors"),
    "order_value": gettext_lazy("revenue ÷ orders"),
    "gross_margin": gettext_lazy("(revenue − cost of what was sold) ÷ revenue"),
    "growth": gettext_lazy("(revenue − revenue before) ÷ revenue before"),
    "days_outstanding": gettext_lazy("unpaid invoices × days ÷ sales on credit"),
    "defects": gettext_lazy("defective pieces ÷ pieces checked"),
    "oee": gettext_lazy("availability × performance × quality"),
    "uptime": gettext_lazy("(minutes of the span − minutes without service) ÷ minutes of the span"),
    "incident_rate": gettext_lazy("recordable incidents × 200,000 ÷ hours worked"),
    "absence": gettext_lazy("working days missed ÷ working days planned"),
    "staff_turnover": gettext_lazy("people who left ÷ average head count"),
    "completion": gettext_lazy("trainings completed ÷ trainings assigned"),
}


def input_label(name: str) -> str:
    """The words for an input; its own name where there are none."""
    return str(INPUTS.get(name, name))


def reason_of(nothing: NoResult) -> str:
    """Why inputs give no number, and what to do about it."""
    named = {"input": input_label(nothing.name)}
    reasons = {
        "missing": _("Enter this too: %(input)s.") % named,
        "unknown": _("The formula has no such input: %(input)s.") % named,
        "negative": _("This is a number of at least zero: %(input)s.") % named,
        "zero": _("This has to be more than zero: %(input)s.") % named,
        "too_large": _("This is a part, so it can't be more than the whole: %(input)s.") % named,
        "empty": _("There is nothing to work with. Enter this: %(input)s.") % named,
        "off_scale": _("Whole scores within the scale only: %(input)s.") % named,
    }
    return reasons[nothing.code]
