"""What tasks put on the pages of goals."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from denyut.people.models import Person
from denyut.spine.widgets import widget
from denyut.tasks.fragments import draw_of_key_results


@widget("tasks.of_key_result", _("Tasks"), place="okr.key_result")
def draw_of_key_result(viewer: Person, options: dict[str, Any]) -> str:
    """The tasks that help a key result: drawn for everybody alike, so that they change on open pages."""
    return draw_of_key_results([options["key_result"].pk])[options["key_result"].pk]
