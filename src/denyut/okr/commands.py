"""Goals in the chat."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.lib.digits import to_ascii_digits, without_invisible_marks
from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine.access import NotThere
from denyut.spine.commands import command

LABEL = re.compile(r"^#?(?:kr)?[-\s]?(\d{1,18})$", re.IGNORECASE)


def find_key_result(actor: Person, word: str) -> KeyResult:
    """The key result a person means by KR-12, kr12, #12 or 12. Raises NotThere when there is none that they may see."""
    match = LABEL.match(without_invisible_marks(to_ascii_digits(word)))
    found = KeyResult.objects.visible_to(actor).filter(pk=int(match[1])).first() if match else None
    if found is None:
        raise NotThere(
            _("There is no key result %(word)s. Its number stands on the board, for example KR-12.")
            % {"word": word[:40]},
            code="no_key_result",
        )
    return found


command(
    "checkin",
    check_in,
    find=find_key_result,
    takes=("value", "note"),
    named=("confidence",),
    about=gettext_lazy("Say where a key result stands"),
    example='/checkin KR-12 18 "queue is flowing"',
)
