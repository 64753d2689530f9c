"""Deeds on the workspace as a whole."""

from django.utils.translation import gettext as _

from denyut.people.actions.fields import email_checked, name_checked
from denyut.people.actions.persons import admit
from denyut.people.geography import language_checked, region_checked, zone_checked
from denyut.people.models import Person, Role, Site, Workspace
from denyut.people.passwords import Password
from denyut.people.verbs import PERSON_JOINED, WORKSPACE_CHANGED, WORKSPACE_FOUNDED
from denyut.spine import clock
from denyut.spine.access import Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record

WEEK_STARTS = (1, 6, 7)
CALLS_AT_MOST = 50


@deed("people.found_workspace")
def found_workspace(
    actor: None,
    *,
    workspace: str,
    name: str,
    email: str,
    password: Password,
    language: str,
    region: str = "ID",
    zone: str = "Asia/Jakarta",
) -> Person:
    """Found the workspace and its first site, and give its first administrator an account. Returns the administrator.

    Raises Refused (founded) as soon as there is a workspace or a person, Invalid for values that make no sense.
    """
    require(actor, "people.found")
    founded = Workspace(
        name=name_checked(workspace, "workspace"),
        language=language_checked(language),
        region=region_checked(region),
        zone=zone_checked(zone),
        founded_at=clock.now(),
    )
    founded.save(force_insert=True)
    site = Site.objects.create(name=founded.name, zone=founded.zone)
    person = admit(
        email_checked(email),
        name_checked(name),
        password=password,
        role=Role.ADMINISTRATOR,
        language=language,
        site=site,
    )
    record(WORKSPACE_FOUNDED, person, founded)
    record(PERSON_JOINED, person, person, facts={"role": person.role})
    return person


@deed("people.change_workspace")
def change_workspace(
    actor: Person,
    *,
    name: str,
    language: str,
    region: str,
    zone: str,
    week_starts_on: int = 1,
    ding_budget: int | None = None,
) -> Workspace:
    """Change what holds for everybody: name, language of those who chose none, region's formats, clock and week.

    `week_starts_on` is 1 (Monday), 6 (Saturday) or 7 (Sunday). `ding_budget`: how many urgent calls everybody has a week, 0 to 50; left
    out, it stays. Raises Refused for whoever is no administrator, Invalid.
    """
    require(actor, "people.administer")
    if week_starts_on not in WEEK_STARTS:
        raise Invalid(_("A week starts on Saturday, Sunday or Monday."), code="not_a_day", field="week_starts_on")
    if ding_budget is not None and not 0 <= ding_budget <= CALLS_AT_MOST:
        raise Invalid(_("Choose a number from 0 to 50."), code="out_of_range", field="ding_budget")
    workspace = Workspace.objects.select_for_update().get()
    if ding_budget is not None:
        workspace.ding_budget = ding_budget
    workspace.name, workspace.language = name_checked(name), language_checked(language)
    workspace.region, workspace.zone, workspace.week_starts_on = (
        region_checked(region),
        zone_checked(zone),
        week_starts_on,
    )
    workspace.save()
    record(WORKSPACE_CHANGED, actor, workspace, facts={"language": language, "region": workspace.region, "zone": zone})
    return workspace
