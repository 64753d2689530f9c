"""Where a goal came from, and what its template still asks for."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from denyut.drafting.answers import Required
from denyut.drafting.library import examples
from denyut.drafting.models import TemplateUse
from denyut.okr.models import KeyResult, Objective

ASKED: dict[Required, str | Promise] = {
    Required.WHY: _("Say why the goal matters."),
    Required.SOURCE: _("Say where the number of %(label)s comes from."),
    Required.HYPOTHESIS: _("Say why %(label)s should help."),
    Required.DUE_ON: _("Say when %(label)s is due."),
}


def origin_of(use: TemplateUse) -> dict[str, Any]:
    """What a page tells of a goal's origin: its template and version or its example, and what is missing by now."""
    if use.version is None:
        example = examples().get(use.library_key)
        title = example.blueprint.in_language(get_language() or "en").title if example else use.library_key
        return {"use": use, "title": title, "has_example": example is not None}
    template = use.version.template
    return {
        "use": use,
        "template": template,
        "version": use.version,
        "is_newest": template.current_id == use.version_id,
        "missing": _missing(use.objective, use.version.required_fields) if use.version.required_fields else [],
    }


def _missing(objective: Objective, required: list[str]) -> list[str]:
    said = [str(ASKED[Required.WHY])] if Required.WHY in required and not objective.description else []
    for kr in KeyResult.objects.alive().filter(objective=objective):
        said += [str(ASKED[field]) % {"label": kr.label} for field in ASKED if field in required and _lacks(kr, field)]
    return said


def _lacks(kr: KeyResult, field: Required) -> bool:
    lacking = {
        Required.SOURCE: not kr.source,
        Required.HYPOTHESIS: not kr.hypothesis,
        Required.DUE_ON: kr.due_on is None,
    }
    return lacking.get(field, False)
