# ruff: noqa: E402 the models only exist after the set-up
"""`python -m …pulse`: check-ins without end from several threads through the writer; prints each id when it is done."""

import django

django.setup()

import sys
import threading
from decimal import Decimal
from itertools import count

from denyut.okr.actions import check_in
from denyut.okr.models import KeyResult
from denyut.people.models import Person
from denyut.spine import writer

THREADS = 4


def beat(key_result: KeyResult, person: Person, first: int) -> None:
    for value in count(first, THREADS):
        done = check_in(person, key_result, value=Decimal(value), note=f"beat {value}")
        sys.stdout.write(f"{done.pk}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    mei, median = Person.objects.get(email="mei@example.com"), KeyResult.objects.get(title="Median first response")
    writer.start()
    for first in range(THREADS):
        threading.Thread(target=beat, args=(median, mei, first), daemon=True).start()
    threading.Event().wait()
