"""Forms of launch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.chat.models import Room
from denyut.launch.actions.workshops import USUAL_MINUTES
from denyut.launch.models.workshops import PHASES
from denyut.okr.models import Cycle
from denyut.people.forms.choices import DepartmentField, PersonField
from denyut.people.forms.keyed import KeyedForm
from denyut.people.models import Department, Person


class StartForm(KeyedForm):
    """In which cycle to begin."""

    cycle = forms.ModelChoiceField(label=_("Cycle"), queryset=Cycle.objects.filter(closed_at=None))


class StepForm(KeyedForm):
    """Who answers for a step, until when."""

    owner = PersonField(label=_("Answers for it"))
    due_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class SponsorForm(KeyedForm):
    """Who stands for the start."""

    person = forms.ModelChoiceField(label=_("Sponsor"), queryset=Person.objects.colleagues())


class CommitmentForm(KeyedForm):
    """What a sponsor promises."""

    text = forms.CharField(
        label=_("What I will do myself"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "autofocus": True}),
        help_text=_(
            "Concrete and yours: how often you check in, which review you attend, what you stop. Everybody reads it."
        ),
    )


class WorkshopForm(KeyedForm):
    """A workshop: for whom, led by whom, with how many minutes for each phase."""

    cycle = forms.ModelChoiceField(label=_("Cycle"), queryset=Cycle.objects.filter(closed_at=None))
    title = forms.CharField(label=_("Title"), max_length=120)
    departments = forms.ModelMultipleChoiceField(
        label=_("Invited departments"),
        queryset=Department.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With none chosen, it is for everybody."),
    )
    facilitator = PersonField(label=_("Led by"))
    votes_each = forms.IntegerField(label=_("Votes each"), min_value=1, max_value=10, initial=3)
    room = forms.ModelChoiceField(
        label=_("Minutes go to"), queryset=Room.objects.none(), required=False, empty_label=_("No room")
    )

    def __init__(self, *args: Any, viewer: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        rooms = Room.objects.visible_to(viewer).filter(kind=Room.RoomKind.OPEN, seats__person=viewer)
        self.fields["room"].queryset = rooms.distinct()  # type: ignore[attr-defined]  # a choice of rooms
        for phase, usual in zip(PHASES, USUAL_MINUTES, strict=False):
            self.fields[f"minutes_{phase.value}"] = forms.IntegerField(
                label=_("Minutes: %(phase)s") % {"phase": phase.label}, min_value=0, max_value=240, initial=usual
            )

    def words(self) -> dict[str, Any]:
        """As `open_workshop` takes them, without the cycle."""
        said = super().words()
        agenda = [said.pop(f"minutes_{phase.value}") for phase in PHASES[: len(USUAL_MINUTES)]]
        return {**{name: value for name, value in said.items() if name != "cycle"}, "agenda": agenda}


class ObjectiveForm(KeyedForm):
    """The objective that a group of ideas becomes."""

    title = forms.CharField(label=_("Objective"), max_length=300)
    department = DepartmentField(label=_("Of"), empty_label=_("The whole company"))
    owner = PersonField(label=_("Owner"))


class KeyResultForm(KeyedForm):
    """A key result with all that makes it measurable, and who has to agree."""

    title = forms.CharField(label=_("Key result"), max_length=300, widget=forms.TextInput(attrs={"autofocus": True}))
    unit = forms.CharField(label=_("Counted in"), max_length=20, help_text=_("Minutes, percent, customers…"))
    baseline = forms.DecimalField(label=_("Today"), max_digits=24, decimal_places=6)
    target = forms.DecimalField(label=_("Target"), max_digits=24, decimal_places=6)
    owner = forms.ModelChoiceField(label=_("Owner"), queryset=Person.objects.colleagues())
    departments = forms.ModelMultipleChoiceField(
        label=_("Departments that have to agree"),
        queryset=Department.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DepartmentsForm(KeyedForm):
    """Who has to agree to a key result."""

    departments = forms.ModelMultipleChoiceField(
        label=_("Departments that have to agree"),
        queryset=Department.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )


class VisionForm(KeyedForm):
    """Vision and mission. `number` is that of the version that was read."""

    vision = forms.CharField(label=_("Vision"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    mission = forms.CharField(
        label=_("Mission"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ServingForm(KeyedForm):
    """How a key result serves the vision."""

    text = forms.CharField(
        label=_("How this serves the vision"), max_length=300, widget=forms.TextInput(attrs={"autofocus": True})
    )
