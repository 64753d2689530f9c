"""Changing some fields of a goal through its deed, which takes all of them: the others stay as they are."""

from typing import Any

from django.db import models

from denyut.spine.deeds import Deed

# It tells which state somebody looked at, and an import looks at the one that is.
NO_FIELD = frozenset({"edition"})


def as_it_is(change: Deed[..., Any], row: models.Model) -> dict[str, Any]:
    """The options of a deed that are fields of the row, as the row has them."""
    names = {field.name for field in row._meta.concrete_fields} - NO_FIELD
    return {name: getattr(row, name) for name in change.options() if name in names}
