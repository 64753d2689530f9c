"""Fields that choose among the workspace's things."""

from typing import Any

from django import forms

from denyut.people.models import Department

INDENT = "\u2003"


class DepartmentField(forms.ModelChoiceField):
    """A department, shown as a tree."""

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=Department.objects.with_tree_fields(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{INDENT * obj.tree_depth}{obj.name}"
