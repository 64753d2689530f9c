"""The library: indicators that many companies watch, with formula, good direction and a band to start from.

Bands are common starting points, to be changed by whoever adopts an indicator.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HIGHER, LOWER = "higher", "lower"
# Stands for the currency of the workspace's region.
MONEY = "¤"


@dataclass(frozen=True)
class Known:
    """An indicator of the library. `low` and `high` bound the healthy band, both ends included."""

    key: str
    name: str | Promise
    unit: str
    good: str
    formula: str
    description: str | Promise
    low: str = ""
    high: str = ""
    is_leading: bool = False

    @property
    def band_low(self) -> Decimal | None:
        return Decimal(self.low) if self.low else None

    @property
    def band_high(self) -> Decimal | None:
        return Decimal(self.high) if self.high else None


CUSTOMERS = (
    Known("nps", _("Net promoter score"), "", HIGHER, "nps", _("How likely customers are to recommend us."), "30"),
    Known("csat", _("Customer satisfaction"), "%", HIGHER, "csat", _("How many customers are satisfied."), "80"),
    Known("ces", _("Customer effort"), "", HIGHER, "ces", _("How easy it was to get something done."), "5"),
    Known("churn", _("Customer churn"), "%", LOWER, "churn", _("How many customers left."), high="5"),
    Known("retention", _("Customer retention"), "%", HIGHER, "retention", _("How many customers stayed."), "90"),
    Known(
        "first-response",
        _("First response time"),
        "min",
        LOWER,
        "median_minutes",
        _("How long a customer waits for the first answer, in the middle."),
        high="30",
        is_leading=True,
    ),
    Known(
        "resolution-time",
        _("Resolution time"),
        "h",
        LOWER,
        "median_hours",
        _("How long it takes until a request is solved, in the middle."),
        high="24",
    ),
    Known(
        "first-contact",
        _("Solved at the first contact"),
        "%",
        HIGHER,
        "first_contact",
        _("How many requests need no second contact."),
        "70",
        is_leading=True,
    ),
)
OPERATIONS = (
    Known("on-time", _("On-time delivery"), "%", HIGHER, "on_time", _("How many deliveries arrive as promised."), "95"),
    Known(
        "pick-accuracy",
        _("Picking accuracy"),
        "%",
        HIGHER,
        "pick_accuracy",
        _("How many lines leave the warehouse without a mistake."),
        "99.5",
        is_leading=True,
    ),
    Known(
        "inventory-turnover",
        _("Inventory turnover"),
        "×",
        HIGHER,
        "inventory_turnover",
        _("How many times the stock is sold in a year."),
        "4",
    ),
    Known("returns", _("Return rate"), "%", LOWER, "returns", _("How many items come back."), high="5"),
    Known("cost-per-order", _("Cost per order"), MONEY, LOWER, "cost_per_order", _("What handling one order costs.")),
    Known("defects", _("Defect rate"), "%", LOWER, "defects", _("How many pieces fail the check."), high="1"),
    Known(
        "oee",
        _("Overall equipment effectiveness"),
        "%",
        HIGHER,
        "oee",
        _("How much of the planned time makes good pieces at the best speed."),
        "85",
    ),
    Known("uptime", _("Uptime"), "%", HIGHER, "uptime", _("How much of the time the service answers."), "99.9"),
)
MONEY_AND_SALES = (
    Known(
        "conversion",
        _("Conversion rate"),
        "%",
        HIGHER,
        "conversion",
        _("How many visitors buy."),
        "2",
        is_leading=True,
    ),
    Known("order-value", _("Average order value"), MONEY, HIGHER, "order_value", _("What one order brings in.")),
    Known("gross-margin", _("Gross margin"), "%", HIGHER, "gross_margin", _("What is left of each sale."), "30"),
    Known("revenue-growth", _("Revenue growth"), "%", HIGHER, "growth", _("How revenue grows."), "0"),
    Known(
        "days-outstanding",
        _("Days sales outstanding"),
        "d",
        LOWER,
        "days_outstanding",
        _("How long customers take to pay."),
        high="45",
    ),
)
PEOPLE = (
    Known("enps", _("Employee net promoter score"), "", HIGHER, "nps", _("Would people recommend working here?"), "20"),
    Known("absence", _("Absence rate"), "%", LOWER, "absence", _("How many working days are missed."), high="3"),
    Known("staff-turnover", _("Staff turnover"), "%", LOWER, "staff_turnover", _("How many people leave."), high="10"),
    Known(
        "incident-rate",
        _("Recordable incident rate"),
        "",
        LOWER,
        "incident_rate",
        _("Recordable incidents for 200,000 hours of work."),
        high="1",
    ),
    Known(
        "training-completion",
        _("Training completion"),
        "%",
        HIGHER,
        "completion",
        _("How many assigned trainings are completed."),
        "90",
        is_leading=True,
    ),
)
SHELVES: tuple[tuple[str | Promise, tuple[Known, ...]], ...] = (
    (_("Customers"), CUSTOMERS),
    (_("Operations and quality"), OPERATIONS),
    (_("Sales and money"), MONEY_AND_SALES),
    (_("People and safety"), PEOPLE),
)
LIBRARY: dict[str, Known] = {known.key: known for _shelf, shelf in SHELVES for known in shelf}
