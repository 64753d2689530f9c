"""A set of goals that is drafted together: those of one department, or of the whole company, in one cycle.

Topics and the places on pages have one number, so a set has one too: cycle 3 and department 5 are 3000005.
"""

DEPARTMENTS = 1_000_000


def number_of(cycle: int, department: int | None) -> int:
    """The number of a set; department None is the whole company."""
    return cycle * DEPARTMENTS + (department or 0)


def set_of(number: int) -> tuple[int, int | None]:
    """Cycle and department of a set's number."""
    cycle, department = divmod(number, DEPARTMENTS)
    return cycle, department or None


def topic_of(cycle: int, department: int | None) -> tuple[str, int]:
    """The topic of a set, and its number."""
    number = number_of(cycle, department)
    return f"draft:{number}", number
