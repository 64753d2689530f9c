"""Deeds on the list of addresses that sources may ask."""

import ipaddress
import re

from django.utils.translation import gettext as _

from denyut.people.models import Person
from denyut.sources.models import Target
from denyut.sources.verbs import TARGET_ALLOWED, TARGET_WITHDRAWN
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63})*")


@deed("sources.allow_target")
def allow_target(actor: Person, *, host: str, is_private: bool = False, reason: str = "") -> Target:
    """Let sources ask a host. With `is_private` it may lie inside the house's own network; addresses at which clouds keep their keys
    may never be asked. Raises Refused for whoever does not administer, Invalid, Conflict for one that is listed."""
    require(actor, "sources.allow")
    host = host.strip().casefold().rstrip(".")
    if not NAME.fullmatch(host) and not _is_address(host):
        raise Invalid(_("Write the name of one machine, like data.example.com."), code="host", field="host")
    if Target.objects.filter(host=host).exists():
        raise Conflict(_("This address is on the list already."), code="listed", field="host")
    target = Target.objects.create(
        host=host, is_private=is_private, reason=reason.strip()[:200], made_by=actor, made_at=clock.now()
    )
    record(TARGET_ALLOWED, actor, target, facts={"is_private": is_private}, text=host)
    return target


@deed("sources.withdraw_target")
def withdraw_target(actor: Person, target: Target) -> None:
    """Take a host from the list: sources that ask it break at their next run. Raises Refused for whoever does not administer."""
    require(actor, "sources.allow")
    record(TARGET_WITHDRAWN, actor, target, text=target.host)
    target.delete()


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
