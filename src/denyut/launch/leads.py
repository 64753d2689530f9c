"""Those who lead people: a department, or somebody who reports to them."""

from django.db.models import Exists, OuterRef, Q

from denyut.launch.models import Exam
from denyut.people.models import Department, Person, Role
from denyut.people.models.person import PersonQuerySet


def leads() -> PersonQuerySet:
    """Colleagues who lead people and set goals; who only reads is not asked to learn."""
    houses = Department.objects.filter(lead=OuterRef("pk"))
    reports = Person.objects.colleagues().filter(manager=OuterRef("pk"))
    return Person.objects.colleagues().exclude(role=Role.AUDITOR).filter(Q(Exists(houses)) | Q(Exists(reports)))


def passed() -> set[int]:
    """Who has passed the course, by ids."""
    return set(Exam.objects.filter(has_passed=True).values_list("person", flat=True))
