"""Checks on the settings that say where people find this server."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from denyut.people.models import Site, Workspace
from denyut.site.storage.doctor.finding import Finding, broken, doubtful, well

HERE = {"localhost", "127.0.0.1", "[::1]"}


def zones() -> Finding:
    """Whether the time zones of the workspace and its sites are known here."""
    for name in [*Workspace.objects.values_list("zone", flat=True), *Site.objects.values_list("zone", flat=True)]:
        if not _is_known(name):
            return broken(
                "zones",
                "The time zone %(zone)s is not known here." % {"zone": name},
                "Choose another one in the settings of the workspace, or install the package tzdata.",
            )
    return well("zones", "All time zones are known.")


def mail() -> Finding:
    """Whether letters leave this machine."""
    if settings.HAS_MAIL:
        return well("mail", "Letters go out through the server in DENYUT_MAIL.")
    return doubtful(
        "mail",
        "Letters become files in %(folder)s: nobody gets an invitation." % {"folder": settings.DATA_DIR / "mail"},
        "Set DENYUT_MAIL, for example to smtp://user:password@host:587?tls=1",
    )


def addresses() -> Finding:
    """Whether the names under which people come are allowed, and their way is encrypted."""
    away = [host for host in settings.ALLOWED_HOSTS if host not in HERE]
    if not away:
        return well("addresses", "Only this machine may come in. DENYUT_HOSTS names those under which others may.")
    if "*" in away:
        return doubtful(
            "addresses",
            "DENYUT_HOSTS allows every name.",
            "Name the hosts people use, for example goals.example.com",
        )
    if not settings.IS_SECURE:
        return doubtful(
            "addresses",
            "People come by %(hosts)s without encryption." % {"hosts": ", ".join(away)},
            "Put a proxy with a certificate before Denyut and set DENYUT_HTTPS=1.",
        )
    if not settings.CSRF_TRUSTED_ORIGINS:
        return doubtful(
            "addresses",
            "DENYUT_ORIGINS is empty: links in letters lead to %(url)s." % {"url": settings.PUBLIC_URL},
            "Set it to the address people use, for example https://%(host)s" % {"host": away[0]},
        )
    return well("addresses", "People come by %(hosts)s, encrypted." % {"hosts": ", ".join(away)})


def _is_known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
