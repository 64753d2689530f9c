"""What a tile can ask about."""

from denyut.boards.subjects.check_ins import CHECK_INS
from denyut.boards.subjects.indicators import READINGS
from denyut.boards.subjects.key_results import KEY_RESULTS
from denyut.boards.subjects.matters import BLOCKERS
from denyut.boards.subjects.subject import Subject
from denyut.boards.subjects.tasks import TASKS

SUBJECTS: dict[str, Subject] = {one.key: one for one in (KEY_RESULTS, CHECK_INS, TASKS, BLOCKERS, READINGS)}
