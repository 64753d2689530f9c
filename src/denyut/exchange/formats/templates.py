"""Goals as people write them into a template that a program or an article gave them."""

from django.utils.translation import gettext_lazy as _

from denyut.exchange.formats.format import one_format

# The template of Viva Goals is that of Ally.io with other names for its row IDs; both leave the rest to the guess.
METRICS = (
    " | Start date=start_date | End date=end_date | Due date=end_date | Type=? | Object type=row_type"
    " | OKR type=row_type | Description=objective_description | Outcome type | Metric name | Metric unit=unit"
    " | Unit=unit | Start=baseline | Metric start=baseline | Start value=baseline | Target=target"
    " | Metric target=target | Target value=target | Current value=current | Target type=kind"
    " | Key result type=kind | Metric type=kind | Progress=progress | Status=status | Weight=weight"
    " | Check-in owner=delegate_email | Check-in owners=delegate_email | Check-in owner email=delegate_email"
    " | Delegate=delegate_email | Delegates=delegate_email | Tags"
)

TEMPLATES = (
    one_format(
        "viva_goals_template",
        "Viva Goals",
        is_template=True,
        marks="OKR Reference | Parent OKR | Title",
        columns="OKR Reference=row_key | Title=objective_title | Parent OKR=parent_key | Owner=owner_email"
        " | Owner email=owner_email | Time period=cycle | Team=department | Teams=department | Entity=department"
        + METRICS,
        aside="Read Me | Readme | Instructions | Basic Fields | Advanced Fields",
        settings={"progress_scale": "100"},
    ),
    one_format(
        "viva_goals_objectives",
        "Viva Goals",
        is_template=True,
        marks="Objective ID | Title | Type | Time period",
        columns="Objective ID=row_key | Title=objective_title | Parent alignment=parent_key | Owner email=owner_email"
        " | Owner=owner_email | Time period=cycle | Team=department | Teams=department" + METRICS,
        aside="Read Me | Readme | Instructions | Basic Fields | Advanced Fields",
        settings={"progress_scale": "100"},
    ),
    one_format(
        "ally",
        "Ally.io",
        is_template=True,
        marks="Row ID | Title | Parent | Entity | Time Period",
        columns="Row ID=row_key | Title=objective_title | Parent=parent_key | Entity=department"
        " | Owner Email=owner_email | Time Period=cycle" + METRICS,
        aside="Read Me | Readme | Instructions",
        settings={"progress_scale": "100"},
    ),
    one_format(
        "two_tabs",
        _("OKRs and check-ins in two tabs"),
        is_template=True,
        marks="Objective | Key Result | Start Value | Target Value | Current Value | Score | Quarter",
        columns="Objective=objective_title | Key Result=key_result_title | Owner=? | Start Value=baseline"
        " | Target Value=target | Current Value=current | Score | Quarter=cycle",
    ),
    one_format(
        "hr_suite",
        _("Staff goals: a row for each key result"),
        is_template=True,
        marks="Staff Email | Objective Title | Key Result Title | Key Result End Value",
        columns="Staff Email=owner_email | Employee Name=owner_name | Employee Code | Objective Title=objective_title"
        " | Objective Description=objective_description | Category | Performance Type"
        " | Objective Status=objective_status | Objective Progress=objective_progress | Target | Reviewer Comment"
        " | Key Result Title=key_result_title | Key Result Description=key_result_description"
        " | Key Result Unit=unit | Key Result Start Value=baseline | Key Result End Value=target | Weight=weight"
        " | Key Result Progress=progress | Key Result Status=status",
        settings={"progress_scale": "100"},
    ),
)
