"""Who stands below whom in the line of managers."""

from django.db.models import BigIntegerField
from django.db.models.expressions import RawSQL

# UNION drops the rows it has seen, so that even a circle in the line comes to an end.
BELOW = """
WITH RECURSIVE line(id) AS (
  SELECT id FROM people_person WHERE manager_id = %s
  UNION
  SELECT person.id FROM people_person person JOIN line ON person.manager_id = line.id
)
SELECT id FROM line
"""


def below(person_id: int) -> RawSQL:
    """The ids of all who report to a person, themselves or through others, for `__in` lookups."""
    return RawSQL(BELOW, (person_id,), output_field=BigIntegerField())  # noqa: S611
