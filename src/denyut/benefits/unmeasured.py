"""Claims about such products that this one does not measure, and what it would take. Said openly rather than left out."""

from django.utils.translation import gettext_lazy as _

UNMEASURED = [
    ("M-01", _("Delay across departments"), _("Needs projects with promised and actual dates and causes of delay.")),
    ("M-06", _("Communication mix"), _("Needs the time that strategic talk takes.")),
    ("M-10", _("Attainment uplift"), _("Needs closed cycles before and after adoption.")),
    ("M-14", _("Routing delay"), _("Needs requests that are assigned by hand and by rule.")),
    ("M-15", _("First response time"), _("Needs customer requests and their answers.")),
    ("M-16", _("Report hours saved"), _("Needs a survey of the hours before adoption.")),
    ("M-17", _("Autonomy"), _("Needs decisions with the level on which they belong.")),
    ("M-18", _("Intervention frequency"), _("Needs cases with escalations and takeovers.")),
    ("M-19", _("Lead time across departments"), _("Needs projects with a start and a delivery.")),
    ("M-20", _("Hidden costs"), _("Needs loaded hourly rates.")),
    ("M-23", _("Engagement"), _("Needs a regular pulse survey.")),
    ("M-25", _("Leadership commitment"), _("Needs attendance of leaders over several cycles.")),
    ("M-29", _("Report timeliness"), _("Needs reports with a due day.")),
    ("M-30", _("Frontline response"), _("Needs tickets by store.")),
    ("M-31", _("Payroll preparation"), _("Needs payroll exports.")),
    ("M-32", _("Turnover"), _("Needs leavers with their reasons.")),
    ("M-33", _("Approval cycle time"), _("Needs approvals with steps.")),
    ("M-34", _("Sync within a day"), _("Needs orders to sites with receipts.")),
    ("M-35", _("Throughput"), _("Needs operations and worked hours.")),
    ("M-36", _("Cost saving"), _("Needs cost items before and after.")),
]
