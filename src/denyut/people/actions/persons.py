"""Deeds on people: who they are and where they belong."""

from datetime import time

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from denyut.people.actions.fields import email_checked, name_checked, role_checked, short_checked
from denyut.people.geography import language_checked
from denyut.people.models import Department, Person, Role, Site
from denyut.people.passwords import Password, unusable
from denyut.people.verbs import PERSON_CHANGED, PERSON_JOINED, PERSON_PLACED
from denyut.spine import clock
from denyut.spine.access import Conflict, Invalid, require
from denyut.spine.deeds import deed
from denyut.spine.events import record


@deed("people.add_person")
def add_person(
    actor: Person,
    *,
    email: str,
    name: str,
    title: str = "",
    role: str = Role.MEMBER,
    language: str = "id",
    department: Department | None = None,
    site: Site | None = None,
    manager: Person | None = None,
    is_bot: bool = False,
) -> Person:
    """Give somebody an account without a letter: bots, and people loaded from a file.

    They have no password until they reset it.

    Raises Refused for whoever is no administrator, Invalid, Conflict when the address has an account.
    """
    require(actor, "people.administer")
    person = admit(
        email_checked(email),
        name_checked(name),
        password=unusable(),
        title=short_checked(title, "title"),
        role=role_checked(role),
        language=language_checked(language),
        department=department,
        site=site,
        manager=manager,
        is_bot=is_bot,
    )
    record(PERSON_JOINED, actor, person, facts={"role": person.role})
    return person


@deed("people.change_person")
def change_person(
    actor: Person,
    person: Person,
    *,
    name: str | None = None,
    title: str | None = None,
    language: str | None = None,
    shows_presence: bool | None = None,
    quiet_from: time | None = None,
    quiet_to: time | None = None,
) -> Person:
    """Change a profile; what is left out stays. Raises Refused for a profile of somebody else, Invalid.

    `shows_presence`: whether colleagues see on which page the person is right now. `quiet_from` and `quiet_to`: between which hours of
    their own clock nobody wants to be called; the same hour twice is never. The person alone decides these.
    """
    require(actor, "people.change_person", person)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    wanted: dict[str, str | bool | time] = {}
    if name is not None:
        wanted["name"] = name_checked(name)
    if title is not None:
        wanted["title"] = short_checked(title, "title")
    if language is not None:
        wanted["language"] = language_checked(language)
    if shows_presence is not None and shows_presence != person.shows_presence:
        require(actor, "people.show_presence", person)
        wanted["shows_presence"] = shows_presence
    quiet = {"quiet_from": quiet_from, "quiet_to": quiet_to}
    asked = {name: hour for name, hour in quiet.items() if hour is not None and hour != getattr(person, name)}
    if asked:
        require(actor, "people.keep_quiet", person)
    wanted |= asked
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, wanted[field])
    if changed:
        person.save(update_fields=changed)
        record(PERSON_CHANGED, actor, person, facts={"changed": changed})
    return person


@deed("people.place_person")
def place_person(
    actor: Person, person: Person, *, department: Department | None, site: Site | None, manager: Person | None
) -> Person:
    """Say where a person belongs and to whom they report; None is nowhere and to nobody.

    Raises Refused for whoever is no administrator, Invalid when the line of managers would run in a circle.
    """
    require(actor, "people.administer")
    _check_line(person, manager)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    facts = {
        "department_before": person.department_id,
        "site_before": person.site_id,
        "manager_before": person.manager_id,
    }
    person.department, person.site, person.manager = department, site, manager
    person.save(update_fields=["department", "site", "manager"])
    facts |= {"department": person.department_id, "site": person.site_id, "manager": person.manager_id}
    record(PERSON_PLACED, actor, person, facts=facts)
    return person


def admit(
    email: str,
    name: str,
    *,
    password: Password,
    language: str,
    title: str = "",
    role: str = Role.MEMBER,
    department: Department | None = None,
    site: Site | None = None,
    manager: Person | None = None,
    is_bot: bool = False,
) -> Person:
    """Make an account, inside a deed. The address counts as verified. Raises Conflict when it has an account."""
    if Person.objects.filter(email=email).exists():
        raise Conflict(_("There is an account for this address already."), code="has_account", field="email")
    person = Person.objects.create(
        email=email,
        name=name,
        title=title,
        role=role,
        language=language,
        department=department,
        site=site,
        manager=manager,
        is_bot=is_bot,
        password=password.encoded,
        joined_at=clock.now(),
    )
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _check_line(person: Person, manager: Person | None) -> None:
    # Asked of the table at each step: the caller's manager may have been read before they were placed themself.
    above, seen = manager.pk if manager else None, set[int]()
    while above is not None and above not in seen:
        if above == person.pk:
            raise Invalid(
                _("Nobody can be their own manager, not even through others."), code="circle", field="manager"
            )
        seen.add(above)
        above = Person.objects.filter(pk=above).values_list("manager", flat=True).first()
