"""What can happen in the ledger of benefits."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _told(event: Event) -> Iterator[int]:
    yield from event.facts["told"]


BASELINES_FROZEN = verb("benefits.baselines_frozen", _("%(actor)s froze %(count)s baselines"))
QUIET_OWNER = verb(
    "benefits.quiet_owner", _("%(days)s days into %(cycle)s: a first update of your own takes one line"), told=_told
)
QUIET_OWNERS = verb(
    "benefits.quiet_owners",
    _("%(days)s days into %(cycle)s, %(count)s owners have not updated a goal of their own accord"),
    told=_told,
)
