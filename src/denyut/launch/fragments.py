"""The pulse of a workshop: a piece without content that has its page fetch itself, since each sees another one."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from denyut.launch.models import Workshop
from denyut.spine.fragments import fragment


@fragment("launch.pulse", target="#workshop-%d-pulse")
def draw_pulses(ids: Sequence[int]) -> dict[int, str]:
    """That something changed, and nothing of what."""
    found = Workshop.objects.filter(pk__in=ids).values_list("pk", "edition")
    return {
        pk: render_to_string("launch/_pulse.html", {"number": pk, "edition": edition, "beats": True})
        for pk, edition in found
    }
