"""Regions and time zones a workspace can choose from, and the checks that a given one is real."""

from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from django.utils.translation import gettext as _

from denyut.lib.locales import locale_of
from denyut.people.languages import CODES
from denyut.spine.access import Invalid

# Where the seven languages are spoken comes first in every list of zones.
NEAR = (
    "Asia/Jakarta",
    "Asia/Makassar",
    "Asia/Jayapura",
    "Asia/Kuala_Lumpur",
    "Asia/Singapore",
    "Asia/Bangkok",
    "Asia/Ho_Chi_Minh",
)


@lru_cache
def zone_names() -> tuple[str, ...]:
    """All places with a clock of their own, nearest first."""
    real = {
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/"))
    }
    return (*NEAR, *sorted(real - set(NEAR)), "UTC")


def zones() -> list[tuple[str, str]]:
    """Time zones to choose from: the name and how people read it."""
    return [(zone, zone.replace("_", " ")) for zone in zone_names()]


@lru_cache(maxsize=16)
def regions(language: str) -> tuple[tuple[str, str], ...]:
    """Country codes and their names in this language, sorted by name."""
    names = locale_of(language).territories
    known = {
        code: name
        for code, name in names.items()
        if len(code) == 2 and code.isalpha() and code not in ("ZZ", "EU", "EZ", "UN", "XA", "XB", "QO")
    }
    return tuple(sorted(known.items(), key=lambda pair: pair[1]))


def zone_checked(zone: str) -> str:
    """The zone, if there is one of this name. Raises Invalid."""
    if zone not in zone_names():
        raise Invalid(_("There is no time zone “%(zone)s”.") % {"zone": zone[:60]}, code="unknown_zone", field="zone")
    return zone


def language_checked(language: str) -> str:
    """The language, if it is one of the seven. Raises Invalid."""
    if language not in CODES:
        raise Invalid(
            _("Denyut does not speak “%(language)s”.") % {"language": language[:20]},
            code="unknown_language",
            field="language",
        )
    return language


def region_checked(region: str) -> str:
    """The country's two letters in capitals. Raises Invalid when no country has them."""
    code = region.strip().upper()
    if code not in Locale("en").territories or len(code) != 2:
        raise Invalid(
            _("“%(region)s” is not the code of a country.") % {"region": region[:20]},
            code="unknown_region",
            field="region",
        )
    return code
