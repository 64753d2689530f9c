"""Goals over REST, as a file."""

import json
from io import BytesIO

from denyut.exchange.complete.forms import FORMS
from denyut.exchange.complete.gathering import gathered
from denyut.okr.actions import add_objective
from denyut.okr.models import Visibility


def test_goals_come_as_a_file_of_what_the_caller_sees(rest, cem, mei, dora, cycle):
    place = mei.department
    add_objective(mei, cycle, title="Seen", department=place)
    add_objective(mei, cycle, title="Hidden", department=place, visibility=Visibility.PRIVATE)
    for caller, titles in ((mei, ["Seen", "Hidden"]), (dora, ["Seen"])):
        answer = rest(caller).get(f"/exports/goals?cycle={cycle.pk}")
        told = json.loads(b"".join(answer.streaming_content))
        assert [row["title"] for row in told["objectives"] if row["cycle"] == cycle.name] == titles
    for form, kind in FORMS.items():
        answer = rest(mei).get(f"/exports/goals?form={form}")
        expected = BytesIO()
        kind.write(gathered(mei).rows, expected)
        assert (answer["Content-Type"], b"".join(answer.streaming_content)) == (kind.content_type, expected.getvalue())


def test_what_is_not_there_is_refused(rest, mei):
    assert rest(mei).get("/exports/goals?cycle=9999").status_code == 404
    assert rest(mei).get("/exports/goals?form=pdf").status_code == 422
