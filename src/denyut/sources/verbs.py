"""What can happen to data sources. What a source is called and how it is reached is nobody else's: no topic hears of it."""

from django.utils.translation import gettext_lazy as _

from denyut.spine.models import Event
from denyut.spine.verbs import verb


def _owner(event: Event) -> list[int]:
    return [event.facts["owner"]]


SOURCE_ADDED = verb("sources.source_added", _("%(actor)s added the data source %(title)s"))
SOURCE_CHANGED = verb("sources.source_changed", _("%(actor)s changed the data source %(title)s"))
SOURCE_REMOVED = verb("sources.source_removed", _("%(actor)s removed the data source %(title)s"))
SOURCE_FED = verb("sources.source_fed", _("%(actor)s brought data to %(title)s"))
READ_ASKED = verb("sources.read_asked", _("%(actor)s asked for %(title)s to be read"))
SOURCE_READ = verb("sources.source_read", _("%(title)s was read"))
SOURCE_BROKE = verb(
    "sources.source_broke", _("The data source %(title)s stopped: what it sends has changed"), told=_owner
)
SOURCE_HEALED = verb("sources.source_healed", _("The data source %(title)s works again"), told=_owner)
TARGET_ALLOWED = verb("sources.target_allowed", _("%(actor)s let data sources reach another address"))
TARGET_WITHDRAWN = verb("sources.target_withdrawn", _("%(actor)s no longer lets data sources reach an address"))
FOLLOWED = verb("sources.followed", _("%(actor)s let a key result follow an indicator"))
UNFOLLOWED = verb("sources.unfollowed", _("%(actor)s let a key result no longer follow its indicator"))
