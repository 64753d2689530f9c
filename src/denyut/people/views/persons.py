"""People: the list, one person, and what can be changed about them."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from denyut.people.absences import absences_of
from denyut.people.actions import change_person, close_person, give_role, place_person, reopen_person
from denyut.people.forms.persons import OwnProfileForm, PlaceForm, ProfileForm, RoleForm
from denyut.people.models import Department, Person
from denyut.people.requests import new_key
from denyut.people.views.doors import DeedButton, DeedPage, Page
from denyut.spine.access import may
from denyut.spine.events import Via
from denyut.spine.widgets import placed

ON_ONE_PAGE = 50


class People(Page):
    """Everybody, with search (`?q=`), by department (`?department=`, with those below it), or closed (`?closed=1`)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        departments = list(Department.objects.with_tree_fields())
        words = request.GET.get("q", "").strip()[:80]
        chosen = next((d for d in departments if str(d.pk) == request.GET.get("department")), None)
        found = self._found(words, [d.pk for d in departments if chosen and chosen.pk in d.tree_path], chosen)
        context = {
            "people": Paginator(found, ON_ONE_PAGE).get_page(request.GET.get("page")),
            "departments": departments,
            "department": chosen,
            "words": words,
            "shows_closed": "closed" in request.GET,
            "may_invite": may(self.person, "people.see_invitations"),
        }
        return render(request, "people/people.html", context)

    def _found(self, words: str, inside: list[int], chosen: Department | None) -> "QuerySet[Person]":
        found = (
            Person.objects.visible_to(self.person)
            .select_related("department", "site")
            .filter(is_active="closed" not in self.request.GET)
        )
        if chosen:
            found = found.filter(department_id__in=inside)
        for word in words.split():
            found = found.filter(Q(name__icontains=word) | Q(email__istartswith=word) | Q(title__icontains=word))
        return found


class OnePerson(Page):
    """Finds the person the address is about; a stranger's address is nowhere."""

    @cached_property
    def subject(self) -> Person:
        """Whom the page is about. Raises Http404 where the viewer sees nobody."""
        seen = Person.objects.visible_to(self.person).select_related("department__lead", "site", "manager")
        return get_object_or_404(seen, pk=self.kwargs["pk"])

    def get_success_url(self) -> str:
        return reverse("people:person", args=[self.kwargs["pk"]])


class PersonPage(OnePerson):
    """One person: who they are, where they belong, whom they lead."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject, viewer = self.subject, self.person
        context = {
            "subject": subject,
            "reports": subject.reports.active().select_related("department"),
            "led": subject.leads.all(),
            "may_change": may(viewer, "people.change_person", subject),
            "may_administer": may(viewer, "people.administer"),
            "absences": absences_of(viewer, subject),
            "sections": placed("people.person", viewer, {"person": subject}),
            "key": new_key(),
            "may_close": may(viewer, "people.close_person", subject) if viewer.is_administrator else None,
        }
        return render(request, "people/person.html", context)


class Profile(DeedPage):
    """One's own profile."""

    form_class = OwnProfileForm
    template_name = "people/profile.html"
    done = _("Saved.")

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(**context, absences=absences_of(self.person, self.person), key=new_key())

    def get_initial(self) -> dict[str, Any]:
        return profile_of(self.person)

    def do(self, form: ProfileForm, via: Via) -> Person:
        return change_person.via(via)(self.person, self.person, **form.words())

    def get_success_url(self) -> str:
        return reverse("people:profile")


class PersonProfile(OnePerson, DeedPage):
    """Somebody's profile, corrected by an administrator."""

    form_class = ProfileForm
    heading = _("Profile")

    def get_initial(self) -> dict[str, Any]:
        return profile_of(self.subject)

    def do(self, form: ProfileForm, via: Via) -> Person:
        return change_person.via(via)(self.person, self.subject, **form.words())


class Place(OnePerson, DeedPage):
    """Where somebody belongs."""

    rule = "people.administer"
    form_class = PlaceForm
    heading = _("Place in the company")

    def get_initial(self) -> dict[str, Any]:
        return {
            "department": self.subject.department_id,
            "site": self.subject.site_id,
            "manager": self.subject.manager_id,
        }

    def do(self, form: PlaceForm, via: Via) -> Person:
        return place_person.via(via)(self.person, self.subject, **form.words())


class RoleChange(OnePerson, DeedPage):
    """What somebody is trusted with."""

    rule = "people.administer"
    form_class = RoleForm
    heading = _("Role")

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.subject.role}

    def do(self, form: RoleForm, via: Via) -> Person:
        return give_role.via(via)(self.person, self.subject, role=form.cleaned_data["role"])


class Closure(OnePerson, DeedButton):
    """Close an account."""

    done = _("The account is closed.")

    def do(self, via: Via) -> Person:
        return close_person.via(via)(self.person, self.subject)


class Reopening(OnePerson, DeedButton):
    """Open an account again."""

    done = _("The account is open again.")

    def do(self, via: Via) -> Person:
        return reopen_person.via(via)(self.person, self.subject)


def profile_of(person: Person) -> dict[str, Any]:
    """What the form of a profile starts with."""
    names = ("name", "title", "language", "shows_presence", "quiet_from", "quiet_to")
    return {name: getattr(person, name) for name in names}
