"""Template tags of the look. Loaded into every template."""

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language

from denyut.lib.dates import DayStyle, format_day

register = template.Library()


@register.filter
def day(moment: date, style: DayStyle = "medium") -> str:
    """The day in the reader's language, written as the pages' scripts write it: "1 Okt 2026", "1 ต.ค. 2569"."""
    plain = localtime(moment).date() if isinstance(moment, datetime) else moment
    return format_day(plain, get_language() or "en", style)
