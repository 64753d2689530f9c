"""Fields that choose among the workspace's people and places, or none of them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.people.models import Department, Person, Site

INDENT = "\u2003"


class DepartmentField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A department, shown as a tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Department.objects.with_tree_fields(), required=False, **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{INDENT * obj.tree_depth}{obj.name}"


class SiteField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A site."""

    def __init__(self) -> None:
        super().__init__(label=_("Site"), queryset=Site.objects.all(), required=False, empty_label=_("No site"))


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague whose account is open."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Person.objects.colleagues(), required=False, empty_label=_("Nobody"), **options)
